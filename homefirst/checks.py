"""What looks wrong in a journey: a list of oddities, each with what to do. It never raises and never repairs.

What another system told us is kept even if odd: it may be the only telling there is. Here the odd is found and put
into words, for the person who can ask the ward. Over 300 lines, because every rule stands beside its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.codes import (
    LISTS,
    AdmissionMethod,
    CodeList,
    Destination,
    DischargeMethod,
    Pathway,
    attribution_fault,
    find_code,
    parse_delay_detail,
)
from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.journey import ANSWERS, Journey, Spell
from homefirst.standing import named

OVERLAP = timedelta(hours=2)  # two hospitals' clocks, and the ride between them
TOLD_BEFORE = timedelta(hours=1)  # clocks of two systems differ by minutes
FORECASTS = frozenset({Kind.EXPECTED_DISCHARGE_SET, Kind.RETRACTED, Kind.CORRECTED})
AFTER_DEATH = frozenset(  # clinical coding is done when the stay is over
    {
        Kind.FOLLOWED_UP, Kind.SUMMARY_SENT, Kind.SUMMARY_RECEIVED, Kind.SUMMARY_CHECKED, Kind.DIAGNOSED,
        Kind.INCIDENT_REPORTED, Kind.WITHDRAWN, Kind.SUPPORT_ENDED, Kind.CONCERN_DECIDED, Kind.LIBERTY_DECIDED,
        Kind.CONTINUING_CARE_DECIDED, Kind.DIED,
    }
)  # fmt: skip
REFERRAL_ANSWERS = ANSWERS | {Kind.TRIAGED}
# What the hub decides, by the list of its codes. Of a task or a day only the first code: a ward's own words may follow.
CLOSED: Mapping[Kind, CodeList] = {
    kind: LISTS[kind.detail_list.partition("/")[0]]
    for kind in (
        Kind.CHOSEN, Kind.CONCERN_DECIDED, Kind.CONTINUING_CARE_DECIDED, Kind.CONTINUING_CARE_REQUESTED,
        Kind.DAY_JUDGED, Kind.DECLINED, Kind.FOLLOWED_UP, Kind.LIBERTY_DECIDED, Kind.LIBERTY_REQUESTED, Kind.TASK_SET,
        Kind.WITHDRAWN,
    )
}  # fmt: skip


class Oddity(NamedTuple):
    """One thing that looks wrong. `person` is a key; `what` and `do` hold no name or number."""

    kind: str
    title: str
    person: str
    what: str
    do: str


def on(moment: datetime) -> str:
    """A date as staff write it."""
    return f"{local_date(moment).day} {local_date(moment):%B %Y}"


def oddities(journey: Journey, events: Iterable[Event] = ()) -> list[Oddity]:
    """What looks wrong in one person's journey; `events` are all that were recorded, taken back ones too."""
    recorded = tuple(events) or journey.events
    found = [Oddity(kind, TITLES[kind], journey.person, what, DO[kind]) for kind, what in of_stays(journey)]
    for kind, what in (*of_events(journey), *of_mending(recorded)):
        found.append(Oddity(kind, TITLES[kind], journey.person, what, DO[kind]))
    return found


Found = Iterator[tuple[str, str]]


def of_stays(journey: Journey) -> Found:
    """What looks wrong in the stays, one by one and together."""
    for spell in journey.spells:
        for look in LOOKS:
            yield from look(spell, journey)
    yield from two_places(journey)
    for visit in journey.attendances:
        later = [s.started_at for s in journey.spells if s.started_at > visit.arrived_at]
        if visit.left_at is None and later:
            yield (
                "visit_not_ended",
                f"The A&E visit of {on(visit.arrived_at)} has no end; they were admitted later.",
            )


def left_before_admission(spell: Spell, _: Journey) -> Found:
    if spell.ended_at is not None and spell.ended_at < spell.started_at:
        yield (
            "left_before_admission",
            f"Admitted to {spell.location} on {on(spell.started_at)}, discharged on {on(spell.ended_at)}.",
        )


def admission_not_heard(spell: Spell, _: Journey) -> Found:
    if not spell.admission_heard:
        yield "admission_not_heard", f"A stay at {spell.location} about {on(spell.started_at)} has no admission."


