"""The questions that the pages ask of a small ledger, each answered twice: from the journey, and from the tables.

One line of a page is one answer: `discharge ready date: Wed 7 Jan 2026`. A ledger of several people says whose:
`p2 nights: 4`. Where there is nothing to say, the answer is `none`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from homefirst.columns import Tables
from homefirst.days import dates, is_weekend, local_date, nights
from homefirst.journey import Journey, national_delays, readmitted_after, transferred
from homefirst.measures import Measure, Period, Value, evaluate, measure_named
from homefirst.system import load_system
from tests.spec.ledger_text import day, when

Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # one person's rows of each table, in the order of the table
Answer = list[str]


class Question(NamedTuple):
    """How the journey of one person answers, and how their rows of the tables do."""

    plainly: Callable[[Journey, datetime], Answer]
    by_table: Callable[[Rows, datetime], Answer]


def from_to(start: datetime, end: datetime | None) -> str:
    return f"{when(start)} to {when(end)}"


def counted(number: int) -> str:
    return f"{number} night{'' if number == 1 else 's'}"


def yes(truth: bool) -> str:
    return "yes" if truth else "no"


def each_night(location: str, first: date, last: date) -> Answer:
    """The nights between two dates, each by the date on which it began."""
    return [f"{day(night)} {location}" for night in dates(first, last)[:-1]]


def date_or_none(on: date | None) -> str:
    return day(on) if on else "none"


def left_for(destination: str, method: str, ended_at: datetime | None) -> str:
    return f"{destination or '?'}/{method or '?'}" if ended_at else "still in"


def later(number: int | None) -> str:
    return "no" if number is None else f"after {counted(number)}"


def in_order(delays: list[tuple[date, str, int]]) -> Answer:
    return [f"{counted(n)} from {day(first)}, {detail or 'no reason'}" for first, detail, n in sorted(delays)]


def of_spells(one: Callable[[Mapping[str, Any], datetime], str]) -> Callable[[Rows, datetime], Answer]:
    """The same question of every row of the spells."""
    return lambda rows, now: [one(row, now) for row in rows["spells"]]


QUESTIONS: Mapping[str, Question] = {
    "spell": Question(
        lambda j, now: [f"{s.provider} {from_to(s.started_at, s.ended_at)}" for s in j.spells],
        of_spells(lambda r, now: f"{r['provider']} {from_to(r['started_at'], r['ended_at'])}"),
    ),
    "ward": Question(
        lambda j, now: [f"{w.location} {from_to(w.started_at, w.ended_at)}" for s in j.spells for w in s.stays],
        lambda rows, now: [f"{r['location']} {from_to(r['started_at'], r['ended_at'])}" for r in rows["stays"]],
    ),
    "nights": Question(
        lambda j, now: [str(s.nights(now)) for s in j.spells],
        of_spells(lambda r, now: str(nights(r["started_at"], now) if r["nights"] is None else r["nights"])),
    ),
    "night": Question(
        lambda j, now: [
            night
            for s in j.spells
            for w in s.stays
            for night in each_night(w.location, local_date(w.started_at), local_date(w.ended_at or now))
        ],
        lambda rows, now: [
            night
            for r in rows["stays"]
            for night in each_night(r["location"], r["started_on"], r["ended_on"] or local_date(now))
        ],
    ),
    "admitted as": Question(
        lambda j, now: [s.admission_method or "not told" for s in j.spells],
        of_spells(lambda r, now: r["admission_method"] or "not told"),
    ),
    "admission heard": Question(
        lambda j, now: [yes(s.admission_heard) for s in j.spells],
        of_spells(lambda r, now: yes(r["admission_heard"])),
    ),
    "left for": Question(
        lambda j, now: [left_for(s.destination, s.discharge_method, s.ended_at) for s in j.spells],
        of_spells(lambda r, now: left_for(r["destination"], r["discharge_method"], r["ended_at"])),
    ),
    "left at the weekend": Question(
        lambda j, now: [yes(s.ended_at is not None and is_weekend(s.ended_at)) for s in j.spells],
        of_spells(lambda r, now: yes(r["ended_on"] is not None and r["ended_on"].isoweekday() in (6, 7))),
    ),
    "discharge ready date": Question(
        lambda j, now: [date_or_none(s.discharge_ready_date) for s in j.spells],
        of_spells(lambda r, now: date_or_none(r["ready_on"])),
    ),
    "nights since ready": Question(
        lambda j, now: ["not known" if (n := s.nights_since_ready(now)) is None else str(n) for s in j.spells],
        of_spells(
            lambda r, now: str(nights(r["ready_at"], r["ended_at"] or now)) if r["ready_at"] else "not known",
        ),
    ),
    "ready": Question(
        lambda j, now: [from_to(p.started_at, p.ended_at) for s in j.spells for p in s.ready],
        lambda rows, now: [from_to(r["started_at"], r["ended_at"]) for r in rows["ready"]],
    ),
    "delay": Question(
        lambda j, now: [
            f"{d.detail} {from_to(d.started_at, d.ended_at)}, {counted(nights(d.started_at, d.ended_at or now))}"
            for s in j.spells
            for d in s.delays
        ],
        lambda rows, now: [
            f"{r['detail']} {from_to(r['started_at'], r['ended_at'])}, {counted(r['days'])}"
            for r in rows["delays"]
            if r["detail"]
        ],
    ),
    "counted": Question(
        lambda j, now: in_order(
            [(c.first_night, c.detail, c.nights) for s in j.spells for c in national_delays(s, now)]
        ),
        lambda rows, now: in_order(
            [(r["counted_from"], r["detail"], r["counted_days"]) for r in rows["delays"] if r["counted_days"] > 0]
        ),
    ),
    "goes on elsewhere": Question(
        lambda j, now: [yes(transferred(j.spells, n)) for n in range(len(j.spells))],
        of_spells(lambda r, now: yes(r["transferred"])),
    ),
    "readmitted": Question(
        lambda j, now: [later(readmitted_after(j.spells, n)) for n in range(len(j.spells))],
        of_spells(lambda r, now: later(r["readmitted_after"])),
    ),
    "expected discharge date": Question(
        lambda j, now: [s.expected_discharge_date or "none" for s in j.spells],
        of_spells(lambda r, now: r["expected_on"].isoformat() if r["expected_on"] else "none"),
    ),
    "A&E": Question(
        lambda j, now: [f"{a.location} {from_to(a.arrived_at, a.left_at)}" for a in j.attendances],
        lambda rows, now: [f"{r['location']} {from_to(r['arrived_at'], r['left_at'])}" for r in rows["attendances"]],
    ),
    "died": Question(
        lambda j, now: [when(j.died_at)] if j.died_at else [],
        lambda rows, now: [when(r["died_at"]) for r in rows["deaths"]],
    ),
}


def measured(asked: str, tables: Tables, period: tuple[date, date] | None = None) -> Answer:
    """A measure over everyone in the ledger: "1 of 2", "8.8 nights" for a percentile; each group as "0 = 1 of 4"."""
    name, _, splits = asked.partition(" by ")
    measure = measure_named(name)
    by = [split.strip() for split in splits.split(",") if split]
    values = evaluate(measure, tables, load_system("northamptonshire"), Period(*period) if period else None, by)
    return [in_group(value, as_counted(measure, value)) for value in values]


def in_group(value: Value, answer: str) -> str:
    groups = ", ".join(word or "not known" for word in value.group.values())
    return f"{groups} = {answer}" if value.group else answer


def as_counted(measure: Measure, value: Value) -> str:
    """What was counted, as a reader would work it out by hand."""
    if value.value is None:
        return "not known" if value.numerator is None else f"{value.numerator:g}, no rate"
    parts = f"{value.numerator or 0:g}", f"{value.denominator or 0:.10g}"
    match measure.answer:
        case "percentile":
            return f"{value.value:g} {measure.amount_unit}"
        case "average" | "mean":
            return f"{parts[0]} / {parts[1]} = {value.value:.4g}"
        case "count" | "gap" | "slope":
            return f"{value.value:.6g}"
        case "rate":
            return parts[0]
        case _:
            return " of ".join(parts)
