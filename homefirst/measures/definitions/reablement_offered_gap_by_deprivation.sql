/*
title = "Discharged into reablement, people aged 65 and over: gap between the most and the least deprived fifth"
why_it_matters = "Help that goes to those who are best placed to ask for it widens the gap it could close."
numerator = "The share of discharges that led to reablement, in the most deprived fifth of England's small areas"
denominator = "The same in the least deprived fifth, taken from it"
unit = "percentage points"
population = "65+"
better = "neither"
kind = "outcome"
section = "fairness"
period = "discharges of one October to December"
defined_by = "Public Health England, technical guide: health inequalities, absolute gap; fifths of the English indices of deprivation 2019 by small area of 2011"
dated = "2019-09-26"
verified = true
reading = "Above nought: more of it where people are poorer. A person's fifth is that of the small area they lived in; those whose area is not known are in no fifth, and are told of. Crude, not standardised by age: poorer places are often younger. The interval treats what is counted as independent; one person counted often makes the truth wider. It needs the population by small area of the system's file."
counted = "on a day"
answer = "gap"
per = 100
interval = ""
derived_from = "reablement_offered"
follow_up_days = 92
season = ["10-01", "12-31"]
by = ["month", "provider", "council", "age_band", "sex"]
*/
