/*
title = "Days between the first expected date and the discharge, in bands"
section = "hospital"
why_it_matters = "An average of four days may be everybody four days late, or most on the day and a few by months: other help for each."
numerator = "Those who left before the first expected date of discharge, on it, or 1, 2-3, 4-6, 7-13 or 14 and more days after"
denominator = "Hospital stays that ended in the period alive, with an expected date, and did not go on at another hospital"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "Our own; the first date is never overwritten (Sturgess, guide to expected dates of discharge); the bands are those of the national file on days from ready to leaving, the longest together"
dated = "undated"
verified = false
reading = "By whole days, by date: the distribution behind expected_date_slippage_days. Stays without any expected date are not counted."
counted = "on a day"
answer = "mix"
per = 100
mix = "band"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       case when days < 0 then 'before' when days = 0 then '0' when days = 1 then '1' when days <= 3 then '2-3'
            when days <= 6 then '4-6' when days <= 13 then '7-13' else '14+' end as band,
       1 as numerator,
       1 as denominator
from (select *, ended_on - first_expected_on as days from ended_stays)
where first_expected_on is not null and not transferred and not ended_in_death(destination, discharge_method)
