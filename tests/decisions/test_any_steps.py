"""Whatever is decided in whatever order is so once it is recorded; whatever is refused changes nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homefirst import decisions
from homefirst.checks import oddities
from homefirst.decisions import Refused
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey, journey
from tests.decisions.steps import BY, FIRST_DAY, STEPS, THEMES, WRITTEN, several
from tests.decisions.steps import given as values_for
from tests.ledgers import journeys

LATER = datetime(2027, 6, 1, tzinfo=UTC)
PASSING = st.sampled_from([timedelta(0), timedelta(0), timedelta(hours=1), timedelta(days=1), timedelta(days=5)])
EARLIER = st.sampled_from(["ready", "ready", "not ready yet", "nothing"])


def beginning(how: str) -> list[Event]:
    """Somebody at home with a care package, in a bed, or ready to leave it."""
    package = new_event("p0", Kind.SUPPORT_STARTED, FIRST_DAY - timedelta(days=9), service="CRT", detail="home_care")
    admitted = new_event("p0", Kind.ADMITTED, FIRST_DAY, location="RNS:HAWTHORN", detail="21", spell="v1")
    ready = new_event("p0", Kind.CRITERIA_TO_RESIDE_NOT_MET, FIRST_DAY + timedelta(hours=1), spell="v1")
    return {"nothing": [package], "not ready yet": [package, admitted], "ready": [package, admitted, ready]}[how]


def proper(decided: Any, known: Journey) -> None:
    """A refusal is a sentence or two that says what to do, and holds nothing that leads to a person."""
    if isinstance(decided, Refused):
        assert re.fullmatch(r"[A-Z0-9“\"-].*\.", decided.why), decided.why
        assert not re.search(r"[0-9a-f]{32}", decided.why), decided.why
        assert known.person not in decided.why


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_decided_is_so_and_what_is_refused_changes_nothing(data: st.DataObject) -> None:
    events, now = beginning(data.draw(EARLIER)), FIRST_DAY + timedelta(hours=2)
    theme = data.draw(st.sampled_from(THEMES))
    for _ in range(data.draw(st.integers(5, 40))):
        known = journey("p0", events)
        step = STEPS[data.draw(st.sampled_from(theme))]
        values = values_for(data.draw, step, known)
        decided = step.decide(known, **values, by=BY, now=now)
        proper(decided, known)
        found = several(decided)
        if not found:
            assert isinstance(decided, Refused) and step.decide(known, **values, by=BY, now=now) == decided
            continue
        assert len({e.id for e in found} - {e.id for e in events}) == len(found)
        events = [*events, *found]
        then = journey("p0", Random(len(events)).sample(events, len(events)))
        assert then == journey("p0", events)
        assert step.then(then, found, values), (step.decide.__name__, values)
        now += data.draw(PASSING) + timedelta(minutes=any(e.kind is Kind.RETRACTED for e in found))
    looks = {oddity.kind for oddity in oddities(journey("p0", events), events)}
    assert looks <= {"about_nothing", "delayed_not_ready"}, looks  # where what it was about was taken back


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), events=journeys("p0"))
def test_of_any_ledger_a_step_is_an_event_or_a_sentence_whatever_the_order_of_telling(
    data: st.DataObject, events: list[Event]
) -> None:
    known, told_otherwise = journey("p0", events), journey("p0", data.draw(st.permutations(events)))
    for name in data.draw(st.lists(st.sampled_from(sorted(STEPS)), min_size=5, max_size=12)):
        step = STEPS[name]
        values = values_for(data.draw, step, known)
        decided = step.decide(known, **values, by=BY, now=LATER)
        assert decided == step.decide(told_otherwise, **values, by=BY, now=LATER)
        proper(decided, known)
        assert all(e.person == "p0" and e.source == BY and e.recorded_at == LATER for e in several(decided))


@given(how=EARLIER)
def test_after_a_discharge_and_its_cancelling_a_person_is_where_they_were(how: str) -> None:
    before = journey("p0", beginning(how))
    left = decisions.discharge(before, "19", "1", by=BY, now=LATER)
    if how == "nothing":
        assert isinstance(left, Refused)
        return
    assert isinstance(left, Event)
    gone = journey("p0", [*before.events, left])
    back = decisions.reopen(gone, gone.spells[-1], document=WRITTEN, by=BY, now=LATER + timedelta(minutes=5))
    assert isinstance(back, Event)
    assert journey("p0", [*before.events, left, back]) == before
