"""The interface map from hops written by hand: arrows, times, who came back, ways through, and what is hidden."""

from __future__ import annotations

import json
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from homefirst.days import local_date
from homefirst.measures import MeasureError, Period
from homefirst.measures.interface_chart import map_svg
from homefirst.measures.interface_map import (
    SETTLED,
    Arrow,
    Ask,
    InterfaceMap,
    interface_map,
    people_behind,
    usual_ask,
)
from homefirst.measures.interface_show import as_csv, as_json, as_lines, place_words, short_time, time_words

TIME, WORD = pa.timestamp("us", tz="UTC"), pa.dictionary(pa.int32(), pa.string())
SHAPES = {
    "hops": {
        "person": pa.int32(), "from_kind": WORD, "from_service": WORD, "to_kind": WORD, "to_service": WORD,
        "asked_at": TIME, "taken_at": TIME, "taken_on": pa.date32(), "minutes": pa.int32(), "returned": pa.bool_(),
        "spell": pa.int32(),
    },
    "people": {"person": pa.int32(), "key": pa.string(), "born": pa.date32(), "sex": pa.string()},
    "residences": {"person": pa.int32(), "since": TIME, "council": pa.string()},
}  # fmt: skip
YEAR = Ask(Period(date(2025, 1, 1), date(2025, 12, 31)))
START = datetime(2025, 3, 3, 9, tzinfo=UTC)
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Written:
    """Tables of hops written by hand."""

    folder: Path
    origin: str = "made-up:test"
    first_at: datetime = datetime(2024, 6, 1, tzinfo=UTC)
    as_at: datetime = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def sql(self, name: str) -> str:
        file = self.folder / f"{name}.parquet"
        return f"select * from read_parquet('{file}')" if file.exists() else ""


def write(folder: Path, hops: Rows, origin: str = "made-up:test", residences: Sequence[dict[str, Any]] = ()) -> Written:
    persons = sorted({hop["person"] for hop in hops})
    people = [{"person": n, "key": f"key{n}", "born": None, "sex": "female"} for n in persons]
    for name, rows in {"hops": hops, "people": people, "residences": residences}.items():
        columns = {column: pa.array([row[column] for row in rows], kind) for column, kind in SHAPES[name].items()}
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return Written(folder, origin)


def hop(person: int, giver: str, taker: str, at: datetime = START, **more: Any) -> dict[str, Any]:
    minutes = more.get("minutes", 60)
    asked = None if minutes is None else at - timedelta(minutes=minutes)
    return {
        "person": person, "from_kind": giver, "to_kind": taker, "from_service": "", "to_service": "",
        "asked_at": asked, "taken_at": at, "taken_on": local_date(at), "minutes": minutes, "returned": False,
        "spell": None, **more,
    }  # fmt: skip


def way(person: int, *places: str, at: datetime = START, apart: int = 60) -> Rows:
    """One person's hops from place to place, so many minutes apart."""
    steps = pairwise(places)
    return [hop(person, giver, taker, at + timedelta(minutes=n * apart)) for n, (giver, taker) in enumerate(steps)]


def arrow(found: InterfaceMap, giver: str, taker: str) -> Arrow:
    return next(one for one in found.arrows if (one.from_kind, one.to_kind) == (giver, taker))


def test_an_arrow_counts_times_people_and_minutes(tmp_path: Path) -> None:
    hops = [hop(1, "ward", "reablement", START + timedelta(days=n), minutes=m) for n, m in enumerate((10, 20, 30))]
    hops += [hop(2, "ward", "reablement", minutes=100), hop(3, "ward", "reablement", minutes=None)]
    found = arrow(interface_map(write(tmp_path, hops), YEAR), "ward", "reablement")
    # 10 20 30 100: the median lies half way from 20 to 30; rank 3 x 0.9 = 2.7, so 30 + 0.7 x 70 = 79.
    assert (found.number, found.people, found.timed) == (5, 3, 4)
    assert (found.median, found.p90) == (25, pytest.approx(79))


def test_coming_back_is_a_share_of_those_whose_thirty_days_are_over(tmp_path: Path) -> None:
    hops = [
        hop(1, "ward", "home", datetime(2025, 11, 1, 12, tzinfo=UTC), returned=True),
        hop(2, "ward", "home", datetime(2025, 12, 2, 12, tzinfo=UTC)),  # 30 days before 1 January
        hop(3, "ward", "home", datetime(2025, 12, 3, 12, tzinfo=UTC), returned=True),  # still to be followed
    ]
    found = arrow(interface_map(write(tmp_path, hops), YEAR), "ward", "home")
    assert (found.number, found.followed, found.returned, found.share_returned) == (3, 2, 1, 0.5)


