"""How intermediate care ended

Each period of crisis response, reablement and intermediate care at home or in a bed that ended, and how the person
was then, as the service said. The shares of all ends make 100%.

Source: NICE guideline NG74, *Intermediate care including reablement*, 2017, for what intermediate care is. The list
of ends is our own, and so are the examples.
"""

from tests.spec.page import holds


@holds
def test_each_end_is_a_share_of_all() -> None:
    """The home care package that ended is no intermediate care.

    Tue 6 Jan 2026 09:00   support_started  reablement                   [person=p1] [service=START]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support           [person=p1] [service=START]
    Tue 6 Jan 2026 09:00   support_started  bed_based_intermediate_care  [person=p2] [service=SHAW]
    Tue 10 Feb 2026 09:00  support_ended    no_further_support           [person=p2] [service=SHAW]
    Tue 6 Jan 2026 09:00   support_started  crisis_response              [person=p3] [service=CRT]
    Thu 8 Jan 2026 09:00   support_ended    hospital                     [person=p3] [service=CRT]
    Tue 6 Jan 2026 09:00   support_started  home_care                    [person=p4] [service=HOMECARE]
    Thu 8 Jan 2026 09:00   support_ended    hospital                     [person=p4] [service=HOMECARE]

    measure intermediate_care_outcomes: hospital = 1 of 3
    measure intermediate_care_outcomes: no_further_support = 2 of 3
    """


@holds
def test_an_end_without_a_word_is_unknown() -> None:
    """p2's reablement goes on.

    Tue 6 Jan 2026 09:00   support_started  reablement  [person=p1] [service=START]
    Tue 10 Feb 2026 09:00  support_ended                [person=p1] [service=START]
    Tue 6 Jan 2026 09:00   support_started  reablement  [person=p2] [service=START]

    measure intermediate_care_outcomes: unknown = 1 of 1
    """
