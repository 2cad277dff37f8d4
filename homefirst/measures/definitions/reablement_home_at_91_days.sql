/*
title = "Still at home 91 days after leaving hospital into reablement, people aged 65 and over"
why_it_matters = "Getting home is half of it. Three months on, is the person still there?"
numerator = "Those living at home or in extra care on day 91. Dead, in hospital, in a care home or in another bed that day: not at home"
denominator = "Discharges alive from 1 October to 31 December of people aged 65 or over into reablement or rehabilitation"
unit = "%"
population = "65+"
better = "high"
kind = "outcome"
section = "after"
headline = true
comparable = ["nh.reab.91"]
period = "discharges of one October to December"
defined_by = "Adult Social Care Outcomes Framework, measure 2B part 1; SALT table STS004"
dated = "2018-19"
verified = true
reading = "Councils used to say who was discharged into reablement; here a period of help belongs to the latest discharge from 7 days before its start to 3 days after (the rule of ASCOF 2D). Reablement, home-based and bed-based intermediate care count. A bed-based stay on day 91 is not home. Somebody whose help ended because they died is dead by then, whoever else was told. Somebody whose last stay since was left for a care home is there until a residence of their own is told; for a hospital or hospice, until they leave a hospital for elsewhere. Where no residence is known, nothing says that the person left home, and they count as at home if alive and not in hospital. One discharge counts once."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
season = ["10-01", "12-31"]
follow_up_days = 92
by = ["month", "provider", "ward", "age_band", "sex", "council", "icb", "neighbourhood", "area", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
unknown_residence = "Counted without a residence known for day 91: {n}."
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
help as (
    select c.spell, true as help_ended_in_death
    from cohort c join supports s using (person)
    where s.outcome = 'died' and s.ended_on <= c.day_91
    group by c.spell
),
later as (
    select c.spell, max(s.ended_at) as left_at, arg_max(s.destination, (s.ended_at, s.spell)) as left_for
    from cohort c join spells s using (person)
    where s.ended_at > c.ended_at and s.ended_on <= c.day_91
    group by c.spell
),
lived as (
    select c.spell, nullif(nullif(arg_max(r.kind, r.since), 'unknown'), '') as lives_in, max(r.since) as lived_since
    from cohort c join residences r using (person)
    where r.since_on <= c.day_91 and (r.until_on is null or r.until_on > c.day_91)
    group by c.spell
)
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       age_out >= 65
           and (died_on is null or died_on > day_91)
           and in_hospital is null
           and in_other_bed is null
           and help_ended_in_death is null
           and not coalesce(to_a_hospital(left_for), false)
           and not coalesce(to_a_care_home(left_for) and (lives_in is null or lived_since <= left_at), false)
           and coalesce(lives_in, 'own_home') in ('own_home', 'extra_care') as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age,
       age_out >= 65 and lives_in is null as unknown_residence
from cohort
    left join deaths using (person)
    left join hospital using (spell)
    left join bed using (spell)
    left join help using (spell)
    left join later using (spell)
    left join lived using (spell)
