"""Who may be responsible for a delay

From 2010 to February 2020 every delayed transfer of care was put down to the NHS, to social care or to both, under one
of eleven reasons, and not everybody could be responsible for everything: further NHS care is the NHS's to provide, and
a home for somebody whom the Care Act does not cover is not social care's. *Both* is for reasons in which the two share
a step. The reasons in use since May 2024 are put down to nobody.

Source: NHS England, *Delayed Transfers of Care*, final national time series (revised 10 September 2020): the
combinations below are those that had any delayed day in its 115 months. The guidance that states them (*Monthly Delayed
Transfer of Care Situation Reports: definitions and guidance*, version 1.09, 5 October 2015) was found and could not be
read whole, so "never counted" stands for "not allowed".
"""

import pytest

from homefirst.codes import Attribution, attribution_fault, parse_delay_detail
from tests.spec.page import each_row


@each_row
def test_only_these_may_be_responsible_for_each_reason(
    reason: str, meaning: str, nhs: str, social_care: str, both: str
) -> None:
    """
    reason  meaning                                           nhs  social_care  both
    A       Awaiting completion of assessment                 yes  yes          yes
    B       Awaiting public funding                           yes  yes          yes
    C       Awaiting further non-acute NHS care               yes  no           no
    Di      Awaiting residential home placement or availability  yes  yes       no
    Dii     Awaiting nursing home placement or availability   yes  yes          yes
    E       Awaiting care package in own home                 yes  yes          yes
    F       Awaiting community equipment and adaptations      yes  yes          yes
    G       Patient or family choice                          yes  yes          no
    H       Disputes                                          yes  yes          no
    I       Housing - patients not covered by Care Act        yes  no           no
    O       Other                                             yes  yes          yes
    """
    allowed = {who: attribution_fault(f"{reason}/{who}") is None for who in Attribution}
    assert allowed == {"nhs": nhs == "yes", "social_care": social_care == "yes", "both": both == "yes"}
    assert parse_delay_detail(reason).label == meaning


@each_row
def test_a_fault_says_who_may_be_responsible_instead(recorded: str, said: str) -> None:
    """
    recorded        said
    C/social_care   Reason C (Awaiting further non-acute NHS care) cannot be put down to social_care. Use nhs.
    G/both          Reason G (Patient or family choice) cannot be put down to both. Use nhs or social_care.
    28/social_care  Reason 28 is not put down to anybody in its national list. Leave out "/social_care".
    """
    assert attribution_fault(recorded) == said


@each_row
def test_nobody_need_be_named(recorded: str, list_name: str) -> None:
    """
    recorded  list_name
    E         DtocReason
    28        DelayReason
    xi        AcuteReason2021
    """
    assert attribution_fault(recorded) is None
    assert parse_delay_detail(recorded).list_name == list_name


@each_row
def test_a_reason_or_a_body_that_does_not_exist_is_refused(recorded: str) -> None:
    """
    recorded
    Z/nhs
    E/council
    38
    """
    with pytest.raises(ValueError, match="Use"):
        attribution_fault(recorded)
