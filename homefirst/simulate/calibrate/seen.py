"""One simulated year as arrays: what was told, in the order of each journey, and the hospital stays in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.flow import Flow
from homefirst.simulate.loop.shapes import DAY, FIRST_CARE_HOME, NEVER, Tell, Word
from homefirst.simulate.replication import At, Replication
from homefirst.simulate.tallies import tallies

A_YEAR = 365.25


class Stays(NamedTuple):
    """Hospital stays, one row each: times in microseconds since 1970, `left` NEVER where it goes on."""

    person: Any
    came: Any
    left: Any
    site: Any  # the place's code, before the colon
    age: Any  # years, on coming
    in_care_home: Any  # lives there, on coming
    from_care_home: Any  # lives there, on leaving
    alive: Any  # on leaving
    next_came: Any  # when the same person came again; NEVER if not


@dataclass(frozen=True)
class Seen:
    """One replication of a flow, with what was told."""

    flow: Flow
    replication: Replication

    @cached_property
    def rows(self) -> Any:
        """Everything told until the end, by person, in the order of telling."""
        rows = self.replication.rows
        return rows[np.lexsort((rows.sequence, rows.person))]

    @property
    def begins(self) -> int:
        """When the measured days begin."""
        span = self.replication.parts.span
        return int(span.nights[span.warm_up])

    @property
    def ends(self) -> int:
        return int(self.replication.parts.span.nights[-1])

    @cached_property
    def tallies(self) -> dict[str, float]:
        """Every tally of the simulator."""
        return tallies(self.replication, self.flow.told)

    @property
    def years(self) -> float:
        return self.replication.days / A_YEAR

    @cached_property
    def residents(self) -> float:
        """People aged 65 and over who live here, on average over the measured midnights."""
        span = self.replication.parts.span
        return float(self.replication.census["counts"]["residents"][span.warm_up :].mean())

    def at(self, name: str) -> At:
        return self.replication.at(name)

    def counted(self, name: str) -> int:
        return self.replication.counted(name)

    def kind(self, kind: Kind) -> Any:
        """Which rows are of one kind."""
        return self.rows.kind == Tell[kind.name]

    @cached_property
    def measured(self) -> Any:
        """Which rows happened in the measured days."""
        return (self.rows.happened >= self.begins) & (self.rows.happened < self.ends)

    def of_place(self, code: str) -> Any:
        """Which rows are of one place, by its whole code or by the part before the colon."""
        return self.named(self.replication.parts.model.places, code, self.rows.place)

    def of_service(self, code: str) -> Any:
        return self.named(self.replication.parts.model.services, code, self.rows.service)

    def said(self, word: str) -> Any:
        return self.named(self.replication.parts.model.words, word, self.rows.detail)

    def named(self, words: tuple[str, ...], word: str, numbers: Any) -> Any:
        """Which numbers stand for a word, or for a code that begins with it and a colon."""
        found = [n for n, known in enumerate(words) if known == word or known.startswith(f"{word}:")]
        return np.isin(numbers, found)

    @cached_property
    def of_residents(self) -> Any:
        """Which rows are of somebody who lives here."""
        return self.replication.people.resident[self.rows.person]

    @cached_property
    def in_care_home(self) -> Any:
        """Of each row, whether the person lived in a care home then; the first row of each says where they live."""
        changed = self.kind(Kind.RESIDENCE_CHANGED)
        last = np.maximum.accumulate(np.where(changed, np.arange(len(self.rows)), 0))
        return self.rows.detail[last] >= Word.RESIDENCE + FIRST_CARE_HOME

    def month(self, month: int) -> tuple[int, int]:
        """When a month of the measured days begins and ends: the longest run of its days, if it comes twice."""
        span = self.replication.parts.span
        found, began = (0, 0), -1
        for n in range(span.warm_up, len(span.months)):
            within = n < len(span.months) - 1 and span.months[n] == month - 1
            if within and began < 0:
                began = n
            elif not within and began >= 0:
                found, began = max(found, (began, n), key=lambda days: days[1] - days[0]), -1
        return int(span.nights[found[0]]), int(span.nights[found[1]])

    @cached_property
    def stays(self) -> Stays:
        """Every hospital stay that had begun before the end."""
        rows = self.rows
        came = np.flatnonzero(self.kind(Kind.ADMITTED))
        left = np.flatnonzero(self.kind(Kind.DISCHARGED))
        found = np.minimum(np.searchsorted(left, came), len(left) - 1)
        over = (left[found] > came) & (rows.person[left[found]] == rows.person[came])
        again = np.append(came[1:], 0)
        same = rows.person[again] == rows.person[came]
        same[-1:] = False
        out = left[found]
        places = np.array([code.partition(":")[0] for code in self.replication.parts.model.places])
        born = self.replication.people.born[rows.person[came]]
        return Stays(
            rows.person[came], rows.happened[came], np.where(over, rows.happened[out], NEVER), places[rows.place[came]],
            (rows.happened[came] / DAY - born) / A_YEAR, self.in_care_home[came], over & self.in_care_home[out],
            over & (rows.detail[out] != Word.TO_DEATH), np.where(same, rows.happened[again], NEVER),
        )  # fmt: skip


def percent(part: float, whole: float) -> float:
    """Per cent; 0 of nothing."""
    return 100 * float(part) / float(whole) if whole else 0.0
