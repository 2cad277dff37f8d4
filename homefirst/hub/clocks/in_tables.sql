-- What waits or waited in each queue, from the tables of people: the rules of rules.py, said again in columns.
-- tests/hub/clocks/test_in_tables.py holds the two to one answer.
create temp view heard as select * from ({events}) where kind in ('notified', 'triaged');
create temp view crisis as select unnest({crisis}::varchar[]) as service;

create temp view asked as
    select r.*, died_at,
        (coalesce(r.service, '') in (from crisis) or r.detail = 'crisis_response') and not exists (
            select 1 from all_spells s where s.person = r.person and s.started_at <= r.referred_at
                and (s.ended_at is null or r.referred_at <= s.ended_at)) as urgent
    from all_referrals r left join all_deaths using (person);

create temp view told_to_hub as
    select person, s.ended_at, died_at, n.happened_at, n.service, n.id
    from all_spells s join (
        select * from heard where kind = 'notified'
        qualify row_number() over (partition by person, happened_at order by sequence, recorded_at, id) = 1
    ) n using (person) left join all_deaths using (person)
    where n.happened_at = s.notified_at;

create temp view looked_at as
    select n.*, (
        select min(t.happened_at) from heard t
        where t.kind = 'triaged' and t.person = n.person and t.happened_at >= n.happened_at
            and (t.about = n.id or (t.about = 0 and (t.service = n.service or n.service = '')))
    ) as triaged_at
    from told_to_hub n;

create temp view stays_in_turn as
    select *, lead(started_at) over (partition by person order by started_at, ended_at nulls last, spell) as following
    from all_spells left join all_deaths using (person);

create temp view summed_up as
    select s.person, s.spell, any_value(s.ended_at) as ended_at, min(sent.happened_at) as sent_at
    from stays_in_turn s left join (select person, happened_at from all_standing where kind = 'summary_sent') sent
        on sent.person = s.person and sent.happened_at >= s.started_at
        and (s.following is null or sent.happened_at < s.following)
    where s.ended_at is not null and not transferred
        and coalesce(destination, '') <> '79' and coalesce(discharge_method, '') not in ('4', '5')
        and (died_on is null or died_on > ended_on)
    group by s.person, s.spell;

create temp view begun as
    select 'urgent_response' as name, person, called_at as started_at, responded_at as ended_at, 'visited' as outcome
    from all_calls
    where called_at is not null
        and (response = 'visited' or (coalesce(response, '') = '' and location in (from crisis)))
    union all
    select 'urgent_response', person, referred_at,
        case when started_at is not null then started_at
            when answer in ('declined', 'withdrawn') then answered_at
            when died_at >= referred_at then died_at end,
        case when started_at is not null then 'visited' when answer = 'declined' then 'said_no'
            when answer = 'withdrawn' then 'withdrawn' else 'died' end
    from asked where urgent
    union all
    select 'referral_answer', person, referred_at,
        coalesce(answered_at, started_at, case when died_at >= referred_at then died_at end),
        case when coalesce(answered_at, started_at) is null then 'died'
            when coalesce(answer, '') <> '' then answer else 'started' end
    from asked where not urgent
    union all
    select 'hub_triage', person, happened_at,
        case when triaged_at <= coalesce(ended_at, triaged_at) then triaged_at else ended_at end,
        case when triaged_at <= coalesce(ended_at, triaged_at) then 'triaged'
            when ended_at = died_at then 'died' else 'left' end
    from looked_at
    union all
    select 'expected_date', person, started_at, coalesce(first_expected_at, ended_at),
        case when first_expected_at is not null then 'set' when ended_at = died_at then 'died' else 'left' end
    from all_spells left join all_deaths using (person)
    union all
    select 'summary', person, ended_at, greatest(sent_at, case when sent_at is not null then ended_at end), 'sent'
    from summed_up
    union all
    select 'criteria', person, started_at, null, '' from all_spells where ended_at is null;

create temp view queued as
    select name, person, started_at,
        case when ended_at <= {now} then greatest(ended_at, started_at) end as ended_at,
        case when ended_at <= {now} then outcome else '' end as outcome
    from begun where started_at <= {now};
