"""Events that share a time

Up to 87% of the events in real hospital logs share their time with another. They are put in order by the sender's own
sequence where it gives one, then by when they were recorded, and last by their id, so that any two machines agree. The
order in which messages reached us never matters: every example on these pages is told forwards, backwards and twice.

Source: our own rule and our own examples.
"""

from tests.spec.page import holds


@holds
def test_the_senders_sequence_comes_first() -> None:
    """Two rounds are put down for nine. The sender says which was later, though it was written down first.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_met      [sequence=2] [recorded=Tue 6 Jan 2026 09:10]
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  [sequence=1] [recorded=Tue 6 Jan 2026 09:40]
    Wed 7 Jan 2026 09:00  now

    ready: Tue 6 Jan 2026 09:00 to Tue 6 Jan 2026 09:00
    discharge ready date: none
    """


@holds
def test_then_comes_when_it_was_recorded() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_met      [recorded=Tue 6 Jan 2026 09:01]
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  [recorded=Tue 6 Jan 2026 11:00]
    Wed 7 Jan 2026 09:00  now

    ready: Tue 6 Jan 2026 09:00 to now
    discharge ready date: Tue 6 Jan 2026
    """


@holds
def test_what_happened_first_comes_first_whenever_it_was_recorded() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  [recorded=Thu 8 Jan 2026 09:00]
    Wed 7 Jan 2026 09:00  criteria_to_reside_met      [recorded=Wed 7 Jan 2026 09:00]
    Thu 8 Jan 2026 12:00  now

    ready: Tue 6 Jan 2026 09:00 to Wed 7 Jan 2026 09:00
    discharge ready date: none
    """


@holds
def test_of_two_moves_at_one_moment_the_later_in_order_is_where_the_person_is() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00  moved     RNS:ROWAN      [sequence=1]
    Mon 5 Jan 2026 12:00  moved     RNS:BEECH      [sequence=2]
    Tue 6 Jan 2026 09:00  now

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 12:00
    ward: RNS:BEECH Mon 5 Jan 2026 12:00 to now
    """


@holds
def test_a_move_at_the_moment_of_admission_is_where_the_stay_begins() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS           21  [sequence=1]
    Mon 5 Jan 2026 10:00  moved     RNS:HAWTHORN      [sequence=2]
    Tue 6 Jan 2026 09:00  now

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to now
    """


@holds
def test_leaving_one_hospital_and_entering_another_in_one_minute_are_two_spells() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  admitted    RNQ:ASHBY     81    [spell=k1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  51/1  [spell=v1]
    Thu 8 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [spell=k1]

    spell: RNS Mon 5 Jan 2026 10:00 to Wed 7 Jan 2026 12:00
    spell: RNQ Wed 7 Jan 2026 12:00 to Thu 8 Jan 2026 12:00
    goes on elsewhere: yes
    goes on elsewhere: no
    """


@holds
def test_a_move_told_of_the_time_of_leaving_or_later_is_left_out() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  moved       RNS:LOUNGE          [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Wed 7 Jan 2026 12:30  moved       RNS:ROWAN           [spell=v1]

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Wed 7 Jan 2026 12:00
    """
