/*
title = "Delayed days as a share of occupied beds"
why_it_matters = "It says how much of the hospital is filled by people who are ready to leave, and was once the national ambition."
section = "leaving"
numerator = "Nights in the period that people aged 18 or over spent in a bed after they were ready to leave, each night counted once: the nights of delayed_days, of residents and others"
denominator = "Nights in the period that people aged 18 or over spent in a bed"
unit = "%"
population = "18+"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "NHS England and Better Care Fund 2017-19, delayed transfers of care as a share of occupied hospital beds"
dated = "2017-09"
verified = false
reading = "No definition of how the ambition of 3.5% was to be counted was published (Care Quality Commission, Beyond barriers, July 2018); nights over nights, both at midnight, is ours."
target = { value = 3.5, source = "NHS England ambition, in Care Quality Commission, Beyond barriers: no definition was printed", dated = "2017-09", verified = false }
comparable = ["en.dtoc.q3_1718"]
counted = "at midnight"
answer = "share"
per = 100
interval = ""
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Stays of people of unknown age, not counted: {n}."
*/
select d.person, d.provider, age_band(s.age) as age_band, s.council, s.area, s.residence, s.pathway,
       d.counted_from as first_night,
       d.counted_from + d.counted_days as end_night,
       coalesce(s.age >= 18, false) as numerator, 0 as denominator, false as unknown_age
from delays d join spells s using (spell)
where d.counted_days > 0
union all by name
select person, provider, age_band(age) as age_band, council, area, residence, pathway,
       started_on as first_night, ended_on as end_night,
       0 as numerator, coalesce(age >= 18, false)::int as denominator, age is null as unknown_age
from spells
