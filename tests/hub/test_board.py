"""The board: who is on it, in which order, what each waits for and what comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import CHOICES, NONE, BoardRow, Filter, Who, age_on, chosen, rows
from homefirst.hub.counts import counts
from homefirst.journey import journey

NOW = datetime(2026, 1, 12, 8, 0, tzinfo=LONDON)
BORN = date(1940, 1, 13)


def at(day: int, hour: int = 10, month: int = 1) -> datetime:
    return datetime(2026 if month < 6 else 2025, month, day, hour, tzinfo=LONDON)


def told(person: str, *said: tuple[Kind, datetime] | tuple[Kind, datetime, dict[str, str]]) -> list[Event]:
    return [new_event(person, one[0], one[1], **(one[2] if len(one) > 2 else {})) for one in said]


def in_bed(
    person: str = "p1", *more: tuple[Kind, datetime, dict[str, str]], ward: str = "RNS:HAWTHORN:B1"
) -> list[Event]:
    return told(person, (Kind.ADMITTED, at(2), {"location": ward, "detail": "21"}), *more)


def board(*people: list[Event]) -> list[BoardRow]:
    journeys = [journey(events[0].person, events) for events in people]
    return rows(journeys, NOW, lambda key: Who(f"Name of {key}", BORN), str)


def only(events: list[Event]) -> BoardRow:
    (found,) = board(events)
    return found


def words(row: BoardRow) -> tuple[str, ...]:
    """What is to be done next, in words."""
    return tuple(action.words for action in row.actions)


READY = (Kind.CRITERIA_TO_RESIDE_NOT_MET, at(8), {})


def test_days_since_ready_are_nights_by_the_clock_on_the_wall() -> None:
    late = (Kind.CRITERIA_TO_RESIDE_NOT_MET, at(11, 23), {})
    assert only(in_bed("p1", late)).ready_nights == 1
    assert only(in_bed("p1", late)).nights == 10


def test_somebody_who_needs_the_bed_again_is_not_ready() -> None:
    row = only(in_bed("p1", READY, (Kind.CRITERIA_TO_RESIDE_MET, at(10), {})))
    assert (row.ready_nights, row.is_ready, row.ready_on) == (None, False, None)


def test_whoever_left_or_died_is_not_on_the_board() -> None:
    left = in_bed("p1", (Kind.DISCHARGED, at(9), {"detail": "19/1"}))
    died = in_bed("p2", (Kind.DIED, at(9), {}))
    assert board(left, died) == []


def test_a_cancelled_discharge_puts_a_person_back_on_the_board() -> None:
    events = in_bed("p1", READY, (Kind.DISCHARGED, at(9), {"detail": "19/1"}))
    events += told("p1", (Kind.RETRACTED, at(9, 11), {"detail": "discharged"}))
    assert only(events).ready_nights == 4


def test_each_reason_has_its_own_days_and_the_longest_stands_first() -> None:
    row = only(
        in_bed(
            "p1",
            READY,
            (Kind.DELAY_STARTED, at(10), {"detail": "22"}),
            (Kind.DELAY_STARTED, at(8), {"detail": "E/social_care"}),
            (Kind.DELAY_STARTED, at(8), {"detail": "5"}),
            (Kind.DELAY_ENDED, at(9), {"detail": "5"}),
        )
    )
    assert [(w.reason, w.days) for w in row.waits] == [("E", 4), ("22", 2)]
    assert row.waits[0].words.endswith("(social care)")


def test_an_expected_date_that_is_set_again_to_the_same_day_did_not_move() -> None:
    said = [
        (Kind.EXPECTED_DISCHARGE_SET, at(n + 2), {"detail": day})
        for n, day in enumerate(("2026-01-09", "2026-01-09", "2026-01-11"))
    ]
    row = only(in_bed("p1", *said))
    assert (row.expected_on, row.expected_moves, row.expected_passed) == (date(2026, 1, 11), 1, True)


def test_an_expected_date_that_cannot_be_read_is_none_rather_than_a_fault() -> None:
    assert only(in_bed("p1", (Kind.EXPECTED_DISCHARGE_SET, at(3), {"detail": "soon"}))).expected_on is None


def test_what_comes_next_for_a_ready_person_of_whom_nothing_is_known() -> None:
    assert words(only(in_bed("p1", READY))) == ("Choose a pathway", "Say what they wait for")


def test_a_task_is_next_until_it_is_done() -> None:
    set_ = (Kind.TASK_SET, at(9), {"detail": "medicines"})
    assert "To do: medicines to take home" in words(only(in_bed("p1", READY, set_)))
    done = (Kind.TASK_DONE, at(10), {"detail": "medicines"})
    assert not [n for n in words(only(in_bed("p1", READY, set_, done))) if n.startswith("To do")]


def test_a_task_of_an_earlier_stay_is_not_next() -> None:
    earlier = told("p1", (Kind.TASK_SET, at(1, month=12), {"detail": "transport"}))
    assert words(only(earlier + in_bed("p1", READY))) == ("Choose a pathway", "Say what they wait for")


def referred(*answers: tuple[Kind, int]) -> tuple[str, ...]:
    events = in_bed("p1", READY, (Kind.REFERRED, at(8, 12), {"service": "START"}))
    events += told("p1", *((kind, at(day), {"service": "START"}) for kind, day in answers))
    return tuple(n for n in words(only(events)) if "START" in n)


def test_a_referral_is_next_until_help_begins() -> None:
    assert referred() == ("Answer from START, asked Thu 8 Jan",)
    assert referred((Kind.ACCEPTED, 9)) == ("START to begin: said yes Fri 9 Jan",)
    assert referred((Kind.DECLINED, 9)) == ("START said no Fri 9 Jan: ask another service",)
    assert referred((Kind.ACCEPTED, 9), (Kind.SUPPORT_STARTED, 10)) == ()
    assert referred((Kind.WITHDRAWN, 9)) == ()


def test_a_refusal_is_not_next_once_another_service_was_asked() -> None:
    events = in_bed(
        "p1", READY, (Kind.REFERRED, at(8), {"service": "START"}), (Kind.DECLINED, at(9), {"service": "START"})
    )
    events += told("p1", (Kind.REFERRED, at(10), {"service": "HICT"}))
    assert [n for n in words(only(events)) if "START" in n] == []


def people() -> list[list[Event]]:
    delay = (Kind.DELAY_STARTED, at(9), {"detail": "28"})
    chosen_pathway = (Kind.PATHWAY_CHOSEN, at(9), {"detail": "1"})
    longer = (Kind.CRITERIA_TO_RESIDE_NOT_MET, at(4), {})
    return [
        in_bed("p1", READY, delay, chosen_pathway),
        in_bed("p2", longer, ward="RNS:ROWAN:B2"),
        in_bed("p3", ward="RNS:ROWAN:B1"),
        in_bed("p4", READY, chosen_pathway, ward="RNS:ROWAN:B3"),
    ]


def shown(wanted: Filter) -> list[str]:
    return [row.person for row in chosen(board(*people()), wanted)]


def test_the_board_shows_who_is_ready_longest_first() -> None:
    assert shown(Filter()) == ["p2", "p1", "p4"]
    assert shown(Filter(show="all")) == ["p2", "p1", "p4", "p3"]


def test_filters_join_with_and() -> None:
    assert shown(Filter(ward="RNS:ROWAN")) == ["p2", "p4"]
    assert shown(Filter(ward="RNS:ROWAN", pathway="1")) == ["p4"]
    assert shown(Filter(pathway=NONE)) == ["p2"]
    assert shown(Filter(reason="28")) == ["p1"]
    assert shown(Filter(reason=NONE)) == ["p2", "p4"]


def test_at_least_so_many_nights_takes_in_the_number_itself() -> None:
    assert shown(Filter(ready=8)) == ["p2"]
    assert shown(Filter(ready=9)) == []
    assert shown(Filter(show="all", stay=10)) == ["p2", "p1", "p4", "p3"]
    assert shown(Filter(show="all", stay=11)) == []


def test_by_ward_and_bed_is_the_order_of_a_board_round() -> None:
    assert shown(Filter(show="all", sort="ward")) == ["p1", "p3", "p2", "p4"]


def test_counts_say_what_each_choice_would_show() -> None:
    rows_ = board(*people())
    for wanted in (Filter(), Filter(ward="RNS:ROWAN"), Filter(pathway="1", reason=NONE), Filter(show="all", ready=5)):
        found = counts(rows_, wanted, str)
        for name in CHOICES:
            for count in getattr(found, name):
                choice = Filter(**{**vars(wanted), name: count.value})
                picked = chosen(rows_, choice)
                assert (count.people, count.nights) == (len(picked), sum(r.ready_nights or 0 for r in picked))


def test_the_order_in_which_people_are_met_does_not_matter() -> None:
    known, found = people(), set[tuple[str, ...]]()
    for seed in range(10):
        Random(seed).shuffle(known)
        found.add(tuple(row.person for row in board(*known)))
    assert len(found) == 1


def test_age_counts_the_birthday_itself() -> None:
    assert age_on(date(1940, 1, 12), NOW.date()) == 86
    assert age_on(date(1940, 1, 13), NOW.date()) == 85
    assert age_on(date(1940, 2, 29), date(2026, 2, 28)) == 85
    assert age_on(None, NOW.date()) is None
    assert age_on(NOW.date() + timedelta(days=1), NOW.date()) is None
