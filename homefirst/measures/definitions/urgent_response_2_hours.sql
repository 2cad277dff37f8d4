/*
title = "Urgent community response within two hours"
section = "crisis"
why_it_matters = "Somebody who is seen at home within two hours often need not go to hospital."
numerator = "Those begun no later than two hours after the team was asked, to the microsecond"
denominator = "People whom a crisis response team saw at home, by the day it was asked: calls answered by a visit, and referrals to such a team that began, of people not in hospital at the time"
unit = "%"
population = "everyone"
better = "high"
kind = "process"
period = "12 months"
defined_by = "NHS England, urgent community response: two hours, at least 70%, every day from 8am to 8pm, all referral sources, from the Community Services Data Set"
dated = "2020-07-01, still collected"
verified = false
reading = "The hours, the 70% and the sources were read; the technical guidance was not, so which referrals stand in the denominator is ours. Those never begun are in neither part. The hours of service are not taken off: an evening's wait counts in full. A referral is to such a team where the system's file says so (kind crisis_response). A call visited and referred on to another team counts for each."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "provider", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[target]
value = 70
source = "NHS England, urgent community response, at least 70% within two hours"
dated = "undated"
verified = true

[notes]
unknown_time = "Visits said to have begun before they were asked for, left out: {n}."
*/
select person, provider, service, age_band, council, area, residence, on_day,
       came_at >= asked_at and within_minutes(asked_at, came_at, 120) as numerator,
       came_at >= asked_at as denominator,
       came_at < asked_at as unknown_time
from crisis_visits
