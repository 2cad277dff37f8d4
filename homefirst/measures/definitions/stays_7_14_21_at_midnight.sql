/*
title = "People in hospital at midnight for 7, 14 and 21 nights or more"
why_it_matters = "It shows how much of the hospital tonight is taken up by long stays."
numerator = "People at each midnight in the period admitted at least 7, 14 or 21 nights before that day: three rows that overlap and are never added"
denominator = "People in a bed at each midnight in the period"
unit = "%"
population = "everyone in hospital"
better = "low"
kind = "process"
section = "hospital"
period = "12 months"
defined_by = "Acute discharge situation report, stays of 7, 14 and 21 days or over"
dated = "2024-04-30"
verified = true
reading = "By census at midnight. Nights are counted from the date of admission with this provider to the date of the census, so somebody admitted that day has none."
counted = "at midnight"
answer = "share"
per = 100
interval = ""
at_least = [7, 14, 21]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, age_band(age) as age_band, council, area, residence,
       started_on as first_night, ended_on as end_night,
       1 as numerator, 1 as denominator
from spells
