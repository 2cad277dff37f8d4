"""Ward moves at night

Of the moves from one ward to another within a hospital stay, those from 23:00 up to, and not including, 06:00 by the
clock in England. A move to another bed of the same ward is none; nor is a move of which one ward is not known. Why
somebody was moved is not in the ledger, so moves for a clinical reason are counted too.

Source: no national definition was found; the hours are those of The Times' request to trusts in 2014: Nursing Times,
*More NHS patients "moved at night"*, March 2014,
<https://www.nursingtimes.net/clinical-archive/patient-safety/more-nhs-patients-moved-at-night/5069019.article>, read
22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_night_is_from_eleven_to_six() -> None:
    """p1 was moved at 23:00, to another bed at 03:00, and on at 06:00; p2 at 05:59.

    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21  [person=p1]
    Mon 5 Jan 2026 23:00  moved     RNS:ROWAN:B1      [person=p1]
    Tue 6 Jan 2026 03:00  moved     RNS:ROWAN:B2      [person=p1]
    Tue 6 Jan 2026 06:00  moved     RNS:BEECH         [person=p1]
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21  [person=p2]
    Tue 6 Jan 2026 05:59  moved     RNS:ROWAN         [person=p2]

    measure overnight_moves: 2 of 3
    """


@holds
def test_in_summer_the_night_in_england_is_an_hour_before_that_of_universal_time() -> None:
    """23:30 and 06:30 by the clock in England.

    Thu 9 Jul 2026 10:00       admitted  RNS:HAWTHORN  21  [person=p1]
    Thu 9 Jul 2026 22:30 UTC   moved     RNS:ROWAN         [person=p1]
    Fri 10 Jul 2026 05:30 UTC  moved     RNS:BEECH         [person=p1]

    measure overnight_moves: 1 of 2
    """
