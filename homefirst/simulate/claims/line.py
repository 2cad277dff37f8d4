"""What a claim comes down to: lines of arithmetic, each beside what is printed, and a verdict that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from homefirst.system import SystemFault

WHOLE = ("people", "£ a bed day", "£ each")  # nobody counts tenths of them
EXACT = 1e-9  # what floating point loses, so that 12.5 is within 0.5 of 12


class ClaimsFault(SystemFault):
    """A claim, or what it rests on, cannot be used: says which file and what to do."""


class Verdict(StrEnum):
    """What the arithmetic says of a claim. Of several parts the one that stands first here is the claim's."""

    DOES_NOT_HOLD = "does not hold"
    UNDECIDED = "cannot be decided"
    WHEN_READ_AS = "holds when read as"
    HOLDS = "holds"


class Rule(StrEnum):
    """How a number that was worked out should compare with the one that is printed."""

    ABOUT = "about"
    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True)
class Line:
    """One number worked out from published figures, and whether it agrees with the one that is printed.

    `within` is how far it may be off, in `unit`. `reading` marks a comparison that reads the claim in another way than
    it is printed. `name` is what sentences in claims.toml call the value by.
    """

    name: str
    what: str
    sum: str
    value: float
    unit: str = ""
    printed: float | None = None
    within: float = 0.0
    rule: Rule = Rule.ABOUT
    reading: bool = False

    @property
    def agrees(self) -> bool | None:
        """Whether it compares as its rule says; None when there is nothing printed to compare it with."""
        if self.printed is None:
            return None
        over = self.value - self.printed
        allowed = self.within + EXACT
        return {Rule.ABOUT: abs(over), Rule.AT_MOST: over, Rule.AT_LEAST: -over}[self.rule] <= allowed


@dataclass(frozen=True)
class Estimate:
    """A simulated measure: its mean, and the ends of its 95% interval."""

    mean: float
    lower: float
    upper: float

    def less(self, other: Estimate) -> Estimate:
        """The difference, with the widest interval that the two allow: they are not taken to vary together."""
        return Estimate(self.mean - other.mean, self.lower - other.upper, self.upper - other.lower)

    def times(self, by: float) -> Estimate:
        """The same in a larger or smaller unit."""
        return Estimate(self.mean * by, self.lower * by, self.upper * by)


class Seen(StrEnum):
    """Where a printed number lies beside what the simulator gave."""

    NOT_RUN = "not run"
    NOT_MEASURED = "not measured"
    INSIDE = "inside"
    CLOSE = "close"
    OUTSIDE = "plainly outside"


@dataclass(frozen=True)
class InModel:
    """What the simulator says of a printed number. `lacking` names the measures it did not give."""

    what: str
    unit: str
    printed: float
    within: float
    estimate: Estimate | None = None
    lacking: tuple[str, ...] = ()

    @property
    def seen(self) -> Seen:
        """Inside the interval, no further from it than `within`, or plainly outside."""
        if self.estimate is None:
            return Seen.NOT_MEASURED if self.lacking else Seen.NOT_RUN
        off = max(self.estimate.lower - self.printed, self.printed - self.estimate.upper)
        return Seen.INSIDE if off <= EXACT else Seen.CLOSE if off <= self.within + EXACT else Seen.OUTSIDE


@dataclass(frozen=True)
class Part:
    """One statement of a claim with its arithmetic."""

    name: str
    printed: str
    read_as: str
    lines: tuple[Line, ...]
    in_model: tuple[InModel, ...] = ()

    @property
    def reading_holds(self) -> bool:
        """Whether there is another way to read it, and all agrees when it is read so."""
        readings = [line.agrees for line in self.lines if line.reading]
        return bool(readings) and all(readings)

    @property
    def verdict(self) -> Verdict:
        """What follows from the comparisons: first those as printed, then those that read it in another way."""
        as_printed = [line.agrees for line in self.lines if line.agrees is not None and not line.reading]
        if not all(as_printed):
            return Verdict.DOES_NOT_HOLD
        readings = [line.agrees for line in self.lines if line.reading]
        if readings:
            return Verdict.WHEN_READ_AS if all(readings) else Verdict.DOES_NOT_HOLD
        return Verdict.HOLDS if as_printed else Verdict.UNDECIDED


@dataclass(frozen=True)
class Number:
    """A number that a claim rests on, and where it was read."""

    name: str
    value: float
    where: str


@dataclass(frozen=True)
class Answer:
    """A published claim, worked out: what it rests on, its parts, and the plain sentence that follows."""

    id: str
    title: str
    printed: str
    source: tuple[str, ...]
    plainly: str
    rests_on: tuple[Number, ...]
    parts: tuple[Part, ...]

    @property
    def verdict(self) -> Verdict:
        """That of the weakest part."""
        return min((part.verdict for part in self.parts), key=list(Verdict).index)


@dataclass(frozen=True)
class Given:
    """The numbers that a claim rests on, by the names that claims.toml gives them."""

    claim: str
    file: str
    numbers: Mapping[str, Number] = field(repr=False)

    def __getattr__(self, name: str) -> float:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self.numbers:
            raise ClaimsFault(
                f'{self.file}, {self.claim}: its sum needs a number called "{name}". Add it under [claims.given].'
            )
        return self.numbers[name].value


Sums = Mapping[str, Sequence[Line]]


def number(value: float) -> str:
    """A number as a board reads it: as it is if it has two places or fewer, else to as many as its size deserves."""
    exact = abs(value) < 100 and abs(value * 100 - round(value * 100)) < EXACT
    places = 2 if exact or abs(value) < 3 else 1 if abs(value) < 1000 else 0
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str) -> str:
    """A number with its unit: £478 a bed day, 12.5%, 36.4 beds, 124 people, 2039."""
    if unit in WHOLE and abs(value) >= 10:
        value = round(value)
    if unit == "year":
        return f"{value:.0f}"
    if unit.startswith("£"):
        return f"£{number(value)}{unit[1:]}"
    return f"{number(value)}%" if unit == "%" else f"{number(value)} {unit}".strip()


def adding(*values: float) -> str:
    """A sum as it is written: 3 + 4 + 5."""
    return " + ".join(number(value) for value in values)


def by_name(lines: Iterable[Line]) -> dict[str, str]:
    """What sentences may call upon: each line's value, as a board reads it."""
    return {line.name: bare(line) for line in lines}


def bare(line: Line) -> str:
    """The value without its unit."""
    return amount(line.value, line.unit).removeprefix("£").removesuffix(line.unit.removeprefix("£")).strip()
