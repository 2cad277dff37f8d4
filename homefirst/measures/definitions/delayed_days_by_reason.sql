/*
title = "Delayed days per day, by reason"
why_it_matters = "What people wait for says who can shorten the wait."
numerator = "Nights in the period that residents aged 18 or over spent in hospital after they were ready to leave, each night under one reason (of those running, the one that began first), divided by the days in the period"
denominator = "Residents aged 18 and over, mid-year estimate"
unit = "delayed days per day, per 100,000 people aged 18 and over"
population = "18+"
better = "low"
kind = "process"
section = "leaving"
period = "12 months"
defined_by = "NHS England, delayed transfers of care by reason and attribution (to February 2020); acute discharge situation report, reasons of 27 May 2024"
dated = "2024-05-27"
verified = true
reading = "The national collections take one reason for a person and day; which of several is our choice. Split by attribution too with by=attribution. No interval: one person's nights are not independent."
counted = "at midnight"
answer = "rate"
per = 100000
interval = ""
always_by = ["reason"]
same_rows_as = "delayed_days"
by = ["month", "provider", "reason", "attribution", "council", "icb", "neighbourhood", "area", "age_band", "deprivation", "residence", "pathway"]

[notes]
unknown_age = "Delays of people of unknown age, not counted: {n}."
elsewhere = "Delays of people from another council's area, not counted: {n}."
unknown_council = "Delays counted though the council is not known: {n}."
*/
