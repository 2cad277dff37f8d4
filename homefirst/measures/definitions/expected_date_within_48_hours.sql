/*
title = "Expected date of discharge set within 48 hours"
section = "hospital"
why_it_matters = "Without a date in mind nobody outside the ward can prepare for it: not the family, the care home or the home-care agency."
numerator = "Those whose first expected date of discharge was set no later than 48 hours after the stay began"
denominator = "Hospital stays that began in the period and lasted more than 48 hours, or still last"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "Care Quality Commission, Beyond barriers: expected discharge date to be set within 48 hours"
dated = "2018-07"
verified = true
reading = "Stays of 48 hours or less are left out, because the ward did not have its 48 hours. A date set before the stay began counts. 48 hours are hours that passed, also over a clock change."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 3
heard_of = ["expected_discharge_set"]
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, provider, ward, age_band, council, area, residence, started_on as on_day,
       coalesce(within_minutes(started_at, first_expected_at, 2880), false) as numerator,
       1 as denominator
from begun_stays
where ended_at is null or not within_minutes(started_at, ended_at, 2880)
