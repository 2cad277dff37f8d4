"""Delayed days are midnights

A delayed day is a midnight at which a person who is ready to leave is still in the bed: from the date on which the
delay began to the date on which it ended, by the clock in England, never hours divided by 24. Weekends and bank
holidays count like any day.

Source: NHS England's delayed days ran from 00.01 on the first day of a month to 24.00 on the last, weekends and public
holidays included: Local Government Association, LG Inform, metric 3632,
<https://standards.esd.org.uk/?uri=metricType%2F3632>, read 22 November 2026. The worked cases of the national guidance
(versions 1.05 to 1.09, and *Principles, definitions and guidance*, November 2018) could not be read; the examples are
our own. That the day of leaving is not a delayed day is from general knowledge (*unverified*), and agrees with length
of stay and bed occupancy.
"""

from tests.spec.page import holds


@holds
def test_twenty_minutes_across_midnight_are_one_night() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Mon 5 Jan 2026 23:50  delay_started  28
    Tue 6 Jan 2026 00:10  discharged     RNS:HAWTHORN  19/1

    delay: 28 Mon 5 Jan 2026 23:50 to Tue 6 Jan 2026 00:10, 1 night
    """


@holds
def test_a_whole_day_without_a_midnight_is_none() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 00:10  delay_started  28
    Tue 6 Jan 2026 23:50  discharged     RNS:HAWTHORN  19/1

    delay: 28 Tue 6 Jan 2026 00:10 to Tue 6 Jan 2026 23:50, 0 nights
    counted: none
    """


@holds
def test_midnight_itself_begins_the_new_day() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 00:00  delay_started  28
    Thu 8 Jan 2026 00:00  discharged     RNS:HAWTHORN  19/1

    delay: 28 Tue 6 Jan 2026 00:00 to Thu 8 Jan 2026 00:00, 2 nights
    """


@holds
def test_weekends_and_bank_holidays_count() -> None:
    """From the Thursday before Easter to the Tuesday after it.

    Wed 1 Apr 2026 10:00  admitted       RNS:HAWTHORN  21
    Thu 2 Apr 2026 09:00  delay_started  28
    Tue 7 Apr 2026 15:00  discharged     RNS:HAWTHORN  19/1

    delay: 28 Thu 2 Apr 2026 09:00 to Tue 7 Apr 2026 15:00, 5 nights
    """


@holds
def test_the_night_of_23_hours_is_one_night() -> None:
    """The clocks go forward at 1 in the morning of Sunday 29 March 2026.

    Fri 27 Mar 2026 10:00  admitted       RNS:HAWTHORN  21
    Sat 28 Mar 2026 23:30  delay_started  28
    Sun 29 Mar 2026 23:30  discharged     RNS:HAWTHORN  19/1

    delay: 28 Sat 28 Mar 2026 23:30 to Sun 29 Mar 2026 23:30, 1 night
    """


@holds
def test_the_day_of_25_hours_is_one_day() -> None:
    """The clocks go back at 2 in the morning of Sunday 25 October 2026: by London's clock these are 24 hours and 59
    minutes with no midnight in them.

    Fri 23 Oct 2026 10:00  admitted       RNS:HAWTHORN  21
    Sun 25 Oct 2026 00:00  delay_started  28
    Sun 25 Oct 2026 23:59  discharged     RNS:HAWTHORN  19/1

    delay: 28 Sun 25 Oct 2026 00:00 to Sun 25 Oct 2026 23:59, 0 nights
    """


@holds
def test_the_hour_that_comes_twice_is_in_order() -> None:
    """
    Fri 23 Oct 2026 10:00      admitted       RNS:HAWTHORN  21
    Sun 25 Oct 2026 01:40 BST  delay_started  28
    Sun 25 Oct 2026 01:10 GMT  delay_ended    28
    Mon 26 Oct 2026 12:00      discharged     RNS:HAWTHORN  19/1

    delay: 28 Sun 25 Oct 2026 01:40 BST to Sun 25 Oct 2026 01:10 GMT, 0 nights
    """


@holds
def test_in_summer_the_day_is_that_of_the_clock_on_the_wall() -> None:
    """Half past eleven at night in universal time is already the next day in England, from March to October.

    Mon 6 Jul 2026 10:00      admitted       RNS:HAWTHORN  21
    Mon 6 Jul 2026 23:30 UTC  delay_started  28
    Wed 8 Jul 2026 12:00      discharged     RNS:HAWTHORN  19/1

    delay: 28 Tue 7 Jul 2026 00:30 to Wed 8 Jul 2026 12:00, 1 night
    """


@holds
def test_a_delay_across_the_end_of_a_month_is_one_delay() -> None:
    """A month's count takes the nights that begin in it: three in January, two in February.

    Thu 29 Jan 2026 08:00  admitted       RNS:HAWTHORN  21
    Thu 29 Jan 2026 09:00  delay_started  28
    Tue 3 Feb 2026 15:00   discharged     RNS:HAWTHORN  19/1

    delay: 28 Thu 29 Jan 2026 09:00 to Tue 3 Feb 2026 15:00, 5 nights
    counted: 5 nights from Thu 29 Jan 2026, 28
    """


@holds
def test_february_has_a_29th_in_a_leap_year() -> None:
    """
    Mon 26 Feb 2024 10:00  admitted       RNS:HAWTHORN  21
    Wed 28 Feb 2024 09:00  delay_started  28
    Fri 1 Mar 2024 15:00   discharged     RNS:HAWTHORN  19/1

    delay: 28 Wed 28 Feb 2024 09:00 to Fri 1 Mar 2024 15:00, 2 nights
    """


@holds
def test_a_delay_still_running_is_counted_until_now() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met
    Tue 6 Jan 2026 09:05  delay_started               28
    Fri 9 Jan 2026 08:00  now

    delay: 28 Tue 6 Jan 2026 09:05 to now, 3 nights
    counted: 3 nights from Tue 6 Jan 2026, 28
    """


@holds
def test_a_person_made_unwell_again_is_not_delayed() -> None:
    """Every reason ends when the person meets the criteria to reside again.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Tue 6 Jan 2026 09:05   delay_started               28
    Thu 8 Jan 2026 07:00   criteria_to_reside_met
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    delay: 28 Tue 6 Jan 2026 09:05 to Thu 8 Jan 2026 07:00, 2 nights
    counted: 2 nights from Tue 6 Jan 2026, 28
    """


@holds
def test_a_delay_begins_at_the_earliest_with_the_admission() -> None:
    """
    Sun 4 Jan 2026 09:00  delay_started  28                  [spell=v1]
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 14:00  discharged     RNS:HAWTHORN  19/1  [spell=v1]

    delay: 28 Mon 5 Jan 2026 10:00 to Wed 7 Jan 2026 14:00, 2 nights
    """
