/*
title = "Discharges at the weekend after an emergency admission, people aged 65 and over"
why_it_matters = "Somebody ready on Friday evening should not wait until Monday. Evenly spread, two days in seven would see 28.6%."
numerator = "Those that ended on a Saturday or Sunday, by the date in England"
denominator = "Hospital stays that ended in the period, began as an emergency, and were of people aged 65 or over when admitted"
unit = "%"
population = "65+"
better = "high"
kind = "process"
section = "leaving"
period = "12 months"
defined_by = "DH and DCLG, NHS-social care interface dashboard, metric 6"
dated = "2017-11-29"
verified = true
reading = "That the metric is of people aged 65 and over is from general knowledge (unverified). Deaths and moves to other hospitals are discharges here, as they are in hospital statistics."
comparable = ["nh.weekend"]
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward(location) as ward, age_band(age) as age_band, council, area, residence,
       pathway,
       ended_on as on_day,
       emergency and age >= 65 and isodow(ended_on) in (6, 7) as numerator,
       emergency and age >= 65 as denominator,
       emergency and age is null as unknown_age
from spells
where ended_on is not null
