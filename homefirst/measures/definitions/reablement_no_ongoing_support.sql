/*
title = "Reablement of people new to social care that ended without ongoing support"
why_it_matters = "It is the plainest sign that somebody can manage again."
numerator = "Those after which no long-term support, no care home and no other bed followed"
denominator = "Periods of reablement that ended in the period, of people aged 18 or over (or of unknown age) who had no long-term support in the 91 days before, and of which it is known what came next; not those that ended in death, in hospital or because the person stopped"
unit = "%"
population = "18+"
better = "high"
kind = "outcome"
section = "after"
period = "12 months that have been followed for 7 days"
defined_by = "Adult Social Care Outcomes Framework, measure 2A (2D before 2023-24); DHSC, adult social care client level data, SQL of 11 June 2026"
dated = "2026-06-11"
verified = true
reading = "What came next is, in this order: death by the 7th day after; hospital, if the period ended in it; any other help that began in the period or by the 7th day after and went on past its end (long-term before a bed before any other); and else how the period was said to end. Low-level and other short-term help at home count as no ongoing support, as they do for DHSC. Periods 7 days apart or less are one. That somebody who stopped early is left out is from the older rules of the SALT return (unverified). People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 8
look_back_days = 91
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_end = "Periods of which it is not known what came next, not counted: {n}."
*/
with ended as (
    select r.*, home_at(r.person, r.started_at) as home from reablement_runs r
    where r.ended_on between period_first() and period_last()
),
other_help as (
    select person, kind, started_on, coalesce(ended_on, date '9999-01-01') as until from supports
    where kind <> 'reablement' and started_on <= period_last() + 7 and (ended_on is null or ended_on >= started_on)
),
around as (
    select e.person, e.started_on,
           coalesce(bool_or(is_long_term and h.started_on < e.started_on and e.started_on - until < 91), false) as not_new,
           min(case when h.started_on >= e.started_on and h.started_on <= e.ended_on + 7 and until > e.ended_on
                    then case when is_long_term then 1 when kind = 'bed_based_intermediate_care' then 2 else 3 end
               end) as next_help
    from ended e join (
        select *, kind in ('home_care', 'care_home_placement', 'long_term') as is_long_term from other_help
    ) h using (person)
    group by e.person, e.started_on
)
select person, age_band, council, area, residence, on_day,
       counts and sequel = 'none' as numerator,
       counts and sequel in ('none', 'support') as denominator,
       counts and sequel = '' as unknown_end
from (
    select e.person, coalesce(age_band(age_on(born, ended_on)), '') as age_band, ended_on as on_day,
           home.council as council, home.area as area, home.residence as residence,
           resident(home.council) and not coalesce(not_new, false) and coalesce(age_on(born, ended_on) >= 18, true)
               and (died_on is null or died_on >= e.started_on) as counts,
           case when died_on <= ended_on + 7 or outcome = 'hospital' then 'left out'
                when next_help in (1, 2) then 'support'
                when next_help = 3 then 'none'
                when outcome in ('died', 'ended_early') then 'left out'
                when outcome in ('long_term_at_home', 'care_home') then 'support'
                when outcome in ('no_further_support', 'low_level_support', 'other') then 'none'
                else '' end as sequel
    from ended e
        left join around a on a.person = e.person and a.started_on = e.started_on
        left join people p on p.person = e.person
        left join deaths d on d.person = e.person
)
