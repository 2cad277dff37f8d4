"""Assessed again within 14 days

People tell their story again to each service that did not trust the last. Of assessments, how many were of somebody who
had been assessed in the 14 days before, by whatever service. Some are needed, because somebody has changed or the first
was of another thing: the aim is to see them, not to have none.

Source: our own measure. A case file of the Care Quality Commission's Northamptonshire review (2018) has a person
assessed for one team and "then had a further assessment" by the next: two assessments, of which one again. The examples
are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_case_file_has_two_assessments_and_one_is_again() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21
    Wed 7 Jan 2026 10:00   assessed    needs               [service=ICT]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1
    Sat 10 Jan 2026 10:00  assessed    needs               [service=START]

    measure repeat_assessments: 1 of 2
    """


@holds
def test_fourteen_days_after_is_again_and_fifteen_is_not() -> None:
    """The second person's assessments are 15 days apart. The first's first was in December, before the days asked
    about, and is seen all the same.

    Tue 30 Dec 2025 23:50  assessed  needs  [person=p1] [service=ICT]
    Tue 13 Jan 2026 00:10  assessed  needs  [person=p1] [service=START]
    Thu 1 Jan 2026 10:00   assessed  needs  [person=p2] [service=ICT]
    Fri 16 Jan 2026 10:00  assessed  needs  [person=p2] [service=START]
    from 1 Jan 2026 to 31 Jan 2026

    measure repeat_assessments: 1 of 3
    """
