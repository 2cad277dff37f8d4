"""What presses for somebody on the list: clocks overdue or due in two days, and help that is kept and will lapse."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import BoardRow, Who, row
from homefirst.hub.clocks import clocks, load_limits
from homefirst.hub.kept import kept_help
from homefirst.hub.pressing import pressing
from homefirst.journey import journey
from homefirst.system.directory import load_directory

CAME = datetime(2026, 1, 2, 10, tzinfo=LONDON)
NOW = datetime(2026, 1, 12, 9, tzinfo=LONDON)


def tell(kind: Kind, days: float, **rest: Any) -> Event:
    return new_event("p1", kind, CAME + timedelta(days=days), **rest)


IN = tell(Kind.ADMITTED, 0, location="RNS:ROWAN:B1", detail="21", spell="v1")
SET = tell(Kind.EXPECTED_DISCHARGE_SET, 1, detail="2026-01-20", spell="v1")


def listed(*told: Event, now: datetime = NOW) -> BoardRow:
    found = journey("p1", [IN, *told])
    assert found.open_spell is not None
    return row(found, found.open_spell, Who("A"), now, str)


def shown(*told: Event, now: datetime = NOW) -> list[tuple[str, date]]:
    return [(clock.words, clock.due) for clock in listed(*told, now=now).clocks]


def test_a_clock_due_within_two_days_or_overdue_is_on_the_row_and_a_later_one_is_not() -> None:
    urgent = tell(Kind.LIBERTY_REQUESTED, 5, detail="urgent")  # Wednesday 7 January, the first of seven days
    standard = tell(Kind.LIBERTY_REQUESTED, 5, detail="standard")
    assert shown(SET, urgent, standard) == [("DoLS: urgent authorisation ends", date(2026, 1, 13))]
    assert shown(SET, urgent, now=NOW - timedelta(days=2)) == []
    late = shown(SET, urgent, now=NOW + timedelta(days=3))
    assert late == [("DoLS: urgent authorisation ends", date(2026, 1, 13))]
    assert listed(SET, urgent, now=NOW + timedelta(days=3)).clocks[0].days_over(date(2026, 1, 15)) == 2


def test_a_clock_that_something_stopped_is_not() -> None:
    asked = tell(Kind.CONTINUING_CARE_REQUESTED, 1, detail="fast_track")
    assert [words for words, _ in shown(SET, asked)] == ["Continuing healthcare, fast track: care in place"]
    assert shown(SET, asked, tell(Kind.CONTINUING_CARE_DECIDED, 2, about=asked.id, detail="eligible")) == []


def test_what_an_action_says_already_has_its_day_from_the_clock_and_no_line_of_its_own() -> None:
    told = tell(Kind.NOTIFIED, 7, spell="v1")
    found = listed(SET, told)
    assert found.clocks == ()
    assert [(a.words, a.due) for a in found.actions] == [("Look at the discharge notification", date(2026, 1, 10))]
    assert found.due_on == date(2026, 1, 10)
    assert [(a.words, a.due) for a in listed().actions] == [("Set an expected date", date(2026, 1, 4))]


def test_safeguarding_is_never_on_the_list() -> None:
    assert shown(SET, tell(Kind.CONCERN_RAISED, 1)) == []


def test_a_package_about_to_lapse_is_on_the_row_and_one_that_lapsed_too() -> None:
    helped = tell(Kind.SUPPORT_STARTED, -90, service="WAYMEET", detail="home_care")
    spoke = tell(Kind.CONTACTED, 0.5, service="WAYMEET")
    assert shown(SET, helped, spoke) == []
    last = CAME + timedelta(days=30)  # kept for 30 days from the admission
    assert shown(SET, helped, spoke, now=last - timedelta(days=2)) == [
        ("Package of WAYMEET kept until then", last.date())
    ]
    assert shown(SET, helped, spoke, now=last + timedelta(days=1)) == [
        ("Package of WAYMEET lapsed: find it again", last.date())
    ]


def test_a_place_in_a_home_is_kept_without_an_end_and_costs_its_price_of_a_week() -> None:
    directory = load_directory("northamptonshire")
    lives = tell(Kind.SUPPORT_STARTED, -90, service="GOSSAMER", detail="care_home_placement")
    found = journey("p1", [IN, lives])
    assert found.open_spell is not None
    (kept,) = kept_help(found, found.open_spell)
    entry = directory.of("GOSSAMER")
    assert kept.until is None and entry is not None and entry.cost_week
    assert kept.cost(entry, CAME + timedelta(days=14)) == 2 * entry.cost_week
    assert kept.cost(directory.of("WAYMEET-NORTH"), NOW) is None


def test_the_row_and_the_page_of_clocks_agree_on_every_clock_of_both() -> None:
    story = [
        IN, tell(Kind.LIBERTY_REQUESTED, 4, detail="urgent"), tell(Kind.NOTIFIED, 8, spell="v1"),
        tell(Kind.CARER_ASSESSMENT_REQUESTED, 3), tell(Kind.CONTINUING_CARE_REQUESTED, 2, detail="checklist"),
    ]  # fmt: skip
    found, limits = journey("p1", story), load_limits("northamptonshire")
    assert found.open_spell is not None
    running = pressing(found, found.open_spell, NOW.date(), str, limits)
    known = {c.name: c.due_at.astimezone(LONDON).date() for c in clocks(found, NOW, limits) if c.is_running}
    assert {one.name: one.due for one in running} == {n: d for n, d in known.items() if n != "criteria"}
