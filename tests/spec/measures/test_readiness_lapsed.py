"""Ready to leave, then unwell again before they left

Some of those who wait in a hospital bed fall ill there. Of the runs of days on which somebody no longer met the
criteria to reside and that ended, by leaving, by dying or by becoming unwell, how many ended because the person met the
criteria again. Asking again every day neither ends a run nor begins one. A ward too quick to say ready shows here too.

Source: our own measure, on the criteria to reside of DHSC's *Hospital discharge and community support guidance*
(updated 26 January 2024, Annex D). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_unwell_once_and_then_gone_is_one_of_two_runs() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00   criteria_to_reside_met
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    measure readiness_lapsed: 1 of 2
    """


@holds
def test_somebody_still_waiting_has_not_ended_their_run_and_a_death_ends_one() -> None:
    """The first became unwell and is still in; the second is ready and still in; the third died.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Thu 8 Jan 2026 09:00   criteria_to_reside_met                          [person=p1]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Thu 8 Jan 2026 09:00   discharged                  RNS:HAWTHORN  79/4  [person=p3]
    Sat 10 Jan 2026 12:00  now

    measure readiness_lapsed: 1 of 2
    """
