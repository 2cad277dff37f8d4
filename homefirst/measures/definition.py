"""What a measure is: one file a question, a header in plain words and the SQL that counts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

DEFINITIONS = Path(__file__).parent / "definitions"

BETTER = ("low", "high", "neither")
KINDS = ("outcome", "process")
COUNTED = ("on a day", "at midnight")
ANSWERS = ("share", "rate", "mean", "percentile", "average", "count", "mix", "gap", "slope")
SECTIONS = {
    "home": "Living well at home",
    "crisis": "In a crisis",
    "hospital": "In hospital",
    "leaving": "Leaving hospital",
    "after": "Afterwards",
    "fairness": "Fairness",
    "money": "Money",
}
INTERVALS = ("wilson", "byar", "order statistics", "")
SPLITS = (
    "month", "provider", "ward", "service", "council", "icb", "neighbourhood", "area", "age_band", "sex", "deprivation",
    "residence", "pathway", "reason", "attribution", "stream", "response", "arrival_mode", "outcome", "destination",
    "origin", "method", "band", "step", "kind", "recipient",
)  # fmt: skip
BY_AREA = ("icb", "neighbourhood", "deprivation")  # known of a row by its area
OF_ANOTHER = ("gap", "slope")
CHOICES = {
    "better": BETTER, "kind": KINDS, "counted": COUNTED, "answer": ANSWERS, "interval": INTERVALS,
    "section": tuple(SECTIONS),
}  # fmt: skip
TARGET = ("value", "source", "dated", "verified")


class MeasureError(ValueError):
    """A measure cannot be given as asked; the message says what to do."""


@dataclass(frozen=True)
class Measure:
    """One question with its answer's meaning. Everything here is shown to the reader but the SQL's machinery.

    `counted` "on a day": each row of the SQL has a date `on_day`; "at midnight": each has `first_night` and
    `end_night`, and weighs one for every midnight between. `numerator` and `denominator` of a row are weights.
    `answer` says what is made of the sums: share (x `per`), rate (over `population` 18+ or 65+, x `per`), mean
    (over midnights), average and count (of the weights, x `per`), percentile (of `amount`, in `amount_unit`), mix
    (the share of each word of the column `mix`), gap or slope (of the measure `derived_from`, by deprivation).
    `at_least` gives one answer for each number of nights. `season` (month-day to month-day) and `follow_up_days`
    say which days can be asked of. `notes` name further columns of the SQL that are counted and told. `of_nobody`:
    some rows are of no person, such as beds; with `only_where` these count only where the column of this name has a
    person's row too. Where the ledger never tells any of the kinds `heard_of`, the answer is not known, for nobody
    says that it is nought. `target` is what is set nationally, with its source; `comparable` are published figures
    of the same thing.
    """

    name: str
    title: str
    why_it_matters: str
    numerator: str
    denominator: str
    unit: str
    population: str
    better: str
    kind: str
    period: str
    defined_by: str
    dated: str
    verified: bool
    counted: str
    answer: str
    per: float
    by: tuple[str, ...]
    section: str
    sql: str = field(repr=False)
    reading: str = ""
    headline: bool = False
    mix: str = ""
    amount_unit: str = ""
    derived_from: str = ""
    of_nobody: bool = False
    only_where: str = ""
    heard_of: tuple[str, ...] = ()
    target: Mapping[str, Any] = field(default_factory=dict)
    comparable: tuple[str, ...] = ()
    interval: str = ""
    percentile: float | None = None
    at_least: tuple[int, ...] = ()
    season: tuple[str, ...] = ()
    follow_up_days: int = 0
    look_back_days: int = 0
    always_by: tuple[str, ...] = ()
    same_rows_as: str = ""
    denominator_of_people: bool = True
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def spec(self) -> str:
        """The page of the manual that defines it."""
        return f"docs/reference/measures/{self.name}.md"

    @property
    def of_people(self) -> bool:
        """Whether people are counted: beds alone, which are nobody's, give nobody away."""
        return not self.of_nobody or bool(self.only_where)

    @property
    def always(self) -> tuple[str, ...]:
        """The splits that every answer has."""
        return tuple(dict.fromkeys([*self.always_by, *([self.mix] if self.mix else [])]))


