/*
title = "Average length of discharge delay, adults"
why_it_matters = "It is the figure that health and care are held to together: how long people who could leave hospital still stay there, over all who leave."
section = "leaving"
headline = true
numerator = "Nights from the discharge ready date to the date of leaving, added up: the same as the number not discharged on the date times the average nights of those"
denominator = "Discharges alive in the period of people aged 18 or over when they left, after at least one night in hospital, whose discharge ready date is recorded"
unit = "days"
population = "18+"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "Better Care Fund 2025-26, headline metric: average length of discharge delay for acute adults, the share not discharged on their discharge ready date times the average days of those delayed"
dated = "2025-26"
verified = false
reading = "From general knowledge, the framework itself was not read (unverified). The share of the delayed times their average comes to the average over everybody. It is of acute hospitals; here every hospital provider counts: split by provider to see the acute ones alone. Deaths are left out."
counted = "on a day"
answer = "average"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       if(age_out >= 18, ended_on - ready_on, 0) as numerator,
       coalesce(age_out >= 18 and ready_on is not null, false) as denominator,
       coalesce(age_out >= 18 and ready_on is null, false) as not_recorded,
       age_out is null as unknown_age
from left_alive
where nights > 0
