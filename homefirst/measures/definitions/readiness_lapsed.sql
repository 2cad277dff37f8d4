/*
title = "Ready to leave, then unwell again before they left"
why_it_matters = "Some of those who wait in a hospital bed fall ill there, and the wait begins anew."
section = "leaving"
numerator = "Those that ended because the person met the criteria to reside again"
denominator = "Runs of days of no longer meeting the criteria to reside that ended in the period, by becoming unwell, leaving or dying"
unit = "%"
population = "people ready to leave"
better = "low"
kind = "outcome"
period = "12 months"
defined_by = "homefirst, on the criteria to reside of DHSC's Hospital discharge and community support guidance"
dated = "2024-01-26"
verified = false
reading = "A person may be counted more than once. A ward that was too quick to say ready shows here too."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select r.person, r.provider, ward(s.location) as ward, s.council, s.area, age_band(s.age) as age_band, s.residence,
       s.pathway, r.ended_on as on_day,
       s.ended_at is null or r.ended_at < s.ended_at as numerator,
       true as denominator
from ready r join spells s using (spell)
where r.ended_on is not null
