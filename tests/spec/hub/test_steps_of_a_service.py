"""Steps of a service

A service says how full it is: the most it can hold, how many of those are used, kept for somebody, and free to take
now, and the first day on which it could take anybody. Numbers that cannot be are sent back with the sum that does not
fit. A service closes and opens itself; where somebody in charge has stopped placements, only they let them go on.

Source: the parts of a vacancy are those of the Capacity Tracker (formal notice updated 26 April 2024). A monthly duty
is no live report, so each report says when and by whom. The rules and examples are our own.
"""

from tests.spec.hub.step_page import holds


@holds
def test_vacancies_that_cannot_be_are_sent_back_with_the_sum() -> None:
    """
    Mon 5 Jan 2026 09:00  vacancies_reported  GOSSAMER  40/36/1/3  [person=]
    Wed 7 Jan 2026 09:00  now

    report vacancies, GOSSAMER, 40, 36, 1, 3: vacancies_reported 40/36/1/3
    report vacancies, GOSSAMER, 40, 36, 1, 3, 2026-01-12: vacancies_reported 40/36/1/3/2026-01-12
    report vacancies, GOSSAMER, 40, 40, 0, 0: vacancies_reported 40/40/0/0
    report vacancies, GOSSAMER, 40, 36, 2, 3: no. 36 used, 2 kept and 3 taking make 41, more than the 40 that it can
        hold. Mend one of them.
    report vacancies, GOSSAMER, 40, 41, 0, 0: no. 41 used is more than the 40 that it can hold. Mend one of the two.
    report vacancies, GOSSAMER, 40, 36, -1, 3: no. -1 cannot be a number of places. Give 0 or more.
    report vacancies, GOSSAMER, 40, 36, 1, 3, 2026-01-06: no. 2026-01-06 has passed. Give today or a later day.
    report vacancies, none, 40, 36, 1, 3: no. Say which service this is about.
    """


@holds
def test_a_home_that_closed_overnight_takes_nobody_until_it_opens() -> None:
    """
    Tue 6 Jan 2026 23:00  service_closed  GOSSAMER  infection  [person=]
    Wed 7 Jan 2026 09:00  now

    report vacancies, GOSSAMER, 40, 36, 1, 3: no. This is closed, so it takes nobody. Report 0 taking, or reopen it
        first.
    report vacancies, GOSSAMER, 40, 36, 1, 0: vacancies_reported 40/36/1/0
    report vacancies, QUILL, 20, 18, 0, 2: vacancies_reported 20/18/0/2
    close service, GOSSAMER, staff: no. This is closed already. Reopen it when it takes people again.
    close service, QUILL, staff: service_closed staff
    close service, QUILL, tired: no. “tired” is not a reason for closing. Choose one of the list, such as infection.
    reopen service, GOSSAMER: service_reopened
    reopen service, QUILL: no. This is open already. Report its vacancies, so that others see them.
    """


@holds
def test_only_who_stopped_placements_lets_them_go_on() -> None:
    """
    Tue 6 Jan 2026 10:00  service_embargoed  GOSSAMER  quality  [person=] [source=lead@COUNCIL/k3]
    Wed 7 Jan 2026 09:00  now

    report vacancies, GOSSAMER, 40, 36, 1, 3: no. Somebody in charge stopped placements here, so it takes nobody.
        Report 0 taking, or reopen it first.
    reopen service, GOSSAMER, by care_home@GOSS/k5: no. COUNCIL stopped placements here. Ask them to lift it.
    reopen service, GOSSAMER, by lead@COUNCIL/k8: service_reopened
    """
