"""The sections that a person's record is cut into, for saying who may see which."""

from __future__ import annotations

from collections.abc import Mapping

from homefirst.event import Kind

SECTIONS: dict[str, str] = {
    "who": "Who they are",
    "journey": "What happened, from the first call to being home",
    "hub": "Getting home: ward, expected date, pathway, delays, tasks, referrals",
    "about-me": "About me: what matters to them",
    "care-plan": "Care plan",
    "medicines": "Medicines",
    "allergies": "Allergies",
    "discharge-summary": "Discharge summary",
    "assessment": "Assessments and needs",
    "safeguarding": "Safeguarding",
    "mental-health-notes": "Mental-health notes",
    "finance": "Money",
}
ACTIONS: dict[str, str] = {
    "read": "see",
    "decide": "decide about",
    "judge": "judge whether they still need the bed",
    "refer": "refer",
    "answer": "answer a referral of",
    "report": "report about",
    "match": "find a place for",
    "measure": "see measures",
    "review": "see what went wrong after leaving, and what was learnt",
    "audit": "see who looked",
    "administer": "give and end accounts",
}

OF_KIND: Mapping[Kind, str] = {
    Kind.CONCERN_RAISED: "safeguarding",
    Kind.CONCERN_DECIDED: "safeguarding",
    Kind.BUDGET_AGREED: "finance",
}
"""Kinds of event that a journey tells only to those who may read a closer section as well."""
