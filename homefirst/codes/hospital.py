"""Lists about a hospital stay: coming in, the days in a bed, leaving."""

from __future__ import annotations

from homefirst.codes.code_list import OURS, Code, CodeList, Provenance, find_code


class AdmissionMethod(Code):
    """How a person came to be admitted (NHS Data Dictionary, ADMISSION METHOD)."""

    WAITING_LIST = "11", "Planned: from the waiting list"
    BOOKED = "12", "Planned: booked"
    PLANNED = "13", "Planned: date set by the treatment"
    EMERGENCY_DEPARTMENT = "21", "Emergency: this hospital's A&E"
    GENERAL_PRACTITIONER = "22", "Emergency: a GP asked for a bed at once"
    BED_BUREAU = "23", "Emergency: bed bureau"
    CONSULTANT_CLINIC = "24", "Emergency: consultant's clinic"
    MENTAL_HEALTH_CRISIS_TEAM = "25", "Emergency: mental health crisis resolution team"
    EMERGENCY_OTHER_MEANS = "28", "Emergency: other means (before 2013/14; now 2A to 2D)"
    OTHER_EMERGENCY_DEPARTMENT = "2A", "Emergency: another hospital's A&E, not admitted there"
    EMERGENCY_TRANSFER = "2B", "Emergency: an inpatient of another hospital"
    BORN_AT_HOME_AS_INTENDED = "2C", "Emergency: baby born at home as intended"
    OTHER_EMERGENCY = "2D", "Emergency: other"
    BEFORE_BIRTH = "31", "Maternity: before the birth"
    AFTER_BIRTH = "32", "Maternity: after the birth"
    TRANSFER = "81", "Transfer from another hospital, not an emergency"
    BORN_HERE = "82", "Baby born here"
    BORN_ELSEWHERE = "83", "Baby born elsewhere, not at home as intended"
    NOT_APPLICABLE = "98", "Not applicable"
    NOT_KNOWN = "99", "Not known"

    @property
    def is_emergency(self) -> bool:
        """Whether the need was sudden: every code that starts with 2."""
        return self.value.startswith("2")

    @property
    def is_transfer(self) -> bool:
        """Whether the person came from another hospital's bed without an emergency (81)."""
        return self is AdmissionMethod.TRANSFER


class AdmissionSource(Code):
    """Where a person was just before they were admitted (NHS Data Dictionary, ADMISSION SOURCE)."""

    USUAL_PLACE_OF_RESIDENCE = "19", "Usual place of residence"
    TEMPORARY_RESIDENCE = "29", "Temporary place of residence"
    PENAL_OR_POLICE = "39", "Prison, court or police station"
    HIGH_SECURITY_HOSPITAL = "49", "High security psychiatric hospital"
    NHS_WARD = "51", "NHS hospital: general ward, or ward for younger physically disabled people"
    NHS_MATERNITY_WARD = "52", "NHS hospital: maternity or neonatal ward"
    NHS_MENTAL_HEALTH_WARD = "53", "NHS hospital: ward for mental illness or learning disabilities"
    NHS_CARE_HOME = "54", "Care home run by the NHS"
    COUNCIL_CARE_HOME = "65", "Care home run by the council"
    COUNCIL_FOSTER_CARE = "66", "Council foster care"
    BORN_HERE = "79", "Baby born in or on the way to hospital"
    CARE_HOME = "85", "Care home run by neither NHS nor council"
    INDEPENDENT_HOSPITAL = "87", "Hospital run by others than the NHS"
    INDEPENDENT_HOSPICE = "88", "Hospice run by others than the NHS"
    NOT_APPLICABLE = "98", "Not applicable"
    NOT_KNOWN = "99", "Not known"


class Destination(Code):
    """Where a person went when a hospital stay ended (UK Core, Discharge Destination England)."""

    USUAL_PLACE_OF_RESIDENCE = "19", "Usual place of residence"
    TEMPORARY_RESIDENCE = "29", "Temporary place of residence"
    REPATRIATED_FROM_HIGH_SECURITY = "30", "Repatriation from high security hospital"
    COURT = "37", "Court"
    PENAL_OR_POLICE = "38", "Prison or police station"
    HIGH_SECURITY_SCOTLAND = "48", "High security hospital, Scotland"
    HIGH_SECURITY = "49", "NHS high security hospital"
    MEDIUM_SECURE = "50", "NHS medium secure unit"
    NHS_WARD = "51", "NHS hospital: general ward, or ward for younger physically disabled people"
    NHS_MATERNITY_WARD = "52", "NHS hospital: maternity or neonatal ward"
    NHS_MENTAL_HEALTH_WARD = "53", "NHS hospital: ward for mental illness or learning disabilities"
    NHS_CARE_HOME = "54", "Care home run by the NHS"
    COUNCIL_CARE_HOME = "65", "Care home run by the council"
    COUNCIL_FOSTER_CARE = "66", "Council foster care"
    DIED = "79", "Died, or stillbirth"
    INDEPENDENT_MEDIUM_SECURE = "84", "Medium secure unit run by others than the NHS"
    CARE_HOME = "85", "Care home run by neither NHS nor council"
    INDEPENDENT_HOSPITAL = "87", "Hospital run by others than the NHS"
    INDEPENDENT_HOSPICE = "88", "Hospice run by others than the NHS"
    NOT_APPLICABLE = "98", "Not applicable"
    NOT_KNOWN = "99", "Not known"


