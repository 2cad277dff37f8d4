/*
title = "Hospital stays of 7, 14 and 21 nights or more, of those that ended"
why_it_matters = "Long stays cost people their strength, and most of the beds are in them."
numerator = "Those of at least 7, 14 or 21 nights: three rows that overlap and are never added"
denominator = "Hospital stays that ended in the period"
unit = "%"
population = "everyone in hospital"
better = "low"
kind = "process"
section = "hospital"
period = "12 months"
defined_by = "Better Care Fund 2021-22, stays of 14 and 21 days or more; acute discharge situation report, 7, 14 and 21"
dated = "2021-22"
verified = false
reading = "By stays that ended. The same question asked of who is in bed tonight gives a much larger share: see stays_7_14_21_at_midnight. Stays without a night are in the denominator."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
at_least = [7, 14, 21]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward(location) as ward, age_band(age) as age_band, council, area, residence, pathway,
       ended_on as on_day, nights,
       0 as numerator,
       1 as denominator
from spells
where ended_on is not null