def test_nobody_comes_back_from_death_and_nobody_asks(tmp_path: Path) -> None:
    for origin in ("made-up:test", "recorded"):
        found = interface_map(write(tmp_path, [hop(n, "ward", "died") for n in range(20)], origin), YEAR).arrows[0]
        assert (found.number, found.followed, found.returned, found.share_returned) == (20, None, None, None)


def test_a_hop_counts_on_the_day_by_the_clock_in_england(tmp_path: Path) -> None:
    before_midnight, after = datetime(2025, 6, 30, 22, 59, tzinfo=UTC), datetime(2025, 6, 30, 23, 1, tzinfo=UTC)
    tables = write(tmp_path, [hop(1, "ae", "ward", before_midnight), hop(2, "ae", "ward", after)])
    june = YEAR._replace(period=Period(date(2025, 6, 1), date(2025, 6, 30)))
    assert arrow(interface_map(tables, june), "ae", "ward").number == 1
    by_month = interface_map(tables, YEAR._replace(by=("month",))).arrows
    assert [(one.group, one.number) for one in by_month] == [({"month": "2025-06"}, 1), ({"month": "2025-07"}, 1)]


def test_the_map_can_be_asked_of_a_council_a_service_and_a_way(tmp_path: Path) -> None:
    hops = [
        hop(1, "ward", "home", from_service="RNS"), hop(2, "ward", "home", from_service="RNQ"),
        hop(3, "ae", "home"), hop(4, "ward", "care_home", from_service="RNS"),
    ]  # fmt: skip
    homes = [
        {"person": 1, "since": START - timedelta(days=900), "council": "E06000061"},
        {"person": 1, "since": START + timedelta(days=1), "council": "E06000062"},
        {"person": 2, "since": START - timedelta(days=9), "council": "E06000062"},
    ]
    tables = write(tmp_path, hops, residences=homes)
    only = interface_map(tables, YEAR._replace(council="E06000061"))
    assert [(one.from_kind, one.number) for one in only.arrows] == [("ward", 1)]
    split = interface_map(tables, YEAR._replace(from_kind="ward", to_kind="home", by=("council", "from_service")))
    assert [one.group for one in split.arrows] == [
        {"council": "E06000061", "from_service": "RNS"},
        {"council": "E06000062", "from_service": "RNQ"},
    ]
    assert [who.key for who in people_behind(tables, YEAR._replace(from_service="RNS", to_kind="home"))] == ["key1"]
    assert only.variants == ()


def test_ways_through_begin_and_end_where_people_live(tmp_path: Path) -> None:
    hops = [
        *way(1, "home", "ambulance", "ae", "ward", "home"),
        *way(1, "home", "ae", "home", at=START + timedelta(days=40)),
        *way(2, "home", "ambulance", "ae", "ward", "home"),
        *way(3, "care_home", "ae", "ward"),  # not over
        *way(4, "ward", "home", "ae", "home"),  # begun before anything was heard of them
        *way(5, "home", "home_care", "ae", "ward", "died"),  # help that began at home is no crisis
    ]
    found = interface_map(write(tmp_path, hops), YEAR)
    assert [(one.places, one.number, one.people, one.ended) for one in found.variants] == [
        (("home", "ae", "home"), 2, 2, True),
        (("home", "ambulance", "ae", "ward", "home"), 2, 2, True),
        (("care_home", "ae", "ward"), 1, 1, False),
        (("home_care", "ae", "ward", "died"), 1, 1, True),
    ]
    assert found.journeys == 6


def test_a_way_may_begin_in_the_ambulance_where_nobody_told_of_the_call(tmp_path: Path) -> None:
    hops = [
        *way(1, "ambulance", "ae", "ward", "home"),
        *way(1, "ambulance", "ae", "home", at=START + timedelta(days=9)),
        *way(2, "home", "ambulance", "ae", "home", at=datetime(2024, 12, 31, 23, 30, tzinfo=UTC)),  # the year before
    ]
    found = interface_map(write(tmp_path, hops), YEAR)
    assert [one.places for one in found.variants] == [("ambulance", "ae", "home"), ("ambulance", "ae", "ward", "home")]
    assert [one.number for one in found.variants] == [1, 1]


def test_what_goes_on_beside_a_way_does_not_lengthen_it(tmp_path: Path) -> None:
    hops = [
        *way(1, "home", "ward", "reablement"),
        *way(1, "home", "ae", "home", at=START + timedelta(days=2)),  # a crisis while helped at home
        hop(1, "reablement", "home", START + timedelta(days=9)),
    ]
    found = interface_map(write(tmp_path, hops), YEAR)
    assert [(one.places, one.ended) for one in found.variants] == [
        (("home", "ae", "home"), True),
        (("home", "ward", "reablement"), False),
    ]


