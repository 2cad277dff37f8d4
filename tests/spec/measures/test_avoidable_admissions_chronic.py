"""Emergency admissions for chronic conditions that should not usually need hospital

A stay counts when it began as an emergency, the person was 65 or over on that day and lives in the area, and its main
diagnosis is a condition of the list: chronic hepatitis B, asthma, heart failure, high blood pressure, diabetes,
chronic lung disease, angina and chronic heart disease, atrial fibrillation, anaemia for want of iron, B12 or folate,
epilepsy and dementia. Acute bronchitis counts beside a chronic lung disease. Who goes on to another hospital is
admitted once.

Source: NHS Digital, *CCG Outcomes Indicator Set 2.6, Unplanned hospitalisation for chronic ambulatory care sensitive
conditions*, indicator specification version 1.15, December 2018, read 22 November 2026 in a public copy. Its rate is
of all ages, registered people, and standardised, and it leaves out some operations, which the ledger does not hold.
It prints no worked example: these are our own.
"""

from tests.spec.page import holds


@holds
def test_from_the_day_on_which_somebody_turns_65() -> None:
    """p3 is 64 and p4 turned 65 that day; a broken hip (S72.0) is no chronic condition.

    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p1]
    Fri 9 Jan 2026 12:00   diagnosed                J44.1/1  [person=p1]
    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p2]
    Fri 9 Jan 2026 12:00   diagnosed                S72.0/1  [person=p2]
    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p3] [born=1961-01-10]
    Fri 9 Jan 2026 12:00   diagnosed                I50.0/1  [person=p3]
    Fri 9 Jan 2026 10:00   admitted   RNS:HAWTHORN  21       [person=p4] [born=1961-01-09]
    Fri 9 Jan 2026 12:00   diagnosed                I50.0/1  [person=p4]

    measure avoidable_admissions_chronic: 2
    """


@holds
def test_bronchitis_needs_a_chronic_lung_disease_and_a_transfer_is_no_second_admission() -> None:
    """p1 has bronchitis alone, p2 beside a chronic lung disease; p3 came by plan; p4 went on to another hospital with
    the same failing heart and counts once.

    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  21       [person=p1]
    Fri 9 Jan 2026 12:00   diagnosed                 J20.9/1  [person=p1]
    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  21       [person=p2]
    Fri 9 Jan 2026 12:00   diagnosed                 J20.9/1  [person=p2]
    Fri 9 Jan 2026 12:00   diagnosed                 J44.9/2  [person=p2]
    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  11       [person=p3]
    Fri 9 Jan 2026 12:00   diagnosed                 I50.0/1  [person=p3]
    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  21       [person=p4] [spell=a]
    Fri 9 Jan 2026 12:00   diagnosed                 I50.0/1  [person=p4] [spell=a]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  51/1     [person=p4] [spell=a]
    Sat 10 Jan 2026 14:00  admitted    RNQ:ASHBY     21       [person=p4] [spell=b]
    Sat 10 Jan 2026 16:00  diagnosed                 I50.0/1  [person=p4] [spell=b]

    measure avoidable_admissions_chronic: 2
    """
