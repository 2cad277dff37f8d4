"""What links a person to those who care for them, by example."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from homefirst.event import Event, Kind, new_event
from homefirst.journey import journey
from homefirst.record.reader import Reader, Role
from homefirst.record.relationship import Link, Relation, relation_of

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)


def day(number: int) -> datetime:
    return datetime(2026, 1, number, 9, tzinfo=UTC)


def related(*events: Event, now: datetime = NOW) -> Relation:
    return relation_of(journey("p1", events), now)


def told(kind: Kind, at: datetime, **rest: str) -> Event:
    return new_event("p1", kind, at, **rest)


def links(relation: Relation, service: str = "", organisation: str = "ORG") -> set[Link]:
    return set(relation.links(Reader("a", "A", Role.CARE_HOME, organisation, service)))


ADMITTED = told(Kind.ADMITTED, day(10), location="RNS:ROWAN:B1", spell="v1")


def test_a_hospital_sees_who_is_in_its_bed_and_for_30_days_after() -> None:
    left = told(Kind.DISCHARGED, day(12), location="RNS:ROWAN:B1", detail="19/1", spell="v1")
    assert links(related(ADMITTED), organisation="RNS") == {Link.BED, Link.HOSPITAL}
    assert links(related(ADMITTED), organisation="RNQ") == {Link.BED}
    assert links(related(ADMITTED, left, now=day(12) + timedelta(days=30)), organisation="RNS") == {
        Link.BED,
        Link.HOSPITAL,
    }
    assert links(related(ADMITTED, left, now=day(12) + timedelta(days=31)), organisation="RNS") == set()


def test_a_referral_links_until_it_is_declined_or_withdrawn_and_a_yes_links_more() -> None:
    asked = told(Kind.REFERRED, day(11), service="HOME-1")
    answers = {kind: told(kind, day(12), service="HOME-1", about=asked.id) for kind in (Kind.ACCEPTED, Kind.DECLINED)}
    assert links(related(ADMITTED, asked), "HOME-1") == {Link.BED, Link.REFERRED}
    assert links(related(ADMITTED, asked), "HOME-2") == {Link.BED}
    assert links(related(ADMITTED, asked, answers[Kind.ACCEPTED]), "HOME-1") == {Link.BED, Link.ACCEPTED}
    assert links(related(ADMITTED, asked, answers[Kind.DECLINED]), "HOME-1") == {Link.BED}


def test_a_referral_that_was_taken_back_links_nobody() -> None:
    asked = told(Kind.REFERRED, day(11), service="HOME-1")
    back = told(Kind.RETRACTED, day(12), about=asked.id)
    assert links(related(ADMITTED, asked, back), "HOME-1") == {Link.BED}


def test_an_old_referral_of_an_earlier_stay_links_no_more() -> None:
    asked = told(Kind.REFERRED, day(1) - timedelta(days=40), service="HOME-1")
    assert links(related(asked, ADMITTED), "HOME-1") == {Link.BED}


def test_help_that_runs_links_and_help_that_ended_links_for_30_days() -> None:
    began = told(Kind.SUPPORT_STARTED, day(1), service="HOME-1", detail="care_home_placement")
    ended = told(Kind.SUPPORT_ENDED, day(2), service="HOME-1", about=began.id)
    assert links(related(began, now=day(1) + timedelta(days=900)), "HOME-1") == {Link.SUPPORT}
    assert links(related(began, ended), "HOME-1") == {Link.SUPPORT}
    assert links(related(began, ended, now=day(2) + timedelta(days=31)), "HOME-1") == set()


def test_a_task_links_whose_it_is_until_it_is_done() -> None:
    task = told(Kind.TASK_SET, day(11), service="CARTWHEEL-SEATS", detail="transport/2026-01-21")
    by_id = told(Kind.TASK_DONE, day(12), about=task.id, detail="transport")
    by_name = told(Kind.TASK_DONE, day(12), detail="transport")
    assert links(related(ADMITTED, task), "CARTWHEEL-SEATS") == {Link.BED, Link.TASK}
    for done in (by_id, by_name):
        assert links(related(ADMITTED, task, done), "CARTWHEEL-SEATS") == {Link.BED}


def test_a_practice_a_council_and_an_ambulance_crew_are_linked_by_where_and_whom_the_person_called() -> None:
    practice = told(Kind.PRACTICE_CHANGED, day(1), location="K83001")
    home = told(Kind.RESIDENCE_CHANGED, day(1), location="E06000061:E01000001", detail="own_home")
    called = told(Kind.CALLED, NOW - timedelta(hours=23), location="RX9:999")
    relation = related(practice, home, called)
    assert links(relation, "K83001") == {Link.PRACTICE}
    assert links(relation, organisation="E06000061") == {Link.COUNCIL}
    assert links(relation, organisation="RX9") == {Link.CALL}
    assert links(related(called, now=NOW + timedelta(hours=2)), organisation="RX9") == set()


def test_of_whom_no_council_is_told_every_broker_may_find_a_place() -> None:
    broker = Reader("b", "B", Role.BROKER, "E06000061")
    north, west = (told(Kind.RESIDENCE_CHANGED, day(1), location=f"E0600006{n}", detail="own_home") for n in (1, 2))
    assert set(related(ADMITTED).links(broker)) == {Link.BED, Link.NO_COUNCIL}
    assert set(related(ADMITTED, north).links(broker)) == {Link.BED, Link.COUNCIL}
    assert set(related(ADMITTED, west).links(broker)) == {Link.BED}


def test_an_objection_is_known_by_the_section_it_closes() -> None:
    assert related(told(Kind.OBJECTION_MADE, day(1), detail="medicines")).objected == {"medicines"}


def test_nobody_without_a_service_is_linked_by_events_that_name_none() -> None:
    asked = told(Kind.REFERRED, day(11))
    assert links(related(asked), "", "") == set()
