"""Discharge ready date

The date from which a person no longer met the criteria to reside. Wards ask at every round, and being asked again
changes nothing. A person may meet the criteria again: then the date is the start of the current period of not meeting
them for somebody still in, and of the final period for somebody who has left. Where a person leaves on the day they
became ready there is no delay, and a hospital may leave the field empty; an empty field is therefore *not recorded*,
never no nights of delay, and a measure has to say how it treats it.

Source: NHS England, *Discharge Ready Date guidance, examples and frequently asked questions* (published with PRN00603,
2023), <https://england.nhs.uk/long-read/discharge-ready-date-guidance-examples-and-frequently-asked-questions>, read 22
November 2026: the rule was read, its worked examples could not be. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_asking_again_every_day_does_not_restart_the_clock() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_met
    Wed 7 Jan 2026 09:10   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:20   criteria_to_reside_not_met
    Fri 9 Jan 2026 09:00   criteria_to_reside_not_met
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    discharge ready date: Wed 7 Jan 2026
    nights since ready: 5
    """


@holds
def test_a_person_made_unwell_again_has_a_later_ready_date() -> None:
    """Finished stay: the start of the final period.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00   criteria_to_reside_met
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    ready: Wed 7 Jan 2026 09:00 to Thu 8 Jan 2026 09:00
    ready: Sat 10 Jan 2026 09:00 to Mon 12 Jan 2026 14:00
    discharge ready date: Sat 10 Jan 2026
    nights since ready: 2
    """


@holds
def test_a_person_who_is_unwell_now_has_no_ready_date() -> None:
    """Unfinished stay: the start of the current period, and there is none.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00  criteria_to_reside_met
    Fri 9 Jan 2026 12:00  now

    discharge ready date: none
    nights since ready: not known
    """


@holds
def test_a_person_still_in_and_ready_has_been_so_since_the_current_period_began() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00   criteria_to_reside_met
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met
    Tue 13 Jan 2026 12:00  now

    discharge ready date: Sat 10 Jan 2026
    nights since ready: 3
    """


@holds
def test_leaving_on_the_day_of_becoming_ready_is_no_delay() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met
    Wed 7 Jan 2026 21:00  discharged                  RNS:HAWTHORN  19/1

    discharge ready date: Wed 7 Jan 2026
    nights since ready: 0
    """


@holds
def test_nothing_recorded_is_not_no_delay() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Wed 7 Jan 2026 21:00  discharged  RNS:HAWTHORN  19/1

    discharge ready date: none
    nights since ready: not known
    """


@holds
def test_a_cancelled_discharge_lets_the_clock_run_on() -> None:
    """The person never left, so they have been ready all along.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [spell=v1]
    Fri 9 Jan 2026 14:00   discharged                  RNS:HAWTHORN  19/1  [spell=v1]
    Fri 9 Jan 2026 16:00   retracted                   discharged          [spell=v1]
    Mon 12 Jan 2026 11:00  discharged                  RNS:HAWTHORN  19/1  [spell=v1]

    spell: RNS Mon 5 Jan 2026 10:00 to Mon 12 Jan 2026 11:00
    discharge ready date: Wed 7 Jan 2026
    nights since ready: 5
    """


@holds
def test_a_cancelled_discharge_with_no_other_since_leaves_the_person_in_and_ready() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [spell=v1]
    Fri 9 Jan 2026 14:00   discharged                  RNS:HAWTHORN  19/1  [spell=v1]
    Fri 9 Jan 2026 16:00   retracted                   discharged          [spell=v1]
    Sat 10 Jan 2026 12:00  now

    left for: still in
    discharge ready date: Wed 7 Jan 2026
    nights since ready: 3
    """


@holds
def test_the_date_is_when_the_person_became_ready_not_when_somebody_wrote_it_down() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met  [recorded=Fri 9 Jan 2026 16:00]
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    discharge ready date: Wed 7 Jan 2026
    """


@holds
def test_readiness_told_of_a_time_before_the_admission_counts_from_the_admission() -> None:
    """Our own rule: a bed cannot have been occupied before it was.

    Sun 4 Jan 2026 09:00  criteria_to_reside_not_met                      [spell=v1]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 21:00  discharged                  RNS:HAWTHORN  19/1  [spell=v1]

    discharge ready date: Mon 5 Jan 2026
    nights since ready: 2
    """


@holds
def test_what_is_said_of_readiness_after_the_person_left_counts_for_nothing() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 21:00  discharged                  RNS:HAWTHORN  19/1  [spell=v1]
    Thu 8 Jan 2026 09:00  criteria_to_reside_not_met                      [spell=v1]

    discharge ready date: none
    """


@holds
def test_a_person_who_met_the_criteria_when_last_asked_and_then_left_has_no_ready_date() -> None:
    """Our own reading: the guidance speaks of the final period, and here that period was over before they left. To
    say that they had waited since Wednesday would count nights in which they needed the bed.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00   criteria_to_reside_met
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    ready: Wed 7 Jan 2026 09:00 to Thu 8 Jan 2026 09:00
    discharge ready date: none
    """


@holds
def test_the_same_person_asked_in_the_very_minute_of_leaving_has_none_either() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [sequence=1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [sequence=2]
    Mon 12 Jan 2026 14:00  criteria_to_reside_met                          [sequence=3]
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1  [sequence=4]

    discharge ready date: none
    """


@holds
def test_each_hospital_answers_for_the_readiness_recorded_in_its_own_beds() -> None:
    """Our own reading: a move to another provider ends the spell, and the other asks for itself.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [spell=v1]
    Fri 9 Jan 2026 15:00   moved                       RNQ:ASHBY           [spell=v1]
    Mon 12 Jan 2026 14:00  discharged                  RNQ:ASHBY     19/1  [spell=v1]

    discharge ready date: Wed 7 Jan 2026
    discharge ready date: none
    nights since ready: 2
    nights since ready: not known
    """


@holds
def test_a_move_to_another_ward_changes_nothing() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Fri 9 Jan 2026 15:00   moved                       RNS:ROWAN
    Mon 12 Jan 2026 14:00  discharged                  RNS:ROWAN     19/1

    discharge ready date: Wed 7 Jan 2026
    nights since ready: 5
    """
