"""A proposal and what it saves, as the command prints it: for reading, or for programs. Nobody is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from homefirst.hub.matching.days_saved import Beside, Side
from homefirst.hub.matching.propose import Match, Proposal
from homefirst.hub.words import moment_words, short_day

CAUTION = (
    "Days saved are days until help could begin, first come less all at once, of those whose days are known under "
    "both. They forecast no bed-days: a service may say no, and a person may choose otherwise."
)


def as_text(proposal: Proposal, several: Sequence[Beside]) -> str:
    """For reading."""
    matches, without = proposal.matches, proposal.unplaced
    lines = [
        f"As at {moment_words(proposal.now)}: {len(proposal.people)} wait, a place is proposed to {len(matches)}, "
        f"{len(without)} have none ({sum(not one.could for one in without)} of them nowhere that could take them).",
        proposal.proof_words,
        "",
        *(match_line(match) for match in matches),
        "",
        "All at once beside first come, first served:",
        *(line for one in several for line in beside_lines(one)),
        CAUTION,
    ]
    return "\n".join(lines)


def match_line(match: Match) -> str:
    day = short_day(match.first_day) if match.first_day else "no day"
    why = " ".join(part.says for part in match.why if part.says)
    return f"{match.waiting.person}  {match.place.service}, {day}, {match.points / 10:.1f} days of wishes. {why}"


def beside_lines(one: Beside) -> list[str]:
    if one.low is None or one.high is None:
        return [f"{moment_words(one.at)}: nobody waited."]
    ours, theirs, saved = one.at_once, one.first_come, one.saved
    return [
        f"{moment_words(one.at)}: {one.waiting} waited; "
        f"{one.services_told} services had told their room, {one.room} free.",
        f"  placed {ours.placed} and {theirs.placed}; first choice {ours.first_choice} and {theirs.first_choice}; "
        f"wishes {ours.wishes_days:.1f} and {theirs.wishes_days:.1f} days",
        f"  days saved {saved.days:.1f} ({one.low:.1f} to {one.high:.1f}) for {saved.of_people} people; not known for "
        f"{saved.not_known}",
    ]


def as_json(proposal: Proposal, several: Sequence[Beside]) -> str:
    """For programs."""
    told = {
        "as_at": proposal.now.isoformat(),
        "waiting": len(proposal.people),
        "cost": proposal.proof.cost / proposal.arcs.unit,
        "gap": proposal.proof.gap / proposal.arcs.unit,
        "proposed": [match_said(match) for match in proposal.matches],
        "without": [{"person": one.waiting.person, "why": one.why} for one in proposal.unplaced],
        "closed_to_all": {one.place.service: [rule.name for rule in one.rules] for one in proposal.shut},
        "beside_first_come": [beside_said(one) for one in several],
        "caution": CAUTION,
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def match_said(match: Match) -> dict[str, Any]:
    return {
        "person": match.waiting.person,
        "service": match.place.service,
        "first_day": match.first_day.isoformat() if match.first_day else None,
        "days_of_wishes": match.points / 10,
        "why": [part._asdict() for part in match.why],
        "next": [{"service": one.place.service, "days_of_wishes": one.points / 10} for one in match.alternatives],
    }


def beside_said(one: Beside) -> dict[str, Any]:
    return {
        "as_at": one.at.isoformat(),
        "waiting": one.waiting,
        "services_that_told_room": one.services_told,
        "free": one.room,
        "at_once": side_said(one.at_once),
        "first_come": side_said(one.first_come),
        "days_saved": one.saved.days,
        "interval_95": [one.low, one.high],
        "of_people": one.saved.of_people,
        "not_known": one.saved.not_known,
    }


def side_said(side: Side) -> dict[str, Any]:
    return side._asdict()
