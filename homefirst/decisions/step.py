"""What every step has in common: one event, or Refused with a sentence; and the event written where the person is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from homefirst.codes import Code
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a decision cannot be recorded, and what to do instead, in one sentence for the person deciding."""

    why: str


Step: TypeAlias = Event | Refused
Steps: TypeAlias = tuple[Event, ...] | Refused

NOT_IN_A_BED = Refused("This person is not in a hospital bed now. Look where they are, and record it there.")
HAS_DIED = Refused("This person's death is recorded. If that is a mistake, take it back first.")


def of_spell(
    journey: Journey,
    kind: Kind,
    now: datetime,
    by: str,
    detail: str = "",
    about: str = "",
    *,
    service: str = "",
    document: str = "",
    turn: int = 0,
) -> Event:
    """An event of the stay that the person is in, on the ward where they are; the `turn`-th of several at once."""
    spell = journey.open_spell
    assert spell is not None
    key = "" if spell.key.startswith("~") else spell.key
    return new_event(
        journey.person, kind, now, location=spell.location, service=service, detail=detail, about=about,
        document=document, source=by, spell=key, sequence=next_of_moment(journey, now) + turn,
    )  # fmt: skip


def of_person(
    journey: Journey,
    kind: Kind,
    now: datetime,
    by: str,
    detail: str = "",
    about: str = "",
    *,
    service: str = "",
    document: str = "",
) -> Event:
    """An event of the person, wherever they are."""
    return new_event(
        journey.person, kind, now, service=service, detail=detail, about=about, document=document, source=by,
        sequence=next_of_moment(journey, now),
    )  # fmt: skip


def next_of_moment(journey: Journey, now: datetime) -> int:
    """What is decided at the very moment of something known comes after it: 0 where nothing else has that moment."""
    return 1 + max((event.sequence for event in journey.events if event.happened_at == now), default=-1)


def standing_event(journey: Journey, event_id: str, *kinds: Kind) -> Event | None:
    """The event of this id, if it is of one of these kinds and stands."""
    return next((e for e in journey.events if e.id == event_id and e.kind in kinds), None)


def about(journey: Journey, event_id: str, *kinds: Kind) -> list[Event]:
    """The events of these kinds that speak of the one with this id, in order."""
    return [e for e in journey.events if e.about == event_id and e.kind in kinds]


def organisation(by: str) -> str:
    """Who somebody decides for: "RNS" of "ward@RNS/k17"."""
    return by.partition("@")[2].partition("/")[0]


def choices(codes: type[Code]) -> str:
    """The codes of a list, for a sentence: "red or green"."""
    *first, last = [str(code.value) for code in codes]
    return f"{', '.join(first)} or {last}" if first else last


def joined(parts: Sequence[str]) -> str:
    """Several things in one sentence: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
