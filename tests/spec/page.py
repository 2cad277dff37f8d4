"""How a page of rules is written: `@holds` for a small ledger and its answers, `@each_row` for a table of cases.

The docstring of a test is the example and nothing else is: a sentence or two if need be, a blank line, the ledger
(or the table), a blank line, what is then true. `tools/make_manual.py` prints the same text in the manual.

Tables are built once for all examples that are asked at the same moment, each with people of its own, so that the
folder is quick; an example that asks for a measure has tables of its own.
"""

from __future__ import annotations

import functools
import inspect
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pyarrow.parquet as pq
import pytest

from homefirst.columns import Person, Tables, build
from homefirst.event import Event
from homefirst.journey import journey
from homefirst.ledger import open_ledger
from tests.spec.answers import QUESTIONS, Answer, Rows, measured
from tests.spec.ledger_text import SmallLedger, read_ledger

TABLES = ("spells", "stays", "ready", "delays", "attendances", "deaths")
FOLDER = tempfile.TemporaryDirectory(prefix="spec-")  # gone when the tests are
BORN = date(1940, 1, 1)  # everyone on these pages is old enough for every measure
Test = TypeVar("Test", bound=Callable[..., None])


@dataclass(frozen=True)
class Example:
    """One small ledger and what is true of it, by question and in the order of the page."""

    name: str
    ledger: SmallLedger
    wanted: Mapping[str, Answer]

    @property
    def people(self) -> list[str]:
        return sorted({event.person.rpartition(" ")[2] for event in self.ledger.events if event.person})

    @property
    def asks_for_a_measure(self) -> bool:
        return any(question.startswith("measure ") for question in self.wanted)

    @property
    def shelf(self) -> tuple[datetime, str]:
        """Examples on one shelf share their tables."""
        return self.ledger.now, self.name if self.asks_for_a_measure else ""


EXAMPLES: list[Example] = []


def holds(test: Test) -> Callable[[], None]:
    """A test whose docstring is a ledger and what is true of it, in whatever order the ledger is told."""
    ledger, answers = paragraphs(test)[-2:]
    name = f"{test.__module__}.{test.__name__}"  # two pages may have a test of one name
    example = Example(name, read_ledger(ledger, name), read_answers(answers))
    EXAMPLES.append(example)

    @functools.wraps(test)
    def check() -> None:
        for order in orders(example.ledger.events):
            assert {q: plainly(q, example, order) for q in example.wanted} == example.wanted
        tables = shelved(example.shelf)
        assert {q: by_table(q, example, tables) for q in example.wanted} == example.wanted

    return check


def each_row(test: Test) -> Test:
    """A test that is true of each row of the table in its docstring; the headings are its arguments."""
    headings, *rows = (re.split(r"\s{2,}", line.strip()) for line in paragraphs(test)[-1].splitlines())
    cases = [["" if cell == "-" else cell for cell in row] for row in rows]
    marked: Test = pytest.mark.parametrize(headings, cases)(test)
    return marked


def paragraphs(test: Callable[..., None]) -> list[str]:
    return re.split(r"\n\s*\n", inspect.cleandoc(test.__doc__ or ""))


def read_answers(text: str) -> dict[str, Answer]:
    """The answers by question: several lines of one question are its several answers."""
    found: dict[str, Answer] = defaultdict(list)
    for line in text.splitlines():
        question, colon, answer = line.partition(": ")
        if not colon:
            raise ValueError(f"This is not QUESTION: ANSWER: {line}")
        found[question.strip()].append(answer.strip())
    return dict(found)


def orders(events: tuple[Event, ...]) -> Iterable[tuple[Event, ...]]:
    """As written, backwards, and twice over from the middle."""
    half = len(events) // 2
    return events, events[::-1], events[half:] + events + events[:half]


def whose(question: str, example: Example) -> tuple[str, str]:
    """The person asked about and the question: "p2 nights" is about p2, "nights" about the only one there is."""
    first, _, rest = question.partition(" ")
    return (first, rest) if first in example.people else (example.people[0], question)


def plainly(question: str, example: Example, events: tuple[Event, ...]) -> Answer:
    """The answer of the journey; a measure is everyone's and has none."""
    if question.startswith("measure "):
        return example.wanted[question]
    person, asked = whose(question, example)
    key = f"{example.name} {person}"
    told = journey(key, [event for event in events if event.person == key])
    return QUESTIONS[asked].plainly(told, example.ledger.now) or ["none"]


def by_table(question: str, example: Example, tables: Tables) -> Answer:
    """The answer of the tables."""
    if question.startswith("measure "):
        return measured(question.removeprefix("measure "), tables, example.ledger.period)
    person, asked = whose(question, example)
    return QUESTIONS[asked].by_table(rows_of(tables, f"{example.name} {person}"), example.ledger.now) or ["none"]


@functools.cache
def shelved(shelf: tuple[datetime, str]) -> Tables:
    """The tables of every example on one shelf."""
    examples = [example for example in EXAMPLES if example.shelf == shelf]
    events = [event for example in examples for event in example.ledger.events]
    folder = Path(tempfile.mkdtemp(dir=FOLDER.name))
    ledger = open_ledger(folder / "ledger.sqlite", "made-up:spec")
    ledger.append(events)
    people = [person for example in examples for person in people_of(example.ledger)]
    tables = build(ledger, folder / "tables", people, as_at=shelf[0])
    ledger.close()
    return tables


def people_of(ledger: SmallLedger) -> Iterable[Person]:
    """Everyone of an example: old enough for every measure, and female, unless it says otherwise."""
    for key in sorted({event.person for event in ledger.events if event.person}):
        yield Person(key, ledger.born.get(key, BORN), ledger.sexes.get(key, "female"))


@functools.cache
def by_person(folder: Path, name: str) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of a table by the key of their person."""
    keys = pq.read_table(folder / "people.parquet").column("key").to_pylist()
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in pq.read_table(folder / f"{name}.parquet").to_pylist():
        found[keys[row["person"]]].append({column: in_utc(value) for column, value in row.items()})
    return found


def rows_of(tables: Tables, person: str) -> Rows:
    return {name: by_person(tables.folder, name).get(person, []) for name in TABLES}


def in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
