/*
title = "Emergency readmission within 7 days of leaving hospital, people aged 65 and over"
why_it_matters = "Back within the week is most often about how somebody left: too soon, without help, or with nobody to ring."
numerator = "Those followed by an emergency admission 0 to 6 nights later, to any hospital"
denominator = "Discharges alive of people aged 65 or over that have been followed for 7 days, transfers between hospitals joined"
unit = "%"
population = "65+"
better = "low"
kind = "outcome"
section = "after"
period = "12 months of discharges that have been followed for 7 days"
defined_by = "Our own: the rules of NHS Digital, I02040 version 3 (see emergency_readmission_30), with 7 days"
dated = "2018"
verified = true
reading = "Day 0 is the day of leaving and day 6 the last, as day 29 is for 30 days. Crude, so compare an area with itself over time. By origin: where the person went on leaving."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 7
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway", "origin"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, origin, ended_on as on_day,
       age_out >= 65 and readmitted_after between 0 and 6 as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from live_discharges
