/*
title = "A&E attendances that end in a hospital stay"
section = "crisis"
why_it_matters = "It shows how often there was no other way to help. It differs between hospitals by who comes, and by what there is at home."
numerator = "Those admitted, by A&E's own word or by a hospital stay that followed from the same visit"
denominator = "Attendances at A&E that began in the period and whose end is known, or that led to a stay"
unit = "%"
population = "everyone"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "NHS England, A&E attendances and emergency admissions: emergency admissions through A&E, of attendances"
dated = "still collected"
verified = false
reading = "Same-day emergency care that a hospital writes down as an admission is in it; see zero_day_stays."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream"]

[notes]
unknown = "Attendances whose end is not known, left out: {n}."
*/
select person, provider, arrival_mode, stream, age_band, council, area, residence, on_day,
       admitted as numerator,
       known or admitted as denominator,
       not known and not admitted as unknown
from ae_attendances
