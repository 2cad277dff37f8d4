"""Calls resolved where the person was

Of the calls that an ambulance service closed, those closed by a crew where the person was. The share is of all of
them, also those closed by telephone: of the calls attended by a crew it would be larger. A call visited by a
community team, one that has no answer on record and one closed with nothing sent are no calls of this kind.

Source: NHS England, *Ambulance Quality Indicators*, whose specification was not read (unverified). The examples are
our own.
"""

from tests.spec.page import holds


@holds
def test_one_of_four_was_closed_where_the_person_was() -> None:
    """The visit by a community team and the call without an answer are left out.

    Mon 5 Jan 2026 10:00  called     RX9:999  999                 [person=p1]
    Mon 5 Jan 2026 10:05  responded  RX9:999  hear_and_treat      [person=p1]
    Mon 5 Jan 2026 11:00  called     RX9:999  999                 [person=p2]
    Mon 5 Jan 2026 11:20  responded  RX9:999  see_and_treat       [person=p2]
    Mon 5 Jan 2026 12:00  called     RX9:999  999                 [person=p3]
    Mon 5 Jan 2026 12:40  responded  RX9:999  conveyed            [person=p3]
    Mon 5 Jan 2026 13:00  called     RX9:999  999                 [person=p4]
    Mon 5 Jan 2026 13:40  responded  RX9:999  conveyed_elsewhere  [person=p4]
    Mon 5 Jan 2026 14:00  called     RX9:999  crisis_line         [person=p5]
    Mon 5 Jan 2026 15:00  responded  RX9:999  visited             [person=p5]
    Mon 5 Jan 2026 16:00  called     RX9:999  999                 [person=p6]

    measure see_and_treat_share: 1 of 4
    """


@holds
def test_see_and_treat_share_a_call_counts_on_the_day_it_was_made() -> None:
    """The help came after midnight, in the next month.

    from 31 Jan 2026 to 1 Feb 2026
    Sat 31 Jan 2026 23:55  called     RX9:999  999            [person=p1]
    Sun 1 Feb 2026 00:10   responded  RX9:999  see_and_treat  [person=p1]
    Sun 1 Feb 2026 09:00   called     RX9:999  999            [person=p2]
    Sun 1 Feb 2026 09:30   responded  RX9:999  conveyed       [person=p2]

    measure see_and_treat_share by month: 2026-01 = 1 of 1
    measure see_and_treat_share by month: 2026-02 = 0 of 1
    """
