/*
title = "Return to A&E within seven days"
section = "crisis"
why_it_matters = "Somebody sent home from A&E who is back within a week may not have had the help they needed."
numerator = "Those followed by another attendance of the same person, at any A&E, no more than seven days later by date"
denominator = "Attendances at A&E that began in the period and did not end in a hospital stay or a death"
unit = "%"
population = "everyone"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "A&E clinical quality indicators, 2011: unplanned return within 7 days of the first attendance (as University Hospitals Birmingham gives it)"
dated = "2011-04"
verified = false
reading = "The national indicator leaves out planned returns, which the ledger cannot tell, so this is higher. Leaving out those admitted is ours. A return counts once, for the attendance just before it. That seven days are by date, the eighth day counted out, is our reading."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 8
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "arrival_mode", "stream", "outcome"]

[target]
value = 5
source = "A&E clinical quality indicators: good practice is less than 5% (University Hospitals Birmingham, 2015)"
dated = "2011"
verified = true
*/
select person, provider, arrival_mode, stream, outcome, age_band(age) as age_band, council, area, residence, arrived_on as on_day,
       again_on - arrived_on <= 7 as numerator,
       1 as denominator
from (
    select *, lead(arrived_on) over (partition by person order by arrived_at, location) as again_on
    from attendances
    where arrived_on between period_first() and period_last() + 7
)
where arrived_on <= period_last() and outcome not in ('admitted', 'died') and spell is null
  and not ended_in_death(split_part(outcome, '/', 1), split_part(outcome, '/', 2))
