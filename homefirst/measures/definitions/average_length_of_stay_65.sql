/*
title = "Average length of an emergency stay, people aged 65 and over"
section = "hospital"
why_it_matters = "Beds needed are admissions times nights. A day off the average frees as many beds as people are admitted in a day."
numerator = "Nights from admission to discharge of those stays, added up"
denominator = "Hospital stays that ended in the period, began as an emergency, and were of people aged 65 or over when admitted"
unit = "nights, on average"
population = "65+"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Hospital statistics for England: mean length of stay by completed spell"
dated = "undated"
verified = false
reading = "The same stays as length_of_stay_p90_65. A few very long stays lift it: read the two together. Stays without a night are in it."
counted = "on a day"
answer = "average"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Stays of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       case when emergency and age >= 65 then nights else 0 end as numerator,
       emergency and age >= 65 as denominator,
       emergency and age is null as unknown_age
from ended_stays
