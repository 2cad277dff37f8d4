/*
title = "Nights spent in a discharge lounge"
section = "hospital"
why_it_matters = "A lounge has chairs and no night staff. Nobody should sleep there."
numerator = "People in a discharge lounge at each midnight in the period, added up"
denominator = "None: it is a number of nights"
unit = "nights"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Care Quality Commission, Northamptonshire local system review: people cared for overnight in the discharge lounge"
dated = "2018-04"
verified = true
reading = "Which wards are discharge lounges is read from the system's file."
counted = "at midnight"
answer = "count"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select t.person, t.provider, ward(t.location) as ward, age_band(s.age) as age_band, s.council, s.area, s.residence, s.pathway,
       t.started_on as first_night, t.ended_on as end_night,
       1 as numerator,
       0 as denominator
from stays t join spells s using (spell)
where t.location in (
    select location from (select distinct location from stays)
    where ward(location) in (select code from services where kind = 'discharge_lounge')
)
