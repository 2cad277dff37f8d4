"""A stay known only from its end

A ledger begins on some day, and a system may miss messages. Where no admission was ever told, the stay begins at the
first move or discharge that was, and says that its admission was not heard: its length is the least it can have been.
An admission told later puts it right. Where an admission was told and then cancelled, nothing is left of the stay.

Source: our own rule and our own examples.
"""

from tests.spec.page import holds


@holds
def test_a_stay_of_which_only_the_end_was_told_has_no_known_length() -> None:
    """
    Fri 9 Jan 2026 14:00  discharged  RNS:ROWAN  19/1  [spell=v1]

    spell: RNS Fri 9 Jan 2026 14:00 to Fri 9 Jan 2026 14:00
    nights: 0
    admission heard: no
    admitted as: not told
    left for: 19/1
    """


@holds
def test_such_a_stay_begins_with_the_first_move_that_was_told() -> None:
    """
    Wed 7 Jan 2026 11:00  moved       RNS:ROWAN        [spell=v1]
    Fri 9 Jan 2026 14:00  discharged  RNS:ROWAN  19/1  [spell=v1]

    spell: RNS Wed 7 Jan 2026 11:00 to Fri 9 Jan 2026 14:00
    nights: 2
    admission heard: no
    """


@holds
def test_the_same_without_a_key_of_the_sender() -> None:
    """
    Wed 7 Jan 2026 11:00  moved       RNS:ROWAN
    Fri 9 Jan 2026 14:00  discharged  RNS:ROWAN  19/1

    spell: RNS Wed 7 Jan 2026 11:00 to Fri 9 Jan 2026 14:00
    admission heard: no
    """


@holds
def test_an_admission_told_later_puts_it_right() -> None:
    """
    Wed 7 Jan 2026 11:00  moved       RNS:ROWAN           [spell=v1]
    Fri 9 Jan 2026 14:00  discharged  RNS:ROWAN     19/1  [spell=v1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1] [recorded=Mon 12 Jan 2026 09:00]

    spell: RNS Mon 5 Jan 2026 10:00 to Fri 9 Jan 2026 14:00
    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Wed 7 Jan 2026 11:00
    ward: RNS:ROWAN Wed 7 Jan 2026 11:00 to Fri 9 Jan 2026 14:00
    admission heard: yes
    """


@holds
def test_being_ready_or_delayed_is_not_enough_to_make_a_stay() -> None:
    """
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met      [spell=v1]
    Wed 7 Jan 2026 09:30  delay_started               28  [spell=v1]

    spell: none
    ready: none
    delay: none
    """


@holds
def test_a_cancelled_admission_leaves_no_stay_though_a_move_was_told() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 12:00  moved      RNS:ROWAN         [spell=v1]
    Mon 5 Jan 2026 13:00  retracted  admitted          [spell=v1]

    spell: none
    """
