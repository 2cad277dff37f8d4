-- The same tables as homefirst writes, in DuckDB SQL, as an analyst would write them. {events}, {people}, {folder}: where;
-- local_day(time): the date in England. What it leaves out is said in bench/tables.py.

-- Whole years; datesub would give those born on 29 February their birthday a day early.
create or replace temp macro years(born, on_day) as (
    year(on_day) * 10000 + month(on_day) * 100 + day(on_day) - year(born) * 10000 - month(born) * 100 - day(born)
) // 10000;

create temp table keyed as
select person, kind, happened_at, recorded_at, location, detail,
    case
        when spell <> 0 then spell
        else last_value(case when kind = 'admitted' then spell end ignore nulls) over (
            partition by person order by happened_at, sequence, recorded_at, id rows unbounded preceding
        )
    end as stay
from read_parquet('{events}')
where kind in ('attended', 'streamed', 'decided_to_admit', 'left_department', 'admitted', 'moved',
    'expected_discharge_set', 'criteria_to_reside_met', 'criteria_to_reside_not_met', 'delay_started', 'delay_ended',
    'pathway_chosen', 'discharged');

create temp table told as
select person, stay,
    arg_max(happened_at, recorded_at) filter (where kind = 'admitted') as started_at,
    arg_max(location, recorded_at) filter (where kind = 'admitted') as place,
    arg_max(detail, recorded_at) filter (where kind = 'admitted' and detail <> '') as admission_method,
    arg_max(happened_at, recorded_at) filter (where kind = 'discharged') as ended_at,
    arg_max(detail, recorded_at) filter (where kind = 'discharged' and trim(detail, '/') <> '') as ending,
    arg_max(detail, happened_at) filter (where kind = 'pathway_chosen') as pathway,
    arg_max(detail, happened_at) filter (where kind = 'expected_discharge_set') as expected,
    count(*) filter (where kind = 'expected_discharge_set') as expected_sets
from keyed
group by person, stay
having started_at is not null;

create temp table wards as
with points as (
    select person, stay, started_at as moment, place from told
    union all
    select k.person, k.stay, k.happened_at, k.location
    from keyed k join told t using (person, stay)
    where k.kind = 'moved' and k.location <> '' and k.happened_at > t.started_at
        and (t.ended_at is null or k.happened_at < t.ended_at)
),
changes as (
    select * from points qualify lag(place) over (partition by person, stay order by moment) is distinct from place
)
select c.person, c.stay, c.place as location, split_part(c.place, ':', 1) as provider, moment as started_at,
    coalesce(lead(c.moment) over (partition by c.person, c.stay order by c.moment), t.ended_at) as ended_at
from changes c join told t using (person, stay);

create temp table runs as
with asked as (
    select k.person, k.stay, k.kind, greatest(k.happened_at, t.started_at) as moment, t.ended_at
    from keyed k join told t using (person, stay)
    where k.kind in ('criteria_to_reside_met', 'criteria_to_reside_not_met')
        and (t.ended_at is null or k.happened_at <= t.ended_at)
),
changes as (
    select * from asked qualify lag(kind) over (partition by person, stay order by moment) is distinct from kind
)
select person, stay, moment as started_at,
    coalesce(lead(moment) over (partition by person, stay order by moment), ended_at) as ended_at, kind, ended_at as left_at
from changes
qualify kind = 'criteria_to_reside_not_met';

create temp table numbered as
with last_places as (
    select person, stay, arg_max(location, started_at) as location from wards group by person, stay
),
ready as (
    select person, stay, max(started_at) as ready_at from runs where ended_at is not distinct from left_at group by all
),
homes as (
    select person, happened_at as since, detail as residence, location as council
    from read_parquet('{events}') where kind = 'residence_changed'
),
homed as (
    select t.*, h.residence, h.council from told t asof left join homes h on t.person = h.person and t.started_at >= h.since
),
days as (
    select h.*, l.location, r.ready_at, p.born, local_day(h.started_at) as started_on, local_day(h.ended_at) as ended_on,
        coalesce(h.admission_method, '') in ('21', '22', '23', '24', '25', '28', '2A', '2B', '2C', '2D') as emergency,
        split_part(coalesce(h.ending, ''), '/', 1) as destination
    from homed h join last_places l using (person, stay) left join ready r using (person, stay)
        join read_parquet('{people}') p using (person)
)
select *, row_number() over (order by person, started_at) - 1 as spell,
    lead(started_at) over next as next_at, lead(started_on) over next as next_on,
    lead(emergency) over next as next_emergency, lead(admission_method) over next as next_method
from days
window next as (partition by person order by started_at, ended_at);

