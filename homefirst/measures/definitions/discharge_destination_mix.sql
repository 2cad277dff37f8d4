/*
title = "Where people went when they left hospital"
why_it_matters = "It shows what became of everybody, the dead and those moved on included, before any measure leaves somebody out."
section = "leaving"
numerator = "Those to each discharge destination of the NHS Data Dictionary, as code; nothing where none was told"
denominator = "Hospital stays that ended in the period, however they ended"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "outcome"
period = "12 months"
defined_by = "NHS Data Dictionary, discharge destination"
dated = "UK Core 1.0.1"
verified = true
reading = "A stay that goes on at another hospital counts at each, and so does a death (79). The codes cannot tell home without help from home with help (19)."
counted = "on a day"
answer = "mix"
per = 100
mix = "destination"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward(location) as ward, council, area, age_band(age_out) as age_band, residence, pathway,
       ended_on as on_day, destination,
       1 as numerator, 1 as denominator
from spells
where ended_on is not null
