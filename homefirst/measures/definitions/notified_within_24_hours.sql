/*
title = "Care transfer hub told within 24 hours of being ready"
why_it_matters = "The hub that hears on the day can still find help for tomorrow. Best is before the person is ready at all."
section = "leaving"
numerator = "Those of whom the hub was told before they were ready to leave, or within 24 hours after"
denominator = "Discharges alive in the period on pathway 1, 2 or 3 with a discharge ready date"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "homefirst; DHSC's guidance asks that hubs be told early and sets no hours"
dated = "2024-01-26"
verified = false
reading = "Somebody of whom the hub was never told counts as not told. People on pathway 0 need no hub and are not counted."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["notified"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
never_told = "Discharges of which nobody recorded that the hub was told, counted as not told: {n}."
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       coalesce(notified_at <= ready_at + interval 24 hours, false) as numerator,
       ready_at is not null as denominator,
       ready_at is not null and notified_at is null as never_told,
       ready_at is null as not_recorded
from left_alive
where pathway in ('1', '2', '3') and not transferred
