/*
title = "NHS continuing healthcare decided within 28 days"
why_it_matters = "Until it is decided, nobody knows who pays for the care that somebody needs for the rest of their life, and they wait for it, often in a bed that is not theirs."
numerator = "Those decided on the 28th day after the positive checklist or earlier"
denominator = "Decisions in the period on requests by a positive checklist, those stopped before a decision left out"
unit = "%"
population = "residents"
better = "high"
kind = "process"
section = "home"
period = "12 months"
defined_by = "DHSC, National Framework for NHS continuing healthcare and NHS-funded nursing care: a decision within 28 calendar days of a positive checklist; NHS England publishes the share of standard referrals completed within 28 days"
dated = "2022-07"
verified = false
reading = "The 28 days were read in a local summary of the framework; how the national file treats delays outside the board's control was not (unverified), and here none is taken off. The fast track, which has no 28 days, is not counted. Each decision answers the request told last before it, so a request overtaken by another is in neither part. Those not decided yet are not counted: the queue of /queues has them. Age and place are those of the day decided. People whose council is not known count as residents."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
heard_of = ["continuing_care_decided"]
target = { value = 80, source = "NHS England, quality premium: at least 80% of full assessments within 28 days", dated = "2017", verified = false }
by = ["month", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence"]
*/
select person, age_band(age_on(born, decided_on)) as age_band, home.council as council, home.area as area,
       home.residence as residence, decided_on as on_day,
       resident(home.council) and decided_on <= asked_on + 28 as numerator,
       resident(home.council) as denominator
from (
    select *, home_at(person, decided_at) as home from continuing_care_decisions
    where answers and method = 'checklist' and decision <> 'stopped'
      and decided_on between period_first() and period_last()
) left join people using (person)
