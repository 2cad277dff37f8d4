/*
title = "Discharge summary with everyone who cares next within 24 hours"
why_it_matters = "One who was not told is enough for a tablet given twice, or not at all."
section = "leaving"
numerator = "Those whose summary went to the practice and to each service that said yes, before the person left or within 24 hours after"
denominator = "Discharges alive in the period, day cases included"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS Standard Contract, service condition 11, for the general practice; homefirst for the others"
dated = "2015-16 on"
verified = false
reading = "summary_sent_within_24_hours counts a summary sent to anybody; this one only where nobody was left out. The person's own copy is not asked for here: summary_to_each_within_24_hours has it, and says who was left out. The practice is their own where it is recorded, or any that the system's file knows."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 2
heard_of = ["summary_sent"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       bool_and(coalesce(sent_at <= ended_at + interval 24 hours, false)) as numerator,
       true as denominator
from summary_parties
where recipient <> 'person'
group by spell, person, provider, ward, council, area, age_band, residence, pathway, ended_on
