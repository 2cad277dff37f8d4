"""People aged 65 and over admitted as an emergency who had a care plan beforehand

A plan helps in a crisis if it was agreed before it. It counts from the day after it was agreed, so that one written
in A&E on the way to the ward does not, and for every later admission.

Source: our own. The local system reviews (Care Quality Commission, 2018) found that plans were not always made before
somebody came to hospital. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_a_plan_agreed_on_the_day_itself_came_too_late() -> None:
    """p3 has none.

    Mon 1 Dec 2025 10:00  care_plan_agreed                    [person=p1]
    Fri 9 Jan 2026 10:00  admitted          RNS:HAWTHORN  21  [person=p1]
    Fri 9 Jan 2026 09:00  care_plan_agreed                    [person=p2]
    Fri 9 Jan 2026 10:00  admitted          RNS:HAWTHORN  21  [person=p2]
    Fri 9 Jan 2026 10:00  admitted          RNS:HAWTHORN  21  [person=p3]

    measure care_plan_before_crisis: 1 of 3
    """


@holds
def test_a_plan_agreed_in_the_first_stay_is_there_for_the_second() -> None:
    """
    Fri 9 Jan 2026 10:00   admitted          RNS:HAWTHORN  21    [spell=a]
    Sat 10 Jan 2026 10:00  care_plan_agreed                      [spell=a]
    Sun 11 Jan 2026 10:00  discharged        RNS:HAWTHORN  19/1  [spell=a]
    Mon 9 Feb 2026 10:00   admitted          RNS:HAWTHORN  21    [spell=b]

    measure care_plan_before_crisis: 1 of 2
    """
