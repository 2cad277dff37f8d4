/*
title = "People for whom the NHS pays all care outside hospital (continuing healthcare)"
why_it_matters = "Two places alike in age and illness should find about as many people eligible. Where they do not, somebody's savings pay for what elsewhere the NHS does."
numerator = "Residents aged 18 or over whom the last decision found eligible for NHS continuing healthcare, averaged over the midnights of the period"
denominator = "Residents aged 18 and over, mid-year estimate"
unit = "per 50,000 people aged 18 and over"
population = "18+"
better = "neither"
kind = "process"
section = "home"
period = "12 months"
defined_by = "NHS England, continuing healthcare and funded nursing care: people eligible at the end of a quarter per 50,000, standard and fast track"
dated = "2013-14 on"
verified = true
reading = "The published number counts who is eligible at the end of a quarter, over people registered with a practice aged 18 and over; this one averages over midnights, over residents, and is a little lower. Eligible from the day decided until another decision or death, for nothing else ends it here: where reviews are not recorded it is too high. From the first decision in the ledger on, so a ledger that begins with nobody eligible is too low for years. Split by how it was asked for with by=kind (checklist or fast_track). People whose council is not known count as residents. No interval: the same people are counted on many nights."
counted = "at midnight"
answer = "rate"
per = 50000
interval = ""
heard_of = ["continuing_care_decided"]
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "kind"]

[notes]
unknown_age = "People of unknown age, not counted: {n}."
elsewhere = "People from another council's area, not counted: {n}."
*/
select person, coalesce(method, '') as kind, age_band(age_on(born, first_night)) as age_band, home.council as council,
       home.area as area, home.residence as residence, first_night, least(until_on, died_on) as end_night,
       (born is not null and resident(home.council))::int as numerator,
       0 as denominator,
       born is null and resident(home.council) as unknown_age,
       born is not null and not resident(home.council) as elsewhere
from (
    select d.*, born, greatest(decided_on, turns(born, 18)) as first_night, home_at(person, decided_at) as home
    from continuing_care_decisions d left join people using (person)
    where decision = 'eligible'
) left join deaths using (person)
