/*
title = "Discharge summary read by who cares next, by the day of leaving"
why_it_matters = "Sent is not read. The first evening at home or in the care home needs it."
section = "leaving"
numerator = "Those of whom somebody who cares next said, on the day of leaving or before, that they had the summary"
denominator = "Discharges alive in the period, day cases included"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "homefirst; after the discharge information asked about in 20 local system reviews (Care Quality Commission, Beyond barriers)"
dated = "2018-07"
verified = false
reading = "A receipt that nobody recorded counts as none. The day is the date in England. A summary belongs to the stay that had begun when it was sent, so one sent after the person was admitted again counts for the later stay."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["summary_received"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
no_receipt = "Discharges of which nobody recorded a receipt by the day after the period, counted as not read: {n}."
*/
with received as (
    select spell, min(happened_on) as received_on from standing
    where kind = 'summary_received' and spell is not null and happened_on <= period_last() + 1
    group by spell
)
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       coalesce(received_on <= ended_on, false) as numerator,
       true as denominator,
       received_on is null as no_receipt
from left_alive left join received using (spell)
where not transferred
