"""The invented week: written from its stories alone, taken in whole, and telling what the stories say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from homefirst.datadir import DataDir
from homefirst.demo_week import FILES, FOLDER, paths
from homefirst.demo_week.bed import NO_END, Beds, empty_beds
from homefirst.demo_week.invented import nhs_number, stated_nhs_number
from homefirst.demo_week.story import clock, read_stories
from homefirst.demo_week.telling import Telling
from homefirst.demo_week.write_week import live_the_week, one_more, write_week
from homefirst.event import Event, Kind
from homefirst.intake import Taken, take_in
from homefirst.journey import Journey, Spell, journey
from homefirst.people import Identifier, nhs_number_fault

SUNDAY_MIDNIGHT = datetime(2026, 1, 12, tzinfo=UTC)
STORIES = read_stories(FOLDER / "stories.toml")


class Week:
    """The week once taken in: each person's journey, by story."""

    def __init__(self, folder: Path) -> None:
        data_dir = DataDir(folder)
        self.taken = [take_in([path], data_dir, origin="made-up:the demo week") for path in paths()]
        self.again = take_in(paths(), data_dir)
        self.people, self.ledger = data_dir.people(), data_dir.ledger()
        self.tellings = live_the_week(STORIES)
        self.journeys = {key: self.journey(key) for key in self.first_keys()}

    def first_keys(self) -> set[str]:
        return {self.people.keys_of(key)[0] for key in self.ledger.persons() if key}

    def events(self, key: str) -> list[Event]:
        return self.ledger.person(*self.people.keys_of(key))

    def journey(self, key: str) -> Journey:
        return journey(key, self.events(key))

    def key(self, telling: Telling, hospital: str = "RNS") -> str:
        return self.people.key([Identifier("local", telling.person.numbers[hospital], hospital)])

    def lived(self, story: str) -> list[Journey]:
        return [self.journey(self.key(telling)) for telling in self.tellings if telling.story.name == story]

    def one(self, story: str) -> Journey:
        return self.lived(story)[0]

    def told(self, story: str) -> list[Event]:
        return [event for each in self.tellings if each.story.name == story for event in self.events(self.key(each))]

    def in_the_two_wards(self) -> list[Spell]:
        spells = [spell for one in self.journeys.values() for spell in one.spells if spell.is_open]
        return [spell for spell in spells if spell.location.startswith(("RNS:HAWTHORN", "RNS:ROWAN"))]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    taken = Week(tmp_path_factory.mktemp("week"))
    yield taken
    taken.ledger.close()


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file))


def messages() -> list[bytes]:
    return re.split(rb"\r(?=MSH)", (FOLDER / "week.hl7").read_bytes())


# --- the files ---


