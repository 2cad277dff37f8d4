"""The measures of leaving hospital both ways, in worlds so full that every one of them has something to count.

The worlds of test_measures_two_ways.py are small, to be read when they fail, and seldom have a referral accepted in a
stay that ended in the period. Here times fall on and beside the limits: noon, five, 24 hours, a minute either way.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import oracle
import oracle_leaving
import pytest
from small_tables import (
    SHAPES,
    Rows,
    death,
    delay,
    moment,
    person,
    ready,
    referral,
    spell,
    stands,
    stay,
    support,
    write_tables,
)
from test_measures_two_ways import PERIOD, SYSTEM, checked_splits, counted, people_behind, sums_of, that_count
from worlds import FIRST

from homefirst.days import local_date
from homefirst.measures import Measure, all_measures, opened
from homefirst.measures.rows import Opened
from homefirst.measures.tally import count

LEAVING = [measure for name, measure in all_measures().items() if name in vars(oracle_leaving)]
NIGHTS = (0, 1, 2, 3, 4, 6, 7, 13, 14, 20, 21, 22)
HOURS = (0, 11, 12, 17, 23)
REASONS = ("", "28", "E/social_care", "C/nhs", "A/both", "3", "4", "5", "12", "16", "29", "v")
AROUND_LEAVING = (-3000, -1, 0, 1, 700, 1439, 1440, 1441, 2880, 2881)  # minutes
TOLD = (
    "summary_sent", "summary_received", "summary_checked", "medicines_reconciled", "offered", "offered", "offered",
    "chosen", "chosen", "assessed", "support_restarted", "practice_changed",
)  # fmt: skip
SERVICES = ("START", "HOMECARE", "OAKS", "K83001", "")


def a_stay(chance: Random, number: int, who: int) -> dict[str, Any]:
    started = moment(PERIOD.first + timedelta(days=chance.randrange(-20, 80)), chance.choice(HOURS), 30)
    left_on = local_date(started) + timedelta(days=chance.choice(NIGHTS))
    ended = max(started, moment(left_on, chance.choice(HOURS), chance.choice((0, 0, 1))))
    since = min(ended, started + timedelta(minutes=chance.choice((0, 60, 600, 1440, 3000, 10000))))
    readied = since if chance.random() < 0.8 else None
    told = max(started, since + timedelta(minutes=chance.choice((-600, 0, 61, 1440, 1441, 3000))))
    ages = (None, 17, 18, 64, 65, 80, 90)
    return spell(
        number, who, started, ended,
        location=chance.choice(("RNS:ROWAN:B1", "RNQ:ASHBY")),
        age=chance.choice(ages), age_out=chance.choice(ages),
        destination=chance.choice(("19", "19", "29", "51", "79", "85", "98", "")),
        discharge_method=chance.choice(("1", "1", "1", "4", "")),
        pathway=chance.choice(("", "0", "1", "1", "2", "3")),
        transferred=chance.random() < 0.2,
        ready_at=readied, ready_on=readied and local_date(readied),
        notified_at=told if chance.random() < 0.6 else None,
        council=chance.choice(("E06000061", "E06000062", "", "E06000018")),
        area=chance.choice(("", "E01026949", "E01026952", "E01026977")),
        residence=chance.choice(("own_home", "nursing_home", "")),
    )  # fmt: skip


def its_wait(chance: Random, of: dict[str, Any], rows: Rows) -> None:
    """A run of readiness, which half the time lapses, and nights of delay."""
    since, ended = of["ready_at"], of["ended_at"]
    rows["ready"].append(ready(of, since, chance.choice((ended, since + (ended - since) / 2))))
    night = local_date(since)
    for _ in range(chance.randrange(3)):
        nights = chance.randrange(6)
        rows["delays"].append(delay(of, night, nights, chance.choice(REASONS)))
        night += timedelta(days=nights)


def asked_for(chance: Random, of: dict[str, Any]) -> dict[str, Any]:
    """A referral made about the time of the stay, with as much of an answer as chance gives."""
    made = of["started_at"] + timedelta(minutes=chance.choice((-60, 0, 30, 600, 1440)))
    triaged = made + timedelta(minutes=chance.choice((0, 61, 1500))) if chance.random() < 0.7 else None
    answer = chance.choice(("accepted", "accepted", "accepted", "declined", "withdrawn", ""))
    answered = (triaged or made) + timedelta(minutes=chance.choice((0, 30, 700, 3000))) if answer else None
    help_at = (
        answered + timedelta(minutes=chance.choice((0, 200, 9000))) if answered and chance.random() < 0.6 else None
    )
    return referral(
        of["person"], chance.choice(SERVICES), made, triaged_at=triaged, answer=answer, answered_at=answered,
        started_at=help_at,
    )  # fmt: skip


def something_told(chance: Random, of: dict[str, Any]) -> dict[str, Any]:
    leaving: datetime = of["ended_at"] + timedelta(minutes=chance.choice(AROUND_LEAVING))
    during: datetime = of["started_at"] + (of["ended_at"] - of["started_at"]) * chance.random()
    return stands(
        of["person"],
        chance.choice(TOLD),
        chance.choice((leaving, during.replace(second=0, microsecond=0))),
        chance.choice((None, *[of["spell"]] * 5)),
        location=chance.choice(("", "RNS:ROWAN", "RNQ", "K83001")),
        service=chance.choice(SERVICES),
        detail=chance.choice(("accurate", "not_accurate", "")),
    )


def a_form(chance: Random, of: dict[str, Any]) -> list[dict[str, Any]]:
    """Sections of a form, and the hub told: in the stay, before it, after it, or never."""
    length = of["ended_at"] - of["started_at"]
    told = [*["section_written"] * chance.randrange(3), *["notified"] * chance.randrange(3)]
    times = [(of["started_at"] + length * chance.uniform(-0.2, 1.2)).replace(second=0, microsecond=0) for _ in told]
    forms = ("discharge-notification/nursing", "discharge-notification/therapy", "falls/ward")
    return [
        stands(of["person"], kind, at, of["spell"], detail=chance.choice(forms) if kind == "section_written" else "")
        for kind, at in zip(told, times, strict=True)
    ]


def full_world(chance: Random) -> Rows:
    rows: Rows = {name: [] for name in SHAPES}
    for who in range(35):
        rows["people"].append(person(who, sex=chance.choice(("female", "male", ""))))
        for _ in range(chance.randrange(1, 4)):
            one = a_stay(chance, len(rows["spells"]), who)
            rows["spells"].append(one)
            rows["stays"].append(stay(one))
            if one["ready_at"] is not None:
                its_wait(chance, one, rows)
            if chance.random() < 0.1:
                rows["deaths"].append(death(who, one["ended_at"]))
            rows["standing"] += a_form(chance, one)
            rows["referrals"] += [asked_for(chance, one) for _ in range(chance.randrange(4))]
            begun = one["ended_at"] + timedelta(hours=chance.choice((-73, -72, 0, 48, 49)))
            kind = chance.choice(("reablement", "home_care", "care_home_placement", "bed_based_intermediate_care"))
            rows["supports"].append(support(who, begun, None, kind))
            rows["standing"] += [something_told(chance, one) for _ in range(chance.randrange(12))]
    return rows


@pytest.fixture(scope="module", params=(1, 2))
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Rows, and the tables of them, opened."""
    rows = full_world(Random(request.param))
    folder: Path = tmp_path_factory.mktemp("world")
    with opened(write_tables(folder, rows, first=FIRST), SYSTEM) as tables:
        yield rows, tables


@pytest.mark.parametrize("measure", LEAVING, ids=lambda measure: measure.name)
def test_a_measure_of_leaving_counts_the_same_both_ways_where_there_is_much_to_count(
    measure: Measure, world: tuple[Rows, Opened]
) -> None:
    rows, tables = world
    for by in checked_splits(measure):
        found = count(measure, tables, PERIOD, (*measure.always, *by), heads=True)
        assert sums_of(found), f"{measure.name}: nothing to count. Fill the world."
        assert sums_of(found) == counted(measure, rows, by)
        heads = {tuple(t.group.values()): (t.of.numerator, t.of.denominator) for t in found.tallies}
        assert that_count(heads) == people_behind(measure, rows, by)
        if measure.answer == "percentile" and not by:
            kept = Counter(
                thing.amount for thing in oracle.things(measure.name, rows, PERIOD, SYSTEM) if thing.denominator
            )
            assert [tally.amounts for tally in found.tallies if tally.amounts] == [kept]
