"""Referrals declined

Every no sends the search back to the start. Of referrals that were answered yes or no, how many were answered no: the
last answer counts, on the date in England on which it was given. One withdrawn, or not yet answered, is in neither
part. A person asked of three services counts three times.

Source: our own measure. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_a_no_a_yes_and_one_withdrawn() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21
    Wed 7 Jan 2026 10:00  referred   care_home_placement  [service=OAKS]
    Wed 7 Jan 2026 11:00  referred   care_home_placement  [service=ELMS]
    Wed 7 Jan 2026 12:00  referred   care_home_placement  [service=BEECHES]
    Wed 7 Jan 2026 15:00  declined   full                 [service=OAKS]
    Thu 8 Jan 2026 10:00  accepted                        [service=ELMS]
    Thu 8 Jan 2026 11:00  withdrawn                       [service=BEECHES]

    measure referrals_declined: 1 of 2
    measure referrals_declined by service: ELMS = 0 of 1
    measure referrals_declined by service: OAKS = 1 of 1
    """


@holds
def test_a_yes_taken_back_is_a_no_on_the_day_it_was_taken_back() -> None:
    """Accepted in December and declined at ten to one in the morning of 1 July, which in universal time was still June.

    Tue 30 Jun 2026 10:00  referred  reablement  [service=START]
    Tue 30 Jun 2026 12:00  accepted              [service=START]
    Wed 1 Jul 2026 00:50   declined  no_carer    [service=START]
    from 1 Jul 2026 to 31 Jul 2026

    measure referrals_declined by month: 2026-07 = 1 of 1
    """
