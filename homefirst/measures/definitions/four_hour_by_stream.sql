/*
title = "A&E attendances over within four hours, by stream"
section = "crisis"
why_it_matters = "An average over minor and major hides both: the wait of those who need a bed is the one that a full hospital makes."
numerator = "Those where the person left within four hours of arriving: admitted, sent home or moved elsewhere; four hours exactly are within"
denominator = "Attendances at A&E that began in the period and whose end is known"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS England, A&E attendances and emergency admissions; Handbook to the NHS Constitution: admitted, transferred or discharged within four hours; by stream is ours"
dated = "2010, still collected"
verified = true
reading = "By the time that passed, also over a clock change; counted on the day of arrival. All A&E departments of the ledger together, whatever their type: the national figure has all types too, and a figure for type 1 alone is lower. The stream is what A&E said last; where none was said it is empty."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
always_by = ["stream"]
same_rows_as = "four_hour_performance"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[target]
value = 95
source = "Handbook to the NHS Constitution: 95% within four hours (Nuffield Trust, A&E waiting times; the aim for March 2025 was 78%)"
dated = "2010"
verified = true

[notes]
unknown = "Attendances whose end is not known or cannot be right, left out: {n}."
*/
