/*
title = "Average days from ready to leaving, of people delayed by at least a day"
why_it_matters = "It says how long the wait is for those who have one."
section = "leaving"
numerator = "Nights from the discharge ready date to the date of leaving, added up"
denominator = "Discharges alive in the period, after at least one night in hospital, on a later date than the discharge ready date: the 0-day delays are left out"
unit = "days"
population = "everyone in hospital"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "NHS England, Timeliness of acute hospital discharges (discharge ready date), letters PRN00312 and PRN00603: average days from discharge ready date to date of discharge (excluding 0 day delays)"
dated = "from 2023-04"
verified = true
reading = "A discharge is the end of one provider's part of a stay, as each provider records the date for its own beds; that deaths are left out is our reading (unverified). Nationally only providers whose records are good enough enter. It rises when short delays are prevented and long ones are not, so read it beside the share that left on the day. The average over everybody is about a seventh of it: see delay_average_including_none."
counted = "on a day"
answer = "average"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       ended_on - ready_on as numerator,
       coalesce(ended_on > ready_on, false) as denominator,
       ready_on is null as not_recorded
from left_alive
where nights > 0
