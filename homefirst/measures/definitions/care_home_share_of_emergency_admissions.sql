/*
title = "Share of older people's emergency admissions that come from care homes"
why_it_matters = "It says how much of the pressure on hospital begins in a few buildings, where help can be brought to many at once."
numerator = "Those of people who lived in a care home when they were admitted"
denominator = "Hospital stays that began in the period as an emergency, of residents aged 65 or over of whom it is known where they lived"
unit = "%"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
period = "12 months"
defined_by = "Our own, from the two rates of the CQC local system review data profile (emergency admissions from care homes, and of all people aged 65 and over)"
dated = "2018"
verified = true
reading = "The two rates of the Northamptonshire review give 12.3% and those of England 11.4% (838 times 4 over 27,260; 713 times 4 over 25,009), with care homes found by postcode, which is too many."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation"]

[notes]
unknown_age = "Emergency stays of people of unknown age, not counted: {n}."
unknown_residence = "Emergency stays of people of whom nobody said where they live, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, on_day,
       counts and is_care_home(residence) as numerator,
       counts and not is_unknown(residence) as denominator,
       unknown_age,
       counts and is_unknown(residence) as unknown_residence
from admissions
