"""Who waits and which places there are, as the ledger and the directory tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from homefirst.codes import Choice, Refusal, SupportKind, find_code
from homefirst.days import local_date
from homefirst.decisions import preferred_places
from homefirst.documents import Documents
from homefirst.event import Event, Kind
from homefirst.hub.board import in_a_bed
from homefirst.hub.capacity import Room
from homefirst.hub.in_words import said_in
from homefirst.hub.matching.facts import Place, Waiting, Weights
from homefirst.hub.needs import Needs, needs_of
from homefirst.hub.words import label
from homefirst.journey import Journey, Referral, Spell
from homefirst.system.directory import NEEDS, Directory
from homefirst.system.entry import Entry

WITH_HELP = frozenset("123")  # the pathways on which somebody waits for a place or for help at home
KNOWN_FOR = timedelta(days=365)  # after help from a service ended
FAMILY = "family_near"  # what a document of a person's own order calls the neighbourhood near their family


class About(NamedTuple):
    """What is known of a person beside their journey: sex ("female", "male", ""), and where they live."""

    sex: str = ""
    council: str = ""
    neighbourhood: str = ""


def waits(journey: Journey) -> Spell | None:
    """The stay of somebody ready to leave with help who has no service's yes yet; None for everyone else."""
    spell = in_a_bed(journey)
    if spell is None or not spell.is_ready or spell.pathway not in WITH_HELP or promised(journey, spell):
        return None
    return spell


def promised(journey: Journey, spell: Spell) -> Referral | None:
    """The referral of this stay to which a service said yes and on which help has not begun; None without one.

    One whose place the person refused is no promise any more.
    """
    no = refused(journey, spell)
    found = (r for r in journey.referrals if r.referred_at >= spell.started_at and r.service not in no)
    return next((r for r in found if r.answer == Kind.ACCEPTED and r.started_at is None), None)


def waiting_of(journey: Journey, documents: Documents, about: About, now: datetime) -> Waiting | None:
    """What is to be known of somebody who waits; None for somebody who does not.

    Raises DocumentError where what was written of their needs is not to be found.
    """
    spell = waits(journey)
    if spell is None or spell.ready_at is None:
        return None
    written = needs_of(journey, documents)
    needs = written or Needs()
    return Waiting(
        person=journey.person,
        ready_since=spell.ready_at,
        starts_from=local_date(now),
        pathway=spell.pathway,
        needs=frozenset(need for need in NEEDS if getattr(needs, need)),
        needs_known=written is not None,
        visits_a_day=needs.visits_a_day,
        care_workers=needs.gender,
        equipment=frozenset(needs.equipment),
        sex=about.sex,
        council=about.council,
        neighbourhood=about.neighbourhood,
        order=preferred_places(journey),
        family=family_near(journey, documents),
        known_to=known_to(journey, spell),
        said_no=declined(journey, spell) | refused(journey, spell),
    )


def family_near(journey: Journey, documents: Documents) -> str:
    """The neighbourhood near which they wish to be for their family, as said with their own order; "" if not asked."""
    told = [event for event in journey.events if event.kind is Kind.PLACE_PREFERRED]
    return said_in(documents, told[-1].document).get(FAMILY, "") if told else ""


def known_to(journey: Journey, spell: Spell) -> frozenset[str]:
    """The services that gave long-term help until this stay, or until less than a year before."""
    kinds = {kind.value for kind in SupportKind if kind.is_long_term}
    found = (s for s in journey.supports if s.kind in kinds and s.started_at < spell.started_at)
    return frozenset(s.service for s in found if s.ended_at is None or s.ended_at > spell.started_at - KNOWN_FOR)


def declined(journey: Journey, spell: Spell) -> frozenset[str]:
    """The services that said no in this stay for another reason than want of room."""
    noes = (e for e in journey.events if e.kind is Kind.DECLINED and e.happened_at >= spell.started_at)
    return frozenset(e.service for e in noes if not for_want_of_room(e))


def for_want_of_room(event: Event) -> bool:
    reason = find_code(Refusal, event.detail)
    return reason is not None and reason.is_capacity


def refused(journey: Journey, spell: Spell) -> frozenset[str]:
    """The services whose offer the person refused in this stay."""
    said = (e for e in journey.events if e.kind is Kind.CHOSEN and e.happened_at >= spell.started_at)
    return frozenset(e.service for e in said if e.detail == Choice.REFUSED)


def places_of(directory: Directory, rooms: Mapping[str, Room], weights: Weights) -> list[Place]:
    """Every service to which somebody leaving hospital may go, with the room that it says it has."""
    found = (e for e in directory if isinstance(e.kind, SupportKind) and e.pathways & WITH_HELP)
    return [place_of(entry, rooms.get(entry.service), directory, weights) for entry in found]


def place_of(entry: Entry, room: Room | None, directory: Directory, weights: Weights) -> Place:
    """One service of the directory as a place."""
    at = (entry.easting, entry.northing) if entry.easting is not None and entry.northing is not None else None
    return Place(
        service=entry.service,
        home=weights.home(entry.service),
        kind=str(entry.kind),
        vacancies=room.accepting if room else None,
        said_at=room.as_at if room else None,
        old_after=directory.hours_of_room(entry.service),
        closed=closed_words(room),
        pathways=entry.pathways,
        needs_met=entry.needs_met,
        registration=entry.registration,
        gender=entry.gender,
        care_workers=entry.workers,
        visits_most=entry.visits_most,
        equipment=entry.equipment,
        councils=entry.councils,
        neighbourhoods=entry.neighbourhoods,
        at=at,
        sleeps_there=entry.has_beds,
        cost_week=entry.cost_week,
        earliest=room.earliest if room else None,
        days=entry.days,
    )


def closed_words(room: Room | None) -> str:
    """Why a service takes nobody, in words; "" while it does."""
    if room is None or not room.closed:
        return ""
    how = "placements stopped" if room.closed == Kind.SERVICE_EMBARGOED else "closed"
    why = label("ClosureReason", room.closed_why).lower() if room.closed_why else ""
    return f"{how} ({why})" if why else how


def everyone(
    journeys: Iterable[Journey], documents: Documents, about: Mapping[str, About], now: datetime
) -> list[Waiting]:
    """All who wait among these people."""
    found = (waiting_of(one, documents, about.get(one.person, About()), now) for one in journeys)
    return [one for one in found if one is not None]
