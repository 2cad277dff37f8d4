"""Emergency admissions for injury in a fall

A stay counts when it began as an emergency, the person was 65 or over, the main diagnosis is an injury (S00 to T98)
and a fall (W00 to W19) is coded in any place. A fall without an injury, or an injury from something else, is not one.

Source: NHS England, *CCG Improvement and Assessment Framework 2018/19: Technical Annex*, version 1.1, November 2018,
indicator 104a, read 22 November 2026 in a public copy: the codes, the emergency methods and the leaving out of
transfers. It is standardised by age and sex; this rate is crude. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_it_takes_an_injury_and_a_fall() -> None:
    """p2 was hit by a car (V03), p3 fell with pneumonia as the main diagnosis.

    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p1]
    Fri 9 Jan 2026 12:00   diagnosed                S72.0/1  [person=p1]
    Fri 9 Jan 2026 12:00   diagnosed                I10X/2   [person=p1]
    Fri 9 Jan 2026 12:00   diagnosed                W06/3    [person=p1]
    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p2]
    Fri 9 Jan 2026 12:00   diagnosed                S72.0/1  [person=p2]
    Fri 9 Jan 2026 12:00   diagnosed                V03/2    [person=p2]
    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p3]
    Fri 9 Jan 2026 12:00   diagnosed                J18.1/1  [person=p3]
    Fri 9 Jan 2026 12:00   diagnosed                W19/2    [person=p3]

    measure falls_admissions_65: 1
    """


@holds
def test_one_fall_is_one_admission_though_the_stay_goes_on_elsewhere() -> None:
    """Coming back to the other hospital three nights later is a second one.

    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  21       [person=p1] [spell=a]
    Fri 9 Jan 2026 12:00   diagnosed                 S72.0/1  [person=p1] [spell=a]
    Fri 9 Jan 2026 12:00   diagnosed                 W19/2    [person=p1] [spell=a]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  51/1     [person=p1] [spell=a]
    Sun 11 Jan 2026 14:00  admitted    RNQ:ASHBY     21       [person=p1] [spell=b]
    Sun 11 Jan 2026 15:00  diagnosed                 S72.0/1  [person=p1] [spell=b]
    Sun 11 Jan 2026 15:00  diagnosed                 W19/2    [person=p1] [spell=b]
    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  21       [person=p2] [spell=c]
    Fri 9 Jan 2026 12:00   diagnosed                 S42.2/1  [person=p2] [spell=c]
    Fri 9 Jan 2026 12:00   diagnosed                 W19/2    [person=p2] [spell=c]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1     [person=p2] [spell=c]
    Tue 13 Jan 2026 14:00  admitted    RNQ:ASHBY     21       [person=p2] [spell=d]
    Tue 13 Jan 2026 15:00  diagnosed                 S01.8/1  [person=p2] [spell=d]
    Tue 13 Jan 2026 15:00  diagnosed                 W01/2    [person=p2] [spell=d]

    measure falls_admissions_65: 3
    """
