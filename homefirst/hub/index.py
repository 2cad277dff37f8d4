"""The list's rows kept so that any filter is answered at once: a bit for each row under each choice, and every order.

A row has a place. Under each choice stands one whole number whose bits say which places are under it: a filter is then
a few "and"s, a count is how many bits are left. Nights are counted by their binary digits, one such number for each.
The same answers as `board.chosen` and `counts.counts`, which go through the rows one by one, and are their proof.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from homefirst.hub.board import CHOICES, SORTS, BoardRow, Filter, Place, narrowed, place_in
from homefirst.hub.counts import Counts, Tally, as_counts
from homefirst.hub.words import Title


class Chosen(NamedTuple):
    """What a filter finds among the rows that a reader may see: the rows in order, and the numbers beside them."""

    rows: list[BoardRow]
    counts: Counts
    in_bed: int
    ready: int


class Index:
    """Rows of people, each under their key. Not for several threads at once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._rows: list[BoardRow | None] = []
        self._free: list[int] = []
        self._under: defaultdict[str, int] = defaultdict(int)  # by `counted`: the places of the rows under it
        self._ready = 0
        self._waited: defaultdict[int, int] = defaultdict(int)  # by binary digit of the nights since ready
        self._orders: dict[str, list[tuple[Place, int]]] = {sort: [] for sort in SORTS}

    def put(self, row: BoardRow) -> None:
        """Keep this row, in the place of the person's last one."""
        self.drop(row.person)
        place = self._free.pop() if self._free else len(self._rows)
        if place == len(self._rows):
            self._rows.append(row)
        self._rows[place], self._places[row.person] = row, place
        self._turn(row, 1 << place)
        for sort, order in self._orders.items():
            insort(order, (place_in(sort, row), place))

    def drop(self, person: str) -> None:
        """Keep no row of this person."""
        place = self._places.pop(person, None)
        row = None if place is None else self._rows[place]
        if place is None or row is None:
            return
        self._rows[place] = None
        self._free.append(place)
        self._turn(row, 1 << place)
        for sort, order in self._orders.items():
            del order[bisect_left(order, (place_in(sort, row), place))]

    def rows(self, sort: str = "ward") -> list[BoardRow]:
        """Every row, in this order."""
        return [row for _, place in self._orders[sort] if (row := self._rows[place]) is not None]

    def choose(self, wanted: Filter, seen: Iterable[str], title: Title) -> Chosen:
        """What a filter finds among the rows of the people `seen`."""
        visible = self._bits(self._places[person] for person in seen if person in self._places)
        shown = self._shown(visible, wanted)
        asked = {n: reduce(or_, (self._under.get(f"{n}{v}", 0) for v in values)) for n, values in narrowed(wanted)}
        found = self._but_for(None, shown, asked)
        tallies = self._tallies({n: self._but_for(n, shown, asked) for n in asked}, found)
        counts = Counts(*(as_counts(tallies[n], name, title) for n, name in enumerate(CHOICES)))
        ready = (visible & self._ready).bit_count()
        return Chosen(self._in_order(found, wanted.sort), counts, visible.bit_count(), ready)

    def _turn(self, row: BoardRow, bit: int) -> None:
        """Turn this row's bit under each of its choices: on where it was off, off where it was on."""
        for key in row.counted:
            self._under[key] ^= bit
        if row.ready_nights is not None:
            self._ready ^= bit
        for digit in digits(row.ready_nights or 0):
            self._waited[digit] ^= bit

    def _shown(self, visible: int, wanted: Filter) -> int:
        """The visible rows that pass whom to show, and the lengths."""
        shown = visible if wanted.show == "all" else visible & self._ready
        if not wanted.stay and not wanted.ready:
            return shown
        return shown & self._bits(
            place
            for place, row in enumerate(self._rows)
            if row and row.nights >= wanted.stay and (row.ready_nights or 0) >= wanted.ready
        )

    def _but_for(self, left_out: int | None, shown: int, asked: dict[int, int]) -> int:
        """The shown rows that pass each choice asked for but one."""
        for n, under in asked.items():
            if n != left_out:
                shown &= under
        return shown

    def _tallies(self, but_for: dict[int, int], found: int) -> list[Tally]:
        """People and nights under each choice, among the rows found but for that choice itself."""
        tallies = [Tally() for _ in CHOICES]
        for key, under in self._under.items():
            n = int(key[0])
            here = under & but_for.get(n, found)
            if here:
                tallies[n][key[1:]] = here.bit_count(), self._nights(here)
        return tallies

    def _nights(self, here: int) -> int:
        return sum((here & bits).bit_count() << digit for digit, bits in self._waited.items())

    def _in_order(self, found: int, sort: str) -> list[BoardRow]:
        """The rows with these bits, in order."""
        flags = f"{found:0{len(self._rows)}b}"[::-1]
        order = self._orders.get(sort, self._orders["ready"])
        return [row for _, place in order if flags[place] == "1" and (row := self._rows[place]) is not None]

    def _bits(self, places: Iterable[int]) -> int:
        """The number that has a bit at each of these places."""
        flags = bytearray(b"0" * (len(self._rows) + 1))
        for place in places:
            flags[~place] = 49  # "1", from the right
        return int(flags, 2)


def digits(number: int) -> Iterator[int]:
    """Which binary digits of a number are 1."""
    return (digit for digit in range(number.bit_length()) if number >> digit & 1)
