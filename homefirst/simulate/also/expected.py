"""Expected dates of discharge that were set late, passed and were put off, or were brought forward."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.also.draws import For
from homefirst.simulate.also.happened import Happened, Stays, stay_key
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import DAY, HOUR

AT_MOST = 60  # reviews of one date that has passed; who stays longer is looked at no more


class Dates(NamedTuple):
    """For each stay the number of the day on which they are expected to leave, and when that was said; -1 for none."""

    day: Any
    said: Any


def tell_expected(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell the dates that the loop does not: set after two days, put off once passed, brought forward."""
    rules = numbers["expected_date"]
    stays = happened.stays
    first = first_dates(happened)
    first = set_late(pen, happened, stays, first, rules)
    bring_forward(pen, happened, stays, first, rules)
    put_off(pen, happened, stays, first, rules)


def first_dates(happened: Happened) -> Dates:
    """The first date that the loop told of each stay."""
    rows = happened.of(Kind.EXPECTED_DISCHARGE_SET)[::-1]  # of several the first is written last
    keys = (happened.stays.person.astype(np.int64) << 16) + happened.stays.stay
    day, said = np.full(len(keys), -1), np.zeros(len(keys), dtype=np.int64)
    at = np.searchsorted(keys, stay_key(rows))
    day[at], said[at] = rows.detail - happened.told.words.days, rows.happened
    return Dates(day, said)


def tell(pen: Pen, happened: Happened, stays: Stays, at: Any, day: Any) -> None:
    """Tell that a date was set, on a ward; a date beyond the last that has a word is told as the last."""
    last = len(happened.nights) - 1
    pen.tell(
        Kind.EXPECTED_DISCHARGE_SET, stays.person, at, stay=stays.stay, place=happened.place(stays.person, at),
        detail=happened.told.words.days + np.minimum(day, last),
    )  # fmt: skip


def ahead(pen: Pen, stays: Stays, rules: Any, key: Any) -> Any:
    """So many days from now a new date is set."""
    least, most = rules["days_ahead"]
    return least + (pen.draw(stays.person, stays.stay, For.EXPECTED_AHEAD, key) * (most - least + 1)).astype(int)


def set_late(pen: Pen, happened: Happened, stays: Stays, dates: Dates, rules: Any) -> Dates:
    """Those without a date after two days get one within some more, or do not."""
    u = pen.draw(stays.person, stays.stay, For.EXPECTED_LATE_AT)
    at = stays.came + 2 * DAY + (u * rules["late_days"] * DAY).astype(np.int64)
    late = (dates.day < 0) & (pen.draw(stays.person, stays.stay, For.EXPECTED_LATE) < rules["late"]) & (at < stays.left)
    some = stays.take(late)
    day = happened.day(at[late]) + ahead(pen, some, rules, 0)
    tell(pen, happened, some, at[late], day)
    days, said = dates.day.copy(), dates.said.copy()
    days[late], said[late] = day, at[late]
    return Dates(days, said)


def bring_forward(pen: Pen, happened: Happened, stays: Stays, dates: Dates, rules: Any) -> None:
    """Who leaves before the date that was set is sometimes told so the day before."""
    leaves = happened.day(stays.left)
    u = pen.draw(stays.person, stays.stay, For.EXPECTED_EARLIER)
    at = happened.nights[np.maximum(leaves - 1, 0)] + 11 * HOUR
    early = stays.over & ~stays.died & (dates.day > leaves) & (u < rules["brought_forward"])
    early &= (at > dates.said) & (at > stays.came)
    tell(pen, happened, stays.take(early), at[early], leaves[early])


def put_off(pen: Pen, happened: Happened, stays: Stays, dates: Dates, rules: Any) -> None:
    """Each day from the expected one on, a date that has passed is put off, or nobody looks at it."""
    now = np.maximum(dates.day, happened.day(dates.said))
    look, looks = np.flatnonzero(dates.day >= 0), 0
    while len(look) and looks < AT_MOST:
        some = stays.take(look)
        u = pen.draw(some.person, some.stay, For.EXPECTED_HOUR, looks)
        day = np.minimum(now[look], len(happened.nights) - 1)
        at = happened.nights[day] + ((9 + 8 * u) * HOUR).astype(np.int64)
        still = at < some.left
        look, at, some = look[still], at[still], some.take(still)
        said = pen.draw(some.person, some.stay, For.EXPECTED_SAID, looks) < rules["put_off"]
        said &= at > dates.said[look]
        new = now[look] + np.where(said, ahead(pen, some, rules, looks + 1), 1)
        tell(pen, happened, some.take(said), at[said], new[said])
        now[look] = new
        looks += 1
