"""How calls in a crisis are answered

Each call with an answer on record counts once, under its answer; all shares together make 100%. A call that nobody
answered on record is left out. Somebody who rings twice counts twice. Help that came without a call on record counts
on the day it came.

Source: NHS England, *Ambulance Quality Indicators*, whose specification was not read (unverified). The examples are
our own.
"""

from tests.spec.page import holds


@holds
def test_five_answers_of_five_calls_answered() -> None:
    """The sixth call has no answer on record.

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

    measure call_responses: conveyed = 1 of 5
    measure call_responses: conveyed_elsewhere = 1 of 5
    measure call_responses: hear_and_treat = 1 of 5
    measure call_responses: see_and_treat = 1 of 5
    measure call_responses: visited = 1 of 5
    """


@holds
def test_a_person_who_rings_twice_counts_twice_and_help_without_a_call_counts_too() -> None:
    """
    Wed 14 Jan 2026 02:00  called     RX9:999  999            [person=p1]
    Wed 14 Jan 2026 02:20  responded  RX9:999  conveyed       [person=p1]
    Thu 15 Jan 2026 02:00  called     RX9:999  999            [person=p1]
    Thu 15 Jan 2026 02:20  responded  RX9:999  conveyed       [person=p1]
    Fri 16 Jan 2026 09:00  responded  RX9:999  see_and_treat  [person=p2]

    measure call_responses: conveyed = 2 of 3
    measure call_responses: see_and_treat = 1 of 3
    """
