/*
title = "Deaths in hospital, people aged 65 and over"
why_it_matters = "Most people would rather not. Where help at home at the end of life is quick, fewer do."
numerator = "Those who died in a hospital bed"
denominator = "Residents aged 65 or over who died in the period"
unit = "%"
population = "65+"
better = "low"
kind = "outcome"
section = "after"
period = "12 months"
defined_by = "Our own, after the Public Health Profiles on end of life: percentage of deaths that occur in hospital"
dated = "2026-11-22"
verified = false
reading = "The profiles' definition was not read; they go by the death certificate, and count hospices apart. Only deaths that reached the ledger are counted. A death in A&E before admission is not one in a bed. People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "Deaths of people of unknown age, not counted: {n}."
*/
select person, age_band(age) as age_band, council, area, residence, died_on as on_day,
       age >= 65 and resident(council) and place = 'hospital' as numerator,
       age >= 65 and resident(council) as denominator,
       age is null and resident(council) as unknown_age
from (select d.*, age_on(born, died_on) as age from deaths_by_place d left join people using (person))
