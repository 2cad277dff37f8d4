/*
title = "The step of leaving that took longest"
why_it_matters = "Time spent on the other steps does little. This says where to begin."
section = "leaving"
headline = true
numerator = "Those whose longest piece of the wait was ended by each step: the hub told (notified), the referral triaged, accepted, help started, the person gone (left); none where they left within a minute of being ready"
denominator = "Discharges alive in the period with a discharge ready date"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the steps of the care transfer hub in DHSC's Hospital discharge and community support guidance"
dated = "2024-01-26"
verified = false
reading = "Every wait in hospital from being ready to leaving is cut into pieces, and each piece belongs to the step that ended it; a step never recorded is left out, and the next counts from the last that was, so the pieces always add up. A step taken before its turn cost nothing: 0 hours. Whole hours that passed, so an hour is an hour when the clocks change. The referral is the one accepted first of those made in the stay. Our own measure. Of two pieces as long as each other, the earlier. Most people go home without any help, and their only step is leaving: split by pathway."
counted = "on a day"
answer = "mix"
per = 100
mix = "step"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       case when ready_at is null then ''
            else case greatest(coalesce(notified, 0), coalesce(triaged, 0), coalesce(accepted, 0), coalesce(started, 0),
                               left_hospital)
                     when 0 then 'none' when notified then 'notified' when triaged then 'triaged'
                     when accepted then 'accepted' when started then 'started' else 'left' end end as step,
       ready_at is not null as numerator,
       ready_at is not null as denominator,
       ready_at is null as not_recorded
from steps_of_leaving
