/*
title = "Hours from an offer to the choice, in hospital"
why_it_matters = "A choice needs time and good answers. Where families wait for a visit or a price, somebody can shorten that."
section = "leaving"
numerator = "The median of whole hours from the first offer of the service that was chosen, in the same stay, to the choice; by linear interpolation between ranks"
denominator = "Choices made in hospital in the period of which an offer is recorded"
unit = "hours"
population = "people choosing in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the choice policies read in the local system reviews"
dated = "2018"
verified = false
reading = "Neither direction is better by itself: a choice made in an hour may be no choice. A choice that names no service counts from the first offer of the stay. Hours that passed, whatever the clocks did."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.5
amount_unit = "hours"
interval = "order statistics"
by = ["month", "provider", "ward", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
no_offer = "Choices without an offer recorded before them, not counted: {n}."
*/
with choice as (
    select person, spell, service, happened_at, happened_on,
           (select min(o.happened_at) from standing o
            where o.kind = 'offered' and o.person = c.person and o.spell = c.spell
              and (c.service = '' or o.service = c.service) and o.happened_at <= c.happened_at) as offered_at
    from standing c
    where kind = 'chosen' and happened_on between period_first() and period_last()
)
select c.person, s.provider, ward(s.location) as ward, s.council, s.area, age_band(s.age) as age_band, s.residence,
       s.pathway, c.service, c.happened_on as on_day,
       minutes_between(offered_at, c.happened_at) // 60 as amount,
       0 as numerator,
       offered_at is not null as denominator,
       offered_at is null as no_offer
from choice c join spells s using (spell)
where c.happened_at >= s.started_at and (s.ended_at is null or c.happened_at <= s.ended_at)
