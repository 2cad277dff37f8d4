/*
title = "Waits of more than 12 hours for a bed, from the decision to admit"
section = "crisis"
why_it_matters = "They need a bed, everybody knows it, and there is none."
numerator = "Those who left A&E more than 12 hours after the decision to admit them"
denominator = "Attendances at A&E that began in the period, with a decision to admit and a known end after it"
unit = "%"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS England, A&E attendances and emergency admissions: waits of over 12 hours from decision to admit to admission"
dated = "still collected"
verified = false
reading = "The national figure is a number of waits; here it is a share of those decided on. The wait ends when they leave A&E. Counted on the day of arrival."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream"]

[notes]
unknown = "Decisions to admit where the end of the wait is not known or cannot be right, left out: {n}."
*/
select person, provider, arrival_mode, stream, age_band, council, area, residence, on_day,
       known and left_at >= decided_to_admit_at and not within_minutes(decided_to_admit_at, left_at, 720) as numerator,
       known and left_at >= decided_to_admit_at as denominator,
       not known or left_at < decided_to_admit_at as unknown
from ae_attendances
where decided_to_admit_at is not null
