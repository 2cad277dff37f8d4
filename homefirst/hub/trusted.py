"""Trusted assessment: who may assess for whom under an agreement, so that the receiver need not assess again.

An agreement names its services, who may assess and for which needs, when their competence was last shown, when it is to
be reviewed and what happens if an assessment is found flawed. The receiver's own duties in law stay with it.
Source: NHS Improvement, trusted assessors: rapid improvement guide (2017); CQC on trusted assessors (2018), read
through summaries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from homefirst.codes import AssessmentKind
from homefirst.decisions import Agreement
from homefirst.event import Event, Kind
from homefirst.hub.words import day_words
from homefirst.system.directory import EVERY_NEED, NEEDS, Asked, NoNeeds
from homefirst.system.directory_file import within
from homefirst.system.entry import listed
from homefirst.system.read import Reading, Row, system_file


@dataclass(frozen=True, slots=True)
class Trust:
    """One agreement: its services (of a provider) rely on what this role at this organisation assesses.

    `needs` is its scope: an assessment of somebody with another need is not relied on. Competence was last shown on
    `competent_on` and holds until `competent_until`.
    """

    id: str
    provider: str
    services: frozenset[str]
    assessor_role: str
    assessor_organisation: str
    kinds: frozenset[str]
    needs: frozenset[str]
    competent_on: date
    competent_until: date
    starts_on: date
    review_on: date
    dispute: str
    invented: bool

    @property
    def agreement(self) -> Agreement:
        """What a decision looks at: holding no longer than both competence and review allow."""
        until = min(self.review_on, self.competent_until)
        assessors = frozenset({f"{self.assessor_role}@{self.assessor_organisation}"})
        return Agreement(self.id, self.services, assessors, self.kinds, max(self.starts_on, self.competent_on), until)


class Allowed(NamedTuple):
    """Whether somebody may assess for a service on a day, under which agreement, and the sentence that says so."""

    trust: Trust | None
    says: str

    @property
    def allowed(self) -> bool:
        return self.trust is not None


def may_assess(
    agreements: Iterable[Trust], role: str, organisation: str, service: str, day: date, needs: Asked | None = None
) -> Allowed:
    """Whether this role at this organisation may assess for this service on this day, and if not, why not."""
    here = [one for one in agreements if service in one.services]
    if not here:
        return Allowed(None, "This service has no agreement to rely on others' assessments: it assesses for itself.")
    theirs = [one for one in here if (one.assessor_role, one.assessor_organisation) == (role, organisation)]
    if not theirs:
        return Allowed(None, "Its agreement names other assessors: ask one of them, or let the service assess.")
    faults = [(one, fault(one, day, needs)) for one in theirs]
    good = next((one for one, why in faults if not why), None)
    if good:
        return Allowed(good, f"Relied on under {good.id}, until {day_words(good.agreement.review_on)}.")
    return Allowed(None, faults[-1][1])


def fault(trust: Trust, day: date, needs: Asked | None = None) -> str:
    """Why an agreement does not hold on this day for these needs; "" if it does."""
    beyond = {need for need in NEEDS if getattr(needs or NoNeeds(), need)} - trust.needs
    if day < trust.starts_on:
        return f"The agreement {trust.id} begins on {day_words(trust.starts_on)}."
    if day < trust.competent_on:
        return f"The assessors' competence was shown on {day_words(trust.competent_on)}, not before."
    if day > trust.competent_until:
        return f"The assessors' competence held until {day_words(trust.competent_until)}: it has to be shown again."
    if day > trust.review_on:
        return f"The agreement {trust.id} was to be reviewed by {day_words(trust.review_on)}: it rests until it is."
    if beyond:
        return f"The agreement {trust.id} is not for {listed(NEEDS[need] for need in beyond)}: the service assesses."
    return ""


def under(agreements: Sequence[Trust], assessed: Event, service: str) -> Trust | None:
    """The agreement under which a service could rely on this assessment, by who made it; None where there is none."""
    by = assessed.source.partition("/")[0]
    return next((one for one in agreements if service in one.services and by in one.agreement.assessors), None)


class Reliance(NamedTuple):
    """How a service's trust in one assessor's work turned out: assessments relied on, and found flawed."""

    service: str
    assessor: str
    accepted: int
    disputed: int

    @property
    def share(self) -> float:
        """Of those looked at, how many were relied on, in percent."""
        return 100 * self.accepted / (self.accepted + self.disputed)


def reliance(events: Iterable[Event]) -> list[Reliance]:
    """By service and assessor (role at organisation), how many assessments were relied on and how many disputed.

    An assessment both relied on and then disputed by one service counts as disputed.
    """
    told = list(events)
    made = {event.id: event.source.partition("/")[0] for event in told if event.kind is Kind.ASSESSED}
    said = {
        kind: {(e.about, e.service) for e in told if e.kind is kind and e.about in made}
        for kind in (Kind.ASSESSMENT_ACCEPTED, Kind.ASSESSMENT_DISPUTED)
    }
    disputed = Counter((service, made[id]) for id, service in said[Kind.ASSESSMENT_DISPUTED])
    relied = said[Kind.ASSESSMENT_ACCEPTED] - said[Kind.ASSESSMENT_DISPUTED]
    accepted = Counter((service, made[id]) for id, service in relied)
    return [Reliance(*pair, accepted[pair], disputed[pair]) for pair in sorted(accepted.keys() | disputed.keys())]


# Reading


def load_trusts(name_or_path: str | Path) -> tuple[Trust, ...]:
    """The agreements of a system, from its trusted_assessment.toml; none where it has none. Raises SystemFault."""
    file = system_file(name_or_path).with_name("trusted_assessment.toml")
    if not file.is_file():
        return ()
    reading = Reading(file, file.read_text(encoding="utf-8"), {})
    return tuple(map(trust, reading.rows("agreements")))


def trust(row: Row) -> Trust:
    competent_on, months = day_in(row, "competent_on"), row.whole("competence_months")
    made = Trust(
        id=row.text("id"),
        provider=row.text("provider"),
        services=frozenset(row.texts("services")),
        assessor_role=row.text("assessor_role"),
        assessor_organisation=row.text("assessor_organisation"),
        kinds=within(row, "kinds", frozenset(AssessmentKind), "a kind of assessment"),
        needs=within(row, "needs", EVERY_NEED, "a need"),
        competent_on=competent_on,
        competent_until=months_after(competent_on, months),
        starts_on=day_in(row, "starts_on"),
        review_on=day_in(row, "review_on"),
        dispute=row.text("dispute"),
        invented=row.flag("invented", False),
    )
    row.end()
    return made


def day_in(row: Row, key: str) -> date:
    found = row.day(key)
    if found is None:
        raise row.fault(key, "is missing; add it as a date such as 2026-04-01")
    return found


def months_after(day: date, months: int) -> date:
    """So many months on: the same day of the month, or its last where it is shorter (28 is near enough)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
