"""Hospital admissions a day

Hospital stays that began in the period, divided by its days. By method: emergency, planned, transfer from another
hospital, and other.

Source: NHS Data Dictionary, *admission method*: 11 to 13 planned, 21 to 28 and 2A to 2D emergency, 81 transfer. The
examples are our own.
"""

from tests.spec.page import holds


@holds
def test_three_admissions_in_ten_days() -> None:
    """
    from 5 Jan 2026 to 14 Jan 2026
    Mon 5 Jan 2026 10:00   admitted  RNS:HAWTHORN  21  [person=p1]
    Tue 6 Jan 2026 10:00   admitted  RNS:HAWTHORN  2A  [person=p2]
    Wed 14 Jan 2026 10:00  admitted  RNS:HAWTHORN  11  [person=p3]
    Thu 15 Jan 2026 00:00  admitted  RNS:HAWTHORN  21  [person=p4]

    measure admissions_per_day: 3 / 10 = 0.3
    measure admissions_per_day by method: emergency = 2 / 10 = 0.2
    measure admissions_per_day by method: planned = 1 / 10 = 0.1
    """


@holds
def test_the_stroke_of_midnight_belongs_to_the_new_day() -> None:
    """
    from 5 Feb 2026 to 6 Feb 2026
    Wed 4 Feb 2026 23:59  admitted  RNS:HAWTHORN  21  [person=p1]
    Thu 5 Feb 2026 00:00  admitted  RNS:HAWTHORN  21  [person=p2]

    measure admissions_per_day: 1 / 2 = 0.5
    """
