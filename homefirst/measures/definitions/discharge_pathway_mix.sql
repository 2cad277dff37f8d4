/*
title = "The ways home: discharges by pathway"
why_it_matters = "The more who go home, with help or without, the fewer live where they did not choose to."
section = "leaving"
numerator = "Those whose last chosen pathway was 0 (home, nothing new), 1 (home with support), 2 (a bed with recovery support) or 3 (a care home)"
denominator = "Discharges alive in the period, after at least one night in hospital, whose pathway is recorded"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "DHSC, Hospital discharge and community support guidance, discharge to assess pathways"
dated = "2022-03"
verified = true
reading = "The guidance expected of people aged 65 and over, after John Bolton's model, at least 50% on pathway 0, at least 45% on pathway 1, at most 4% on pathway 2 and at most 1% on pathway 3, and more on 0 and 1 at all ages; read as quoted in an adult social care glossary, and no longer in the guidance of January 2024 (unverified). Split by age band before comparing. The pathway is the one chosen last in the stay. A stay that goes on at another hospital counts where it ends; nights are those of its last part."
counted = "on a day"
answer = "mix"
per = 100
mix = "pathway"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
not_recorded = "Discharges without a pathway recorded, not counted: {n}."
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       pathway <> '' as numerator,
       pathway <> '' as denominator,
       pathway = '' as not_recorded
from left_alive
where nights > 0 and not transferred
