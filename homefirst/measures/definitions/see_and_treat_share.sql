/*
title = "Calls resolved where the person was"
section = "crisis"
why_it_matters = "A crew that can treat somebody at home, or knows who can, spares them the hospital."
numerator = "Those closed by a crew where the person was, not conveyed"
denominator = "Calls that an ambulance service closed in the period: by telephone, where the person was, or by conveying them"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS England, Ambulance Quality Indicators, system indicators: hear and treat, see and treat, see and convey, of all incidents"
dated = "undated"
verified = false
reading = "The specification was not read. A call counts on the day it was made, or of its response where the call is not known. A call that NHS 111 closed by telephone counts like one to 999: split by provider to tell them apart. A call that nobody answered on record, that a community team visited or that was closed with nothing sent is not counted. Of all incidents; the share that the review printed (23%) is of those attended by a crew, and is larger for the same care."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, age_band, council, area, residence, on_day,
       response = 'see_and_treat' as numerator,
       1 as denominator
from ambulance_incidents