def test_the_files_kept_here_are_what_the_stories_write(tmp_path: Path) -> None:
    write_week(tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_the_week_is_large_enough_to_be_real_and_small_enough_to_ship() -> None:
    assert len(STORIES) >= 36
    assert len(messages()) >= 1_700
    assert len(live_the_week(STORIES)) >= 170
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 3_000_000


def test_every_nhs_number_is_from_the_synthetic_range() -> None:
    in_messages = re.findall(rb"\d+(?=\^\^\^NHS\^NH)", (FOLDER / "week.hl7").read_bytes())
    in_lists = [row["nhs_number"].encode() for name in ("last_year.csv", "reablement.csv") for row in rows(name)]
    stated = {number.decode() for number in in_messages + in_lists}
    assert all(re.fullmatch(r"9990\d{6}|0{10}", number) for number in stated)


def test_invented_nhs_numbers_pass_the_check_but_those_meant_to_fail() -> None:
    assert all(nhs_number_fault(nhs_number(number)) is None for number in range(1, 500))
    assert all(nhs_number_fault(stated_nhs_number(number, "fails")) for number in range(1, 500))
    assert len({nhs_number(number) for number in range(1, 3000)}) == 2999


def test_every_address_and_telephone_number_is_nobodys() -> None:
    text = (FOLDER / "week.hl7").read_bytes().decode("latin-1")
    people = re.findall(r"^PID.*$", text.replace("\r", "\n"), re.MULTILINE)
    postcodes = [row.split("|")[11].split("^")[4] for row in people if row.count("|") >= 11]
    phones = [row.split("|")[13] for row in people if row.count("|") >= 13]
    assert postcodes and all(code.endswith("ZZ") for code in postcodes)
    assert phones and all(phone.startswith("01632 960") for phone in phones)


def test_versions_of_the_messages_are_mixed_as_in_a_real_feed() -> None:
    versions = {fields[11] for message in messages() if len(fields := message.split(b"\r")[0].split(b"|")) > 11}
    assert versions == {b"2.3", b"2.4", b"2.5.1", b"2.8"}


def test_a_message_number_is_used_twice_only_when_the_very_same_message_came_twice() -> None:
    by_number: dict[bytes, set[bytes]] = {}
    for message in messages():
        fields = message.split(b"|")
        if len(fields) > 9:
            by_number.setdefault(fields[9], set()).add(message.rstrip(b"\r"))
    assert all(len(same) == 1 for same in by_number.values())


def test_the_date_words_of_a_story_are_read_as_meant() -> None:
    assert clock("Mon 09:10") == datetime(2026, 1, 5, 9, 10, tzinfo=UTC)
    assert clock("Sun") == datetime(2026, 1, 11, tzinfo=UTC)
    assert clock("18 Dec 07:05") == datetime(2025, 12, 18, 7, 5, tzinfo=UTC)
    assert clock("2 Jan 11:00") == datetime(2026, 1, 2, 11, tzinfo=UTC)
    assert clock("12 Jan 2019") == datetime(2019, 1, 12, tzinfo=UTC)


def test_a_person_gets_no_bed_rather_than_somebody_elses() -> None:
    beds: Beds = {place: [(datetime(2025, 1, 1, tzinfo=UTC), NO_END)] for place in empty_beds()}
    full = {place: list(times) for place, times in beds.items()}
    story = next(story for story in STORIES if story.name == "moved_for_good")
    with pytest.raises(ValueError, match="lower its copies"):
        one_more(story, 0, beds)
    assert beds == full


# --- what intake makes of them ---


def test_everything_is_kept_but_the_broken_messages(week: Week) -> None:
    *lists, hl7, hub = week.taken[:2] + week.taken[2:]
    for taken in (*lists, hub):
        assert taken.set_aside == 0 and taken.kept == taken.read, taken
    assert 18 <= hl7.set_aside <= 22
    assert hl7.known >= 50
    assert not any(taken.unreadable for taken in week.taken)


def test_taking_it_in_again_keeps_nothing_new(week: Week) -> None:
    assert total(week.taken).read == week.again.read
    assert week.again.kept == 0 and week.again.events == 0


def test_the_week_in_any_order_ends_in_the_same_journeys(week: Week, tmp_path: Path) -> None:
    shuffled = [message.rstrip(b"\r") + b"\r" for message in messages()]
    Random(3).shuffle(shuffled)
    (tmp_path / "shuffled.hl7").write_bytes(b"".join(shuffled))
    data_dir = DataDir(tmp_path / "other")
    lists = [path for path in reversed(paths()) if path.suffix == ".csv"]
    take_in([tmp_path / "shuffled.hl7", *lists], data_dir, origin="made-up:the demo week")
    people, ledger = data_dir.people(), data_dir.ledger()
    for key, one in week.journeys.items():
        assert journey(key, ledger.person(*people.keys_of(key))) == one
    ledger.close()


def total(several: list[Taken]) -> Taken:
    taken = Taken()
    for one in several:
        taken.add(one)
    return taken


def test_on_sunday_night_the_two_wards_are_nearly_full_and_nobody_shares_a_bed(week: Week) -> None:
    spells = week.in_the_two_wards()
    assert 48 <= len(spells) <= 52
    assert len({spell.location for spell in spells}) == len(spells)


def test_no_bed_holds_two_people_in_the_week_but_where_one_left_it_twice(week: Week) -> None:
    mistyped = {spell.key for story in ("left_twice", "left_before_she_came") for spell in week.one(story).spells}
    in_bed = [
        (stay.location, stay.started_at, stay.ended_at or SUNDAY_MIDNIGHT)
        for one in week.journeys.values()
        for spell in one.spells
        if spell.key not in mistyped
        for stay in spell.stays
        if stay.location.count(":") == 2
    ]
    assert len(in_bed) > 80
    for before, after in pairwise(sorted(in_bed)):
        assert before[0] != after[0] or before[2] <= after[1], (before, after)


def test_fifteen_to_twenty_people_are_ready_and_still_there_for_days_or_weeks(week: Week) -> None:
    ready = [spell for spell in week.in_the_two_wards() if spell.is_ready]
    nights = [spell.nights_since_ready(SUNDAY_MIDNIGHT) or 0 for spell in ready]
    assert 15 <= len(ready) <= 20
    assert min(nights) <= 1
    assert [sum(night > days for night in nights) >= 2 for days in (7, 14, 21)] == [True, True, True]
    assert len({delay.reason for spell in ready for delay in spell.open_delays()}) >= 10


# --- what became of the people in the stories ---


def test_someone_unwell_again_has_two_runs_of_readiness(week: Week) -> None:
    spell = week.one("unwell_again").spells[0]
    assert len(spell.ready) == 2
    assert not spell.is_open


@pytest.mark.parametrize("story", ["the_taxi_never_came", "the_cancelling_came_first"])
def test_a_cancelled_discharge_leaves_one_stay_that_ends_later(week: Week, story: str) -> None:
    (spell,) = week.one(story).spells
    (retracted,) = [event for event in week.told(story) if event.kind == Kind.RETRACTED]
    assert spell.ended_at is not None and spell.ended_at > retracted.recorded_at
    assert len(spell.stays) == 1


@pytest.mark.parametrize("story", ["admitted_by_mistake", "the_mistake_came_second"])
def test_a_cancelled_admission_leaves_the_attendance_and_no_stay(week: Week, story: str) -> None:
    assert week.one(story).spells == ()
    assert len(week.one(story).attendances) == 1


def test_a_cancelled_move_did_not_happen(week: Week) -> None:
    (spell,) = week.one("a_move_that_did_not_happen").spells
    assert {stay.location[:12] for stay in spell.stays} == {"RNS:HAWTHORN"}


def test_neighbours_who_changed_beds_each_have_the_others(week: Week) -> None:
    first, second = (one.spells[0].stays for one in week.lived("swapped_beds"))
    assert [stay.location for stay in first] == [stay.location for stay in reversed(second)]


def test_two_hospital_numbers_of_one_person_make_one_journey(week: Week) -> None:
    spells = week.one("to_the_hospital_near_her_daughter").spells
    assert [(spell.provider, spell.admission_method) for spell in spells] == [("RNS", "21"), ("RNQ", "81")]


def test_the_record_of_somebody_unknown_is_joined_to_the_true_one(week: Week) -> None:
    telling = next(telling for telling in week.tellings if telling.story.name == "nobody_knew_who_he_was")
    unknown = week.people.key([Identifier("local", telling.person.temporary, "RNS")])
    assert unknown in week.people.keys_of(week.key(telling))
    assert len(week.one("nobody_knew_who_he_was").attendances) == 1


def test_the_month_before_is_found_for_somebody_who_came_back(week: Week) -> None:
    earlier, later = week.one("back_within_the_month").spells
    assert earlier.ended_at is not None and (later.started_at - earlier.ended_at).days < 30


def test_every_forecast_of_a_leaving_day_is_kept(week: Week) -> None:
    days = [expected.day for expected in week.one("the_date_moved_three_times").spells[0].expected]
    assert len(dict.fromkeys(days)) == 4


def test_codes_the_wrong_way_round_are_read_the_right_way(week: Week) -> None:
    (spell,) = week.one("codes_the_wrong_way_round").spells
    assert (spell.destination, spell.discharge_method) == ("19", "1")


def test_someone_who_died_on_the_ward_is_known_to_have_died(week: Week) -> None:
    one = week.one("died_on_the_ward")
    assert one.died_at == one.spells[0].ended_at
    assert (one.spells[0].destination, one.spells[0].discharge_method) == ("79", "4")


def test_numbers_that_cannot_be_right_join_nobody(week: Week) -> None:
    for story in ("no_nhs_number", "a_number_mistyped", "ten_noughts"):
        keys = [week.key(telling) for telling in week.tellings if telling.story.name == story]
        assert all(week.people.keys_of(key) == (key,) for key in keys), story


def test_what_looks_wrong_in_the_stories_reaches_the_journeys(week: Week) -> None:
    before = week.one("left_before_she_came").spells[0]
    assert before.ended_at is not None and before.ended_at < before.started_at
    assert sum(spell.is_open for spell in week.one("in_two_hospitals_at_once").spells) == 2
    died = week.one("died_and_the_bed_kept")
    assert died.died_at is not None and died.spells[0].ended_at == died.died_at
    assert week.one("a_delay_that_cannot_be").spells[0].delays[0].detail == "C/social_care"
    assert week.one("expected_seven_years_ago").spells[0].expected_discharge_date == "2019-01-12"
    assert len({event.happened_at for event in week.told("left_twice") if event.kind == Kind.DISCHARGED}) == 2


# --- the year before ---


def last_year_spells() -> list[tuple[str, datetime, datetime, str]]:
    def at(text: str) -> datetime:
        return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=UTC)

    return sorted(
        (row["nhs_number"], at(row["admitted_at"]), at(row["discharged_at"]), row["destination"])
        for row in rows("last_year.csv")
    )


