/*
title = "Average days from ready to leaving, including people with no delay"
why_it_matters = "It puts the number of people delayed and the length of their delays into one figure: the whole wait, shared among all who left."
section = "leaving"
numerator = "Nights from the discharge ready date to the date of leaving, added up"
denominator = "Discharges alive in the period, after at least one night in hospital, whose discharge ready date is recorded, the 0-day delays too"
unit = "days"
population = "everyone in hospital"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "NHS England, Timeliness of acute hospital discharges (discharge ready date), letters PRN00312 and PRN00603: average days from discharge ready date to date of discharge (including 0 day delays)"
dated = "from 2023-04"
verified = true
reading = "A discharge is the end of one provider's part of a stay, as each provider records the date for its own beds; that deaths are left out is our reading (unverified). Nationally only providers whose records are good enough enter. The average of those delayed alone is about seven times as large and is called by the same name: see delay_average_excluding_none. Whole nights, never hours divided by 24."
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
       ready_on is not null as denominator,
       ready_on is null as not_recorded
from left_alive
where nights > 0
