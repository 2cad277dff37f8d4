/*
title = "Home care packages held while in hospital and restarted without asking anew"
why_it_matters = "A package that waits for the person brings them home on the day that they are ready. One that was given up has to be found again."
numerator = "Those restarted by the same service on the same day or within 28 days"
denominator = "Times in the period that help at home was paused and kept for somebody who was in hospital on that day or went in on the next, and who did not die within 28 days before it was restarted"
unit = "%"
population = "everybody"
better = "high"
kind = "process"
section = "home"
period = "12 months that have been followed for 28 days"
defined_by = "Our own; that a package still open may be restarted on pathway 0 is from DHSC, Hospital discharge and community support guidance, as carers' and providers' pages tell it"
dated = "2024-01-26"
verified = false
reading = "28 days are our choice: how long councils pay to keep a package differs. That an open package can be restarted by the ward itself, and a lapsed one not, is unverified. Somebody admitted and home within a day may never have been held. By the hospital of the stay that began last of those that touch the day."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 29
heard_of = ["support_held"]
by = ["month", "provider", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select h.person, provider, service, age_band, council, area, residence, held_on as on_day,
       restarted_on is not null as numerator,
       restarted_on is not null or died_on is null or died_on > held_on + 28 as denominator
from packages_held h left join deaths using (person)
