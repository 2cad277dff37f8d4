/*
title = "Discharge summary sent within 24 hours"
why_it_matters = "Whoever cares next starts with what they were told: new tablets, stopped tablets, what to watch for."
section = "leaving"
headline = true
numerator = "Those whose discharge summary went to anybody who cares next before they left or within 24 hours after"
denominator = "Discharges alive in the period, day cases included"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS Standard Contract, service condition 11: to the general practice within 24 hours, electronically"
dated = "2015-16 on"
verified = true
reading = "The contract is about the general practice; here a summary to any service counts, and summary_recipient_mix says to whom. A summary belongs to the stay that had begun when it was sent, so one sent after the person was admitted again counts for the later stay. Hours that passed, whatever the clocks did."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 2
heard_of = ["summary_sent"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
never_sent = "Discharges of which nobody recorded that a summary was sent by two days after the period, counted as not sent: {n}."
*/
with sent as (
    select spell, min(happened_at) as sent_at from standing
    where kind = 'summary_sent' and spell is not null and happened_on <= period_last() + 2
    group by spell
)
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       coalesce(sent_at <= ended_at + interval 24 hours, false) as numerator,
       true as denominator,
       sent_at is null as never_sent
from left_alive left join sent using (spell)
where not transferred
