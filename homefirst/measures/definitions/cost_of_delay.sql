/*
title = "What delay cost, in bed days"
why_it_matters = "It says what waiting is worth to shorten, and so what may be spent on the help that would shorten it."
section = "money"
numerator = "Nights in the period that people spent in hospital after they were ready to leave, each night once, times 346 pounds, under the heading of the reason: in the hospital, wellbeing, the hub, arranging (interface), nothing free (capacity)"
denominator = "None: it is a sum of money"
unit = "£"
population = "everyone in hospital"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "homefirst; cost of a night of delay in the IPACS model of discharge to assess, version 1.0"
dated = "2023-04"
verified = false
reading = "The unit cost is unverified and prints no price year; a plan of Northamptonshire implies 478 pounds a bed day. It is the worth of the beds, not cash: a bed emptied is filled again and saves nothing until it is closed. Reasons of earlier lists have no heading."
counted = "at midnight"
answer = "count"
per = 1
interval = ""
always_by = ["kind"]
by = ["month", "provider", "reason", "kind", "attribution", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select d.person, d.provider, d.reason, d.attribution, delay_family(d.reason) as kind, age_band(s.age) as age_band,
       s.council, s.area, s.residence, s.pathway,
       d.counted_from as first_night,
       d.counted_from + d.counted_days as end_night,
       cost_of_bed_day() as numerator,
       0 as denominator
from delays d join spells s using (spell)
where d.counted_days > 0
