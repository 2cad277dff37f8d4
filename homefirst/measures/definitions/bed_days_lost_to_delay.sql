/*
title = "Bed days lost to delay"
why_it_matters = "Each was a night in a hospital bed that somebody did not need, and somebody else did."
section = "money"
numerator = "Nights in the period that people spent in hospital after they were ready to leave, each night counted once and under one reason"
denominator = "None: it is a count"
unit = "bed days"
population = "everyone in hospital"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "NHS England, acute discharge situation report, delayed bed days in the month"
dated = "2025-08"
verified = false
reading = "Everybody in hospital, of any age and from anywhere, so that it can be set against beds; delayed_days is of adult residents. The national count is taken of stays of 7 days or more in the morning; midnight and every stay is ours."
counted = "at midnight"
answer = "count"
per = 1
interval = ""
by = ["month", "provider", "reason", "kind", "attribution", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select d.person, d.provider, d.reason, d.attribution, delay_family(d.reason) as kind, age_band(s.age) as age_band,
       s.council, s.area, s.residence, s.pathway,
       d.counted_from as first_night,
       d.counted_from + d.counted_days as end_night,
       1 as numerator,
       0 as denominator
from delays d join spells s using (spell)
where d.counted_days > 0
