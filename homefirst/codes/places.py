"""Lists about a local system: what kind of organisation or service somewhere is."""

from __future__ import annotations

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
    TELEPHONE_ADVICE = "telephone_advice", "Advice by telephone"
    SOCIAL_WORK = "social_work", "Social work team"
    THERAPY = "therapy", "Therapy and equipment"
    MEDICINES = "medicines", "Medicines support"
    CARERS = "carers", "Support for carers"
    HOUSING = "housing", "Housing advice, or housing with care"
    ASSISTIVE_TECHNOLOGY = "assistive_technology", "Sensors, pendants and monitoring at home"
    PREVENTION = "prevention", "Staying well"
    END_OF_LIFE = "end_of_life", "Care at the end of life"


LISTS = (
    CodeList("OrganisationKind", "Kinds of organisation", OrganisationKind, OURS),
    CodeList("ServiceKind", "Kinds of service", ServiceKind, OURS),
)
