/*
title = "Stays whose expected date of discharge was moved"
section = "hospital"
why_it_matters = "A changed date is evidence: of a person who got worse, or of something that did not happen."
numerator = "Those whose last expected date is not the first"
denominator = "Hospital stays that ended in the period and had an expected date of discharge"
unit = "%"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Our own; the first date is never overwritten (Sturgess, guide to expected dates of discharge)"
dated = "undated"
verified = false
reading = "The same date said again is no move. A date moved and moved back is none either."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       expected_on <> first_expected_on as numerator,
       1 as denominator
from ended_stays
where first_expected_on is not null and expected_on is not null
