"""Discharge summary sent within 24 hours

Whoever cares next starts with what they were told. Of people who left hospital alive, how many had their summary sent,
to anybody, before they left or within 24 hours after. A summary belongs to the stay that had begun when it was sent.
Day cases count; a stay that goes on at another hospital counts where it ends.

Source: NHS Standard Contract, service condition 11 (24 hours, to the general practice, electronically since 1 October
2015), read in NHS England's guidance at
<https://www.england.nhs.uk/digitaltechnology/info-revolution/interoperability/transfer-of-care-edischarge/guidance/>
and at <https://www.interopen.org/faqs/>, 22 November 2026. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_before_leaving_and_exactly_24_hours_after_are_in_time() -> None:
    """The third was sent a minute later, and of the fourth nothing was sent.

    Mon 5 Jan 2026 10:00   admitted      RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 09:00   summary_sent                      [person=p1] [service=START]
    Fri 9 Jan 2026 12:00   discharged    RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted      RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00   discharged    RNS:HAWTHORN  19/1  [person=p2]
    Sat 10 Jan 2026 12:00  summary_sent                      [person=p2] [service=START]
    Mon 5 Jan 2026 10:00   admitted      RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 12:00   discharged    RNS:HAWTHORN  19/1  [person=p3]
    Sat 10 Jan 2026 12:01  summary_sent                      [person=p3] [service=START]
    Mon 5 Jan 2026 10:00   admitted      RNS:HAWTHORN  21    [person=p4]
    Fri 9 Jan 2026 12:00   discharged    RNS:HAWTHORN  19/1  [person=p4]

    measure summary_sent_within_24_hours: 2 of 4
    """


@holds
def test_back_in_hospital_before_it_was_sent_it_is_the_later_stays() -> None:
    """The first stay ended without a summary; the one sent in the second counts there alone.

    Mon 5 Jan 2026 10:00   admitted      RNS:HAWTHORN  21    [spell=v1]
    Fri 9 Jan 2026 12:00   discharged    RNS:HAWTHORN  19/1  [spell=v1]
    Fri 9 Jan 2026 20:00   admitted      RNS:HAWTHORN  21    [spell=v2]
    Sat 10 Jan 2026 09:00  summary_sent                      [service=START]
    Mon 12 Jan 2026 12:00  discharged    RNS:HAWTHORN  19/1  [spell=v2]

    measure summary_sent_within_24_hours: 1 of 2
    """


@holds
def test_when_the_clocks_go_forward_24_hours_are_25_on_the_wall() -> None:
    """Left on Saturday at noon: 24 hours later the clock shows one on Sunday. The second died in hospital.

    Fri 27 Mar 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p1]
    Sat 28 Mar 2026 12:00  discharged    RNS:HAWTHORN  19/1  [person=p1]
    Sun 29 Mar 2026 13:00  summary_sent                      [person=p1] [service=START]
    Fri 27 Mar 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p2]
    Sat 28 Mar 2026 12:00  discharged    RNS:HAWTHORN  79/4  [person=p2]

    measure summary_sent_within_24_hours: 1 of 1
    """
