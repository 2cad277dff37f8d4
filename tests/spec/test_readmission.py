"""Emergency readmission within 30 days

A stay is followed by an emergency readmission when the person's next admission, to any hospital, is an emergency 0 to
29 nights after they left. Each admission belongs to the last discharge before it, so one discharge has at most one.
Where a stay goes on in another hospital the two are one: going on is no readmission, and the clock begins when the
person leaves the last of them. A person who died in hospital has not been discharged alive and is not counted.

Source: NHS Digital, *I02040 Emergency readmissions within 30 days of discharge from hospital*, specification v3,
<https://digital.nhs.uk/data-and-information/publications/statistical/compendium-emergency-readmissions/current/specifications/emergency-readmissions-within-30-days-of-discharge-from-hospital_3>,
and *3.2*, specification v1.4 of the CCG Outcomes Indicator Set ("0-29 days (inclusive) of the last, previous
discharge"), both read 22 November 2026. Neither prints a worked example; these are our own. The national figure also
leaves out some specialties, cancer and obstetrics, and is standardised.
"""

from tests.spec.page import holds


@holds
def test_day_0_and_day_29_count_and_day_30_does_not() -> None:
    """Three people, each admitted as an emergency, home on 5 January, and back on the same day, 29 days later and 30.

    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Mon 5 Jan 2026 22:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a2]
    Thu 8 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1] [spell=a2]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=b1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=b1]
    Tue 3 Feb 2026 22:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=b2]
    Fri 6 Feb 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p2] [spell=b2]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=c1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=c1]
    Wed 4 Feb 2026 01:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=c2]
    Fri 6 Feb 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p3] [spell=c2]

    p1 readmitted: after 0 nights
    p1 readmitted: no
    p2 readmitted: after 29 nights
    p2 readmitted: no
    p3 readmitted: after 30 nights
    p3 readmitted: no
    measure emergency_readmission_30: 2 of 3
    """


@holds
def test_a_planned_admission_is_no_readmission() -> None:
    """
    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [spell=v1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Mon 12 Jan 2026 08:00  admitted    RNS:ROWAN     11    [spell=v2]
    Tue 13 Jan 2026 12:00  discharged  RNS:ROWAN     19/1  [spell=v2]

    readmitted: no
    readmitted: no
    measure emergency_readmission_30: 0 of 2
    """


@holds
def test_an_emergency_belongs_to_the_last_discharge_before_it() -> None:
    """Home, a planned night in hospital, home, an emergency: it follows the planned stay, and only that one.

    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [spell=v1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Mon 12 Jan 2026 08:00  admitted    RNS:ROWAN     11    [spell=v2]
    Tue 13 Jan 2026 12:00  discharged  RNS:ROWAN     19/1  [spell=v2]
    Fri 16 Jan 2026 03:00  admitted    RNS:HAWTHORN  21    [spell=v3]
    Mon 19 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [spell=v3]

    readmitted: no
    readmitted: after 3 nights
    readmitted: no
    measure emergency_readmission_30: 1 of 2
    """


@holds
def test_another_hospital_counts() -> None:
    """
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Thu 8 Jan 2026 03:00  admitted    RNQ:ASHBY     21    [spell=k1]
    Fri 9 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [spell=k1]

    readmitted: after 3 nights
    readmitted: no
    """


@holds
def test_a_transfer_is_no_readmission_and_the_clock_begins_when_the_person_leaves_for_good() -> None:
    """
    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [spell=v1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  51/1  [spell=v1]
    Mon 5 Jan 2026 14:00   admitted    RNQ:ASHBY     21    [spell=k1]
    Mon 12 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [spell=k1]
    Wed 14 Jan 2026 03:00  admitted    RNS:HAWTHORN  21    [spell=v2]
    Fri 16 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [spell=v2]

    readmitted: no
    readmitted: after 2 nights
    readmitted: no
    measure emergency_readmission_30: 1 of 1
    """


@holds
def test_an_emergency_transfer_from_a_bed_elsewhere_is_no_readmission() -> None:
    """Admission method 2B says that the person was an inpatient elsewhere. Continuous inpatient spells join the two
    within two nights for methods 81 and 2B alike, whatever the first hospital gave as destination: manual and rule of
    the R package epidm, after NHS Digital's *Provider Spells Methodology*, read 22 November 2026.

    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [spell=v1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Mon 5 Jan 2026 14:00   admitted    RNQ:ASHBY     2B    [spell=k1]
    Mon 12 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [spell=k1]

    goes on elsewhere: yes
    goes on elsewhere: no
    readmitted: no
    readmitted: no
    measure emergency_readmission_30: 0 of 1
    """


@holds
def test_a_person_who_died_in_hospital_is_not_counted() -> None:
    """
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1]
    Mon 5 Jan 2026 12:00  died                            [person=p1]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure emergency_readmission_30: 0 of 1
    """


@holds
def test_a_discharge_that_was_cancelled_begins_no_clock() -> None:
    """
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21          [spell=v1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1        [spell=v1]
    Mon 5 Jan 2026 13:00  retracted   discharged                [spell=v1]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1        [spell=v1]
    Sun 11 Jan 2026 03:00  admitted   RNS:ROWAN     21          [spell=v2]
    Mon 12 Jan 2026 12:00  discharged  RNS:ROWAN    79/4        [spell=v2]

    readmitted: after 2 nights
    readmitted: no
    """
