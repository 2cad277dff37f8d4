/*
title = "A&E attendances of people who live in care homes"
why_it_matters = "A night in A&E is hard on somebody who is confused and far from the people who know them, and much of it could be done in the home."
numerator = "Arrivals at A&E in the period, of residents aged 65 or over on the day who lived in a care home then"
denominator = "Residents aged 65 and over, wherever they live, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "CQC local system review data profile: A&E attendances from care homes, per 100,000 people aged 65 and over"
dated = "2018"
verified = true
reading = "As emergency_admissions_from_care_homes: by where the person is known to live, not by postcode, and over all people aged 65 and over. People whose council is not known count as residents."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[notes]
unknown_age = "Such attendances of people of unknown age, not counted: {n}."
elsewhere = "Such attendances of people from another council's area, not counted: {n}."
unknown_residence = "Attendances of people aged 65 and over of whom nobody said where they live, not counted: {n}."
*/
select person, provider, age_band(age) as age_band, council, area, residence, arrival_mode, stream, outcome,
       arrived_on as on_day,
       age >= 65 and resident(council) and is_care_home(residence) as numerator,
       0 as denominator,
       age is null and resident(council) and is_care_home(residence) as unknown_age,
       age >= 65 and not resident(council) and is_care_home(residence) as elsewhere,
       age >= 65 and resident(council) and is_unknown(residence) as unknown_residence
from attendances