def left_twice(spell: Spell, journey: Journey) -> Found:
    if spell.key.startswith("~"):
        return
    ends = {e.happened_at for e in journey.events if e.kind is Kind.DISCHARGED and e.spell == spell.key}
    if len(ends) > 1 and spell.ended_at == max(ends, default=None):
        said = ", ".join(on(end) for end in sorted(ends))
        yield "left_twice", f"The stay at {spell.location} has {len(ends)} discharges at different times: {said}."


def open_after_death(spell: Spell, journey: Journey) -> Found:
    if not spell.end_heard and journey.died_at is not None:
        yield "open_after_death", f"Died on {on(journey.died_at)}; the stay at {spell.location} has no end."


def expected_before_admission(spell: Spell, _: Journey) -> Found:
    for expected in spell.expected[-1:]:
        try:
            early = date.fromisoformat(expected.day) < local_date(spell.started_at)
        except ValueError:
            yield "no_such_date", f"“{expected.day}” was given as an expected date of discharge."
            return
        if early:
            yield (
                "expected_before_admission",
                f"Expected to leave on {expected.day}, admitted on {on(spell.started_at)}.",
            )


def delayed_not_ready(spell: Spell, _: Journey) -> Found:
    if spell.delays and not spell.ready:
        yield (
            "delayed_not_ready",
            f"A delay is recorded at {spell.location} from {on(spell.delays[0].started_at)} and no readiness to leave.",
        )


def delay_faults(spell: Spell, _: Journey) -> Found:
    for detail in dict.fromkeys(delay.detail for delay in spell.delays):
        fault = delay_fault(detail)
        if fault:
            yield "delay_not_permitted", fault


def delay_fault(detail: str) -> str | None:
    """What is wrong with a delay's reason or with who is held responsible for it."""
    try:
        return attribution_fault(parse_delay_detail(detail))
    except ValueError as unknown:
        return str(unknown)


def unknown_codes(spell: Spell, _: Journey) -> Found:
    codes = (
        (AdmissionMethod, "admission method", spell.admission_method),
        (Destination, "discharge destination", spell.destination),
        (DischargeMethod, "discharge method", spell.discharge_method),
        (Pathway, "pathway", spell.pathway),
    )
    for codes_of, name, code in codes:
        if code and find_code(codes_of, code) is None:
            yield "unknown_code", f"“{code}” is not a national code for {name} (stay at {spell.location})."


def moved_outside(spell: Spell, journey: Journey) -> Found:
    parts = [s for s in journey.spells if s.key == spell.key]
    if spell is not parts[0] or spell.key.startswith("~"):
        return
    start, end = spell.started_at, parts[-1].ended_at
    for e in journey.events:
        if e.kind is Kind.MOVED and e.spell == spell.key and (e.happened_at < start or (end and e.happened_at > end)):
            yield "moved_outside", f"A move to {e.location} on {on(e.happened_at)} lies outside the stay."


LOOKS: tuple[Callable[[Spell, Journey], Found], ...] = (
    left_before_admission,
    admission_not_heard,
    left_twice,
    open_after_death,
    expected_before_admission,
    delayed_not_ready,
    delay_faults,
    unknown_codes,
    moved_outside,
)


def two_places(journey: Journey) -> Found:
    """Stays that overlap by more than a ride between hospitals."""
    for n, spell in enumerate(journey.spells):
        for other in journey.spells[n + 1 :]:
            if other.key != spell.key and overlaps(spell, other):
                yield (
                    "two_places",
                    f"In {spell.location} from {on(spell.started_at)} and in {other.location} from "
                    f"{on(other.started_at)}, both at once.",
                )


def overlaps(first: Spell, second: Spell) -> bool:
    """Whether two stays, the first begun before the second, are at once for longer than OVERLAP."""
    ends = [spell.ended_at for spell in (first, second) if spell.ended_at is not None]
    return not ends or min(ends) - second.started_at > OVERLAP


def of_events(journey: Journey) -> Found:
    """What looks wrong in the order of things."""
    yield from of_answers(journey)
    for e in journey.events:
        if e.kind in CLOSED and unknown_in_list(e):
            listed = CLOSED[e.kind].title
            yield "unknown_code", f"“{e.detail}” is not in the list “{listed}” (“{words(e)}” on {on(e.happened_at)})."
        if e.kind not in FORECASTS and e.happened_at - e.recorded_at > TOLD_BEFORE:
            yield "told_before", f"“{words(e)}” on {on(e.happened_at)} was recorded on {on(e.recorded_at)}, before it."
    if journey.died_at is None:
        return
    for e in journey.events:
        if e.happened_at > journey.died_at and e.kind not in AFTER_DEATH | FORECASTS:
            yield "after_death", f"“{words(e)}” on {on(e.happened_at)}, after they died on {on(journey.died_at)}."


