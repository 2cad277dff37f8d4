"""Emergency admissions for urgent conditions that a good service could treat without a bed

The list is of acute episodes that a working urgent care service can manage without admission: chronic lung disease,
mental health crises, chest and abdominal pain without a cause found, clots in the leg, cellulitis, blocked tubes, low
blood sugar, urine infections, angina, fits and minor head injuries, by main diagnosis; and falls of people aged 75
and over, by a cause coded in any place. Some are in the list of chronic conditions too: the two must not be added.

Source: NHS England, *CCG Improvement and Assessment Framework 2018/19: Technical Annex*, version 1.1, November 2018,
indicator 127b, read 22 November 2026 in a public copy. It prints the age of falls as 74 in its table and as 75 and
over beneath. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_a_urine_infection_counts_and_high_blood_pressure_does_not() -> None:
    """The second is a chronic condition and not an urgent one.

    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p1]
    Fri 9 Jan 2026 12:00   diagnosed                N39.0/1  [person=p1]
    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p2]
    Fri 9 Jan 2026 12:00   diagnosed                I10X/1   [person=p2]

    measure avoidable_admissions_urgent: 1
    """


@holds
def test_falls_count_from_75_on() -> None:
    """All three broke a hip in a fall: p1 turned 75 that day, p2 will tomorrow, and of p3 the fall was coded first.

    Mon 5 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p1] [born=1951-01-05]
    Mon 5 Jan 2026 12:00   diagnosed                S72.0/1  [person=p1]
    Mon 5 Jan 2026 12:00   diagnosed                W19/2    [person=p1]
    Mon 5 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p2] [born=1951-01-06]
    Mon 5 Jan 2026 12:00   diagnosed                S72.0/1  [person=p2]
    Mon 5 Jan 2026 12:00   diagnosed                W19/2    [person=p2]
    Mon 5 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p3]
    Mon 5 Jan 2026 12:00   diagnosed                W06/1    [person=p3]
    Mon 5 Jan 2026 12:00   diagnosed                S72.0/2  [person=p3]

    measure avoidable_admissions_urgent: 2
    """
