/*
title = "Length of stay exceeded by one emergency stay in ten, people aged 65 and over"
why_it_matters = "Older people lose strength in bed. The longest stays are most often waits for something other than hospital care."
numerator = "The 90th percentile of nights from admission to discharge, by linear interpolation between ranks, (n-1)q, from an exact count of stays by nights; the numerator shown is the stays longer than it"
denominator = "Hospital stays that ended in the period, began as an emergency, and were of people aged 65 or over when admitted"
unit = "nights"
population = "65+"
better = "low"
kind = "process"
section = "hospital"
period = "12 months"
defined_by = "DH and DCLG, NHS-social care interface dashboard, metric 2"
dated = "2017-11-29"
verified = true
reading = "Which percentile method the dashboard used was not found; linear interpolation is ours. A stay is one hospital provider spell, and a death ends it like any discharge."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.9
amount_unit = "nights"
interval = "order statistics"
comparable = ["nh.los.p90", "en.los.p90_1", "en.los.p90_2"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Stays of people of unknown age, not counted: {n}."
*/
select person, provider, ward(location) as ward, age_band(age) as age_band, council, area, residence, pathway,
       ended_on as on_day, nights as amount,
       0 as numerator,
       emergency and age >= 65 as denominator,
       emergency and age is null as unknown_age
from spells
where ended_on is not null
