/*
title = "To whom discharge summaries go"
why_it_matters = "Care homes and home care agencies look after people from the first evening, and often hear nothing."
section = "leaving"
numerator = "Those to each kind of service, as the system's file lists them, or to a general practice that the person was with; nothing where the service is neither or was not named"
denominator = "Discharge summaries sent in the period"
unit = "%"
population = "everyone in hospital"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "homefirst; the Care Quality Commission asked it of care services in 20 local system reviews"
dated = "2018-07"
verified = false
reading = "A summary sent to three services counts three times. A summary belongs to the stay that had begun when it was sent, so one sent after the person was admitted again counts for the later stay."
counted = "on a day"
answer = "mix"
per = 100
mix = "recipient"
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select e.person, s.provider, ward(s.location) as ward, s.council, s.area, age_band(s.age) as age_band, s.residence,
       s.pathway, e.happened_on as on_day,
       coalesce(r.kind, if(p.practice is null, '', 'general_practice')) as recipient,
       1 as numerator, 1 as denominator
from standing e
    join spells s on s.spell = e.spell
    left join services r on r.code = e.service
    left join (
        select distinct person, location as practice from standing where kind = 'practice_changed' and location <> ''
    ) p on p.person = e.person and p.practice = e.service
where e.kind = 'summary_sent'
