/*
title = "Calls that end with the person conveyed"
section = "crisis"
why_it_matters = "Most of those conveyed reach A&E, and for an older person that is where a hospital stay begins."
numerator = "Those conveyed, to A&E or elsewhere"
denominator = "Calls that an ambulance service closed in the period: by telephone, where the person was, or by conveying them"
unit = "%"
population = "everyone"
better = "low"
kind = "process"
period = "12 months"
defined_by = "NHS England, Ambulance Quality Indicators, system indicators: hear and treat, see and treat, see and convey, of all incidents"
dated = "undated"
verified = false
reading = "The specification was not read. A call counts on the day it was made, or of its response where the call is not known. A call that NHS 111 closed by telephone counts like one to 999: split by provider to tell them apart. A call that nobody answered on record, that a community team visited or that was closed with nothing sent is not counted. With the two shares of calls resolved without conveying, it makes 100%. Conveying elsewhere than A&E is in it; call_responses keeps the two apart."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, age_band, council, area, residence, on_day,
       response in ('conveyed', 'conveyed_elsewhere') as numerator,
       1 as denominator
from ambulance_incidents
