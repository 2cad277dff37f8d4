/*
title = "Personal health budgets taken as a direct payment"
why_it_matters = "A notional budget changes the plan; a direct payment also changes who decides."
numerator = "Those held as a direct payment"
denominator = "Personal health budgets that residents aged 18 or over hold at each midnight of the period"
unit = "%"
population = "18+"
better = "high"
kind = "process"
section = "home"
period = "12 months"
defined_by = "NHS Digital, personal health budgets 2017-18: direct payments among budgets (England 4,784 of 9,127, which is 52.4%), as CQC printed them in Beyond barriers"
dated = "2018-07"
verified = true
reading = "CQC's Northamptonshire report prints these as direct payments of people using social care, per 50,000; its England figure shows that they are direct payments within personal health budgets. Midnights are averaged over the period. People whose council is not known count as residents. No interval: the same people are counted on many nights."
counted = "at midnight"
answer = "share"
per = 100
interval = ""
heard_of = ["budget_agreed"]
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "People of unknown age, not counted: {n}."
*/
select person, age_band(age_on(born, first_night)) as age_band, home.council as council,
       home.area as area, home.residence as residence, first_night, least(until_on, died_on) as end_night,
       (born is not null and budget = 'phb_direct_payment')::int as numerator,
       (born is not null)::int as denominator,
       born is null as unknown_age
from (
    select b.*, born, greatest(since_on, turns(born, 18)) as first_night, home_at(person, happened_at) as home
    from budgets b left join people using (person)
    where health and budget <> 'none'
) left join deaths using (person)
where resident(home.council)
