-- Words of the measures about life at home, keeping well and what comes after hospital. Loaded after words.sql.

-- Whole years on a day, as in the tables: who was born on 29 February grows older on 1 March in a year without one.
create macro age_on(born, on_day) as
    ((year(on_day) - year(born)) * 10000 + (month(on_day) - month(born)) * 100
        + dayofmonth(on_day) - dayofmonth(born)) // 10000;

-- The day on which somebody reaches an age.
create macro turns(born, years) as
    (born + to_years(years))::date + (dayofmonth(born + to_years(years)) <> dayofmonth(born))::int;

create macro is_care_home(residence) as residence in ('care_home', 'residential_home', 'nursing_home');
create macro is_unknown(residence) as coalesce(residence in ('', 'unknown'), true);

-- Where somebody lived at a moment: kind, council and area, all null where nobody told. The columns have names of their
-- own because a macro's arguments are read among the columns of its own tables first.
create view lived as
    select person as lived_by, since as lived_since, until as lived_until, kind as lived_as, council as lived_in,
           area as lived_area
    from residences;
create macro home_at(who, moment) as (
    select max_by({'residence': lived_as, 'council': lived_in, 'area': lived_area}, (lived_since, lived_as))
    from lived
    where lived_by = who and lived_since <= moment and (lived_until is null or lived_until > moment)
);

-- Where somebody went on leaving hospital: to a care home (by the destination, or because the usual place of residence
-- that they went back to is one), home (or a temporary place), or elsewhere.
create macro origin(destination, residence) as
    case when to_a_care_home(destination) or (destination = '19' and is_care_home(residence)) then 'care_home'
         when destination in ('19', '29') then 'home'
         when coalesce(destination, '') in ('', '98', '99') then ''
         else 'other' end;

-- Whether a hospital stay goes on from one elsewhere: another of the person's stays, which is known to go on at a
-- second hospital, ended on the day that it began or within two nights before.
create view went_on as
    select person as went_on_by, spell as went_on_from, ended_on as went_on_at from spells where transferred;
create macro came_by_transfer(who, own, began_on) as exists (
    from went_on
    where went_on_by = who and went_on_from <> own and went_on_at between began_on - 2 and began_on
);

-- ICD-10 codes with or without the dot and the filling X: I10, I10X and I10.X are one.
create macro icd(code) as replace(code, '.', '');

-- Chronic ambulatory care sensitive conditions: NHS Digital, CCG Outcomes Indicator Set 2.6, indicator specification
-- version 1.15, December 2018, data filter 1 and appendix 2; the list of NHS Outcomes Framework 2.3.i. Read
-- 22 November 2026. The main diagnosis alone: J20 also needs a second one (below), B18.0 and B18.1 the absence of D57.
create macro is_chronic_avoidable(diagnosis) as
    left(icd(diagnosis), 3) in (
        'D51', 'D52', 'E10', 'E11', 'E12', 'E13', 'E14', 'F00', 'F01', 'F02', 'F03', 'G40', 'G41', 'I10', 'I20', 'I25',
        'I48', 'I50', 'J20', 'J41', 'J42', 'J43', 'J44', 'J45', 'J46', 'J47', 'J81')
    or left(icd(diagnosis), 4) in ('B180', 'B181', 'D501', 'D508', 'D509', 'I110', 'I119', 'I130');

-- Urgent care sensitive conditions: NHS England, CCG Improvement and Assessment Framework 2018/19, technical annex
-- version 1.1, November 2018, indicator 127b. Read 22 November 2026. Without the feverish child (R50, 6 and under);
-- falls (W00 to W19, from 75 on) are a cause beside the main diagnosis.
create macro is_urgent_avoidable(diagnosis) as
    left(icd(diagnosis), 1) = 'F'
    or left(icd(diagnosis), 3) in (
        'E10', 'E11', 'E12', 'E13', 'E14', 'E15', 'G40', 'G41', 'I20', 'I80', 'I81', 'I82', 'J40', 'J41', 'J42', 'J43',
        'J44', 'L03', 'R10', 'S00')
    or left(icd(diagnosis), 4) in ('E161', 'E162', 'N390', 'R072', 'R073', 'R074', 'T830');

-- Injury (S00 to T98) and falls (W00 to W19): the same annex, indicator 104a.
create macro is_injury(diagnosis) as left(diagnosis, 1) in ('S', 'T');

