"""The interface map: who hands over to whom

Each time that somebody's care passes from one place to the next is one hop; `homefirst/hops.py` has the rules by which
hops are found. An arrow of the map is the sum of the hops from one kind of place to another that were taken over in a
period, by the calendar in England: how often, of how many different people, and how long from when the giver was ready
until the taker had the person. Times that nobody told are left out; the median and the 90th percentile are of the
others, by linear interpolation between ranks (as on the page of the percentile). Coming back is being with the giver's
kind of care again within 30 days; the share is of those whose 30 days are over.

A way through a crisis begins when a person leaves the place where they live, or with the ambulance where nobody told
of a call, and ends when they are again where they live, or die. It counts on the day on which it began.

Sources: the rules and the example are our own. Of real people, numbers of 1 to 7 are hidden and the rest rounded.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from homefirst.columns import build
from homefirst.ledger import open_ledger
from homefirst.measures import Period
from homefirst.measures.interface_map import Ask, InterfaceMap, interface_map
from tests.spec.ledger_text import read_ledger
from tests.spec.page import paragraphs

JANUARY = Ask(Period(date(2026, 1, 1), date(2026, 1, 31)))


@functools.cache
def mapped(test: Callable[[], None]) -> InterfaceMap:
    """The map of January 2026 of the ledger that stands in this test's words."""
    ledger = read_ledger(paragraphs(test)[-1])
    with tempfile.TemporaryDirectory() as folder:
        kept = open_ledger(Path(folder) / "ledger.sqlite", "made-up:spec")
        kept.append(ledger.events)
        tables = build(kept, Path(folder) / "tables", as_at=ledger.now)
        kept.close()
        return interface_map(tables, JANUARY)


def arrows(test: Callable[[], None]) -> dict[tuple[str, str], tuple[int | None, int | None, float | None]]:
    """Each arrow with how often it was gone, of how many the time is known, and the median minutes."""
    return {(a.from_kind, a.to_kind): (a.number, a.timed, a.median) for a in mapped(test).arrows}


def test_a_fall_at_home_and_help_to_get_there_again() -> None:
    """
    From the call to the crew 12 minutes, from arrival to handover 30, from the decision to the bed 90, and from being
    ready (Wednesday at ten) to the first visit of reablement 31 hours, which is 1,860 minutes.

        Mon 5 Jan 2026 08:00   called                      EMAS          fall
        Mon 5 Jan 2026 08:12   responded                   EMAS          conveyed            [service=EMAS]
        Mon 5 Jan 2026 08:50   attended                    RNS:AE        ambulance
        Mon 5 Jan 2026 09:20   handed_over                 RNS:AE
        Mon 5 Jan 2026 11:30   decided_to_admit            RNS:AE
        Mon 5 Jan 2026 13:00   left_department             RNS:AE        admitted
        Mon 5 Jan 2026 13:00   admitted                    RNS:HAWTHORN  21
        Wed 7 Jan 2026 10:00   criteria_to_reside_not_met
        Thu 8 Jan 2026 14:00   discharged                  RNS:HAWTHORN  19/1
        Thu 8 Jan 2026 17:00   support_started             reablement    [service=START]
        Fri 30 Jan 2026 12:00  support_ended               no_further_support  [service=START]
    """
    assert arrows(test_a_fall_at_home_and_help_to_get_there_again) == {
        ("home", "call"): (1, 0, None),
        ("call", "ambulance"): (1, 1, 12),
        ("ambulance", "ae"): (1, 1, 30),
        ("ae", "ward"): (1, 1, 90),
        ("ward", "reablement"): (1, 1, 1860),
        ("reablement", "home"): (1, 0, None),
    }
    way = mapped(test_a_fall_at_home_and_help_to_get_there_again).variants[0]
    assert way.places == ("home", "call", "ambulance", "ae", "ward", "reablement", "home")
    assert way.ended


