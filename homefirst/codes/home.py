"""Lists about life at home and help there: where people live, how frail they are, which support they have."""

from __future__ import annotations

from homefirst.codes.code_list import OURS, Code, CodeList, Provenance


class Residence(Code):
    """Where a person lives. A care home is a usual place of residence too."""

    OWN_HOME = "own_home", "Own home"
    EXTRA_CARE = "extra_care", "Extra care or sheltered housing"
    CARE_HOME = "care_home", "Care home, kind not known"
    RESIDENTIAL_HOME = "residential_home", "Care home without nursing"
    NURSING_HOME = "nursing_home", "Care home with nursing"
    OTHER = "other", "Somewhere else"
    UNKNOWN = "unknown", "Not known"

    @property
    def is_care_home(self) -> bool:
        """Whether it is a care home of any kind."""
        return self in _CARE_HOMES


_CARE_HOMES = frozenset({Residence.CARE_HOME, Residence.RESIDENTIAL_HOME, Residence.NURSING_HOME})


class FrailtyScale(Code):
    """How frail a person was two weeks ago, from 1 to 9. Number and label only: the chart is Dalhousie's."""

    VERY_FIT = "1", "Very fit"
    WELL = "2", "Well (version 2.0: fit)"
    MANAGING_WELL = "3", "Managing well"
    VULNERABLE = "4", "Vulnerable (version 2.0: living with very mild frailty)"
    MILDLY_FRAIL = "5", "Mildly frail"
    MODERATELY_FRAIL = "6", "Moderately frail"
    SEVERELY_FRAIL = "7", "Severely frail"
    VERY_SEVERELY_FRAIL = "8", "Very severely frail"
    TERMINALLY_ILL = "9", "Terminally ill"


class SupportKind(Code):
    """A kind of help over a period of time. The first four are intermediate care, as NICE counts them."""

    CRISIS_RESPONSE = "crisis_response", "Crisis response"
    REABLEMENT = "reablement", "Reablement"
    HOME_BASED_INTERMEDIATE_CARE = "home_based_intermediate_care", "Home-based intermediate care"
    BED_BASED_INTERMEDIATE_CARE = "bed_based_intermediate_care", "Bed-based intermediate care"
    HOME_CARE = "home_care", "Home care package"
    CARE_HOME_PLACEMENT = "care_home_placement", "Care home placement"
    LONG_TERM = "long_term", "Other long-term care"
    VOLUNTARY = "voluntary", "Help from a voluntary organisation"
    OTHER = "other", "Other help"

    @property
    def is_intermediate_care(self) -> bool:
        """Whether it is one of the four kinds of intermediate care (NICE NG74, 2017)."""
        return self in _INTERMEDIATE_CARE

    @property
    def is_bed(self) -> bool:
        """Whether the person sleeps where it is given, and not at home."""
        return self in _BEDS

    @property
    def is_long_term(self) -> bool:
        """Whether it has no planned end: a package, a placement or other long-term care."""
        return self in _LONG_TERM


_INTERMEDIATE_CARE = frozenset(
    {
        SupportKind.CRISIS_RESPONSE,
        SupportKind.REABLEMENT,
        SupportKind.HOME_BASED_INTERMEDIATE_CARE,
        SupportKind.BED_BASED_INTERMEDIATE_CARE,
    }
)
_BEDS = frozenset({SupportKind.BED_BASED_INTERMEDIATE_CARE, SupportKind.CARE_HOME_PLACEMENT})
_LONG_TERM = frozenset({SupportKind.HOME_CARE, SupportKind.CARE_HOME_PLACEMENT, SupportKind.LONG_TERM})


class SupportOutcome(Code):
    """How a person was when a period of help ended: what came next."""

    NO_FURTHER_SUPPORT = "no_further_support", "At home, needing no more help"
    LOW_LEVEL_SUPPORT = "low_level_support", "At home, with less help than before"
    LONG_TERM_AT_HOME = "long_term_at_home", "At home, with long-term care"
    FURTHER_INTERMEDIATE_CARE = "further_intermediate_care", "More intermediate care, in another form"
    CARE_HOME = "care_home", "Moved to a care home"
    HOSPITAL = "hospital", "Went into hospital"
    DIED = "died", "Died"
    ENDED_EARLY = "ended_early", "Stopped early, or declined by the person"
    OTHER = "other", "Another end"
    UNKNOWN = "unknown", "Not known"

    @property
    def is_at_home(self) -> bool:
        """Whether the person was then living at home."""
        return self in _ENDED_AT_HOME


