"""Who said no at weekends: counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from homefirst.hub.refusals import Asked, AtWeekends, refused_at_weekends

FIRST, LAST = date(2026, 1, 5), date(2026, 1, 18)  # Monday to Sunday


def asked(person: str, service: str, day: int, reason: str = "", hour: int = 10) -> Asked:
    at = datetime(2026, 1, day, hour, tzinfo=UTC)
    answer = "declined" if reason else ""
    return Asked(person, f"{person}{service}{day}", service, "", at, answer, reason, at if reason else None, None)


def test_those_asked_on_saturday_or_sunday_and_noes_for_the_hour_on_any_day() -> None:
    found = refused_at_weekends(
        [
            asked("ann", "OAKS", 10, "full"),  # Saturday
            asked("bob", "OAKS", 11, "hours"),  # Sunday
            asked("cat", "OAKS", 17),  # Saturday, no answer yet
            asked("dan", "OAKS", 9, "hours", hour=23),  # Friday night
            asked("eve", "OAKS", 12, "need"),  # Monday: by its rules, on a working day
            asked("fay", "ELMS", 10),
            asked("gus", "ASH", 4, "full"),  # the Sunday before
            asked("hal", "YEW", 14, "hours"),  # Wednesday
        ],
        FIRST,
        LAST,
    )
    assert found == [AtWeekends("OAKS", 3, 2, 2, 3, 3), AtWeekends("YEW", 0, 0, 1, 1, 0)]
