/*
title = "Discharge summaries found accurate"
why_it_matters = "A wrong summary is believed, and the wrong tablet given."
section = "leaving"
numerator = "Those found accurate"
denominator = "Discharge summaries that an audit compared with the notes, by the day of the audit"
unit = "%"
population = "summaries audited"
better = "high"
kind = "outcome"
period = "12 months"
defined_by = "Audits of discharge summaries in Northamptonshire, April and February 2018, in the Care Quality Commission's local system review"
dated = "2018"
verified = true
reading = "What an audit looks at is local: compare one hospital with itself. A sample of a hundred leaves about nine points of doubt either way. A summary belongs to the hospital where the audit says it was written, else to that of the person's latest stay."
target = { value = 85, source = "Contractual expectation of accuracy, in Care Quality Commission, Northamptonshire local system review", dated = "2018", verified = true }
comparable = ["kgh.ds.acc", "ngh.ds.acc"]
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["summary_checked"]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]

[notes]
no_result = "Audits without a result, not counted: {n}."
*/
select e.person, coalesce(nullif(e.provider, ''), s.provider, '') as provider, coalesce(s.council, '') as council,
       coalesce(s.area, '') as area, age_band(s.age) as age_band, coalesce(s.residence, '') as residence,
       coalesce(s.pathway, '') as pathway, e.happened_on as on_day,
       e.detail = 'accurate' as numerator,
       e.detail in ('accurate', 'not_accurate') as denominator,
       e.detail not in ('accurate', 'not_accurate') as no_result
from standing e left join spells s on s.spell = e.spell
where e.kind = 'summary_checked'
