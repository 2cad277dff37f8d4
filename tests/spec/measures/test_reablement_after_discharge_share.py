"""People aged 65 and over who got reablement on leaving hospital

Of discharges alive after a night or more, of people who did not live in a care home and did not go to another
hospital or a hospice, those with a period of reablement that began from 3 days before to 7 days after. Periods 7 days
apart or less are one, and each belongs to the latest discharge that it can.

Source: Adult Social Care Outcomes Framework, measure 2D part 2; DHSC, *adult social care client level data*,
published SQL of 11 June 2026, read 22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_day_7_counts_and_residents_of_care_homes_and_day_cases_are_left_out() -> None:
    """p1's began on the 7th day and p2's on the 8th. p3 lives in a care home, p4 left on the day that they came.

    Fri 2 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p1]
    Mon 5 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1          [person=p1]
    Mon 12 Jan 2026 09:00  support_started                  reablement    [person=p1] [service=START]
    Fri 2 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p2]
    Mon 5 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1          [person=p2]
    Tue 13 Jan 2026 09:00  support_started                  reablement    [person=p2] [service=START]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     nursing_home  [person=p3]
    Fri 2 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p3]
    Mon 5 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1          [person=p3]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p4]
    Mon 5 Jan 2026 20:00   discharged         RNS:HAWTHORN  19/1          [person=p4]

    measure reablement_after_discharge_share: 1 of 2
    """


@holds
def test_one_period_belongs_to_the_latest_discharge() -> None:
    """Home on the 5th and again on the 9th; reablement began on the 10th and, after a pause of 7 days, went on.

    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21                         [spell=a]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1                       [spell=a]
    Wed 7 Jan 2026 10:00   admitted         RNS:HAWTHORN  21                         [spell=b]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1                       [spell=b]
    Sat 10 Jan 2026 09:00  support_started                reablement                 [service=START]
    Sun 11 Jan 2026 09:00  support_ended                  further_intermediate_care  [service=START]
    Sun 18 Jan 2026 09:00  support_started                reablement                 [service=CRT]

    measure reablement_after_discharge_share: 1 of 2
    """
