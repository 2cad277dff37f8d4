/*
title = "Beds occupied at midnight"
why_it_matters = "Above about 92% a hospital has no room for tomorrow's emergencies, and people wait in A&E."
numerator = "Average daily occupied beds: people in a bed at midnight, on wards whose number of beds is known, divided by the nights in the period"
denominator = "Average daily available beds of the same wards"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
section = "hospital"
headline = true
period = "12 months"
defined_by = "NHS England, KH03 bed availability and occupancy: average daily occupied beds divided by available beds, times 100"
dated = "2010-11, still collected"
verified = true
reading = "KH03 leaves out critical care and is published by quarter; the wards here are those whose beds the system's file gives. A ward whose number of beds is not known is left out of both parts: missing, not nought. So is a ward where nobody spent a night of the period, as far as the ledger knows."
counted = "at midnight"
answer = "share"
per = 100
interval = ""
denominator_of_people = false
of_nobody = true
only_where = "ward"
comparable = ["kgh.occ", "ngh.occ_nhse"]
by = ["month", "provider", "ward"]

[notes]
unknown_beds = "Stays on wards whose number of beds is not known, left out: {n}."
*/
with place as (
    select location, p.ward as ward, beds
    from (select distinct location, ward(location) as ward from stays) p left join beds using (ward)
)
select s.person, s.provider, p.ward as ward, s.started_on as first_night, s.ended_on as end_night,
       (p.beds is not null)::int as numerator, 0.0 as denominator,
       p.beds is null as unknown_beds
from stays s join place p using (location)
union all by name
select null as person, split_part(ward, ':', 1) as provider, ward, period_first() as first_night,
       period_last() + 1 as end_night, 0 as numerator, beds as denominator, false as unknown_beds
from beds
