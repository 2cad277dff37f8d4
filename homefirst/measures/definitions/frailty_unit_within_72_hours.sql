/*
title = "Stays on a frailty unit of 72 hours or less"
section = "crisis"
why_it_matters = "The average hides how many get home in time."
numerator = "Those of 72 hours or less; 72 hours exactly count"
denominator = "Stays on a frailty unit that ended in the period, one for each unit and hospital stay"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "Care Quality Commission, Northamptonshire local system review: discharge from the frailty unit within 72 hours"
dated = "2018-04"
verified = true
reading = "Which wards are frailty units is read from the system's file. Time on another ward in between is left out, and time is as it passed, also over a clock change. Counted on the day of leaving the unit; somebody still on it is not counted."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, on_day,
       microseconds <= 72 * 3600000000 as numerator,
       1 as denominator
from frailty_unit_stays
