-- Words of the measures of a crisis and of a hospital stay. Loaded after words.sql.

-- Whole minutes from one moment to another: 14 minutes 59 seconds are 14. By the moments, not by the clock on the wall,
-- which on two nights of the year shows an hour more or less than has passed.
create macro minutes_between(start, finish) as (epoch_us(finish) - epoch_us(start)) // 60000000;

-- Whether that took no longer than so many minutes, to the microsecond: 15 minutes exactly are within 15.
create macro within_minutes(start, finish, minutes) as epoch_us(finish) - epoch_us(start) <= minutes * 60000000::bigint;

-- The hour that the clock in England showed, 0 to 23.
create macro hour_in_england(moment) as hour(timezone('Europe/London', moment));

-- Whole years on a day, by the calendar, as everywhere in the tables; null where the date of birth is not known.
create macro years_on(born, day) as
    (strftime(day, '%Y%m%d')::int - strftime(born, '%Y%m%d')::int) // 10000;

-- Calls that an ambulance service closed: by telephone, where the person was, or by conveying them.
-- NHS England, Ambulance Quality Indicators, counts these as incidents (its specification was not read).
create view ambulance_incidents as
    select person, provider, response, age_band(age) as age_band, council, area, residence,
           coalesce(called_on, responded_on) as on_day
    from calls
    where response in ('hear_and_treat', 'see_and_treat', 'conveyed', 'conveyed_elsewhere')
      and coalesce(called_on, responded_on) between period_first() and period_last();

-- Arrivals at A&E by ambulance. `known` is false where nobody said when the crew handed over, or where that is said
-- to have been before they arrived.
create view handovers as
    select person, provider, arrived_at, handed_over_at, age_band(age) as age_band, council, area, residence,
           arrived_on as on_day,
           handed_over_at is not null and handed_over_at >= arrived_at as known
    from attendances
    where arrived_on between period_first() and period_last()
      and (arrival_mode = 'ambulance' or handed_over_at is not null);

-- Attendances at A&E. `known` is false where nobody said when the person left, or where that was before they arrived.
create view ae_attendances as
    select person, provider, arrived_at, left_at, decided_to_admit_at, arrival_mode, stream, outcome, minutes, age,
           age_band(age) as age_band, council, area, residence, arrived_on as on_day,
           outcome = 'admitted' or spell is not null as admitted,
           left_at is not null and left_at >= arrived_at as known
    from attendances
    where arrived_on between period_first() and period_last();

-- People whom a crisis response team was asked to see at home: calls answered by a visit, and referrals to such a team
-- that began, of people who were not in hospital when it was asked. Somebody leaving hospital has no two-hour clock.
create view crisis_visits as
    select person, provider, service, age_band(age) as age_band, council, area, residence,
           called_on as on_day, called_at as asked_at, responded_at as came_at
    from calls
    where response = 'visited' and called_on between period_first() and period_last()
    union all by name
    select r.person, coalesce(t.organisation, '') as provider, r.service,
           age_band(years_on(p.born, r.referred_on)) as age_band, coalesce(h.council, '') as council,
           coalesce(h.area, '') as area, coalesce(h.kind, '') as residence,
           r.referred_on as on_day, r.referred_at as asked_at, r.started_at as came_at
    from referrals r
        join services t on t.code = r.service and t.kind = 'crisis_response'
        left join people p on p.person = r.person
        left join residences h on h.person = r.person and h.since <= r.referred_at
                              and (h.until is null or h.until > r.referred_at)
    where r.started_at is not null and r.referred_on between period_first() and period_last()
      and not exists (from spells s where s.person = r.person and s.started_on <= period_last()
                                      and (s.ended_on is null or s.ended_on >= period_first())
                                      and s.started_at <= r.referred_at
                                      and (s.ended_at is null or s.ended_at >= r.referred_at));

-- What a measure of stays that ended in the period may be split by.
create view ended_stays as
    select spell, person, provider, ward(location) as ward, age_band(age) as age_band, age, council, area, residence,
           pathway, emergency, started_at, ended_at, started_on, ended_on, nights, transferred, destination,
           discharge_method, expected_on, first_expected_on
    from spells
    where ended_on between period_first() and period_last();

-- The same, of stays that began in the period.
create view begun_stays as
    select spell, person, provider, ward(first_location) as ward, age_band(age) as age_band, council, area, residence,
           emergency, admission_method, started_at, ended_at, started_on, first_expected_at
    from spells
    where started_on between period_first() and period_last();

-- Time on a frailty unit, one row for each unit in each hospital stay, when the person has left it: time on another
-- ward in between is left out, and a move to another bed of the unit ends nothing.
create view frailty_unit_stays as
    with unit as (
        select location, ward(location) as ward from (select distinct location from stays)
        where ward(location) in (select code from services where kind = 'frailty_unit')
    ), on_unit as (
        select t.spell, u.ward, max(t.ended_on) as on_day,
               sum(epoch_us(t.ended_at) - epoch_us(t.started_at))::bigint as microseconds
        from stays t join unit u using (location)
        group by t.spell, u.ward
        having count(*) = count(t.ended_at) and max(t.ended_on) between period_first() and period_last()
    )
    select s.person, s.provider, o.ward, o.on_day, o.microseconds, age_band(s.age) as age_band, s.council, s.area,
           s.residence, s.pathway
    from on_unit o join spells s using (spell);

-- Days on which a ward judged the day in bed, each once: by the last that was said that day ("red", "green", or
-- "red/REASON"). Days begin red and are turned green, so of two said at one moment green holds.
create view judged_days as
    with judged as (
        select person, spell, happened_on as on_day, max({'at': happened_at, 'place': location}).place as location,
               max(happened_at) filter (detail like 'green%') as green_at,
               max(happened_at) filter (detail like 'red%') as red_at,
               max({'at': happened_at, 'said': detail}) filter (detail like 'red%').said as said
        from standing
        where kind = 'day_judged'
          and (detail in ('red', 'green') or detail like 'red/%' or detail like 'green/%')
          and happened_on between period_first() and period_last()
        group by person, spell, happened_on
    )
    select j.person, j.spell, j.on_day, coalesce(j.red_at > j.green_at, j.green_at is null) as red,
           split_part(j.said, '/', 2) as reason,
           split_part(j.location, ':', 1) as provider, ward(j.location) as ward, age_band(s.age) as age_band,
           coalesce(s.council, '') as council, coalesce(s.area, '') as area, coalesce(s.residence, '') as residence,
           coalesce(s.pathway, '') as pathway
    from judged j left join spells s on s.spell = j.spell;
