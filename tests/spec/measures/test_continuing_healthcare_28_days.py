"""NHS continuing healthcare decided within 28 days

From the day of a positive checklist the board that pays for care has 28 days to decide whether the NHS pays for all of
somebody's care outside hospital. Each decision counts on the day it was made, and answers the request told last before
it. The fast track, for people who may be near the end of life, has no 28 days and is not counted; nor is a request that
was stopped because the person died, withdrew or needed it no longer.

Source: Department of Health and Social Care, *National Framework for NHS continuing healthcare and NHS-funded nursing
care*, revised July 2022: 28 calendar days, read in a local summary of it; NHS England publishes the share of standard
referrals completed within 28 days. The ambition of 80% is from general knowledge (unverified). The examples are our
own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_day_28_is_in_time_and_day_29_is_not() -> None:
    """Days are counted, not hours: asked in the evening, and decided late on the 28th day after or early on the 29th.

    Mon 5 Jan 2026 18:00  continuing_care_requested  checklist     [person=p1]
    Mon 2 Feb 2026 23:30  continuing_care_decided    eligible      [person=p1]
    Mon 5 Jan 2026 18:00  continuing_care_requested  checklist     [person=p2]
    Tue 3 Feb 2026 00:30  continuing_care_decided    not_eligible  [person=p2]

    measure continuing_healthcare_28_days: 1 of 2
    """


@holds
def test_the_fast_track_and_what_was_stopped_are_not_counted() -> None:
    """p1 by fast track, p2 died before it was decided, p3 is still waiting; p4 was decided a second time, which answers
    no request.

    Mon 5 Jan 2026 10:00   continuing_care_requested  fast_track    [person=p1]
    Tue 6 Jan 2026 10:00   continuing_care_decided    eligible      [person=p1]
    Mon 5 Jan 2026 10:00   continuing_care_requested  checklist     [person=p2]
    Fri 9 Jan 2026 10:00   continuing_care_decided    stopped       [person=p2]
    Mon 5 Jan 2026 10:00   continuing_care_requested  checklist     [person=p3]
    Mon 5 Jan 2026 10:00   continuing_care_requested  checklist     [person=p4]
    Mon 12 Jan 2026 10:00  continuing_care_decided    nursing_care  [person=p4]
    Mon 2 Mar 2026 10:00   continuing_care_decided    eligible      [person=p4]

    measure continuing_healthcare_28_days: 1 of 1
    """


@holds
def test_a_request_overtaken_by_the_fast_track_is_in_neither_part() -> None:
    """p1 grew worse: the fast track was asked for and decided; the checklist never was.

    Mon 5 Jan 2026 10:00   continuing_care_requested  checklist   [person=p1]
    Mon 16 Feb 2026 10:00  continuing_care_requested  fast_track  [person=p1]
    Tue 17 Feb 2026 10:00  continuing_care_decided    eligible    [person=p1]

    measure continuing_healthcare_28_days: not known
    """
