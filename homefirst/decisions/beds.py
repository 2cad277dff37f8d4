"""Steps of the days in a bed: the expected date, the criteria to reside, the pathway, the day's colour, long stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from homefirst.codes import CriteriaToReside, DayColour, Pathway, RedDayReason, find_code
from homefirst.days import local_date
from homefirst.decisions.step import NOT_IN_A_BED, Refused, Step, choices, joined, of_spell
from homefirst.event import Kind
from homefirst.journey import Journey

ALL_NO: Mapping[str, bool] = dict.fromkeys(CriteriaToReside, False)  # no question is answered yes: ready to leave
LONG_STAYS = (7, 14, 21)


def set_expected_discharge(journey: Journey, day: date, *, document: str = "", by: str, now: datetime) -> Step:
    """Set the day the ward expects the person to leave; earlier forecasts stay as evidence.

    `document` is the hash of why it moved, where somebody wrote it down.
    """
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if day < local_date(now):
        return Refused(f"{day} has passed. Choose today or a later day.")
    if journey.open_spell.expected_discharge_date == day.isoformat():
        return Refused(f"{day} is the expected date already. Choose another day, or leave it.")
    return of_spell(journey, Kind.EXPECTED_DISCHARGE_SET, now, by, day.isoformat(), document=document)


def judge_criteria_to_reside(
    journey: Journey, answers: Mapping[str, bool], *, document: str = "", by: str, now: datetime
) -> Step:
    """Record whether the person still meets the criteria to reside, from the answers to all eleven questions.

    They do if any answer is yes. Asked at each board round, so repeats are welcome. `answers` are by question
    (CriteriaToReside, "1" to "11"); `document` is the hash of the answers kept (`answers_written`). Source: hospital
    discharge guidance, criteria to reside.
    """
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if unknown := [question for question in answers if find_code(CriteriaToReside, question) is None]:
        return Refused(f"“{unknown[0]}” is not one of the eleven questions. Answer questions 1 to 11.")
    if left := [question.value for question in CriteriaToReside if question not in answers]:
        return Refused(f"Not every question has an answer. Answer {joined(left)} too.")
    met = any(answers.values())
    kind = Kind.CRITERIA_TO_RESIDE_MET if met else Kind.CRITERIA_TO_RESIDE_NOT_MET
    return of_spell(journey, kind, now, by, document=document)


def answers_written(answers: Mapping[str, bool]) -> bytes:
    """The answers to the eleven questions as a document to keep (application/json)."""
    said = {question.value: answers[question] for question in CriteriaToReside if question in answers}
    return json.dumps({"criteria_to_reside": said}, sort_keys=True).encode()


def choose_pathway(journey: Journey, pathway: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Choose the way home, 0 to 3, or another with the reason why (hash of a document).

    Source: hospital discharge guidance, 26 January 2024, annex B.
    """
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    if find_code(Pathway, pathway) is None:
        return Refused(f"“{pathway}” is not a pathway. Choose 0, 1, 2 or 3.")
    if spell.pathway == pathway:
        return Refused(f"Pathway {pathway} is chosen already. Choose another, or leave it.")
    if spell.pathway and not document:
        return Refused(f"Pathway {spell.pathway} is chosen. Say why it becomes {pathway}.")
    return of_spell(journey, Kind.PATHWAY_CHOSEN, now, by, pathway, document=document)


def judge_day(journey: Journey, colour: str, reason: str = "", *, document: str = "", by: str, now: datetime) -> Step:
    """Say whether this day in a bed was of use to the person: green, or red with its reason."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if find_code(DayColour, colour) is None:
        return Refused(f"“{colour}” is not a colour of a day. Choose {choices(DayColour)}.")
    if colour == DayColour.GREEN:
        green = Refused("A green day has no reason. Leave the reason out, or judge the day red.")
        return green if reason else of_spell(journey, Kind.DAY_JUDGED, now, by, colour, document=document)
    if not reason:
        return Refused("A red day needs its reason. Say what the day was lost to.")
    if find_code(RedDayReason, reason) is None:
        return Refused(f"“{reason}” is not a reason for a red day. Choose one of the list, such as therapy.")
    return of_spell(journey, Kind.DAY_JUDGED, now, by, f"{colour}/{reason}", document=document)


def review_stay(journey: Journey, nights: int, *, document: str, by: str, now: datetime) -> Step:
    """Record the review of a long stay at 7, 14 or 21 nights; the document says why they are here and what is next."""
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    if nights not in LONG_STAYS:
        return Refused(f"{nights} nights is not a review of long stays. Choose 7, 14 or 21.")
    if (so_far := spell.nights(now)) < nights:
        return Refused(f"They have been here {so_far} nights. Review the stay when it has lasted {nights}.")
    if not document:
        return Refused("Say why they are still here and what the next step is.")
    return of_spell(journey, Kind.STAY_REVIEWED, now, by, str(nights), document=document)
