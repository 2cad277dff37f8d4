/*
title = "How calls in a crisis are answered"
section = "crisis"
why_it_matters = "Whether help comes by telephone, at home or by going to hospital decides where the rest of the journey begins."
numerator = "Those answered in each way"
denominator = "Calls of the period to 111, 999 or a crisis line that have an answer on record"
unit = "%"
population = "everyone"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "Our own list of responses; the first three follow the NHS England Ambulance Quality Indicators"
dated = "undated"
verified = false
reading = "All shares together are 100%. Calls without an answer on record are left out. Calls visited by a community team and calls closed with nothing sent have shares of their own here and are no ambulance incidents: see hear_and_treat_share."
counted = "on a day"
answer = "mix"
per = 100
mix = "response"
interval = "wilson"
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, response, age_band(age) as age_band, council, area, residence,
       coalesce(called_on, responded_on) as on_day,
       1 as numerator,
       1 as denominator
from calls
where response <> '' and coalesce(called_on, responded_on) between period_first() and period_last()
