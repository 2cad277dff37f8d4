"""What a profile is made of. Plain facts that any page, print or table can be made from; nothing is worked out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from homefirst.measures import Measure, Value
from homefirst.measures.compare import Comparator
from homefirst.measures.funnel_by import Spread
from homefirst.measures.signals import Signals
from homefirst.measures.standardise_by import AgeAlike, Place

SECTIONS: Mapping[str, str] = {
    "home": "At home: staying well",
    "crisis": "In a crisis",
    "hospital": "In hospital",
    "leaving": "Leaving hospital",
    "after": "After hospital",
    "fairness": "Fairness",
    "money": "Money",
}


class ProfileFault(ValueError):
    """A profile cannot be made as asked; the message says what to do."""


@dataclass(frozen=True)
class Beside:
    """A value that stands beside ours. `value` is None where its source prints words (`said`) and no number.

    `differs` says what is not alike, `verdict` how ours compares, in words that only an interval allows; `warning`
    is what is wrong with the printed figure itself.
    """

    whose: str
    value: float | None
    said: str
    period: str
    source: str
    differs: str = ""
    verdict: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Target:
    """A value set nationally, by whom, and whether the whole period's value met it ("" where that is not known)."""

    value: float
    said: str
    source: str
    dated: str
    verified: bool
    met: str = ""


@dataclass(frozen=True)
class Line:
    """One group of a measure ("7 nights or more"; "" for the whole): its value, its months, what stands beside it."""

    words: str
    value: Value
    months: tuple[Value, ...] = ()
    signals: Signals | None = None
    breaks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
    """A measure by one split: the groups in words, each with its value and how it compares with the whole."""

    words: str
    rows: tuple[tuple[str, Value, str], ...]


@dataclass(frozen=True)
class Ages:
    """A rate by one split as if every place had people of the same ages, with the places in words."""

    words: str
    found: AgeAlike
    rows: tuple[tuple[str, Place], ...]


@dataclass(frozen=True)
class Entry:
    """One measure. With many groups (`mix`) there is no whole, and the groups are a table of their own.

    `spread` sets its parts against chance, `ages` its places at the same ages.
    """

    measure: Measure
    lines: tuple[Line, ...]
    mix: bool = False
    splits: tuple[Split, ...] = ()
    spread: Spread | None = None
    ages: tuple[Ages, ...] = ()
    beside: tuple[Beside, ...] = ()
    target: Target | None = None

    @property
    def known(self) -> bool:
        """Whether any of its groups has a value."""
        return any(line.value.value is not None or line.value.suppressed for line in self.lines)

    @property
    def nought(self) -> bool:
        """Whether nothing was ever counted: nought all through may be because nobody records what it counts."""
        values = [value for line in self.lines for value in (line.value, *line.months)]
        return self.known and all(not value.value and not value.suppressed for value in values)

    @property
    def why_not(self) -> str:
        """Why there is no value."""
        return next((line.value.note for line in self.lines if line.value.note), "Nothing is recorded for this.")


@dataclass(frozen=True)
class Section:
    """One part of the way home, with its measures that have values."""

    name: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Around:
    """A council's published value among those of other councils, of the same year.

    `comparator` is their median, `least` and `most` the range of those `known`, of the `number` that were asked for;
    `stands` says how many are below and above, `verdict` how the value compares with the median, if an interval does.
    """

    whose: str
    value: Value
    comparator: Comparator
    least: float
    most: float
    known: int
    number: int
    stands: str
    verdict: str = ""


@dataclass(frozen=True)
class Official:
    """One series of official statistics, with a line for each place of the system; `unit` and `better` as published."""

    name: str
    title: str
    unit: str
    better: str
    lines: tuple[Line, ...]
    around: tuple[Around, ...] = ()


@dataclass(frozen=True)
class Cited:
    """One published figure as printed, with its warning where it contradicts others."""

    id: str
    measure: str
    place: str
    said: str
    comparator: str
    england: str
    period: str
    source: str
    locator: str
    warning: str = ""


@dataclass(frozen=True)
class Theme:
    """Published figures about one subject."""

    title: str
    figures: tuple[Cited, ...]


@dataclass(frozen=True)
class Profile:
    """Everything that a profile says, in the order it is said."""

    title: str
    scope: str
    origin: str
    made_at: datetime
    first_on: date
    as_at: datetime
    events: int
    sections: tuple[Section, ...]
    changes: tuple[str, ...] = ()
    unknown: tuple[Entry, ...] = ()
    officials: tuple[Official, ...] = ()
    themes: tuple[Theme, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    comparators: str = ""  # which places the published values are set beside

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every measure that has a value, section by section."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def number(self, source: str) -> str:
        """The number of a document in the list of sources: "[3]"; the source itself where it is not in the list."""
        return f"[{self.sources.index(source) + 1}]" if source in self.sources else source

    @property
    def arounds(self) -> tuple[tuple[Official, Around], ...]:
        """Every official value that stands among those of other councils, with its series."""
        return tuple((official, one) for official in self.officials for one in official.around)

    @property
    def noughts(self) -> tuple[Entry, ...]:
        """Those that are nought in every month, which may be so or may not be recorded."""
        return tuple(entry for entry in self.entries if entry.nought)

    @property
    def headlines(self) -> tuple[Entry, ...]:
        """Those for the first page."""
        return tuple(entry for entry in self.entries if entry.measure.headline)
