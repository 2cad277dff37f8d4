/*
title = "A&E attendances over within four hours"
section = "crisis"
headline = true
why_it_matters = "A wait in A&E is hardest on older people, and a crowded A&E is the sign of a full hospital and a slow way out of it."
numerator = "Those where the person left within four hours of arriving: admitted, sent home or moved elsewhere; four hours exactly are within"
denominator = "Attendances at A&E that began in the period and whose end is known"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS England, A&E attendances and emergency admissions; Handbook to the NHS Constitution: admitted, transferred or discharged within four hours"
dated = "2010, still collected"
verified = true
reading = "By the time that passed, also over a clock change; counted on the day of arrival. All A&E departments of the ledger together, whatever their type: the national figure has all types too, and a figure for type 1 alone is lower."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
comparable = ["ngh.ae4h_1617", "kgh.ae4h_1617", "en.ae4h"]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[target]
value = 95
source = "Handbook to the NHS Constitution: 95% within four hours (Nuffield Trust, A&E waiting times; the aim for March 2025 was 78%)"
dated = "2010"
verified = true

[notes]
unknown = "Attendances whose end is not known or cannot be right, left out: {n}."
*/
select person, provider, arrival_mode, stream, outcome, age_band, council, area, residence, on_day,
       known and within_minutes(arrived_at, left_at, 240) as numerator,
       known as denominator,
       not known as unknown
from ae_attendances
