/*
title = "The hour at which people leave hospital"
why_it_matters = "A peak at six in the evening says that the day's work ends there: beds are free when A&E has waited all afternoon, and people come home in the dark."
section = "leaving"
numerator = "Those who left in each hour of the day by the clock in England: 08 is from 8:00 to 8:59; 00-07 and 20-23 are the hours of the night together"
denominator = "Discharges alive in the period, after at least one night in hospital"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "homefirst; the distribution behind discharged_before_noon and discharged_by_17"
dated = "2026-11"
verified = false
reading = "By the time recorded, which some hospitals enter when the bed is cleaned or the shift ends. In the night when the clocks go back an hour comes twice."
counted = "on a day"
answer = "mix"
per = 100
mix = "band"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       case when left_hour < 8 then '00-07' when left_hour >= 20 then '20-23' else printf('%02d', left_hour) end as band,
       true as numerator,
       true as denominator
from (select *, hour_in_england(ended_at) as left_hour from left_alive)
where nights > 0 and not transferred
