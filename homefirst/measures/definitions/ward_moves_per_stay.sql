/*
title = "Ward moves in a stay"
section = "hospital"
why_it_matters = "Each move loses something: a plan, a pair of glasses, somebody who knows the person."
numerator = "Moves from one ward to another of the same hospital stay; a move to another bed of a ward is none"
denominator = "Hospital stays that ended in the period and lasted a night or more"
unit = "moves a stay, on average"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Our own"
dated = "undated"
verified = false
reading = "The first move, from an assessment unit to the ward, is one that most stays need. Moves whose ward is not known are not counted. Split by ward, it is the last ward of the stay."
counted = "on a day"
answer = "average"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
with place as (
    select t.spell, ward(t.location) as ward, t.started_at, t.ended_at
    from stays t semi join ended_stays using (spell)
)
select e.person, e.provider, e.ward, e.age_band, e.council, e.area, e.residence, e.pathway, e.ended_on as on_day,
       coalesce(m.moves, 0) as numerator,
       1 as denominator
from ended_stays e
    left join (
        select b.spell, count(*) as moves
        from place b join place a on a.spell = b.spell and a.ended_at = b.started_at and a.started_at < b.started_at
        where a.ward <> '' and b.ward <> '' and a.ward <> b.ward
        group by b.spell
    ) m using (spell)
where e.nights > 0
