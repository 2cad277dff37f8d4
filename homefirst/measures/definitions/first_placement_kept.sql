/*
title = "Discharged to a care home placement and still in the same home six weeks on"
why_it_matters = "A bed found in 48 hours for some weeks is where most people stay. Whether that is what they wanted is asked at the review, or never."
numerator = "Those of whom the same care home holds a placement on day 42 after it began"
denominator = "Care home placements that began from 3 days before to 7 days after a discharge alive of somebody aged 65 or over who did not live in a care home, of people alive on day 42; each with the latest such discharge"
unit = "%"
population = "65+"
better = "neither"
kind = "outcome"
section = "after"
period = "12 months of placements that have been followed for 42 days"
defined_by = "Our own, after the discharge to assess placements of Northamptonshire (CQC local system review report): reviewed after four weeks, and of 90 people 22% moved on"
dated = "2018"
verified = true
reading = "Day 42 is two weeks after the review at four weeks, so that a move agreed there has happened. The report counts how many moved at any time (22%), which is the other side of this share. Who went home, to another home or to hospital for good has not kept it; one that ended and began again at the same home by that day is kept. By the day on which the placement began."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 43
by = ["month", "provider", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "pathway"]

[notes]
unknown_age = "Placements of people of unknown age, not counted: {n}."
*/
with linked as (
    select p.person, p.service, p.started_on, max_by(d, (d.ended_on, d.spell)) as d
    from supports p join live_discharges d using (person)
    where p.kind = 'care_home_placement' and p.started_on between period_first() and period_last()
      and p.started_on between d.ended_on - 3 and d.ended_on + 7 and p.started_on >= d.started_on
    group by p.person, p.service, p.started_on
),
placed as (
    select * from linked qualify row_number() over (partition by person, d.spell order by started_on, service) = 1
),
kept as (
    select distinct p.person, p.service, p.started_on
    from placed p join supports s using (person, service)
    where s.kind = 'care_home_placement' and s.started_on <= p.started_on + 42
      and (s.ended_on is null or s.ended_on > p.started_on + 42)
)
select person, service, d.provider as provider, d.age_band as age_band, d.council as council, d.area as area,
       d.pathway as pathway, started_on as on_day,
       d.age_out >= 65 and counts and (person, service, started_on) in (from kept) as numerator,
       d.age_out >= 65 and counts as denominator,
       d.age_out is null and counts as unknown_age
from (
    select p.*, not coalesce(is_care_home(d.residence), false) and (died_on is null or died_on > started_on + 42) as counts
    from placed p left join deaths using (person)
)
