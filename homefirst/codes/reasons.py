"""Why people who are ready to leave stay: the four national lists of reasons, old and new.

Over 200 lines because the lists are long; the rules about them are in `delay.py`.
"""

from __future__ import annotations

from enum import StrEnum

from homefirst.codes.code_list import Code, CodeList, Provenance
from homefirst.codes.pathway import Pathway


class DelayFamily(Code):
    """The five headings of the reasons of May 2024. Interface: still arranging. Capacity: nothing free."""

    HOSPITAL_PROCESS = "hospital_process", "Hospital process"
    WELLBEING_CONCERNS = "wellbeing_concerns", "Wellbeing concerns"
    CARE_TRANSFER_HUB_PROCESS = "care_transfer_hub_process", "Care transfer hub process"
    INTERFACE_PROCESS = "interface_process", "Interface process"
    CAPACITY = "capacity", "Capacity"


_HOSPITAL, _WELLBEING, _HUB, _INTERFACE, _CAPACITY = DelayFamily


class DelayReason(Code):
    """The 37 reasons in use since 27 May 2024. The numbers are our own: the published list carries none."""

    family: DelayFamily
    pathways: tuple[Pathway, ...]

    def __init__(self, _value: str, _label: str = "", family: DelayFamily = _HOSPITAL, pathways: str = "") -> None:
        self.family = family
        self.pathways = tuple(Pathway(digit) for digit in pathways)

    THERAPY_REVIEW = "1", "Awaiting therapy review of need for supported discharge", _HOSPITAL
    MEDICAL_REVIEW = "2", "Awaiting medical review of need for supported discharge", _HOSPITAL
    REFERRAL_TO_HUB = "3", "Awaiting referral to care transfer hub for supported discharge", _HOSPITAL
    DECISION_TO_DISCHARGE = (
        "4",
        "Awaiting formal decision to discharge (inc diagnostic test results)",
        _HOSPITAL,
    )
    MEDICINES_AND_LETTERS = (
        "5",
        "Awaiting medicines to take home, discharge letter or other discharge documentation",
        _HOSPITAL,
    )
    TRANSPORT = "6", "Awaiting patient transport services", _HOSPITAL
    INFECTION_CONTROL = (
        "7",
        "Remaining in hospital due to infection prevention and control restrictions",
        _HOSPITAL,
    )
    CONCERNS_OVER_READINESS = "8", "Patient /family/carer concerns over discharge readiness", _WELLBEING
    DESTINATION_READINESS = "9", "Issues with discharge destination readiness", _WELLBEING
    MENTAL_CAPACITY = "10", "Awaiting determination of mental capacity", _WELLBEING
    SAFEGUARDING = "11", "Ongoing safeguarding concern", _WELLBEING
    CONFIRMATION_OF_NEEDS = "12", "Waiting for confirmation of immediate care needs and pathway", _HUB
    REFERRALS_BY_HUB = "13", "Awaiting necessary referrals by care transfer hub", _HUB
    FUNDING_ELIGIBILITY = "14", "Awaiting confirmation of funding eligibility", _HUB
    HOME_REHABILITATION_UNDERWAY = (
        "15",
        "Home based rehabilitation, reablement or recovery service arrangements still underway (Pathway 1)",
        _INTERFACE,
        "1",
    )
    HOME_SOCIAL_CARE_UNDERWAY = (
        "16",
        "Other home-based social care service arrangements still underway (Pathway 1)",
        _INTERFACE,
        "1",
    )
    HOME_HEALTH_UNDERWAY = (
        "17",
        "Other home-based community health service arrangements still underway (Pathway 1)",
        _INTERFACE,
        "1",
    )
    BED_REHABILITATION_UNDERWAY = (
        "18",
        "Bed-based rehabilitation, reablement or recovery service arrangements still underway (Pathway 2)",
        _INTERFACE,
        "2",
    )
    CARE_HOME_UNDERWAY = (
        "19",
        "Residential/nursing home care arrangements still underway (Pathway 3)",
        _INTERFACE,
        "3",
    )
    END_OF_LIFE_UNDERWAY = (
        "20",
        "End of life care inc Fast-Track CHC arrangement still underway (Pathway 1 or 3)",
        _INTERFACE,
        "13",
    )
    SELF_FUNDED_UNDERWAY = "21", "Self-funded care package arrangements still underway", _INTERFACE
    CHOICE_OF_PACKAGE = (
        "22",
        "Patient/family/carer choice discussions on package still underway",
        _INTERFACE,
    )
    OUT_OF_AREA = "23", "Out of area discharge arrangements requested but not completed", _INTERFACE
    FURTHER_ACTION_BY_PROVIDER = "24", "Further action requested by agreed provider", _INTERFACE
    HOMELESS_HOUSING_UNDERWAY = (
        "25",
        "Housing provision arrangement for homelessness still underway (Pathway 0 or 1)",
        _INTERFACE,
        "01",
    )
    NO_RECOURSE = "26", "Homeless with no recourse to public funds", _INTERFACE
    RESTART = (
        "27",
        "Awaiting restart of existing social care arrangements (Pathway 0)",
        _CAPACITY,
        "0",
    )
    NO_HOME_REHABILITATION = (
        "28",
        "Home-based rehabilitation, reablement or recovery services not yet available (Pathway 1)",
        _CAPACITY,
        "1",
    )
    NO_HOME_SOCIAL_CARE = (
        "29",
        "Other home-based social care service not yet available (Pathway 1)",
        _CAPACITY,
        "1",
    )
    NO_HOME_HEALTH = (
        "30",
        "Other home-based community health services not yet available (Pathway 1)",
        _CAPACITY,
        "1",
    )
    NO_BED_REHABILITATION = (
        "31",
        "Bed-based rehabilitation, reablement or recovery services not yet available (Pathway 2)",
        _CAPACITY,
        "2",
    )
    NO_MENTAL_HEALTH_BED = (
        "32",
        "Mental health admitted patient care not yet available (Pathway 2)",
        _CAPACITY,
        "2",
    )
    NO_CARE_HOME = "33", "Residential/nursing home care not yet available (Pathway 3)", _CAPACITY, "3"
    NO_END_OF_LIFE_CARE = (
        "34",
        "End of life care inc Fast-Track CHC not yet available (Pathway 1 or 3)",
        _CAPACITY,
        "13",
    )
    NO_EQUIPMENT = (
        "35",
        "Equipment and associated training not yet delivered (Pathway 1-3)",
        _CAPACITY,
        "123",
    )
    NO_ADAPTATIONS = "36", "Housing adaptations not yet completed (Pathway 1 or 3)", _CAPACITY, "13"
    NO_HOUSING = "37", "Housing provision not yet available (Pathway 0 or 1)", _CAPACITY, "01"


