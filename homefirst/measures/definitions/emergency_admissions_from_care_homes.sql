/*
title = "Emergency admissions of people who live in care homes"
why_it_matters = "A care home with a doctor to ring, a plan to read and a nurse who visits sends fewer people to hospital at night."
numerator = "Hospital stays that began in the period as an emergency, of residents aged 65 or over on the day who lived in a care home then"
denominator = "Residents aged 65 and over, wherever they live, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "CQC local system review data profile: emergency admissions from care homes, per 100,000 people aged 65 and over"
dated = "2018"
verified = true
reading = "CQC found care homes by postcode, counts neighbours of a home with it and printed the rate per quarter: a quarter of a year's. Here a person lives in a care home from the day that somebody told so. It is over all people aged 65 and over, not over those in care homes, whose number is not known. People whose council is not known count as residents."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "Such stays of people of unknown age, not counted: {n}."
elsewhere = "Such stays of people from another council's area, not counted: {n}."
unknown_residence = "Emergency stays of people aged 65 and over of whom nobody said where they live, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, on_day,
       counts and is_care_home(residence) as numerator,
       0 as denominator,
       unknown_age and is_care_home(residence) as unknown_age,
       elsewhere and is_care_home(residence) as elsewhere,
       counts and is_unknown(residence) as unknown_residence
from admissions
