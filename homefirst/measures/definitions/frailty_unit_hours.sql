/*
title = "Time on a frailty unit"
section = "crisis"
why_it_matters = "A frailty unit is meant to get somebody home within three days. Longer, and it is a ward like any other."
numerator = "Whole minutes on the unit, added up and divided by 60"
denominator = "Stays on a frailty unit that ended in the period, one for each unit and hospital stay"
unit = "hours, on average"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Care Quality Commission, Northamptonshire local system review: discharge from the frailty unit within 72 hours"
dated = "2018-04"
verified = true
reading = "Which wards are frailty units is read from the system's file. Time on another ward in between is left out, and time is as it passed, also over a clock change. Counted on the day of leaving the unit; somebody still on it is not counted."
counted = "on a day"
answer = "average"
per = 0.016666666666666666
interval = ""
comparable = ["kgh.frailty.los", "kgh.frailty.peak"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[target]
value = 72
source = "Kettering General's own, as the Care Quality Commission's local system review reports it"
dated = "2018-04"
verified = true
*/
select person, provider, ward, age_band, council, area, residence, pathway, on_day,
       microseconds // 60000000 as numerator,
       1 as denominator
from frailty_unit_stays
