/*
title = "A&E attendances of more than 12 hours from arrival"
section = "crisis"
why_it_matters = "Twelve hours in A&E is a night on a trolley. It does lasting harm to somebody frail."
numerator = "Those where the person left more than 12 hours after arriving"
denominator = "Attendances at A&E that began in the period and whose end is known"
unit = "%"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS England, urgent and emergency care plan for 2025/26: waits of over 12 hours from arrival to admission or discharge"
dated = "2025-26"
verified = false
reading = "By the time that passed, also over a clock change; counted on the day of arrival. All A&E departments of the ledger together, whatever their type: the national figure has all types too, and a figure for type 1 alone is lower. Not to be confused with 12 hours from the decision to admit, which is far smaller."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[target]
value = 10
source = "Urgent and emergency care plan 2025/26: less than 10% (as quoted by others; the plan itself was not read)"
dated = "2025-26"
verified = false

[notes]
unknown = "Attendances whose end is not known or cannot be right, left out: {n}."
*/
select person, provider, arrival_mode, stream, outcome, age_band, council, area, residence, on_day,
       known and not within_minutes(arrived_at, left_at, 720) as numerator,
       known as denominator,
       not known as unknown
from ae_attendances