def read_measure(name: str, text: str) -> Measure:
    """A measure from its file: a TOML header between /* and */, then SQL.

    Raises MeasureError naming the file and the key for a header that cannot be used.
    """
    head, found, sql = text.removeprefix("/*").partition("*/")
    if not text.startswith("/*") or not found:
        raise MeasureError(f"{name}.sql does not begin with its header. Write it between /* and */.")
    try:
        header = tomllib.loads(head)
    except tomllib.TOMLDecodeError as fault:
        raise MeasureError(f"{name}.sql: the header is not TOML: {fault}. Correct it.") from None
    listed: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in header.items()}
    unknown = listed.keys() - {f.name for f in fields(Measure)} | listed.keys() & {"name", "sql"}
    if unknown:
        raise MeasureError(f"{name}.sql: {', '.join(sorted(unknown))} is not a key of a header. Take it out.")
    try:
        measure = Measure(name=name, sql=sql.strip(), **listed)
    except TypeError as fault:
        raise MeasureError(f"{name}.sql: the header lacks a key: {fault}. Add it.") from None
    _check(measure)
    return measure


def _check(measure: Measure) -> None:
    for key, allowed in CHOICES.items():
        if getattr(measure, key) not in allowed:
            raise MeasureError(f"{measure.name}.sql: {key} should be one of {', '.join(filter(None, allowed))}.")
    if wrong := [split for split in measure.by + measure.always if split not in SPLITS]:
        raise MeasureError(f"{measure.name}.sql: by {', '.join(wrong)} is not possible. Use {', '.join(SPLITS)}.")
    needed = {"percentile": "amount_unit", "mix": "mix", "gap": "derived_from", "slope": "derived_from"}
    lacking = needed.get(measure.answer, "")
    if lacking and not getattr(measure, lacking):
        raise MeasureError(f"{measure.name}.sql: an answer that is a {measure.answer} needs {lacking}. Add it.")
    if measure.target and set(measure.target) != set(TARGET):
        raise MeasureError(f"{measure.name}.sql: a target has {', '.join(TARGET)}. Write all four and nothing else.")
    if measure.answer == "rate" and measure.population not in ("18+", "65+"):
        raise MeasureError(f"{measure.name}.sql: a rate needs a population, 18+ or 65+, not {measure.population}.")


@cache
def all_measures() -> dict[str, Measure]:
    """Every measure by name, in alphabetical order. Raises MeasureError for a definition that cannot be used."""
    read = {f.stem: read_measure(f.stem, f.read_text(encoding="utf-8")) for f in sorted(DEFINITIONS.glob("*.sql"))}
    for measure in read.values():
        if not measure.sql and (measure.derived_from or measure.same_rows_as) not in read:
            raise MeasureError(f"{measure.name}.sql has no SQL. Write it, or name a measure in same_rows_as.")
    return read


def measure_named(name: str) -> Measure:
    """The measure of this name. Raises MeasureError listing all names if there is none."""
    try:
        return all_measures()[name]
    except KeyError:
        raise MeasureError(f'There is no measure called "{name}". Known: {", ".join(all_measures())}.') from None


def measures_of(section: str | None = None) -> list[Measure]:
    """The measures of a section, those on the first page of the profile ("headline"), or all, in the order of sections.

    Raises MeasureError for a section that there is not.
    """
    if section not in (None, "headline", *SECTIONS):
        raise MeasureError(f'There is no section "{section}". Use headline, {", ".join(SECTIONS)}, or none for all.')
    ordered = sorted(all_measures().values(), key=lambda m: list(SECTIONS).index(m.section))
    return [m for m in ordered if section in (None, m.section) or (section == "headline" and m.headline)]


def by_section(measures: Iterable[Measure]) -> dict[str, list[Measure]]:
    """These measures under the words for their sections."""
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        found.setdefault(SECTIONS[measure.section], []).append(measure)
    return found


def rows_sql(measure: Measure) -> str:
    """The SQL whose rows are counted: its own, or that of the measure it shares rows with."""
    return measure.sql or all_measures()[measure.same_rows_as].sql


def describe(measure: Measure) -> dict[str, Any]:
    """The header of one measure, ready for JSON."""
    shown = {f.name: getattr(measure, f.name) for f in fields(measure) if f.name != "sql"}
    return {**shown, "notes": dict(measure.notes), "target": dict(measure.target), "spec": measure.spec}


def describe_all() -> list[dict[str, Any]]:
    """The headers of all measures, ready for JSON."""
    return [describe(measure) for measure in all_measures().values()]
