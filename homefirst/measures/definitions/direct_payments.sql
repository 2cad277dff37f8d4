/*
title = "People with long-term support at home who have a direct payment"
why_it_matters = "With the money in hand people choose who comes, and when."
numerator = "Those of whom the council's budget last agreed is a direct payment, whole or in part"
denominator = "Residents aged 18 or over with long-term support at home (a home care package or other long-term care) at each midnight of the period"
unit = "%"
population = "18+"
better = "high"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "Adult Social Care Outcomes Framework, measure 3D part 2a (1C part 2a before 2023-24): direct payments among clients with long-term community support; DHSC, adult social care client level data, SQL of 11 June 2026"
dated = "2026-06-11"
verified = true
reading = "ASCOF takes the last day of the year; here the midnights of the period are averaged, and the 31st of March alone gives the day that ASCOF asks for. ASCOF leaves out those who are in a care home at the same time; here support at home counts as long as nobody ended it. A personal health budget is another thing (personal_health_budgets): one agreed leaves the council's as it is. Age band and place are those at the beginning of the support. People whose council is not known count as residents. No interval: the same people are counted on many nights."
counted = "at midnight"
answer = "share"
per = 100
interval = ""
heard_of = ["budget_agreed"]
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "People of unknown age, not counted: {n}."
*/
with lasting as (
    select s.person, first_night, least(s.ended_on, died_on) as end_night, born is null as unknown_age,
           age_band(age_on(born, first_night)) as age_band,
           home.council as council, home.area as area, home.residence as residence
    from (
        select r.*, born, greatest(started_on, turns(born, 18)) as first_night, home_at(person, started_at) as home
        from support_at_home r left join people using (person)
    ) s left join deaths using (person)
    where resident(home.council)
)
select person, age_band, council, area, residence, first_night, end_night,
       0 as numerator, (not unknown_age)::int as denominator, unknown_age
from lasting
union all by name
select person, age_band, council, area, residence, greatest(first_night, since_on) as first_night,
       least(end_night, until_on) as end_night, 1 as numerator, 0 as denominator, false as unknown_age
from lasting join budgets using (person)
where not health and budget in ('direct_payment', 'part_direct_payment') and not unknown_age
