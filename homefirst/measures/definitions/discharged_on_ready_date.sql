/*
title = "Left hospital on the day they became ready"
why_it_matters = "For most people nothing stands between being ready and going. How many that is true of says how well leaving works as a rule."
section = "leaving"
numerator = "Those who left on their discharge ready date"
denominator = "Discharges alive in the period, after at least one night in hospital, whose discharge ready date is recorded"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "outcome"
period = "12 months"
defined_by = "NHS England, Timeliness of acute hospital discharges (discharge ready date), letters PRN00312 and PRN00603"
dated = "from 2023-04"
verified = true
reading = "A discharge is the end of one provider's part of a stay, as each provider records the date for its own beds; that deaths are left out is our reading (unverified). Nationally only providers whose records are good enough enter. A hospital that records the date only of those who are delayed has a low share for that reason alone: see how many are not recorded."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       coalesce(ready_on = ended_on, false) as numerator,
       ready_on is not null as denominator,
       ready_on is null as not_recorded
from left_alive
where nights > 0
