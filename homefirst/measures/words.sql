-- Words that the definitions use, and what they mean. Loaded before every question.
-- Added in front of these by rows.py: period_first(), period_last() and resident(council).

-- The ward of a location: "RNS:ROWAN:B4" is on "RNS:ROWAN". "" where the location names no ward.
create macro ward(location) as
    case when location like '%:%'
         then split_part(location, ':', 1) || ':' || split_part(location, ':', 2)
         else '' end;

-- Age bands: those for which mid-year population estimates are kept, so that a rate has its own denominator.
create macro age_band(age) as
    case when age is null then '' when age < 18 then 'under 18' when age < 65 then '18-64'
         when age < 75 then '65-74' when age < 85 then '75-84' else '85+' end;

-- NHS Data Dictionary: destination 79 is died or stillbirth; method 4 died, 5 stillbirth.
create macro ended_in_death(destination, discharge_method) as
    coalesce(destination = '79', false) or coalesce(discharge_method in ('4', '5'), false);

-- NHS Data Dictionary, DISCHARGE DESTINATION: care homes; and hospitals of any kind, with hospices (88).
create macro to_a_care_home(destination) as destination in ('54', '65', '85');
create macro to_a_hospital(destination) as
    destination in ('30', '48', '49', '50', '51', '52', '53', '84', '87', '88');

-- Midnights that a stretch from first_night up to but not including end_night shares with another such stretch.
create macro midnights(first_night, end_night, piece_first, piece_until) as
    greatest(0, least(end_night, piece_until) - greatest(first_night, piece_first));

-- Discharges alive, one for each continuous stay: where the stay goes on at another hospital, only its end counts.
-- Alive neither by the codes of the discharge nor where somebody else told that the person died by that day.
create view discharges as
    select spell, person, provider, ward(location) as ward, age_band(age_out) as age_band, council, pathway,
           area, residence, age_out, started_on, ended_on, ended_at, readmitted_after
    from spells s
    where ended_on is not null and not transferred and not ended_in_death(destination, discharge_method)
      and not exists (from deaths d where d.person = s.person and d.died_on <= s.ended_on);

-- Discharges that led to reablement or rehabilitation, each period of help belonging to one discharge at most.
-- From 3 days before to 7 days after leaving, not before admission, and the latest discharge wins: the linking rule
-- of ASCOF 2D (DHSC, adult social care client level data, 2024-25), used here for 2B too, where councils used to
-- give the link themselves. Which kinds count is our reading of SALT STS004 ("rehabilitation", at home or in a bed).
create view discharges_into_reablement as
    select distinct spell from (
        select d.spell
        from supports s join discharges d using (person)
        where s.kind in ('reablement', 'home_based_intermediate_care', 'bed_based_intermediate_care')
          and d.ended_on between period_first() and period_last() + 10 -- a later one that wins is 10 days on at most
          and s.started_on between d.ended_on - 3 and d.ended_on + 7
          and s.started_on >= d.started_on
        qualify row_number() over (
            partition by s.person, s.kind, s.service, s.started_at order by d.ended_on desc, d.spell desc) = 1
    );
