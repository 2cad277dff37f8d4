"""Random small tables: a handful of people with everything that the tables can tell of them, and nasty times."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from small_tables import (
    SHAPES,
    Rows,
    attendance,
    call,
    capacity,
    death,
    delay,
    moment,
    person,
    ready,
    referral,
    residence,
    spell,
    stands,
    stay,
    support,
)

from homefirst.days import local_date

FIRST = date(2023, 12, 1)
WARDS = ("RNS:ROWAN:B1", "RNS:HAWTHORN", "RNQ:ASHBY:2", "RNQ:NOBEDS", "RNS", "RNQ:FRAILTY", "RNS:LOUNGE")
AREAS = ("", "E01026949", "E01027250", "E01099999")
COUNCILS = ("E06000061", "E06000062", "E10000021", "", "E06000018")
HOMES = ("own_home", "own_home", "extra_care", "nursing_home", "residential_home", "care_home", "unknown", "")
SERVICES = ("START", "CRT", "HOMECARE", "SHAW:STEPDOWN", "FLATS", "OAKS", "")
PRACTICES = ("ELMSURGERY", "OAKS", "GP", "")
SUPPORTS = (
    "reablement",
    "reablement",
    "bed_based_intermediate_care",
    "home_care",
    "care_home_placement",
    "crisis_response",
)
OUTCOMES = ("", "", "died", "no_further_support", "low_level_support", "hospital", "care_home", "long_term_at_home")
DETAILS: dict[str, tuple[str, ...]] = {
    "frailty_scored": ("3", "5", "6", "8", ""),
    "preference_recorded": (
        "place_of_death:own_home",
        "place_of_death:care_home",
        "place_of_death:hospital",
        "place_of_death:hospice",
        "place_of_death:no_preference",
        "do_not_resuscitate",
    ),
    "care_plan_agreed": ("",),
    "carer_identified": ("",),
    "carer_assessed": ("",),
    "support_held": ("",),
    "support_restarted": ("",),
    "visited": ("w1", "w2", "w3", ""),
    "budget_agreed": (
        "direct_payment",
        "part_direct_payment",
        "council_managed",
        "phb_direct_payment",
        "phb_notional",
        "phb_third_party",
        "none",
    ),
    "expected_discharge_set": ("2024-01-20", "2024-02-10", "2024-03-01", "soon"),
    "day_judged": ("red", "green", "red/28", "red/diagnostics"),
    "notified": ("",),
    "section_written": (
        "discharge-notification/nursing",
        "discharge-notification/therapy",
        "falls/ward",
        "summary/given",
    ),
    "assessed": ("needs", "mobility", "continuing_care", ""),
    "continuing_care_requested": ("checklist", "checklist", "fast_track"),
    "continuing_care_decided": ("eligible", "eligible", "not_eligible", "stopped"),
    "pathway_chosen": ("0", "1", "2", ""),
    "practice_changed": ("",),
    "offered": ("",),
    "chosen": ("",),
    "task_set": ("medicines", "transport"),
    "task_done": ("medicines", "transport"),
    "medicines_reconciled": ("",),
    "summary_sent": ("",),
    "summary_received": ("",),
    "summary_checked": ("accurate", "not_accurate"),
    "followed_up": ("well", "concern", "not_reached", "at_home_day_91"),
    "diagnosed": (
        "J44.1/1",
        "I50.0/1",
        "N39.0/1",
        "S72.0/1",
        "W19/2",
        "W06/3",
        "W19/1",
        "J18.1/1",
        "X99/2",
        "J20.9/1",
        "D57.0/2",
        "J44.9/2",
    ),
}

BORN = (None, date(1930, 5, 1), date(1940, 2, 29), date(1949, 3, 1), date(1959, 2, 14), date(2006, 2, 10))

days = st.integers(0, 150).map(lambda n: FIRST + timedelta(days=n))
hours = st.sampled_from([0, 1, 2, 9, 16, 17, 22, 23])
moments = st.builds(moment, days, hours, st.sampled_from([0, 30, 59]))
ages = st.one_of(st.none(), st.sampled_from([17, 18, 64, 65, 74, 75, 84, 85, 99]))
lengths = st.one_of(st.none(), st.sampled_from([-3, 0, 0, 1, 6, 7, 8, 13, 14, 21, 22, 40, 100]))
minutes = st.sampled_from([0, 1, 15, 16, 30, 45, 46, 60, 61, 119, 120, 121, 239, 240, 241, 720, 1439, 1441, 2880])


def after(start: datetime, wait: int | None) -> datetime | None:
    return None if wait is None else start + timedelta(minutes=wait)


maybe = st.one_of(st.none(), minutes)


def later(start: datetime, length: int | None, hour: int) -> datetime | None:
    if length is None:
        return None
    if length < 0:
        return start + timedelta(days=length)
    return max(start, moment(local_date(start) + timedelta(days=length), hour, 30))


@st.composite
def places(draw: Any) -> dict[str, Any]:
    """Where somebody lives, as spells, calls and visits say it."""
    return {
        "council": draw(st.sampled_from(COUNCILS)),
        "area": draw(st.sampled_from(AREAS)),
        "residence": draw(st.sampled_from(HOMES)),
    }


@st.composite
def spells(draw: Any, number: int, who: int) -> dict[str, Any]:
    started = draw(moments)
    ended = later(started, draw(lengths), draw(hours))
    ready_at = draw(st.one_of(st.none(), st.integers(0, 9))) if ended and ended > started else None
    since = None if ready_at is None else min(started + timedelta(days=ready_at), ended or started)
    first_set = draw(st.one_of(st.none(), st.sampled_from([0, 47, 48, 49, 90])))
    return spell(
        number,
        who,
        started,
        ended,
        location=draw(st.sampled_from(WARDS)),
        first_location=draw(st.sampled_from(WARDS)),
        emergency=draw(st.sampled_from([True, True, False])),
        age=draw(ages),
        age_out=draw(ages),
        destination=draw(st.sampled_from(["19", "19", "29", "51", "65", "79", "88", ""])),
        discharge_method=draw(st.sampled_from(["1", "1", "4", "5", ""])),
        pathway=draw(st.sampled_from(["", "0", "1", "2", "3"])),
        transferred=draw(st.sampled_from([False, False, True])),
        readmitted_after=draw(st.sampled_from([None, None, 0, 1, 6, 7, 28, 29, 30])),
        ready_at=since,
        ready_on=since and local_date(since),
        diagnosis=draw(st.sampled_from(["", "J44.1", "I50.0", "S72.0", "N39.0", "J20.9", "B18.1", "I10X", "T84.0"])),
        notified_at=after(started, draw(maybe)),
        expected_on=draw(st.one_of(st.none(), days)),
        expected_sets=draw(st.integers(0, 3)),
        first_expected_on=None if first_set is None else draw(days),
        first_expected_at=None if first_set is None else started + timedelta(hours=first_set),
        **draw(places()),
    )


@st.composite
def parts(draw: Any, of: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Runs of readiness inside a spell, and nights of delay by reason, each night once."""
    if not draw(st.booleans()):
        return [], []
    start = of["started_at"] + timedelta(days=draw(st.integers(0, 5)))
    if of["ended_at"] is not None and start > of["ended_at"]:
        return [], []
    runs = [ready(of, start, of["ended_at"])]
    first = local_date(start)
    nights = draw(st.lists(st.integers(0, 20), max_size=3))
    reasons = [draw(st.sampled_from(["", "28", "E/social_care", "C/nhs", "3"])) for _ in nights]
    begins = [first + timedelta(days=sum(nights[:n])) for n in range(len(nights))]
    return runs, [delay(of, *each) for each in zip(begins, nights, reasons, strict=True)]


