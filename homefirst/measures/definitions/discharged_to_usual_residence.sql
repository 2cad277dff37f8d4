/*
title = "Left hospital for the place they usually live"
why_it_matters = "Home is where nearly everybody wants to go back to."
section = "leaving"
numerator = "Those to their usual place of residence (discharge destination 19), a care home too if they live in it"
denominator = "Discharges alive in the period, after at least one night in hospital, to a known destination"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "outcome"
period = "12 months"
defined_by = "Better Care Fund 2021-22 to 2024-25, discharge to usual place of residence"
dated = "2021-22"
verified = false
reading = "The framework's own definition was not read (unverified). Some areas count a temporary place of residence (29) too; here it is elsewhere. Code 19 is said both of people who go home alone and of people who go home with much help."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_destination = "Discharges to a destination not known, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       destination = '19' as numerator,
       destination not in ('', '98', '99') as denominator,
       destination in ('', '98', '99') as unknown_destination
from left_alive
where nights > 0 and not transferred
