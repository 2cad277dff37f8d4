/*
title = "People aged 65 and over asked how they were within three days of leaving hospital"
why_it_matters = "A telephone call finds the missing medicine, the cold house and the carer who never came, before the ambulance does."
numerator = "Those after which somebody reached the person on the same day or within three days"
denominator = "Discharges alive of people aged 65 or over, transfers between hospitals joined"
unit = "%"
population = "65+"
better = "high"
kind = "process"
section = "after"
period = "12 months of discharges that have been followed for three days"
defined_by = "Our own; that hubs follow people up is in DHSC, Hospital discharge and community support guidance, without a number of days"
dated = "2024-01-26"
verified = true
reading = "A call that reached nobody is not a follow-up. Three days, weekends included, are our choice. What was found is in follow_up_answers."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 4
heard_of = ["followed_up"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway", "origin"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, origin, ended_on as on_day,
       age_out >= 65 and exists (
           from standing f
           where f.kind = 'followed_up' and f.detail in ('well', 'concern') and f.person = d.person
             and f.happened_at >= d.ended_at and f.happened_on <= d.ended_on + 3
       ) as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from live_discharges d
