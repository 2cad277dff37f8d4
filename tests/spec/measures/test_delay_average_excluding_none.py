"""Average days from ready to leaving, of people delayed by at least a day

How long the wait is for those who have one. People who left on their ready date are left out of it altogether, so it
rises when short delays are prevented; read it beside the share who left on the day. The totals of England, and both
averages made of them, are on the page of delay_average_including_none.

Source: NHS England, *Discharge Ready Date guidance* (letters PRN00312 and PRN00603, 2023): the date a person no longer
meets the criteria to reside, recorded for every stay of a night or longer from 1 April 2023, and published monthly as
*Timeliness of acute hospital discharges*; the columns were read as others have loaded them, 22 November 2026. No worked
example was read, so the ledgers are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_three_and_four_nights_shared_by_the_two_who_were_delayed() -> None:
    """The first left on the day, and is in neither part.

    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Mon 5 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Thu 8 Jan 2026 08:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Fri 9 Jan 2026 20:00   discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure delay_average_excluding_none: 7 / 2 = 3.5
    """


@holds
def test_a_night_of_23_hours_is_a_day_of_delay_and_a_day_of_25_hours_is_none() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October 2026. The second was ready and gone on one date,
    and is not counted.

    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Sat 28 Mar 2026 23:30  criteria_to_reside_not_met                      [person=p1]
    Sun 29 Mar 2026 22:30  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Fri 23 Oct 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]
    Sun 25 Oct 2026 00:10  criteria_to_reside_not_met                      [person=p2]
    Sun 25 Oct 2026 23:50  discharged                  RNS:HAWTHORN  19/1  [person=p2]

    measure delay_average_excluding_none: 1 / 1 = 1
    """