def test_hops_at_one_moment_follow_the_way_in_whatever_order_they_are_told(tmp_path: Path) -> None:
    hops = way(1, "home", "call", "ambulance", "ae", "ward", "reablement", "home", apart=0)
    for told in (hops, hops[::-1], hops[3:] + hops[:3]):
        found = interface_map(write(tmp_path, told), YEAR)
        assert found.variants[0].places == ("home", "call", "ambulance", "ae", "ward", "reablement", "home")


def test_a_way_through_belongs_to_the_day_on_which_it_began(tmp_path: Path) -> None:
    tables = write(tmp_path, way(1, "home", "ae", "home", at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC)))
    assert interface_map(tables, YEAR).variants[0].places == ("home", "ae", "home")
    assert interface_map(tables, Ask(Period(date(2026, 1, 1), date(2026, 1, 1)))).variants == ()


def test_small_numbers_of_real_people_are_hidden_and_the_rest_rounded(tmp_path: Path) -> None:
    hops = [hop(n, "ae", "ward", minutes=n, returned=n < 9) for n in range(43)]
    hops += [hop(n, "ae", "home") for n in range(100, 103)] + [hop(n, "ward", "home") for n in range(30)]
    hops += [hop(n, "ward", "care_home", minutes=5 if n < 4 else None, returned=n < 3) for n in range(22)]
    hops += [hop(200, "call", "home", START + timedelta(hours=n)) for n in range(50)]  # fifty calls of one person
    found = interface_map(write(tmp_path, hops, "recorded"), YEAR)
    ward, care_home = arrow(found, "ae", "ward"), arrow(found, "ward", "care_home")
    assert arrow(found, "ae", "home").hidden
    assert arrow(found, "call", "home").hidden
    assert {one.number for one in found.arrows if not one.hidden} <= {0, 20, 30, 45}
    assert ward.hidden  # with the others told, the three who went home could be worked out
    assert care_home.hidden or (care_home.median, care_home.returned) == (None, None)
    assert all((one.number, one.median, one.returned) == (None, None, None) for one in found.arrows if one.hidden)
    assert "1 to 7" in found.notes[0]
    assert "hidden" in "\n".join(as_lines(found))


def test_few_who_came_back_are_not_told_of_a_large_arrow(tmp_path: Path) -> None:
    hops = [hop(n, "ae", "ward", returned=n < 3, minutes=30 if n < 5 else None) for n in range(40)]
    found = interface_map(write(tmp_path, hops, "recorded"), YEAR).arrows[0]
    assert (found.number, found.returned, found.followed, found.timed, found.median) == (40, None, None, None, None)
    shown = interface_map(write(tmp_path, hops), YEAR).arrows[0]
    assert (shown.returned, shown.followed, shown.timed, shown.median) == (3, 40, 5, 30)


def test_rare_ways_of_real_people_are_not_told(tmp_path: Path) -> None:
    hops = [one for n in range(9) for one in way(n, "home", "ae", "home")]
    hops += [one for n in range(20, 24) for one in way(n, "home", "call", "home")]
    found = interface_map(write(tmp_path, hops, "recorded"), YEAR)
    assert [(one.places, one.number) for one in found.variants] == [(("home", "ae", "home"), 10)]
    assert found.journeys == 15


def test_the_usual_year_ends_the_day_before_the_last_that_is_known(tmp_path: Path) -> None:
    assert usual_ask(Written(tmp_path)).period == Period(date(2025, 1, 1), date(2025, 12, 31))
    young = Written(tmp_path, first_at=datetime(2025, 10, 5, tzinfo=UTC))
    assert usual_ask(young).period == Period(date(2025, 10, 5), date(2025, 12, 31))


def test_what_cannot_be_mapped_is_said(tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="no table of hops yet"):
        interface_map(Written(tmp_path), YEAR)
    with pytest.raises(MeasureError, match="cannot be split by colour"):
        interface_map(write(tmp_path, []), YEAR._replace(by=("colour",)))
    with pytest.raises(MeasureError, match="Swap the two days"):
        interface_map(write(tmp_path, []), Ask(Period(date(2025, 2, 1), date(2025, 1, 1))))
    assert interface_map(write(tmp_path, []), YEAR).arrows == ()


# Said again, slowly


KINDS = some.sampled_from(["home", "care_home", "call", "ambulance", "ae", "ward", "reablement", "died"])
STEPS = some.lists(some.tuples(some.integers(1, 4), KINDS, KINDS, some.integers(0, 3), some.booleans()), max_size=25)


