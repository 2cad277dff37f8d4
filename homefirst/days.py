"""Days and nights as people count them: by the clock on the wall in England, in whole nights."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def local_date(moment: datetime) -> date:
    """The date on the wall in England at this moment."""
    return moment.astimezone(LONDON).date()


def nights(start: datetime, end: datetime) -> int:
    """Whole nights from start to end: how many midnights lie between, never hours divided by 24.

    KH03, length of stay, delayed transfers and the discharge ready date are all counted by date. Negative
    where the end is on an earlier date than the start: a fact to be looked at, not repaired.
    """
    return (local_date(end) - local_date(start)).days


def midnight(day: date) -> datetime:
    """The moment at which a date begins in England."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def is_weekend(moment: datetime) -> bool:
    """Whether it was Saturday or Sunday in England."""
    return local_date(moment).weekday() >= 5


def dates(first: date, last: date) -> list[date]:
    """Every date from the first up to and including the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
