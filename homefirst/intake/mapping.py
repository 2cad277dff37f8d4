"""What a mapping says: which columns of an extract make which events. See docs/guides/extracts.md.

`mapping_file.py` reads one from TOML, `extract.py` applies it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

SET_ASIDE, KEEP, AS_IS = "set aside", "keep", "as is"


class ExtractFault(ValueError):
    """An extract or its mapping cannot be used, in one sentence."""


class MappingFault(ExtractFault):
    """The mapping itself is wrong: file, table, key, and what is allowed."""


@dataclass(frozen=True)
class Text:
    """How one value is made from a row: a column, a constant, or parts joined; then mapped, then prefixed."""

    column: str = ""
    constant: str = ""
    parts: tuple[Text, ...] = ()
    join: str = ""
    values: dict[str, str] | None = field(default=None, hash=False)
    map_name: str = ""
    otherwise: str = KEEP
    prefix: str = ""
    upper: bool = False

    def columns(self) -> set[str]:
        """Every column that this needs."""
        own = {self.column} if self.column else set()
        return own.union(*(part.columns() for part in self.parts))


@dataclass(frozen=True)
class Time:
    """How one moment is made from a row: the first of these texts that is filled, plus some minutes."""

    first: tuple[Text, ...]
    plus_minutes: Text | None = None

    def columns(self) -> set[str]:
        """Every column that this needs."""
        return set().union(
            *(text.columns() for text in self.first), self.plus_minutes.columns() if self.plus_minutes else set()
        )


@dataclass(frozen=True)
class Condition:
    """When a row gives an event: the column is filled or not, or holds (or does not hold) one of these values."""

    column: str
    present: bool | None = None
    equals: frozenset[str] | None = None
    differs: frozenset[str] | None = None


@dataclass(frozen=True)
class EventRule:
    """One event that a row may give."""

    place: str
    kind: Text
    when: Time
    recorded: Time | None
    texts: dict[str, Text] = field(hash=False)  # location, service, detail, source
    spell: Text | None
    spell_assigner: Text | None
    sequence: Text | None
    name: str
    about: str
    only_if: tuple[Condition, ...]

    def columns(self) -> set[str]:
        """Every column that this needs."""
        parts = (
            self.kind,
            self.when,
            self.recorded,
            self.spell,
            self.spell_assigner,
            self.sequence,
            *self.texts.values(),
        )
        found = set().union(*(part.columns() for part in parts if part))
        return found | {condition.column for condition in self.only_if}


@dataclass(frozen=True)
class PersonRule:
    """How a row names its person: columns of a local number, an NHS number, its own row number, or nobody."""

    number: Text | None
    assigner: Text | None
    nhs_number: Text | None
    row: bool
    none: bool
    identity: dict[str, Text] = field(hash=False)
    address: tuple[Text, ...] = ()

    def columns(self) -> set[str]:
        """Every column that this needs."""
        parts = (self.number, self.assigner, self.nhs_number, *self.identity.values(), *self.address)
        return set().union(*(part.columns() for part in parts if part))


@dataclass(frozen=True)
class Mapping:
    """A whole mapping file."""

    file: str
    path: str
    title: str
    source: str
    zone: ZoneInfo
    formats: tuple[str, ...]
    encoding: str
    delimiter: str
    person: PersonRule
    events: tuple[EventRule, ...]

    def columns(self) -> set[str]:
        """Every column that the mapping needs."""
        return self.person.columns().union(*(rule.columns() for rule in self.events))


def plain(text: str) -> str:
    """A value as it is compared when it is not found exactly: small letters, single spaces."""
    return " ".join(text.casefold().split())