@given(STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_map_agrees_with_counting_by_hand(tmp_path: Path, steps: list[tuple[int, str, str, int, bool]]) -> None:
    hops = sorted(
        (
            hop(who, giver, taker, START + timedelta(hours=7 * n), minutes=minutes or None, returned=back)
            for n, (who, giver, taker, minutes, back) in enumerate(steps)
        ),
        key=lambda one: one["person"],
    )
    found = interface_map(write(tmp_path, hops), YEAR)
    by_way: dict[tuple[str, str], Rows] = defaultdict(list)
    for one in hops:
        by_way[one["from_kind"], one["to_kind"]].append(one)
    assert {(a.from_kind, a.to_kind): (a.number, a.people, a.median, a.returned) for a in found.arrows} == {
        key: (len(some), len({h["person"] for h in some}), median(some), back(some)) for key, some in by_way.items()
    }
    counted = Counter(places for who in range(1, 5) for places in ways([h for h in hops if h["person"] == who]))
    shown: Counter[tuple[str, ...]] = Counter()
    for variant in found.variants:
        shown[variant.places] += variant.number
    assert found.journeys == counted.total()
    assert shown == counted if len(found.variants) < 20 else shown <= counted


def back(hops: Rows) -> int | None:
    return None if hops[0]["to_kind"] == "died" else sum(one["returned"] for one in hops)


def median(hops: Rows) -> float | None:
    known = [one["minutes"] for one in hops if one["minutes"] is not None]
    return statistics.median(known) if known else None


def ways(hops: Rows) -> Iterator[tuple[str, ...]]:
    """One person's ways from where they live through a crisis."""
    places, before = list[str](), ""
    for one in [*hops, None]:
        sudden = one is not None and one["from_kind"] in ("call", "ambulance") and one["from_kind"] != before
        if one is None or one["from_kind"] in SETTLED or sudden:
            if {"call", "ambulance", "ae", "ward"} & set(places):
                yield tuple(places)
            places = [] if one is None else [one["from_kind"]]
        if one is not None and places and not {"died", *SETTLED} & set(places[1:]):
            places.append(one["to_kind"])
        before = one["to_kind"] if one else ""


# Showing


def test_the_drawing_has_an_arrow_for_each_and_says_it(tmp_path: Path) -> None:
    hops = [
        *way(1, "home", "ambulance", "ae", "ward", "ward", "home"),
        *way(2, "home", "ae", "reablement", "ae", "home"),
    ]
    found = interface_map(write(tmp_path, hops), YEAR)
    svg = map_svg(found.arrows, "All of it.", lambda one: f"/p?from={one.from_kind}&to={one.to_kind}")
    drawn = ET.fromstring(svg)
    named = [one.get("aria-label") or "" for one in drawn.iter("{http://www.w3.org/2000/svg}a")]
    assert len(named) == len(found.arrows)
    assert "A&E to Hospital ward: 1, half within 60 minutes, 0% came back within 30 days" in named
    assert drawn.get("role") == "group"
    assert "style=" not in svg and not re.search(r"\bid=", svg)
    assert ET.fromstring(map_svg(found.arrows, "All of it.")).get("role") == "img"
    assert map_svg([], "Nothing.").startswith("<svg")


def test_home_is_left_on_the_left_and_reached_on_the_right(tmp_path: Path) -> None:
    svg = map_svg(interface_map(write(tmp_path, way(1, "home", "ae", "home")), YEAR).arrows, "")
    at = [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*rx="4"', svg)]
    assert sorted(at) == [at[0], at[1], at[2]] and len(set(at)) == 3
    assert svg.count(">Own home</text>") == 2


def test_the_map_is_told_as_text_as_a_table_and_to_programs(tmp_path: Path) -> None:
    found = interface_map(write(tmp_path, way(1, "home", "ae", "home")), YEAR)
    assert (
        "  Own home to A&E: 1, half within 60 minutes, 0% came back within 30 days, nine in ten within 60 minutes"
        in (list(as_lines(found)))
    )
    assert "  1  Own home > A&E > Own home" in list(as_lines(found))
    rows = as_csv(found).splitlines()
    assert rows[0].startswith("from,to,number,people,timed,median_minutes")
    assert "home,ae,1,1,1,60.0,60.0,1,0,0.0," in rows
    told = json.loads(as_json(found))
    assert (told["first_day"], told["journeys"], len(told["arrows"])) == ("2025-01-01", 1, 2)


@pytest.mark.parametrize(
    ("minutes", "words", "short"),
    [
        (1, "1 minute", "1 min"), (119, "119 minutes", "119 min"), (120, "2 hours", "2 h"), (414, "6.9 hours", "6.9 h"),
        (2879, "48 hours", "48 h"), (2880, "2 days", "2 days"), (20000, "14 days", "14 days"),
    ],
)  # fmt: skip
def test_times_are_told_as_people_say_them(minutes: float, words: str, short: str) -> None:
    assert (time_words(minutes), short_time(minutes)) == (words, short)
    assert time_words(None) == "not known"


def test_places_have_names() -> None:
    assert [place_words(kind) for kind in ("ae", "home_care", "some_where", "")] == [
        "A&E", "Home care package", "Some where", "Not known",
    ]  # fmt: skip
