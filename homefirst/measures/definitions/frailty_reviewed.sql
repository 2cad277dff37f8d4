/*
title = "Frail people whose frailty was reviewed within a year"
why_it_matters = "Frailty changes. Somebody scored and forgotten gets help for the person they were."
numerator = "Those scored, or scored again, within the 365 days before"
denominator = "Residents aged 65 or over whose last score on the Clinical Frailty Scale is 5 or more, at each midnight of the period"
unit = "%"
population = "residents aged 65 and over known to be frail"
better = "high"
kind = "process"
section = "home"
period = "12 months"
defined_by = "Our own, after the Northamptonshire Better Care Fund narrative plan for 2021/22, which would have everybody with a frailty score assessed every year; the threshold of 5 (mildly frail) and the 365 days are ours"
dated = "2021"
verified = true
reading = "Midnights are averaged over the period; ask for one day to have it as on that day. Only people with a score are seen: who was never scored is in neither part. On the 365th day after a score it is overdue. Where somebody lived is taken at the score, and people whose council was not known then count as residents. No interval: the same people are counted on many nights."
counted = "at midnight"
answer = "share"
per = 100
interval = ""
heard_of = ["frailty_scored"]
look_back_days = 365
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "People of unknown age, not counted: {n}."
*/
with scored as (
    select person, happened_at, happened_on as scored_on, try_cast(detail as int) >= 5 as frail,
           lead(happened_on) over (partition by person order by happened_at, detail) as next_on
    from standing
    where kind = 'frailty_scored' and happened_on <= period_last()
),
frail as (
    select s.person, scored_on, least(next_on, died_on) as until, home_at(s.person, happened_at) as home,
           born is null as unknown_age, greatest(scored_on, turns(born, 65)) as first_night,
           age_band(age_on(born, greatest(scored_on, turns(born, 65)))) as age_band
    from scored s left join people using (person) left join deaths using (person)
    where frail
),
lasting as (
    select *, home.council as council, home.area as area, home.residence as residence
    from frail
    where resident(home.council)
)
select person, age_band, council, area, residence, first_night, until as end_night,
       0 as numerator, (not unknown_age)::int as denominator, unknown_age
from lasting
union all by name
select person, age_band, council, area, residence, first_night, least(until, scored_on + 365) as end_night,
       (not unknown_age)::int as numerator, 0 as denominator, false as unknown_age
from lasting
