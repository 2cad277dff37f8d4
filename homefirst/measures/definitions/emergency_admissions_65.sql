/*
title = "Emergency admissions of people aged 65 and over"
why_it_matters = "Help at home that comes early enough keeps people out of hospital. Each admission is also where delays begin."
numerator = "Hospital stays that began in the period as an emergency (admission method 21 to 25, 28, 2A to 2D) of residents aged 65 or over on the day"
denominator = "Residents aged 65 and over, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "home"
headline = true
comparable = ["nh.ea.rate"]
period = "12 months"
defined_by = "DH and DCLG, NHS-social care interface dashboard, metric 1 (gov.uk, local area performance metrics and ambitions)"
dated = "2017-11-29"
verified = true
reading = "The emergency methods are those that NHS Digital lists (CCG Outcomes Indicator Set 2.6, version 1.15, December 2018). People whose council is not known count as residents. The interval treats admissions as independent; one person admitted often makes the truth wider."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
by = ["month", "provider", "ward", "age_band", "sex", "council", "icb", "neighbourhood", "area", "deprivation", "residence"]

[notes]
unknown_age = "Emergency admissions of people of unknown age, not counted: {n}."
elsewhere = "Emergency admissions of people from another council's area, not counted: {n}."
unknown_council = "Counted though the council is not known: {n}."
*/
select person, provider, ward(first_location) as ward, age_band(age) as age_band, council, area,
       residence,
       started_on as on_day,
       emergency and age >= 65 and resident(council) as numerator,
       0 as denominator,
       emergency and age is null and resident(council) as unknown_age,
       emergency and age >= 65 and not resident(council) as elsewhere,
       emergency and age >= 65 and coalesce(council, '') = '' as unknown_council
from spells
