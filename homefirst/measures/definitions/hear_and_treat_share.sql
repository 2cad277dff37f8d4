/*
title = "Calls resolved by telephone"
section = "crisis"
why_it_matters = "Advice by telephone spares a person a journey and leaves a crew free for somebody else."
numerator = "Those closed by telephone, with no crew sent"
denominator = "Calls that an ambulance service closed in the period: by telephone, where the person was, or by conveying them"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS England, Ambulance Quality Indicators, system indicators: hear and treat, see and treat, see and convey, of all incidents"
dated = "undated"
verified = false
reading = "The specification was not read. A call counts on the day it was made, or of its response where the call is not known. A call that NHS 111 closed by telephone counts like one to 999: split by provider to tell them apart. A call that nobody answered on record, that a community team visited or that was closed with nothing sent is not counted. The figure to compare with is printed as of 999 calls."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
comparable = ["emas.heartreat"]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, age_band, council, area, residence, on_day,
       response = 'hear_and_treat' as numerator,
       1 as denominator
from ambulance_incidents
