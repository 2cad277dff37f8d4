"""A person's journey as plain text and as JSON: what a terminal shows and a script reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from homefirst.event import Event
from homefirst.hub.account import Telling, tellings, undone
from homefirst.hub.words import (
    Title,
    discharge_words,
    kind_words,
    label,
    moment_words,
    nights_words,
    pathway_words,
    reason_words,
    say,
)
from homefirst.journey import Attendance, Journey, Referral, Spell, Support


def journey_lines(journey: Journey, told: Iterable[Event], now: datetime, title: Title) -> Iterator[str]:
    """The journey in lines: A&E visits, stays, referrals and support, then everything told, then what was taken back.

    `told` is every event recorded of the person; open ends are counted up to `now`.
    """
    yield f"Journey of {journey.person}"
    if journey.died_at:
        yield f"  Died {moment_words(journey.died_at)}"
    for visit in journey.attendances:
        yield from visit_lines(visit, title)
    for spell in journey.spells:
        yield from spell_lines(spell, now, title)
    for referral in journey.referrals:
        yield from referral_lines(referral, title)
    for support in journey.supports:
        yield from support_lines(support, title)
    yield "What was told"
    for telling in tellings(journey.events):
        yield f"  {moment_words(telling.event.happened_at)}  {say(telling.event, title)}  [{told_words(telling)}]"
    taken_back = undone(journey, told)
    if taken_back:
        yield "What was corrected or taken back"
    for mended in taken_back:
        recorded = f"recorded {moment_words(mended.event.recorded_at)} by {mended.event.source or 'somebody unnamed'}"
        yield f"  {moment_words(mended.event.happened_at)}  {mended.what}: {say(mended.event, title)}  [{recorded}]"


def told_words(telling: Telling) -> str:
    """When it was recorded and by whom, and how often it was told again."""
    when = "at once"
    if telling.event.recorded_at != telling.event.happened_at:
        when = moment_words(telling.event.recorded_at)
    again = f", told {telling.times} times" if telling.times > 1 else ""
    return f"recorded {when} by {' and '.join(telling.sources) or 'somebody unnamed'}{again}"


def visit_lines(visit: Attendance, title: Title) -> Iterator[str]:
    left = f"left {moment_words(visit.left_at)}" if visit.left_at else "no end recorded"
    yield f"  {title(visit.location)}: arrived {moment_words(visit.arrived_at)}, {left}"


def spell_lines(spell: Spell, now: datetime, title: Title) -> Iterator[str]:
    """One stay, its wards, when the person was ready to leave, and what kept them."""
    nights = nights_words(spell.nights(now))
    end = f"to {moment_words(spell.ended_at)}, {nights}" if spell.ended_at else f"still there after {nights}"
    yield f"  In {title(spell.provider)} from {moment_words(spell.started_at)} {end}"
    if spell.admission_method:
        yield f"    Admitted: {label('AdmissionMethod', spell.admission_method)}"
    for stay in spell.stays:
        yield f"    {title(stay.location)} from {moment_words(stay.started_at)}"
    for run in spell.ready:
        until = moment_words(run.ended_at) if run.ended_at else "now"
        yield f"    Ready to leave from {moment_words(run.started_at)} until {until}"
    for delay in spell.delays:
        until = f"until {moment_words(delay.ended_at)}" if delay.ended_at else "and still"
        yield f"    Kept by: {reason_words(delay.detail)}, from {moment_words(delay.started_at)} {until}"
    if spell.expected:
        yield f"    Expected to leave on {spell.expected_discharge_date} (moved {times(spell.expected_moves)})"
    if spell.pathway:
        yield f"    Pathway {pathway_words(spell.pathway)}"
    if spell.ended_at:
        yield f"    Left: {discharge_words(f'{spell.destination}/{spell.discharge_method}')}"


def times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def referral_lines(referral: Referral, title: Title) -> Iterator[str]:
    answer = f"{referral.answer} {moment_words(referral.answered_at)}" if referral.answer else "no answer yet"
    began = f", help began {moment_words(referral.started_at)}" if referral.started_at else ""
    yield f"  Referred to {title(referral.service)} {moment_words(referral.referred_at)}: {answer}{began}"


def support_lines(support: Support, title: Title) -> Iterator[str]:
    end = f"until {moment_words(support.ended_at)}" if support.ended_at else "and goes on"
    what = label("SupportKind", support.kind) or kind_words("support")
    yield f"  {what} from {title(support.service)} since {moment_words(support.started_at)} {end}"


def as_plain(journey: Journey) -> dict[str, Any]:
    """The journey as plain values for JSON: times in ISO form, open ends as null."""
    said: dict[str, Any] = plain(asdict(journey))
    said["events"] = [plain(event._asdict()) for event in journey.events]
    return said


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