@st.composite
def stays(draw: Any, of: dict[str, Any]) -> list[dict[str, Any]]:
    """The spell on one ward, or on two, one after another."""
    end, middle = of["ended_at"], of["started_at"] + timedelta(minutes=draw(minutes))
    if draw(st.booleans()) or (end is not None and middle > end):
        return [stay(of)]
    moved = draw(st.sampled_from(WARDS))
    there = {"location": moved, "provider": moved.partition(":")[0]}
    on = local_date(middle)
    return [stay(of, ended_at=middle, ended_on=on), stay(of, started_at=middle, started_on=on, **there)]


@st.composite
def told(draw: Any, who: int, of: list[int], around: datetime | None) -> dict[str, Any]:
    """One standing event, often near the end of a stay."""
    kind = draw(st.sampled_from(sorted(DETAILS)))
    at = (
        draw(moments) if around is None or draw(st.booleans()) else around + timedelta(hours=draw(st.integers(-30, 30)))
    )
    return stands(
        who,
        kind,
        at,
        draw(st.sampled_from([None, *of])),
        location=draw(st.sampled_from(PRACTICES if kind == "practice_changed" else ["", "RNS", "RNS:ROWAN"])),
        service=draw(st.sampled_from((*SERVICES, *PRACTICES) if kind == "summary_sent" else SERVICES)),
        detail=draw(st.sampled_from(DETAILS[kind])),
    )


@st.composite
def calls(draw: Any, who: int) -> dict[str, Any]:
    at = draw(moments)
    answered = after(at, draw(maybe))
    begun = None if answered is not None and draw(st.integers(0, 4)) == 0 else at
    responses = ["conveyed", "see_and_treat", "hear_and_treat", "visited", "conveyed_elsewhere", "none_sent"]
    response = "" if answered is None else draw(st.sampled_from(responses))
    service = draw(st.sampled_from(SERVICES))
    detail = draw(st.sampled_from(["999", "111", "crisis", ""]))
    return call(
        who, begun, answered, response=response, service=service, detail=detail, age=draw(ages), **draw(places())
    )


