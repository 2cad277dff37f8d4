/*
title = "Hours from acceptance to help beginning, while still in hospital"
why_it_matters = "A yes is not yet help: this is the wait for somebody to be free."
section = "leaving"
numerator = "The median of whole hours from the step before until the help began, or until the person left where that came first; by linear interpolation between ranks"
denominator = "Discharges alive in the period with a discharge ready date, of which this step was recorded"
unit = "hours"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the steps of the care transfer hub in DHSC's Hospital discharge and community support guidance"
dated = "2024-01-26"
verified = false
reading = "Every wait in hospital from being ready to leaving is cut into pieces, and each piece belongs to the step that ended it; a step never recorded is left out, and the next counts from the last that was, so the pieces always add up. A step taken before its turn cost nothing: 0 hours. Whole hours that passed, so an hour is an hour when the clocks change. The referral is the one accepted first of those made in the stay. Our own measure."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.5
amount_unit = "hours"
interval = "order statistics"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
no_step = "Discharges of which this step was not recorded, not counted: {n}."
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       started // 60 as amount,
       0 as numerator,
       started is not null as denominator,
       ready_at is not null and started is null as no_step,
       ready_at is null as not_recorded
from steps_of_leaving
