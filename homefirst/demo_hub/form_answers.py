"""Invented answers to the sections of a form, for somebody who needs more or less help. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from homefirst.hub.forms.form import Answers, Option, Question, QuestionKind, Section

HELP = ("alone", "prompt", "one", "two", "hoist")  # what help they need, from none to most
OFTEN_FIRST = 0.62  # the share of the first answer, where nothing below says otherwise
FIRST: Mapping[str, float] = {
    "nursing.nurse": 0.82,
    "nursing.distress": 0.8,
    "nursing.thinking": 0.45,
    "nursing.continence": 0.45,
    "capacity.doubt": 0.78,
    "capacity.outcome": 0.3,
    "carer.expected": 0.5,
    "carer.asked": 0.85,
    "safeguarding.worry": 0.96,
    "medical.steady": 0.9,
    "wishes.where": 0.72,
    "wishes.workers": 0.7,
    "equipment.needed": 0.3,
    "person.contact_agreed": 0.92,
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "person.contact": ("Daughter, rings every evening", "Son, who lives far away", "Neighbour across the landing"),
    "therapy.before": (
        "Managed alone with a stick; shopping done by family.",
        "Help with washing in the morning; meals from the freezer.",
        "Out most days until the fall; slow on the stairs.",
    ),
    "therapy.goals": ("To make his own tea again.", "To walk to the gate.", "To sleep in her own bed."),
    "medical.treated": (
        "Chest infection, better with antibiotics.",
        "Broken hip, mended on the second day.",
        "A fall.",
    ),
    "medical.plan": (
        "Blood test in a week at the practice.",
        "Wound looked at by the district nurse.",
        "Nothing more.",
    ),
    "medical.watch": ("More breathless, or confused: ring the practice.", "A hot or swollen leg: ring 111.", "A fall."),
    "social.visit_words": ("Rug taken up; rail needed by the back door.", "Bed can go downstairs. Steps are safe."),
    "social.stands_words": ("Heating to be mended.", "Bed to be brought downstairs.", "Clear a way to the bathroom."),
    "carer.needs": ("Somebody to ring at night.", "To be shown how to help with stairs.", "A morning off each week."),
    "wishes.words": ("I want my own chair.", "Home, and no fuss.", "Wherever I am no trouble.", "With my cat."),
    "wishes.matters": (
        "A walk each day.",
        "The radio in the morning.",
        "To dress properly.",
        "Seeing the grandchildren.",
    ),
    "risks.words": ("Pendant worn; knows that stairs are a risk and means to use them.", "Gas cooker turned off."),
    "nursing.distress_words": ("Noise at night; calm with music.", "Strangers; calm with a familiar voice."),
    "nursing.skin_words": ("Left heel, dressed every third day.", "Lower back, red, turned at night."),
    "safeguarding.words": ("Concern raised, and the council has it. Nobody visits alone.",),
}
PLAIN = ("As told on the ward.", "Nothing more to say.")


class Invented(NamedTuple):
    """What goes for all of somebody's answers: how much help (0 to 4), what is known already, and the day."""

    help: int
    known: Answers
    today: date


def invented_answers(section: Section, about: Invented, draw: Random, *, leave_out: int = 0) -> Answers:
    """Answers to a section; without the last `leave_out` of those that have to be there."""
    found: dict[str, tuple[str, ...]] = {}
    for question in section.questions:
        if question.kind is QuestionKind.DISPLAY or not question.is_asked(found):
            continue
        if question.link in about.known:
            found[question.link] = about.known[question.link]
        elif question.required or draw.random() < 0.4:
            found[question.link] = answer(question, about, draw)
    for question in [q for q in reversed(section.questions) if q.required and q.link in found][:leave_out]:
        del found[question.link]
    return {link: given for link, given in found.items() if still_asked(section, link, found)}


def still_asked(section: Section, link: str, found: Answers) -> bool:
    question = section.question(link)
    return question is not None and question.is_asked(found)


def answer(question: Question, about: Invented, draw: Random) -> tuple[str, ...]:
    """One answer, as likely for this person."""
    if question.kind is QuestionKind.CHOICE:
        return chosen(question, about, draw)
    if question.kind is QuestionKind.BOOLEAN:
        return ("true" if draw.random() < 0.12 else "false",)
    if question.kind is QuestionKind.DATE:
        return ((about.today + timedelta(days=draw.randint(-3, 3))).isoformat(),)
    if question.kind is QuestionKind.INTEGER:
        return (str(draw.randint(1, 4)),)
    return (draw.choice(WORDS.get(question.link, PLAIN)),)


def chosen(question: Question, about: Invented, draw: Random) -> tuple[str, ...]:
    by_code = {option.code: option for option in question.options}
    if "alone" in by_code and "one" in by_code:
        less = 0 if question.conflict_key else draw.choice((1, 0, 0, 0, 0))  # who agrees does so on what both are asked
        wanted = HELP[max(0, about.help - less)]
        return (wanted if wanted in by_code else [code for code in HELP if code in by_code][-1],)
    if question.link == "nursing.daytime":
        return tuple(o.code for o in question.options[: about.help + 1][:4]) if about.help else ("never",)
    first, *others = question.options
    alone = next((option for option in question.options if option.alone), first)
    if draw.random() < FIRST.get(question.link, OFTEN_FIRST):
        return ((alone if question.repeats else first).code,)
    return some(others, draw) if question.repeats else (draw.choice(others).code,)


def some(options: list[Option], draw: Random) -> tuple[str, ...]:
    """One or two of these that go together."""
    fit = [option.code for option in options if not option.alone]
    picked = draw.sample(fit, min(len(fit), draw.choice((1, 1, 2))))
    return tuple(code for code in fit if code in picked)