def unknown_in_list(event: Event) -> bool:
    """Whether an event's code is in no list that we know; one that gives none says nothing wrong."""
    code = event.detail.partition("/")[0]
    return bool(code) and find_code(CLOSED[event.kind].codes, code) is None


def of_answers(journey: Journey) -> Found:
    """What speaks of an event that does not stand, or answers a service that nobody asked.

    To tell the hub that help will be needed is to ask it.
    """
    ids, asked = {e.id for e in journey.events}, set[str]()
    for e in journey.events:
        if e.kind in (Kind.REFERRED, Kind.NOTIFIED):
            asked.add(e.service)
        if e.about and e.about not in ids:
            yield "about_nothing", f"“{words(e)}” on {on(e.happened_at)} is about something that does not stand."
        elif e.kind in REFERRAL_ANSWERS and not e.about and e.service not in asked:
            service = e.service or "a service that is not named"
            yield "answered_unasked", f"“{words(e)}” on {on(e.happened_at)} by {service}, which nobody had asked."


def words(event: Event) -> str:
    return event.kind.value.replace("_", " ")


def of_mending(events: Sequence[Event]) -> Found:
    """Retractions and corrections that speak of nothing we know."""
    ids = {e.id for e in events}
    facts = [e for e in events if e.kind is not Kind.RETRACTED]
    for e in events:
        if e.kind not in (Kind.RETRACTED, Kind.CORRECTED):
            continue
        if e.about and e.about not in ids:
            yield "mends_nothing", f"A {words(e)} of {on(e.recorded_at)} is about an event that was never heard of."
        elif e.kind is Kind.RETRACTED and not e.about and not named(e, facts, set()):
            yield "mends_nothing", f"A cancel of {on(e.recorded_at)} names “{e.detail}”, which was never heard of."


TITLES = {
    "left_before_admission": "Discharged before they were admitted",
    "admission_not_heard": "A stay without an admission",
    "left_twice": "Discharged more than once from one stay",
    "open_after_death": "Still in a bed after they died",
    "expected_before_admission": "Expected to leave before they came",
    "no_such_date": "An expected date that is no date",
    "delayed_not_ready": "Delayed but never recorded as ready to leave",
    "delay_not_permitted": "A reason for delay that the national list does not allow",
    "unknown_code": "A code that is in no list",
    "moved_outside": "A move outside the stay",
    "two_places": "In two places at once",
    "visit_not_ended": "An A&E visit without an end",
    "told_before": "Recorded before it happened",
    "after_death": "Something happened after they died",
    "about_nothing": "Speaks of something that does not stand",
    "answered_unasked": "An answer of a service that nobody had asked",
    "mends_nothing": "A cancel or correction of something never heard of",
}
DO = {
    "left_before_admission": "Ask the ward for the true times and send them again (A08), or cancel one of them.",
    "admission_not_heard": "Ask the sender for the admission message (A01), or for an A08 with the admission time.",
    "left_twice": "Find which time is right. Cancel the other discharge (A13) and send the right one again.",
    "open_after_death": "Ask the ward to send the discharge (A03 with method 4), or to correct the death.",
    "expected_before_admission": "Ask the ward to set the expected date of discharge again.",
    "no_such_date": "Ask the ward to set the expected date of discharge again, as a date.",
    "delayed_not_ready": "Record when the criteria to reside were no longer met, or end the delay.",
    "delay_not_permitted": "Choose a reason and a responsible body that go together; see the list of codes.",
    "unknown_code": "Add the sender's own code to the local codes, or ask the sender to use the national one.",
    "moved_outside": "Ask the ward when the move was, or cancel it (A12).",
    "two_places": "Ask both wards where the person is. Cancel the admission that was not, or send the discharge.",
    "visit_not_ended": "Ask A&E when the person left, and send the discharge from the department (A03).",
    "told_before": "Look at the clock of the sending system, and at the time zone in the local codes.",
    "after_death": "Find which is right. Retract the death, or what is said to have happened after it.",
    "about_nothing": "Find what it was about. If that did not happen, take this back too; if it did, record it again.",
    "answered_unasked": "Ask for the referral to be recorded, or take the answer back.",
    "mends_nothing": "It may still come. If it does not, ask the sender for the message that this one cancels.",
}
