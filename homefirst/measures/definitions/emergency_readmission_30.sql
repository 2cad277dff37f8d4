/*
title = "Emergency readmission within 30 days of leaving hospital, people aged 65 and over"
why_it_matters = "A stay cut short, or help that did not come, shows here."
numerator = "Those followed by an emergency admission 0 to 29 nights later, to any hospital"
denominator = "Discharges alive of people aged 65 or over that have been followed for 30 days, transfers between hospitals joined"
unit = "%"
population = "65+"
better = "low"
kind = "outcome"
section = "after"
headline = true
comparable = ["nh.readm.rate"]
period = "12 months of discharges that have been followed for 30 days"
defined_by = "NHS Digital, I02040 version 3 (CCG OIS 3.2), for the days and the joining of transfers; the age as in the CQC local system review profile"
dated = "2018"
verified = true
reading = "Crude: the national indicator is standardised by age, sex, method and diagnosis and leaves out some specialties, cancer and obstetrics. Compare an area with itself over time. By origin: where the person went on leaving, a care home, home or elsewhere."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 30
by = ["month", "provider", "ward", "age_band", "sex", "council", "icb", "neighbourhood", "area", "deprivation", "residence", "pathway", "origin"]

[notes]
unknown_age = "Discharges of people of unknown age, not counted: {n}."
*/
select person, provider, ward, age_band, council, area, residence, pathway, origin, ended_on as on_day,
       age_out >= 65 and readmitted_after between 0 and 29 as numerator,
       age_out >= 65 as denominator,
       age_out is null as unknown_age
from live_discharges
