"""What went wrong after leaving, each beside its discharge; reviews and what they agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from homefirst.datadir import DataDir
from homefirst.decisions import Refused, finish_learning, review_incident
from homefirst.event import Event, Kind
from homefirst.hub.incidents import EverybodysIncidents, IncidentKind, incidents
from homefirst.journey import Journey, journey
from tests.web.two_wards import ORIGIN, Story, at

BY = "coordinator@HUB/k1"
MINUTE = timedelta(minutes=1)


def left(person: str = "p", day: int = 8) -> Story:
    """Home on the day given, with a summary sent and the medicines compared."""
    story = Story(person)
    story.tell(Kind.ADMITTED, at(3), location="RNS:ROWAN", detail="21", spell=f"{person}1")
    story.tell(Kind.PATHWAY_CHOSEN, at(6), detail="1", spell=f"{person}1")
    story.tell(Kind.MEDICINES_RECONCILED, at(7), spell=f"{person}1")
    story.tell(Kind.SUMMARY_SENT, at(day, "12:00"), service="GP", spell=f"{person}1")
    story.tell(Kind.DISCHARGED, at(day, "13:00"), location="RNS:ROWAN", detail="19/1", spell=f"{person}1")
    return story


def back(story: Story, day: int, clock: str = "10:00", method: str = "21") -> Event:
    key = f"{story.person}2"
    return story.tell(Kind.ADMITTED, at(day, clock), location="RNS:HAWTHORN", detail=method, spell=key)


def of(story: Story, *more: Event) -> Journey:
    return journey(story.person, [*story.events, *more])


def kinds(story: Story) -> list[str]:
    return [one.kind.value for one in incidents(of(story))]


def test_a_report_is_beside_the_discharge_that_it_names_with_what_was_sent_and_compared() -> None:
    story = left()
    ended = story.events[-1]
    story.tell(Kind.INCIDENT_REPORTED, at(20), service="START", about=ended.id, document="d")
    (one,) = incidents(of(story))
    assert (one.kind, one.discharge_id) == (IncidentKind.REPORTED, ended.id)
    assert (one.spell.pathway, one.spell.location, one.left_at) == ("1", "RNS:ROWAN", at(8, "13:00"))
    assert (one.summary_at, one.medicines_at) == (at(8, "12:00"), at(7))


@pytest.mark.parametrize(("day", "clock", "method", "found"), [
    (8, "23:00", "21", ["readmitted"]),
    (14, "23:00", "21", ["readmitted"]),
    (15, "00:30", "21", []),
    (10, "10:00", "11", []),
])  # fmt: skip
def test_a_readmission_counts_on_nights_0_to_6_and_only_as_an_emergency(
    day: int, clock: str, method: str, found: list[str]
) -> None:
    story = left()
    back(story, day, clock, method)
    assert kinds(story) == found


@pytest.mark.parametrize(("day", "found"), [(7, []), (9, ["concern"]), (14, ["concern"]), (15, [])])
def test_a_concern_counts_on_nights_0_to_6_after_leaving_and_not_before(day: int, found: list[str]) -> None:
    story = left()
    story.tell(Kind.CONCERN_RAISED, at(day, "15:00"), document="d")
    assert kinds(story) == found


def test_a_stay_that_went_on_in_another_hospital_is_no_readmission() -> None:
    story = Story("p")
    story.tell(Kind.ADMITTED, at(3), location="RNS:ROWAN", detail="21", spell="p1")
    story.tell(Kind.DISCHARGED, at(8), location="RNS:ROWAN", detail="51/1", spell="p1")
    story.tell(Kind.ADMITTED, at(8, "14:00"), location="RNQ:ELM", detail="21", spell="p2")
    assert kinds(story) == []


def reviewed(story: Story, *, action: bool = True, found: Iterable[str] = ("medicines",)) -> Event:
    event = incidents(of(story))[0].event
    owner, due = ("pharmacist", date(2026, 1, 31)) if action else ("", None)
    step = review_incident(
        of(story), event.id, list(found), action=action, owner=owner, due=due, document="d", by=BY, now=at(12)
    )
    assert isinstance(step, Event), step
    return step


def test_a_review_says_what_was_found_whose_the_action_is_and_stays_open_until_it_is_done() -> None:
    story = left()
    back(story, 10)
    step = reviewed(story, found=["medicines", "summary", "medicines"])
    assert step.detail == "incident-review/medicines+summary/2026-01-31"
    (one,) = incidents(of(story, step))
    assert one.review is not None and one.review.is_open
    assert (one.review.found, one.review.owner, one.review.due) == (
        ("medicines", "summary"), "pharmacist", date(2026, 1, 31),
    )  # fmt: skip
    done = finish_learning(of(story, step), step.id, document="d", by=BY, now=at(13))
    assert isinstance(done, Event)
    (one,) = incidents(of(story, step, done))
    assert one.review is not None and not one.review.is_open
    assert isinstance(finish_learning(of(story, step, done), step.id, document="d", by=BY, now=at(14)), Refused)


def test_a_later_review_stands_and_the_earlier_is_kept() -> None:
    story = left()
    back(story, 10)
    first, again = (
        reviewed(story),
        reviewed(story, action=False, found=["nothing"])._replace(happened_at=at(13), id="b"),
    )
    (one,) = incidents(of(story, first, again))
    assert len(one.reviews) == 2
    assert one.review is not None and one.review.found == ("nothing",) and not one.review.is_open


@pytest.mark.parametrize(("said", "why"), [
    ({"found": []}, "Tick what was found"),
    ({"found": ["wibble"]}, "Tick what was found"),
    ({"found": ["nothing", "home"]}, "Leave one"),
    ({"document": ""}, "what was learnt"),
    ({"owner": ""}, "who does it and by when"),
    ({"due": None}, "who does it and by when"),
    ({"action": False}, "what they are to do"),
    ({"due": date(2026, 1, 1)}, "has passed"),
])  # fmt: skip
def test_a_review_that_says_too_little_is_refused_with_what_to_do(said: dict[str, object], why: str) -> None:
    story = left()
    event = back(story, 10)
    usual: dict[str, object] = {
        "found": ["home"], "action": True, "owner": "ward", "due": date(2026, 2, 1), "document": "d",
    }  # fmt: skip
    found = review_incident(of(story), event.id, by=BY, now=at(12), **{**usual, **said})  # type: ignore[arg-type]
    assert isinstance(found, Refused) and why in found.why


def test_what_does_not_stand_is_not_reviewed_nor_done() -> None:
    story = left()
    step = review_incident(of(story), "0" * 32, ["home"], action=False, document="d", by=BY, now=at(12))
    assert isinstance(step, Refused)
    assert isinstance(finish_learning(of(story), "0" * 32, document="d", by=BY, now=at(12)), Refused)


def test_everybodys_incidents_are_those_of_each_in_whatever_order_they_are_told(tmp_path: Path) -> None:
    ledger = DataDir(tmp_path).ledger(ORIGIN)
    stories = [left(person) for person in ("a", "b", "c", "d")]
    back(stories[0], 10)
    stories[1].tell(Kind.INCIDENT_REPORTED, at(9), service="START", document="d")
    stories[2].tell(Kind.CONCERN_RAISED, at(11), document="d")
    follow = EverybodysIncidents(ledger, lambda key: (key,))
    for n in range(8):  # every story backwards, a little at a time
        ledger.append(story.events[-1 - n] for story in stories if n < len(story.events))
        follow.follow()
    found = follow.follow()
    assert [(of_whom.person, one.kind.value) for of_whom, one in found] == [
        ("c", "concern"), ("a", "readmitted"), ("b", "reported"),
    ]  # fmt: skip
    assert [one for _, one in EverybodysIncidents(ledger, lambda key: (key,)).follow()] == [one for _, one in found]
    ledger.close()
