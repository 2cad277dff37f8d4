/*
title = "Deaths within 30 days of leaving hospital, people aged 65 and over"
why_it_matters = "Some went home to die, as they wished. Of others it asks whether they were well enough to go, and what met them there."
numerator = "Those of people who died on one of the 30 days after"
denominator = "Discharges alive of people aged 65 or over, transfers between hospitals joined"
unit = "%"
population = "65+"
better = "neither"
kind = "outcome"
section = "after"
period = "12 months of discharges that have been followed for 30 days"
defined_by = "Our own; 30 days as in the Summary Hospital-level Mortality Indicator, which also counts deaths in hospital and sets them against what was expected"
dated = "2026-11-22"
verified = false
reading = "The specification of the national indicator was not read. Who died on the day of leaving was not discharged alive. Discharge to a hospice counts like any other: ask by=origin. Each discharge counts, so one death may follow two."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 31
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway", "origin"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, origin, ended_on as on_day,
       age_out >= 65 and coalesce(died_on <= ended_on + 30, false) as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from live_discharges left join deaths using (person)
