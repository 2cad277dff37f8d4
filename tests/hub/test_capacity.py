"""How much room services have, why they say no, and what nobody met."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.capacity import Room, Taken, closed_overnight, cost_of_used_day, rooms, totals
from homefirst.hub.capacity_follow import Services
from homefirst.hub.declined import declined
from homefirst.hub.refusals import lacks, refusals, unmet, why_empty
from homefirst.ledger import Ledger, open_ledger

MORNING = datetime(2026, 1, 12, 8, tzinfo=LONDON)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def said(kind: Kind, at: datetime, detail: str = "", service: str = "GOSSAMER", **rest: str) -> Event:
    return new_event("", kind, at, location=service, detail=detail, source="care_home@HEARTHWICK/home.two", **rest)


def of(person: str, kind: Kind, at: datetime, service: str = "GOSSAMER", **rest: str) -> Event:
    return new_event(person, kind, at, service=service, source="hub", **rest)


def test_the_last_report_stands_with_its_age_and_who_gave_it() -> None:
    told = [
        said(Kind.VACANCIES_REPORTED, MORNING - 30 * HOUR, "44/40/1/3/2026-01-13"),
        said(Kind.VACANCIES_REPORTED, MORNING - 50 * HOUR, "44/39/0/5"),
    ]
    room = rooms(told, MORNING)["GOSSAMER"]
    assert (room.maximum, room.used, room.reserved, room.accepting) == (44, 40, 1, 3)
    assert room.earliest == date(2026, 1, 13)
    assert room.said_by == "care_home@HEARTHWICK/home.two"
    assert room.age(MORNING) == 30 * HOUR
    assert room.is_old(MORNING, 24)
    assert not room.is_old(MORNING, 30)


def test_a_report_of_a_later_time_is_not_looked_at_yet_and_one_that_cannot_be_read_changes_nothing() -> None:
    told = [
        said(Kind.VACANCIES_REPORTED, MORNING - HOUR, "44/40/1/3"),
        said(Kind.VACANCIES_REPORTED, MORNING + HOUR, "44/44/0/0"),
        said(Kind.VACANCIES_REPORTED, MORNING, "plenty"),
        said(Kind.CAPACITY_REPORTED, MORNING, "some"),
    ]
    assert rooms(told, MORNING)["GOSSAMER"].accepting == 3


def test_a_team_that_only_says_how_many_it_can_take_has_no_maximum() -> None:
    room = rooms([said(Kind.CAPACITY_REPORTED, MORNING, "4", "START")], MORNING)["START"]
    assert (room.maximum, room.used, room.accepting, room.empty) == (None, None, 4, None)


def test_a_closed_service_takes_nobody_until_it_opens_again() -> None:
    told = [said(Kind.VACANCIES_REPORTED, MORNING - 20 * HOUR, "44/40/0/4")]
    shut = [*told, said(Kind.SERVICE_CLOSED, MORNING - 5 * HOUR, "infection")]
    room = rooms(shut, MORNING)["GOSSAMER"]
    assert (room.accepting, room.closed, room.closed_why) == (0, "service_closed", "infection")
    opened = rooms([*shut, said(Kind.SERVICE_REOPENED, MORNING - HOUR)], MORNING)["GOSSAMER"]
    assert (opened.accepting, opened.closed) == (4, "")


def test_an_embargo_taken_back_never_was() -> None:
    stop = said(Kind.SERVICE_EMBARGOED, MORNING - HOUR, "quality")
    told = [said(Kind.VACANCIES_REPORTED, MORNING - 2 * HOUR, "44/40/0/4"), stop]
    back = new_event("", Kind.RETRACTED, MORNING, about=stop.id)
    assert rooms(told, MORNING)["GOSSAMER"].accepting == 0
    assert rooms([*told, back], MORNING)["GOSSAMER"].accepting == 4


def test_who_was_said_yes_to_since_the_report_is_reserved_and_whoever_began_is_there() -> None:
    told = [said(Kind.VACANCIES_REPORTED, MORNING - 5 * HOUR, "44/38/2/4")]
    promised = Taken("GOSSAMER", MORNING - 2 * HOUR, None)
    begun = Taken("GOSSAMER", MORNING - 3 * HOUR, MORNING - HOUR)
    kept_before = Taken("GOSSAMER", MORNING - 30 * HOUR, MORNING - HOUR)
    long_ago = Taken("GOSSAMER", MORNING - 90 * DAY, None)
    room = rooms(told, MORNING, [promised, begun, kept_before, long_ago, Taken("OTHER", MORNING, None)])["GOSSAMER"]
    assert (room.used, room.reserved, room.accepting) == (40, 2, 2)
    assert room.empty == 2


def test_the_order_of_telling_does_not_matter() -> None:
    told = [
        said(Kind.VACANCIES_REPORTED, MORNING - 9 * HOUR, "44/40/1/3"),
        said(Kind.SERVICE_CLOSED, MORNING - 8 * HOUR, "staff"),
        said(Kind.SERVICE_REOPENED, MORNING - 7 * HOUR),
        said(Kind.VACANCIES_REPORTED, MORNING - 6 * HOUR, "44/41/1/2"),
    ]
    wanted = rooms(told, MORNING)
    for seed in range(6):
        random.Random(seed).shuffle(told)
        assert rooms(told, MORNING) == wanted


def test_a_home_that_closed_overnight_is_known_in_the_morning() -> None:
    told = [
        said(Kind.SERVICE_CLOSED, MORNING - 5 * HOUR, "infection"),
        said(Kind.SERVICE_CLOSED, MORNING - 40 * HOUR, "staff", "TUMBLEWEFT"),
        said(Kind.SERVICE_CLOSED, MORNING - 6 * HOUR, "staff", "MOTHWING"),
        said(Kind.SERVICE_REOPENED, MORNING - HOUR, "", "MOTHWING"),
    ]
    assert set(closed_overnight(told, MORNING - 14 * HOUR, MORNING)) == {"GOSSAMER"}


def test_what_can_be_taken_in_all_says_how_much_of_it_rests_on_old_numbers() -> None:
    told = [
        said(Kind.VACANCIES_REPORTED, MORNING - HOUR, "44/40/0/4"),
        said(Kind.VACANCIES_REPORTED, MORNING - 50 * HOUR, "36/30/0/6", "TUMBLEWEFT"),
        said(Kind.SERVICE_CLOSED, MORNING, "staff", "MOTHWING"),
    ]
    found = rooms(told, MORNING)
    assert totals(found.values(), MORNING, dict.fromkeys(found, 24)) == (10, 6, 1)


# Following the ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    yield opened
    opened.close()


def services(ledger: Ledger, one: tuple[str, ...] = ()) -> Services:
    return Services(ledger, lambda key: one if key in one else (key,))


def test_a_referral_accepted_after_the_first_reading_is_reserved(ledger: Ledger) -> None:
    ledger.append([said(Kind.VACANCIES_REPORTED, MORNING, "44/40/0/4")])
    book = services(ledger)
    assert book.rooms(MORNING + DAY)["GOSSAMER"].accepting == 4
    asked = of("p1", Kind.REFERRED, MORNING + HOUR)
    ledger.append([asked, of("p1", Kind.ACCEPTED, MORNING + 2 * HOUR, about=asked.id)])
    room = book.rooms(MORNING + DAY)["GOSSAMER"]
    assert (room.accepting, room.reserved) == (3, 1)
    ledger.append([of("p1", Kind.WITHDRAWN, MORNING + 3 * HOUR, about=asked.id, detail="01")])
    assert book.rooms(MORNING + DAY)["GOSSAMER"].accepting == 4


def test_the_room_at_one_time_is_not_shown_for_another(ledger: Ledger) -> None:
    ledger.append([said(Kind.VACANCIES_REPORTED, MORNING, "44/40/0/4"), said(Kind.SERVICE_CLOSED, MORNING + 2 * HOUR)])
    book = services(ledger)
    at = {n: book.rooms(MORNING + n * HOUR).get("GOSSAMER") for n in (1, 3, 1, 0, -1, 2)}
    assert at == {n: services(ledger).rooms(MORNING + n * HOUR).get("GOSSAMER") for n in at}
    assert [bool(room and room.closed) for _, room in sorted(at.items())] == [False, False, False, True, True]


def test_what_is_followed_is_what_a_fresh_reading_gives(ledger: Ledger) -> None:
    book, dice = services(ledger, ("p0", "p1")), random.Random(4)
    referred = [of(f"p{n}", Kind.REFERRED, MORNING + n * HOUR, detail="reablement") for n in range(12)]
    for n, asked in enumerate(referred):
        kind = dice.choice([Kind.ACCEPTED, Kind.DECLINED, Kind.WITHDRAWN])
        answer = of(f"p{n}", kind, MORNING + (n + 2) * HOUR, about=asked.id, detail="full")
        back = new_event(f"p{n}", Kind.RETRACTED, MORNING + 40 * HOUR, about=answer.id)
        ledger.append(dice.sample([asked, answer, back], dice.randint(1, 3)))
        book.follow()
    ledger.append(referred)
    assert sorted(book.asked(), key=str) == sorted(services(ledger, ("p0", "p1")).asked(), key=str)


def test_two_keys_of_one_person_are_one_person(ledger: Ledger) -> None:
    asked = of("old", Kind.REFERRED, MORNING)
    ledger.append([asked, of("new", Kind.DECLINED, MORNING + HOUR, about=asked.id, detail="full")])
    (one,) = services(ledger, ("new", "old")).asked()
    assert (one.person, one.answer, one.reason) == ("new", "declined", "full")


def test_nobody_waits_for_an_answer_about_somebody_who_died(ledger: Ledger) -> None:
    ledger.append([of("p1", Kind.REFERRED, MORNING), of("p2", Kind.REFERRED, MORNING)])
    ledger.append([new_event("p1", Kind.DIED, MORNING + HOUR)])
    assert [one.person for one in services(ledger).asked() if one.is_waiting] == ["p2"]


# Why they say no


def answered(ledger: Ledger, person: str, kind: Kind, detail: str, at: datetime, service: str, help: str = "") -> None:
    asked = of(person, Kind.REFERRED, at - HOUR, service, detail=help)
    ledger.append([asked, of(person, kind, at, service, about=asked.id, detail=detail)])


def test_half_empty_beds_say_why(ledger: Ledger) -> None:
    beds = "SHAW:STEPDOWN"
    ledger.append([said(Kind.VACANCIES_REPORTED, MORNING - HOUR, "51/25/0/26", beds)])
    for n, reason in enumerate(["need", "need", "need", "behaviour", "full", "hours"]):
        answered(ledger, f"p{n}", Kind.DECLINED, reason, MORNING - n * DAY, beds)
    answered(ledger, "p8", Kind.ACCEPTED, "", MORNING - 2 * DAY, beds)
    answered(ledger, "p9", Kind.DECLINED, "need", MORNING - 90 * DAY, beds)
    ledger.append([of("p8", Kind.SUPPORT_STARTED, MORNING - 2 * HOUR, beds, detail="bed_based_intermediate_care")])
    book, last = services(ledger), MORNING.date()
    first = last - 27 * DAY
    found = refusals(book.asked(), beds, first, last)
    assert (found.answered, found.declined, found.for_want_of_room) == (7, 6, 2)
    assert found.reasons[0] == ("need", 3)
    said_why = why_empty(book.rooms(MORNING)[beds], found, 28, book.begun(beds, first, last))
    assert said_why.startswith(
        "25 of 51 beds are used, 26 are empty. In the last 28 days help from it began for 1 person"
    )
    assert "said no 6 times: cannot meet the need (3)" in said_why
    assert said_why.endswith("2 of the 6 for want of room, 4 by its rules.")


def test_a_need_is_unmet_when_there_was_no_room_or_it_was_withdrawn_unserved(ledger: Ledger) -> None:
    for person, kind, detail in [
        ("full", Kind.DECLINED, "full"),
        ("rule", Kind.DECLINED, "gender"),
        ("own", Kind.WITHDRAWN, "11"),
        ("no need", Kind.WITHDRAWN, "01"),
        ("mistake", Kind.WITHDRAWN, "12"),
        ("elsewhere", Kind.WITHDRAWN, "another_accepted"),
        ("not said", Kind.WITHDRAWN, ""),
        ("met", Kind.DECLINED, "full"),
    ]:
        answered(ledger, person, kind, detail, MORNING, "START", "reablement")
    answered(ledger, "met", Kind.ACCEPTED, "", MORNING + DAY, "ICT", "reablement")
    found = unmet(services(ledger).asked(), MORNING.date(), MORNING.date())
    assert {one.person: one.met_by for one in found} == {"full": "", "own": "", "not said": "", "met": "ICT"}
    (lack, other) = lacks(found, {"full": "Corby", "own": "Corby", "met": "Corby"}, {})
    assert (lack.help, lack.neighbourhood, lack.times, lack.people, lack.met_later) == ("reablement", "Corby", 3, 3, 1)
    assert other.neighbourhood == ""


def test_who_is_coming_waits_for_an_answer_or_was_said_yes_to_and_has_not_begun(ledger: Ledger) -> None:
    book = services(ledger)
    asked = [of(f"p{n}", Kind.REFERRED, MORNING) for n in range(4)]
    ledger.append(asked)
    assert {one.person for one in book.coming("GOSSAMER")} == {"p0", "p1", "p2", "p3"}
    ledger.append([of("p1", Kind.ACCEPTED, MORNING + HOUR, about=asked[1].id)])
    ledger.append([of("p2", Kind.DECLINED, MORNING + HOUR, about=asked[2].id, detail="full")])
    ledger.append([of("p3", Kind.SUPPORT_STARTED, MORNING + HOUR, about=asked[3].id)])
    assert {one.person for one in book.coming("GOSSAMER")} == {"p0", "p1"}
    assert book.coming("NOBODY") == []


def test_half_empty_a_bed_day_that_is_used_costs_twice_its_price() -> None:
    half = Room("SHAW", 50, 25, 0, 25, None, MORNING, "")
    assert cost_of_used_day(700.0, half) == 200.0
    assert cost_of_used_day(700.0, replace(half, used=0)) is None
    assert cost_of_used_day(None, half) is None


def test_what_was_declined_is_counted_whatever_the_reason_and_by_whom_it_was_met_later(ledger: Ledger) -> None:
    for person, reason in (("a", "need"), ("b", "need"), ("c", "distance")):
        answered(ledger, person, Kind.DECLINED, reason, MORNING, "START", "reablement")
    answered(ledger, "b", Kind.ACCEPTED, "", MORNING + DAY, "ICT", "reablement")
    found = declined(services(ledger).asked(), {}, MORNING.date(), MORNING.date())
    assert [tuple(one) for one in found] == [("reablement", "need", 2, 2, 1), ("reablement", "distance", 1, 1, 0)]
    assert declined(services(ledger).asked(), {}, (MORNING + DAY).date(), (MORNING + DAY).date()) == []
