"""Hours from an offer to the choice, in hospital

A choice needs time and good answers; where families wait for a visit or a price, somebody can shorten that. The median
of whole hours from the first offer of the service that was chosen, in the same stay, to the choice. Neither direction
is better by itself.

Source: our own measure, after the choice policies that the local system reviews of 2018 read. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_from_the_first_offer_of_the_home_that_was_chosen() -> None:
    """OAKS was offered on Wednesday at 10, again on Thursday, and chosen on Friday at 10:30: 48 whole hours. That ELMS
    was offered earlier is another matter.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21
    Tue 6 Jan 2026 10:00   offered                       [service=ELMS]
    Wed 7 Jan 2026 10:00   offered                       [service=OAKS]
    Thu 8 Jan 2026 10:00   offered                       [service=OAKS]
    Fri 9 Jan 2026 10:30   chosen                        [service=OAKS]
    Mon 12 Jan 2026 12:00  discharged  RNS:HAWTHORN  85/1

    measure hours_from_offer_to_choice: 48 hours
    """


@holds
def test_a_choice_that_names_nothing_counts_from_the_first_offer_and_one_without_an_offer_is_told_in_a_note() -> None:
    """The night in which the clocks go back has an hour more: from noon to noon are 25.

    Fri 23 Oct 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Sat 24 Oct 2026 12:00  offered                         [person=p1] [service=ELMS]
    Sat 24 Oct 2026 15:00  offered                         [person=p1] [service=OAKS]
    Sun 25 Oct 2026 12:00  chosen                          [person=p1]
    Mon 26 Oct 2026 12:00  discharged  RNS:HAWTHORN  85/1  [person=p1]
    Fri 23 Oct 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 25 Oct 2026 12:00  chosen                          [person=p2] [service=OAKS]
    Mon 26 Oct 2026 12:00  discharged  RNS:HAWTHORN  85/1  [person=p2]

    measure hours_from_offer_to_choice: 25 hours
    """
