"""What somebody needs, from the latest answers of those who know them: function, never a product.

Each answer of a form says what it means for needs, and the document of the answer keeps it (see `forms`). Where two
professions answered the same question, the one who wrote last is followed until they agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from homefirst.documents import Documents
from homefirst.hub.forms.questionnaire import NOTIFICATION
from homefirst.hub.forms.response import Answer
from homefirst.hub.forms.sections import Version, by_section, in_order, stay_of_form
from homefirst.journey import Journey


@dataclass(frozen=True, slots=True)
class Needs:
    """What a person needs where they go next, as written last.

    `visits_a_day` is at how many set times of the day somebody has to be there, 0 to 4; `gender` of those who help them
    wash, "" where it does not matter ("female", "male"); `equipment` the codes of what has to be there.
    """

    nursing: bool = False
    two_care_workers: bool = False
    dementia: bool = False
    behaviour: bool = False
    bariatric: bool = False
    night_care: bool = False
    visits_a_day: int = 0
    gender: str = ""
    equipment: tuple[str, ...] = ()


YES_OR_NO = ("nursing", "two_care_workers", "dementia", "behaviour", "bariatric", "night_care")


def needs_of(journey: Journey, documents: Documents, form: str = NOTIFICATION) -> Needs | None:
    """The needs written last in the person's stay (the latest where they have left); None where nobody wrote any.

    Raises DocumentError where an answer's document is not to be found.
    """
    spell = stay_of_form(journey)
    known = by_section(in_order(journey, documents, form, spell)) if spell else {}
    return needs_in(found[-1] for found in known.values()) if known else None


def needs_in(written: Iterable[Version]) -> Needs:
    """The needs that these versions say together, the earliest first: the later speaks where two answered the same."""
    answers: dict[str, Answer] = {}
    for version in written:
        for answer in version.answers.values():
            answers[answer.conflict_key or answer.link] = answer
    said = [pair for answer in answers.values() for pair in answer.needs]
    needs = {need for need, _ in said}
    return Needs(
        **{name: name in needs for name in YES_OR_NO},
        visits_a_day=len({code for need, code in said if need == "visit"}),
        gender=next((code for need, code in said if need == "gender"), ""),
        equipment=tuple(sorted({code for need, code in said if need == "equipment"})),
    )
