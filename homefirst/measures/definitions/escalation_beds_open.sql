/*
title = "Escalation beds open"
section = "hospital"
why_it_matters = "Beds opened beyond a ward's own have staff borrowed from elsewhere and people in places not made for them."
numerator = "Beds that each ward last reported open above those of its own, at each midnight in the period, added up"
denominator = "Midnights in the period"
unit = "beds at midnight, on average"
population = "beds"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Our own; escalation beds as the Care Quality Commission's local system reviews speak of them"
dated = "2018"
verified = false
reading = "A report holds until the ward's next, or until it closes. A ward's own beds are those of the system's file; a ward without them there is left out, which includes wards opened only for the winter."
counted = "at midnight"
answer = "mean"
per = 1
interval = ""
denominator_of_people = false
of_nobody = true
by = ["month", "provider", "ward"]

[notes]
unknown_beds = "Reports of wards whose own number of beds is not known, left out: {n}."
*/
with told as (
    select location, kind, happened_on, case kind when 'capacity_reported' then number else 0 end as open,
           lead(happened_on) over (partition by location order by happened_at, kind, number) as until
    from capacity
    where kind = 'service_closed' or (kind = 'capacity_reported' and number is not null)
)
select null::int as person, split_part(t.location, ':', 1) as provider, ward(t.location) as ward,
       t.happened_on as first_night, t.until as end_night,
       case when b.beds is null then 0 else round(greatest(t.open - b.beds, 0)) end as numerator,
       0 as denominator,
       b.beds is null as unknown_beds
from told t left join beds b on b.ward = ward(t.location)
where ward(t.location) <> ''
