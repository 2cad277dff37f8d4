"""One number of a return, with whom it counts: so that whoever may can see the people behind it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Line(NamedTuple):
    """One number of a return: a day (or the first of a month), a provider, what is counted, and the key of each person.

    Somebody counted twice, as on each of two nights, stands twice. `responsible` is who a delay is put down to.
    """

    day: date
    provider: str
    metric: str
    group: str
    people: tuple[str, ...]
    responsible: str = ""

    @property
    def value(self) -> int:
        return len(self.people)
