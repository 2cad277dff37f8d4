/*
title = "Discharge summary with each who needs it within 24 hours"
why_it_matters = "A summary with the practice helps nobody in the care home on the first night. Each who cares next, and the person, needs their own."
section = "leaving"
numerator = "Those to whom the summary went, or the person who was given a copy, before the person left or within 24 hours after"
denominator = "Everyone who was to have the summary of a discharge alive in the period: the practice, each service that said yes by then to a referral made in the stay, and the person"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS Standard Contract, service condition 11, for the general practice; homefirst for the others"
dated = "2015-16 on"
verified = false
reading = "Given apart for the practice, services and the person (recipient). The practice is their own where it is recorded, or any that the system's file knows. A service that helps again without being asked, such as the care home where somebody lives, is not counted. A copy for the person counts where it was given on the page of the summary. A summary belongs to the stay that had begun when it was sent. Hours that passed, whatever the clocks did."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 2
heard_of = ["summary_sent"]
always_by = ["recipient"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway", "recipient"]
*/
select person, provider, ward, council, area, age_band, residence, pathway, recipient, ended_on as on_day,
       coalesce(sent_at <= ended_at + interval 24 hours, false) as numerator,
       true as denominator
from summary_parties
