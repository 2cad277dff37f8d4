/*
title = "Emergency admissions of people aged 65 and over: gap between the most and the least deprived fifth"
why_it_matters = "If people in poorer places end up in hospital more often, help at home is not reaching those who need it most."
numerator = "Emergency admissions per 100,000 residents aged 65 or over, in the most deprived fifth of England's small areas"
denominator = "The same in the least deprived fifth, taken from it"
unit = "per 100,000 people aged 65 and over, per year"
population = "65+"
better = "low"
kind = "outcome"
section = "fairness"
period = "12 months"
defined_by = "Public Health England, technical guide: health inequalities, absolute gap; fifths of the English indices of deprivation 2019 by small area of 2011"
dated = "2019-09-26"
verified = true
reading = "Above nought: more of it where people are poorer. A person's fifth is that of the small area they lived in; those whose area is not known are in no fifth, and are told of. Crude, not standardised by age: poorer places are often younger. The interval treats what is counted as independent; one person counted often makes the truth wider. It needs the population by small area of the system's file."
counted = "on a day"
answer = "gap"
per = 100000
interval = ""
derived_from = "emergency_admissions_65"
by = ["month", "council", "age_band"]
*/
