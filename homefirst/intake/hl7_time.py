"""HL7 v2 times and dates, as moments in UTC.

Source of the rule: HL7 v2.5.1 section 2.A.77 (time stamp). A time sent without an offset is on the wall clock of
the sender: the hour that comes twice in autumn is read as the first, the hour missing in spring moves on by one.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_STAMP = re.compile(r"\d{8}(\d\d(?:\d\d(?:\d\d(?:\.\d{1,9})?)?)?)?\s*([+-]\d{4})?", re.ASCII)
EARLIEST_YEAR = 1900


@lru_cache(maxsize=65_536)
def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment an HL7 time names, in UTC; None if it names none, or names no day."""
    match = _STAMP.fullmatch(text) if text else None
    if not match:
        return None
    clock, offset = match.groups()
    try:
        wall = datetime.fromisoformat(f"{text[:8]}T{clock or '00'}{offset or ''}")
        if wall.year < EARLIEST_YEAR:
            return None
        return (wall if offset else wall.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(text: str) -> date | None:
    """The calendar day that an HL7 time or date names, whatever its zone; None if it names none."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if text[:8].isdecimal() else None
    except ValueError:
        return None
