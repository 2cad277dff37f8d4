/*
title = "Emergency stays without a night in hospital"
section = "crisis"
why_it_matters = "Somebody treated the same day sleeps at home. Same-day emergency care is meant to do that."
numerator = "Those that ended on the day they began, by the date in England"
denominator = "Hospital stays that began as an emergency, ended in the period and did not go on at another hospital"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "Integrated care plan, Northamptonshire Better Care Fund 2021/22: same-day emergency care; zero-day stays as hospital statistics count them"
dated = "2021"
verified = false
reading = "A death on the day of admission is in it, as in hospital statistics. A high share can also mean that people are admitted only for hours because A&E is full: read it beside admitted_share_of_attendances."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       emergency and not transferred and nights = 0 as numerator,
       emergency and not transferred as denominator
from ended_stays
