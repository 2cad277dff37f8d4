"""Reading a reason for delay: from an event, from a published label, and from one list into another."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from homefirst.codes.code_list import Provenance, find_code
from homefirst.codes.reasons import AcuteReason2021, Attribution, DelayFamily, DelayReason, DtocReason

R, D, A = DelayReason, DtocReason, AcuteReason2021

# The national bodies publish no mapping between their lists.
MAPPING = Provenance(
    "homefirst's own reading of the lists",
    "2026-11",
    verified=False,
    note="The first reason named is the closest. An empty row has no counterpart.",
)

DTOC_TO_DELAY_REASON: Mapping[DtocReason, tuple[DelayReason, ...]] = {
    D.ASSESSMENT: (R.CONFIRMATION_OF_NEEDS, R.THERAPY_REVIEW, R.MEDICAL_REVIEW, R.REFERRAL_TO_HUB, R.MENTAL_CAPACITY),
    D.PUBLIC_FUNDING: (R.FUNDING_ELIGIBILITY,),
    D.NON_ACUTE_NHS_CARE: (
        R.NO_BED_REHABILITATION,
        R.BED_REHABILITATION_UNDERWAY,
        R.NO_HOME_HEALTH,
        R.HOME_HEALTH_UNDERWAY,
        R.NO_MENTAL_HEALTH_BED,
    ),
    D.RESIDENTIAL_HOME: (R.NO_CARE_HOME, R.CARE_HOME_UNDERWAY),
    D.NURSING_HOME: (R.NO_CARE_HOME, R.CARE_HOME_UNDERWAY),
    D.CARE_PACKAGE: (
        R.NO_HOME_SOCIAL_CARE,
        R.HOME_SOCIAL_CARE_UNDERWAY,
        R.NO_HOME_REHABILITATION,
        R.HOME_REHABILITATION_UNDERWAY,
        R.RESTART,
    ),
    D.EQUIPMENT: (R.NO_EQUIPMENT, R.NO_ADAPTATIONS),
    D.CHOICE: (R.CHOICE_OF_PACKAGE, R.CONCERNS_OVER_READINESS, R.SELF_FUNDED_UNDERWAY),
    D.DISPUTES: (R.FUNDING_ELIGIBILITY, R.CONFIRMATION_OF_NEEDS),
    D.HOUSING: (R.NO_HOUSING, R.HOMELESS_HOUSING_UNDERWAY, R.NO_RECOURSE),
    D.OTHER: (),
}

ACUTE_2021_TO_DELAY_REASON: Mapping[AcuteReason2021, tuple[DelayReason, ...]] = {
    A.MEETS_CRITERIA_AFTER_ALL: (),  # no longer ready, so no delay
    A.MEDICAL_DECISION: (R.DECISION_TO_DISCHARGE, R.MEDICAL_REVIEW, R.MEDICINES_AND_LETTERS),
    A.THERAPY_DECISION: (R.THERAPY_REVIEW,),
    A.REFERRAL_TO_HUB: (R.REFERRAL_TO_HUB,),
    A.MEDICINES: (R.MEDICINES_AND_LETTERS,),
    A.TRANSPORT: (R.TRANSPORT,),
    A.CONFIRMATION_FROM_HUB: (R.CONFIRMATION_OF_NEEDS, R.REFERRALS_BY_HUB, R.FUNDING_ELIGIBILITY),
    A.PATHWAY_1: (
        R.NO_HOME_REHABILITATION,
        R.NO_HOME_SOCIAL_CARE,
        R.NO_HOME_HEALTH,
        R.HOME_REHABILITATION_UNDERWAY,
        R.HOME_SOCIAL_CARE_UNDERWAY,
        R.HOME_HEALTH_UNDERWAY,
    ),
    A.PATHWAY_2: (R.NO_BED_REHABILITATION, R.BED_REHABILITATION_UNDERWAY, R.NO_MENTAL_HEALTH_BED),
    A.PATHWAY_3: (R.NO_CARE_HOME, R.CARE_HOME_UNDERWAY, R.NO_END_OF_LIFE_CARE, R.END_OF_LIFE_UNDERWAY),
    A.EQUIPMENT: (R.NO_EQUIPMENT, R.NO_ADAPTATIONS),
    A.NOT_IN_AGREEMENT: (R.CHOICE_OF_PACKAGE, R.CONCERNS_OVER_READINESS),
    A.HOMELESS: (R.HOMELESS_HOUSING_UNDERWAY, R.NO_HOUSING, R.NO_RECOURSE, R.DESTINATION_READINESS),
    A.SAFEGUARDING: (R.SAFEGUARDING, R.MENTAL_CAPACITY),
    A.REPATRIATION: (R.OUT_OF_AREA,),
    A.DIAGNOSTIC_TEST: (R.DECISION_TO_DISCHARGE,),
    A.INFECTION: (R.INFECTION_CONTROL,),
    A.COVID: (R.INFECTION_CONTROL,),
}

DELAY_REASON_TO_DTOC: Mapping[DelayReason, tuple[DtocReason, ...]] = {
    R.THERAPY_REVIEW: (D.ASSESSMENT,),
    R.MEDICAL_REVIEW: (D.ASSESSMENT,),
    R.REFERRAL_TO_HUB: (D.ASSESSMENT,),
    R.DECISION_TO_DISCHARGE: (),  # not yet "ready for transfer" as it was then defined
    R.MEDICINES_AND_LETTERS: (D.OTHER,),
    R.TRANSPORT: (D.OTHER,),
    R.INFECTION_CONTROL: (D.OTHER,),
    R.CONCERNS_OVER_READINESS: (D.CHOICE,),
    R.DESTINATION_READINESS: (D.OTHER, D.CARE_PACKAGE),
    R.MENTAL_CAPACITY: (D.ASSESSMENT,),
    R.SAFEGUARDING: (D.OTHER, D.ASSESSMENT),
    R.CONFIRMATION_OF_NEEDS: (D.ASSESSMENT,),
    R.REFERRALS_BY_HUB: (D.ASSESSMENT,),
    R.FUNDING_ELIGIBILITY: (D.PUBLIC_FUNDING, D.DISPUTES),
    R.HOME_REHABILITATION_UNDERWAY: (D.CARE_PACKAGE, D.NON_ACUTE_NHS_CARE),
    R.HOME_SOCIAL_CARE_UNDERWAY: (D.CARE_PACKAGE,),
    R.HOME_HEALTH_UNDERWAY: (D.NON_ACUTE_NHS_CARE,),
    R.BED_REHABILITATION_UNDERWAY: (D.NON_ACUTE_NHS_CARE,),
    R.CARE_HOME_UNDERWAY: (D.RESIDENTIAL_HOME, D.NURSING_HOME),
    R.END_OF_LIFE_UNDERWAY: (D.NON_ACUTE_NHS_CARE, D.CARE_PACKAGE, D.NURSING_HOME),
    R.SELF_FUNDED_UNDERWAY: (D.CHOICE, D.CARE_PACKAGE),
    R.CHOICE_OF_PACKAGE: (D.CHOICE,),
    R.OUT_OF_AREA: (D.OTHER,),
    R.FURTHER_ACTION_BY_PROVIDER: (D.OTHER, D.ASSESSMENT),
    R.HOMELESS_HOUSING_UNDERWAY: (D.HOUSING,),
    R.NO_RECOURSE: (D.HOUSING,),
    R.RESTART: (D.CARE_PACKAGE,),
    R.NO_HOME_REHABILITATION: (D.CARE_PACKAGE, D.NON_ACUTE_NHS_CARE),
    R.NO_HOME_SOCIAL_CARE: (D.CARE_PACKAGE,),
    R.NO_HOME_HEALTH: (D.NON_ACUTE_NHS_CARE,),
    R.NO_BED_REHABILITATION: (D.NON_ACUTE_NHS_CARE,),
    R.NO_MENTAL_HEALTH_BED: (D.NON_ACUTE_NHS_CARE,),
    R.NO_CARE_HOME: (D.RESIDENTIAL_HOME, D.NURSING_HOME),
    R.NO_END_OF_LIFE_CARE: (D.NON_ACUTE_NHS_CARE, D.CARE_PACKAGE, D.NURSING_HOME),
    R.NO_EQUIPMENT: (D.EQUIPMENT,),
    R.NO_ADAPTATIONS: (D.EQUIPMENT,),
    R.NO_HOUSING: (D.HOUSING,),
}


class DelayDetail(NamedTuple):
    """What the detail of a delay says: which list, which reason, and who was held responsible if anybody."""

    list_name: str  # a key of LISTS: "DelayReason", "DtocReason" or "AcuteReason2021"
    code: str
    label: str
    family: DelayFamily | None = None
    attribution: Attribution | None = None


def parse_delay_detail(text: str) -> DelayDetail:
    """Read the detail of a delay: `CODE` or `CODE/ATTRIBUTION`, as "29" or "E/social_care".

    Capitals matter: "I" is housing in the list of 2010, "i" the first reason of 2021. Raises ValueError with a
    sentence for an unknown code or attribution.
    """
    code, slash, who = text.partition("/")
    reason = find_code(DelayReason, code) or find_code(DtocReason, code) or find_code(AcuteReason2021, code)
    if reason is None:
        raise ValueError(
            f'"{code}" is not a reason for delay. Use 1 to 37 (since May 2024), A to O (2010 to 2020) '
            "or i to xviii (2021 to 2024)."
        )
    attribution = find_code(Attribution, who) if slash else None
    if slash and attribution is None:
        raise ValueError(f'"{who}" is not who a delay is put down to. Use nhs, social_care or both, or leave it out.')
    family = reason.family if isinstance(reason, DelayReason) else None
    return DelayDetail(type(reason).__name__, reason.value, reason.label, family, attribution)


def attribution_fault(detail: str | DelayDetail) -> str | None:
    """What is wrong with who a delay is put down to, as a sentence; None if nothing is.

    Only the list of 2010 to 2020 says who is responsible, and not everybody can be for every reason. Raises
    ValueError for a detail that cannot be read at all.
    """
    delay = parse_delay_detail(detail) if isinstance(detail, str) else detail
    if delay.attribution is None:
        return None
    if delay.list_name != "DtocReason":
        return f'Reason {delay.code} is not put down to anybody in its national list. Leave out "/{delay.attribution}".'
    permitted = DtocReason(delay.code).permitted
    if delay.attribution in permitted:
        return None
    allowed = " or ".join(sorted(permitted))
    return f"Reason {delay.code} ({delay.label}) cannot be put down to {delay.attribution}. Use {allowed}."


def delay_reason(text: str) -> DelayReason | None:
    """The reason of May 2024 that a published or local label means, or None.

    Dashes, spaces, capitals and a family written before it do not matter. A label cut short (many local systems
    keep 50 characters) is understood if only one reason begins so, and at least 15 letters are left.
    """
    wanted = _letters(text)
    for family in _FAMILIES:
        wanted = wanted.removeprefix(family)
    if wanted in _BY_LETTERS:
        return _BY_LETTERS[wanted]
    if len(wanted) < 15:
        return None
    begins_so = [reason for letters, reason in _BY_LETTERS.items() if letters.startswith(wanted)]
    return begins_so[0] if len(begins_so) == 1 else None


def _letters(text: str) -> str:
    """Only the letters and digits, so that every kind of dash and space is alike."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


_BY_LETTERS = {_letters(reason.label): reason for reason in DelayReason}
_FAMILIES = tuple(_letters(family.label) for family in DelayFamily)
