/*
title = "Days from ready to leaving, in the national bands"
why_it_matters = "An average hides whether many wait a day or few wait a month, which need different help."
section = "leaving"
numerator = "Those who left 0, 1, 2-3, 4-6, 7-13, 14-20 or 21 and more days after their discharge ready date"
denominator = "Discharges alive in the period, after at least one night in hospital, whose discharge ready date is recorded"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "outcome"
period = "12 months"
defined_by = "NHS England, Timeliness of acute hospital discharges (discharge ready date), letters PRN00312 and PRN00603"
dated = "from 2023-04"
verified = true
reading = "A discharge is the end of one provider's part of a stay, as each provider records the date for its own beds; that deaths are left out is our reading (unverified). Nationally only providers whose records are good enough enter."
counted = "on a day"
answer = "mix"
per = 100
mix = "band"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_recorded = "Discharges without a discharge ready date recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       case when days <= 0 then '0' when days = 1 then '1' when days <= 3 then '2-3' when days <= 6 then '4-6'
            when days <= 13 then '7-13' when days <= 20 then '14-20' when days > 20 then '21+' else '' end as band,
       days is not null as numerator,
       days is not null as denominator,
       days is null as not_recorded
from (select *, ended_on - ready_on as days from left_alive where nights > 0)
