/*
title = "Home with help that began within 48 hours"
why_it_matters = "Home first works only if the help is there. A day or two alone after hospital is when people fall, and come back."
section = "leaving"
numerator = "Those whose help at home began, or began again, from 72 hours before they left to 48 hours after"
denominator = "Discharges alive in the period on pathway 1 (home with new or more support)"
unit = "%"
population = "everyone in hospital"
better = "high"
kind = "process"
period = "12 months"
defined_by = "homefirst, after the two days of the NHS Long Term Plan for reablement"
dated = "2019-01"
verified = false
reading = "The Long Term Plan's two days run from the referral (unverified); ours from leaving, because the person is alone from then. Any help at home counts, of any service; a bed elsewhere or a care home does not. Hours that passed, whatever the clocks did."
counted = "on a day"
answer = "share"
per = 100
interval = "wilson"
follow_up_days = 3
by = ["month", "provider", "ward", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation", "residence", "pathway"]
*/
with help as (
    select d.spell
    from left_alive d join (
        select person, started_at as help_at from supports
        where kind not in ('bed_based_intermediate_care', 'care_home_placement')
        union all
        select person, happened_at from standing where kind = 'support_restarted'
    ) h using (person)
    where d.pathway = '1' and not d.transferred and d.ended_on between period_first() and period_last()
      and h.help_at between d.ended_at - interval 72 hours and d.ended_at + interval 48 hours
    group by d.spell
)
select person, provider, ward, council, area, age_band, residence, pathway, ended_on as on_day,
       h.spell is not null as numerator,
       true as denominator
from left_alive d left join help h using (spell)
where pathway = '1' and not transferred
