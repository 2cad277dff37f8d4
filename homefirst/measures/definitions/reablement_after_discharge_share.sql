/*
title = "People aged 65 and over who got reablement on leaving hospital"
why_it_matters = "It says how many of those who could be helped back on their feet were offered the chance."
numerator = "Those with a period of reablement that began from 3 days before to 7 days after, each period with the latest discharge that it can belong to"
denominator = "Discharges of people aged 65 or over, alive, after a night or more, who did not live in a care home and did not go to another hospital or a hospice"
unit = "%"
population = "65+"
better = "high"
kind = "process"
section = "after"
period = "12 months of discharges that have been followed for 84 days"
defined_by = "Adult Social Care Outcomes Framework, measure 2D part 2, from 2024-25; DHSC, adult social care client level data, SQL of 11 June 2026"
dated = "2026-06-11"
verified = true
reading = "Not the measure that it replaced (reablement_offered): that one is of October to December, counts day cases and residents of care homes below the line, and other intermediate care above it. Followed for 84 days so that the two parts of 2D are of the same discharges. Specialties, which DHSC uses to leave out maternity and mental health, are not in the ledger."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 85
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       age_out >= 65 and spell in (select spell from reablement_after_discharge) as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from discharges_of_2d
