/*
title = "Hospital admissions a day"
section = "hospital"
why_it_matters = "It is the demand that beds, wards and the way out have to meet."
numerator = "Hospital stays that began in the period"
denominator = "Days in the period"
unit = "admissions a day, on average"
population = "everyone"
better = "neither"
kind = "process"
period = "12 months"
defined_by = "Hospital statistics for England, by admission method (NHS Data Dictionary)"
dated = "undated"
verified = false
reading = "By method: emergency (21 to 28 and 2A to 2D), planned (11 to 13), transfer (81, from another hospital and no emergency), and other, which has maternity and methods not known. Those of 65 and over are found by age band; a published figure of 90 a day is of them."
counted = "on a day"
answer = "mean"
per = 1
interval = ""
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "method"]
*/
select person, provider, ward, age_band, council, area, residence, started_on as on_day,
       case when emergency then 'emergency' when admission_method in ('11', '12', '13') then 'planned'
            when admission_method = '81' then 'transfer' else 'other' end as method,
       1 as numerator,
       0 as denominator
from begun_stays