@st.composite
def attendances(draw: Any, who: int, of: list[int]) -> dict[str, Any]:
    at = draw(moments)
    return attendance(
        who,
        at,
        after(at, draw(maybe)),
        provider=(where := draw(st.sampled_from(["RNS", "RNQ"]))),
        location=f"{where}:AE",
        arrival_mode=draw(st.sampled_from(["ambulance", "ambulance", "walk_in", ""])),
        stream=draw(st.sampled_from(["", "major", "minor", "resus"])),
        decided_to_admit_at=after(at, draw(maybe)),
        handed_over_at=after(at, draw(maybe)),
        outcome=draw(st.sampled_from(["", "admitted", "home", "died", "transferred"])),
        age=draw(ages),
        spell=draw(st.sampled_from([None, *of])),
        **draw(places()),
    )


@st.composite
def referrals(draw: Any, who: int, around: datetime | None) -> dict[str, Any]:
    at = draw(moments) if around is None else around - timedelta(hours=draw(st.integers(-10, 200)))
    triaged = after(at, draw(maybe))
    answer = draw(st.sampled_from(["", "accepted", "accepted", "declined", "withdrawn"]))
    answered = after(triaged or at, draw(minutes)) if answer else None
    began = after(answered, draw(maybe)) if answered else None
    return referral(
        who,
        draw(st.sampled_from(SERVICES)),
        at,
        detail=draw(st.sampled_from(["", "reablement", "crisis_response", "home_care"])),
        triaged_at=triaged,
        answer=answer,
        answered_at=answered,
        started_at=began,
    )


@st.composite
def supports(draw: Any, who: int, around: datetime) -> dict[str, Any]:
    begun = around + timedelta(days=draw(st.sampled_from([-4, -3, 0, 7, 8])))
    ended = draw(st.one_of(st.none(), st.sampled_from([0, 2, 20, 41, 42, 43, 83, 84, 85, 100])))
    end = None if ended is None else begun + timedelta(days=ended)
    outcome = "" if end is None else draw(st.sampled_from(OUTCOMES))
    one = support(who, begun, end, draw(st.sampled_from(SUPPORTS)), outcome)
    return one | {"service": draw(st.sampled_from(["START", "START", "OAKS", "ELMS", "HOMECARE"]))}


@st.composite
def homes(draw: Any, who: int) -> list[dict[str, Any]]:
    """Where somebody lived in turn, each until the next."""
    since = sorted({draw(moments) for _ in range(draw(st.integers(0, 3)))})
    ends = [*since[1:], draw(st.one_of(st.none(), st.just(None), moments.filter(lambda t: not since or t > since[-1])))]
    place = places()
    found = []
    for begins, until in zip(since, ends, strict=False):
        at = draw(place)
        found.append(residence(who, begins, at["residence"], until) | {"council": at["council"], "area": at["area"]})
    return found


@st.composite
def worlds(draw: Any) -> Rows:
    rows: Rows = {name: [] for name in SHAPES}
    for who in range(draw(st.integers(1, 4))):
        born = {"born": draw(st.sampled_from(BORN))}
        rows["people"].append(person(who, sex=draw(st.sampled_from(["female", "male", ""]))) | born)
        rows["deaths"] += [death(who, draw(moments))] if draw(st.integers(0, 2)) == 0 else []
        own: list[int] = []
        around: datetime | None = None
        for _ in range(draw(st.integers(0, 3))):
            one = draw(spells(len(rows["spells"]), who))
            rows["spells"].append(one)
            own.append(one["spell"])
            rows["stays"] += draw(stays(one))
            runs, delays = draw(parts(one))
            rows["ready"] += runs
            rows["delays"] += delays
            around = one["ended_at"] or around
            if one["ended_at"] is not None and draw(st.booleans()):
                rows["supports"].append(draw(supports(who, one["ended_at"])))
        rows["residences"] += draw(homes(who))
        rows["standing"] += draw(st.lists(told(who, own, around), max_size=8))
        rows["calls"] += draw(st.lists(calls(who), max_size=2))
        rows["attendances"] += draw(st.lists(attendances(who, own), max_size=2))
        rows["referrals"] += draw(st.lists(referrals(who, around), max_size=2))
    for _ in range(draw(st.integers(0, 3))):
        number = draw(st.one_of(st.none(), st.sampled_from([0.0, 20.0, 24.0, 28.0, 33.0])))
        rows["capacity"].append(
            capacity(draw(st.sampled_from(["RNS:ROWAN", "RNS:HAWTHORN", "START"])), draw(moments), number)
        )
    return rows
