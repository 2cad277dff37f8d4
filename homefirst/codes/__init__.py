"""The closed lists of codes: what they are, where each was read and when.

`LISTS` has them all by name, for a page or the manual; `Kind.detail_list` in event.py names the one that an event
uses. Codes that come from outside are looked up with `find_code`, which says None for an unknown one: what another
system tells us is a fact, even if odd.
"""

from __future__ import annotations

from collections.abc import Mapping

from homefirst.codes import home, hospital, leaving, pathway, places, reasons
from homefirst.codes.code_list import Code, CodeList, Provenance, find_code
from homefirst.codes.delay import (
    ACUTE_2021_TO_DELAY_REASON,
    DELAY_REASON_TO_DTOC,
    DTOC_TO_DELAY_REASON,
    MAPPING,
    DelayDetail,
    attribution_fault,
    delay_reason,
    parse_delay_detail,
)
from homefirst.codes.home import Budget, FollowUp, FrailtyScale, Residence, Response, SupportKind, SupportOutcome
from homefirst.codes.hospital import (
    AdmissionMethod,
    AdmissionSource,
    ArrivalMode,
    CriteriaToReside,
    DayColour,
    Destination,
    DischargeMethod,
    RedDayReason,
    SummaryCheck,
    Task,
    destination_is_care_home,
    destination_is_hospital,
    destination_means_death,
    parse_diagnosis,
    parse_discharge,
)
from homefirst.codes.leaving import (
    AssessmentKind,
    Choice,
    ConcernStage,
    ContinuingCare,
    ContinuingCareDecision,
    IncidentFinding,
    LibertyDecision,
    LibertyRequest,
    Refusal,
    Triage,
    Withdrawal,
)
from homefirst.codes.pathway import NationalDestination, Pathway
from homefirst.codes.places import ClosureReason, OrganisationKind, ServiceKind, Vacancies, parse_vacancies
from homefirst.codes.reasons import (
    AcuteReason2021,
    Attribution,
    CommunityReason,
    DelayFamily,
    DelayReason,
    DtocReason,
)

LISTS: Mapping[str, CodeList] = {
    codes.name: codes
    for codes in (*pathway.LISTS, *reasons.LISTS, *hospital.LISTS, *leaving.LISTS, *home.LISTS, *places.LISTS)
}

__all__ = [
    "ACUTE_2021_TO_DELAY_REASON",
    "DELAY_REASON_TO_DTOC",
    "DTOC_TO_DELAY_REASON",
    "LISTS",
    "MAPPING",
    "AcuteReason2021",
    "AdmissionMethod",
    "AdmissionSource",
    "ArrivalMode",
    "AssessmentKind",
    "Attribution",
    "Budget",
    "Choice",
    "ClosureReason",
    "Code",
    "CodeList",
    "CommunityReason",
    "ConcernStage",
    "ContinuingCare",
    "ContinuingCareDecision",
    "CriteriaToReside",
    "DayColour",
    "DelayDetail",
    "DelayFamily",
    "DelayReason",
    "Destination",
    "DischargeMethod",
    "DtocReason",
    "FollowUp",
    "FrailtyScale",
    "IncidentFinding",
    "LibertyDecision",
    "LibertyRequest",
    "NationalDestination",
    "OrganisationKind",
    "Pathway",
    "Provenance",
    "RedDayReason",
    "Refusal",
    "Residence",
    "Response",
    "ServiceKind",
    "SummaryCheck",
    "SupportKind",
    "SupportOutcome",
    "Task",
    "Triage",
    "Vacancies",
    "Withdrawal",
    "attribution_fault",
    "delay_reason",
    "destination_is_care_home",
    "destination_is_hospital",
    "destination_means_death",
    "find_code",
    "parse_delay_detail",
    "parse_diagnosis",
    "parse_discharge",
    "parse_vacancies",
]
