"""The headings of a discharge summary: what each is called, how much it is needed, and whose version has it. Data.

Source: PRSB eDischarge Summary Standard V2.1 (December 2019); each heading says whether its name was seen.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from homefirst.codes.worded import Worded


class Need(StrEnum):
    """How much a heading is needed, in the standard's words."""

    MANDATORY = "mandatory"
    REQUIRED = "required"
    OPTIONAL = "optional"


class ReceiverKind(Worded):
    """Whom a version is for; the words as a page says them."""

    GP = "gp", "General practice"
    PROVIDER = "provider", "Who cares next"
    PHARMACY = "pharmacy", "Community pharmacy"
    PERSON = "person", "The person"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading. `verified` says whether its name was seen in the standard's own example."""

    code: str
    words: str
    hint: str
    need: Need
    receivers: frozenset[ReceiverKind]
    prefill: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """All headings in order, and where they come from."""

    standard: str
    dated: str
    source: str
    need_verified: bool
    headings: tuple[Heading, ...]

    def of(self, code: str) -> Heading | None:
        return next((one for one in self.headings if one.code == code), None)


@lru_cache(maxsize=1)
def load_headings() -> Headings:
    """The headings that come with homefirst."""
    read = tomllib.loads(files("homefirst.hub.summary").joinpath("headings.toml").read_text(encoding="utf-8"))
    found = tuple(
        Heading(
            one["code"],
            one["words"],
            one.get("hint", ""),
            Need(one["need"]),
            frozenset(ReceiverKind(kind) for kind in one["for"]),
            one.get("prefill", ""),
            one["name_verified"],
        )
        for one in read["headings"]
    )
    return Headings(read["standard"], read["dated"], read["source"], read["need_verified"], found)
