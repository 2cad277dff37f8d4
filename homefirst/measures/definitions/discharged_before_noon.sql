/*
title = "Left hospital before noon"
why_it_matters = "A bed that is free by noon takes the person who waits in A&E this afternoon, not tonight."
section = "leaving"
numerator = "Those who left before 12:00, by the clock in England"
denominator = "Discharges alive in the period, after at least one night in hospital"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "SAFER patient flow bundle, early discharge: a third before midday"
dated = "2016"
verified = false
reading = "The bundle's wording is from general knowledge (unverified). An early hour bought with another night in bed is no gain: read it beside the average days from ready to leaving."
target = { value = 33, source = "SAFER patient flow bundle, early discharge", dated = "2016", verified = false }
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       clock_in_england(ended_at) < time '12:00:00' as numerator,
       true as denominator
from left_alive
where nights > 0 and not transferred
