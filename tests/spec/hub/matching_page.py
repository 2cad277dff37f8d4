"""How the page about matching is written: who waits and which places there are, then what is proposed to each.

    Ada    waits 9 days, names Rose + Ivy, needs nursing
    Rose   has 1, 10 km away, offers nursing, costs 900

    Ada: Rose, 1.0 + 1.8 days
    first come Ada: Rose

Everyone lives in one neighbourhood. A line that begins further in goes on with the one above. `of HOME` names a home
that several places share, `limit 2` how many new people a home takes on a day where that is not the usual two.
`excluded NAME, PLACE` asks for the rules that keep them apart, `proof` whether the whole is proved best. What is worked
out by hand stands as a sum of days of wishes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from homefirst.days import LONDON
from homefirst.hub.matching import Match, Place, Proposal, Waiting, Weights, first_come, propose
from tests.spec.page import paragraphs

NOW = datetime(2026, 1, 8, 11, tzinfo=LONDON)  # a Thursday
CENTRE = (475_400.0, 260_600.0)


def holds(test: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring is people and places, and what is proposed; told in both orders."""
    facts, answers = paragraphs(test)[-2:]
    people, places, weights = read(re.sub(r"\n\s{8,}", " ", facts))
    wanted = [tuple(line.strip().split(": ", 1)) for line in answers.splitlines()]

    @functools.wraps(test)
    def check() -> None:
        for turn in (1, -1):
            at_once = propose(people[::turn], places[::turn], weights, NOW)
            plain = first_come(people[::turn], places[::turn], weights, NOW)
            assert [(asked, answer(asked, at_once, plain)) for asked, _ in wanted] == [
                (asked, worked_out(said)) for asked, said in wanted
            ]

    return check


def read(text: str) -> tuple[list[Waiting], list[Place], Weights]:
    people, places, limit = list[Waiting](), list[Place](), 2
    for line in text.splitlines():
        name, said = line.strip().split(None, 1)
        if name == "limit":
            limit = int(said)
        elif said.startswith("waits"):
            people.append(Waiting(**person(name, said.split(", "))))
        else:
            places.append(Place(**place(name, said.split(", "))))
    return people, places, Weights(centres={"Here": CENTRE}, usual_a_day=limit)


def person(name: str, said: list[str]) -> dict[str, Any]:
    days = timedelta(days=int(said[0].split()[1]))
    made: dict[str, Any] = {"person": name, "ready_since": NOW - days, "starts_from": NOW.date()}
    made |= {"neighbourhood": "Here", "pathway": "3"}
    for word, rest in (part.split(" ", 1) for part in said[1:]):
        if word == "names":
            made["order"] = tuple(rest.split(" + "))
        elif word == "needs":
            made["needs"] = frozenset(rest.split(" + "))
        else:
            made["known_to"] = frozenset({rest.removeprefix("by ")})
    return made


def place(name: str, said: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"service": name, "home": name, "kind": "care_home_placement", "said_at": NOW}
    made |= {"pathways": frozenset("3"), "at": CENTRE, "vacancies": int(said[0].split()[1])}
    for part in said[1:]:
        word, _, rest = part.partition(" ")
        if word.isdigit():
            made["at"] = (CENTRE[0], CENTRE[1] + 1000.0 * int(word))
        elif word == "weekdays":
            made["days"] = (*((9, 17),) * 3, None, None, None, None)
        else:
            key, value = {
                "offers": ("needs_met", frozenset(rest.split(" + "))),
                "costs": ("cost_week", float(rest) if word == "costs" else None),
                "of": ("home", rest),
                "said": ("said_at", NOW - timedelta(hours=int(rest.split()[0])) if word == "said" else None),
                "closed": ("closed", "closed"),
            }[word]
            made[key] = value
    return made


def answer(asked: str, at_once: Proposal, plain: Proposal) -> str:
    if asked == "proof":
        return at_once.proof_words
    if asked.startswith("excluded "):
        name, service = asked.removeprefix("excluded ").split(", ")
        waiting = next(one for one in at_once.people if one.person == name)
        out = [*at_once.excluded(waiting), *at_once.shut]
        return " ".join(f"{r.name}. {r.says}" for one in out if one.place.service == service for r in one.rules)
    found = (plain if asked.startswith("first come ") else at_once).of(asked.removeprefix("first come "))
    if isinstance(found, Match):
        return f"{found.place.service}, {found.points / 10:.1f} days"
    assert found is not None
    return f"nobody. {found.why}"


def worked_out(said: str) -> str:
    """The sum that a hand works out: "Rose, 1.0 + 1.8 days" is "Rose, 2.8 days"."""
    found = re.fullmatch(r"(.+), ([\d. +]+) days", said)
    if found is None:
        return said
    return f"{found[1]}, {sum(map(float, found[2].split('+'))):.1f} days"
