/*
title = "Red days by reason"
section = "hospital"
why_it_matters = "What the days were lost to says who can give them back."
numerator = "Those under each reason"
denominator = "Days in the period that a ward judged red"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "Emergency Care Improvement Programme, rapid improvement guide to red and green bed days"
dated = "undated"
verified = true
reading = "The reason is what the ward said with the judgement (red/REASON); where it said none, the one under which that night counts as delayed: of those running, the one that began first. A red day with neither is under no reason. All shares together are 100%."
counted = "on a day"
answer = "mix"
per = 100
mix = "reason"
interval = ""
heard_of = ["day_judged"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select j.person, j.provider, j.ward, j.age_band, j.council, j.area, j.residence, j.pathway, j.on_day,
       coalesce(nullif(j.reason, ''), d.reason, '') as reason,
       1 as numerator,
       1 as denominator
from judged_days j
    left join delays d on d.spell = j.spell and d.counted_days > 0
                      and j.on_day >= d.counted_from and j.on_day < d.counted_from + d.counted_days
where j.red