def test_a_fifth_of_last_years_people_left_at_a_weekend() -> None:
    spells = last_year_spells()
    assert 650 <= len(spells) <= 750
    assert 0.19 <= sum(left.weekday() >= 5 for _, _, left, _ in spells) / len(spells) <= 0.23


def test_a_fifth_of_last_years_people_came_back_within_thirty_days() -> None:
    spells = last_year_spells()
    pairs = pairwise(spells)
    back = sum(one[0] == after[0] and (after[1] - one[2]).days < 30 for one, after in pairs)
    assert 0.17 <= back / sum(destination != "79" for *_, destination in spells) <= 0.25


def test_nobody_last_year_was_in_two_stays_at_once_or_came_back_from_the_dead() -> None:
    spells = last_year_spells()
    for one, after in pairwise(spells):
        assert one[1] < one[2]
        if one[0] == after[0]:
            assert one[2] < after[1] and one[3] != "79"


def test_those_with_reablement_had_left_hospital_days_before_it_began(week: Week) -> None:
    listed = rows("reablement.csv")
    assert 50 <= len(listed) <= 70
    assert {row["where_on_day_91"] for row in listed} == {"", "at home", "hospital", "care home", "died"}
    for row in listed:
        started = datetime.strptime(row["started_on"], "%d/%m/%Y").replace(tzinfo=UTC).date()
        key = week.people.find(row["nhs_number"])
        assert key is not None
        assert any(is_soon_after(spell, started) for spell in week.journey(key).spells)


def is_soon_after(spell: Spell, day: date) -> bool:
    return spell.ended_at is not None and 0 <= (day - spell.ended_at.date()).days <= 2
