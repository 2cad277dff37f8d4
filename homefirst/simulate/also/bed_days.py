"""Days in a hospital bed near the end of the run: red or green, and the criteria to reside twice a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.also.draws import For, one_of
from homefirst.simulate.also.happened import Happened
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import DAY, HOUR


class Days(NamedTuple):
    """Days in a bed, one row for each: whose, of which stay, and a time on that day at which they were in it."""

    person: Any
    stay: Any
    day: Any
    at: Any


def days_in_bed(pen: Pen, happened: Happened, days: float, hour: float, purpose: For) -> Days:
    """Each of the last so many days of each stay, within two hours of an hour, if they were in the bed then."""
    since = happened.until - int(days * DAY)
    stays = happened.stays
    stays = stays.take((stays.left > since) & (stays.came < happened.until))
    first = happened.day(np.maximum(stays.came, since))
    count = happened.day(stays.left) - first + 1
    row = np.repeat(np.arange(len(first)), count)
    day = np.repeat(first, count) + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    some = stays.take(row)
    u = pen.draw(some.person, some.stay, purpose, day * 24 + int(hour))
    at = happened.nights[day] + ((hour + 2 * u) * HOUR).astype(np.int64)
    there = (at > some.came) & (at < some.left) & (at >= since)
    return Days(some.person[there], some.stay[there], day[there], at[there])


def tell_bed_days(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell the judgements of days and the reviews of the criteria to reside."""
    judge(pen, happened, numbers["red_days"])
    for hour in numbers["criteria_to_reside"]["hours"]:
        review(pen, happened, numbers["criteria_to_reside"]["days"], hour)


def judge(pen: Pen, happened: Happened, rules: Any) -> None:
    """In the afternoon a ward says whether the day was of use, and of a red one why."""
    days = days_in_bed(pen, happened, rules["weeks"] * 7, 15, For.JUDGED_AT)
    ready = happened.is_ready(days.person, days.at)
    weekend = (happened.first_day.weekday() + days.day) % 7 >= 5
    chance = np.where(weekend, rules["weekend"], rules["weekday"])
    chance = np.where(ready, rules["ready"], chance)
    red = pen.draw(days.person, days.stay, For.JUDGED_RED, days.day) < chance
    u = pen.draw(days.person, days.stay, For.JUDGED_WHY, days.day)
    why = words(pen, rules["reasons"])[one_of(shares(rules["reasons"]), u)]
    # of somebody ready to leave, the reason is the one for which they are delayed
    detail = np.where(red, np.where(ready, pen.detail("red"), why), pen.detail("green"))
    place = happened.place(days.person, days.at)
    pen.tell(Kind.DAY_JUDGED, days.person, days.at, stay=days.stay, place=place, detail=detail)


def words(pen: Pen, reasons: Sequence[Any]) -> Any:
    return np.array([pen.detail(f"red/{reason['says']}") for reason in reasons])


def shares(of: Sequence[Any]) -> list[float]:
    return [one["share"] for one in of]


def review(pen: Pen, happened: Happened, days: float, hour: float) -> None:
    """Somebody asks whether they still need the bed; the answer is what it was before."""
    seen = days_in_bed(pen, happened, days, hour, For.REVIEWED_AT)
    place = happened.place(seen.person, seen.at)
    ready = happened.is_ready(seen.person, seen.at)
    for kind, these in ((Kind.CRITERIA_TO_RESIDE_NOT_MET, ready), (Kind.CRITERIA_TO_RESIDE_MET, ~ready)):
        pen.tell(kind, seen.person[these], seen.at[these], stay=seen.stay[these], place=place[these])
