"""Time in A&E in the middle, people aged 65 and over

Whole minutes from arriving to leaving, of people who were 65 or over on the day they came. Minutes are minutes that
passed. An attendance without an end is left out and told. Between two ranks the percentile is interpolated, (n-1)q.

Source: A&E clinical quality indicators, in use from April 2011: total time in A&E; NHS Digital, *Provisional Accident
and Emergency Quality Indicators*, 9 November 2017, names the 95th percentile;
<https://digital.nhs.uk/data-and-information/publications/statistical/accident-and-emergency-quality-indicators>, read
22 November 2026. The age is ours. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_on_the_day_of_turning_65_a_person_counts_and_on_the_day_before_does_not() -> None:
    """p4 turns 65 on the day, p5 on the next; the middle of 60, 120, 240 and 300 minutes lies half way from 120 to
    240.

    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p1] [spell=v1]
    Mon 5 Jan 2026 11:00  left_department  RNS:AE  home     [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p2] [spell=v2]
    Mon 5 Jan 2026 12:00  left_department  RNS:AE  home     [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p3] [spell=v3]
    Mon 5 Jan 2026 15:00  left_department  RNS:AE  home     [person=p3] [spell=v3]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p4] [spell=v4] [born=1961-01-05]
    Mon 5 Jan 2026 14:00  left_department  RNS:AE  home     [person=p4] [spell=v4]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p5] [spell=v5] [born=1961-01-06]
    Mon 5 Jan 2026 23:00  left_department  RNS:AE  home     [person=p5] [spell=v5]

    measure ae_minutes_65_p50: 180 minutes
    """


@holds
def test_ae_minutes_65_p50_by_the_minutes_that_passed_when_the_clocks_change() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October. 90 minutes passed in spring and 210 in autumn,
    though the wall says 150 both times.

    Sun 29 Mar 2026 00:30  attended         RNS:AE  walk_in  [person=p1] [spell=v1]
    Sun 29 Mar 2026 03:00  left_department  RNS:AE  home     [person=p1] [spell=v1]
    Sun 25 Oct 2026 00:30  attended         RNS:AE  walk_in  [person=p2] [spell=v2]
    Sun 25 Oct 2026 03:00  left_department  RNS:AE  home     [person=p2] [spell=v2]

    measure ae_minutes_65_p50: 150 minutes
    """
