"""Which days a measure speaks of: whole days by the calendar in England, first and last included."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from homefirst.days import local_date
from homefirst.measures.definition import Measure, MeasureError

DAY = timedelta(days=1)


class Known(Protocol):
    """Anything that knows from when to when the ledger speaks."""

    @property
    def first_at(self) -> datetime: ...
    @property
    def as_at(self) -> datetime: ...


class Period(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        return self.first + timedelta(days=self.days // 2)

    @property
    def years(self) -> float:
        """How much of a year it is: exactly 1 for twelve months, leap year or not."""
        return self.days / Period(year_before(self.last) + DAY, self.last).days

    def within(self, other: Period) -> Period | None:
        """The part of this period that lies in the other."""
        both = Period(max(self.first, other.first), min(self.last, other.last))
        return both if both.first <= both.last else None


class Asked(NamedTuple):
    """The period a measure is for: what can be counted of it, if anything, and what to tell about that."""

    wanted: Period
    counted: Period | None
    note: str


def year_before(day: date) -> date:
    """The same date a year earlier; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def countable(measure: Measure, known: Known) -> Period | None:
    """The whole days of which people have been followed, before and after, for as long as the measure needs.

    The day the ledger was last heard from is not over, so it is never one of them.
    """
    days = Period(local_date(known.first_at) + measure.look_back_days * DAY, _last(measure, known))
    return days if days.first <= days.last else None


def _last(measure: Measure, known: Known) -> date:
    return local_date(known.as_at) - max(1, measure.follow_up_days) * DAY


def asked(measure: Measure, known: Known, period: Period | None) -> Asked:
    """The period to count, given what was asked for (None: the measure's own) and what the ledger covers.

    Raises MeasureError for a period that ends before it begins.
    """
    if period is not None and period.last < period.first:
        raise MeasureError(f"The period ends on {period.last}, before it begins, {period.first}. Swap the two days.")
    wanted = period or usual_period(measure, known)
    can = countable(measure, known)
    counted = wanted.within(can) if can else None
    return Asked(wanted, counted, _note(measure, wanted, counted, known))


def usual_period(measure: Measure, known: Known) -> Period:
    """Twelve months up to the last day that can be counted, or the latest season wholly followed up."""
    last = _last(measure, known)
    if not measure.season:
        return Period(year_before(last) + DAY, last)
    seasons = (_season(measure, year) for year in (last.year, last.year - 1))
    return next(season for season in seasons if season.last <= last)


def _season(measure: Measure, year: int) -> Period:
    first, last = (date.fromisoformat(f"{year}-{month_day}") for month_day in measure.season)
    return Period(first, last)


def _note(measure: Measure, wanted: Period, counted: Period | None, known: Known) -> str:
    if counted == wanted:
        return ""
    heard = f"The ledger speaks from {local_date(known.first_at)} to {local_date(known.as_at)}"
    follow = f", and people must be followed for {measure.follow_up_days} days" if measure.follow_up_days else ""
    if measure.look_back_days:
        follow += f", and what counts is only known after {measure.look_back_days} days of it"
    if counted is None:
        return f"Nothing can be counted from {wanted.first} to {wanted.last}. {heard}{follow}."
    return f"{counted.days} days of data, {counted.first} to {counted.last}. {heard}{follow}."


def months(period: Period) -> dict[str, Period]:
    """The calendar months of a period ("2026-01"), the first and last cut to it."""
    found: dict[str, Period] = {}
    first = period.first
    while first <= period.last:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found[f"{first:%Y-%m}"] = Period(first, min(following - DAY, period.last))
        first = following
    return found
