/*
title = "Pathway home changed during the stay"
why_it_matters = "A pathway chosen too early, or too high, is work begun twice: referrals withdrawn, families told anew, days lost."
section = "leaving"
numerator = "Those of whom more than one pathway was chosen in the stay, whether or not the last was the first again"
denominator = "Discharges alive in the period, after at least one night in hospital, whose pathway is recorded"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "homefirst"
dated = "2026-11"
verified = false
reading = "Our own measure. A change for the better is as much a change as one for the worse: split by pathway, which is the last chosen, to see where changes end. A choice belongs to the stay that had begun when it was made. A stay that goes on at another hospital counts where it ends, with the choices made there."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["pathway_chosen"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_recorded = "Discharges without a pathway recorded, not counted: {n}."
*/
with chosen as (
    select spell, count(distinct detail) as pathways from standing
    where kind = 'pathway_chosen' and detail <> '' and spell is not null
    group by spell
)
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       pathway <> '' and coalesce(pathways > 1, false) as numerator,
       pathway <> '' as denominator,
       pathway = '' as not_recorded
from left_alive left join chosen using (spell)
where nights > 0 and not transferred and ended_on between period_first() and period_last()
