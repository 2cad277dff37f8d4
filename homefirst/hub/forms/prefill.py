"""What is known already, for the first writing of a form: nobody should ask a person twice. Pure.

What comes of who somebody is (name, birth date, number) is given by the caller: this room does not know identities.
"""

from __future__ import annotations

from collections.abc import Mapping

from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.hub.forms.form import Answers, Section
from homefirst.hub.forms.sections import stay_of_form
from homefirst.hub.words import Title, label, short_day
from homefirst.journey import Journey, Spell

Known = Mapping[str, str]  # what is known under each prefill name of `form.PREFILLS`


def known(journey: Journey, title: Title, identity: Known | None = None) -> Known:
    """What the record says of a person, by prefill name; what is not known is left out."""
    spell = stay_of_form(journey)
    told = dict(identity or {})
    told |= {"frailty": last(journey, Kind.FRAILTY_SCORED), "support": support_words(journey, spell, title)}
    practice = next((e.location for e in reversed(journey.events) if e.kind is Kind.PRACTICE_CHANGED), "")
    told["practice"] = title(practice)
    if spell is not None:
        told |= {"pathway": spell.pathway, "expected": spell.expected_discharge_date, "ward": title(spell.location)}
        if (home := journey.residence_at(spell.started_at)) is not None:
            told |= {"residence": home.kind, "council": title(home.council)}
    return {name: value for name, value in told.items() if value}


def last(journey: Journey, kind: Kind) -> str:
    """The detail of the latest event of a kind."""
    return next((e.detail for e in reversed(journey.events) if e.kind is kind), "")


def support_words(journey: Journey, spell: Spell | None, title: Title) -> str:
    """The help that ran when they came in, in words."""
    if spell is None:
        return ""
    came = spell.started_at
    ran = [s for s in journey.supports if s.started_at < came and (s.ended_at is None or s.ended_at >= came)]
    return "; ".join(
        f"{label('SupportKind', s.kind) or 'Help'} from {title(s.service) or 'a service not named'}, "
        f"since {short_day(local_date(s.started_at))} {local_date(s.started_at).year}"
        + (", ended since" if s.ended_at else ", kept for them" if s.held_at else "")
        for s in ran
    )


def prefilled(section: Section, known: Known) -> Answers:
    """The answers of a section that are known already; a code that the form does not offer is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for question in section.questions:
        value = known.get(question.prefill, "") if question.prefill else ""
        if value and (not question.options or any(o.code == value for o in question.options)):
            found[question.link] = (value,)
    return found
