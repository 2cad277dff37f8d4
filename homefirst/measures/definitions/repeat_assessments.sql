/*
title = "Assessed again within 14 days"
why_it_matters = "People tell their story again to each service that did not trust the last. One good assessment should do."
section = "leaving"
numerator = "Those of somebody who had been assessed in the 14 days before, by whatever service"
denominator = "Assessments in the period"
unit = "%"
population = "people assessed"
better = "low"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the case files of the Care Quality Commission's Northamptonshire review: assessed, then assessed again by the next team"
dated = "2018"
verified = false
reading = "Some second assessments are needed: somebody has changed, or the first was of another thing. The first assessments of a ledger have none before them to be seen. Provider is who assessed."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["assessed"]
by = ["month", "provider", "service", "sex"]
*/
select person, provider, service, happened_on as on_day,
       coalesce(before_on >= happened_on - 14, false) as numerator,
       true as denominator
from (
    select person, provider, service, happened_on,
           lag(happened_on) over (partition by person order by happened_at, provider, service) as before_on
    from standing
    where kind = 'assessed' and happened_on between period_first() - 14 and period_last()
)
