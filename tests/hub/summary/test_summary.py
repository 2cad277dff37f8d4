"""The discharge summary: headings, versions for each receiver, what is missing, what was read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.before_leaving import carer_spoken_with
from homefirst.hub.medicines import KeptLists, compare, read_allergies_in, read_lines
from homefirst.hub.needs import Needs
from homefirst.hub.summary import (
    About,
    Need,
    Receiver,
    ReceiverKind,
    known,
    load_headings,
    read_version,
    receivers,
    sent,
    standing,
    version,
    write_text,
)
from homefirst.journey import journey
from homefirst.system.directory import load_directory

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
BEFORE = read_lines("Ramipril 5 mg; 5 mg; od\nAspirin 75 mg; 75 mg; od\nMetformin 500 mg; 500 mg; bd").medicines
NOW_TAKEN = read_lines("Ramipril 5 mg; 5 mg; od; long term\nMetformin; paused until 2026-02-01: kidneys").medicines


def event(kind: Kind, days: float, **rest: str) -> Event:
    return new_event("p1", kind, START + timedelta(days=days), **{"spell": "s1", **rest})


def stay(*more: Event) -> list[Event]:
    asked = event(Kind.REFERRED, 1, service="QUILLFEATHER", detail="care_home_placement")
    return [
        event(Kind.PRACTICE_CHANGED, -900, location="K83001"),
        event(Kind.ADMITTED, 0, location="RNS:TALBOT", detail="21"),
        event(Kind.EXPECTED_DISCHARGE_SET, 0.5, detail="2026-01-09"),
        event(Kind.PATHWAY_CHOSEN, 1, detail="3"),
        asked,
        event(Kind.ACCEPTED, 2, service="QUILLFEATHER", about=asked.id, detail="2026-01-09"),
        *more,
    ]


def about(*more: Event, discharge: bool = True) -> About:
    lists = KeptLists(BEFORE, None, NOW_TAKEN if discharge else None, read_allergies_in("Penicillin: rash"), {})
    lines = compare(BEFORE, (), NOW_TAKEN, lists.allergies) if discharge else ()
    directory, needs = load_directory("northamptonshire"), Needs(nursing=True, equipment=("hoist",))
    now = START + timedelta(days=3)
    return About(
        journey("p1", stay(*more)), lists, lines, needs, lambda code: code, directory, now, {"name": "Ada"}, "Ward"
    )


def test_every_heading_names_its_need_and_who_gets_it_and_says_what_was_not_verified() -> None:
    found = load_headings()
    assert len(found.headings) == 24
    assert sum(one.verified for one in found.headings) == 14  # of the sixteen seen, two are only of an A&E attendance
    assert all(one.receivers for one in found.headings)
    assert found.of("medications-and-medical-devices").need is Need.MANDATORY  # type: ignore[union-attr]
    assert not found.need_verified


def test_what_the_ledger_knows_is_filled_in() -> None:
    said = known(about())
    assert said["practice"] == "K83001"
    assert "Expected to leave Fri 9 January 2026" in said["leaving"]
    assert said["needs"] == "Nursing care\nEquipment: hoist"
    assert said["plan"].startswith("QUILLFEATHER: Care home")
    assert said["allergies"] == "Penicillin: rash"
    assert said["medicines"] == "not accounted for: 1, paused: 1, continued: 1"


def test_a_practice_gets_more_than_a_provider_and_a_provider_more_than_a_pharmacy(data_dir: DataDir) -> None:
    documents = data_dir.documents()
    written = [
        event(
            Kind.SECTION_WRITTEN,
            2,
            detail=f"summary/{one.code}",
            document=documents.put(write_text("x"), "application/json"),
        )
        for one in load_headings().headings
    ]
    told = about(*written)
    drafts = standing(told.journey, documents, known(told))
    documents.close()
    codes = {
        kind: {passage.code for passage in version(Receiver(kind, "S", "S"), told, drafts).passages}
        for kind in (ReceiverKind.GP, ReceiverKind.PROVIDER, ReceiverKind.PHARMACY)
    }
    assert codes[ReceiverKind.GP] > codes[ReceiverKind.PROVIDER] > codes[ReceiverKind.PHARMACY]
    assert "safety-alerts" in codes[ReceiverKind.PROVIDER] - codes[ReceiverKind.PHARMACY]


def test_who_gets_it_is_the_practice_who_said_yes_and_the_person_with_the_supply_rule() -> None:
    found = receivers(about())
    assert [(one.kind.value, one.service) for one in found] == [
        ("gp", "K83001"),
        ("provider", "QUILLFEATHER"),
        ("person", ""),
    ]
    assert found[1].medicines_days == 28


def test_missing_headings_and_unexplained_medicines_are_said_those_that_must_be_there_first(data_dir: DataDir) -> None:
    documents, told = data_dir.documents(), about()
    drafts = standing(told.journey, documents, known(told))
    documents.close()
    found = version(Receiver(ReceiverKind.PROVIDER, "S", "S"), told, drafts).missing
    must = [one.words for one in found if one.must]
    assert must[:2] == ["Diagnoses", "What happened"]
    assert any(words.startswith("aspirin: It was taken before admission and is missing") for words in must)
    assert [one.must for one in found] == sorted((one.must for one in found), reverse=True)
    without = about(discharge=False)
    assert any(
        "not compared" in one.words for one in version(Receiver(ReceiverKind.GP, "S", "S"), without, drafts).missing
    )


def test_the_persons_own_says_what_to_stop_to_wait_with_and_to_ask_about(data_dir: DataDir) -> None:
    documents, told = data_dir.documents(), about()
    drafts = standing(told.journey, documents, known(told))
    documents.close()
    found = version(Receiver(ReceiverKind.PERSON, "", "The person"), told, drafts)
    said = {one.words: one.lines for one in found.passages}
    assert said["Going home"] == ("We expect that you can leave hospital on Fri 9 January 2026. "
                                  "If that changes, we tell you and your family.",)  # fmt: skip
    assert said["Who comes"][0].startswith("QUILLFEATHER (care home")
    assert said["Medicines to wait with"] == ("Metformin: do not take it until 2026-02-01. Why: kidneys.",)
    assert said["Medicines to go on with"] == ("Ramipril 5 mg: 5 mg, once a day, long term.",)
    assert said["Ask us about these before you leave"][0].startswith("Aspirin 75 mg: you took it before")
    assert read_version(found.as_document())["receiver"]["kind"] == "person"


def test_a_summary_waits_until_its_own_service_reads_it() -> None:
    one = event(Kind.SUMMARY_SENT, 2, service="QUILLFEATHER")
    other = event(Kind.SUMMARY_SENT, 2, service="K83001")
    read = event(Kind.SUMMARY_RECEIVED, 2.2, service="K83001", about=other.id)
    by_service = {s.event.service: s for s in sent(journey("p1", stay(one, other, read)))}
    assert by_service["QUILLFEATHER"].is_unread(START + timedelta(days=4))
    assert not by_service["QUILLFEATHER"].is_unread(START + timedelta(days=2.5))
    assert round(by_service["K83001"].waits_hours(START + timedelta(days=9)), 1) == 4.8


def test_writing_what_a_carer_wants_into_a_summary_is_not_speaking_with_the_carer() -> None:
    wants = "patient-and-carer-concerns-expectations-and-wishes"
    told = journey("p1", stay(event(Kind.SECTION_WRITTEN, 2, detail=f"summary/{wants}", document="d" * 64)))
    asked = journey(
        "p1", stay(event(Kind.SECTION_WRITTEN, 2, detail="discharge-notification/carer", document="d" * 64))
    )
    assert told.open_spell is not None
    assert asked.open_spell is not None
    assert not carer_spoken_with(told, told.open_spell)
    assert carer_spoken_with(asked, asked.open_spell)
