"""The ways home: discharges by pathway

How many went home with nothing new (0), home with support (1), to a bed to recover in (2), or to a care home (3), of
those whose pathway is recorded. The pathway chosen last in the stay is the one that counts. Stays without a night and
deaths are left out, and a stay that goes on at another hospital counts where it ends.

Source: DHSC, *Hospital discharge and community support guidance*, discharge to assess pathways. Its expectation for
people aged 65 and over (at least 50% on 0, at least 45% on 1, at most 4% on 2, at most 1% on 3, adapted from John
Bolton's model) was read as quoted at <https://marketingteam125.wixsite.com/ascglossary>, 22 November 2026, and not in
the guidance itself (*unverified*). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_pathway_chosen_last_is_the_one_that_counts() -> None:
    """The second was first thought to need a care home.

    Mon 5 Jan 2026 10:00   admitted        RNS:HAWTHORN  21    [person=p1]
    Thu 8 Jan 2026 09:00   pathway_chosen  0                   [person=p1]
    Fri 9 Jan 2026 12:00   discharged      RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted        RNS:HAWTHORN  21    [person=p2]
    Thu 8 Jan 2026 09:00   pathway_chosen  3                   [person=p2]
    Fri 9 Jan 2026 09:00   pathway_chosen  1                   [person=p2]
    Sat 10 Jan 2026 12:00  discharged      RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted        RNS:HAWTHORN  21    [person=p3]
    Thu 8 Jan 2026 09:00   pathway_chosen  1                   [person=p3]
    Fri 9 Jan 2026 12:00   discharged      RNS:HAWTHORN  19/1  [person=p3]

    measure discharge_pathway_mix: 0 = 1 of 3
    measure discharge_pathway_mix: 1 = 2 of 3
    """


@holds
def test_no_pathway_recorded_is_no_fifth_pathway_and_the_dead_went_no_way_home() -> None:
    """The first is told in a note. The second died.

    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 12:00  discharged      RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p2]
    Thu 8 Jan 2026 09:00  pathway_chosen  2                   [person=p2]
    Fri 9 Jan 2026 12:00  discharged      RNS:HAWTHORN  79/4  [person=p2]
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p3]
    Thu 8 Jan 2026 09:00  pathway_chosen  2                   [person=p3]
    Fri 9 Jan 2026 12:00  discharged      RNS:HAWTHORN  51/1  [person=p3]

    measure discharge_pathway_mix: 2 = 1 of 1
    measure discharge_pathway_mix: not known = 0 of 1
    """