def test_three_stays_one_of_whom_comes_back() -> None:
    """
    From A&E to a ward took 90, 30 and 30 minutes: the median is 30, and the 90th percentile stands at rank
    2 x 0.9 = 1.8, which is 30 + 0.8 x 60 = 78. Of the three who left the ward for home one was on a ward again within
    30 days, and one went home from A&E without a bed.

        Mon 5 Jan 2026 11:30   decided_to_admit  RNS:AE                      [person=p1]
        Mon 5 Jan 2026 09:00   attended          RNS:AE        walk_in       [person=p1]
        Mon 5 Jan 2026 13:00   left_department   RNS:AE        admitted      [person=p1]
        Mon 5 Jan 2026 13:00   admitted          RNS:HAWTHORN  21            [person=p1]
        Thu 8 Jan 2026 14:00   discharged        RNS:HAWTHORN  19/1          [person=p1]
        Tue 6 Jan 2026 09:00   attended          RNS:AE        walk_in       [person=p2]
        Tue 6 Jan 2026 12:00   decided_to_admit  RNS:AE                      [person=p2]
        Tue 6 Jan 2026 12:30   left_department   RNS:AE        admitted      [person=p2]
        Tue 6 Jan 2026 12:30   admitted          RNS:HAWTHORN  21            [person=p2]
        Fri 9 Jan 2026 11:00   discharged        RNS:HAWTHORN  19/1          [person=p2]
        Mon 12 Jan 2026 10:00  attended          RNS:AE        walk_in       [person=p2]
        Mon 12 Jan 2026 14:30  decided_to_admit  RNS:AE                      [person=p2]
        Mon 12 Jan 2026 15:00  left_department   RNS:AE        admitted      [person=p2]
        Mon 12 Jan 2026 15:00  admitted          RNS:HAWTHORN  21            [person=p2]
        Tue 20 Jan 2026 12:00  discharged        RNS:HAWTHORN  19/1          [person=p2]
        Wed 7 Jan 2026 10:00   attended          RNS:AE        walk_in       [person=p3]
        Wed 7 Jan 2026 13:30   left_department   RNS:AE        home          [person=p3]
    """
    found = {(a.from_kind, a.to_kind): a for a in mapped(test_three_stays_one_of_whom_comes_back).arrows}
    to_ward, to_home = found["ae", "ward"], found["ward", "home"]
    assert (to_ward.number, to_ward.people, to_ward.median, round(to_ward.p90 or 0, 9)) == (3, 2, 30, 78)
    assert (to_home.number, to_home.followed, to_home.returned) == (3, 3, 1)
    assert found["ae", "home"].number == 1
    ways = mapped(test_three_stays_one_of_whom_comes_back).variants
    assert [(way.places, way.number) for way in ways] == [
        (("home", "ae", "ward", "home"), 3),
        (("home", "ae", "home"), 1),
    ]


def test_an_ambulance_without_a_call_and_a_hospital_elsewhere() -> None:
    """
    Nobody told of the call, so the way begins with the ambulance. The last day of January ends at midnight by the
    clock in England: what is taken over on 1 February is not January's.

        Sat 31 Jan 2026 09:00  attended    RNS:AE        ambulance
        Sat 31 Jan 2026 12:00  admitted    RNS:HAWTHORN  21
        Sun 1 Feb 2026 00:30   discharged  RNS:HAWTHORN  51/1
    """
    test = test_an_ambulance_without_a_call_and_a_hospital_elsewhere
    assert set(arrows(test)) == {("ambulance", "ae"), ("ae", "ward")}
    assert mapped(test).variants[0].places == ("ambulance", "ae", "ward", "other_hospital")
    assert not mapped(test).variants[0].ended


def test_hops_of_one_moment_keep_the_order_of_the_way() -> None:
    """
    Some systems write midnight, or one time for all that they know.

        Mon 5 Jan 2026 00:00  attended         RNS:AE        walk_in   [sequence=1]
        Mon 5 Jan 2026 00:00  left_department  RNS:AE        admitted  [sequence=2]
        Mon 5 Jan 2026 00:00  admitted         RNS:HAWTHORN  21        [sequence=3]
        Mon 5 Jan 2026 00:00  discharged       RNS:HAWTHORN  19/1      [sequence=4]
    """
    assert mapped(test_hops_of_one_moment_keep_the_order_of_the_way).variants[0].places == (
        "home",
        "ae",
        "ward",
        "home",
    )