-- What else a stay that began in the period was coded for, where that matters to the lists above.
create view coded_beside as
    select spell,
           bool_or(left(detail, 3) in ('J41', 'J42', 'J43', 'J44', 'J47')) as copd,
           bool_or(left(detail, 3) = 'D57') as sickle_cell,
           bool_or(left(detail, 2) in ('W0', 'W1')) as fall
    from standing
    where kind = 'diagnosed' and happened_on >= period_first() and left(detail, 1) in ('J', 'D', 'W')
    group by spell;

-- Hospital stays that began in the period, with what every rate of emergency admissions per older person needs.
create view admissions as
    select spell, person, provider, ward(first_location) as ward, age, age_band(age) as age_band, council, area,
           residence, diagnosis, started_on, started_at, started_on as on_day,
           emergency and age >= 65 and resident(council) as counts,
           emergency and age is null and resident(council) as unknown_age,
           emergency and age >= 65 and not resident(council) as elsewhere,
           emergency and age >= 65 and coalesce(council, '') = '' as unknown_council
    from spells
    where started_on between period_first() and period_last();

-- Discharges alive in the period: `discharges` with where people came from and went to.
create view live_discharges as
    select spell, person, provider, ward(location) as ward, age_band(age_out) as age_band, council, area, residence,
           pathway, origin(destination, residence) as origin, destination, admission_method, age_out,
           started_on, ended_on, ended_at, readmitted_after
    from spells s
    where ended_on between period_first() - 7 and period_last() + 10 -- help may begin a week later, or before a later one
      and not transferred and not ended_in_death(destination, discharge_method)
      and not exists (from deaths d where d.person = s.person and d.died_on <= s.ended_on);

-- What somebody's care was paid by, from one agreement to the next of its own kind. A council's budget and a personal
-- health budget are apart: a new one of either leaves the other as it is, "none" ends both.
create view budgets as
    select person, health, detail as budget, happened_at, happened_on as since_on,
           lead(happened_on) over (partition by person, health order by happened_at, detail) as until_on
    from (
        select person, detail, happened_at, happened_on, unnest(case
                   when detail = 'none' then [true, false]
                   else [starts_with(detail, 'phb_')] end) as health
        from standing where kind = 'budget_agreed'
    );

-- Periods of reablement no more than 7 days apart, as one: DHSC, client level data, "clusters" (ASCOF 2A and 2D).
create view reablement_runs as
    select person, min(started_on) as started_on, min(started_at) as started_at,
           nullif(max(until), date '9999-01-01') as ended_on, max_by(outcome, (until, outcome)) as outcome
    from (
        select *, count_if(coalesce(started_on > before + 7, true)) over (
                      partition by person order by started_on, until, outcome
                      rows between unbounded preceding and current row) as run
        from (
            select person, started_on, started_at, outcome, coalesce(ended_on, date '9999-01-01') as until,
                   max(coalesce(ended_on, date '9999-01-01')) over (
                       partition by person order by started_on, coalesce(ended_on, date '9999-01-01'), outcome
                       rows between unbounded preceding and 1 preceding) as before
            from supports
            where kind = 'reablement' and (ended_on is null or ended_on >= started_on)
        )
    )
    group by person, run;

-- Discharges that ASCOF 2D counts (DHSC, adult social care client level data, SQL of 11 June 2026): alive, after at
-- least one night, not for birth, not to another hospital or a hospice, not of people who lived in a care home.
create view discharges_of_2d as
    select * from live_discharges d
    where started_on < ended_on
      and admission_method not in ('31', '32', '82', '83')
      and destination not in ('49', '50', '51', '52', '79', '87', '88')
      and not coalesce(is_care_home(residence), false)
      and not exists (
          from supports s
          where s.kind = 'care_home_placement' and s.person = d.person
            and s.started_on <= d.started_on and (s.ended_on is null or s.ended_on >= d.started_on)
      );

