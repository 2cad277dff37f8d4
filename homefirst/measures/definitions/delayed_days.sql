/*
title = "Delayed days per day"
why_it_matters = "Each is a person ready to leave who spent another night in a hospital bed, and a bed that somebody else needed."
numerator = "Nights in the period that residents aged 18 or over spent in hospital after they were ready to leave, each night counted once, divided by the days in the period"
denominator = "Residents aged 18 and over, mid-year estimate"
unit = "delayed days per day, per 100,000 people aged 18 and over"
population = "18+"
better = "low"
kind = "outcome"
section = "leaving"
headline = true
period = "12 months"
defined_by = "DH and DCLG, NHS-social care interface dashboard, metric 3"
dated = "2017-11-29"
verified = true
reading = "The dashboard counted delayed transfers of care, a collection that ended in February 2020. Here a night counts from no longer meeting the criteria to reside, or from a recorded reason for delay; do not compare with figures to 2020 as if they were the same. Put down to the NHS, social care or both only where the reason carries it. No interval: one person's nights are not independent."
comparable = ["nh.dtoc.oct17", "nh.dtoc.feb18", "nh.dtoc.mar18"]
counted = "at midnight"
answer = "rate"
per = 100000
interval = ""
by = ["month", "provider", "reason", "attribution", "council", "icb", "neighbourhood", "area", "age_band", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Delays of people of unknown age, not counted: {n}."
elsewhere = "Delays of people from another council's area, not counted: {n}."
unknown_council = "Delays counted though the council is not known: {n}."
*/
select d.person, d.provider, d.reason, d.attribution, age_band(s.age) as age_band, s.council,
       s.area, s.residence, s.pathway,
       d.counted_from as first_night,
       d.counted_from + d.counted_days as end_night,
       s.age >= 18 and resident(s.council) as numerator,
       0 as denominator,
       s.age is null and resident(s.council) as unknown_age,
       s.age >= 18 and not resident(s.council) as elsewhere,
       s.age >= 18 and coalesce(s.council, '') = '' as unknown_council
from delays d join spells s using (spell)
where d.counted_days > 0
