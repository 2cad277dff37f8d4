"""What each kind of HL7 message says happened. The sentences here are the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from homefirst.event import Kind
from homefirst.intake.feed import read
from homefirst.intake.hl7 import OF_SEVERAL_PEOPLE, SetAside, Understood
from homefirst.intake.hl7_message import parse
from homefirst.intake.hl7_trigger import MERGES, RULES
from homefirst.people import Identifier
from tests.intake.messages import PID, Keys, adt, kinds, said

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "hl7v2"
HOME = [("residence_changed", "")]  # the postcode alone says which council


def reason(body: bytes) -> str:
    found = read(body, Keys(), "uk")
    assert isinstance(found, SetAside)
    return found.reason


def test_an_admission_is_told_with_its_ward_method_spell_and_two_times() -> None:
    event = said(adt("A01", happened="20260105100000", p4="21")).events[0]
    assert event.kind is Kind.ADMITTED
    assert (event.person, event.detail, event.location) == ("RNS-1234567", "21", "RNS:HAWTHORN:B07")
    assert event.spell == "visit/RNS/V1"
    assert event.happened_at == datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
    assert event.recorded_at == datetime(2026, 1, 5, 10, 15, tzinfo=UTC)
    assert (event.source, event.sequence) == ("PAS@RNS", 7)


def test_the_admission_time_of_the_visit_comes_before_the_times_of_the_message() -> None:
    assert said(adt("A01", happened="20260105100000", p44="202601050930")).events[0].happened_at.minute == 30
    assert said(adt("A01", p44="20260230")).events[0].happened_at.minute == 15
    assert said(adt("A01", evn="")).events[0].happened_at.minute == 20


@pytest.mark.parametrize(
    ("trigger", "care_class", "expected"),
    [
        ("A01", "E", [("attended", "unknown"), *HOME]),
        ("A01", "I", [("admitted", ""), *HOME]),
        ("A01", "P", [("admitted", ""), *HOME]),
        ("A01", "O", [("noted", "A01"), *HOME]),
        ("A02", "I", [("moved", "")]),
        ("A02", "O", [("noted", "A02")]),
        ("A03", "I", [("discharged", "/")]),
        ("A03", "E", [("left_department", "")]),
        ("A03", "O", [("noted", "A03")]),
        ("A04", "E", [("attended", "unknown"), *HOME]),
        ("A04", "O", [("noted", "A04"), *HOME]),
        ("A05", "P", [("noted", "A05")]),
        ("A06", "I", [("admitted", "")]),
        ("A07", "O", [("discharged", "/")]),
        ("A08", "I", [("registered", "")]),
        ("A09", "I", [("noted", "A09")]),
        ("A14", "I", [("noted", "A14")]),
        ("A16", "I", [("noted", "A16")]),
        ("A11", "I", [("retracted", "admitted")]),
        ("A11", "E", [("retracted", "attended")]),
        ("A12", "I", [("retracted", "moved")]),
        ("A13", "I", [("retracted", "discharged"), ("moved", "")]),
        ("A13", "E", [("retracted", "left_department")]),
        ("A25", "I", [("retracted", "expected_discharge_set")]),
        ("A26", "I", [("retracted", "noted:A15")]),
        ("A27", "I", [("retracted", "noted:A14")]),
        ("A38", "P", [("retracted", "noted:A05")]),
        ("A28", "N", [("registered", ""), *HOME]),
        ("A60", "I", [("noted", "A60")]),
    ],
)
def test_each_trigger_says_its_own_thing_by_class_of_care(
    trigger: str, care_class: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(adt(trigger, p2=care_class)) == expected


def test_every_known_trigger_gives_at_least_one_event() -> None:
    for trigger in RULES:
        other = PID.replace("1234567", "7654321") if trigger in OF_SEVERAL_PEOPLE - MERGES else ""
        assert said(adt(trigger, "MRG|7654321^^^RNS^PI", other)).events


@pytest.mark.parametrize(
    ("method", "destination", "expected"),
    [
        ("1", "19", "19/1"),
        ("19", "1", "19/1"),
        ("85", "", "85/"),
        ("", "54", "54/"),
        ("19", "54", "54/19"),
        ("ok", "a/b", "a b/ok"),
    ],
)
def test_destination_and_method_are_put_right_when_a_sender_has_them_swapped(
    method: str, destination: str, expected: str
) -> None:
    assert kinds(adt("A03", p36=method, p37=destination)) == [("discharged", expected)]


def test_a_death_on_the_ward_ends_the_stay_and_the_life() -> None:
    left, died = said(adt("A03", p36="4", p37="79")).events
    assert (left.kind, died.kind, died.about) == (Kind.DISCHARGED, Kind.DIED, left.id)
    assert died.happened_at == left.happened_at


def test_an_american_disposition_is_turned_into_destination_and_method() -> None:
    assert kinds(adt("A03", p36="03"), "us") == [("discharged", "85/1")]
    assert kinds(adt("A03", p36="20"), "us") == [("discharged", "79/4"), ("died", "")]
    assert kinds(adt("A01", p4="E"), "us")[0] == ("admitted", "21")


def test_an_update_restates_when_the_stay_began_and_ended() -> None:
    events = said(adt("A08", p44="20260103080000", p45="20260105090000", p36="1", p37="19", p4="21")).events
    assert [(e.kind.value, e.detail, e.location, e.happened_at.day) for e in events] == [
        ("registered", "", "RNS:HAWTHORN:B07", 5),
        ("admitted", "21", "RNS", 3),
        ("discharged", "19/1", "RNS:HAWTHORN:B07", 5),
    ]
    assert kinds(adt("A08", p2="E", p44="20260103080000")) == [("registered", "")]


def test_the_expected_day_of_discharge_is_read_from_any_message_and_can_be_taken_back() -> None:
    assert kinds(adt("A16", "PV2|||||||||20260109")) == [("expected_discharge_set", "2026-01-09")]
    assert kinds(adt("A02", "PV2|||||||||202601091200"))[-1] == ("expected_discharge_set", "2026-01-09")
    assert kinds(adt("A08", 'PV2|||||||||""'))[-1] == ("retracted", "expected_discharge_set")
    assert kinds(adt("A02", 'PV2|||||||||""')) == [("moved", "")]
    assert kinds(adt("A25", "PV2|||||||||20260109")) == [("retracted", "expected_discharge_set")]


def test_readiness_is_read_from_the_national_segment_with_the_day_it_began() -> None:
    ready = said(adt("A08", f"ZU1{'|' * 22}Y||20260104")).events[1]
    assert (ready.kind, ready.happened_at) == (Kind.CRITERIA_TO_RESIDE_NOT_MET, datetime(2026, 1, 4, tzinfo=UTC))
    assert ready.recorded_at == datetime(2026, 1, 5, 10, 15, tzinfo=UTC)
    assert kinds(adt("A08", f"ZU1{'|' * 22}n"))[-1] == ("criteria_to_reside_met", "")


def test_somebody_ready_again_after_being_unwell_is_ready_from_when_it_was_asked_again() -> None:
    def times(trigger: str, since: str) -> list[int]:
        events = said(adt(trigger, f"ZU1{'|' * 22}Y||{since}", p44="20260105090000")).events
        return [e.happened_at.hour for e in events if e.kind is Kind.CRITERIA_TO_RESIDE_NOT_MET]

    assert times("A08", "20260104070000") == [7, 10]
    assert times("A08", "20260105101500") == times("A08", "") == [10]
    assert times("A01", "20260105093000") == [9]  # not before it began, whenever the stay did


@pytest.mark.parametrize("trigger", ["A01", "A08", "A31", "A60"])
def test_a_death_is_heard_from_any_message_with_its_time(trigger: str) -> None:
    def died(end: str) -> list[datetime]:
        events = said(adt(trigger, pid=PID.ljust(len(PID) + 29 - PID.count("|"), "|") + end)).events
        return [e.happened_at for e in events if e.kind is Kind.DIED and not (e.spell or e.location)]

    message = datetime(2026, 1, 5, 10, 15, tzinfo=UTC)
    assert died("20260103071500|Y") == [datetime(2026, 1, 3, 7, 15, tzinfo=UTC)]
    assert died("20260103|Y") == [datetime(2026, 1, 3, tzinfo=UTC)]
    assert died("20260105|Y") == died("|Y") == died("20269999|Y") == [message]
    assert died("|N") == died("|") == []


def test_a_death_in_a_and_e_is_heard_and_no_death_is_told_twice_by_one_message() -> None:
    for method, destination in (("4", ""), ("", "79")):
        left, died = said(adt("A03", p2="E", p36=method, p37=destination)).events
        assert (left.kind, died.kind, died.about) == (Kind.LEFT_DEPARTMENT, Kind.DIED, left.id)
    both = PID.ljust(len(PID) + 30 - PID.count("|"), "|") + "Y"
    assert kinds(adt("A03", pid=both, p36="4")) == [("discharged", "/4"), ("died", "")]


def test_a_sender_is_american_and_never_the_person() -> None:
    american = PID.replace("NN1 1ZZ", "10001^USA")
    assert read(adt("A03", pid=american, p36="1", p37="54"), Keys(), "auto").events[0].detail == "54/1"
    us_sender = adt("A03", p36="03").replace(b"|2.4|7", b"|2.4|7||||USA")
    assert read(us_sender, Keys(), "auto").events[0].detail == "85/1"


@pytest.mark.parametrize(
    ("postcode", "council"),
    [("NN1 1ZZ", "E06000062"), ("nn161zz", "E06000061"), ("SW1A 1AA", "elsewhere"), ("M1 1AE", "elsewhere")],
)
def test_somebody_who_moves_out_of_the_area_is_known_to_live_elsewhere(postcode: str, council: str) -> None:
    moved = said(adt("A31", pid=PID.replace("NN1 1ZZ", postcode))).events[-1]
    assert (moved.kind, moved.location) == (Kind.RESIDENCE_CHANGED, council)


@pytest.mark.parametrize("postcode", ["", "ZZ99 3VZ", "10001", "unknown", "NN1"])
def test_without_a_real_postcode_nobody_is_said_to_have_moved(postcode: str) -> None:
    assert kinds(adt("A31", pid=PID.replace("NN1 1ZZ", postcode))) == [("registered", "")]


def test_where_a_person_lives_comes_from_admission_source_and_postcode() -> None:
    home = said(adt("A01", p14="54")).events[-1]
    assert (home.kind, home.detail, home.location, home.spell) == (Kind.RESIDENCE_CHANGED, "care_home", "E06000062", "")
    elsewhere = PID.replace("NN1 1ZZ", "ZZ99 1ZZ")
    assert [kind for kind, _ in kinds(adt("A01", pid=elsewhere))] == ["admitted"]
    assert kinds(adt("A31", "PD1|||Invented^^K83999"))[-1] == ("practice_changed", "")


def test_who_the_person_is_goes_into_a_statement_and_never_into_an_event() -> None:
    found = said(adt("A01", pid=PID.replace("19400215", "19400230")))
    statement = found.statements[0]
    assert statement.identifiers == (Identifier("local", "1234567", "RNS"), Identifier("nhs", "9990000018"))
    assert statement.identity._replace(birth_date=date(1, 1, 1)) == (
        "Invented",
        "Ada",
        date(1, 1, 1),
        "F",
        ("1 Made Up Lane", "Northampton"),
        "NN1 1ZZ",
        "",
        "",
    )
    assert statement.identity.birth_date is None  # a wrong date of birth is dropped, the message is not
    assert not any(word in repr(found.events) for word in ("Invented", "Ada", "9990000018", "Made Up", "NN1"))


@pytest.mark.parametrize(
    ("pid", "identifiers"),
    [
        ("PID|||999 000 0018^^^NHS", (Identifier("nhs", "9990000018"),)),
        ("PID||9990000018^^^^NH|", (Identifier("nhs", "9990000018"),)),
        ("PID||||77^^^RNQ", (Identifier("local", "77", "RNQ"),)),
        ("PID|||77~123456789^^^USSSA^SS", (Identifier("local", "77", "RNS"),)),
    ],
)
def test_numbers_are_found_where_new_and_old_versions_put_them(pid: str, identifiers: tuple[Identifier, ...]) -> None:
    assert said(adt("A08", pid=pid)).statements[0].identifiers == identifiers


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Hawthorn^HAWTHORN^B07^RNS", "RNS:HAWTHORN:B07"),
        ("ROWAN^12^^RNS", "RNS:ROWAN:12"),
        ("ROWAN^^B3^RNS", "RNS:ROWAN:B3"),
        ("^ROWAN&x^^RNS&y", "RNS:ROWAN"),
        ("", ""),
        ("^^^RNS", "RNS"),
        ("ROWAN^^B3", "RNS:ROWAN:B3"),
        ("ROWAN^ROWAN^B3^RNS02", "RNS:ROWAN:B3"),
        ("ROWAN^ROWAN^B3^ROYAL", "ROYAL:ROWAN:B3"),
        ("ROWAN^ROWAN^B1^Kettering General Hospital", "RNQ:ROWAN:B1"),
        ("A:B^C:D^^RNS", "RNS:C D"),
    ],
)
def test_a_location_is_organisation_ward_and_bed(place: str, expected: str) -> None:
    assert said(adt("A02", p3=place)).events[0].location == expected


def test_a_move_between_two_sites_of_a_trust_stays_in_one_visit_of_one_provider() -> None:
    wards = ("ROWAN^ROWAN^B1^RNS01", "ASHBY^ASHBY^B1^RNS02", "")
    came, moved, left = (said(adt(t, p3=ward)).events[0] for t, ward in zip(("A01", "A02", "A03"), wards, strict=True))
    assert {event.spell for event in (came, moved, left)} == {"visit/RNS/V1"}
    assert [event.location for event in (came, moved, left)] == ["RNS:ROWAN:B1", "RNS:ASHBY:B1", ""]


def test_a_visit_number_belongs_to_whoever_gave_it_else_to_the_sender() -> None:
    assert said(adt("A01", p19="V1^^^RNQ")).events[0].spell == "visit/RNQ/V1"
    assert said(adt("A01", p19="V1^^^Kettering General Hospital")).events[0].spell == "visit/RNQ/V1"
    assert said(adt("A01", p3="ROWAN^ROWAN^^RNQ")).events[0].spell == "visit/RNS/V1"


def test_a_hospital_number_without_an_assigner_is_the_senders_wherever_the_person_is() -> None:
    found = said(adt("A01", pid="PID|||77", p3="ROWAN^ROWAN^^RNQ"))
    assert found.statements[0].identifiers == (Identifier("local", "77", "RNS"),)
    merged = said(adt("A40", "MRG|78", p3="ROWAN^ROWAN^^RNQ"))
    assert merged.merges[0].prior == (Identifier("local", "78", "RNS"),)


def test_a_hospital_number_of_no_known_hospital_is_set_aside() -> None:
    no_sender = adt("A01", pid="PID|||77").replace(b"|PAS|RNS|", b"|||")
    assert "does not say whose" in reason(no_sender)
    assert said(no_sender.replace(b"|||77", b"|||77^^^RNQ")).events


@pytest.mark.parametrize(
    "number",
    [
        *("UNKNOWN^^^RNS^PI", "TEMP^^^RNS^MR", "N/A^^^RNS", "9999999^^^RNS^PI", "000^^^RNS^PI", "0^^^RNS"),
        *(f"1234^^^RNS^{form}" for form in ("SS", "SSN", "ACCT", "AN", "VN", "BA", "AM", "U", "DL", "ss")),
        *(f"{digit * 10}^^^{end}" for digit in "0159" for end in ("NHS^PI", "RNS^NHS", "^NNGBR", "RNS^PI")),
    ],
)
def test_a_number_that_strangers_may_share_is_nobodys(number: str) -> None:
    assert "no hospital number" in reason(adt("A01", pid=f"PID|||{number}"))
    both = said(adt("A01", pid=f"PID|||{number}~5678^^^RNS^MR"))
    assert [one for one in both.statements[0].identifiers if one.kind == "local"] == [
        Identifier("local", "5678", "RNS")
    ]


def test_two_people_who_swap_beds_are_both_moved() -> None:
    other = [PID.replace("1234567", "7654321"), "PV1||I|^ROWAN^B2^RNS"]
    events = said(adt("A17", *other)).events
    assert [(e.kind.value, e.person, e.location) for e in events] == [
        ("moved", "RNS-1234567", "RNS:HAWTHORN:B07"),
        ("moved", "RNS-7654321", "RNS:ROWAN:B2"),
    ]


@pytest.mark.parametrize("trigger", ["A18", "A30", "A34", "A36", "A39", "A40"])
def test_a_merge_joins_the_prior_number_to_the_surviving_one(trigger: str) -> None:
    found = said(adt(trigger, "MRG|7654321^^^RNS^PI"))
    assert kinds(adt(trigger, "MRG|7654321^^^RNS^PI"))[0] == ("registered", "")
    (merge,) = found.merges
    assert merge.prior == (Identifier("local", "7654321", "RNS"),)
    assert not merge.undo
    assert "MRG" in reason(adt(trigger))


def test_a_record_merged_with_itself_joins_nobody_and_is_still_heard() -> None:
    found = said(adt("A40", "MRG|1234567^^^RNS^PI"))
    assert not found.merges
    assert [event.kind for event in found.events] == [Kind.REGISTERED]


def test_a_link_joins_two_records_and_an_unlink_parts_them() -> None:
    other = PID.replace("1234567", "7654321")
    assert [m.undo for m in said(adt("A24", other)).merges] == [False]
    assert [m.undo for m in said(adt("A37", other)).merges] == [True]


def test_a_message_that_is_only_noted_is_kept_whole_as_a_document() -> None:
    found = said(adt("A60", "IAM|1||Nuts"))
    assert found.events[0].document
    assert parse(found.documents[0]).text == parse(adt("A60", "IAM|1||Nuts")).text
    assert not said(adt("A01")).documents


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (adt("A01").replace(b"ADT^A01", b"ORU^R01"), "of type ORU"),
        (adt("A01").replace(b"ADT^A01", b""), "does not say its type"),
        (adt("A99"), "trigger A99"),
        (adt(""), "no trigger"),
        (adt("A01", pid=""), "no PID segment"),
        (adt("A01", pid="PID|1||||Invented^Ada"), "no hospital number or NHS number in PID-3"),
        (adt("A01", pid="PID|1||0000000000^^^NHS^NH||Invented^Ada"), "no hospital number or NHS number in PID-3"),
        (adt("A01").split(b"\rPV1")[0], "without a PV1 segment"),
        (adt("A01", evn="20260230", sent="yesterday"), "no time that can be read"),
        (adt("A01", "EVN||20260105"), "two EVN segments"),
        (adt("A01", "PID|1||77^^^RNS"), "two PID segments"),
    ],
)
def test_what_cannot_be_used_is_set_aside_with_the_reason_and_nobodys_name(body: bytes, expected: str) -> None:
    found = reason(body)
    assert expected in found
    assert not any(word in found for word in ("Invented", "Ada", "1234567", "9990000018"))


def test_the_trigger_of_the_header_is_believed_before_that_of_the_event_segment() -> None:
    assert kinds(adt("A03").replace(b"EVN||", b"EVN|A01|"))[0] == ("discharged", "/")
    assert kinds(adt("").replace(b"EVN||", b"EVN|A02|"))[0] == ("moved", "")


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample messages of ../shared/data are not here")
def test_every_sample_message_is_understood() -> None:
    for file in sorted(SAMPLES.glob("*.hl7")):
        found = read(file.read_bytes(), Keys())
        assert isinstance(found, Understood), f"{file.name}: {found}"
        assert found.events