copy (
    select spell, person, split_part(place, ':', 1) as provider, place as first_location, location, started_at, ended_at,
        started_on, ended_on, ended_on - started_on as nights, admission_method, emergency, destination,
        split_part(ending, '/', 2) as discharge_method, ready_at, local_day(ready_at) as ready_on, pathway,
        try_cast(expected as date) as expected_on, expected_sets, true as admission_heard,
        years(born, started_on) as age, years(born, ended_on) as age_out, residence, council,
        coalesce(transfer, false) as transferred,
        case when next_at >= ended_at and not coalesce(transfer, false) and next_emergency
            then next_on - ended_on end as readmitted_after
    from (
        select *, next_on - ended_on between 0 and 2
            and (destination in ('30', '48', '49', '50', '51', '52', '53', '84', '87') or next_method = '81') as transfer
        from numbered
    )
    order by spell
) to '{folder}/spells.parquet' (format parquet, compression uncompressed);

copy (
    select n.spell, w.person, w.location, w.provider, w.started_at, w.ended_at, local_day(w.started_at) as started_on,
        local_day(w.ended_at) as ended_on
    from wards w join numbered n using (person, stay)
) to '{folder}/stays.parquet' (format parquet, compression uncompressed);

copy (
    select n.spell, r.person, split_part(n.place, ':', 1) as provider, r.started_at, r.ended_at,
        local_day(r.started_at) as started_on, local_day(r.ended_at) as ended_on
    from runs r join numbered n using (person, stay)
) to '{folder}/ready.parquet' (format parquet, compression uncompressed);

copy (
    with began as (
        select k.person, k.stay, k.detail, greatest(k.happened_at, n.started_at) as started_at, n.ended_at as left_at,
            n.spell, split_part(n.place, ':', 1) as provider
        from keyed k join numbered n using (person, stay)
        where k.kind = 'delay_started' and (n.ended_at is null or k.happened_at < n.ended_at)
    ),
    ends as (
        select person, stay, happened_at, kind, split_part(detail, '/', 1) as reason
        from keyed where kind in ('delay_ended', 'criteria_to_reside_met')
    ),
    closed as (
        select b.person, b.stay, b.detail, b.started_at, b.spell, b.provider,
            coalesce(min(e.happened_at), b.left_at) as ended_at
        from began b left join ends e on b.person = e.person and b.stay = e.stay and e.happened_at > b.started_at
            and (e.kind = 'criteria_to_reside_met' or e.reason = split_part(b.detail, '/', 1))
        group by b.person, b.stay, b.detail, b.started_at, b.spell, b.provider, b.left_at
    ),
    days as (
        select *, local_day(started_at) as started_on, coalesce(local_day(ended_at), local_day({as_at})) as ended_on
        from closed
    ),
    counted as (
        select *, greatest(started_on, max(ended_on) over (
            partition by person, stay order by started_at rows between unbounded preceding and 1 preceding
        )) as counted_from
        from days
    )
    select spell, person, provider, detail, split_part(detail, '/', 1) as reason,
        split_part(detail, '/', 2) as attribution, started_at, ended_at, ended_on - started_on as days, counted_from,
        greatest(ended_on - counted_from, 0) as counted_days
    from counted
) to '{folder}/delays.parquet' (format parquet, compression uncompressed);

copy (
    with visits as (
        select person, stay,
            arg_max(location, recorded_at) filter (where kind = 'attended') as location,
            arg_max(happened_at, recorded_at) filter (where kind = 'attended') as arrived_at,
            arg_max(detail, recorded_at) filter (where kind = 'attended') as arrival_mode,
            arg_max(detail, recorded_at) filter (where kind = 'streamed') as stream,
            arg_max(happened_at, recorded_at) filter (where kind = 'decided_to_admit') as decided_to_admit_at,
            arg_max(happened_at, recorded_at) filter (where kind = 'left_department') as told_left_at,
            arg_max(detail, recorded_at) filter (where kind = 'left_department') as told_outcome,
            arg_max(happened_at, recorded_at) filter (where kind = 'admitted') as admitted_at
        from keyed
        group by person, stay
        having arrived_at is not null
    ),
    ended as (
        select *, coalesce(told_left_at, case when admitted_at >= arrived_at then admitted_at end) as left_at,
            local_day(arrived_at) as arrived_on
        from visits
    )
    select v.person, location, split_part(location, ':', 1) as provider, arrived_at, left_at, arrived_on, arrival_mode,
        stream, decided_to_admit_at,
        case when admitted_at is not null then 'admitted' else coalesce(told_outcome, '') end as outcome,
        datesub('minute', arrived_at, left_at) as minutes, years(p.born, arrived_on) as age
    from ended v join read_parquet('{people}') p using (person)
) to '{folder}/attendances.parquet' (format parquet, compression uncompressed);
