/*
title = "Discharged from hospital into reablement, people aged 65 and over"
why_it_matters = "Reablement helps people back to doing things for themselves. Few who leave hospital get it, and how many varies widely between areas."
numerator = "Those into reablement or rehabilitation: the denominator of reablement_home_at_91_days"
denominator = "Discharges alive from 1 October to 31 December of people aged 65 or over, day cases included"
unit = "%"
population = "65+"
better = "high"
kind = "process"
section = "after"
comparable = ["nh.reab.share_1617", "nh.reab.share_1112"]
period = "discharges of one October to December"
defined_by = "Adult Social Care Outcomes Framework, measure 2B part 2; SALT table STS004 over Hospital Episode Statistics"
dated = "2018-19"
verified = true
reading = "Linked as in reablement_home_at_91_days, and for the same months, so that the two parts go together. A move to another hospital is not a discharge."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
season = ["10-01", "12-31"]
follow_up_days = 92
by = ["month", "provider", "ward", "age_band", "sex", "council", "icb", "neighbourhood", "area", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       age_out >= 65 and i.spell is not null as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from discharges d left join discharges_into_reablement i using (spell)
