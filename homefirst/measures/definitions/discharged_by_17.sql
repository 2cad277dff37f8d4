/*
title = "Left hospital by 17:00"
why_it_matters = "Somebody who gets home in the evening finds no shop, no pharmacy and no neighbour, and the bed stood promised all day."
section = "leaving"
numerator = "Those who left at 17:00 or before, by the clock in England"
denominator = "Discharges alive in the period, after at least one night in hospital"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS England, acute discharge situation report: discharged by 17:00, and between 17:01 and 23:59"
dated = "2024-04-30"
verified = false
reading = "That 17:00 itself is in time is from general knowledge (unverified). Somebody who leaves at one in the morning counts as in time: the share before noon shows the same."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       clock_in_england(ended_at) <= time '17:00:00' as numerator,
       true as denominator
from left_alive
where nights > 0 and not transferred
