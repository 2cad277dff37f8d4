"""Somebody's open packages of care at home: hours agreed, visits made, and by how many different care workers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

from homefirst.codes import SupportKind
from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.hub.words import day_words, label
from homefirst.journey import Journey, Support

AT_HOME = frozenset({SupportKind.HOME_CARE.value, SupportKind.LONG_TERM.value})
COUNTED = timedelta(days=28)  # of visits, up to the last: who is in hospital has none now
WEEK = 168


class OpenPackage(NamedTuple):
    """Care at home that goes on, or is kept while somebody is in hospital.

    `hours` a week as agreed when it began, None where nobody wrote them; `visits` and `workers` in the four weeks up to
    its last visit, a worker being told by their own key.
    """

    support: Support
    hours: float | None
    visits: int
    workers: int


def open_packages(journey: Journey, said: Callable[[str], Mapping[str, str]]) -> tuple[OpenPackage, ...]:
    """The packages of a person that have not ended, the earliest first. `said` gives what a document says."""
    documents = {event.id: event.document for event in journey.events if event.kind is Kind.SUPPORT_STARTED}
    running = (s for s in journey.supports if s.kind in AT_HOME and s.ended_at is None)
    return tuple(package(journey, one, said(documents.get(one.id, ""))) for one in running)


def package(journey: Journey, support: Support, said: Mapping[str, str]) -> OpenPackage:
    visits = [
        e
        for e in journey.events
        if e.kind is Kind.VISITED and e.service == support.service and e.happened_at >= support.started_at
    ]
    lately = [e for e in visits if e.happened_at > visits[-1].happened_at - COUNTED]
    return OpenPackage(support, hours_of(said.get("hours", "")), len(lately), len({e.detail for e in lately} - {""}))


def hours_of(text: str) -> float | None:
    """Hours a week as somebody typed them: above nought and no more than a week has; else None."""
    try:
        hours = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return hours if 0 < hours <= WEEK else None


def package_words(one: OpenPackage, title: Callable[[str], str]) -> str:
    """The package in a sentence; `title` gives the name of a service."""
    since = day_words(local_date(one.support.started_at))
    hours = "hours not written" if one.hours is None else f"{one.hours:g} hours a week"
    seen = "no visit recorded"
    if one.visits:
        workers = f"{one.workers} care {'worker' if one.workers == 1 else 'workers'}"
        seen = f"{one.visits} {'visit' if one.visits == 1 else 'visits'} by {workers} in the four weeks to the last"
    return f"{label('SupportKind', one.support.kind)} by {title(one.support.service)} since {since}: {hours}; {seen}."
