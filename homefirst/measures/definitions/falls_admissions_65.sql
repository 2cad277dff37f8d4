/*
title = "Emergency admissions for injury in a fall, people aged 65 and over"
why_it_matters = "A fall is how many people lose their own home. Strength, balance, eyesight and a safe floor can be seen to beforehand."
numerator = "Hospital stays that began in the period as an emergency, of residents aged 65 or over on the day, with an injury as main diagnosis (S00 to T98) and a fall coded in any place (W00 to W19); stays that go on from another hospital left out"
denominator = "Residents aged 65 and over, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "NHS England, CCG Improvement and Assessment Framework 2018/19, technical annex version 1.1, indicator 104a; the same codes as the Public Health Outcomes Framework and the Better Care Fund"
dated = "2018-11"
verified = true
reading = "The national indicators are standardised by age and sex to the European Standard Population 2013; this one is crude, so compare an area with itself. A stay that nobody has coded yet is not counted. People whose council is not known count as residents."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
heard_of = ["diagnosed"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "Such stays of people of unknown age, not counted: {n}."
elsewhere = "Such stays of people from another council's area, not counted: {n}."
not_coded = "Emergency stays of people aged 65 and over without a diagnosis yet, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, on_day,
       counts and fell as numerator,
       0 as denominator,
       unknown_age and fell as unknown_age,
       elsewhere and fell as elsewhere,
       counts and diagnosis = '' as not_coded
from (
    select a.*, is_injury(diagnosis) and coalesce(fall, false) and not came_by_transfer(person, spell, on_day) as fell
    from admissions a left join coded_beside using (spell)
)