class Attribution(StrEnum):
    """Who was held responsible for a delayed transfer of care, 2010 to 2020."""

    NHS = "nhs"
    SOCIAL_CARE = "social_care"
    BOTH = "both"


_N, _S, _B = Attribution.NHS, Attribution.SOCIAL_CARE, Attribution.BOTH


class DtocReason(Code):
    """The reasons for a delayed transfer of care, August 2010 to February 2020, and who could answer for each."""

    permitted: frozenset[Attribution]

    def __init__(self, _value: str, _label: str = "", *permitted: Attribution) -> None:
        self.permitted = frozenset(permitted)

    ASSESSMENT = "A", "Awaiting completion of assessment", _N, _S, _B
    PUBLIC_FUNDING = "B", "Awaiting public funding", _N, _S, _B
    NON_ACUTE_NHS_CARE = "C", "Awaiting further non-acute NHS care", _N
    RESIDENTIAL_HOME = "Di", "Awaiting residential home placement or availability", _N, _S
    NURSING_HOME = "Dii", "Awaiting nursing home placement or availability", _N, _S, _B
    CARE_PACKAGE = "E", "Awaiting care package in own home", _N, _S, _B
    EQUIPMENT = "F", "Awaiting community equipment and adaptations", _N, _S, _B
    CHOICE = "G", "Patient or family choice", _N, _S
    DISPUTES = "H", "Disputes", _N, _S
    HOUSING = "I", "Housing - patients not covered by Care Act", _N
    OTHER = "O", "Other", _N, _S, _B


