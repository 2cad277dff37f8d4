"""People with a personal health budget

Money for health care, planned with the person: paid to them, held by the NHS (notional) or by a third party. A
council's direct payment is another thing and is not counted here. Each adult resident counts on every night that they
hold one, and the nights are averaged.

Source: NHS England, *CCG Improvement and Assessment Framework 2018/19: Technical Annex*, version 1.1, November 2018,
indicator 105b, read 22 November 2026 in a public copy. It counts every budget in place at any time of a quarter. The
examples are our own.
"""

from tests.spec.page import holds


@holds
def test_nights_are_averaged_over_the_period() -> None:
    """p1 holds one for 5 of the 10 nights, p2 for 2: 7 / 10. p3's direct payment is the council's.

    from 1 Jan 2026 to 10 Jan 2026
    Tue 6 Jan 2026 10:00  budget_agreed  phb_notional        [person=p1]
    Mon 1 Dec 2025 10:00  budget_agreed  phb_direct_payment  [person=p2]
    Sat 3 Jan 2026 10:00  budget_agreed  none                [person=p2]
    Mon 1 Dec 2025 10:00  budget_agreed  direct_payment      [person=p3]

    measure personal_health_budgets: 0.7
    """


@holds
def test_by_what_kind_of_budget() -> None:
    """p3 is 17 until the next day.

    from 5 Jan 2026 to 5 Jan 2026
    Mon 1 Dec 2025 10:00  budget_agreed  phb_notional        [person=p1]
    Mon 1 Dec 2025 10:00  budget_agreed  phb_direct_payment  [person=p2]
    Mon 1 Dec 2025 10:00  budget_agreed  phb_notional        [person=p3] [born=2008-01-06]

    measure personal_health_budgets by kind: phb_direct_payment = 1
    measure personal_health_budgets by kind: phb_notional = 1
    """
