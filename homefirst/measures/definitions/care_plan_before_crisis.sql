/*
title = "People aged 65 and over admitted as an emergency who had a care plan beforehand"
why_it_matters = "Where a plan was agreed on a quiet day, the crew, the ward and the family know what the person wants and who can help."
numerator = "Those of people with whom a care plan had been agreed on an earlier day"
denominator = "Hospital stays that began in the period as an emergency, of residents aged 65 or over on the day"
unit = "%"
population = "65+"
better = "high"
kind = "process"
section = "home"
period = "12 months"
defined_by = "Our own: whether a plan was in place before the crisis, as the local system reviews asked"
dated = "2026-11-22"
verified = true
reading = "A plan counts from the day after it was agreed, so that one written in A&E does not, and it never lapses. Whether anybody read it is not known here. People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["care_plan_agreed"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "Emergency stays of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, on_day,
       counts and coalesce(planned_on < on_day, false) as numerator,
       counts as denominator,
       unknown_age
from admissions
    left join (
        select person, min(happened_on) as planned_on from standing where kind = 'care_plan_agreed' group by person
    ) using (person)
