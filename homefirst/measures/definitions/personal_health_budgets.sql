/*
title = "People with a personal health budget"
why_it_matters = "Money for health care that the person plans with, not for."
numerator = "Residents aged 18 or over who hold a personal health budget (direct payment, notional, or held by a third party), averaged over the midnights of the period"
denominator = "Residents aged 18 and over, mid-year estimate"
unit = "per 50,000 people aged 18 and over"
population = "18+"
better = "high"
kind = "process"
section = "home"
period = "12 months"
defined_by = "NHS England, personal health budgets in place (CCG Improvement and Assessment Framework 2018/19, technical annex, indicator 105b), per 50,000 as the CQC local system reviews printed it"
dated = "2018-11"
verified = true
reading = "The national number counts every budget in place at any time of a quarter, of all ages, over registered people; this one averages those held each midnight, of adults, over residents, and is a little lower. It holds until another is agreed, or none, or the person dies. Split by what kind of budget with by=kind. A council's budget is another thing (direct_payments). Age band and place are those when it was agreed. People whose council is not known count as residents. No interval: the same people are counted on many nights."
comparable = ["nene.phb", "corby.phb"]
counted = "at midnight"
answer = "rate"
per = 50000
interval = ""
heard_of = ["budget_agreed"]
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "kind"]

[notes]
unknown_age = "People of unknown age, not counted: {n}."
elsewhere = "People from another council's area, not counted: {n}."
*/
select person, budget as kind, age_band(age_on(born, first_night)) as age_band, home.council as council,
       home.area as area, home.residence as residence, first_night, least(until_on, died_on) as end_night,
       (born is not null and resident(home.council))::int as numerator,
       0 as denominator,
       born is null and resident(home.council) as unknown_age,
       born is not null and not resident(home.council) as elsewhere
from (
    select b.*, born, greatest(since_on, turns(born, 18)) as first_night, home_at(person, happened_at) as home
    from budgets b left join people using (person)
    where health and budget <> 'none'
) left join deaths using (person)
