"""Who handed over to whom: each time that somebody's care passed from one place to the next, for a map of the system.

Every arrival has one giver, so that nothing is counted twice. `columns/hop_rules.py` says the same for everyone at
once. The rules, in plain words (ours; days around leaving as in ASCOF 2D):

- A call comes from where the person was: a bed elsewhere if support of that kind was going on, else the care home
  or the home in which they lived ("home" where nothing was told).
- An ambulance that conveys takes over from the call that it answers, asked when they called; without a call, from
  where they were.
- A&E takes over from the ambulance if the person came by one: if it was told so, or if a crew conveyed them at most
  a day before and nobody had taken them since. Asked on arrival and taken when handed over, where that was told.
  Others come from where they were.
- A ward takes over from the ward that transferred them (asked when they were ready); else from the A&E visit of the
  same stay, or the last visit under way or over for at most two hours (a day from arrival where leaving was not
  told), asked at the decision to admit; else from where they were.
- Support takes over from whoever let them go last, 3 days before it began at the earliest and 7 at the latest, and
  never before that had itself begun: a ward (asked when they were ready) or other support (asked at its end). Only
  a service with a name does. Else it comes to where they were.
- Who leaves a ward and is taken by nobody goes where the discharge says: died, another hospital (a hospice too), a
  care home; else to where they live. Who leaves A&E without admission goes home, or died. Who has support no
  longer goes home, or to a care home if it ended so; not if it ended in hospital or in death.
- A death that no ward or A&E reported comes from where they were.

Nothing depends on the order in which events were heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from homefirst.codes import (
    ArrivalMode,
    Destination,
    DischargeMethod,
    Residence,
    Response,
    SupportKind,
    SupportOutcome,
    destination_is_care_home,
    find_code,
)
from homefirst.days import local_date, nights
from homefirst.event import provider
from homefirst.journey import HOSPITALS, Attendance, Call, Journey, Spell, Support, transferred


class Place(StrEnum):
    """A place in somebody's way that care can pass from or to, besides the kinds of support."""

    HOME = "home"
    CARE_HOME = "care_home"
    CALL = "call"
    AMBULANCE = "ambulance"
    AE = "ae"
    WARD = "ward"
    OTHER_HOSPITAL = "other_hospital"
    DIED = "died"


CONVEYED = frozenset({Response.CONVEYED.value, Response.CONVEYED_ELSEWHERE.value})
DEATHS = frozenset({DischargeMethod.DIED.value, DischargeMethod.STILLBIRTH.value})
HOSPICE = Destination.INDEPENDENT_HOSPICE.value
BEFORE_LEAVING, AFTER_LEAVING = 3, 7  # days in which support begins that follows a stay (ASCOF 2D, 2024-25)
CREW_WAITS = timedelta(days=1)  # from the response to the arrival that it led to
SOON = timedelta(hours=2)  # from leaving A&E to the ward that it led to: two systems' clocks
ADMITTED_WITHIN = timedelta(days=1)  # from arriving at A&E, where leaving was not told
BACK_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Hop:
    """Care passed from one place to the next.

    `asked_at` is when the giver was ready to hand over, None where that is not known. `returned`: the person was
    with the giver's kind of care again within 30 days.
    """

    from_kind: str
    from_service: str
    to_kind: str
    to_service: str
    asked_at: datetime | None
    taken_at: datetime
    spell: Spell | None = None
    returned: bool = False


def hops(journey: Journey) -> tuple[Hop, ...]:
    """Each time that care passed from one place to the next, in no order; the rules are at the top of this file."""
    found = [*crisis_hops(journey), *ae_hops(journey), *ward_hops(journey), *support_hops(journey)]
    if journey.died_at is not None and not any(h.to_kind == Place.DIED for h in found):
        found.append(Hop(*whereabouts(journey, journey.died_at), Place.DIED, "", None, journey.died_at))
    return tuple(replace(hop, returned=came_back(hop, found)) for hop in found)


