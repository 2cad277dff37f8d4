"""Days from ready to leaving, in the national bands

An average hides whether many wait a day or few wait a month. The bands are those of the published files: 0, 1, 2-3,
4-6, 7-13, 14-20, and 21 or more days after the discharge ready date. Each share is of everybody whose date is recorded,
so the bands add up to all.

Source: NHS England, *Discharge Ready Date guidance* (letters PRN00312 and PRN00603, 2023): the date a person no longer
meets the criteria to reside, recorded for every stay of a night or longer from 1 April 2023, and published monthly as
*Timeliness of acute hospital discharges*; the columns were read as others have loaded them, 22 November 2026. No worked
example was read, so the ledgers are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_edges_of_the_shorter_bands() -> None:
    """Delays of 0, 1, 2, 3, 4, 6, 7 and 13 days.

    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Fri 2 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Sat 3 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Sun 4 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p3]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p4]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p4]
    Mon 5 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p4]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p5]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p5]
    Tue 6 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p5]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p6]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p6]
    Thu 8 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p6]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p7]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p7]
    Fri 9 Jan 2026 15:00   discharged                  RNS:HAWTHORN  19/1  [person=p7]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p8]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p8]
    Thu 15 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1  [person=p8]

    measure discharge_delay_bands: 0 = 1 of 8
    measure discharge_delay_bands: 1 = 1 of 8
    measure discharge_delay_bands: 2-3 = 2 of 8
    measure discharge_delay_bands: 4-6 = 2 of 8
    measure discharge_delay_bands: 7-13 = 2 of 8
    """


@holds
def test_the_edges_of_the_longer_bands() -> None:
    """Delays of 14, 20 and 21 days.

    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Fri 16 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Thu 22 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Fri 23 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure discharge_delay_bands: 14-20 = 2 of 3
    measure discharge_delay_bands: 21+ = 1 of 3
    """


@holds
def test_without_a_date_a_discharge_is_in_no_band() -> None:
    """It is told in a note to the row without a name.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Fri 9 Jan 2026 14:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 14:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]

    measure discharge_delay_bands: 2-3 = 1 of 1
    measure discharge_delay_bands: not known = 0 of 1
    """
