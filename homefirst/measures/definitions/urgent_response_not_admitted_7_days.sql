/*
title = "Seen at home by the two-hour response, and not admitted in the week after"
section = "crisis"
why_it_matters = "The team is there so that a crisis at home need not end in a hospital bed. This says how often it did not."
numerator = "Those of whom no emergency admission began from the moment that the team was asked to the end of the 7th day after"
denominator = "People whom a crisis response team saw at home, by the day it was asked: calls answered by a visit, and referrals to such a team that began, of people not in hospital at the time"
unit = "%"
population = "everyone"
better = "high"
kind = "outcome"
period = "12 months that have been followed for 7 days"
defined_by = "homefirst; the visits are those of urgent_response_2_hours"
dated = "2026-11"
verified = false
reading = "Our own measure: no national one was read. That somebody was not admitted does not say that they would have been without the visit. Those who died at home within the week were not admitted and count so; those seen after more than two hours count too. Compare it with itself over time, not with places where others are seen."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 8
by = ["month", "provider", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_time = "Visits said to have begun before they were asked for, left out: {n}."
*/
select person, provider, service, age_band, council, area, residence, on_day,
       came_at >= asked_at and not exists (
           from spells s
           where s.person = v.person and s.emergency and s.started_at >= v.asked_at and s.started_on <= v.on_day + 7
       ) as numerator,
       came_at >= asked_at as denominator,
       came_at < asked_at as unknown_time
from crisis_visits v
