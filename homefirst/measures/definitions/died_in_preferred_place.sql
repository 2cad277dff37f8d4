/*
title = "Died where they wanted to"
why_it_matters = "It is the last thing that a system can do for somebody, and it can only do it if they were asked."
numerator = "Those who died in the kind of place that they had last named"
denominator = "Residents who died in the period, had named a preferred place of death, and of whom it is known in what kind of place they died"
unit = "%"
population = "people with a recorded preference"
better = "high"
kind = "outcome"
section = "after"
period = "12 months"
defined_by = "Our own, of preferred and actual place of death as palliative care registers (EPaCCS) record them"
dated = "2026-11-22"
verified = false
reading = "That registers report this share is from general knowledge (unverified). The last preference before the death counts; no preference is not one. Where somebody died is in hospital if they were in a bed, in a hospice if they had last left hospital for one (a hospice that is a ward of the NHS counts as hospital), and else where they lived. People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["preference_recorded"]
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "kind"]

[notes]
unknown_place = "Of people with a preference, where they died is not known, not counted: {n}."
*/
with wanted as (
    select s.person, max_by(s.detail, (s.happened_at, s.detail)).replace('place_of_death:', '') as wanted
    from standing s join deaths d using (person)
    where s.kind = 'preference_recorded' and starts_with(s.detail, 'place_of_death:') and s.happened_at <= d.died_at
    group by s.person
)
select person, wanted as kind, coalesce(age_band(age_on(born, died_on)), '') as age_band, council, area, residence,
       died_on as on_day,
       resident(council) and place = wanted and place <> '' as numerator,
       resident(council) and place <> '' as denominator,
       resident(council) and place = '' as unknown_place
from deaths_by_place join wanted using (person) left join people using (person)
where wanted <> 'no_preference'
