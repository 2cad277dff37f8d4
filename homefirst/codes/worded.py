"""A closed list whose members carry the words that a page shows: `GP = "gp", "General practice"`."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """What is kept is the value; `words` is for people."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        one = str.__new__(cls, value)
        one._value_, one.words = value, words
        return one
