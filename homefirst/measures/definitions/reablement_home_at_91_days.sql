/*
title = "Still at home 91 days after leaving hospital into reablement, people aged 65 and over"
why_it_matters = "Getting home is half of it. Three months on, is the person still there?"
numerator = "Those living at home or in extra care on day 91. Dead, in hospital, in a care home or in another bed that day: not at home"
denominator = "Discharges alive from 1 October to 31 December of people aged 65 or over into reablement or rehabilitation"
unit = "%"
population = "65+"
better = "high"
kind = "outcome"
period = "discharges of one October to December"
defined_by = "Adult Social Care Outcomes Framework, measure 2B part 1; SALT table STS004"
dated = "2018-19"
verified = true
reading = "Councils used to say who was discharged into reablement; here a period of help belongs to the latest discharge from 7 days before its start to 3 days after (the rule of ASCOF 2D). Reablement, home-based and bed-based intermediate care count. A bed-based stay on day 91 is not home. Where no residence is recorded, nothing says that the person left home, and they count as at home if alive and not in hospital. One discharge counts once."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
season = ["10-01", "12-31"]
follow_up_days = 92
by = ["month", "provider", "ward", "age_band", "sex", "council", "pathway"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
unknown_residence = "Counted without a residence recorded for day 91: {n}."
*/
with cohort as (
    select d.*, d.ended_on + 91 as day_91
    from discharges d join discharges_into_reablement using (spell)
),
hospital as (
    select c.spell, true as in_hospital
    from cohort c join spells s using (person)
    where s.started_on <= c.day_91 and (s.ended_on is null or s.ended_on > c.day_91)
    group by c.spell
),
bed as (
    select c.spell, true as in_other_bed
    from cohort c join supports s using (person)
    where s.kind in ('care_home_placement', 'bed_based_intermediate_care')
      and s.started_on <= c.day_91 and (s.ended_on is null or s.ended_on > c.day_91)
    group by c.spell
),
lived as (
    select c.spell, arg_max(r.kind, r.since) as residence
    from cohort c join residences r using (person)
    where r.since_on <= c.day_91 and (r.until_on is null or r.until_on > c.day_91)
    group by c.spell
)
select person, provider, ward, age_band, council, pathway, ended_on as on_day,
       age_out >= 65
           and (died_on is null or died_on > day_91)
           and in_hospital is null
           and in_other_bed is null
           and coalesce(residence, 'own_home') in ('own_home', 'extra_care') as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age,
       age_out >= 65 and residence is null as unknown_residence
from cohort
    left join deaths using (person)
    left join hospital using (spell)
    left join bed using (spell)
    left join lived using (spell)
