/*
title = "A&E attendances of people aged 65 and over"
why_it_matters = "People come to A&E when nothing nearer answered. Many who come are kept."
numerator = "Arrivals at A&E in the period, of residents aged 65 or over on the day"
denominator = "Residents aged 65 and over, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "CQC local system review data profile: A&E attendances, people aged 65 and over"
dated = "2018"
verified = true
reading = "All types of department that the ledger hears from, and coming back counts again. CQC printed the rate by quarter. People whose council is not known count as residents. The interval treats attendances as independent; one person who comes often makes the truth wider."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[notes]
unknown_age = "Attendances of people of unknown age, not counted: {n}."
elsewhere = "Attendances of people from another council's area, not counted: {n}."
unknown_council = "Counted though the council is not known: {n}."
*/
select person, provider, age_band(age) as age_band, council, area, residence, arrival_mode, stream, outcome,
       arrived_on as on_day,
       age >= 65 and resident(council) as numerator,
       0 as denominator,
       age is null and resident(council) as unknown_age,
       age >= 65 and not resident(council) as elsewhere,
       age >= 65 and coalesce(council, '') = '' as unknown_council
from attendances
