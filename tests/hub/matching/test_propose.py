"""A proposal: every rule kept, every exclusion named, every place with its why; the same answer in any order."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from homefirst.hub.matching import Place, Waiting, Weights, first_come, propose
from homefirst.hub.matching.arcs import arcs
from homefirst.hub.matching.assign import fault
from homefirst.hub.matching.rules import broken, rules_of
from homefirst.hub.matching.wishes import parts, wishes_of
from tests.hub.matching.places_and_people import NOW, TODAY, WEIGHTS, place, some_place, somebody, waits

PEOPLE = some.tuples(*(somebody(person) for person in ("p1", "p2", "p3")))
PLACES = some.tuples(*(some_place(service) for service in "ABCD"))


@given(PEOPLE, PLACES)
@settings(max_examples=50, deadline=None)
def test_what_is_worked_out_for_all_at_once_is_what_the_rules_say_one_by_one(
    people: tuple[Waiting, ...], places: tuple[Place, ...]
) -> None:
    made = arcs(people, places, WEIGHTS, NOW)
    rules, wishes = rules_of(WEIGHTS, NOW), wishes_of(WEIGHTS, NOW)
    for n, one in enumerate(people):
        for k, at in enumerate(places):
            assert made.may[n, k] == (not broken(one, at, rules, NOW))
            assert made.points[n, k] == sum(part.points for part in parts(one, at, wishes, WEIGHTS))


@given(PEOPLE, PLACES, some.randoms())
@settings(max_examples=40, deadline=None)
def test_all_rules_are_kept_and_any_order_gives_the_same(
    people: tuple[Waiting, ...], places: tuple[Place, ...], chance: object
) -> None:
    found = propose(people, places, WEIGHTS, NOW)
    assert found.proof.gap == 0
    assert fault(found.arcs, found.chosen) == ""
    for match in found.matches:
        assert broken(match.waiting, match.place, rules_of(WEIGHTS, NOW), NOW) == ()
    shuffled, moved = list(people), list(places)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(moved)  # type: ignore[attr-defined]
    again = propose(shuffled, moved, WEIGHTS, NOW)
    assert [(m.waiting.person, m.place.service) for m in again.matches] == [
        (m.waiting.person, m.place.service) for m in found.matches
    ]


@given(PEOPLE, PLACES)
@settings(max_examples=30, deadline=None)
def test_first_come_keeps_the_same_rules_and_is_never_better(
    people: tuple[Waiting, ...], places: tuple[Place, ...]
) -> None:
    found = first_come(people, places, WEIGHTS, NOW)
    assert fault(found.arcs, found.chosen) == ""
    assert found.proof.gap >= 0
    assert found.proof.bound == propose(people, places, WEIGHTS, NOW).proof.cost


@given(PEOPLE, PLACES)
@settings(max_examples=30, deadline=None)
def test_everyone_gets_a_place_or_a_reason_and_each_open_place_is_possible_or_excluded_by_a_named_rule(
    people: tuple[Waiting, ...], places: tuple[Place, ...]
) -> None:
    found = propose(people, places, WEIGHTS, NOW)
    assert len(found.matches) + len(found.unplaced) == len(people)
    shut = {one.place.service for one in found.shut}
    for n, one in enumerate(found.people):
        out = {x.place.service for x in found.excluded(one)}
        could = {p.service for p, may in zip(found.places, found.arcs.may[n], strict=True) if may}
        assert out | could | shut == set("ABCD")
        assert not could & (out | shut)
        assert all(rule.says.endswith(".") for x in found.excluded(one) for rule in x.rules)


@pytest.mark.parametrize(
    ("person", "home", "rule"),
    [
        ({"pathway": "1"}, {}, "pathway"),
        ({"needs": frozenset({"nursing"})}, {}, "need"),
        (
            {"needs": frozenset({"nursing"})},
            {"needs_met": frozenset({"nursing"}), "registration": "care home without nursing"},
            "registration",
        ),
        ({"sex": "male"}, {"gender": "female"}, "gender"),
        ({"care_workers": "female"}, {"care_workers": frozenset({"male"})}, "care workers"),
        ({"visits_a_day": 4}, {"visits_most": 3}, "visits"),
        ({"equipment": frozenset({"hoist"})}, {"equipment": frozenset({"bed"})}, "equipment"),
        ({"council": "W"}, {"councils": frozenset({"N"})}, "catchment"),
        ({"neighbourhood": "Corby"}, {"at": (700000.0, 288900.0)}, "distance"),
        ({}, {"days": (None,) * 7}, "hours"),
        ({}, {"earliest": TODAY + timedelta(days=4)}, "hours"),
        ({}, {"closed": "closed (infection)"}, "closed"),
        ({}, {"vacancies": None}, "room not told"),
        ({}, {"vacancies": 0}, "full"),
        ({}, {"said_at": NOW - timedelta(hours=25)}, "stale"),
        ({"said_no": frozenset({"HOME"})}, {}, "said no"),
    ],
)
def test_each_rule_alone_excludes_and_is_named(person: dict[str, object], home: dict[str, object], rule: str) -> None:
    found = broken(waits("p", **person), place("HOME", **home), rules_of(WEIGHTS, NOW), NOW)
    assert [one.name for one in found] == [rule]
    assert propose([waits("p", **person)], [place("HOME", **home)], WEIGHTS, NOW).matches == ()


def test_a_place_that_no_rule_excludes_is_proposed_with_why_and_what_came_next() -> None:
    person = waits("p", order=("FAR", "NEAR"), neighbourhood="Northampton", pathway="3")
    near, far = place("NEAR", at=(475400.0, 261600.0), cost_week=800.0), place("FAR", at=(475400.0, 270600.0))
    (match,) = propose([person], [near, far], WEIGHTS, NOW).matches
    assert (match.place.service, match.choice, match.points) == ("FAR", 1, 10)
    assert [part.says for part in match.why] == [
        "Their choice number 1.", "From Thu 8 January 2026.", "10 km from home.",
    ]  # fmt: skip
    assert [(one.place.service, one.points, one.has_room) for one in match.alternatives] == [("NEAR", 37, True)]


def test_of_two_alike_who_waits_longest_is_placed() -> None:
    for first, second in ((3, 9), (9, 3)):
        found = propose([waits("a", first), waits("b", second)], [place("ONE")], WEIGHTS, NOW)
        assert [m.waiting.person for m in found.matches] == ["a" if first > second else "b"]
        assert [one.why for one in found.unplaced] == [
            "One place could take them, and the room there is proposed to others."
        ]


def test_who_names_an_order_or_lives_far_away_does_not_lose_their_turn() -> None:
    full, home = place("WANTED", 0), place("HOME", at=(475400.0, 261600.0))
    named = waits("named", 9, order=("WANTED", "HOME"), neighbourhood="Corby")
    silent = waits("silent", 3, neighbourhood="Northampton")
    assert [m.waiting.person for m in propose([silent, named], [full, home], WEIGHTS, NOW).matches] == ["named"]


def test_a_home_takes_no_more_new_people_than_its_limit_over_all_kinds_of_place() -> None:
    beds = [place("BED", 3, home="SITE"), place("FLAT", 3, home="SITE")]
    people = [waits(f"p{n}", order=("BED", "FLAT") if n % 2 else ("FLAT",)) for n in range(5)]
    found = propose(people, beds, Weights(usual_a_day=2), NOW)
    assert len(found.matches) == 2
    assert len(propose(people, beds, Weights(a_day={"SITE": 4}), NOW).matches) == 4


def test_all_together_do_better_than_one_after_the_other() -> None:
    picky, easy = waits("picky", 1, needs=frozenset({"nursing"})), waits("easy", 9)
    with_nursing = place("WITH", needs_met=frozenset({"nursing"}))
    places = [with_nursing, place("WITHOUT", cost_week=900.0)]
    assert len(propose([picky, easy], places, WEIGHTS, NOW).matches) == 2
    assert [m.waiting.person for m in first_come([picky, easy], places, WEIGHTS, NOW).matches] == ["easy"]


def test_hundreds_of_people_keep_exact_whole_numbers() -> None:
    people = [waits(f"p{n}", n % 60, order=(f"S{n % 40}",)) for n in range(120)]
    places = [place(f"S{n}", 2, home=f"H{n % 15}", cost_week=500.0 + n) for n in range(80)]
    found = propose(people, places, Weights(usual_a_day=5), NOW)
    assert found.proof.gap == 0
    assert np.isfinite(float(found.proof.cost))
    assert found.proof.cost < 2**60
