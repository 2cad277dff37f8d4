"""Discharged from hospital into reablement

Of people aged 65 or over who left hospital alive from October to December, those into reablement or other
intermediate care at home or in a bed: a period of it began from 3 days before to 7 days after they left, not before
they were admitted, and belongs to the latest such discharge.

Source: Adult Social Care Outcomes Framework, measure 2B part 2, 2018-19, with the linking rule of 2D (DHSC, *adult
social care client level data*). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_from_1_october_on() -> None:
    """p2 left on 30 September; p3 had no help.

    Mon 22 Sep 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p1]
    Wed 1 Oct 2025 12:00   discharged       RNS:HAWTHORN  19/1        [person=p1]
    Thu 2 Oct 2025 09:00   support_started                reablement  [person=p1] [service=START]
    Mon 22 Sep 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p2]
    Tue 30 Sep 2025 12:00  discharged       RNS:HAWTHORN  19/1        [person=p2]
    Thu 2 Oct 2025 09:00   support_started                reablement  [person=p2] [service=START]
    Mon 22 Dec 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p3]
    Wed 31 Dec 2025 12:00  discharged       RNS:HAWTHORN  19/1        [person=p3]

    measure reablement_offered: 1 of 2
    """


@holds
def test_up_to_7_days_after_leaving() -> None:
    """p1's bed elsewhere began on the 7th day, p2's reablement on the 8th, and p3 has a home care package.

    Mon 1 Sep 2025 10:00  admitted         RNS:HAWTHORN  21                           [person=p1]
    Wed 1 Oct 2025 12:00  discharged       RNS:HAWTHORN  19/1                         [person=p1]
    Wed 8 Oct 2025 09:00  support_started                bed_based_intermediate_care  [person=p1] [service=SHAW]
    Mon 1 Sep 2025 10:00  admitted         RNS:HAWTHORN  21                           [person=p2]
    Wed 1 Oct 2025 12:00  discharged       RNS:HAWTHORN  19/1                         [person=p2]
    Thu 9 Oct 2025 09:00  support_started                reablement                   [person=p2] [service=START]
    Mon 1 Sep 2025 10:00  admitted         RNS:HAWTHORN  21                           [person=p3]
    Wed 1 Oct 2025 12:00  discharged       RNS:HAWTHORN  19/1                         [person=p3]
    Wed 1 Oct 2025 18:00  support_started                home_care                    [person=p3] [service=HOMECARE]

    measure reablement_offered: 1 of 3
    """
