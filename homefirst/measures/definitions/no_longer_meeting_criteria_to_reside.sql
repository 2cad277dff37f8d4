/*
title = "People in hospital at midnight who no longer meet the criteria to reside"
why_it_matters = "Each could be somewhere better for them tonight."
numerator = "People at each midnight in the period who no longer met the criteria to reside and were still in a bed, added up"
denominator = "Midnights in the period"
unit = "people at midnight, on average"
population = "everyone in hospital"
better = "low"
kind = "outcome"
section = "hospital"
period = "12 months"
defined_by = "NHS England, acute discharge situation report: people who no longer meet the criteria to reside and remain in hospital"
dated = "2024-04-30"
verified = true
reading = "The national count is taken once a day; midnight is ours, so that it agrees with bed occupancy."
counted = "at midnight"
answer = "mean"
per = 1
interval = ""
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select r.person, r.provider, age_band(s.age) as age_band, s.council, s.area, s.residence, s.pathway,
       r.started_on as first_night, r.ended_on as end_night, 1 as numerator, 0 as denominator
from ready r join spells s using (spell)
