"""What staff may decide: each a pure function that gives an event (or several), or Refused with a sentence.

What another system tells us is recorded, even if odd (`checks.py` lists it). What a person asks us to record is
checked first, here, and the sentence says what to do instead. `by` is who decides, as "role@organisation/account",
never a name; `now` is the time; `document` is the hash of whatever was written in words. Nothing is written here: the
caller appends, and the ledger refuses where somebody else decided meanwhile.
"""

from __future__ import annotations

from homefirst.decisions.assessment import Agreement, accept_assessment, dispute_assessment, record_assessment
from homefirst.decisions.beds import (
    ALL_NO,
    LONG_STAYS,
    answers_written,
    choose_pathway,
    judge_criteria_to_reside,
    judge_day,
    review_due,
    review_stay,
    set_expected_discharge,
)
from homefirst.decisions.beside import (
    carer_assessed,
    decide_concern,
    decide_continuing_care,
    decide_liberty,
    identify_carer,
    raise_concern,
    request_carer_assessment,
    request_continuing_care,
    request_liberty,
    stage_of,
    urgent_running,
)
from homefirst.decisions.delays import end_delay, start_delay
from homefirst.decisions.leaving import (
    contacted,
    discharge,
    follow_up,
    receive_summary,
    reconcile_medicines,
    report_incident,
    send_summary,
    undone_before_leaving,
)
from homefirst.decisions.mend import reopen, take_back
from homefirst.decisions.notification import send_notification, write_section
from homefirst.decisions.papers import check_summary, write_part
from homefirst.decisions.referrals import (
    accept,
    ask,
    choice_of,
    choose,
    decline,
    is_asked,
    lapse,
    offer,
    prefer_places,
    preferred_places,
    refer,
    referral_of,
    reply,
    triage,
    withdraw,
)
from homefirst.decisions.services import close_service, closing, embargo, reopen_service, report_vacancies
from homefirst.decisions.step import HAS_DIED, NOT_IN_A_BED, Refused, Step, Steps
from homefirst.decisions.support import end_support, hold_support, restart_support, start_support
from homefirst.decisions.tasks import drop_task, finish_task, open_task_events, reopen_task, set_task

__all__ = [
    "ALL_NO",
    "HAS_DIED",
    "LONG_STAYS",
    "NOT_IN_A_BED",
    "Agreement",
    "Refused",
    "Step",
    "Steps",
    "accept",
    "accept_assessment",
    "answers_written",
    "ask",
    "carer_assessed",
    "check_summary",
    "choice_of",
    "choose",
    "choose_pathway",
    "close_service",
    "closing",
    "contacted",
    "decide_concern",
    "decide_continuing_care",
    "decide_liberty",
    "decline",
    "discharge",
    "dispute_assessment",
    "drop_task",
    "embargo",
    "end_delay",
    "end_support",
    "finish_task",
    "follow_up",
    "hold_support",
    "identify_carer",
    "is_asked",
    "judge_criteria_to_reside",
    "judge_day",
    "lapse",
    "offer",
    "open_task_events",
    "prefer_places",
    "preferred_places",
    "raise_concern",
    "receive_summary",
    "reconcile_medicines",
    "record_assessment",
    "refer",
    "referral_of",
    "reopen",
    "reopen_service",
    "reopen_task",
    "reply",
    "report_incident",
    "report_vacancies",
    "request_carer_assessment",
    "request_continuing_care",
    "request_liberty",
    "restart_support",
    "review_due",
    "review_stay",
    "send_notification",
    "send_summary",
    "set_expected_discharge",
    "set_task",
    "stage_of",
    "start_delay",
    "start_support",
    "take_back",
    "triage",
    "undone_before_leaving",
    "urgent_running",
    "withdraw",
    "write_part",
    "write_section",
]
