/*
title = "Hours from the first section of the discharge notification to its being sent"
why_it_matters = "While a form is open nobody outside the ward can act on it. In one case of 2018 it took five days."
section = "leaving"
numerator = "The median of whole hours from the first section of the form written in a stay to the first time after it that the hub was told; by linear interpolation between ranks"
denominator = "Stays in which the form was begun, and the hub told after that in the period"
unit = "hours"
population = "people in hospital of whom a discharge notification was written"
better = "low"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the steps of the care transfer hub in DHSC's Hospital discharge and community support guidance"
dated = "2024-01-26"
verified = false
reading = "A form that is sent again counts once, at its first sending. Tables do not tell a form sent from the hub told in another way, so the first telling after the form was begun ends it. Hours that passed, whatever the clocks did. Our own measure."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.5
amount_unit = "hours"
interval = "order statistics"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
not_sent = "Forms begun in the period and never sent, not counted: {n}."
*/
with begun as (
    select w.person, w.spell, min(w.happened_at) as begun_at, min(w.happened_on) as begun_on,
           any_value(s.ended_at) as ended_at
    from standing w join spells s using (spell)
    where w.kind = 'section_written' and w.detail like 'discharge-notification/%'
      and w.happened_at >= s.started_at and (s.ended_at is null or w.happened_at <= s.ended_at)
    group by w.person, w.spell
),
sent as (
    select b.spell, b.begun_at, b.begun_on, min(n.happened_at) as sent_at, min(n.happened_on) as sent_on
    from begun b left join standing n
         on n.person = b.person and n.spell = b.spell and n.kind = 'notified' and n.happened_at >= b.begun_at
         and (b.ended_at is null or n.happened_at <= b.ended_at)
    group by b.spell, b.begun_at, b.begun_on
)
select s.person, s.provider, ward(s.location) as ward, s.council, s.area, age_band(s.age) as age_band, s.residence,
       s.pathway, coalesce(f.sent_on, f.begun_on) as on_day,
       minutes_between(f.begun_at, f.sent_at) // 60 as amount,
       0 as numerator,
       f.sent_at is not null as denominator,
       f.sent_at is null as not_sent
from sent f join spells s using (spell)
where coalesce(f.sent_on, f.begun_on) between period_first() and period_last()
