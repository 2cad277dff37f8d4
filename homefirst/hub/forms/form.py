"""What a form is: sections that professions own, their questions, and when a question is asked. Pure.

A form is read from a file (`questionnaire.py`), so that a place can change its questions without a programmer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Answers = Mapping[str, tuple[str, ...]]  # what was answered, by linkId: codes, ISO dates, "true"/"false", text

LONGEST_TEXT = {"string": 250, "text": 4000}
NEEDS = frozenset(
    {
        "nursing",
        "two_care_workers",
        "dementia",
        "behaviour",
        "bariatric",
        "night_care",
        "visit",
        "gender",
        "equipment",
    }
)
PREFILLS = frozenset(
    {
        "name",
        "birth_date",
        "nhs_number",
        "residence",
        "council",
        "practice",
        "frailty",
        "support",
        "pathway",
        "expected",
        "ward",
    }
)


RECORD_SECTIONS = frozenset({"assessment", "medicines", "safeguarding", "about-me", "care-plan", "finance"})


class QuestionKind(StrEnum):
    """How a question is answered, by its FHIR item type."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    STRING = "string"
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    DISPLAY = "display"  # asks nothing


class Change(StrEnum):
    """What may happen to a person that makes a section old, however lately it was written."""

    CRITERIA_MET_AGAIN = "criteria_met_again"
    MOVED_WARD = "moved_ward"
    NEED_CHANGED = "need_changed"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `needs` is what choosing it says that the person needs; `alone`: no other goes with it."""

    code: str
    words: str
    needs: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only if another has this answer ("="), has any but this ("!="), or has one ("exists")."""

    question: str
    operator: str
    answer: str

    def holds(self, answers: Answers) -> bool:
        given = answers.get(self.question, ())
        if self.operator == "exists":
            return bool(given) == (self.answer == "true")
        return bool(given) and (self.answer in given) == (self.operator == "=")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Two with the same `conflict_key` ask the same of two professions, who may differ."""

    link: str
    words: str
    kind: QuestionKind
    hint: str = ""
    required: bool = False
    repeats: bool = False
    longest: int = 0
    options: tuple[Option, ...] = ()
    conditions: tuple[Condition, ...] = ()
    any_condition: bool = False
    prefill: str = ""
    conflict_key: str = ""
    conflict_words: str = ""
    needs: tuple[str, ...] = ()
    never_overridden: bool = False

    def is_asked(self, answers: Answers) -> bool:
        """Whether it is asked at all, given the answers to the others."""
        holds = [condition.holds(answers) for condition in self.conditions]
        return not holds or (any(holds) if self.any_condition else all(holds))

    def words_of(self, code: str) -> str:
        """What an answer says to a reader."""
        if self.kind is QuestionKind.BOOLEAN:
            return {"true": "Yes", "false": "No"}.get(code, code)
        return next((option.words for option in self.options if option.code == code), code)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who writes a section: the role that somebody signs in with, and the profession as staff say it."""

    role: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a form. It is stale when older than its hours, or when one of `stale_when` happened since.

    `record_section` is the part of a record that it belongs to, which says who may read it.
    """

    link: str
    words: str
    hint: str
    owners: tuple[Owner, ...]
    stale_after_hours: int
    stale_when: frozenset[Change]
    questions: tuple[Question, ...]
    record_section: str = "assessment"

    def question(self, link: str) -> Question | None:
        return next((q for q in self.questions if q.link == link), None)

    @property
    def owner_words(self) -> str:
        *others, last = dict.fromkeys(owner.words for owner in self.owners)
        return f"{', '.join(others)} or {last}".capitalize() if others else last

    def is_owned_by(self, role: str) -> bool:
        return any(owner.role == role for owner in self.owners)

    def missing(self, answers: Answers) -> tuple[Question, ...]:
        """The questions that have to be answered, are asked, and are not answered."""
        return tuple(q for q in self.questions if q.required and not answers.get(q.link) and q.is_asked(answers))


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form: its short name, its words, which edition it is, and its sections in order."""

    name: str
    words: str
    version: str
    url: str
    sections: tuple[Section, ...]

    def section(self, link: str) -> Section | None:
        return next((s for s in self.sections if s.link == link), None)


# What somebody typed


def tidy(section: Section, typed: Answers) -> Answers:
    """The answers to keep: without spaces around them, and only of questions that are asked, in the form's order."""
    found: dict[str, tuple[str, ...]] = {}
    for question in section.questions:
        given = tuple(dict.fromkeys(filter(None, (text.strip() for text in typed.get(question.link, ())))))
        if given and question.kind is not QuestionKind.DISPLAY and question.is_asked(found):
            found[question.link] = given
    return found


def faults(section: Section, answers: Answers) -> dict[str, str]:
    """What is wrong with answers, by linkId: each a sentence that says what to write. A missing answer is no fault."""
    wrong = {q.link: fault(q, answers[q.link]) for q in section.questions if q.link in answers}
    return {link: words for link, words in wrong.items() if words}


def fault(question: Question, given: tuple[str, ...]) -> str:
    """What is wrong with the answer to one question; "" for nothing."""
    if len(given) > 1 and not question.repeats:
        return f"“{question.words}” has one answer. Choose one."
    if question.kind in (QuestionKind.CHOICE, QuestionKind.BOOLEAN):
        return choice_fault(question, given)
    (text,) = given
    if question.kind is QuestionKind.DATE and not is_day(text):
        return f"“{question.words}” is not a day. Write it as day, month and year."
    if question.kind is QuestionKind.INTEGER and not (text.isascii() and text.isdigit() and len(text) < 6):
        return f"“{question.words}” is not a whole number. Write 4, for example."
    longest = question.longest or LONGEST_TEXT.get(question.kind, 0)
    if longest and len(text) > longest:
        return f"“{question.words}” has {len(text)} letters. Write at most {longest}."
    return ""


def choice_fault(question: Question, given: tuple[str, ...]) -> str:
    offered = {o.code for o in question.options} or {"true", "false"}
    if not offered.issuperset(given):
        return f"“{question.words}” has an answer that this form does not offer. Choose one of those shown."
    alone = next((o for o in question.options if o.alone and o.code in given), None)
    if alone is not None and len(given) > 1:
        return f"“{question.words}”: “{alone.words}” goes with no other answer. Choose it alone, or leave it out."
    return ""


def is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).year > 1850
    except ValueError:
        return False
