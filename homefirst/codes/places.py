"""Lists about a local system: what kind of organisation or service somewhere is, how full, and why it is closed."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from homefirst.codes.code_list import OURS, Code, CodeList


class OrganisationKind(Code):
    """What kind of organisation somebody works for."""

    ACUTE_TRUST = "acute_trust", "Acute hospital trust"
    COMMUNITY_TRUST = "community_trust", "Community and mental health trust"
    AMBULANCE_TRUST = "ambulance_trust", "Ambulance trust"
    COUNCIL = "council", "Council with adult social care"
    COMMISSIONER = "commissioner", "NHS commissioner"
    CARE_PROVIDER = "care_provider", "Provider of care"
    VOLUNTARY = "voluntary", "Voluntary, community or social enterprise"
    WATCHDOG = "watchdog", "Speaks for the public"
    PARTNERSHIP = "partnership", "Partnership of several organisations"
    GENERAL_PRACTICE = "general_practice", "General practices"
    OTHER = "other", "Something else"


class ServiceKind(Code):
    """What a service is, where it is not a period of support to one person: see SupportKind for those."""

    WARD = "ward", "Ward"
    HOSPITAL_BEDS = "hospital_beds", "All the beds of a hospital or trust"
    EMERGENCY_DEPARTMENT = "emergency_department", "A&E"
    URGENT_TREATMENT_CENTRE = "urgent_treatment_centre", "Urgent treatment centre"
    SAME_DAY_CARE = "same_day_care", "Same-day emergency care"
    FRAILTY_UNIT = "frailty_unit", "Front-door frailty team or unit"
    DISCHARGE_LOUNGE = "discharge_lounge", "Discharge lounge"
    VIRTUAL_WARD = "virtual_ward", "Virtual ward, monitored at home"
    CARE_TRANSFER_HUB = "care_transfer_hub", "Care transfer hub"
    PLACEMENT_SEARCH = "placement_search", "Search for a care home place"
    AMBULANCE = "ambulance", "Ambulance"
    TRANSPORT = "transport", "Patient transport"
    TELEPHONE_ADVICE = "telephone_advice", "Advice by telephone"
    SOCIAL_WORK = "social_work", "Social work team"
    THERAPY = "therapy", "Therapy and equipment"
    MEDICINES = "medicines", "Medicines support"
    GENERAL_PRACTICE = "general_practice", "General practice"
    CARERS = "carers", "Support for carers"
    HOUSING = "housing", "Housing advice, or housing with care"
    ASSISTIVE_TECHNOLOGY = "assistive_technology", "Sensors, pendants and monitoring at home"
    PREVENTION = "prevention", "Staying well"
    END_OF_LIFE = "end_of_life", "Care at the end of life"


class ClosureReason(Code):
    """Why a service takes nobody new, by its own word or by that of somebody in charge."""

    INFECTION = "infection", "Infection there"
    STAFF = "staff", "Not enough staff"
    BUILDING = "building", "Building or equipment not safe"
    QUALITY = "quality", "Quality or safety of care in question"
    REGULATOR = "regulator", "Order of the Care Quality Commission"
    MONEY = "money", "Money: insolvent, or contract ended"
    SEASON = "season", "Open for a season only"
    FOR_GOOD = "for_good", "Closing for good"
    OTHER = "other", "Another reason"


VACANCIES = re.compile(r"([0-9]+)/([0-9]+)/([0-9]+)/([0-9]+)(?:/([0-9]{4}-[0-9]{2}-[0-9]{2}))?")


class Vacancies(NamedTuple):
    """How full a service says it is: the most it can hold, and of those used, kept for somebody, and free to take.

    `earliest` is the first day on which it could take anybody; None where it said none.
    """

    maximum: int
    used: int
    reserved: int
    accepting: int
    earliest: date | None = None

    @property
    def detail(self) -> str:
        """As an event says it: "40/36/1/3/2026-01-12", the day left out where there is none."""
        return "/".join([*map(str, self[:4]), self.earliest.isoformat() if self.earliest else ""]).rstrip("/")


def parse_vacancies(detail: str) -> Vacancies:
    """What a report of vacancies says: "40/36/1/3/2026-01-12", or without the day.

    Raises ValueError where it is not four whole numbers and a day at most, or where there is no such day.
    """
    if not (said := VACANCIES.fullmatch(detail)):
        raise ValueError(f'"{detail}" is not MOST/USED/KEPT/TAKING/DAY. Write it as "40/36/1/3/2026-01-12".')
    *numbers, day = said.groups()
    maximum, used, reserved, accepting = map(int, numbers)
    return Vacancies(maximum, used, reserved, accepting, date.fromisoformat(day) if day else None)


LISTS = (
    CodeList("OrganisationKind", "Kinds of organisation", OrganisationKind, OURS),
    CodeList("ServiceKind", "Kinds of service", ServiceKind, OURS),
    CodeList("ClosureReason", "Why a service takes nobody new", ClosureReason, OURS),
)
