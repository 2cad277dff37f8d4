"""Rows that are told besides what the loop told: gathered topic by topic, then put among the others in order."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.also.draws import For, draws
from homefirst.simulate.emit import KINDS, Told, Words
from homefirst.simulate.loop.shapes import TOLD
from homefirst.simulate.replication import microseconds, seed_of

AFTER_DEATH = (Kind.SUMMARY_SENT, Kind.SUMMARY_RECEIVED, Kind.SUMMARY_CHECKED, Kind.DIAGNOSED)
AFTER_ALL_ELSE = 2**20  # at one moment, what the loop told comes first
NEVER = np.int64(2**62)


def number_of(kind: Kind) -> int:
    """The number of a kind in a row of Told."""
    return KINDS.index(kind)


class Pen:
    """Writes further rows of people who were told of, and the words for them."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.until = microseconds(told.until)
        self.seed = seed_of(told.seed, 0)
        self.candidates = np.array(told.candidates, dtype=np.int64)
        self.words = {name: list(getattr(told.words, name)) for name in ("places", "services", "details")}
        self.number = {name: {word: n for n, word in enumerate(words)} for name, words in self.words.items()}
        self.parts: list[Any] = []

    def draw(self, person: Any, stay: Any, purpose: For, key: Any = 0) -> Any:
        """A draw for each person and stay."""
        return draws(self.seed, self.candidates[person], stay, purpose, key)

    def word(self, name: str, word: str) -> int:
        """The number of a word, which may be new."""
        known = self.number[name]
        if word not in known:
            known[word] = len(self.words[name])
            self.words[name].append(word)
        return known[word]

    def detail(self, word: str) -> int:
        return self.word("details", word)

    def service(self, word: str) -> int:
        return self.word("services", word)

    def tell(
        self, kind: Kind, person: Any, at: Any, *, stay: Any = 0, place: Any = 0, service: Any = 0, detail: Any = 0
    ) -> None:
        """Tell of each person that this happened, at a time in microseconds since 1970."""
        rows = np.zeros(len(person), dtype=TOLD)
        rows["person"], rows["happened"], rows["kind"] = person, at, number_of(kind)
        rows["episode"], rows["place"], rows["service"], rows["detail"] = stay, place, service, detail
        self.parts.append(rows)

    def told_with(self) -> Told:
        """What was told before with what is told now, in order; nothing after the end, nor after a death but papers."""
        rows = np.concatenate(self.parts) if self.parts else np.zeros(0, dtype=TOLD)
        rows = rows[(rows["happened"] < self.until) & self.possible(rows)]
        rows = rows[np.lexsort((rows["kind"], rows["happened"], rows["person"]))]
        first = np.searchsorted(rows["person"], rows["person"])
        rows["sequence"] = AFTER_ALL_ELSE + np.arange(len(rows)) - first
        rows = np.concatenate([self.told.rows, rows])
        # of one moment those told before stay first, since nothing that is alike changes places
        rows = np.take(rows, np.lexsort((rows["happened"], rows["person"]))).view(np.recarray)
        places, services, details = (tuple(words) for words in self.words.values())
        words = Words(self.told.words.kinds, places, services, details, self.told.words.days)
        return self.told._replace(rows=rows, words=words)

    def possible(self, rows: Any) -> Any:
        """Whether the person was alive then, or it is of a kind that goes on after a death."""
        told = self.told.rows
        died = np.full(len(self.candidates), NEVER)
        deaths = told[told.kind == number_of(Kind.DIED)]
        died[deaths.person] = deaths.happened
        papers = np.isin(rows["kind"], [number_of(kind) for kind in AFTER_DEATH])
        return papers | (rows["happened"] < died[rows["person"]])
