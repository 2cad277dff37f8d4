/*
title = "Ambulance handovers within 15 minutes"
section = "crisis"
why_it_matters = "It is the standard, and the sooner a person is in the hospital's care the safer."
numerator = "Those within 15 minutes; 15 minutes exactly count"
denominator = "Arrivals at A&E by ambulance in the period whose handover time is known"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS Standard Contract: handover within 15 minutes, the clock from the ambulance's arrival outside A&E to the end of the clinical handover (as NHS Confederation, 24 February 2022, and House of Lords Library, November 2022, give it)"
dated = "2022-02-24"
verified = true
reading = "By the time that passed, also over a clock change. The ledger knows when the person arrived at A&E, which may be a minute after the ambulance stopped outside. Earlier contracts wanted every handover within 15 minutes."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
comparable = ["en.amb.15min"]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[target]
value = 65
source = "NHS Standard Contract 2022/23: 65% within 15 minutes (House of Lords Library, November 2022)"
dated = "2022-23"
verified = true

[notes]
unknown = "Arrivals by ambulance whose handover time is not known or cannot be right, left out: {n}."
*/
select person, provider, age_band, council, area, residence, on_day,
       known and within_minutes(arrived_at, handed_over_at, 15) as numerator,
       known as denominator,
       not known as unknown
from handovers
