"""Personal health budgets taken as a direct payment

Of the personal health budgets that adults hold, those paid to the person. CQC's Northamptonshire report prints these
as "direct payments" of people using social care; its England figure, 5.10 of 9.73 per 50,000, is the 52.4% that NHS
Digital printed for direct payments among personal health budgets, so that is what they are.

Source: Care Quality Commission, *Beyond barriers*, 2018: 4,784 of 9,127. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_a_council_s_direct_payment_is_not_one() -> None:
    """p4's is the council's.

    from 5 Jan 2026 to 5 Jan 2026
    Mon 1 Dec 2025 10:00  budget_agreed  phb_direct_payment  [person=p1]
    Mon 1 Dec 2025 10:00  budget_agreed  phb_notional        [person=p2]
    Mon 1 Dec 2025 10:00  budget_agreed  phb_third_party     [person=p3]
    Mon 1 Dec 2025 10:00  budget_agreed  direct_payment      [person=p4]

    measure personal_health_budgets_paid_direct: 1 of 3
    """


@holds
def test_from_the_day_on_which_it_was_agreed() -> None:
    """Notional until the 5th, a direct payment from the 6th: one night of two.

    from 5 Jan 2026 to 6 Jan 2026
    Mon 1 Dec 2025 10:00  budget_agreed  phb_notional
    Tue 6 Jan 2026 10:00  budget_agreed  phb_direct_payment

    measure personal_health_budgets_paid_direct: 0.5 of 1
    """
