"""Whether a published series is the same thing as a measure of ours, in words to print beside the two."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOLD = Path(__file__).parent / "same_or_not.toml"
SAME = ("yes", "nearly", "related", "no")


@dataclass(frozen=True)
class Pair:
    """A measure of ours and a published series. `indicator` names one measure of a series that holds many."""

    ours: str
    published: str
    same: str
    differs: str
    source: str
    dated: str
    verified: bool
    indicator: str = ""

    @property
    def sentence(self) -> str:
        """What to print between the two."""
        how = {
            "yes": "Counted by the same definition.",
            "nearly": "Nearly the same definition.",
            "related": "Related, and not to be put on one line.",
            "no": "Another thing with a like name.",
        }[self.same]
        doubt = "" if self.verified else " (unverified)"
        return f"{how} {self.differs} {self.source}{doubt}."


@dataclass(frozen=True)
class Related:
    """A measure of the framework before 2023-24 and the one that asks most nearly the same after."""

    before: str
    after: str
    differs: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Every pair that is known."""
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    return tuple(Pair(dated=told["dated"], **one) for one in told["pairs"])


@cache
def related() -> tuple[Related, ...]:
    """Measures of social care that follow one another, across the two frameworks."""
    return tuple(Related(**one) for one in tomllib.loads(TOLD.read_text(encoding="utf-8"))["related"])


def published_beside(ours: str) -> tuple[Pair, ...]:
    """The published series that may be set beside a measure of ours, closest first."""
    return tuple(sorted((pair for pair in pairs() if pair.ours == ours), key=lambda pair: SAME.index(pair.same)))
