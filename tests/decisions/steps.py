"""Every step of a person with anything that somebody might give it, and what must then be so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from homefirst import decisions
from homefirst.codes import LISTS, CriteriaToReside
from homefirst.decisions import Agreement, Refused
from homefirst.event import Event, Kind
from homefirst.journey import Journey

BY = "hub@HUB/k1"
WRITTEN = "d" * 64
SERVICES = ["START", "CRT", "GOSSAMER"]
AGREEMENT = Agreement("homes-2026", frozenset({"START", "GOSSAMER"}), frozenset({BY, "therapist@RNS"}))
FIRST_DAY = datetime(2026, 1, 5, 10, tzinfo=UTC)


class Step(NamedTuple):
    """A step, what is given to it (the values by name), and what must be so once it was recorded."""

    decide: Callable[..., Any]
    given: dict[str, st.SearchStrategy[Any] | Kind]  # a kind: any event of it, or another's id
    then: Callable[[Journey, tuple[Event, ...], dict[str, Any]], bool]


def a_code_of(name: str) -> st.SearchStrategy[str]:
    known = [str(code.value) for code in LISTS[name]]
    return st.sampled_from([*known, *known, "odd"])


def code_in(*names: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*names, *names, *names, "odd"])


def referral(then: Journey, events: tuple[Event, ...]) -> Any:
    return decisions.referral_of(then, events[0].about)


def support(then: Journey, support_id: str) -> Any:
    return next(s for s in then.supports if s.id == support_id)


def told(then: Journey, events: tuple[Event, ...], _: Any) -> bool:
    return all(e in then.events for e in events)


def open_delays(then: Journey) -> set[str]:
    return {d.id for d in then.open_spell.open_delays()} if then.open_spell else set()


def open_tasks(then: Journey) -> set[str]:
    return {e.id for e in decisions.open_task_events(then)}


document = st.integers(-1, 5).map(lambda n: "" if n < 0 else f"{n:x}" * 64)
services = st.lists(st.sampled_from(SERVICES), max_size=3)
service = st.sampled_from([*SERVICES, ""])
days = st.one_of(st.none(), st.integers(-1, 12).map(lambda n: date(2026, 1, 5) + timedelta(days=n)))
some_days = st.integers(-1, 12).map(lambda n: date(2026, 1, 5) + timedelta(days=n))
answers = st.one_of(
    st.just(decisions.ALL_NO),
    st.sampled_from([*CriteriaToReside]).map(lambda q: {**decisions.ALL_NO, q: True}),
    st.just({CriteriaToReside.OXYGEN: True}),
)
delays = st.sampled_from(["28", "6", "29", "E/both", "E/nhs", "Di/both", "C/social_care", "99"])

STEPS = {
    "expected": Step(
        decisions.set_expected_discharge,
        {"day": some_days},
        lambda j, e, a: j.open_spell is not None and j.open_spell.expected_discharge_date == a["day"].isoformat(),
    ),
    "criteria": Step(
        decisions.judge_criteria_to_reside,
        {"answers": answers},
        lambda j, e, a: j.open_spell is not None and j.open_spell.is_ready == (not any(a["answers"].values())),
    ),
    "pathway": Step(
        decisions.choose_pathway,
        {"pathway": a_code_of("Pathway"), "document": document},
        lambda j, e, a: j.open_spell is not None and j.open_spell.pathway == a["pathway"],
    ),
    "day": Step(
        decisions.judge_day, {"colour": a_code_of("DayColour"), "reason": st.sampled_from(["", "therapy", "odd"])}, told
    ),
    "review": Step(
        decisions.review_stay,
        {"nights": st.sampled_from([7, 14, 9]), "document": document},
        lambda j, e, a: e[0].detail == str(a["nights"]) and told(j, e, a),
    ),
    "delay": Step(decisions.start_delay, {"detail": delays}, lambda j, e, a: e[0].id in open_delays(j)),
    "no delay": Step(
        decisions.end_delay, {"delay_id": Kind.DELAY_STARTED}, lambda j, e, a: a["delay_id"] not in open_delays(j)
    ),
    "task": Step(
        decisions.set_task,
        {"task": a_code_of("Task"), "owner": service, "due": days, "document": document},
        lambda j, e, a: e[0].id in open_tasks(j),
    ),
    "task done": Step(
        decisions.finish_task, {"task_id": Kind.TASK_SET}, lambda j, e, a: a["task_id"] not in open_tasks(j)
    ),
    "task dropped": Step(
        decisions.drop_task, {"task_id": Kind.TASK_SET}, lambda j, e, a: a["task_id"] not in open_tasks(j)
    ),
    "task again": Step(
        decisions.reopen_task, {"task_id": Kind.TASK_SET}, lambda j, e, a: a["task_id"] in open_tasks(j)
    ),
    "refer": Step(
        decisions.refer,
        {"services": services, "help": code_in("reablement", "home_care", "housing", "")},
        lambda j, e, a: (
            {decisions.referral_of(j, one.id).answer for one in e} == {""}
            and all(decisions.is_asked(j, s, a["help"]) for s in a["services"])
        ),
    ),
    "triage": Step(
        decisions.triage, {"referral_id": Kind.REFERRED}, lambda j, e, a: referral(j, e).triaged_at is not None
    ),
    "accept": Step(
        decisions.accept,
        {"referral_id": Kind.REFERRED, "earliest": days},
        lambda j, e, a: referral(j, e).answer == "accepted",
    ),
    "decline": Step(
        decisions.decline,
        {"referral_id": Kind.REFERRED, "reason": a_code_of("Refusal"), "document": document},
        lambda j, e, a: referral(j, e).answer == "declined",
    ),
    "withdraw": Step(
        decisions.withdraw,
        {"referral_id": Kind.REFERRED, "reason": a_code_of("Withdrawal"), "document": document},
        lambda j, e, a: referral(j, e).answer == "withdrawn",
    ),
    "ask": Step(decisions.ask, {"referral_id": Kind.REFERRED, "document": document}, told),
    "reply": Step(decisions.reply, {"question_id": Kind.ASKED, "document": document}, told),
    "offer": Step(
        decisions.offer,
        {"referral_id": Kind.REFERRED, "first_day": days},
        lambda j, e, a: e[0] in j.events and decisions.choice_of(j, e[0].id) is None,
    ),
    "choose": Step(
        decisions.choose,
        {"offer_id": Kind.OFFERED, "choice": a_code_of("Choice"), "preferred": service},
        lambda j, e, a: (
            decisions.choice_of(j, a["offer_id"]) == (None if a["choice"] == "more_time" else a["choice"])
            and (a["choice"] != "interim" or any(s != e[0].service for s in decisions.preferred_places(j)))
        ),
    ),
    "prefer": Step(
        decisions.prefer_places,
        {"services": services},
        lambda j, e, a: decisions.preferred_places(j) == tuple(a["services"]),
    ),
    "support": Step(
        decisions.start_support,
        {
            "kind": code_in("reablement", "home_care"),
            "service": service,
            "referral_id": Kind.REFERRED,
        },
        lambda j, e, a: (
            support(j, e[0].id).ended_at is None
            and (not e[0].about or decisions.referral_of(j, e[0].about).started_at is not None)
        ),
    ),
    "hold": Step(
        decisions.hold_support,
        {"support_id": Kind.SUPPORT_STARTED},
        lambda j, e, a: bool(support(j, e[0].about).held_at),
    ),
    "restart": Step(
        decisions.restart_support,
        {"support_id": Kind.SUPPORT_STARTED},
        lambda j, e, a: support(j, e[0].about).held_at is None,
    ),
    "end": Step(
        decisions.end_support,
        {"support_id": Kind.SUPPORT_STARTED, "outcome": a_code_of("SupportOutcome")},
        lambda j, e, a: support(j, e[0].about).outcome == a["outcome"],
    ),
    "assess": Step(decisions.record_assessment, {"kind": a_code_of("AssessmentKind"), "document": document}, told),
    "rely": Step(
        decisions.accept_assessment,
        {
            "assessment_id": Kind.ASSESSED,
            "service": st.sampled_from(SERVICES),
            "agreement": st.sampled_from([None, AGREEMENT]),
        },
        told,
    ),
    "dispute": Step(
        decisions.dispute_assessment,
        {"assessment_id": Kind.ASSESSED, "service": st.sampled_from(SERVICES), "document": document},
        told,
    ),
    "section": Step(
        decisions.write_section,
        {"form": code_in("pdna", "a/b"), "section": code_in("nursing"), "document": document},
        told,
    ),
    "send": Step(
        decisions.send_notification,
        {
            "form": st.just("pdna"),
            "faults": st.sampled_from([(), ("therapy is 4 days old",)]),
            "override": document,
            "document": document,
        },
        lambda j, e, a: j.open_spell is not None and j.open_spell.notified_at is not None and j.events[-1] == e[-1],
    ),
    "medicines": Step(decisions.reconcile_medicines, {"document": document}, told),
    "summary": Step(decisions.send_summary, {"services": services, "document": document}, told),
    "read": Step(decisions.receive_summary, {"sent_id": Kind.SUMMARY_SENT}, told),
    "contact": Step(decisions.contacted, {"service": service}, told),
    "incident": Step(decisions.report_incident, {"discharge_id": Kind.DISCHARGED, "document": document}, told),
    "leave": Step(
        decisions.discharge,
        {"destination": code_in("19", "85", "79"), "method": code_in("1", "4")},
        lambda j, e, a: j.open_spell is None,
    ),
    "carer": Step(decisions.identify_carer, {}, told),
    "carer's request": Step(decisions.request_carer_assessment, {"carer_id": Kind.CARER_IDENTIFIED}, told),
    "carer assessed": Step(decisions.carer_assessed, {"request_id": Kind.CARER_ASSESSMENT_REQUESTED}, told),
    "concern": Step(decisions.raise_concern, {"document": document}, told),
    "stage": Step(
        decisions.decide_concern,
        {"concern_id": Kind.CONCERN_RAISED, "stage": a_code_of("ConcernStage")},
        lambda j, e, a: decisions.stage_of(j, a["concern_id"]) == a["stage"],
    ),
    "liberty": Step(
        decisions.request_liberty,
        {"kind": a_code_of("LibertyRequest")},
        lambda j, e, a: a["kind"] == "standard" or decisions.urgent_running(j, e[0].happened_at) is not None,
    ),
    "liberty decided": Step(
        decisions.decide_liberty,
        {"request_id": Kind.LIBERTY_REQUESTED, "decision": a_code_of("LibertyDecision")},
        told,
    ),
    "continuing": Step(decisions.request_continuing_care, {"kind": a_code_of("ContinuingCare")}, told),
    "continuing decided": Step(
        decisions.decide_continuing_care,
        {"request_id": Kind.CONTINUING_CARE_REQUESTED, "decision": a_code_of("ContinuingCareDecision")},
        told,
    ),
    "take back": Step(
        decisions.take_back,
        {"event_id": Kind.DELAY_STARTED},
        lambda j, e, a: all(one.id != a["event_id"] for one in j.events),
    ),
}


THEMES = [
    ["expected", "criteria", "pathway", "day", "review", "delay", "delay", "no delay", "take back"],
    ["task", "task", "task done", "task dropped", "task again", "leave"],
    ["refer", "refer", "triage", "accept", "decline", "ask", "reply", "withdraw", "criteria", "leave"],
    ["refer", "accept", "accept", "offer", "offer", "choose", "prefer", "withdraw"],
    ["refer", "accept", "support", "support", "hold", "restart", "end"],
    ["assess", "rely", "dispute", "section", "send", "contact"],
    ["medicines", "summary", "read", "leave", "incident"],
    ["carer", "carer's request", "carer assessed", "concern", "stage", "take back"],
    ["liberty", "liberty decided", "continuing", "continuing decided"],
    sorted(STEPS),
]


def given(draw: Callable[[Any], Any], step: Step, known: Journey) -> dict[str, Any]:
    """Values for a step: for an id one of that kind, seldom another's or none that stands."""
    values = {}
    for name, wanted in step.given.items():
        if isinstance(wanted, Kind):
            ids = [e.id for e in known.events if e.kind is wanted]
            wanted = st.sampled_from([*ids * 4, *ids[-1:] * 4, "0" * 32, *(e.id for e in known.events[:1])])
        values[name] = draw(wanted)
    return values


def several(decided: Event | tuple[Event, ...] | Refused) -> tuple[Event, ...]:
    """What a step gave, as events; () where it was refused."""
    if isinstance(decided, Refused):
        return ()
    return (decided,) if isinstance(decided, Event) else decided
