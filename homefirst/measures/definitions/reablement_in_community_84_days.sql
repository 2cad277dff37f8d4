/*
title = "Discharged into reablement and in the community for 12 weeks, people aged 65 and over"
why_it_matters = "Reablement is to keep people going at home. Who was back in hospital in between was not."
numerator = "Those with no death, no emergency admission of a night or more and no move into a care home in the 84 days after leaving"
denominator = "Periods of reablement that began from 3 days before to 7 days after a discharge of somebody aged 65 or over, who was alive, had stayed a night or more, did not live in a care home and did not go to another hospital or a hospice; each with the latest such discharge"
unit = "%"
population = "65+"
better = "high"
kind = "outcome"
section = "after"
period = "12 months of discharges that have been followed for 84 days"
defined_by = "Adult Social Care Outcomes Framework, measure 2D part 1, from 2024-25; DHSC, adult social care client level data, SQL of 11 June 2026"
dated = "2026-06-11"
verified = true
reading = "Not the measure that it replaced (reablement_home_at_91_days): somebody back in hospital for one night on day 20 and home on day 91 succeeds there and fails here. Periods of reablement 7 days apart or less are one. The admission must be later than both the discharge and the start of reablement; any emergency method counts (DHSC takes non-elective ones). Moving into a care home is a change of residence to one, or a care home placement that begins. Specialties, which DHSC uses to leave out maternity and mental health, are not in the ledger."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 85
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
with cohort as (select *, ended_on + 84 as day_84 from reablement_after_discharge),
again as (
    select distinct c.person, c.run_on
    from cohort c join spells s using (person)
    where s.emergency and s.started_on > c.ended_on and s.started_on > c.run_on and s.started_on <= c.day_84
      and (s.ended_on is null or s.ended_on > s.started_on)
),
moved as (
    select distinct c.person, c.run_on
    from cohort c join (
        select person, since_on as moved_on from residences where is_care_home(kind)
        union all select person, started_on from supports where kind = 'care_home_placement'
    ) m using (person)
    where m.moved_on between c.ended_on and c.day_84
)
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       age_out >= 65
           and (died_on is null or died_on > day_84)
           and (person, run_on) not in (from again)
           and (person, run_on) not in (from moved) as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from cohort left join deaths using (person)
