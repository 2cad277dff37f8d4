"""The real files of ../shared/data: the numbers that are known of them come out, and nothing is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from homefirst.measures import Period
from homefirst.published import Imported, PublishedStore, keep, read
from homefirst.system import load_system
from tests.published.files import SHARED, told

PUBLISHED, PEOPLE = SHARED / "published", SHARED / "population"
YEAR = Period(date(2016, 4, 1), date(2017, 3, 31))
pytestmark = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"There are no real files in {SHARED}.")


@pytest.fixture(scope="module")
def imported() -> dict[str, Imported]:
    files = [*PUBLISHED.glob("*.csv.gz"), *PUBLISHED.glob("kh03/*"), PEOPLE / "mye2017_lsoa11_northamptonshire.csv.gz"]
    return {path.name: read(path) for path in files}


@pytest.fixture(scope="module")
def store(imported: dict[str, Imported], tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    folder: Path = tmp_path_factory.mktemp("real")
    for one in imported.values():
        keep(folder, one, datetime(2026, 11, 22, tzinfo=UTC))
    return PublishedStore(folder, load_system("northamptonshire"))


def test_delays_of_the_county_run_through_the_change_of_its_code(store: PublishedStore) -> None:
    months = store.values("dtoc_days", "E10000021", ("month",))
    assert len(months) == 72
    assert {v.group["month"]: v.value for v in months}["2015-06"] == 4211  # still under the old code
    assert {v.group["month"]: v.value for v in months}["2015-07"] == 4625
    reasons = store.values("dtoc_days", "E10000021", ("month", "reason"))
    march = {v.group["reason"]: v.value for v in reasons if v.group["month"] == "2017-03"}
    assert march == {
        "A": 888, "B": 77, "C": 1179, "Di": 385, "Dii": 1243, "E": 1488, "F": 141, "G": 406, "H": 2, "I": 235,
    }  # fmt: skip


def test_beds_delayed_per_100000_are_over_the_adults_of_the_imported_estimate(store: PublishedStore) -> None:
    (march,) = store.values(
        "dtoc_beds_per_100000", "E10000021", ("month",), Period(date(2017, 3, 1), date(2017, 3, 31))
    )
    assert march.denominator == 573_261
    assert march.value == pytest.approx(100_000 * 6044 / 31 / 573_261)
    assert "mid-2017 (imported estimate, 422 small areas added)" in march.note


def test_england_is_more_than_its_councils(store: PublishedStore) -> None:
    april = Period(date(2011, 4, 1), date(2011, 4, 30))
    every = {v.area_code: v.value or 0 for v in store.values("dtoc_days", period=april)}
    assert every.pop("E92000001") == 108_064
    assert sum(every.values()) == 107_719


def test_who_answers_adds_up_to_the_reasons(store: PublishedStore) -> None:
    reasons = store.values("dtoc_days", "E10000021", ("reason",), YEAR)
    who = store.values("dtoc_days", "E10000021", ("attribution",), YEAR)
    assert sum(v.value or 0 for v in reasons) == sum(v.value or 0 for v in who) == 68_178


@pytest.mark.parametrize(
    ("trust", "sector", "shares"),
    [
        ("RNQ", "", [96.33, 96.15, 95.57, 96.83]),
        ("RNQ", "general and acute", [99.20, 99.00, 98.40, 99.50]),
        ("RNS", "", [86.11, 86.74, 88.85, 90.16]),
        ("RNS", "general and acute", [89.44, 89.85, 92.01, 92.98]),
        ("RNS", "maternity", [53.05, 56.68, 57.66, 58.84]),
    ],
)
def test_occupancy_by_quarter_and_sector(store: PublishedStore, trust: str, sector: str, shares: list[float]) -> None:
    found = store.values("occupancy", trust, ("quarter", *(["sector"] if sector else [])))
    kept = [v for v in found if v.group.get("sector", "") == sector]
    assert [v.group["quarter"][-2:] for v in kept] == ["Q1", "Q2", "Q3", "Q4"]
    assert [round(v.value or 0, 2) for v in kept] == shares


def test_occupancy_is_what_the_workbooks_print(imported: dict[str, Imported]) -> None:
    for name, one in imported.items():
        if one.family == "kh03":
            assert not one.set_aside, name
            assert not any("not what the beds give" in remark for remark in one.remarks), name


@pytest.mark.parametrize(
    ("trust", "days", "not_meeting", "discharged"), [("RNQ", 181, 21_837, 11_699), ("RNS", 175, 34_747, 9_356)]
)
def test_means_are_over_the_days_reported(
    store: PublishedStore, trust: str, days: int, not_meeting: int, discharged: int
) -> None:
    for name, total in (("no_longer_meeting_criteria", not_meeting), ("discharged", discharged)):
        (mean,) = store.values(name, trust)
        assert (mean.numerator, mean.denominator) == (total, days)
        assert mean.value == total / days
        assert mean.note == f"Mean of {days} days reported of 183."


def test_the_day_that_nobody_reported_is_nobodys_nought(imported: dict[str, Imported]) -> None:
    one = imported["england_trust_criteria_to_reside_2022-04_2022-09.csv.gz"]
    silent = [row for row in one.rows.to_pylist() if row["period_start"] == date(2022, 6, 19)]
    assert len(silent) == 121
    assert {row["value"] for row in silent} == {None}
    assert "707" in told(one.set_aside)


def test_four_hours_by_trust_and_type(store: PublishedStore) -> None:
    def share(area: str, kind: str = "") -> float:
        found = store.values("four_hour", area, ["type"] if kind else [], YEAR)
        return round(next(v.value or 0 for v in found if v.group.get("type", "") == kind), 2)

    # R1D has no row of type 2 in March 2017, the file's last month: its whole is not known there, and not in ALL
    assert (share("RNS"), share("RNQ"), share("ALL")) == (87.00, 83.42, 89.12)
    (march,) = store.values("four_hour", "R1D", period=Period(date(2017, 3, 1), date(2017, 3, 31)))
    assert (march.value, "type 2 is not known" in march.note) == (None, True)
    assert (share("RNS", "1"), share("RNS", "2"), share("RNQ", "1")) == (85.65, 99.37, 83.42)
    assert (share("ALL", "1"), share("ALL", "2"), share("ALL", "other")) == (83.68, 99.05, 99.42)


def test_projections_hold_every_variant() -> None:
    found = read(PEOPLE / "snpp2018_northamptonshire_json.tar.xz")
    table = found.rows
    assert set(table["variant"].to_pylist()) == {f"v{n}" for n in range(12)}
    assert not found.set_aside
    assert not found.remarks
