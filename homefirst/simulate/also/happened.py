"""What the loop told, looked up by person and time: stays, where somebody was, how frail, whether ready to leave."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from homefirst.codes import Residence, destination_means_death
from homefirst.days import midnight
from homefirst.event import Kind
from homefirst.simulate.also.pen import number_of
from homefirst.simulate.emit import KINDS, Told
from homefirst.simulate.loop.shapes import WORDS, Word
from homefirst.simulate.replication import microseconds

IN_CARE_HOME = (Residence.RESIDENTIAL_HOME, Residence.NURSING_HOME)


class Stays(NamedTuple):
    """Hospital stays, by person and in order; times in microseconds, `left` the end of the run where it is not over."""

    person: Any
    stay: Any
    came: Any
    left: Any
    over: Any
    died: Any  # in it
    ready: Any  # since when they no longer meet the criteria to reside; 0 if they do, or never did
    pathway: Any  # 0 to 3; -1 if none was chosen
    place: Any  # at the end, or where they are
    first_place: Any

    def take(self, which: Any) -> Stays:
        """Some of them."""
        return Stays(*(column[which] for column in self))


class Latest:
    """Rows of some kinds, to find the last of a person by a time."""

    def __init__(self, rows: Any, begins: int) -> None:
        self.rows, self.begins = rows, begins
        self.keys = self.key(rows.person, rows.happened)

    def key(self, person: Any, at: Any) -> Any:
        # about a thousandth of a second is fine enough, and leaves room for the person
        return (np.asarray(person).astype(np.int64) << 40) + (np.maximum(at - self.begins, 0) >> 10)

    def by(self, person: Any, at: Any) -> Any:
        """The number of the last row of each person at or before a time; -1 where there is none."""
        found = np.searchsorted(self.keys, self.key(person, at), side="right") - 1
        return np.where((found >= 0) & (self.rows.person[found] == person), found, -1)


class Happened:
    """The rows that the loop told, which nothing here changes."""

    def __init__(self, told: Told) -> None:
        self.told, self.rows, self.kinds = told, told.rows, np.ascontiguousarray(told.rows.kind)
        self.until, self.since = microseconds(told.until), microseconds(told.since)
        self.begins = int(self.rows.happened.min(initial=self.until))
        self.first_day = date.fromisoformat(told.words.details[told.words.days])
        days = range(len(told.words.details) - told.words.days)
        self.nights = np.array([microseconds(midnight(self.first_day + timedelta(days=n))) for n in days])

    def of(self, *kinds: Kind) -> Any:
        """The rows of these kinds, by person and time."""
        wanted = np.isin(np.arange(len(KINDS)), [number_of(kind) for kind in kinds])
        return np.take(self.rows, np.flatnonzero(wanted[self.kinds])).view(np.recarray)

    def latest(self, rows: Any) -> Latest:
        return Latest(rows, self.begins)

    def day(self, at: Any) -> Any:
        """The number of the day in England of each time."""
        return np.clip(np.searchsorted(self.nights, at, side="right") - 1, 0, None)

    @cached_property
    def stays(self) -> Stays:
        came = self.of(Kind.ADMITTED)
        keys = stay_key(came)
        left, place, died, pathway = np.full(len(came), self.until), came.place.copy(), came.place < 0, came.place * 0
        ready = np.zeros(len(came), dtype=np.int64)
        moved, judged, chosen, gone = (
            self.of(*kinds)
            for kinds in (
                (Kind.MOVED,),
                (Kind.CRITERIA_TO_RESIDE_MET, Kind.CRITERIA_TO_RESIDE_NOT_MET),
                (Kind.PATHWAY_CHOSEN,),
                (Kind.DISCHARGED,),
            )
        )
        place[which(keys, moved)] = moved.place
        not_met = judged.kind == number_of(Kind.CRITERIA_TO_RESIDE_NOT_MET)
        ready[which(keys, judged)] = np.where(not_met, judged.happened, 0)
        pathway[which(keys, chosen)] = chosen.detail - Word.PATHWAY + 1
        left[which(keys, gone)] = gone.happened
        died[which(keys, gone)] = self.of_death[gone.detail]
        over = left < self.until
        return Stays(came.person, came.episode, came.happened, left, over, died, ready, pathway - 1, place, came.place)

    @cached_property
    def admissions(self) -> Latest:
        return self.latest(self.of(Kind.ADMITTED))

    def stay(self, person: Any, at: Any) -> Any:
        """The number of the stay of each person that had begun last by then; -1 where there is none."""
        return self.admissions.by(person, at)

    @cached_property
    def of_death(self) -> Any:
        """Whether each detail is a destination of discharge that says that the person died."""
        return np.array([destination_means_death(word.partition("/")[0]) for word in self.told.words.details])

    @cached_property
    def ready_or_not(self) -> Latest:
        return self.latest(self.of(Kind.CRITERIA_TO_RESIDE_MET, Kind.CRITERIA_TO_RESIDE_NOT_MET, Kind.ADMITTED))

    def is_ready(self, person: Any, at: Any) -> Any:
        """Whether each person, in a hospital bed then, no longer met the criteria to reside."""
        said = self.ready_or_not
        return said.rows.kind[said.by(person, at)] == number_of(Kind.CRITERIA_TO_RESIDE_NOT_MET)

    @cached_property
    def beds(self) -> Latest:
        return self.latest(self.of(Kind.ADMITTED, Kind.MOVED))

    def place(self, person: Any, at: Any) -> Any:
        """The place of each person, in a hospital bed then."""
        return self.beds.rows.place[self.beds.by(person, at)]

    @cached_property
    def scores(self) -> Latest:
        return self.latest(self.of(Kind.FRAILTY_SCORED))

    @cached_property
    def first_at(self) -> Any:
        """When each person was first told of."""
        at = np.full(len(self.told.born), self.until)
        at[self.rows.person[::-1]] = self.rows.happened[::-1]
        return at

    def frailty(self, person: Any, at: Any) -> Any:
        """How frail each was by then, or when first told of: 0 fit, 1 mild, 2 moderate, 3 severe."""
        said = self.scores.by(person, np.maximum(at, self.first_at[person]))
        return np.clip(self.scores.rows.detail[said] - Word.FRAILTY, 0, 3)

    @cached_property
    def homes(self) -> Latest:
        return self.latest(self.of(Kind.RESIDENCE_CHANGED))

    def in_care_home(self, person: Any, at: Any) -> Any:
        """Whether each lived in a care home by then, or when first told of."""
        said = self.homes.by(person, np.maximum(at, self.first_at[person]))
        return np.isin(self.homes.rows.detail[said], [WORDS.index(word) for word in IN_CARE_HOME])


def stay_key(rows: Any) -> Any:
    """One number for a person's stay."""
    return (rows.person.astype(np.int64) << 16) + rows.episode


def which(keys: Any, rows: Any) -> Any:
    """The number of the stay that each row is of."""
    return np.searchsorted(keys, stay_key(rows))
