"""The directory: who would take somebody now, and by which rule the others would not."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from homefirst.days import LONDON
from homefirst.system import SystemFault, load_system
from homefirst.system.directory import EVERY_NEED, Directory, NoNeeds, hours_words, load_directory

FOLDER = Path(__file__).resolve().parents[2] / "systems" / "northamptonshire"
FRIDAY, SATURDAY, MONDAY = (datetime(2026, 1, day, 11, tzinfo=LONDON) for day in (9, 10, 12))
WEST, NORTH = "E06000062", "E06000061"


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory("northamptonshire")


def rules(directory: Directory, code: str, needs: NoNeeds, moment: datetime = FRIDAY, **where: str) -> list[str]:
    """The names of the rules that keep this service from taking somebody."""
    asked = {"pathway": "", "council": "", **where}
    found = directory.open_to(needs, asked.pop("pathway"), asked.pop("council"), moment, **asked)
    return next(([rule.name for rule in x.rules] for x in found.excluded if x.entry.service == code), [])


def test_every_service_that_the_simulator_names_is_in_the_directory(directory: Directory) -> None:
    flow = tomllib.loads((FOLDER / "flow.toml").read_text(encoding="utf-8"))
    tables = [table for group in flow.values() if isinstance(group, dict) for table in group.values()]
    named = {table["service"] for table in tables if isinstance(table, dict) and "service" in table}
    assert len(named) > 8
    assert named | {flow["system"]["home_care"]} <= set(directory.entries)


def test_what_no_document_tells_is_marked_invented_or_says_what_is_assumed(directory: Directory) -> None:
    assert all(entry.invented or (entry.source and entry.assumed) for entry in directory)
    homes = [entry for entry in directory if entry.invented and entry.is_home]
    assert len(homes) == 30
    assert all(home.neighbourhood and home.easting and home.cost_week and home.capacity for home in homes)
    assert len([e for e in directory if e.invented and e.kind == "home_care"]) == 12
    assert {home.neighbourhood for home in homes} == set(directory.centres)


def test_the_neighbourhoods_are_those_of_the_small_areas(directory: Directory) -> None:
    assert set(directory.centres) == {area.neighbourhood for area in load_system("northamptonshire").areas}


def test_a_home_that_takes_nobody_at_weekends_is_open_on_friday_and_again_on_monday(directory: Directory) -> None:
    home = directory.of("GOSSAMER")
    assert home is not None
    assert not home.weekends
    assert rules(directory, "GOSSAMER", NoNeeds(), FRIDAY) == []
    assert rules(directory, "GOSSAMER", NoNeeds(), SATURDAY) == ["hours"]
    assert home.opens(SATURDAY) == datetime(2026, 1, 12, 9, tzinfo=LONDON)
    assert home.opens(FRIDAY) == FRIDAY


def test_a_day_is_read_by_the_clock_in_england(directory: Directory) -> None:
    home = directory.of("GOSSAMER")
    assert home is not None
    early, late = (datetime(2026, 7, 3, hour, 30, tzinfo=UTC) for hour in (8, 16))
    assert home.open_at(early)  # half past nine in summer
    assert not home.open_at(late)


def test_each_rule_names_itself(directory: Directory) -> None:
    needs = NoNeeds(nursing=True, behaviour=True, two_care_workers=True, bariatric=True)
    assert rules(directory, "BUTTERSTITCH", needs) == ["need", "behaviour", "nursing", "two_care_workers"]
    assert rules(directory, "DAPPLEMERE", NoNeeds(), sex="male") == ["gender"]
    assert rules(directory, "DAPPLEMERE", NoNeeds(), sex="female") == []
    assert rules(directory, "SLIPPERS", NoNeeds(gender="male"), neighbourhood="Corby") == ["gender"]
    assert rules(directory, "SLIPPERS", NoNeeds(visits_a_day=5), neighbourhood="Corby") == ["need"]
    assert rules(directory, "SLIPPERS", NoNeeds(), neighbourhood="Daventry") == ["distance"]
    assert rules(directory, "BEDFRAME", NoNeeds(equipment=("riser chair",))) == ["equipment"]
    assert rules(directory, "START", NoNeeds(), pathway="3") == ["pathway"]
    assert rules(directory, "START", NoNeeds(), council="ANOTHER-COUNCIL") == ["distance"]
    assert rules(directory, "START", NoNeeds(), council=WEST, pathway="1") == []


def test_what_is_not_known_excludes_nobody(directory: Directory) -> None:
    weekday = datetime(2026, 1, 8, 11, tzinfo=LONDON)
    assert directory.open_to(NoNeeds(), "", "", weekday).excluded == ()


def test_a_service_excluded_by_the_hour_alone_is_known_by_that(directory: Directory) -> None:
    found = directory.open_to(NoNeeds(nursing=True), "3", NORTH, SATURDAY)
    by_code = {x.entry.service: x for x in found.excluded}
    assert by_code["KITEWILLOW"].only_hours
    assert not by_code["TREACLEWELL"].only_hours
    assert "next on Monday at 09:00" in by_code["KITEWILLOW"].rules[0].says


def test_hours_are_said_in_words(directory: Directory) -> None:
    words = {entry.service: hours_words(entry) for entry in directory}
    assert words["UCR"] == "Every day, at any hour"
    assert words["THIMBLEWICK"] == (
        "Monday to Thursday 09:00 to 17:00; Friday 09:00 to 12:00; nobody new Saturday to Sunday"
    )


def test_how_far_a_home_is_from_where_somebody_lives(directory: Directory) -> None:
    home, team = directory.of("ORRERY"), directory.of("START")
    assert home is not None and team is not None
    assert directory.distance(home, "Northampton") == pytest.approx(4.96, abs=0.01)
    assert directory.distance(home, "Corby") == pytest.approx(27.4, abs=1.0)
    assert directory.distance(home, "Atlantis") is None
    assert directory.distance(team, "Corby") is None


@settings(max_examples=60, deadline=None)
@given(
    some.builds(NoNeeds, *[some.booleans()] * 6, some.integers(0, 7), some.sampled_from(["", "female", "male"])),
    some.sampled_from(["", "0", "1", "2", "3"]),
    some.sampled_from(["", WEST, NORTH]),
    some.integers(0, 8000).map(lambda hours: MONDAY + timedelta(hours=hours)),
)
def test_everyone_is_either_taken_or_told_why_and_more_needs_never_open_a_door(
    directory: Directory, needs: NoNeeds, pathway: str, council: str, moment: datetime
) -> None:
    found = directory.open_to(needs, pathway, council, moment)
    assert len(found.entries) + len(found.excluded) == len(directory.entries)
    assert all(x.rules and all(rule.says.endswith(".") for rule in x.rules) for x in found.excluded)
    more = directory.open_to(replace(needs, nursing=True, dementia=True), pathway, council, moment)
    assert set(more.entries) <= set(found.entries)
    for entry in found.entries:
        assert entry.open_at(moment) and entry.opens(moment) == moment
    assert {need for need in EVERY_NEED if getattr(needs, need)} <= frozenset.intersection(
        EVERY_NEED, *(e.needs_met for e in found.entries)
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('service = "START"', 'service = "STRAT"', '"STRAT" is no service of system.toml'),
        ('service = "HICT"', 'service = "ICT"', '"ICT" stands here twice'),
        ("hours = [8, 18]", "hours = [18, 8]", "two hours of one day"),
        ("hours = [8, 18]", "hours = [8]", "two hours of one day"),
        ('needs_met = ["dementia"]', 'needs_met = ["demntia"]', '"demntia" is not a need'),
        ('pathways = ["1"]', 'pathways = ["4"]', '"4" is not a pathway'),
        ('service = "GOSSAMER"\ninvented = true', 'service = "GOSSAMER"', "should be true here exactly where"),
        ("contact_hours = 24", "contact_hours = 24\ncontact_days = 1", "contact_days: is not a key"),
        ("visits_most = 3", "visits_most = 3\ncolour = 3", "colour: is not a key"),
    ],
)
def test_a_slip_in_the_file_is_said_with_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "somewhere"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("scenarios"))
    file = folder / "directory.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SystemFault, match=r"directory.toml, line \d+: ") as said:
        load_directory(folder)
    assert fault in str(said.value)


def test_what_a_place_settles_for_itself_is_read_and_the_rest_is_as_usual(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "s", ignore=shutil.ignore_patterns("scenarios"))
    file = tmp_path / "s" / "directory.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("beds_hours = 24", "beds_hours = 12").replace("retainer_days", "# retainer_days"))
    directory = load_directory(tmp_path / "s")
    assert (directory.hours_of_room("GOSSAMER"), directory.hours_of_room("WAYMEET-NORTH")) == (12, 72)
    assert (directory.hours_to_answer("GOSSAMER"), directory.hours_to_answer("UCR")) == (24, 2)
    assert directory.limits.retainer_days == 30


def test_a_system_without_a_directory_has_an_empty_one(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "s", ignore=shutil.ignore_patterns("scenarios", "directory.toml"))
    assert load_directory(tmp_path / "s").entries == {}