def came_back(hop: Hop, found: Iterable[Hop]) -> bool:
    """Whether the person was with the giver's kind of care again within 30 days."""
    until = hop.taken_at + BACK_WITHIN
    return any(h.to_kind == hop.from_kind and hop.taken_at < h.taken_at <= until for h in found)


def lives(journey: Journey, moment: datetime) -> tuple[str, str]:
    """Home or care home, as a place without a service."""
    home = journey.residence_at(moment)
    kind = find_code(Residence, home.kind) if home else None
    return (Place.CARE_HOME if kind and kind.is_care_home else Place.HOME), ""


def whereabouts(journey: Journey, moment: datetime) -> tuple[str, str]:
    """Where the person was just before, outside hospital: a bed elsewhere, else where they live."""
    for support in reversed(journey.supports):
        kind = find_code(SupportKind, support.kind)
        going_on = support.started_at < moment and (support.ended_at is None or moment <= support.ended_at)
        if kind and kind.is_bed and going_on:
            return support.kind, support.service
    return lives(journey, moment)


def crisis_hops(journey: Journey) -> Iterator[Hop]:
    """Calls, and the ambulances that convey."""
    for call in journey.calls:
        taker = (Place.CALL, provider(call.location))
        if call.called_at is not None:
            yield Hop(*whereabouts(journey, call.called_at), *taker, None, call.called_at)
        if call.response in CONVEYED and call.responded_at is not None:
            giver = taker if call.called_at is not None else whereabouts(journey, call.responded_at)
            yield Hop(*giver, Place.AMBULANCE, call.service, call.called_at, call.responded_at)


def ae_hops(journey: Journey) -> Iterator[Hop]:
    """Arrivals at A&E, and leaving it for anywhere but a ward."""
    to_wards = [visit_before(journey, n) for n in range(len(journey.spells))]
    for visit in journey.attendances:
        place, crew, spell = (Place.AE, provider(visit.location)), crew_before(journey, visit), journey.spell_of(visit)
        if crew is not None or visit.arrival_mode == ArrivalMode.AMBULANCE:
            asked_at, taken_at = visit.handed_over_at and visit.arrived_at, visit.handed_over_at or visit.arrived_at
            yield Hop(Place.AMBULANCE, crew.service if crew else "", *place, asked_at, taken_at, spell)
        else:
            yield Hop(*whereabouts(journey, visit.arrived_at), *place, None, visit.arrived_at, spell)
        went_to_ward = visit.outcome == "admitted" or any(visit is other for other in to_wards)
        if visit.left_at is not None and not went_to_ward:
            died = journey.died_at is not None and visit.arrived_at <= journey.died_at <= visit.left_at
            yield Hop(*place, *((Place.DIED, "") if died else lives(journey, visit.left_at)), None, visit.left_at)


def crew_before(journey: Journey, visit: Attendance) -> Call | None:
    """The call whose crew conveyed the person to this visit, if one did."""
    crew = None
    for call in journey.calls:
        at = call.responded_at
        if call.response == Response.CONVEYED and at is not None and at <= visit.arrived_at <= at + CREW_WAITS:
            crew = call if crew is None or crew.responded_at is None or at >= crew.responded_at else crew
    if crew is None or crew.responded_at is None:
        return None
    taken = any(crew.responded_at <= other.arrived_at < visit.arrived_at for other in journey.attendances)
    return None if taken else crew


def visit_before(journey: Journey, n: int) -> Attendance | None:
    """The A&E visit from which the n-th spell took over; none if a ward transferred them."""
    spell, found = journey.spells[n], None
    if n and transferred(journey.spells, n - 1):
        return None
    for visit in journey.attendances:
        led_to = journey.spell_of(visit)
        if led_to is spell:
            return visit
        until = visit.arrived_at + ADMITTED_WITHIN if visit.left_at is None else visit.left_at + SOON
        if led_to is None and visit.arrived_at <= spell.started_at <= until:
            found = visit
    return found


