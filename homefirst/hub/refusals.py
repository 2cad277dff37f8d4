"""Why services say no, and the need that nobody met: what half-empty beds and full ones have to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.codes import Refusal, Withdrawal, find_code
from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.hub.capacity import Room
from homefirst.hub.words import label

# Withdrawn for these, nobody helped who was needed; the others say that the need ended or was met elsewhere.
UNSERVED = frozenset({Withdrawal.INADEQUATE, Withdrawal.LEFT, Withdrawal.OWN_ARRANGEMENTS, Withdrawal.OTHER})
MET_WITHIN = timedelta(days=28)
SATURDAY = 5  # and Sunday 6, as date.weekday() says them


@dataclass(frozen=True, slots=True)
class Asked:
    """One referral in short: whom, by whom and when asked, and what came of it. `reason` is a Refusal or Withdrawal."""

    person: str
    id: str
    service: str
    help: str
    referred_at: datetime
    answer: str
    reason: str
    answered_at: datetime | None
    started_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        return not self.answer and self.started_at is None


class Refusals(NamedTuple):
    """What a service answered in a period: how often it was answered, said no, and why, the commonest first."""

    answered: int
    declined: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def for_want_of_room(self) -> int:
        """How many of the noes would have been yes with more capacity."""
        return sum(number for reason, number in self.reasons if wants_room(reason))


class Unmet(NamedTuple):
    """A need that a service did not meet: what kind of help, why, when, where the person lives; met later or not."""

    person: str
    service: str
    help: str
    reason: str
    at: datetime
    met_by: str  # the service that said yes to the same help within 28 days; "" for none


def wants_room(reason: str) -> bool:
    """Whether a reason for saying no is a want of capacity."""
    found = find_code(Refusal, reason)
    return found is not None and found.is_capacity


def refusals(asked: Iterable[Asked], service: str, first: date, last: date) -> Refusals:
    """A service's answers from the first to the last day, both counted, by the reasons it gave."""
    answered = [a for a in asked if a.service == service and answered_between(a, first, last)]
    noes = [a for a in answered if a.answer == Kind.DECLINED]
    return Refusals(len(answered), len(noes), tuple(Counter(a.reason for a in noes).most_common()))


def answered_between(asked: Asked, first: date, last: date) -> bool:
    """Whether a service said yes or no on one of these days."""
    if asked.answered_at is None or asked.answer == Kind.WITHDRAWN:
        return False
    return first <= local_date(asked.answered_at) <= last


def why_empty(
    room: Room | None,
    found: Refusals,
    days: int,
    begun: int = 0,
    unit: str = "beds",
    said: Callable[[int], str] = "{:,}".format,
) -> str:
    """Why a service stands part empty, in a sentence: "25 of 51 beds are used; 26 are empty. In 28 days ...".

    `said` tells a number of people: small ones hidden, where the reader may not see them.
    """
    used = ""
    if room is not None and room.maximum and room.used is not None:
        used = f"{room.used} of {room.maximum} {unit} are used, {room.empty} are empty. "
    began = f"In the last {days} days help from it began for {people(said(begun))}"
    if not found.declined:
        return f"{used}{began}, and it said no to nobody."
    noes = f"{used}{began}, and it said no {times(said(found.declined))}"
    reasons = ", ".join(f"{label('Refusal', reason).lower()} ({said(number)})" for reason, number in found.reasons)
    full = found.for_want_of_room
    of_them = f"{said(full)} of the {said(found.declined)} for want of room, {said(found.declined - full)} by its rules"
    return f"{noes}: {reasons}. {of_them}."


def times(number: str) -> str:
    return "once" if number == "1" else f"{number} times"


def people(number: str) -> str:
    return f"{number} {'person' if number == '1' else 'people'}"


def unmet(asked: Iterable[Asked], first: date, last: date) -> list[Unmet]:
    """Every need not met in a period, the latest first: declined for want of room, or withdrawn unserved."""
    by_person: dict[str, list[Asked]] = {}
    for one in asked:
        by_person.setdefault(one.person, []).append(one)
    found = [unmet_of(one, theirs) for theirs in by_person.values() for one in theirs if is_unmet(one, first, last)]
    return sorted(found, key=lambda one: (one.at, one.person), reverse=True)