class AcuteReason2021(Code):
    """The reasons in the acute discharge return before May 2024, still found in local files."""

    MEETS_CRITERIA_AFTER_ALL = "i", "Not meeting the criteria to reside in the morning, meeting them later that day"
    MEDICAL_DECISION = "ii", "Medical decision or intervention, including writing the discharge summary"
    THERAPY_DECISION = "iii", "Therapy decision to discharge"
    REFERRAL_TO_HUB = "iv", "Referral to community single point of access"
    MEDICINES = "v", "Medicines to take home"
    TRANSPORT = "vi", "Transport"
    CONFIRMATION_FROM_HUB = "vii", "Confirmation from community hub that the referral was received and acted on"
    PATHWAY_1 = "viii", "Pathway 1: resource for assessment and start of care at home"
    PATHWAY_2 = "ix", "Pathway 2: rehabilitation bed in a community hospital or other bedded setting"
    PATHWAY_3 = "x", "Pathway 3: care home bed, likely to be permanent"
    EQUIPMENT = "xi", "Community equipment and adaptations to housing"
    NOT_IN_AGREEMENT = "xii", "Person or family not in agreement with the discharge plans"
    HOMELESS = "xiii", "Homeless, no recourse to public funds, or no place to discharge to"
    SAFEGUARDING = "xiv", "Safeguarding concern, or Court of Protection"
    REPATRIATION = "xv", "Repatriation or transfer to another acute trust for treatment"
    DIAGNOSTIC_TEST = "xvi", "Diagnostic test (in one local list: no plan)"
    INFECTION = "xvii", "Infectious disease other than Covid, and nowhere else suitable"
    COVID = "xviii", "Covid test or infection"


class CommunityReason(Code):
    """The reasons in the community hospital return since November 2023. The numbers are our own."""

    MEDICAL_DECISION = "1", "Medical decision or intervention"
    THERAPY_DECISION = "2", "Therapy decision or intervention"
    REFERRAL = "3", "Referral to care transfer hub or receiving service"
    MEDICINES = "4", "Medicines"
    TRANSPORT = "5", "Transport"
    CONFIRMATION_FROM_HUB = "6", "Confirmation from care transfer hub"
    START_OF_CARE_AT_HOME = "7", "Pathway 1: start of care at home (not a continuation of rehabilitation)"
    REHABILITATION_AT_HOME = "8", "Pathway 1: continuation of rehabilitation, reablement and recovery at home"
    ANOTHER_REHABILITATION_BED = "9", "Pathway 2: another rehabilitation bed"
    CARE_HOME = "10", "Pathway 3: bed likely to be permanent"
    END_OF_LIFE_BED = "11", "Pathway 3: bed for end-of-life care"
    EQUIPMENT = "12", "Equipment and adaptations"
    NOT_IN_AGREEMENT = "13", "Person or family not in agreement"
    HOMELESS = "14", "Homeless, no recourse to public funds, or lack of housing offers"
    SAFEGUARDING = "15", "Safeguarding concern, or Court of Protection"
    READMISSION = "16", "Readmission to an acute trust"
    NO_PLAN = "17", "No plan"
    DIAGNOSTIC_TEST = "18", "Diagnostic test"
    INFECTION = "19", "Infectious disease"
    FUNDING_DECISION = "20", "Outcome of continuing healthcare funding decision"


_RETURN = "NHS England, acute discharge situation report"
_REASONS_2024 = Provenance(
    f"{_RETURN}, labels as published",
    "2024-05-27",
    note="Seen in two open repositories and in published files of 2025-26 (161 organisations, 37 reasons each). "
    "The numbers 1 to 37 are our own reference numbers, in published order.",
)
_DTOC = Provenance(
    "NHS England, delayed transfers of care, England time series",
    "revised 2020-09-10",
    note="Who may be held responsible is counted from 115 months of the series: a zero in every month is read as "
    "not allowed. Reason O first appears in April 2017.",
)

LISTS = (
    CodeList("DelayReason", "Reasons for delay since May 2024", DelayReason, _REASONS_2024),
    CodeList("DelayFamily", "Families of reasons for delay", DelayFamily, _REASONS_2024),
    CodeList("DtocReason", "Delayed transfers of care, 2010 to 2020", DtocReason, _DTOC),
    CodeList(
        "AcuteReason2021",
        "Reasons for delay, 2021 to 2024",
        AcuteReason2021,
        Provenance(
            f"{_RETURN}, as held by local systems",
            "2021 to 2024",
            note="Read in published local code, which holds 120 spellings of these, many cut at 50 characters. "
            "Labels are in our words: keep the sender's own beside the code.",
        ),
    ),
    CodeList(
        "CommunityReason",
        "Reasons for delay in community beds",
        CommunityReason,
        Provenance(
            "NHS England, community discharge situation report",
            "2023-11",
            note="Labels shortened in our words; the numbers are our own.",
        ),
    ),
)