_HOSPITALS = frozenset({"30", "48", "49", "50", "51", "52", "53", "84", "87"})


_CARE_HOMES = frozenset({"54", "65", "85"})


class DischargeMethod(Code):
    """How a hospital stay came to end (NHS Data Dictionary, DISCHARGE METHOD)."""

    CLINICAL_ADVICE = "1", "On clinical advice or with clinical consent"
    SELF_OR_RELATIVE = "2", "By the person or a relative, against advice (older code; now 6 or 7)"
    TRIBUNAL_OR_COURT = "3", "By a tribunal, the Home Secretary or a court"
    DIED = "4", "Died"
    STILLBIRTH = "5", "Stillbirth"
    SELF = "6", "By the person"
    RELATIVE_OR_ADVOCATE = "7", "By a relative or advocate"
    NOT_APPLICABLE = "8", "Not applicable: still in hospital"
    NOT_KNOWN = "9", "Not known"


class CriteriaToReside(Code):
    """The eleven questions. If every answer is no, the person no longer needs an acute bed."""

    INTENSIVE_CARE = "1", "Needs intensive or high dependency care?"
    OXYGEN = "2", "Needs oxygen therapy or non-invasive ventilation?"
    INTRAVENOUS_FLUIDS = "3", "Needs intravenous fluids?"
    EARLY_WARNING_SCORE = "4", "NEWS2 above 3? (judge, in atrial fibrillation or chronic respiratory disease)"
    CONSCIOUSNESS = "5", "Less conscious than usual, where recovery is realistic?"
    FUNCTION = "6", "Acute loss of function beyond what home or community care can provide for?"
    LAST_HOURS = "7", "In the last hours of life?"
    INTRAVENOUS_MEDICINE = "8", "Needs intravenous medicine more than twice a day?"
    LEG_SURGERY = "9", "Lower limb surgery within 48 hours?"
    TRUNK_SURGERY = "10", "Chest, abdominal or pelvic surgery within 72 hours?"
    INVASIVE_PROCEDURE = "11", "Invasive procedure within 24 hours, with risk of sudden deterioration?"


class DayColour(Code):
    """Whether a day in a hospital bed was of use to the person. Every day starts red."""

    RED = "red", "Red: little or no acute care of value today"
    GREEN = "green", "Green: care today that needs this bed and moves the person on"


class RedDayReason(Code):
    """Why a day in a bed was of little use to the person: what was to happen and did not, or what was never planned."""

    SENIOR_REVIEW = "senior_review", "Waiting for a senior review"
    DIAGNOSTICS = "diagnostics", "Waiting for a test or its result"
    PROCEDURE = "procedure", "A planned procedure did not happen"
    THERAPY = "therapy", "Waiting for therapy"
    SPECIALTY = "specialty", "Waiting for another specialty"
    ASSESSMENT = "assessment", "Waiting for an assessment"
    NO_PLAN = "no_plan", "No plan for today"
    NO_EXPECTED_DATE = "no_expected_date", "No expected date of discharge, or none that a consultant agreed"
    NO_CRITERIA = "no_criteria", "Nobody has said what must be so for them to leave"
    NOT_ACUTE = "not_acute", "Care that does not need an acute bed"
    MEDICINES = "medicines", "Waiting for medicines to take home"
    TRANSPORT = "transport", "Waiting for transport"
    HELP_OUTSIDE = "help_outside", "Waiting for help outside hospital"
    OTHER = "other", "Another reason"


class ArrivalMode(Code):
    """How a person came to A&E."""

    AMBULANCE = "ambulance", "By ambulance"
    WALK_IN = "walk_in", "By other means"
    UNKNOWN = "unknown", "Not known"


class SummaryCheck(Code):
    """What an audit found when it compared a discharge summary with the notes."""

    ACCURATE = "accurate", "Accurate: it says what the notes say"
    NOT_ACCURATE = "not_accurate", "Not accurate: something is wrong or left out"


