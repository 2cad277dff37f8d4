/*
title = "NHS continuing healthcare assessed in an acute hospital"
why_it_matters = "Nobody shows in an acute bed what they can do at home. Assessed there, people are judged at their worst and wait in the bed for it."
numerator = "Those made while the person was in a bed of an acute hospital"
denominator = "Assessments for NHS continuing healthcare in the period"
unit = "%"
population = "residents"
better = "low"
kind = "process"
section = "leaving"
period = "12 months"
defined_by = "NHS England, continuing healthcare: full assessments (decision support tool) made in an acute hospital setting"
dated = "2017 on"
verified = false
reading = "From general knowledge, as is the national ambition of fewer than 15 in 100 (unverified). Acute are the providers that the system's file calls acute trusts; a bed of a community hospital is none. Age and place of living are those of the day. People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
target = { value = 15, source = "NHS England, quality premium: fewer than 15% of full assessments in an acute hospital", dated = "2017", verified = false }
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, age_band(age_on(born, happened_on)) as age_band, home.council as council, home.area as area,
       home.residence as residence, happened_on as on_day,
       resident(home.council) and exists (
           from spells s join services o on o.code = s.provider and o.kind = 'acute_trust'
           where s.person = a.person and s.started_at <= a.happened_at
             and (s.ended_at is null or s.ended_at > a.happened_at)
       ) as numerator,
       resident(home.council) as denominator
from (
    select *, home_at(person, happened_at) as home from standing
    where kind = 'assessed' and detail = 'continuing_care' and happened_on between period_first() and period_last()
) a left join people using (person)
