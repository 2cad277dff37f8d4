"""What matching at once saves beside first come, worked out by hand, and how sure that is."""

from __future__ import annotations

from datetime import timedelta

from homefirst.hub.matching.as_told import AsTold
from homefirst.hub.matching.days_saved import Saved, beside, saved
from homefirst.hub.matching.expected_wait import Waits
from homefirst.hub.matching.propose import first_come, propose
from homefirst.hub.refusals import Asked
from tests.hub.matching.places_and_people import NOW, WEIGHTS, place, waits

ADA, BEN = waits("ada", 2, needs=frozenset({"nursing"})), waits("ben", 9)
ROSE = place("ROSE", needs_met=frozenset({"nursing"}))
IVY = place("IVY", cost_week=900.0, earliest=NOW.date() + timedelta(days=1))


def waited(days: int) -> Waits:
    """Five people were referred for a place in a home, and each waited so many days."""
    at = NOW - timedelta(days=60)
    begun = at + timedelta(days=days)
    told = (Asked(f"p{n}", f"r{n}", "OTHER", "care_home_placement", at, "accepted", "", begun, begun) for n in range(5))
    return Waits(told, NOW)


def test_who_has_a_place_only_at_once_saves_the_wait_of_others_less_the_days_until_it_begins() -> None:
    """At once: Ada today, Ben tomorrow. By turns: Ben today, and Ada none; others waited 12 days. 12 - 0 + 0 - 1."""
    both = [rule([ADA, BEN], [ROSE, IVY], WEIGHTS, NOW) for rule in (propose, first_come)]
    assert saved(both[0], both[1], waited(12)) == Saved(11.0, 2, 0)
    assert saved(both[1], both[0], waited(12)) == Saved(-11.0, 2, 0)


def test_where_nobody_knows_how_long_others_waited_it_is_said_to_be_not_known() -> None:
    both = [rule([ADA, BEN], [ROSE, IVY], WEIGHTS, NOW) for rule in (propose, first_come)]
    assert saved(both[0], both[1], Waits([], NOW)) == Saved(-1.0, 1, 1)


def test_the_interval_is_the_same_for_the_same_seed_and_none_where_nobody_waited() -> None:
    told = AsTold(NOW, (ADA, BEN), (ROSE, IVY), waited(12))
    one = beside(told, WEIGHTS, draws=40)
    assert one == beside(told, WEIGHTS, draws=40)
    assert one.low is not None and one.high is not None
    assert one.low <= one.saved.days <= one.high
    assert (one.at_once.placed, one.first_come.placed, one.room, one.gap) == (2, 1, 2, 0)
    nobody = beside(AsTold(NOW, (), (ROSE,), waited(12)), WEIGHTS)
    assert (nobody.low, nobody.high, nobody.saved) == (None, None, Saved(0.0, 0, 0))