class Task(Code):
    """What has to be done before a person can leave."""

    MEDICINES = "medicines", "Medicines to take home"
    TRANSPORT = "transport", "Transport"
    EQUIPMENT = "equipment", "Equipment at home"
    SUMMARY = "summary", "Discharge summary"
    FAMILY = "family", "Family or carer told and ready"
    HOME = "home", "Home ready: heat, food, keys"
    TEST = "test", "Test or result"
    THERAPY = "therapy", "Therapy review"
    BELONGINGS = "belongings", "Belongings and papers (red bag)"
    KEY_SAFE = "key_safe", "Key safe fitted"
    AGREED_ACTION = "agreed_action", "Action agreed at a MADE (multi-agency discharge event)"
    OTHER = "other", "Something else"


def parse_discharge(detail: str) -> tuple[Destination | None, DischargeMethod | None]:
    """The two codes in a discharge's detail: "19/1" is home, on clinical advice.

    Either may be empty ("19/", "/"). An unknown code gives None in its place. Raises ValueError where the
    detail is not one or two codes at all.
    """
    destination, _, method = detail.partition("/")
    if "/" in method:
        raise ValueError(f'"{detail}" is not DESTINATION/METHOD. Write it as "19/1", or "/" if neither is known.')
    return find_code(Destination, destination), find_code(DischargeMethod, method)


def parse_diagnosis(detail: str) -> tuple[str, str]:
    """The ICD-10 code in a diagnosis's detail and its place: "J44.1/1" is J44.1, the main one.

    The place is "" where none was given. A code is taken as it came: ICD-10 is not kept here.
    """
    code, _, place = detail.partition("/")
    return code, place


def destination_means_death(code: str) -> bool:
    """Whether this discharge destination says that the person died (79)."""
    return code == Destination.DIED


def destination_is_hospital(code: str) -> bool:
    """Whether this discharge destination is another hospital's bed; a hospice or care home is not."""
    return code in _HOSPITALS


def destination_is_care_home(code: str) -> bool:
    """Whether this discharge destination is a care home, whoever runs it (54, 65, 85)."""
    return code in _CARE_HOMES


_DICTIONARY = "NHS Data Dictionary"
_ITK = "NHS ITK HL7 V2 message specifications, reference tables 1.0.14"

LISTS = (
    CodeList(
        "AdmissionMethod",
        "How people are admitted",
        AdmissionMethod,
        Provenance(
            f"{_DICTIONARY}, ADMISSION METHOD",
            "codes 2A to 2D from 2013/14",
            note="Codes read in the ITK reference tables, meanings in published extracts of the dictionary; "
            "labels are in our words. That codes 21-25, 28 and 2A-2D are emergencies is the dictionary's own heading.",
        ),
    ),
    CodeList(
        "AdmissionSource",
        "Where people came from",
        AdmissionSource,
        Provenance(
            _ITK, "2014-06", verified=False, note="The codes were read there; the labels are from general knowledge."
        ),
    ),
    CodeList(
        "Destination",
        "Where people went",
        Destination,
        Provenance(
            "UK Core, Discharge Destination England, 1.0.1",
            "UK Core STU2",
            note="Labels are in our words. These codes cannot tell pathway 0 from 1, nor 2 from 3.",
        ),
    ),
    CodeList(
        "DischargeMethod",
        "How a stay ended",
        DischargeMethod,
        Provenance(_ITK, "2014-06", note="Labels are in our words; 2 is older and is now sent as 6 or 7."),
    ),
    CodeList(
        "CriteriaToReside",
        "Criteria to reside",
        CriteriaToReside,
        Provenance(
            "Hospital discharge guidance, the criteria to reside (Annex D; Annex A of the 2020 policy)",
            "2020, kept in the guidance updated 2024-01-26",
            note="Read as quoted by a published interface guide; the questions are in our words.",
        ),
    ),
    CodeList(
        "DayColour",
        "Red and green days",
        DayColour,
        Provenance(
            "Emergency Care Improvement Programme, rapid improvement guide to red and green days",
            "undated",
            note="That days start red is from general knowledge (unverified).",
        ),
    ),
    CodeList(
        "RedDayReason",
        "Why a day was red",
        RedDayReason,
        Provenance(
            "Emergency Care Improvement Programme, rapid improvement guide to red and green days, for a planned test, "
            "assessment, procedure or therapy that does not happen, care that needs no acute bed, and no expected date "
            "or criteria agreed by a consultant; the others are ours",
            "undated",
            note="The guide gives examples and no list; codes and wording are ours.",
        ),
    ),
    CodeList("ArrivalMode", "How people came to A&E", ArrivalMode, OURS),
    CodeList("SummaryCheck", "What an audit of a discharge summary found", SummaryCheck, OURS),
    CodeList("Task", "Tasks before leaving", Task, OURS),
)