def ward_hops(journey: Journey) -> Iterator[Hop]:
    """Stays in hospital beds, and leaving them for anywhere but support."""
    for n, spell in enumerate(journey.spells):
        ward = (Place.WARD, spell.provider)
        before = journey.spells[n - 1] if n and transferred(journey.spells, n - 1) else None
        if before is not None:
            yield Hop(Place.WARD, before.provider, *ward, before.ready_at, spell.started_at, before)
        elif (visit := visit_before(journey, n)) is not None:
            place = (Place.AE, provider(visit.location))
            yield Hop(*place, *ward, visit.decided_to_admit_at, spell.started_at, spell)
        else:
            yield Hop(*whereabouts(journey, spell.started_at), *ward, None, spell.started_at, spell)
        left = leaves_for(journey, n)
        if left and spell.ended_at is not None and not any(giver(journey, s) is spell for s in journey.supports):
            asked_at = None if left == Place.DIED else spell.ready_at
            yield Hop(*ward, left, "", asked_at, spell.ended_at, spell)


def leaves_for(journey: Journey, n: int) -> str:
    """Where the n-th spell's person went on leaving, if no support took over; "" while in, and for a transfer."""
    spell, died_at = journey.spells[n], journey.died_at
    if spell.ended_at is None or transferred(journey.spells, n):
        return ""
    died_in = died_at is not None and spell.started_at <= died_at <= spell.ended_at
    if died_in or spell.destination == Destination.DIED or spell.discharge_method in DEATHS:
        return Place.DIED
    if spell.destination in HOSPITALS or spell.destination == HOSPICE:
        return Place.OTHER_HOSPITAL
    return Place.CARE_HOME if destination_is_care_home(spell.destination) else lives(journey, spell.ended_at)[0]


def giver(journey: Journey, support: Support) -> Spell | Support | None:
    """Who let the person go to this support: of several the one that ended last, a ward before other support."""
    if not support.service:
        return None
    stays = [s for n, s in enumerate(journey.spells) if leaves_for(journey, n) in (Place.HOME, Place.CARE_HOME)]
    begun = [s for s in stays if local_date(s.started_at) <= local_date(support.started_at)]
    others = [s for s in journey.supports if s.started_at < support.started_at]
    candidates: list[Spell | Support] = [*others, *begun]
    found: Spell | Support | None = None
    latest: datetime | None = None
    for one in candidates:
        if one.ended_at is not None and follows(one.ended_at, support.started_at):
            if latest is None or one.ended_at >= latest:
                found, latest = one, one.ended_at
    return found


def follows(ended_at: datetime, started_at: datetime) -> bool:
    """Whether support that began then follows what ended then."""
    return -BEFORE_LEAVING <= nights(ended_at, started_at) <= AFTER_LEAVING


def support_hops(journey: Journey) -> Iterator[Hop]:
    """Support that began, and support that ended with nobody to follow."""
    for support in journey.supports:
        place, before = (support.kind or SupportKind.OTHER, support.service), giver(journey, support)
        if isinstance(before, Spell):
            yield Hop(Place.WARD, before.provider, *place, before.ready_at, support.started_at, before)
        elif before is not None:
            of = (before.kind or SupportKind.OTHER, before.service)
            yield Hop(*of, *place, before.ended_at, support.started_at)
        else:
            yield Hop(*whereabouts(journey, support.started_at), *place, None, support.started_at)
        if support.ended_at is not None and goes_home(journey, support, support.ended_at):
            to_care_home = support.outcome == SupportOutcome.CARE_HOME
            after = (Place.CARE_HOME, "") if to_care_home else lives(journey, support.ended_at)
            yield Hop(*place, *after, None, support.ended_at)


def goes_home(journey: Journey, support: Support, ended_at: datetime) -> bool:
    """Whether support ended with the person out of hospital, alive, and taken by no other."""
    died = journey.died_at is not None and journey.died_at <= ended_at
    in_bed = any(s.started_at <= ended_at and (s.ended_at is None or ended_at < s.ended_at) for s in journey.spells)
    elsewhere = support.outcome in (SupportOutcome.HOSPITAL, SupportOutcome.DIED)
    return not (died or in_bed or elsewhere or any(giver(journey, s) is support for s in journey.supports))
