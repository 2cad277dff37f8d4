/*
title = "Ambulance hours lost at handover"
section = "crisis"
headline = true
why_it_matters = "Each hour lost is a crew outside a hospital while somebody at home waits for it."
numerator = "Whole minutes beyond 15 of each handover, added up and divided by 60"
denominator = "None: it is a number of hours"
unit = "hours lost beyond 15 minutes"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Time lost beyond the 15 minutes of the NHS Standard Contract, as NHS England and the Association of Ambulance Chief Executives report it"
dated = "2022-11"
verified = true
reading = "By the time that passed, also over a clock change. The ledger knows when the person arrived at A&E, which may be a minute after the ambulance stopped outside. A sum, so a longer period or a larger hospital has more: compare months of one hospital. The 15 minutes after a handover that a crew has to be ready again are not in it."
counted = "on a day"
answer = "count"
per = 0.016666666666666666
interval = ""
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown = "Arrivals by ambulance whose handover time is not known or cannot be right, left out: {n}."
*/
select person, provider, age_band, council, area, residence, on_day,
       case when known then greatest(minutes_between(arrived_at, handed_over_at) - 15, 0) else 0 end as numerator,
       known as denominator,
       not known as unknown
from handovers
