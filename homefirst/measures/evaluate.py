"""From a measure and tables to its answers: which groups there are, what is hidden, and what must be told with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from homefirst.measures.definition import OF_ANOTHER, Measure, MeasureError, measure_named
from homefirst.measures.disclosure import RECORDED, hide_small, in_words
from homefirst.measures.fairness import between_fifths
from homefirst.measures.period import Period, asked, months
from homefirst.measures.rows import LeftOut, Opened, Tables, opened
from homefirst.measures.tally import Counted, Tally, count
from homefirst.measures.value import NO_ROWS, Question, Value, unknown, value_of
from homefirst.system import System

PLACES = (
    "month",
    "provider",
    "ward",
    "council",
    "icb",
    "neighbourhood",
    "area",
    "service",
)  # where nothing at all was heard from one of these, it is missing
NUMBER = re.compile(r"\d+(?![\w:])")
FIFTHS = ("1", "2", "3", "4", "5")  # of deprivation, the most deprived first
OUTSIDE = {"18+": ("under 18",), "65+": ("under 18", "18-64")}
NEVER_TOLD = "Nobody tells the ledger of this, which is not the same as none."


def evaluate(
    measure: Measure, tables: Tables | Opened, system: System, period: Period | None = None, by: Sequence[str] = ()
) -> list[Value]:
    """The answers to a measure, one for each group, sorted; one without a split.

    `period` None is the measure's own: the latest twelve months, or season, that can be counted. Who asks many
    questions gives the tables `opened` once. Raises MeasureError for a split it does not have, a period that ends
    before it begins, or tables not yet made.
    """
    if not isinstance(tables, Opened):
        with opened(tables, system) as ready:
            return evaluate(measure, ready, system, period, by)
    if measure.answer in OF_ANOTHER:
        return _of_another(measure, tables, period, by)
    question = asking(measure, tables.tables, system, period, by)
    if question.counted is None:
        return nothing_to_count(question)
    return answers(question, count(measure, tables, question.counted, question.by, heads=question.recorded))


def evaluate_all(
    measures: Sequence[Measure],
    tables: Tables | Opened,
    system: System,
    period: Period | None = None,
    by: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, list[Value]]:
    """The answers to many measures by name; of several, those that cannot be split so are left out.

    Raises MeasureError as `evaluate` does, and for a split that none of them has.
    """
    if not isinstance(tables, Opened):
        with opened(tables, system) as ready:
            return evaluate_all(measures, ready, system, period, by, progress)
    able = [m for m in measures if len(measures) == 1 or set(by) <= {*m.by, *m.always}]
    if not able:
        raise MeasureError(
            f"None of these measures can be split by {' and '.join(by)}. Ask for fewer splits at a time."
        )
    found = {}
    for n, measure in enumerate(able, 1):
        found[measure.name] = evaluate(measure, tables, system, period, by)
        progress(n, len(able))
    return found


def asking(
    measure: Measure, tables: Tables, system: System, period: Period | None = None, by: Sequence[str] = ()
) -> Question:
    """A question to be counted, in one piece or in many. Raises MeasureError as `evaluate` does."""
    wanted, counted, note = asked(measure, tables, Period(*period) if period else None)
    return Question(measure, system, tables.origin == RECORDED, _splits(measure, by), wanted, counted, note)


def nothing_to_count(question: Question) -> list[Value]:
    """The answer where the ledger covers nothing of what is asked."""
    return [unknown(question.measure, {}, question.wanted, question.note)]


def answers(question: Question, found: Counted) -> list[Value]:
    """What the tallies come to: hidden where small, with everything that must be told."""
    measure, recorded, period = question.measure, question.recorded, question.counted or question.wanted
    note = " ".join(filter(None, [question.note, _cannot_be_right(found.left_out, recorded)]))
    if not found.heard:
        return [_add_note(unknown(measure, {}, period, NEVER_TOLD), note)]
    tallies = [tally for tally in found.tallies if _in_population(measure, tally.group)]
    # In one order however they were counted: which of two equals is hidden beside a small one is not left to chance.
    tallies = sorted(_pooled(measure, _with_missing(measure, tallies, period, question.by)), key=_place)
    if not tallies:
        return [_add_note(unknown(measure, {}, period, NO_ROWS), note)]
    hide = recorded and measure.of_people
    parts = measure.answer == "share"
    people = measure.denominator_of_people
    shown = hide_small(tallies, denominator_of_people=people, parts=parts) if hide else tallies
    values = [
        _add_note(value_of(question, tally), note, _told(measure, was, recorded))
        for tally, was in zip(shown, tallies, strict=True)
    ]
    return sorted(values, key=_place)


def _of_another(measure: Measure, tables: Opened, period: Period | None, by: Sequence[str]) -> list[Value]:
    """The gap or slope by deprivation of the measure that this one is derived from."""
    base = measure_named(measure.derived_from)
    splits = [split for split in _splits(measure, by) if split != "deprivation"]
    gathered: dict[tuple[tuple[str, str], ...], list[Value]] = {}
    for value in evaluate(base, tables, tables.system, period, (*splits, "deprivation")):
        group = tuple((split, word) for split, word in value.group.items() if split != "deprivation")
        gathered.setdefault(group, []).append(value)
    return [_fifths(measure, base, dict(group), values) for group, values in gathered.items()]


def _fifths(measure: Measure, base: Measure, group: Mapping[str, str], values: Sequence[Value]) -> Value:
    """One answer from the five fifths; not known where one of them is not."""
    days = Period(values[0].period_start, values[0].period_end)
    found = {v.group.get("deprivation", ""): v for v in values}
    five = [found.get(fifth) for fifth in FIFTHS]
    known = [v for v in five if v is not None and v.value is not None and v.denominator]
    if len(known) < len(FIFTHS):
        return unknown(measure, group, days, "Not known for every fifth of deprivation.")
    parts = [(v.numerator or 0.0, v.denominator or 0.0) for v in known]
    between = between_fifths(measure.answer, parts, base.per, base.answer == "rate")
    unplaced = found.get("")
    lost = unplaced.numerator if unplaced is not None else 0
    note = "Those whose area is not known are in no fifth." if lost else ""
    empty = unknown(measure, group, days, note)
    lower, upper, method = between.lower, between.upper, between.method
    return replace(empty, value=between.value, lower=lower, upper=upper, interval_method=method)


def _splits(measure: Measure, by: Sequence[str]) -> tuple[str, ...]:
    for split in by:
        if split not in measure.by + measure.always:
            raise MeasureError(f'{measure.name} cannot be split by "{split}". Use any of: {", ".join(measure.by)}.')
    return tuple(dict.fromkeys([*measure.always, *by]))


def _in_population(measure: Measure, group: Mapping[str, str]) -> bool:
    """Whether a group's age band is one that the measure is of: a band it never counts is not nought."""
    return group.get("age_band", "") not in OUTSIDE.get(measure.population, ())


