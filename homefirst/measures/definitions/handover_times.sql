/*
title = "How long ambulance handovers take"
section = "crisis"
why_it_matters = "While a crew waits with one person, it cannot go to the next."
numerator = "Those in each band of minutes; a handover of exactly 15 minutes is in the first, of exactly 30 in the second"
denominator = "Arrivals at A&E by ambulance in the period whose handover time is known"
unit = "%"
population = "everyone"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "NHS Standard Contract: handover within 15 minutes, the clock from the ambulance's arrival outside A&E to the end of the clinical handover (as NHS Confederation, 24 February 2022, and House of Lords Library, November 2022, give it)"
dated = "2022-02-24"
verified = true
reading = "By the time that passed, also over a clock change. The ledger knows when the person arrived at A&E, which may be a minute after the ambulance stopped outside. The bands do not overlap and together are 100%. Handovers whose time is not known are left out; handover_within_15 says how many."
counted = "on a day"
answer = "mix"
per = 100
mix = "band"
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, case when within_minutes(arrived_at, handed_over_at, 15) then '0-15'
            when within_minutes(arrived_at, handed_over_at, 30) then '15-30'
            when within_minutes(arrived_at, handed_over_at, 45) then '30-45'
            when within_minutes(arrived_at, handed_over_at, 60) then '45-60' else 'over 60' end as band,
       age_band, council, area, residence, on_day,
       1 as numerator,
       1 as denominator
from handovers
where known
