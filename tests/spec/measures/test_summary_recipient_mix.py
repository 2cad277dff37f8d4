"""To whom discharge summaries go

Care homes and home care agencies look after people from the first evening, and often hear nothing: in 2018 three in ten
of 449 of them had summaries less than a quarter of the time. By the kind of service that the system's file gives; a
service that is not in it is a general practice where the person was that practice's, and else has no name.

Source: our own measure; the survey is in Care Quality Commission, *Beyond barriers* (July 2018). The examples are our
own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_a_summary_to_two_services_counts_twice() -> None:
    """START is a reablement service and HOMECARE an agency.

    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21
    Fri 9 Jan 2026 12:00  discharged    RNS:HAWTHORN  19/1
    Fri 9 Jan 2026 13:00  summary_sent                      [service=START]
    Fri 9 Jan 2026 13:00  summary_sent                      [service=HOMECARE]

    measure summary_recipient_mix: home_care = 1 of 2
    measure summary_recipient_mix: reablement = 1 of 2
    """


@holds
def test_the_persons_own_practice_is_general_practice_and_another_code_is_not_known() -> None:
    """
    Thu 1 Jan 2026 09:00  practice_changed  K83001
    Mon 5 Jan 2026 10:00  admitted          RNS:HAWTHORN  21
    Fri 9 Jan 2026 12:00  discharged        RNS:HAWTHORN  19/1
    Fri 9 Jan 2026 13:00  summary_sent                      [service=K83001]
    Fri 9 Jan 2026 14:00  summary_sent                      [service=K83002]

    measure summary_recipient_mix: general_practice = 1 of 2
    measure summary_recipient_mix: not known = 1 of 2
    """
