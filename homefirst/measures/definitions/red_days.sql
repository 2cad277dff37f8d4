/*
title = "Red days, of days judged"
section = "hospital"
why_it_matters = "On a red day a person gets nothing that needs a hospital, and loses strength."
numerator = "Those judged red: little or no acute care of value"
denominator = "Days in the period that a ward judged red or green, each person and day once"
unit = "%"
population = "everyone in hospital"
better = "low"
kind = "process"
period = "12 months"
defined_by = "Emergency Care Improvement Programme, rapid improvement guide to red and green bed days"
dated = "undated"
verified = true
reading = "The day's last judgement counts; of two at one moment, green. Days that nobody judged are in neither part, so a ward that judges only its worst days looks worse than it is."
counted = "on a day"
answer = "share"
per = 100
interval = ""
heard_of = ["day_judged"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select person, provider, ward, age_band, council, area, residence, pathway, on_day,
       red as numerator,
       1 as denominator
from judged_days
