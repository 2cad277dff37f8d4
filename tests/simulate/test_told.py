"""What the loop counted is what the tables and measures count from the events that it told, to the last person."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

from homefirst.checks import oddities
from homefirst.codes import DelayReason
from homefirst.columns import Tables, build
from homefirst.event import Kind
from homefirst.hub.board import Who
from homefirst.hub.board import row as board_row
from homefirst.journey import journey
from homefirst.ledger import open_ledger
from homefirst.people import People
from homefirst.simulate import parts_of, run_flow
from homefirst.simulate.emit import keys_of, told_of, write_ledger, write_told
from homefirst.simulate.loop.shapes import Flag
from homefirst.simulate.network import Node
from homefirst.simulate.replication import replicate, seed_of
from homefirst.simulate.tallies import tallies
from tests.simulate.flows import SYSTEM, Run, northamptonshire, overrun

DAY_91 = 91 * 24 * 3600 * 10**6  # microseconds
FROM_OUTSIDE = 2**40  # candidates from here on do not live in the county
SPANS = {  # over both changes of the clocks, and into a full system: the first day, days, and days of warm-up
    "from the beginning": (date(2017, 9, 4), 215, 0),
    "after a warm-up": (date(2017, 10, 2), 60, 90),
    "overrun": (date(2017, 9, 4), 110, 0),
}


@pytest.fixture(scope="module", params=SPANS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    flow = overrun() if request.param == "overrun" else northamptonshire()
    return Run(tmp_path_factory.mktemp("run"), *SPANS[request.param], flow)


def beds(run: Run) -> list[Node]:
    return [node for node in run.nodes if node.flags & Flag.BED]


def tally(run: Run, name: str) -> float:
    return tallies(run.done, northamptonshire().told)[name]


# At midnight


def test_as_many_are_in_hospital_at_each_midnight_as_the_loop_counted(run: Run) -> None:
    counted = run.census("inside", *beds(run))
    assert min(counted[-30:]) > 300
    assert run.on_nights("spells") == run.on_nights("stays") == counted
    share = run.measure("stays_7_14_21_at_midnight")
    assert share.denominator * len(run.nights) == pytest.approx(sum(counted))
    assert tally(run, "beds") == pytest.approx(share.denominator)


def test_as_many_are_on_each_kind_of_ward_as_the_loop_counted(run: Run) -> None:
    for place in {node.location for node in beds(run)}:
        here = [node for node in beds(run) if node.location == place]
        assert run.on_nights("stays", f"location = '{place}'") == run.census("inside", *here), place
    assert sum(run.on_nights("stays", "location like '%:ESCALATION'")) > 0
    escalation = run.on_nights("stays", "location like '%:ESCALATION'")
    assert tally(run, "escalation") == pytest.approx(sum(escalation) / len(run.nights))


def test_as_many_do_not_need_their_bed_as_the_loop_counted(run: Run) -> None:
    counted = run.now("not_needing")
    assert min(counted[-30:]) > 30
    assert run.on_nights("ready") == counted
    assert run.measure("no_longer_meeting_criteria_to_reside").numerator == sum(counted)
    assert tally(run, "not_needing") == run.measure("no_longer_meeting_criteria_to_reside").value
    assert tally(run, "not_needing_share") == pytest.approx(run.measure("no_longer_meeting_criteria_share").value)


def test_as_many_wait_for_each_reason_as_the_loop_counted(run: Run) -> None:
    words, counted = run.done.parts.model.words, run.done.census["delayed"][run.warm_up :]
    reasons = {words[n]: [int(v) for v in counted[:, n]] for n in np.flatnonzero(counted.any(axis=0))}
    assert len(reasons) >= 8
    for reason, on_nights in reasons.items():
        where = f"reason = '{reason}' and counted_days > 0"
        assert run.on_nights("delays", where, "counted_from", "counted_from + counted_days") == on_nights, reason
        assert tally(run, f"delayed_{reason}") == pytest.approx(sum(on_nights) / len(run.nights))
    assert run.ask("select distinct reason from delays where counted_days > 0 and reason = ''") == []
    assert np.array(list(reasons.values())).sum(axis=0).tolist() == run.now("not_needing")


def test_delayed_days_are_those_of_residents(run: Run) -> None:
    of_residents = f"counted_days > 0 and person in ({residents(run)})"
    nights = run.on_nights("delays", of_residents, "counted_from", "counted_from + counted_days")
    assert 0 < sum(nights) < sum(run.now("not_needing"))
    assert run.measure("delayed_days").numerator * len(run.nights) == pytest.approx(sum(nights))


def test_as_many_are_helped_by_each_service_as_the_loop_counted(run: Run) -> None:
    care: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in run.nodes:
        if node.flags & Flag.CARE:
            care[node.service, node.start[1]].append(node)
    assert len(care) >= 9
    for (service, kind), nodes in care.items():
        counted = run.census("inside", *nodes)
        assert sum(counted) > 0
        assert run.on_nights("supports", f"service = '{service}' and kind = '{kind}'") == counted, service


def test_as_many_have_a_package_at_the_end_as_the_loop_counted(run: Run) -> None:
    people = run.done.people
    with_package = people.package & ~people.gone & np.isin(people.candidate, run.told.candidates)
    assert int(with_package.sum()) > 500
    assert (
        run.number("select count(*) from supports where kind = 'home_care' and ended_at is null") == with_package.sum()
    )


def test_every_run_has_the_same_tallies_whatever_happened_in_it() -> None:
    flow = northamptonshire()
    quiet, busy = run_flow(flow, days=1, count=1, warm_up=0), run_flow(flow, days=30, count=1, warm_up=60)
    assert quiet[0].keys() == busy[0].keys()
    assert 0 == quiet[0]["delayed_19"] < busy[0]["delayed_19"]


# By day

BY_DAY = {
    "admissions": "select started_on, count(*) from spells group by 1",
    "discharges": "select ended_on, count(*) from spells group by 1",
    "left_alive": "select ended_on, count(*) from spells where destination <> '79' group by 1",
    "hospital_deaths": "select ended_on, count(*) from spells where destination = '79' group by 1",
    "weekend": "select ended_on, count(*) from spells where isodow(ended_on) in (6, 7) group by 1",
    "deaths": "select died_on, count(*) from deaths group by 1",
    "returns": """select ended_on + readmitted_after, count(*) from spells
        where readmitted_after between 0 and 29 group by 1""",
    "attended": "select left_at::date, count(*) from attendances where left_at is not null group by 1",
    "within_four": """select left_at::date, count(*) from attendances
        where left_at - arrived_at <= interval 4 hour group by 1""",
    "handed_over": "select handed_over::date, count(*) from handovers group by 1",
    "within_quarter": "select handed_over::date, count(*) from handovers where waited <= interval 15 minute group by 1",
    "over_hour": "select handed_over::date, count(*) from handovers where waited > interval 1 hour group by 1",
    "permanent": """select since_on, count(*) from (
        from residences qualify row_number() over (partition by person order by since) > 1) group by 1""",
    "harms": "select happened_at::date, count(*) from events where kind = 'criteria_to_reside_met' group by 1",
    "frailer": """select happened_at::date, count(*) from (from events where kind = 'frailty_scored'
        qualify row_number() over (partition by person order by happened_at, sequence) > 1) group by 1""",
}
HANDOVERS = """create or replace view handovers as
    select h.happened_at as handed_over, h.happened_at - a.happened_at as waited
    from (from events where kind = 'handed_over') h asof join (from events where kind = 'attended') a
    on h.person = a.person and h.happened_at >= a.happened_at"""


@pytest.mark.parametrize("name", BY_DAY)
def test_as_many_each_day_as_the_loop_counted(run: Run, name: str) -> None:
    run.tables_by_name.execute(HANDOVERS)
    counted = run.daily(name)
    assert run.warm_up or sum(counted) > 10
    assert run.by_day(BY_DAY[name]) == counted


def test_emergency_admissions_are_those_of_residents(run: Run) -> None:
    found = run.number(
        f"select count(*) from spells where {run.measured('started_on')} and person in ({residents(run)})"
    )
    assert 0 < found < sum(run.daily("admissions"))
    assert run.measure("emergency_admissions_65").numerator == found


def residents(run: Run) -> str:
    """A query for the numbers of the people who live in the county, from what the loop knows of them."""
    numbers = [str(n) for n, candidate in enumerate(run.told.candidates) if candidate < FROM_OUTSIDE]
    return f"select unnest([{','.join(numbers)}])"


# Stays and what follows


def test_stays_are_as_long_as_the_loop_counted(run: Run) -> None:
    counted = {n: int(stays) for n, stays in enumerate(run.done.world.nights_in) if stays}
    assert max(counted) > 21
    assert dict(run.ask(f"select nights, count(*) from spells where {run.measured('ended_on')} group by 1")) == counted
    assert run.measure("length_of_stay_p90_65").value == tally(run, "stay_p90")
    assert run.number(f"select median(nights) * 2 from spells where {run.measured('ended_on')}") == 2 * tally(
        run, "stay_median"
    )
    long = run.measure("stays_7_14_21_discharged")
    assert (long.group["nights_at_least"], long.denominator) == ("7", sum(counted.values()))
    assert long.numerator == sum(stays for nights, stays in counted.items() if nights >= 7)


def test_the_share_who_leave_at_a_weekend_is_the_measure_s(run: Run) -> None:
    assert tally(run, "weekend") == pytest.approx(run.measure("weekend_discharges").value)


def test_readmissions_are_the_measure_s_of_the_days_that_can_be_followed(run: Run) -> None:
    """The tally divides those who came back in a period by those who left in it; the measure follows each who left."""
    found = run.measure("emergency_readmission_30")
    left = f"""from spells left join deaths using (person) where destination <> '79'
        and ended_on between '{found.period_start}' and '{found.period_end}'"""
    died_that_day = run.number(
        f"select count(*) {left} and died_on <= ended_on"
    )  # at home, which the measure leaves out
    counted = sum(run.daily("left_alive")[: (found.period_end - found.period_start).days + 1])
    assert run.number(f"select count(*) {left}") == counted > 500
    assert found.denominator == counted - died_that_day
    assert died_that_day < counted / 500
    came_back = "readmitted_after between 0 and 29 and not coalesce(died_on <= ended_on, false)"
    assert found.numerator == run.number(f"select count(*) {left} and {came_back}")


def test_as_many_are_at_home_on_day_91_as_the_loop_counted(run: Run) -> None:
    """By the hour, from the first start of home-based help after hospital on, and of residents only.

    The measure counts beds outside hospital as reablement too, follows each discharge to the date, and only those of
    October to December; so it is another number.
    """
    if run.warm_up:
        pytest.skip("whose help began in the warm-up may be left out of what is told")
    run.tables_by_name.execute("create or replace table followed (person int, until bigint)")
    run.tables_by_name.executemany("insert into followed values (?, ?)", followed(run))
    there = "{start} <= f.day and coalesce({end} > f.day, true)"
    in_bed = there.format(start="t.started_at", end="t.ended_at")
    lives = there.format(start="t.since", end="t.until")
    found = run.ask(
        f"""select count(*), count(*) filter (not coalesce(died_at <= f.day, false)
            and not exists (from spells t where t.person = f.person and {in_bed})
            and not exists (from supports t where t.person = f.person and {in_bed}
                and t.kind in ('care_home_placement', 'bed_based_intermediate_care'))
            and not exists (from residences t where t.person = f.person and {lives}
                and t.kind in ('residential_home', 'nursing_home')))
        from (select person, make_timestamptz(until) as day from followed) f left join deaths using (person)
        where {run.measured("least(f.day, died_at)")}"""
    )
    counted = (sum(run.daily("followed")), sum(run.daily("at_home_91")))
    assert counted[0] > counted[1] > (100 if len(run.nights) > 200 else 0)
    assert found == [counted]


def followed(run: Run) -> list[tuple[int, int]]:
    """Who had reablement from hospital, and the time 91 days on; not again before those are over."""
    services = {(node.start[1], node.service) for node in run.nodes if node.flags & Flag.REABLEMENT}
    days: dict[int, list[int]] = defaultdict(list)
    for person, begun, *which in run.ask(
        """select u.person, epoch_us(u.started_at), u.kind, u.service
        from supports u join spells s on s.person = u.person and s.ended_at = u.started_at order by 1, 2"""
    ):
        known = tuple(which) in services and run.told.candidates[person] < FROM_OUTSIDE
        if known and (not days[person] or begun >= days[person][-1]):
            days[person].append(begun + DAY_91)
    return [(person, day) for person, one in days.items() for day in one]


def test_reasons_for_delay_are_of_the_national_list_and_fit_the_pathway(run: Run) -> None:
    found = run.ask("select distinct d.reason, s.pathway from delays d join spells s using (spell) where reason <> ''")
    assert {pathway for _, pathway in found} == {"0", "1", "2", "3"}
    assert {reason for reason, _ in found} <= {reason.value for reason in DelayReason}


def test_whoever_was_last_heard_of_before_the_measured_days_and_has_no_help_now_is_left_out(run: Run) -> None:
    people = run.done.people
    heard = people[people.told > 0]
    kept = np.isin(heard.candidate, run.told.candidates)
    left = heard[~kept]
    assert (left.last < int(run.done.parts.span.nights[run.warm_up])).all()
    assert (left.gone | ((left.place < 0) & (left.home < 0) & ~left.package)).all()
    assert (len(left) > 0) == (run.warm_up > 0)
    assert len(run.told.candidates) == kept.sum()


def test_the_sender_s_order_of_a_person_s_events_is_never_the_same_twice(run: Run) -> None:
    rows = run.told.rows
    assert len(np.unique(rows.person.astype(np.int64) * 100_000 + rows.sequence)) == len(rows)


def test_every_part_of_the_way_home_is_told(run: Run) -> None:
    kinds = set(pq.read_table(run.tables.path("events"), columns=["kind"]).column("kind").to_pylist())
    assert kinds >= {
        Kind.CALLED, Kind.RESPONDED, Kind.ATTENDED, Kind.HANDED_OVER, Kind.DECIDED_TO_ADMIT, Kind.LEFT_DEPARTMENT,
        Kind.ADMITTED, Kind.MOVED, Kind.EXPECTED_DISCHARGE_SET, Kind.CRITERIA_TO_RESIDE_NOT_MET, Kind.PATHWAY_CHOSEN,
        Kind.DELAY_STARTED, Kind.DELAY_ENDED, Kind.NOTIFIED, Kind.TRIAGED, Kind.REFERRED, Kind.ACCEPTED,
        Kind.DISCHARGED, Kind.SUMMARY_SENT, Kind.SUPPORT_STARTED, Kind.SUPPORT_HELD, Kind.SUPPORT_RESTARTED,
        Kind.SUPPORT_ENDED, Kind.RESIDENCE_CHANGED, Kind.FRAILTY_SCORED, Kind.DIED,
    }  # fmt: skip


# As a ledger


@pytest.fixture(scope="module")
def ledger_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path, list[str]]:
    folder = tmp_path_factory.mktemp("ledger")
    run = Run(folder / "direct", date(2017, 4, 3), 12, 45, overrun())
    people = People(folder / "people.sqlite", secret="a secret for tests")
    keys = keys_of(run.told, people)
    people.close()
    write_ledger(run.told, keys, folder / "ledger.sqlite")
    return run, folder, keys


def test_tables_of_the_ledger_are_the_tables_written_directly(ledger_run: tuple[Run, Path, list[str]]) -> None:
    run, folder, keys = ledger_run
    ledger = open_ledger(folder / "ledger.sqlite")
    assert ledger.origin == "simulated:northamptonshire+overrun:4"
    assert ledger.position() == len(run.told.rows)
    built = build(ledger, folder / "built", as_at=run.told.until)
    ledger.close()
    number = dict(enumerate(keys))
    for name in ("spells", "stays", "ready", "delays", "attendances", "referrals", "supports", "residences", "deaths"):
        assert bag(built, name, None) == bag(run.tables, name, number), name


def bag(tables: Tables, name: str, number: dict[int, str] | None) -> Counter[tuple[Any, ...]]:
    """A table's rows with the person's key for their number; ages left out, which only one of the two knows."""
    keys = number or dict(enumerate(pq.read_table(tables.path("people")).column("key").to_pylist()))
    rows = pq.read_table(tables.path(name)).to_pylist()
    left_out = ("person", "spell", "age", "age_out")
    return Counter((keys[r["person"]], *(str(v) for k, v in r.items() if k not in left_out)) for r in rows)


def test_nothing_looks_odd_in_a_simulated_ledger_and_the_board_shows_who_is_in(
    ledger_run: tuple[Run, Path, list[str]],
) -> None:
    run, folder, _ = ledger_run
    ledger = open_ledger(folder / "ledger.sqlite")
    on_board = []
    for key in ledger.persons():
        events = ledger.person(key)
        found = journey(key, events)
        assert oddities(found, events) == []
        if found.open_spell:
            on_board.append((found, found.open_spell))
    ledger.close()
    assert len(on_board) == run.census("inside", *beds(run))[-1] > 300
    shown = [board_row(j, spell, Who(j.person), run.told.until, str) for j, spell in on_board]
    ready = [one for one in shown if one.is_ready]
    assert len(ready) == run.now("not_needing")[-1] > 30
    assert all(one.pathway in "0123" and len(one.waits) == 1 for one in ready)


def test_the_same_seed_writes_the_same_ledger_and_another_seed_another(tmp_path: Path) -> None:
    ids = []
    for n, seed in enumerate((4, 4, 5)):
        done = replicate(parts_of(northamptonshire(), 4, 0, date(2017, 4, 3)), seed_of(seed, 0), tell=True)
        told = told_of(done, seed)
        people = People(tmp_path / f"people{n}.sqlite", secret="a secret for tests")
        write_ledger(told, keys_of(told, people), tmp_path / f"{n}.sqlite")
        people.close()
        ledger = open_ledger(tmp_path / f"{n}.sqlite")
        ids.append([event.id for _, event in ledger.after(0, 1_000_000)])
        ledger.close()
    assert ids[0] == ids[1]
    assert len(ids[0]) > 1_000
    assert not set(ids[0]) & set(ids[2])


def test_residents_live_in_the_small_areas_in_step_with_who_lives_there_and_others_in_none(tmp_path: Path) -> None:
    flow = northamptonshire()
    done = replicate(parts_of(flow, 30, 0, date(2026, 4, 3)), seed_of(4, 0), tell=True)
    told = told_of(done, 4, flow.wards, flow.homes(date(2026, 4, 3)))
    tables = write_told(told, [f"p{n}" for n in range(len(told.born))], tmp_path, 0)
    found = duckdb.sql(f"""
        select location, count(distinct person) from read_parquet('{tables.path("events")}')
        where kind = 'residence_changed' group by 1
    """).fetchall()
    lived = dict(found)
    assert lived.pop("ANOTHER-COUNCIL") > 0
    assert {place.partition(":")[0] for place in lived} == {"E06000061", "E06000062"}
    wanted = dict(flow.homes(date(2026, 4, 3)))
    north = [sum(n for place, n in each.items() if "E06000061" in place) for each in (lived, wanted)]
    assert north[0] / sum(lived.values()) == pytest.approx(north[1] / sum(wanted.values()), abs=0.02)


def test_before_the_councils_changed_the_county_answers(tmp_path: Path) -> None:
    assert {place.partition(":")[0] for place, _ in northamptonshire().homes(date(2021, 3, 31))} == {"E10000021"}


def test_every_place_and_service_that_is_told_is_one_of_the_system(run: Run) -> None:
    known = (
        {s.code for s in SYSTEM.services} | {o.code for o in SYSTEM.organisations} | {c.code for c in SYSTEM.councils}
    )
    found = run.ask("select distinct location from events union select distinct service from events")
    assert {code for (code,) in found} - known == {""}
