"""Referrals of this stay stand apart from those of earlier ones; one still waiting for an answer is never put away."""

from __future__ import annotations

from datetime import UTC, datetime

from homefirst.event import Event, Kind, new_event
from homefirst.hub.referral_clock import by_stay, threads
from homefirst.journey import journey


def at(day: int, month: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=UTC)


def told(kind: Kind, moment: datetime, spell: str, **rest: str) -> Event:
    return new_event("p", kind, moment, spell=spell, **rest)


def test_what_was_asked_in_an_earlier_stay_stands_apart_unless_it_waits_for_an_answer() -> None:
    answered = told(Kind.REFERRED, at(2, 4), "first", service="AGENCY", detail="home_care")
    waiting = told(Kind.REFERRED, at(3, 4), "first", service="HOME", detail="care_home_placement")
    now = told(Kind.REFERRED, at(5, 7), "second", service="AGENCY", detail="home_care")
    events = [
        told(Kind.ADMITTED, at(1, 4), "first", location="RNS:ROWAN", detail="21"),
        answered,
        told(Kind.DECLINED, at(3, 4), "first", service="AGENCY", about=answered.id, detail="full"),
        waiting,
        told(Kind.DISCHARGED, at(9, 4), "first", location="RNS:ROWAN", detail="19/1"),
        told(Kind.ADMITTED, at(1, 7), "second", location="RNS:ROWAN", detail="21"),
        now,
    ]
    of = journey("p", events)
    asked_now, before = by_stay(of, threads(of))
    assert [one.id for one in asked_now] == [now.id, waiting.id]
    assert [one.id for one in before] == [answered.id]


def test_somebody_never_in_a_bed_has_no_earlier_stay() -> None:
    of = journey("p", [told(Kind.REFERRED, at(2, 4), "", service="AGENCY", detail="home_care")])
    asked_now, before = by_stay(of, threads(of))
    assert len(asked_now) == 1 and not before
