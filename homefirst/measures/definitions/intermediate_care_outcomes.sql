/*
title = "How intermediate care ended"
why_it_matters = "Reablement, rehabilitation in a bed and crisis response are to leave people more able. This is how they left."
numerator = "Those that ended so"
denominator = "Periods of intermediate care (crisis response, reablement, home-based and bed-based intermediate care) that ended in the period, of residents"
unit = "%"
population = "everybody in intermediate care"
better = "neither"
kind = "outcome"
section = "after"
period = "12 months"
defined_by = "NICE guideline NG74 for the four kinds of intermediate care; the list of ends is our own"
dated = "2017-09"
verified = true
reading = "As the service said when it ended; one that said nothing is under unknown. Every period counts, also when two are one after another (reablement_no_ongoing_support joins them). Age band at the end, place at the beginning. People whose council is not known count as residents."
counted = "on a day"
answer = "mix"
mix = "outcome"
per = 100
interval = "wilson"
by = ["month", "service", "kind", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select s.person, s.kind, s.service, coalesce(nullif(s.outcome, ''), 'unknown') as outcome,
       coalesce(age_band(age_on(born, ended_on)), '') as age_band, home.council as council, home.area as area,
       home.residence as residence, ended_on as on_day, 1 as numerator, 1 as denominator
from (
    select *, home_at(person, started_at) as home from supports
    where kind in ('crisis_response', 'reablement', 'home_based_intermediate_care', 'bed_based_intermediate_care')
      and ended_on between period_first() and period_last()
) s left join people using (person)
where resident(home.council)
