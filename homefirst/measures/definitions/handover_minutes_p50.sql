/*
title = "Handover time of the ambulance in the middle"
section = "crisis"
why_it_matters = "Half of all people wait longer than this."
numerator = "The median of whole minutes from arrival to handover, by linear interpolation between ranks, (n-1)q; the numerator shown is those longer than it"
denominator = "Arrivals at A&E by ambulance in the period whose handover time is known"
unit = "minutes"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS Standard Contract, for the clock; the percentiles are ours, as in the Ambulance Quality Indicators for response times"
dated = "2022-02-24"
verified = false
reading = "By the time that passed, also over a clock change. The ledger knows when the person arrived at A&E, which may be a minute after the ambulance stopped outside."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.5
amount_unit = "minutes"
interval = "order statistics"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown = "Arrivals by ambulance whose handover time is not known or cannot be right, left out: {n}."
*/
select person, provider, case when known then minutes_between(arrived_at, handed_over_at) end as amount,
       age_band, council, area, residence, on_day,
       0 as numerator,
       known as denominator,
       not known as unknown
from handovers
