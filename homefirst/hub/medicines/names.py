"""Which names mean the same medicine: brands, older spellings and salts from a small table; anything else by question.

The table (`names.toml`) is dated and not verified; a name that is not in it is compared as it is written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

TOGETHER = re.compile(r"\s*(?:\band\b|\bwith\b|/|\+)\s*")
NEAR = 2  # letters by which two spellings may differ and be asked about
LONG_ENOUGH = 6  # letters of a name, below which near spellings say nothing


@dataclass(frozen=True, slots=True)
class Names:
    """The table of names as it was read."""

    compared: Mapping[str, str]  # every other name: the name that is compared
    contains: Mapping[str, frozenset[str]]
    families: Mapping[str, frozenset[str]]
    salts: frozenset[str]
    salts_matter: frozenset[str]
    slow_release: tuple[str, ...]
    keep_to_brand: frozenset[str]
    source: str
    date: str
    verified: bool

    def is_known(self, name: str) -> bool:
        """Whether the table has this compared name, so that it is no misspelling of another."""
        return name in self.contains or name in self.families or name in set(self.compared.values())


@lru_cache(maxsize=1)
def table() -> Names:
    """The table that comes with homefirst."""
    read = tomllib.loads(files("homefirst.hub.medicines").joinpath("names.toml").read_text(encoding="utf-8"))
    compared = {other: name for name, others in read["same"].items() for other in (*others, name)}
    return Names(
        compared,
        {name: frozenset(parts) for name, parts in read["contains"].items()},
        {name: frozenset(members) for name, members in read["families"].items()},
        frozenset(read["salts"]),
        frozenset(read["salts_matter"]),
        tuple(sorted(read["slow_release"], key=len, reverse=True)),
        frozenset(read["keep_to_brand"]),
        read["source"],
        read["date"],
        read["verified"],
    )


def tidy(text: str) -> str:
    """Small letters and single spaces, without dots, commas, brackets and marks of trade."""
    return re.sub(r"\s+", " ", re.sub(r"[.,()®™'’]", " ", text.casefold())).strip()


@lru_cache(maxsize=20_000)
def compared_name(name: str) -> str:
    """The name by which a medicine is compared: "Losec" and "omeprazole magnesium" are both "omeprazole"."""
    plain, _ = without_release(tidy(name))
    if known := table().compared.get(plain):
        return known
    whole = " and ".join(sorted(one_substance(part) for part in TOGETHER.split(plain) if part))
    return table().compared.get(whole, whole)


def one_substance(name: str) -> str:
    """A name of one substance without its salt, unless the salt makes it another medicine."""
    if known := table().compared.get(name):
        return known
    words = name.split(" ")
    while len(words) > 1 and words[-1] in table().salts and words[0] not in table().salts_matter:
        words.pop()
    bare = " ".join(words)
    return table().compared.get(bare, bare)


def without_release(name: str) -> tuple[str, bool]:
    """A name without the words that say that it is released slowly, and whether it had any: "gliclazide mr"."""
    for word in table().slow_release:
        found = re.sub(rf"(?<= )(?:{re.escape(word).replace(' ', '[ -]')})\b", "", name)
        if found != name:
            return re.sub(r"\s+", " ", found).strip(), True
    return name, False


def substances(compared: str) -> frozenset[str]:
    """What is in a medicine of this compared name."""
    return table().contains.get(compared, frozenset(compared.split(" and ")))


def family_of(allergy: str) -> frozenset[str]:
    """The medicines that an allergy to this forbids: the members of a family, or the substance itself."""
    name = compared_name(allergy)
    for one in (name, name.removesuffix("s")):
        if one in table().families:
            return table().families[one] | {one}
    return substances(name)


def might_be_same(one: str, other: str) -> bool:
    """Whether two compared names that differ may mean one medicine, so that somebody has to be asked.

    They may where one has all the words of the other, or where they differ by two letters or fewer and the table does
    not know both.
    """
    if one == other or (table().is_known(one) and table().is_known(other)):
        return False
    words, others = set(one.split()), set(other.split())
    if words < others or others < words:
        return True
    return min(len(one), len(other)) >= LONG_ENOUGH and letters_apart(one, other) <= NEAR


def letters_apart(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, facing in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != facing))
    return row[-1]
