/*
title = "Medicines compared line by line before leaving"
why_it_matters = "Half of the harm after a hospital stay is from medicines: stopped, started or doubled without anybody noticing."
section = "leaving"
numerator = "Those whose medicines were reconciled in the stay, at the latest when they left"
denominator = "Discharges alive in the period, after at least one night in hospital"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "homefirst, after NICE NG5, medicines optimisation: reconciling medicines when care is transferred"
dated = "2015-03"
verified = false
reading = "NICE asks it within 24 hours of admission and again at each transfer; here once in the stay is enough. What the comparison found is not recorded."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["medicines_reconciled"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
no_comparison = "Discharges of which nobody recorded a comparison, counted as not done: {n}."
*/
with compared as (
    select spell, min(happened_at) as compared_at from standing
    where kind = 'medicines_reconciled' and spell is not null and happened_on <= period_last()
    group by spell
)
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       coalesce(compared_at <= ended_at, false) as numerator,
       true as denominator,
       compared_at is null as no_comparison
from left_alive left join compared using (spell)
where nights > 0 and not transferred
