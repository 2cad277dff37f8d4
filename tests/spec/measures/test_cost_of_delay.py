"""What delay cost, in bed days

The nights of bed_days_lost_to_delay, at 346 pounds each, under the heading of their reason: what the hospital does
itself, wellbeing, the hub, arranging (interface), and nothing being free (capacity). It is the worth of the beds and
not cash: a bed emptied is filled again.

Source: 346 pounds a night of delay in an acute bed is from the IPACS model of discharge to assess, version 1.0
(Bristol, North Somerset and South Gloucestershire with the universities of Bath and Exeter, April 2023), which prints
no price year (*unverified*). A plan of Northamptonshire implies 478: 90 million pounds over 516 beds over 365 days. The
headings are those of the reasons of 27 May 2024. The examples are our own.
"""

from __future__ import annotations

import duckdb

from homefirst.codes import DelayReason
from homefirst.measures.rows import FOLDER
from tests.spec.page import holds


@holds
def test_three_nights_of_nothing_free_and_two_of_waiting_for_tablets() -> None:
    """3 x 346 = 1,038 and 2 x 346 = 692 pounds.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00  delay_started  29                  [person=p1]
    Mon 5 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00  delay_started  5                   [person=p2]
    Wed 7 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p2]

    measure cost_of_delay: capacity = 1038
    measure cost_of_delay: hospital_process = 692
    """


@holds
def test_an_old_reason_has_no_heading_and_a_night_without_a_reason_has_no_name() -> None:
    """One night each: 346 pounds. A delay that begins and ends on one date costs nothing.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00  delay_started               E/social_care       [person=p1]
    Sat 3 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p2]
    Tue 6 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 00:10  delay_started               29                  [person=p3]
    Mon 5 Jan 2026 23:50  discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure cost_of_delay: another list = 346
    measure cost_of_delay: not known = 346
    """


def test_every_reason_stands_under_the_heading_of_the_national_list() -> None:
    """The heading of each of the 37 reasons is the one that the lists of codes give it."""
    words = (FOLDER / "words_leaving.sql").read_text(encoding="utf-8")
    connection = duckdb.connect()
    connection.execute("create macro delay_family" + words.partition("create macro delay_family")[2].partition(";")[0])
    for reason in DelayReason:
        assert connection.execute("select delay_family(?)", [reason.value]).fetchall() == [(reason.family.value,)]
