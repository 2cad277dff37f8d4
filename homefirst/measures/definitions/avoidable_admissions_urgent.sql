/*
title = "Emergency admissions for urgent conditions that a good service could treat without a bed, people aged 65 and over"
why_it_matters = "A urine infection, a fall without a fracture or chest pain that is not the heart can be seen the same day and treated at home, if somebody is there to do it."
numerator = "Hospital stays that began in the period as an emergency, of residents aged 65 or over on the day, whose main diagnosis is an urgent care sensitive condition, or that a fall caused from age 75 on"
denominator = "Residents aged 65 and over, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "NHS England, CCG Improvement and Assessment Framework 2018/19, technical annex version 1.1, indicator 127b: emergency admissions for urgent care sensitive conditions"
dated = "2018-11"
verified = true
reading = "The national indicator is of all ages and of registered patients; this one is of residents aged 65 and over. The annex prints the age of falls as 74 and as 75 and over; 75 is taken, and W00 to W19 in any place after the main diagnosis or as it. Chronic lung disease, angina, epilepsy and diabetes are in the list of chronic conditions too, so the two must not be added. A stay that nobody has coded yet is not counted. People whose council is not known count as residents."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
heard_of = ["diagnosed"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "Such stays of people of unknown age, not counted (falls aside): {n}."
elsewhere = "Such stays of people from another council's area, not counted: {n}."
not_coded = "Emergency stays of people aged 65 and over without a diagnosis yet, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, on_day,
       counts and avoidable as numerator,
       0 as denominator,
       unknown_age and avoidable as unknown_age,
       elsewhere and avoidable as elsewhere,
       counts and diagnosis = '' as not_coded
from (
    select a.*, is_urgent_avoidable(diagnosis) or coalesce(age >= 75 and fall, false) as avoidable
    from admissions a left join coded_beside using (spell)
)