-- Where people died: in a hospital bed, else where they lived, else not known. In a hospice where the last stay was
-- left for one (88); a hospice that is a ward of the NHS counts as hospital.
create view deaths_by_place as
    select d.person, d.died_at, d.died_on,
           case when h.spell is not null then 'hospital'
                when l.destination = '88' then 'hospice'
                when is_care_home(home.residence) then 'care_home'
                when home.residence in ('own_home', 'extra_care') then 'own_home'
                else '' end as place,
           home.residence as residence, home.council as council, home.area as area
    from (select *, home_at(person, died_at) as home from deaths where died_on between period_first() and period_last()) d
        left join (
            select d.person, any_value(s.spell) as spell
            from deaths d join spells s using (person)
            where d.died_on between period_first() and period_last() and s.started_on <= d.died_on
              and (s.ended_at is null or s.ended_at >= d.died_at
                   or s.ended_on = d.died_on and ended_in_death(s.destination, s.discharge_method))
            group by d.person
        ) h using (person)
        left join (
            select d.person, max_by(s.destination, (s.ended_at, s.spell)) as destination
            from deaths d join spells s using (person)
            where d.died_on between period_first() and period_last() and s.ended_at < d.died_at
            group by d.person
        ) l using (person);

-- Nights on which people had long-term support at home, each night of a person once however many services came. From
-- `started_on` up to but not including `ended_on` (null: it lasts).
create view support_at_home as
    select person, min(started_on) as started_on, min(started_at) as started_at,
           nullif(max(until), date '9999-01-01') as ended_on
    from (
        select *, count_if(coalesce(started_on > before, true)) over (
                      partition by person order by started_on, until rows between unbounded preceding and current row
                  ) as run
        from (
            select person, started_on, started_at, coalesce(ended_on, date '9999-01-01') as until,
                   max(coalesce(ended_on, date '9999-01-01')) over (
                       partition by person order by started_on, coalesce(ended_on, date '9999-01-01')
                       rows between unbounded preceding and 1 preceding) as before
            from supports
            where kind in ('home_care', 'long_term') and started_on <= period_last()
              and (ended_on is null or ended_on > started_on)
        )
    )
    group by person, run;

-- Help paused and kept for somebody in hospital, and when the same service began again, if within 28 days.
create view packages_held as
    select h.person, h.service, h.happened_on as held_on,
           max_by(s.provider, (s.started_at, s.spell)) as provider,
           max_by(age_band(s.age), (s.started_at, s.spell)) as age_band,
           max_by(s.council, (s.started_at, s.spell)) as council,
           max_by(s.area, (s.started_at, s.spell)) as area,
           max_by(s.residence, (s.started_at, s.spell)) as residence,
           min(r.happened_on) as restarted_on
    from (
        select * from standing
        where kind = 'support_held' and happened_on between period_first() and period_last()
    ) h
        join spells s on s.person = h.person and s.started_on <= h.happened_on + 1
            and (s.ended_on is null or s.ended_on >= h.happened_on)
        left join standing r on r.kind = 'support_restarted' and r.person = h.person and r.service = h.service
            and r.happened_at > h.happened_at and r.happened_on <= h.happened_on + 28
    group by h.person, h.service, h.happened_at, h.happened_on;

-- Reablement that followed a discharge of ASCOF 2D: each period with the latest discharge from 7 days before it began to
-- 3 days after, of a stay that had begun by then. `run_on` is its first day.
create view reablement_after_discharge as
    select any_value(run_on) as run_on, unnest(max_by(d, (d.ended_on, d.spell)))
    from (
        select r.started_on as run_on, d
        from reablement_runs r join discharges_of_2d d using (person)
        where r.started_on between d.ended_on - 3 and d.ended_on + 7 and r.started_on >= d.started_on
    )
    group by d.person, run_on;

-- Decisions on NHS continuing healthcare, each with how it was asked for last before it (`method`; null if never). One
-- `answers` a request where nothing else was told between: of several decisions on one request only the first does. It
-- holds until another decision (`until_on`; null: it lasts). Asked and decided at one moment: asked first.
create view continuing_care_decisions as
    select * from (
        select person, kind, detail as decision, happened_at as decided_at, happened_on as decided_on,
               lag(kind) over told = 'continuing_care_requested' as answers,
               lag(happened_at) over told as asked_at, lag(happened_on) over told as asked_on,
               last_value(if(kind = 'continuing_care_requested', detail, null) ignore nulls) over (
                   told rows between unbounded preceding and current row) as method,
               first_value(if(kind = 'continuing_care_decided', happened_on, null) ignore nulls) over (
                   told rows between 1 following and unbounded following) as until_on
        from standing
        where kind in ('continuing_care_requested', 'continuing_care_decided')
        window told as (partition by person order by happened_at, kind desc, detail)
    )
    where kind = 'continuing_care_decided';
