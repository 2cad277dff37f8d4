/*
title = "Delayed days per day, by who was held responsible"
why_it_matters = "Splitting the blame has cost more days than it saved. Shown because it was published for ten years, and because delays put down to both are the system's own."
section = "leaving"
numerator = "Nights in the period that residents aged 18 or over spent in hospital after they were ready to leave, put down to the NHS, to social care, to both or to nobody, divided by the days in the period"
denominator = "Residents aged 18 and over, mid-year estimate"
unit = "delayed days per day, per 100,000 people aged 18 and over"
population = "18+"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS England, delayed transfers of care by attribution"
dated = "2010-08 to 2020-02"
verified = true
reading = "Only the list of 2010 to 2020 says who is responsible. Delays recorded in a later list are put down to nobody, and stand without a name."
counted = "at midnight"
answer = "rate"
per = 100000
interval = ""
always_by = ["attribution"]
same_rows_as = "delayed_days"
by = ["month", "provider", "reason", "attribution", "council", "icb", "neighbourhood", "area", "age_band", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Delays of people of unknown age, not counted: {n}."
elsewhere = "Delays of people from another council's area, not counted: {n}."
unknown_council = "Delays counted though the council is not known: {n}."
*/
