"""How long others waited, from the ledger's own referrals: who still waits counts for as long as they have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from homefirst.hub.matching.expected_wait import Waits, median
from homefirst.hub.refusals import Asked
from tests.hub.matching.places_and_people import NOW


def asked(n: int, days: float, began: bool, service: str = "HOME", answer: str = "accepted") -> Asked:
    at = NOW - timedelta(days=30)
    ended = at + timedelta(days=days)
    return Asked(f"p{n}", f"r{n}", service, "care_home_placement", at, answer, "", ended, ended if began else None)


def test_half_of_five_had_begun_by_the_third() -> None:
    waits = Waits([asked(n, n + 1, True) for n in range(5)], NOW)
    assert waits.of("HOME", "care_home_placement") == (3.0, 5, "service")
    assert waits.of("HOME", "").words == "about 3 days (half of 5 people referred to it in the last 180 days)"


def test_who_was_declined_counts_only_until_then() -> None:
    """Ten referred, five declined after a day; the others begin on days 2 to 6: half of those left had by day 4."""
    told = [asked(n, 1, False, answer="declined") for n in range(5)] + [asked(5 + n, 2 + n, True) for n in range(5)]
    assert Waits(told, NOW).of("HOME", "").days == pytest.approx(4.0)


def test_too_few_or_a_half_never_reached_is_not_known() -> None:
    assert Waits([asked(n, 1, True) for n in range(4)], NOW).of("HOME", "").words == "not known"
    assert median([(1.0, True)] * 5 + [(30.0, False)] * 20) is None
    assert median([]) is None


def test_a_service_without_a_number_is_told_that_of_its_kind() -> None:
    found = Waits([asked(n, n + 1, True) for n in range(5)], NOW).of("OTHER", "care_home_placement")
    assert (found.days, found.of) == (3.0, "kind")


def test_what_began_after_now_is_not_known_yet() -> None:
    later = [asked(n, 10, True) for n in range(9)]
    assert Waits(later, NOW - timedelta(days=25)).of("HOME", "").days is None
