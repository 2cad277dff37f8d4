"""People for whom the NHS pays all care outside hospital (continuing healthcare)

Residents whom the last decision found eligible, averaged over the midnights of the period, for every 50,000 residents
of 18 and over. Somebody is eligible from the day decided until another decision says otherwise, or until they die. The
numerator below is people at a midnight, summed over the nights and divided by them.

Source: NHS England, *NHS continuing healthcare and NHS-funded nursing care*: people eligible at the end of a quarter,
per 50,000 people registered with a practice aged 18 and over, the unit of the CQC local system reviews. The examples
are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_eligible_from_the_day_decided_until_another_decision_or_death() -> None:
    """Ten nights. p1 on all of them, p2 from the 6th (5 nights), p3 until a review on the 4th (3 nights: 1, 2, 3),
    p4 until dying on the 8th (7 nights). p5 was not found eligible. 10 + 5 + 3 + 7 = 25 in 10 nights.

    from 1 Jan 2026 to 10 Jan 2026
    Mon 1 Dec 2025 10:00  continuing_care_requested  checklist     [person=p1]
    Tue 23 Dec 2025 10:00  continuing_care_decided    eligible      [person=p1]
    Mon 1 Dec 2025 10:00  continuing_care_requested  checklist     [person=p2]
    Tue 6 Jan 2026 10:00  continuing_care_decided    eligible      [person=p2]
    Mon 1 Dec 2025 10:00  continuing_care_requested  fast_track    [person=p3]
    Tue 2 Dec 2025 10:00  continuing_care_decided    eligible      [person=p3]
    Sun 4 Jan 2026 10:00  continuing_care_decided    not_eligible  [person=p3]
    Mon 1 Dec 2025 10:00  continuing_care_requested  fast_track    [person=p4]
    Tue 2 Dec 2025 10:00  continuing_care_decided    eligible      [person=p4]
    Thu 8 Jan 2026 10:00  died                                     [person=p4]
    Mon 1 Dec 2025 10:00  continuing_care_requested  checklist     [person=p5]
    Tue 23 Dec 2025 10:00  continuing_care_decided    nursing_care  [person=p5]

    measure continuing_healthcare_eligible: 2.5
    """


@holds
def test_by_how_it_was_asked_for() -> None:
    """In one night: two by the checklist, one by the fast track. A decision without a request is counted as not known.

    from 5 Jan 2026 to 5 Jan 2026
    Mon 1 Dec 2025 10:00  continuing_care_requested  checklist   [person=p1]
    Tue 23 Dec 2025 10:00  continuing_care_decided    eligible    [person=p1]
    Mon 1 Dec 2025 10:00  continuing_care_requested  checklist   [person=p2]
    Tue 23 Dec 2025 10:00  continuing_care_decided    eligible    [person=p2]
    Mon 1 Dec 2025 10:00  continuing_care_requested  fast_track  [person=p3]
    Tue 2 Dec 2025 10:00  continuing_care_decided    eligible    [person=p3]
    Tue 2 Dec 2025 10:00  continuing_care_decided    eligible    [person=p4]

    measure continuing_healthcare_eligible by kind: checklist = 2
    measure continuing_healthcare_eligible by kind: fast_track = 1
    measure continuing_healthcare_eligible by kind: not known = 1
    """
