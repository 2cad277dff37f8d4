/*
title = "Emergency readmission within 30 days, people aged 65 and over: slope across all five fifths of deprivation"
why_it_matters = "Going home works less well where there is less to go home to. The gap says by how much."
numerator = "The share of discharges followed by an emergency admission within 30 days, in each fifth of deprivation"
denominator = "A straight line is fitted through them, each fifth weighing as many as it holds: how much higher it stands at the most deprived end than at the least"
unit = "percentage points"
population = "65+"
better = "low"
kind = "outcome"
section = "fairness"
period = "12 months of discharges that have been followed for 30 days"
defined_by = "Public Health England, technical guide: health inequalities, slope index of inequality; fifths of the English indices of deprivation 2019 by small area of 2011"
dated = "2019-09-26"
verified = true
reading = "Above nought: more of it where people are poorer. A person's fifth is that of the small area they lived in; those whose area is not known are in no fifth, and are told of. Crude, not standardised by age: poorer places are often younger. The interval treats what is counted as independent; one person counted often makes the truth wider. It needs the population by small area of the system's file."
counted = "on a day"
answer = "slope"
per = 100
interval = ""
derived_from = "emergency_readmission_30"
follow_up_days = 30
by = ["month", "provider", "council", "age_band", "sex"]
*/
