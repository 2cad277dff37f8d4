/*
title = "People aged 65 and over who moved into a care home to stay"
why_it_matters = "For some it is the right home. For many it is decided from a hospital bed, in a hurry, and never looked at again."
numerator = "Residents aged 65 or over who came to live in a care home in the period, having lived somewhere else before and in no care home in the 365 days before"
denominator = "Residents aged 65 and over, mid-year estimate, for the part of a year covered"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "after"
comparable = ["nh.asc.perm_1617", "nh.asc.perm_1314"]
period = "12 months"
defined_by = "Adult Social Care Outcomes Framework, measure 2C (2A part 2 before 2023-24), and the Better Care Fund: long-term admissions to residential and nursing homes; the 365 days from DHSC, adult social care client level data, SQL of 11 June 2026"
dated = "2026-06-11"
verified = true
reading = "Seen in where the person is said to live from then on, so a placement for some weeks is not one, which the national figure cannot tell apart; and people who pay for themselves count, whom the national figure leaves out. Who was never known to live elsewhere has not moved. Area and deprivation are those of the home that was left, the council the one that answers for the person now."
counted = "on a day"
answer = "rate"
per = 100000
interval = "byar"
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_age = "Such moves of people of unknown age, not counted: {n}."
elsewhere = "Such moves of people of another council, not counted: {n}."
*/
select person, age_band(age) as age_band, council, area, residence, on_day,
       moved and age >= 65 and resident(council) as numerator,
       0 as denominator,
       moved and age is null and resident(council) as unknown_age,
       moved and age >= 65 and not resident(council) as elsewhere
from (
    select r.person, r.kind as residence, r.council, b.area, r.since_on as on_day, age_on(born, r.since_on) as age,
           is_care_home(r.kind) and b.kind in ('own_home', 'extra_care', 'other') and not exists (
               from residences c
               where c.person = r.person and is_care_home(c.kind) and c.since < r.since
                 and (c.until_on is null or r.since_on - c.until_on < 365)
           ) as moved
    from residences r
        left join residences b on b.person = r.person and b.until = r.since and b.since < b.until
        left join people p on p.person = r.person
    where r.since_on between period_first() and period_last() and (r.until is null or r.until > r.since)
)
