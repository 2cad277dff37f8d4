/*
title = "Hospital stays that end in death"
section = "hospital"
why_it_matters = "Some of those who die in hospital had wished to be elsewhere, and could have been."
numerator = "Those that ended in death (destination 79, or method 4 or 5)"
denominator = "Hospital stays that ended in the period and did not go on at another hospital"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "outcome"
period = "12 months"
defined_by = "NHS Data Dictionary, discharge destination and method, for what is a death"
dated = "undated"
verified = true
reading = "Crude: it depends on who is admitted, and on whether there is anywhere else to die. It says nothing on the safety of a hospital. A death soon after leaving is not in it."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       ended_in_death(destination, discharge_method) as numerator,
       1 as denominator
from ended_stays
where not transferred
