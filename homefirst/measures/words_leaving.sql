-- Words of the measures of leaving hospital, and of what waiting there costs. Loaded after words.sql and
-- words_crisis.sql. Whole minutes between two moments (minutes_between, in words_crisis.sql) are minutes that passed,
-- whatever the clocks on the wall did: an hour is an hour in the nights when they change too.

-- Hospital stays that ended with the person alive, one for each provider's part: those that go on at another hospital
-- (`transferred`) too, since each provider answers for the discharge ready date recorded in its own beds. Alive neither
-- by the codes of the discharge nor where somebody else told that the person died by that day.
create view left_alive as
    select spell, person, provider, ward(location) as ward, age_band(age_out) as age_band, council, area, residence,
           pathway, age_out, transferred, destination, nights, started_at, ended_on, ended_at, ready_on, ready_at,
           notified_at
    from spells s
    where ended_on is not null and not ended_in_death(destination, discharge_method)
      and not exists (from deaths d where d.person = s.person and d.died_on <= s.ended_on);

-- The time on the clock in England.
create macro clock_in_england(moment) as (moment at time zone 'Europe/London')::time;

-- Of the referrals made during each stay and accepted, the one accepted first.
create view first_accepted as
    select d.spell, r.triaged_at, r.answered_at as accepted_at, r.started_at as help_at
    from left_alive d join referrals r using (person)
    where r.answer = 'accepted' and r.referred_at between d.started_at and d.ended_at
      and r.referred_on <= period_last() and d.ended_on between period_first() and period_last()
    qualify row_number() over (
        partition by person, d.spell
        order by r.answered_at, r.referred_at, r.service, r.triaged_at nulls last, r.started_at nulls last) = 1;

-- The wait in hospital from being ready to leaving, cut into pieces: each belongs to the step that ended it, in
-- minutes. The steps are the hub told, the referral triaged, accepted, the help begun, the person gone. A step never
-- recorded is null, and the next counts from the last that was. One taken before its turn (the hub told before the
-- person was ready) cost nothing, and help that began after they had left ended the wait when they left. So the pieces
-- of a stay always add up to the whole wait. Null throughout where no readiness was recorded.
create view steps_of_leaving as
    with reached as (
        select d.* replace (if(ready_at is null, null, notified_at) as notified_at),
               if(ready_at is null, null, f.triaged_at) as triaged_at,
               if(ready_at is null, null, f.accepted_at) as accepted_at,
               if(ready_at is null, null, f.help_at) as help_at
        from left_alive d left join first_accepted f using (spell)
        where not d.transferred
    ),
    notified as (
        select *, if(notified_at is null, ready_at, greatest(ready_at, least(notified_at, ended_at))) as by_notified
        from reached
    ),
    triaged as (
        select *, if(triaged_at is null, by_notified, greatest(by_notified, least(triaged_at, ended_at))) as by_triaged
        from notified
    ),
    accepted as (
        select *, if(accepted_at is null, by_triaged, greatest(by_triaged, least(accepted_at, ended_at))) as by_accepted
        from triaged
    ),
    started as (
        select *, if(help_at is null, by_accepted, greatest(by_accepted, least(help_at, ended_at))) as by_started
        from accepted
    )
    select spell, person, provider, ward, age_band, council, area, residence, pathway, ended_on, ready_at,
           if(notified_at is null, null, minutes_between(ready_at, by_notified)) as notified,
           if(triaged_at is null, null, minutes_between(by_notified, by_triaged)) as triaged,
           if(accepted_at is null, null, minutes_between(by_triaged, by_accepted)) as accepted,
           if(help_at is null, null, minutes_between(by_accepted, by_started)) as started,
           minutes_between(by_started, greatest(by_started, ended_at)) as left_hospital
    from started;

-- The heading under which a reason for delay stands in the national list of 27 May 2024 (homefirst/codes/reasons.py);
-- "" where no reason was recorded, "another list" for the codes of earlier lists, which have no such headings.
create macro delay_family(reason) as
    case when reason = '' then ''
         when try_cast(reason as int) between 1 and 7 then 'hospital_process'
         when try_cast(reason as int) between 8 and 11 then 'wellbeing_concerns'
         when try_cast(reason as int) between 12 and 14 then 'care_transfer_hub_process'
         when try_cast(reason as int) between 15 and 26 then 'interface_process'
         when try_cast(reason as int) between 27 and 37 then 'capacity'
         else 'another list' end;

-- The reason for delay in the list of 2010 to 2020 (delayed transfers of care, A to O). One recorded in that list
-- stands as it is. One of the list of 2024 is given the old letter where our reading of the two lists, which nobody has
-- published, names exactly one (homefirst/codes/delay.py, unverified); where it names none or several, "not certain".
create macro dtoc_reason(reason) as
    case when reason in ('', 'A', 'B', 'C', 'Di', 'Dii', 'E', 'F', 'G', 'H', 'I', 'O') then reason
         when reason in ('1', '2', '3', '10', '12', '13') then 'A'
         when reason in ('17', '18', '30', '31', '32') then 'C'
         when reason in ('16', '27', '29') then 'E'
         when reason in ('35', '36') then 'F'
         when reason in ('8', '22') then 'G'
         when reason in ('25', '26', '37') then 'I'
         when reason in ('5', '6', '7', '23') then 'O'
         else 'not certain' end;

-- What a night of delay in an acute bed costs, in whole pounds: the IPACS model of discharge to assess (Bristol, North
-- Somerset and South Gloucestershire, with Bath and Exeter universities, version 1.0, April 2023), which prints no
-- price year. Unverified: a plan of Northamptonshire implies 478 (90 million pounds / 516 beds / 365 days).
create macro cost_of_bed_day() as 346;

-- Who is to have the discharge summary of each stay that ended alive and for good, and when it first went to them: the
-- practice (their own, or any that the system's file knows), each service that said yes by the time they left to a
-- referral made in the stay, and the person, who is given a copy (the part "given" of the summary).
create view summary_parties as
    with sent as (
        select e.person, e.spell, e.service, e.happened_at,
               coalesce(r.kind = 'general_practice', false) or exists (
                   from standing p
                   where p.kind = 'practice_changed' and p.person = e.person and p.location = e.service
                     and p.location <> '') as to_practice
        from standing e left join services r on r.code = e.service
        where e.kind = 'summary_sent' and e.spell is not null and e.happened_on <= period_last() + 2
    ),
    given as (
        select spell, min(happened_at) as sent_at from standing
        where kind = 'section_written' and detail = 'summary/given' and spell is not null
        group by spell
    ),
    stays as (from left_alive where not transferred and ended_on between period_first() and period_last())
    select d.*, 'practice' as recipient, p.sent_at
    from stays d left join (select spell, min(happened_at) as sent_at from sent where to_practice group by spell) p
        using (spell)
    union all by name
    select d.*, 'service' as recipient, min(s.happened_at) as sent_at
    from (
        select distinct d.*, r.service from stays d join referrals r using (person)
        where r.answer = 'accepted' and r.service <> '' and r.referred_at between d.started_at and d.ended_at
          and r.answered_at <= d.ended_at
    ) d left join sent s on s.spell = d.spell and s.service = d.service
    group by all
    union all by name
    select d.*, 'person' as recipient, g.sent_at from stays d left join given g using (spell);
