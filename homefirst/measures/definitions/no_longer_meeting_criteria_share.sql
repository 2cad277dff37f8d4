/*
title = "Share of occupied beds whose person no longer meets the criteria to reside"
why_it_matters = "It says how much of a hospital is filled by waiting, whatever its size."
numerator = "People at each midnight in the period who no longer met the criteria to reside and were still in a bed"
denominator = "People in a bed at each midnight in the period"
unit = "%"
population = "everyone in hospital"
better = "low"
kind = "outcome"
section = "hospital"
headline = true
period = "12 months"
defined_by = "NHS England, acute discharge situation report, over beds occupied at midnight"
dated = "2024-04-30"
verified = true
reading = "The national count is taken once a day; midnight is ours. A person whose readiness nobody recorded counts as meeting the criteria."
counted = "at midnight"
answer = "share"
per = 100
interval = ""
comparable = ["ic.bed.noneed_acute"]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select r.person, r.provider, age_band(s.age) as age_band, s.council, s.area, s.residence, s.pathway,
       r.started_on as first_night, r.ended_on as end_night, 1 as numerator, 0 as denominator
from ready r join spells s using (spell)
union all by name
select person, provider, age_band(age) as age_band, council, area, residence, pathway,
       started_on as first_night, ended_on as end_night, 0 as numerator, 1 as denominator
from spells
