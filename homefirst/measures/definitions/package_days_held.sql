/*
title = "Days that home care packages were held before they were restarted"
why_it_matters = "Each is paid for while nobody is visited, and cheaper than finding the package again."
numerator = "Days from the day that the help was paused to the day that it began again"
denominator = "Packages held for somebody in hospital and restarted by the same service within 28 days"
unit = "days per package, on average"
population = "everybody"
better = "neither"
kind = "process"
section = "home"
period = "12 months that have been followed for 28 days"
defined_by = "Our own, of the packages of packages_restarted"
dated = "2026-11-22"
verified = true
reading = "Those restarted the same day are nought days. A package never restarted is not in it, so read it beside packages_restarted."
counted = "on a day"
answer = "average"
per = 1
interval = ""
follow_up_days = 29
heard_of = ["support_held"]
by = ["month", "provider", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, service, age_band, council, area, residence, held_on as on_day,
       coalesce(restarted_on - held_on, 0) as numerator,
       (restarted_on is not null)::int as denominator
from packages_held
