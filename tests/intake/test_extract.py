"""Extracts: rows into events by a mapping, counted, kept once, and set aside when they cannot be placed."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from homefirst.datadir import DataDir
from homefirst.event import Event
from homefirst.intake import SetAsideStore, Taken, replay, take_in
from homefirst.intake.mapping_file import read_mapping

ROOT = Path(__file__).parents[2]
EXTRACTS = ROOT.parent / "shared" / "data" / "extracts"
MAPPINGS = ROOT / "docs" / "mappings"
needs_extracts = pytest.mark.skipif(not EXTRACTS.exists(), reason="the extracts of ../shared/data are not here")

HUB = """
title = "Hub list"
source = "hub list"
formats = ["%d/%m/%Y %H:%M", "iso"]
[person]
columns = ["number"]
assigner = "RNS"
nhs_number = "nhs"
[person.identity]
family = "name"
birth_date = "born"
[values.what]
"Pathway" = "pathway_chosen"
"Asked" = "referred"
[values.detail]
"Pathway 1" = "1"
[[event]]
kind = { column = "what", map = "what" }
when = "when"
recorded = { first = ["entered", "when"] }
detail = { column = "detail", map = "detail" }
location = { column = "ward", prefix = "RNS:", upper = true }
spell = "visit"
name = "asked"
[[event]]
kind = "accepted"
when = "answered"
about = "asked"
only_if = [{ column = "answered", present = true }, { column = "what", equals = ["Asked"] }]
"""
HEADINGS = "when,entered,number,nhs,name,born,what,detail,ward,visit,answered"
ROW = "05/01/2026 09:00,,1234567,9990000018,Invented,1940-02-15,Pathway,pathway  1,rowan,V1,"


def files(folder: Path, rows: list[str], mapping: str = HUB, headings: str = HEADINGS, name: str = "hub.csv") -> Path:
    (folder / "hub.toml").write_text(mapping)
    content = "\n".join([headings, *rows]).encode()
    file = folder / name
    file.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return file


def counts(taken: Taken) -> tuple[int, int, int, int]:
    return taken.read, taken.kept, taken.known, taken.set_aside


def all_events(data_dir: DataDir) -> list[Event]:
    return [event for _, event in data_dir.ledger().after(0, 1_000_000)]


@pytest.mark.parametrize("name", ["hub.csv", "hub.csv.gz"])
def test_a_row_becomes_events_by_the_mapping_beside_the_file(data_dir: DataDir, tmp_path: Path, name: str) -> None:
    file = files(tmp_path, [ROW], name=name)
    assert counts(take_in([file], data_dir)) == (1, 1, 0, 0)
    assert counts(take_in([file], data_dir)) == (1, 0, 1, 0)
    (event,) = all_events(data_dir)
    assert (str(event.kind), event.detail, event.location, event.source) == (
        "pathway_chosen",
        "1",
        "RNS:ROWAN",
        "hub list",
    )
    assert event.happened_at == event.recorded_at == datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    people = data_dir.people()
    assert people.find("RNS 1234567") == event.person == people.find("9990000018")
    assert people.identity(event.person).birth_date == date(1940, 2, 15)
    assert event.spell == people.opaque("visit", "RNS", "V1")


def test_one_row_may_give_several_events_of_which_one_answers_another(data_dir: DataDir, tmp_path: Path) -> None:
    row = "05/07/2026 09:00,2026-07-06 10:00,1234567,,,,Asked,reablement,,,07/07/2026 12:00"
    take_in([files(tmp_path, [row])], data_dir)
    asked, accepted = all_events(data_dir)
    assert (str(asked.kind), str(accepted.kind), accepted.about) == ("referred", "accepted", asked.id)
    assert asked.detail == "raw:reablement"
    assert asked.happened_at == datetime(2026, 7, 5, 8, 0, tzinfo=UTC)  # summer time
    assert asked.recorded_at == datetime(2026, 7, 6, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROW.replace("Pathway,", "Gossip,"), "[values.what] does not list"),
        (ROW.replace("05/01/2026", "31/02/2026"), "no time that can be read for [[event]] 1 when"),
        (ROW.replace("1234567", "").replace("9990000018", ""), "names nobody"),
        (ROW.replace("1234567", "").replace("9990000018", "0000000000"), "no hospital number or NHS number that can"),
        (ROW.replace("1234567", "UNKNOWN").replace("9990000018", ""), "names nobody"),
        (ROW.replace("1234567", "9999999").replace("9990000018", ""), "names nobody"),
        (ROW + ",more", "12 cells where there are 11 headings"),
    ],
)
def test_a_row_that_cannot_be_placed_is_set_aside_with_the_reason_and_no_name(
    data_dir: DataDir, tmp_path: Path, row: str, expected: str
) -> None:
    file = files(tmp_path, [row, ROW])
    for _ in range(2):
        assert take_in([file], data_dir).set_aside == 1
    (aside,) = SetAsideStore(data_dir.set_aside).all()
    assert expected in aside.reason
    assert not any(word in aside.reason for word in ("Invented", "1234567", "1940"))
    assert row.encode() in (SetAsideStore(data_dir.set_aside).body(aside.sha256) or b"")
    assert len(all_events(data_dir)) == 1


def test_a_row_is_understood_once_its_mapping_is_mended(data_dir: DataDir, tmp_path: Path) -> None:
    take_in([files(tmp_path, [ROW.replace("Pathway,", "Way home,")])], data_dir)
    assert counts(replay(data_dir)) == (1, 0, 0, 1)
    (tmp_path / "hub.toml").write_text(HUB.replace('"Pathway" =', '"Way home" ='))
    assert counts(replay(data_dir)) == (1, 1, 0, 0)
    assert SetAsideStore(data_dir.set_aside).waiting() == []


def test_a_cell_that_looks_like_a_formula_is_text_and_stays_text(data_dir: DataDir, tmp_path: Path) -> None:
    take_in([files(tmp_path, [ROW.replace("pathway  1", cell) for cell in ("=1+1", "+1", "-1", "@SUM(A1)")])], data_dir)
    assert sorted(event.detail for event in all_events(data_dir)) == ["raw:+1", "raw:-1", "raw:=1+1", "raw:@SUM(A1)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_with_accents_are_read_in_the_encoding_they_came_in(
    data_dir: DataDir, tmp_path: Path, encoding: str
) -> None:
    file = files(tmp_path, [])
    file.write_bytes(f"{HEADINGS}\r\n{ROW.replace('Invented', 'Zoë’s')}\r\n".encode(encoding))
    take_in([file], data_dir)
    assert data_dir.people().identity(all_events(data_dir)[0].person).family == "Zoë’s"


def test_rows_that_are_their_own_person_stay_apart_and_are_the_same_next_time(
    data_dir: DataDir, tmp_path: Path
) -> None:
    mapping = 'title = "t"\nsource = "s"\n[person]\nrow = true\nassigner = "X"\n'
    mapping += '[[event]]\nkind = "attended"\nwhen = { date = "day", time = "hours", map = "h" }\n'
    mapping += '[[event]]\nkind = "left_department"\n'
    mapping += 'when = { date = "day", time = "hours", map = "h", plus_minutes = "minutes" }\n'
    mapping += '[values.h]\n"08-11" = "08:00"\n'
    file = files(
        tmp_path, ["2026-01-05,08-11,90", "2026-01-05,08-11,90", "", "2026-01-05,8ish,90"], mapping, "day,hours,minutes"
    )
    assert counts(take_in([file], data_dir)) == (3, 2, 0, 1)
    assert counts(take_in([file], data_dir)) == (3, 0, 2, 1)
    events = all_events(data_dir)
    assert len({event.person for event in events}) == 2
    assert events[1].happened_at - events[0].happened_at == datetime(1, 1, 1, 1, 30) - datetime(1, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize("minutes", ["999999999", "9" * 5000, "-999999999", "--5", "1.5", "٣", "soon", "", "-"])
def test_a_number_of_minutes_that_cannot_be_right_sets_its_row_aside(
    data_dir: DataDir, tmp_path: Path, minutes: str
) -> None:
    mapping = 'title = "t"\nsource = "s"\n[person]\nrow = true\nassigner = "X"\n[[event]]\nkind = "attended"\n'
    mapping += 'when = { column = "at", plus_minutes = "minutes" }\n'
    file = files(tmp_path, [f"2026-01-05 08:00,{minutes}", "2026-01-05 08:00,-30"], mapping, "at,minutes")
    taken = take_in([file], data_dir)
    assert counts(taken) == (2, 1, 0, 1)
    assert all("minutes for [[event]] 1 when" in reason for reason in taken.reasons)


def test_a_file_without_headings_is_refused_without_printing_its_first_person(
    data_dir: DataDir, tmp_path: Path
) -> None:
    file = files(tmp_path, [])
    file.write_text(f"{ROW}\n{ROW}\n")
    (sentence,) = take_in([file], data_dir).unreadable
    assert "of its 11 cells, 0 are columns that are looked for" in sentence
    assert not any(cell in sentence for cell in ROW.split(",") if cell)


def test_events_of_a_service_belong_to_nobody(data_dir: DataDir, tmp_path: Path) -> None:
    mapping = 'title = "t"\nsource = "s"\n[person]\nnone = true\n[[event]]\nkind = "capacity_reported"\n'
    mapping += 'when = { constant = "2026-01-05 09:00" }\nservice = "home"\ndetail = "free"\nsequence = "n"\n'
    take_in([files(tmp_path, ["H1,3,7"], mapping, "home,free,n")], data_dir)
    (event,) = all_events(data_dir)
    assert (event.person, event.service, event.detail, event.sequence) == ("", "H1", "3", 7)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEADINGS, "headings but no rows"),
        (HEADINGS.replace("ward", "site") + "\n" + ROW, 'no column "ward", which hub.toml needs'),
        (HEADINGS.replace("nhs", "number") + "\n" + ROW, 'two columns called "number"'),
    ],
)
def test_a_file_that_does_not_fit_its_mapping_gets_one_sentence(
    data_dir: DataDir, tmp_path: Path, content: str, expected: str
) -> None:
    file = files(tmp_path, [])
    file.write_text(content)
    (sentence,) = take_in([file], data_dir).unreadable
    assert expected in sentence
    assert all_events(data_dir) == []


def test_an_extract_without_a_mapping_is_told_how_to_get_one(data_dir: DataDir, tmp_path: Path) -> None:
    file = tmp_path / "loose.csv"
    file.write_text("a,b\n1,2\n")
    (sentence,) = take_in([file], data_dir).unreadable
    assert "--mapping FILE.toml" in sentence
    assert "loose.toml" in sentence


@needs_extracts
def test_the_hospital_event_log_gives_500_people_and_all_of_its_5442_events(data_dir: DataDir) -> None:
    file, mapping = EXTRACTS / "hospital_event_log.csv.gz", MAPPINGS / "hospital_event_log.toml"
    taken = take_in([file], data_dir, mapping=mapping)
    assert (taken.read, taken.kept, taken.events) == (5_442, 5_442, 5_442)
    assert len(list(data_dir.ledger().persons())) == 500
    assert take_in([file], data_dir, mapping=mapping).known == 5_442
    details = {(str(event.kind), event.detail) for event in all_events(data_dir)}
    assert ("attended", "unknown") in details
    assert ("left_department", "") in details
    assert ("noted", "X-Ray/start") in details


@needs_extracts
def test_every_row_of_the_synthetic_attendances_is_kept_as_its_own_person(data_dir: DataDir) -> None:
    file, mapping = EXTRACTS / "synthetic_ae.csv.gz", MAPPINGS / "synthetic_ae.toml"
    rows = gzip.decompress(file.read_bytes()).count(b"\n") - 1
    taken = take_in([file], data_dir, mapping=mapping)
    assert rows > 9_000
    assert (taken.read, taken.kept, taken.events) == (rows, rows, 2 * rows)
    assert len(list(data_dir.ledger().persons())) == rows
    assert take_in([file], data_dir, mapping=mapping).events == 0


def test_every_worked_mapping_can_be_read() -> None:
    assert [read_mapping(path).title for path in sorted(MAPPINGS.glob("*.toml"))]
