"""Left hospital on the day they became ready

How often nothing stands between being ready and going. By dates, not hours: ready at nine and home by midnight is the
same day, ready just before midnight and home just after is not. People who spent no night, who died, or of whom no date
was recorded are not counted; the last are told in a note and never taken for people without a delay.

Source: NHS England, *Discharge Ready Date guidance* (letters PRN00312 and PRN00603, 2023): the date a person no longer
meets the criteria to reside, recorded for every stay of a night or longer from 1 April 2023, and published monthly as
*Timeliness of acute hospital discharges*; the columns were read as others have loaded them, 22 November 2026. No worked
example was read, so the ledgers are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_same_date_counts_and_ten_minutes_past_midnight_do_not() -> None:
    """The third has no date recorded and the fourth spent no night: neither is counted.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 23:50  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]
    Wed 7 Jan 2026 23:50  criteria_to_reside_not_met                      [person=p2]
    Thu 8 Jan 2026 00:10  discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p3]
    Wed 7 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1  [person=p3]
    Wed 7 Jan 2026 09:00  admitted                    RNS:HAWTHORN  21    [person=p4]
    Wed 7 Jan 2026 11:00  criteria_to_reside_not_met                      [person=p4]
    Wed 7 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1  [person=p4]

    measure discharged_on_ready_date: 1 of 2
    """


@holds
def test_made_unwell_again_and_ready_again_on_the_day_of_leaving_counts_and_a_death_does_not() -> None:
    """The final period is what counts. The second died in hospital.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Thu 8 Jan 2026 09:00   criteria_to_reside_met                          [person=p1]
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p1]
    Sat 10 Jan 2026 17:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p2]
    Sat 10 Jan 2026 17:00  discharged                  RNS:HAWTHORN  79/4  [person=p2]

    measure discharged_on_ready_date: 1 of 1
    """


@holds
def test_in_summer_the_day_is_that_of_the_clock_on_the_wall() -> None:
    """Half past eleven at night in universal time is already the next day in England.

    Fri 3 Jul 2026 10:00      admitted                    RNS:HAWTHORN  21
    Mon 6 Jul 2026 23:30 UTC  criteria_to_reside_not_met
    Tue 7 Jul 2026 22:00      discharged                  RNS:HAWTHORN  19/1

    measure discharged_on_ready_date: 1 of 1
    """