_ENDED_AT_HOME = frozenset(
    {SupportOutcome.NO_FURTHER_SUPPORT, SupportOutcome.LOW_LEVEL_SUPPORT, SupportOutcome.LONG_TERM_AT_HOME}
)


class Budget(Code):
    """How a person's care is paid for from now on: a council's direct payment or a personal health budget."""

    DIRECT_PAYMENT = "direct_payment", "Direct payment"
    PART_DIRECT_PAYMENT = "part_direct_payment", "Part direct payment, part managed by the council"
    COUNCIL_MANAGED = "council_managed", "Personal budget managed by the council"
    PHB_DIRECT_PAYMENT = "phb_direct_payment", "Personal health budget: direct payment"
    PHB_NOTIONAL = "phb_notional", "Personal health budget: held by the NHS (notional)"
    PHB_THIRD_PARTY = "phb_third_party", "Personal health budget: held by a third party"
    NONE = "none", "No personal budget"


class Response(Code):
    """How help answered a call in a crisis."""

    HEAR_AND_TREAT = "hear_and_treat", "Helped by telephone"
    SEE_AND_TREAT = "see_and_treat", "Helped where they were, not conveyed"
    CONVEYED = "conveyed", "Conveyed to A&E"
    CONVEYED_ELSEWHERE = "conveyed_elsewhere", "Conveyed somewhere other than A&E"
    VISITED = "visited", "Visited at home by a community team"
    NONE_SENT = "none_sent", "Call closed, nothing sent"


class FollowUp(Code):
    """What was found when somebody asked, after the person had left hospital."""

    WELL = "well", "Safe and well soon after leaving"
    CONCERN = "concern", "Something was wrong soon after leaving"
    NOT_REACHED = "not_reached", "Could not be reached"
    AT_HOME_DAY_91 = "at_home_day_91", "At home on day 91, or in extra care or an adult placement"
    CARE_HOME_DAY_91 = "care_home_day_91", "In a care home on day 91"
    IN_HOSPITAL_DAY_91 = "in_hospital_day_91", "In hospital on day 91"
    DIED_BY_DAY_91 = "died_by_day_91", "Died by day 91"
    UNKNOWN_DAY_91 = "unknown_day_91", "Not known on day 91"


_NICE = Provenance(
    "NICE guideline NG74, Intermediate care including reablement, for the four kinds of intermediate care; "
    "the others are our own words",
    "2017-09",
    note="NG74 was read through published summaries.",
)
_AMBULANCE = Provenance(
    "NHS England, Ambulance Quality Indicators, for hear and treat, see and treat, and conveyed; others are ours",
    "undated",
    verified=False,
    note="From general knowledge of the indicators; the specification was not read.",
)
_FRAILTY = Provenance(
    "Clinical Frailty Scale, Rockwood and others, Dalhousie University",
    "versions 1.2 and 2.0",
    note="Labels seen in two published tables. Score people of 65 and over as they were two weeks before "
    "(unverified), and write down the version. The chart itself is copyright and is not reproduced.",
)
_DAY_91 = Provenance(
    "Adult Social Care Outcomes Framework, measure 2B part 1 (still at home 91 days after discharge)",
    "2018-19",
    verified=False,
    note="The day-91 answers follow the measure; the welfare answers and all the wording are ours.",
)
_BUDGET = Provenance(
    "Care Act 2014, sections 26 and 31, for personal budgets and direct payments; NHS (Direct Payments) Regulations "
    "2013 and NHS England's guidance for the three ways to hold a personal health budget",
    "2014; 2013",
    verified=False,
    note="From general knowledge of both; neither text was read. The wording is ours.",
)

LISTS = (
    CodeList("Residence", "Where a person lives", Residence, OURS),
    CodeList("FrailtyScale", "Clinical Frailty Scale", FrailtyScale, _FRAILTY),
    CodeList("SupportKind", "Kinds of support", SupportKind, _NICE),
    CodeList("SupportOutcome", "How support ended", SupportOutcome, OURS),
    CodeList("Budget", "How care is paid for", Budget, _BUDGET),
    CodeList("Response", "How a call was answered", Response, _AMBULANCE),
    CodeList("FollowUp", "What a follow-up found", FollowUp, _DAY_91),
)
