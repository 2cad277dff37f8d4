/*
title = "Referrals declined"
why_it_matters = "Every no sends the search back to the start, and the person waits through it."
section = "leaving"
numerator = "Those whose last answer was no"
denominator = "Referrals last answered yes or no in the period, from hospital or elsewhere"
unit = "%"
population = "people referred"
better = "low"
kind = "process"
period = "12 months"
defined_by = "homefirst"
dated = "2026-11"
verified = false
reading = "The last answer to a referral counts, on the day in England on which it was given; one withdrawn is not answered. A person asked of three services counts three times, so a search that ends well may still show two refusals."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
by = ["month", "service", "sex"]
*/
select person, service, (answered_at at time zone 'Europe/London')::date as on_day,
       answer = 'declined' as numerator,
       true as denominator
from referrals
where answer in ('accepted', 'declined')
