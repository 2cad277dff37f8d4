/*
title = "Ward moves at night"
section = "hospital"
why_it_matters = "Somebody woken and moved in the dark may not know where they are in the morning. It is how confusion begins."
numerator = "Those between 23:00 and 06:00 by the clock in England: from 23:00 up to, and not including, 06:00"
denominator = "Moves from one ward to another of the same hospital stay; a move to another bed of a ward is none, in the period"
unit = "%"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "The hours of The Times' freedom of information request to trusts (Nursing Times, 2014); no national definition was found"
dated = "2014-03"
verified = true
reading = "Moves for a clinical reason, as from an assessment unit or to intensive care, are in it: the ledger does not say why somebody was moved. The night is that of the clock on the wall. Split by ward, it is the ward they were moved to."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select b.person, b.provider, ward(b.location) as ward, age_band(s.age) as age_band, s.council, s.area, s.residence,
       s.pathway, b.started_on as on_day,
       hour_in_england(b.started_at) >= 23 or hour_in_england(b.started_at) < 6 as numerator,
       1 as denominator
from (from stays where started_on between period_first() and period_last()) b
    join (from stays where ended_on between period_first() and period_last()) a
        on a.spell = b.spell and a.ended_at = b.started_at and a.started_at < b.started_at
    join spells s on s.spell = b.spell
where ward(a.location) <> '' and ward(b.location) <> '' and ward(a.location) <> ward(b.location)
