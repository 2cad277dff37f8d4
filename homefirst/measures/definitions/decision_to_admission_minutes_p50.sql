/*
title = "Wait for a bed, from the decision to admit, of the person in the middle"
section = "crisis"
why_it_matters = "The care of A&E is over and the care of the ward has not begun."
numerator = "The median of whole minutes from the decision to admit to leaving A&E, by linear interpolation between ranks, (n-1)q; the numerator shown is those longer than it"
denominator = "Attendances at A&E that began in the period, with a decision to admit and a known end after it"
unit = "minutes"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS England, A&E attendances and emergency admissions, for the wait from decision to admit to admission; the median is ours"
dated = "still collected"
verified = false
reading = "By the time that passed, also over a clock change."
counted = "on a day"
answer = "percentile"
per = 1
percentile = 0.5
amount_unit = "minutes"
interval = "order statistics"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream"]

[notes]
unknown = "Decisions to admit where the end of the wait is not known or cannot be right, left out: {n}."
*/
select person, provider, arrival_mode, stream, age_band, council, area, residence, on_day,
       case when known and left_at >= decided_to_admit_at then minutes_between(decided_to_admit_at, left_at) end as amount,
       0 as numerator,
       known and left_at >= decided_to_admit_at as denominator,
       not known or left_at < decided_to_admit_at as unknown
from ae_attendances
where decided_to_admit_at is not null
