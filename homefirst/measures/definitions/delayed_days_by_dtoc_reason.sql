/*
title = "Delayed days per day, by the reasons of 2010 to 2020"
why_it_matters = "Ten years of published figures are by these letters. Nothing else lets today be set beside them."
section = "leaving"
numerator = "Nights in the period that residents aged 18 or over spent in hospital after they were ready to leave, each night under one reason (of those running, the one that began first) by the letter of the old list, divided by the days in the period"
denominator = "Residents aged 18 and over, mid-year estimate"
unit = "delayed days per day, per 100,000 people aged 18 and over"
population = "18+"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS England, delayed transfers of care by reason (A to O) and attribution"
dated = "2010-08 to 2020-02"
verified = false
reading = "Reasons recorded in the old list stand as they are. Those of the list of May 2024 are given a letter where our own reading of the two lists names exactly one (unverified: nobody has published a mapping); the rest, and the list of 2021, are under \"not certain\". Without a letter at all: no reason was recorded. The clock of a delay started otherwise then, so a letter makes two figures alike in reason, not in what is counted."
counted = "at midnight"
answer = "rate"
per = 100000
interval = ""
always_by = ["reason"]
by = ["month", "provider", "reason", "attribution", "council", "icb", "neighbourhood", "area", "age_band", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Delays of people of unknown age, not counted: {n}."
elsewhere = "Delays of people from another council's area, not counted: {n}."
unknown_council = "Delays counted though the council is not known: {n}."
*/
select d.person, d.provider, dtoc_reason(d.reason) as reason, d.attribution, age_band(s.age) as age_band, s.council,
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