def is_unmet(asked: Asked, first: date, last: date) -> bool:
    """Whether this referral ended on one of these days with a need that was not met."""
    if asked.answered_at is None or asked.started_at or not first <= local_date(asked.answered_at) <= last:
        return False
    if asked.answer == Kind.DECLINED:
        return wants_room(asked.reason)
    return asked.answer == Kind.WITHDRAWN and (not asked.reason or find_code(Withdrawal, asked.reason) in UNSERVED)


def unmet_of(one: Asked, theirs: Iterable[Asked]) -> Unmet:
    assert one.answered_at is not None
    later = (
        other.service
        for other in theirs
        if other.id != one.id and other.answer == Kind.ACCEPTED and other.answered_at is not None
        if one.referred_at - MET_WITHIN <= other.answered_at <= one.answered_at + MET_WITHIN
        and (other.help == one.help or not one.help)
    )
    return Unmet(one.person, one.service, one.help, one.reason, one.answered_at, next(later, ""))


class Lack(NamedTuple):
    """Unmet need of one kind in one neighbourhood: how often, of how many people, and how many were met later."""

    help: str
    neighbourhood: str
    times: int
    people: int
    met_later: int


def lacks(found: Iterable[Unmet], neighbourhood: Mapping[str, str], help_of: Mapping[str, str]) -> list[Lack]:
    """Unmet need by kind of help and neighbourhood, the commonest first: for those who plan services, nobody named.

    `neighbourhood` is by person, `help_of` the kind of a service where the referral names no help.
    """
    groups: dict[tuple[str, str], list[Unmet]] = {}
    for one in found:
        key = one.help or help_of.get(one.service, ""), neighbourhood.get(one.person, "")
        groups.setdefault(key, []).append(one)
    made = [
        Lack(help, where, len(some), len({one.person for one in some}), sum(bool(one.met_by) for one in some))
        for (help, where), some in groups.items()
    ]
    return sorted(made, key=lambda lack: (-lack.times, lack.help, lack.neighbourhood))


class AtWeekends(NamedTuple):
    """What one service answered to those asked of it on a Saturday or Sunday, and its noes for the day or the hour."""

    service: str
    asked: int
    declined: int
    hours: int  # of all its noes in the period, on whatever day, those because it takes nobody then
    people: int  # behind its noes counted here
    asked_people: int  # behind those asked for


def refused_at_weekends(asked: Iterable[Asked], first: date, last: date) -> list[AtWeekends]:
    """The services that said no to somebody asked for at a weekend, or for the day or hour; most often first.

    Of the referrals made from the first to the last day.
    """
    by_service: dict[str, list[Asked]] = {}
    for one in asked:
        if first <= local_date(one.referred_at) <= last:
            by_service.setdefault(one.service, []).append(one)
    found = [at_weekends(service, theirs) for service, theirs in by_service.items()]
    said_no = [one for one in found if one.people]
    return sorted(said_no, key=lambda one: (-one.declined, -one.hours, one.service))


def at_weekends(service: str, asked: Iterable[Asked]) -> AtWeekends:
    every = list(asked)
    weekend = [one for one in every if local_date(one.referred_at).weekday() >= SATURDAY]
    declined = [one for one in weekend if one.answer == Kind.DECLINED]
    hours = [one for one in every if one.answer == Kind.DECLINED and one.reason == Refusal.HOURS]
    people = {one.person for one in (*declined, *hours)}
    return AtWeekends(
        service, len(weekend), len(declined), len(hours), len(people), len({one.person for one in weekend})
    )


def reason_given(events: Iterable[Event], referral: str, at: datetime | None, service: str) -> str:
    """The reason that went with the last answer to a referral; "" where none was given."""
    kinds = (Kind.DECLINED, Kind.WITHDRAWN)
    mine = [
        e for e in events if e.kind in kinds and e.happened_at == at and (e.about == referral or e.service == service)
    ]
    return mine[-1].detail if mine else ""
