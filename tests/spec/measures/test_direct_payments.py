"""People with long-term support at home who have a direct payment

At each midnight: adults with a home care package or other long-term care at home, once each however many agencies
come, and those of them whose council's budget was last agreed as a direct payment, whole or in part. For the number
of the Adult Social Care Outcomes Framework, ask for the last day of the year.

Source: DHSC, *adult social care client level data*, published SQL of 11 June 2026, measure 3D part 2a, read 22
November 2026. It leaves out people who are in a care home at the same time. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_on_the_last_day_of_the_year() -> None:
    """p3's direct payment ended on 20 March; p4 has the money and no support yet.

    from 31 Mar 2026 to 31 Mar 2026
    Thu 1 Jan 2026 10:00   support_started  home_care            [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   budget_agreed    direct_payment       [person=p1]
    Thu 1 Jan 2026 10:00   support_started  home_care            [person=p2] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   budget_agreed    council_managed      [person=p2]
    Thu 1 Jan 2026 10:00   support_started  long_term            [person=p3] [service=DAYS]
    Mon 5 Jan 2026 10:00   budget_agreed    part_direct_payment  [person=p3]
    Fri 20 Mar 2026 10:00  budget_agreed    none                 [person=p3]
    Mon 5 Jan 2026 10:00   budget_agreed    direct_payment       [person=p4]

    measure direct_payments: 1 of 3
    """


@holds
def test_two_agencies_are_one_person_and_a_health_budget_leaves_the_council_s_as_it_is() -> None:
    """p1 is there on both nights, p2 on the first: 2 / 2 of 3 / 2.

    from 30 Mar 2026 to 31 Mar 2026
    Thu 1 Jan 2026 10:00   support_started  home_care       [person=p1] [service=HOMECARE]
    Fri 2 Jan 2026 10:00   support_started  home_care       [person=p1] [service=NIGHTS]
    Mon 5 Jan 2026 10:00   budget_agreed    direct_payment  [person=p1]
    Tue 6 Jan 2026 10:00   budget_agreed    phb_notional    [person=p1]
    Thu 1 Jan 2026 10:00   support_started  home_care       [person=p2] [service=HOMECARE]
    Tue 31 Mar 2026 10:00  support_ended    other           [person=p2] [service=HOMECARE]

    measure direct_payments: 1 of 1.5
    """
