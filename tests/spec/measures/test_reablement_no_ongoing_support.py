"""Reablement of people new to social care that ended without ongoing support

What came next is read in this order: death by the 7th day after; hospital, if the period ended in it; other help that
began by the 7th day after and went on; and else what the service said. Death, hospital and stopping early leave a
period out; so does having had long-term support in the 91 days before.

Source: Adult Social Care Outcomes Framework, measure 2A; DHSC, *adult social care client level data*, published SQL
of 11 June 2026, read 22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_help_that_begins_by_the_7th_day_is_ongoing_support() -> None:
    """p2's package began on the 7th day after and p3's on the 8th. p4 went into hospital. p5 says no more than that the
    ledger spoke for 91 days before, for without them nobody would be known to be new.

    Wed 1 Oct 2025 09:00   support_started  voluntary           [person=p5] [service=VOLUNTEERS]
    Tue 6 Jan 2026 09:00   support_started  reablement          [person=p1] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support  [person=p1] [service=START]
    Tue 6 Jan 2026 09:00   support_started  reablement          [person=p2] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support  [person=p2] [service=START]
    Tue 17 Feb 2026 09:00  support_started  home_care           [person=p2] [service=HOMECARE]
    Tue 6 Jan 2026 09:00   support_started  reablement          [person=p3] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    low_level_support   [person=p3] [service=START]
    Wed 18 Feb 2026 09:00  support_started  home_care           [person=p3] [service=HOMECARE]
    Tue 6 Jan 2026 09:00   support_started  reablement          [person=p4] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    hospital            [person=p4] [service=START]

    measure reablement_no_ongoing_support: 2 of 3
    """


@holds
def test_only_people_new_to_care_and_a_pause_of_a_week_is_none() -> None:
    """p1's package had ended 90 days before and p2's 91. p3's two periods are 7 days apart: one.

    Wed 1 Oct 2025 09:00   support_started  home_care                  [person=p1] [service=HOMECARE]
    Wed 8 Oct 2025 09:00   support_ended    other                      [person=p1] [service=HOMECARE]
    Tue 6 Jan 2026 09:00   support_started  reablement                 [person=p1] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support         [person=p1] [service=START]
    Wed 1 Oct 2025 09:00   support_started  home_care                  [person=p2] [service=HOMECARE]
    Tue 7 Oct 2025 09:00   support_ended    other                      [person=p2] [service=HOMECARE]
    Tue 6 Jan 2026 09:00   support_started  reablement                 [person=p2] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support         [person=p2] [service=START]
    Tue 6 Jan 2026 09:00   support_started  reablement                 [person=p3] [service=CRT]
    Mon 12 Jan 2026 09:00  support_ended    further_intermediate_care  [person=p3] [service=CRT]
    Mon 19 Jan 2026 09:00  support_started  reablement                 [person=p3] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support         [person=p3] [service=START]

    measure reablement_no_ongoing_support: 2 of 2
    """
