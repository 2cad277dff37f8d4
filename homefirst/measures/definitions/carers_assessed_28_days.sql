/*
title = "Carers asked what they need themselves within 28 days of being found"
why_it_matters = "A wife who has not slept for a month is the reason for the next admission. The council must offer to assess her; how soon is a local choice."
numerator = "Those followed by a carer's assessment on the same day or within 28 days"
denominator = "Times in the period that a relative or friend was identified as caring for somebody, unpaid"
unit = "%"
population = "people with a carer"
better = "high"
kind = "process"
section = "home"
period = "12 months that have been followed for 28 days"
defined_by = "Northamptonshire: the 28 days in which a carer is to be assessed (CQC local system review report)"
dated = "2018"
verified = true
reading = "Counted at the person cared for, and by where that person lived, with the age that they had. A person may have several carers; which of them was assessed is not told apart, so an assessment counts for every carer identified in the 28 days before it. An assessment that was declined cannot be told from one not offered. People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 29
heard_of = ["carer_identified"]
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
with found as (
    select person, happened_at, happened_on, home_at(person, happened_at) as home
    from standing
    where kind = 'carer_identified' and happened_on between period_first() and period_last()
),
assessed as (
    select person, happened_on as assessed_on from standing
    where kind = 'carer_assessed' and happened_on between period_first() and period_last() + 28
)
select person, coalesce(age_band(age_on(born, happened_on)), '') as age_band, home.council as council,
       home.area as area, home.residence as residence, happened_on as on_day,
       resident(home.council) and exists (
           from assessed a where a.person = f.person and a.assessed_on between f.happened_on and f.happened_on + 28
       ) as numerator,
       resident(home.council) as denominator
from found f left join people using (person)
