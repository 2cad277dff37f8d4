"""The clocks of a referral

A referral is asked at a time, looked at (triaged) at a time, and answered at a time: yes with the first day on which
help can begin, or no with a reason. The hours run from asking to the answer, or to now where there is none. While the
service waits for a reply to something it asked, those hours are shown apart; two questions open at once are counted
once. It is late once more hours have gone by than the place allows.

Source: the rule and the examples are our own. How many hours a place allows is its own setting (`directory.toml`).
"""

from __future__ import annotations

from collections.abc import Callable

from homefirst.hub.referral_clock import threads
from homefirst.journey import journey
from tests.spec.ledger_text import read_ledger
from tests.spec.page import orders, paragraphs


def clocks(test: Callable[[], None]) -> set[tuple[tuple[str, float, float, bool, int, str], ...]]:
    """Of each referral: the service, hours, hours for replies, late after 24, questions open, first day."""
    ledger = read_ledger(paragraphs(test)[-1])
    found = (threads(journey("p1", told)) for told in orders(ledger.events))
    return {
        tuple(
            (
                t.service, t.hours(ledger.now), t.hours_for_replies(ledger.now), t.is_late(ledger.now, 24),
                len(t.unanswered), str(t.start_on or ""),
            )
            for t in several
        )
        for several in found
    }  # fmt: skip


def test_a_question_back_takes_its_own_hours_and_yes_comes_with_a_day() -> None:
    """
    Mon 5 Jan 2026 09:00   referred  care_home_placement  [service=GOSSAMER] [as=asked]
    Mon 5 Jan 2026 10:00   triaged                        [service=GOSSAMER] [about=asked]
    Mon 5 Jan 2026 11:00   asked                          [service=GOSSAMER] [about=asked] [as=first]
    Mon 5 Jan 2026 12:00   asked                          [service=GOSSAMER] [about=asked] [as=second]
    Mon 5 Jan 2026 15:00   replied                        [service=GOSSAMER] [about=first]
    Mon 5 Jan 2026 16:00   replied                        [service=GOSSAMER] [about=second]
    Mon 5 Jan 2026 18:00   accepted  2026-01-07           [service=GOSSAMER] [about=asked]
    Fri 9 Jan 2026 09:00   now
    """
    test = test_a_question_back_takes_its_own_hours_and_yes_comes_with_a_day
    assert clocks(test) == {(("GOSSAMER", 9.0, 5.0, False, 0, "2026-01-07"),)}


def test_several_are_asked_at_once_and_each_has_its_own_clock() -> None:
    """
    Mon 5 Jan 2026 09:00   referred  care_home_placement  [service=GOSSAMER] [as=one]
    Mon 5 Jan 2026 09:30   referred  care_home_placement  [service=TUMBLEWEFT] [as=two]
    Mon 5 Jan 2026 12:30   declined  full                 [service=TUMBLEWEFT] [about=two]
    Mon 5 Jan 2026 13:00   asked                          [service=GOSSAMER] [about=one]
    Tue 6 Jan 2026 10:00   now
    """
    test = test_several_are_asked_at_once_and_each_has_its_own_clock
    assert clocks(test) == {(("TUMBLEWEFT", 3.0, 0.0, False, 0, ""), ("GOSSAMER", 25.0, 21.0, True, 1, ""))}


def test_help_that_began_without_an_answer_is_not_waited_for() -> None:
    """
    Mon 5 Jan 2026 09:00   referred         reablement  [service=START]
    Mon 5 Jan 2026 19:00   support_started  reablement  [service=START]
    Fri 9 Jan 2026 09:00   now
    """
    assert clocks(test_help_that_began_without_an_answer_is_not_waited_for) == {(("START", 10.0, 0.0, False, 0, ""),)}
