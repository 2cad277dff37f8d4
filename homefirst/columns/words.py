"""The vocabulary of locations, services and details, and what each word means to the rules."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from homefirst.codes import (
    AdmissionMethod,
    Residence,
    SupportKind,
    destination_is_care_home,
    destination_is_hospital,
)
from homefirst.columns.shapes import FIRST_WORDS, I32, KIND_NUMBER, WORD
from homefirst.event import provider
from homefirst.journey import TRANSFERS

BEDS = {kind.value for kind in SupportKind if kind.is_bed}
CARE_HOMES = {home.value for home in Residence if home.is_care_home}
MAIN = "1"  # the place of a stay's main diagnosis
KINDS = {kind.value: number for kind, number in KIND_NUMBER.items()}
EMERGENCY = {m.value for m in AdmissionMethod if m.is_emergency}


class Vocabulary:
    """Words by number, 0 being the empty word; it grows as batches of events bring new ones."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.numbers: dict[str, int] = {}
        self.meant = np.recarray(0, dtype=WORD)
        self.as_text = pa.array(self.words, pa.string())
        for word in FIRST_WORDS:
            self.number(word)

    def number(self, word: str) -> int:
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.words)
            self.words.append(word)
        return found

    def read(self, column: pa.DictionaryArray) -> I32:
        """A column of text as numbers of this vocabulary."""
        own = np.array([self.number(word) for word in column.dictionary.to_pylist()], dtype=np.int32)
        indices = column.indices.to_numpy(zero_copy_only=False)
        return own.take(indices) if len(own) else np.zeros(len(column), dtype=np.int32)

    def text(self, numbers: I32) -> pa.DictionaryArray:
        """Numbers as a column of text; with only the words used, where the vocabulary is long beside the column."""
        if len(self.as_text) != len(self.words):
            self.as_text = pa.array(self.words, pa.string())
        if len(self.words) * 4 < len(numbers):
            return pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int32()), self.as_text, safe=False)
        used = np.zeros(len(self.words), dtype=np.bool_)
        used[numbers] = True
        place = (np.cumsum(used) - 1).astype(np.int32)
        return pa.DictionaryArray.from_arrays(place[numbers], self.as_text.filter(used), safe=False)

    def meaning(self) -> np.recarray:
        """What every word so far means to the rules (shapes.WORD)."""
        known = len(self.meant)
        if known < len(self.words):
            self.add_parts(known)
            before, self.meant = self.meant, np.recarray(len(self.words), dtype=WORD)
            self.meant[:known] = before
            self.meant[known:] = [self.meaning_of(word) for word in self.words[known:]]
        return self.meant

    def meaning_of(self, word: str) -> tuple[int | bool, ...]:
        first, _, last = word.partition("/")
        part = self.numbers[first]
        return (
            self.numbers[provider(word)],
            self.numbers[word.partition(":")[2]],
            ":" in word,
            part,
            KINDS.get(word, -1),
            last == MAIN,
            bool(word.strip("/")),
            part,
            self.numbers[last],
            word in EMERGENCY,
            destination_is_hospital(word),
            word in TRANSFERS,
            word in BEDS,
            word in CARE_HOMES,
            destination_is_care_home(word),
        )

    def add_parts(self, known: int) -> None:
        """Add the parts of words from `known` on: provider or council and what follows; the two codes of "19/1".

        And the parts of those parts, until there are no new ones: staff write what they like.
        """
        while known < len(self.words):
            word = self.words[known]
            first, _, last = word.partition("/")
            for part in (provider(word), word.partition(":")[2], first, last):
                self.number(part)
            known += 1
