"""Several reasons at once

In truth more than one thing may keep a person. Each reason has a clock of its own, so that whoever could have ended it
sees how long it ran. The national collections take one reason for a person and day; of those running we take the one
that began first, and each night is counted once. Nights of a person ready to leave under no reason at all are counted
too, as *no reason*: they are the ones that nobody has explained.

Source: NHS England, *Acute discharge situation report: technical specification*, 30 April 2024 (one reason for each
person; its wording was not read). Which of several to take is our own choice, and the examples are our own.
"""

from tests.spec.page import holds


@holds
def test_each_reason_has_its_own_clock_and_each_night_is_counted_once() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Tue 6 Jan 2026 09:00   delay_started               12
    Wed 7 Jan 2026 11:00   delay_started               28
    Thu 8 Jan 2026 15:00   delay_ended                 12
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    delay: 12 Tue 6 Jan 2026 09:00 to Thu 8 Jan 2026 15:00, 2 nights
    delay: 28 Wed 7 Jan 2026 11:00 to Mon 12 Jan 2026 14:00, 5 nights
    counted: 2 nights from Tue 6 Jan 2026, 12
    counted: 4 nights from Thu 8 Jan 2026, 28
    nights since ready: 6
    """


@holds
def test_a_reason_inside_another_has_a_clock_and_no_night_of_its_own() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Tue 6 Jan 2026 09:00   delay_started               33
    Wed 7 Jan 2026 11:00   delay_started               5
    Thu 8 Jan 2026 15:00   delay_ended                 5
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  85/1

    delay: 33 Tue 6 Jan 2026 09:00 to Mon 12 Jan 2026 14:00, 6 nights
    delay: 5 Wed 7 Jan 2026 11:00 to Thu 8 Jan 2026 15:00, 1 night
    counted: 6 nights from Tue 6 Jan 2026, 33
    """


@holds
def test_nights_before_between_and_after_the_reasons_are_counted_as_no_reason() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Wed 7 Jan 2026 09:00   delay_started               12
    Fri 9 Jan 2026 10:00   delay_ended                 12
    Sun 11 Jan 2026 12:00  delay_started               28
    Mon 12 Jan 2026 12:00  delay_ended                 28
    Wed 14 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    counted: 1 night from Tue 6 Jan 2026, no reason
    counted: 2 nights from Wed 7 Jan 2026, 12
    counted: 2 nights from Fri 9 Jan 2026, no reason
    counted: 1 night from Sun 11 Jan 2026, 28
    counted: 2 nights from Mon 12 Jan 2026, no reason
    nights since ready: 8
    """


@holds
def test_a_person_ready_to_leave_with_no_reason_recorded_is_delayed_for_no_reason() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met
    Fri 9 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    delay: none
    counted: 3 nights from Tue 6 Jan 2026, no reason
    """


@holds
def test_the_same_reason_recorded_again_while_it_runs_is_the_same_clock() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  delay_started  28
    Wed 7 Jan 2026 09:00  delay_started  28
    Thu 8 Jan 2026 09:00  delay_started  28
    Fri 9 Jan 2026 14:00  discharged     RNS:HAWTHORN  19/1

    delay: 28 Tue 6 Jan 2026 09:00 to Fri 9 Jan 2026 14:00, 3 nights
    """


@holds
def test_the_same_reason_again_after_it_ended_is_a_second_clock() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  delay_started  28
    Wed 7 Jan 2026 09:00  delay_ended    28
    Thu 8 Jan 2026 09:00  delay_started  28
    Fri 9 Jan 2026 14:00  discharged     RNS:HAWTHORN  19/1

    delay: 28 Tue 6 Jan 2026 09:00 to Wed 7 Jan 2026 09:00, 1 night
    delay: 28 Thu 8 Jan 2026 09:00 to Fri 9 Jan 2026 14:00, 1 night
    """


@holds
def test_one_reason_put_down_to_two_bodies_is_two_clocks_and_its_end_ends_both() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  delay_started  E/nhs
    Wed 7 Jan 2026 09:00  delay_started  E/social_care
    Thu 8 Jan 2026 09:00  delay_ended    E
    Fri 9 Jan 2026 14:00  discharged     RNS:HAWTHORN  19/1

    delay: E/nhs Tue 6 Jan 2026 09:00 to Thu 8 Jan 2026 09:00, 2 nights
    delay: E/social_care Wed 7 Jan 2026 09:00 to Thu 8 Jan 2026 09:00, 1 night
    counted: 2 nights from Tue 6 Jan 2026, E/nhs
    """


@holds
def test_an_end_that_names_its_delay_ends_that_one_alone() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  delay_started  E/nhs          [as=nurse]
    Wed 7 Jan 2026 09:00  delay_started  E/social_care
    Thu 8 Jan 2026 09:00  delay_ended    E              [about=nurse]
    Fri 9 Jan 2026 14:00  discharged     RNS:HAWTHORN  19/1

    delay: E/nhs Tue 6 Jan 2026 09:00 to Thu 8 Jan 2026 09:00, 2 nights
    delay: E/social_care Wed 7 Jan 2026 09:00 to Fri 9 Jan 2026 14:00, 2 nights
    counted: 2 nights from Tue 6 Jan 2026, E/nhs
    counted: 1 night from Thu 8 Jan 2026, E/social_care
    """


@holds
def test_a_day_with_two_reasons_belongs_to_the_one_that_held_at_its_midnight() -> None:
    """The first reason ended on Wednesday morning and the second began that afternoon: Wednesday night is the
    second's.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met
    Tue 6 Jan 2026 09:00  delay_started               12
    Wed 7 Jan 2026 09:00  delay_ended                 12
    Wed 7 Jan 2026 16:00  delay_started               28
    Fri 9 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    counted: 1 night from Tue 6 Jan 2026, 12
    counted: 2 nights from Wed 7 Jan 2026, 28
    """


@holds
def test_nights_of_two_periods_of_readiness_leave_out_the_nights_between() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00   criteria_to_reside_met
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met
    Sat 10 Jan 2026 09:30  delay_started               28
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    counted: 2 nights from Tue 6 Jan 2026, no reason
    counted: 2 nights from Sat 10 Jan 2026, 28
    """


@holds
def test_a_reason_recorded_though_readiness_was_not_counts_all_the_same() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted       RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  delay_started  28
    Fri 9 Jan 2026 14:00  discharged     RNS:HAWTHORN  19/1

    discharge ready date: none
    counted: 3 nights from Tue 6 Jan 2026, 28
    """
