/*
title = "Different care workers who came to one person in a week"
why_it_matters = "A stranger at the bathroom door, four times a day. CQC met a man to whom 42 different care workers came."
numerator = "Different care workers who visited the person in the week, from Monday to Sunday"
denominator = "Weeks of a person in which somebody visited them"
unit = "care workers per person and week"
population = "people with home care"
better = "low"
kind = "process"
section = "home"
period = "12 months"
defined_by = "Our own, after CQC, Beyond barriers (2018): a person to whom 42 different paid care workers came"
dated = "2018-07"
verified = true
reading = "A week belongs to the day, month and period of its Monday. Two agencies that came in one week count together, and the week is then under the service called several. Workers are told apart by the key that the agency gives them; visits by nobody in particular are not counted. A care worker who changes agency is two. No interval: one person's weeks are alike."
counted = "on a day"
answer = "average"
per = 1
interval = ""
follow_up_days = 7
heard_of = ["visited"]
by = ["month", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]

[notes]
unknown_worker = "Visits of which no worker is known, not counted: {n}."
*/
select person, service, coalesce(age_band(age_on(born, on_day)), '') as age_band, home.council as council,
       home.area as area, home.residence as residence, on_day,
       workers as numerator,
       (workers > 0)::int as denominator,
       unknown_worker
from (
    select *, home_at(person, first_at) as home
    from (
        select person, date_trunc('week', happened_on)::date as on_day, min(happened_at) as first_at,
               count(distinct nullif(detail, '')) as workers,
               count_if(detail = '') as unknown_worker,
               case when min(service) = max(service) then min(service) else 'several' end as service
        from standing
        where kind = 'visited' and happened_on between period_first() and period_last() + 6
        group by person, date_trunc('week', happened_on)
    )
) left join people using (person)
