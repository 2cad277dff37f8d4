/*
title = "All hours waited after being ready, by step"
why_it_matters = "A step that few people wait for may still cost most hours, if those few wait for weeks."
section = "leaving"
numerator = "Minutes waited until each step by all who left, added up: the hub told (notified), the referral triaged, accepted, help started, the person gone (left)"
denominator = "Minutes from being ready to leaving hospital, added up, of discharges alive in the period with a discharge ready date"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the steps of the care transfer hub in DHSC's Hospital discharge and community support guidance"
dated = "2024-01-26"
verified = false
reading = "Every wait in hospital from being ready to leaving is cut into pieces, and each piece belongs to the step that ended it; a step never recorded is left out, and the next counts from the last that was, so the pieces always add up. A step taken before its turn cost nothing: 0 hours. Whole hours that passed, so an hour is an hour when the clocks change. The referral is the one accepted first of those made in the stay. Our own measure. No interval: one person's hours are not independent."
counted = "on a day"
answer = "mix"
per = 100
mix = "step"
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day, step,
       minutes as numerator, minutes as denominator
from (
    select *, unnest(['notified', 'triaged', 'accepted', 'started', 'left']) as step,
           unnest([notified, triaged, accepted, started, left_hospital]) as minutes
    from steps_of_leaving
    where ready_at is not null
)
where minutes is not null
