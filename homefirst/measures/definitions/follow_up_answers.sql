/*
title = "What was found when people were asked how they were after leaving hospital"
why_it_matters = "A concern found is a chance to put it right. Many that could not be reached say that the call comes at the wrong time."
numerator = "Those with that answer"
denominator = "Times in the period that somebody asked, or tried to ask, how a resident was after leaving hospital"
unit = "%"
population = "everybody followed up"
better = "neither"
kind = "outcome"
section = "after"
period = "12 months"
defined_by = "Our own"
dated = "2026-11-22"
verified = true
reading = "Answers soon after leaving: safe and well, a concern, not reached. Those of day 91 are another question (reablement_home_at_91_days). By the hospital, pathway and age of the person's latest stay that had begun by then. Every call counts, so one person may have several. People whose council is not known count as residents."
counted = "on a day"
answer = "mix"
mix = "outcome"
per = 100
interval = "wilson"
heard_of = ["followed_up"]
by = ["month", "provider", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
select f.person, f.detail as outcome, s.provider, age_band(s.age_out) as age_band, s.council, s.area, s.residence,
       s.pathway, f.happened_on as on_day, 1 as numerator, 1 as denominator
from standing f left join spells s on s.spell = f.spell
where f.kind = 'followed_up' and f.detail in ('well', 'concern', 'not_reached')
  and f.happened_on between period_first() and period_last() and resident(s.council)
