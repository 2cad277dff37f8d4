/*
title = "Emergency admissions for chronic conditions that should not usually need hospital, people aged 65 and over"
why_it_matters = "Heart failure, diabetes, dementia or bad lungs, well looked after at home, seldom end in an ambulance. Each of these stays asks what was missing before it."
numerator = "Hospital stays that began in the period as an emergency, of residents aged 65 or over on the day, whose main diagnosis is a chronic ambulatory care sensitive condition; stays that go on from another hospital left out"
denominator = "Residents aged 65 and over, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
headline = true
period = "12 months"
defined_by = "NHS Digital, CCG Outcomes Indicator Set 2.6, indicator specification version 1.15 (as NHS Outcomes Framework 2.3.i): the conditions, emergency methods and the leaving out of transfers"
dated = "2018-12"
verified = true
reading = "The national indicator is of all ages and standardised; this one is crude and of people aged 65 and over, so compare it with itself and with areas counted the same way. It leaves out stays with certain operations (heart and, for angina, nearly any) and day cases, which the ledger does not hold. J20 counts only where a chronic lung disease (J41 to J44, J47) is coded beside it, B18.0 and B18.1 only without D57. A stay that nobody has coded yet is not counted, so the latest weeks rise later. People whose council is not known count as residents."
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
       counts and avoidable as numerator,
       0 as denominator,
       unknown_age and avoidable as unknown_age,
       elsewhere and avoidable as elsewhere,
       counts and diagnosis = '' as not_coded
from (
    select a.*, is_chronic_avoidable(diagnosis)
                    and (icd(diagnosis) not like 'J20%' or coalesce(copd, false))
                    and (icd(diagnosis) not like 'B18%' or not coalesce(sickle_cell, false))
                    and not came_by_transfer(person, spell, on_day) as avoidable
    from admissions a left join coded_beside using (spell)
)