def _place(answer: Tally | Value) -> list[tuple[int, int, str]]:
    """Where an answer stands among the others of its measure."""
    return [_sortable(answer.group[split]) for split in answer.group]


def _sortable(value: str) -> tuple[int, int, str]:
    """By the number that a word begins with ("7", "14-20"), then words; not known last."""
    begins = NUMBER.match(value)
    return (value == "", int(begins[0]) if begins else 10**9, value)


def _with_missing(measure: Measure, tallies: list[Tally], period: Period, by: Sequence[str]) -> list[Tally]:
    """The tallies with every cell of the table that has none.

    Such a cell is nought if its month and place were heard from, and not known if they were not.
    """
    splits = [*by, *(["nights_at_least"] if measure.at_least else [])]
    pieces = months(period) if "month" in by else {}
    values = {split: dict.fromkeys(t.group[split] for t in tallies) for split in splits}
    values |= {"month": dict.fromkeys(pieces)} if pieces else {}
    values |= {"nights_at_least": dict.fromkeys(map(str, measure.at_least))} if measure.at_least else {}
    found = {tuple(t.group[split] for split in splits): t for t in tallies}
    places = [n for n, split in enumerate(splits) if split in PLACES]
    heard = {tuple(key[n] for n in places) for key in found}
    filled = []
    for key in product(*(values[split] for split in splits)):
        group = dict(zip(splits, key, strict=True))
        rows = int(tuple(key[n] for n in places) in heard)
        nothing = Tally(group, pieces.get(group.get("month", ""), period), rows, 0, 0)
        filled.append(found.get(key, nothing))
    return filled


def _pooled(measure: Measure, tallies: list[Tally]) -> list[Tally]:
    """Each kind of a mix set against all kinds together.

    Nobody knows here whether the kinds are of the same people, so the fewest that there can be are taken.
    """
    if not measure.mix:
        return tallies
    whole: dict[tuple[object, ...], list[Tally]] = {}
    for tally in tallies:
        whole.setdefault(_but(measure.mix, tally), []).append(tally)
    pooled = []
    for tally in tallies:
        alike = whole[_but(measure.mix, tally)]
        heads = replace(tally.of, denominator=max(each.of.denominator for each in alike))
        pooled.append(replace(tally, denominator=sum(each.denominator for each in alike), of=heads))
    return pooled


def _but(split: str, tally: Tally) -> tuple[object, ...]:
    return tuple(item for item in tally.group.items() if item[0] != split)


def _cannot_be_right(left_out: LeftOut, recorded: bool) -> str:
    if not left_out.stays:
        return ""
    number = in_words(left_out.stays, left_out.people, hide=recorded)
    return f"Stays that end on a day before they began, left out: {number}."


def _told(measure: Measure, tally: Tally, recorded: bool) -> str:
    """The sentences on what was left out or not known."""
    told = {name: in_words(n, tally.of.notes.get(name, 0), hide=recorded) for name, n in tally.notes.items() if n}
    return " ".join(measure.notes[name].format(n=number) for name, number in told.items())


def _add_note(value: Value, *notes: str) -> Value:
    return replace(value, note=" ".join(filter(None, [*notes, value.note])))
