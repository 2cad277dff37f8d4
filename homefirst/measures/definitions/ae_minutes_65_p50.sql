/*
title = "Time in A&E in the middle, people aged 65 and over"
section = "crisis"
why_it_matters = "Half of all older people are there longer than this."
numerator = "The median of whole minutes from arriving to leaving, by linear interpolation between ranks, (n-1)q; the numerator shown is those longer than it"
denominator = "Attendances at A&E of people aged 65 or over that began in the period and whose end is known"
unit = "minutes"
population = "65+"
better = "low"
kind = "process"
period = "12 months"
defined_by = "A&E clinical quality indicators, 2011: total time in A&E, median and 95th percentile"
dated = "2011-04"
verified = true
reading = "The indicator is of all ages; the age is that of the local system reviews. Which percentile method it uses was not found; linear interpolation is ours."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.5
amount_unit = "minutes"
interval = "order statistics"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[notes]
unknown = "Attendances whose end is not known or cannot be right, left out: {n}."
unknown_age = "Attendances of people of unknown age, not counted: {n}."
*/
select person, provider, arrival_mode, stream, outcome, age_band, council, area, residence, on_day,
       case when known then minutes_between(arrived_at, left_at) end as amount,
       0 as numerator,
       known and age >= 65 as denominator,
       not known and age >= 65 as unknown,
       age is null as unknown_age
from ae_attendances
