"""Random ledgers, small and nasty: ties, repeats, late telling, corrections, retractions, cancels first, no keys.

Times lie on a few hours around the night when the clocks go back, so that ties and midnights are common; of some
people on days or weeks after it, so that what is counted within days is seen to end.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from homefirst.event import Event, Kind, new_event
from homefirst.journey import STANDING_KINDS

START = datetime(2025, 10, 24, 20, tzinfo=UTC)  # the clocks go back on 26 October 2025
DETAILS = {
    Kind.ADMITTED: ["21", "11", "81", ""],
    Kind.DISCHARGED: ["19/1", "51/1", "/", "79/4", ""],
    Kind.CALLED: ["999", ""],
    Kind.RESPONDED: ["conveyed", "conveyed", "conveyed_elsewhere", "hear_and_treat", ""],
    Kind.DIAGNOSED: ["J44.1/1", "I50.0/1", "F03/2", "W19", ""],
    Kind.DELAY_STARTED: ["28", "E/nhs", "E/social_care"],
    Kind.DELAY_ENDED: ["28", "E", ""],
    Kind.PATHWAY_CHOSEN: ["0", "1"],
    Kind.EXPECTED_DISCHARGE_SET: ["2025-10-27", "2025-10-30", "soon"],
    Kind.ATTENDED: ["ambulance", ""],
    Kind.LEFT_DEPARTMENT: ["home", ""],
    Kind.RESIDENCE_CHANGED: ["own_home", "care_home"],
    Kind.SUPPORT_STARTED: ["reablement", "home_care", "bed_based_intermediate_care", ""],
    Kind.SUPPORT_ENDED: ["no_further_support", "care_home", "hospital", "died", ""],
}
KINDS = [
    *DETAILS,
    Kind.MOVED,
    Kind.CRITERIA_TO_RESIDE_MET,
    Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Kind.STREAMED,
    Kind.DECIDED_TO_ADMIT,
    Kind.REFERRED,
    Kind.TRIAGED,
    Kind.ACCEPTED,
    Kind.DECLINED,
    Kind.WITHDRAWN,
    Kind.SUPPORT_HELD,
    Kind.SUPPORT_RESTARTED,
    Kind.DIED,
    Kind.HANDED_OVER,
    *sorted(STANDING_KINDS),
]
STAY_KINDS = [
    Kind.ADMITTED,
    Kind.ADMITTED,
    Kind.DISCHARGED,
    Kind.MOVED,
    Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Kind.CRITERIA_TO_RESIDE_MET,
    Kind.DELAY_STARTED,
    Kind.DELAY_STARTED,
    Kind.DELAY_ENDED,
    Kind.EXPECTED_DISCHARGE_SET,
    Kind.NOTIFIED,
    Kind.DIAGNOSED,
    Kind.DIED,
]
DELAY_KINDS = [
    Kind.ADMITTED,
    Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Kind.DELAY_STARTED,
    Kind.DELAY_STARTED,
    Kind.DELAY_ENDED,
]
HELP_KINDS = [
    Kind.REFERRED,
    Kind.REFERRED,
    Kind.TRIAGED,
    Kind.TRIAGED,
    Kind.ACCEPTED,
    Kind.DECLINED,
    Kind.SUPPORT_STARTED,
    Kind.SUPPORT_STARTED,
    Kind.SUPPORT_HELD,
    Kind.SUPPORT_RESTARTED,
    Kind.SUPPORT_ENDED,
]
CRISIS_KINDS = [
    Kind.CALLED,
    Kind.CALLED,
    Kind.RESPONDED,
    Kind.RESPONDED,
    Kind.ATTENDED,
    Kind.ATTENDED,
    Kind.HANDED_OVER,
    Kind.DECIDED_TO_ADMIT,
    Kind.LEFT_DEPARTMENT,
    Kind.ADMITTED,
    Kind.DISCHARGED,
    Kind.RESIDENCE_CHANGED,
]
HOMECOMING_KINDS = [
    Kind.ADMITTED,
    Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Kind.DISCHARGED,
    Kind.DISCHARGED,
    Kind.SUPPORT_STARTED,
    Kind.SUPPORT_STARTED,
    Kind.SUPPORT_ENDED,
    Kind.ATTENDED,
    Kind.RESIDENCE_CHANGED,
    Kind.DIED,
]
SORTS_OF_LIFE = [KINDS, STAY_KINDS, STAY_KINDS, DELAY_KINDS, HELP_KINDS, CRISIS_KINDS, HOMECOMING_KINDS]
HOMES = ["E06000061", "E06000062", "E06000061:E01027100", "E06000062:E01027200", ":E01027100", "E06000061:", ""]
WARDS = ["RNS:HAWTHORN", "RNS:ROWAN", "RNQ:ASHBY", "RNS", ""]
RETRACTABLE = [
    Kind.ADMITTED,
    Kind.ATTENDED,
    Kind.DISCHARGED,
    Kind.LEFT_DEPARTMENT,
    Kind.MOVED,
    Kind.EXPECTED_DISCHARGE_SET,
    Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Kind.CALLED,
    Kind.RESPONDED,
    Kind.NOTIFIED,
]

ANSWERING = [Kind.ACCEPTED, Kind.SUPPORT_STARTED, Kind.SUPPORT_ENDED, Kind.DELAY_ENDED, Kind.RESPONDED]
stay_keys = st.sampled_from(["", "v1", "v2"])


def moments(hours: int) -> st.SearchStrategy[datetime]:
    """A few times that lie so many hours apart."""
    return st.integers(0, 16).map(lambda n: START + timedelta(hours=hours * n))


@st.composite
def facts(draw: st.DrawFn, person: str, kinds: list[Kind], hours: int) -> Event:
    """One plain event, at one of a few times that lie so many hours apart."""
    kind = draw(st.sampled_from(kinds))
    happened = draw(moments(hours))
    return new_event(
        person,
        kind,
        happened,
        happened + timedelta(hours=draw(st.sampled_from([0, 0, 0, 1, 30]))),
        location=draw(st.sampled_from(HOMES if kind is Kind.RESIDENCE_CHANGED else WARDS)),
        service=draw(st.sampled_from(["START", "CRT", "START", "CRT", ""])),
        detail=draw(st.sampled_from(DETAILS.get(kind, [""]))),
        spell=draw(stay_keys),
        sequence=draw(st.sampled_from([0, 0, 1])),
    )


@st.composite
def mendings(draw: st.DrawFn, person: str, known: list[Event]) -> Event:
    """A retraction by id or by name, a correction, or an event about an earlier one."""
    target = draw(st.sampled_from(known))
    happened = draw(st.sampled_from([target.happened_at, draw(moments(6))]))
    recorded = target.recorded_at + timedelta(hours=draw(st.sampled_from([-1, 0, 1, 5])))
    how = draw(st.sampled_from(["by id", "by name", "correct", "about"]))
    if how == "by id":
        return new_event(person, Kind.RETRACTED, happened, recorded, about=target.id)
    if how == "by name":
        kind = str(draw(st.sampled_from([target.kind, *RETRACTABLE])))
        return new_event(person, Kind.RETRACTED, happened, recorded, detail=kind, spell=target.spell)
    if how == "correct":
        return new_event(
            person, Kind.CORRECTED, happened, recorded, about=target.id,
            location=draw(st.sampled_from([*WARDS, *HOMES])), detail=target.detail, service=target.service,
        )  # fmt: skip
    kind = draw(st.sampled_from(ANSWERING))
    return new_event(person, kind, happened, about=target.id, spell=target.spell)


@st.composite
def journeys(draw: st.DrawFn, person: str) -> list[Event]:
    """One person's events, in no order."""
    kinds = draw(st.sampled_from(SORTS_OF_LIFE))
    fewest = draw(st.sampled_from([1, 6, 12]))
    hours = draw(st.sampled_from([6, 6, 1, 29, 24 * 6]))
    known = draw(st.lists(facts(person, kinds, hours), min_size=fewest, max_size=16))
    return [*known, *draw(st.lists(mendings(person, known), max_size=5))]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Event]:
    """The events of one to ten people, shuffled, each id once."""
    events = [event for n in range(draw(st.integers(1, 10))) for event in draw(journeys(f"p{n}"))]
    return draw(st.permutations(list({event.id: event for event in events}.values())))
