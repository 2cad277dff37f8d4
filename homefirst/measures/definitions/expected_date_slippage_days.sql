/*
title = "Days from the first expected date of discharge to the discharge"
section = "hospital"
why_it_matters = "A forecast that slips is a plan that others relied on. It shows where the stay lost its way."
numerator = "Days by which each discharge came after the first expected date, those before it as days less"
denominator = "Hospital stays that ended in the period alive, with an expected date, and did not go on at another hospital"
unit = "days, on average"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Our own; the first date is never overwritten (Sturgess, guide to expected dates of discharge)"
dated = "undated"
verified = false
reading = "By whole days, by date. Early and late discharges cancel out: see expected_date_moved for how often the date changed. Stays without any expected date are not counted."
counted = "on a day"
answer = "average"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, ended_on as on_day,
       ended_on - first_expected_on as numerator,
       1 as denominator
from ended_stays
where first_expected_on is not null and not transferred and not ended_in_death(destination, discharge_method)
