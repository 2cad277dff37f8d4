"""What the ledger knows already under each heading, so that nobody writes it again. Pure.

Who somebody is comes from the caller: this room does not know identities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from homefirst.codes import parse_diagnosis
from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.hub.medicines import KeptLists, Line, Outcome
from homefirst.hub.needs import Needs
from homefirst.hub.papers import stay_of_paper
from homefirst.hub.words import Title, day_of, day_words, label, moment_words, pathway_words
from homefirst.journey import Journey, Referral
from homefirst.system.directory import NEEDS, Directory


@dataclass(frozen=True)
class About:
    """A person at the time of writing: their journey, lists of medicines, needs, and who they are as the caller says.

    `identity` has lines by name ("name", "birth_date", "nhs_number"); `writer` is who writes, by role.
    """

    journey: Journey
    lists: KeptLists
    lines: tuple[Line, ...]
    needs: Needs | None
    title: Title
    directory: Directory
    now: datetime
    identity: Mapping[str, str] = field(default_factory=dict)
    writer: str = ""

    @property
    def leaves_on(self) -> date | None:
        """The day they left, or are expected to."""
        spell = stay_of_paper(self.journey)
        if spell is None:
            return None
        return local_date(spell.ended_at) if spell.ended_at else day_of(spell.expected_discharge_date or "")

    @property
    def helpers(self) -> tuple[Helper, ...]:
        """Who comes or takes them in after this stay."""
        return tuple(dict.fromkeys(helpers(self)))


@dataclass(frozen=True, slots=True)
class Helper:
    """A service that helps after the stay: what it does, from which day where that was said, and its telephone."""

    service: str
    name: str
    what: str
    starts_on: date | None
    contact: str
    medicines_days: int


def known(about: About) -> dict[str, str]:
    """What is known by prefill name; what is not known is left out."""
    told = {
        "identity": "\n".join(filter(None, about.identity.values())),
        "practice": practice_words(about),
        "home": home(about),
        "needs": needs_words(about.needs),
        "admission": admission(about),
        "leaving": leaving(about),
        "diagnoses": diagnoses(about.journey),
        "scores": scores(about.journey),
        "medicines": medicines(about.lines),
        "allergies": allergies(about.lists),
        "plan": plan(about),
        "writer": about.writer,
        "receivers": "\n".join(filter(None, (practice_words(about), *(one.name for one in about.helpers)))),
    }
    return {name: words for name, words in told.items() if words}


def practice_of(journey: Journey) -> str:
    """The code of the practice that looks after them; "" where none is known."""
    found = (e.location or e.service for e in reversed(journey.events) if e.kind is Kind.PRACTICE_CHANGED)
    return next(found, "")


def practice_words(about: About) -> str:
    code = practice_of(about.journey)
    return about.title(code) if code else ""


def home(about: About) -> str:
    """Where they live, and the help that they had when they came in."""
    spell = stay_of_paper(about.journey)
    if spell is None:
        return ""
    lives = about.journey.residence_at(spell.started_at)
    lines = [label("Residence", lives.kind)] if lives else []
    for one in about.journey.supports:
        if one.started_at < spell.started_at and (one.ended_at is None or one.ended_at >= spell.started_at):
            lines.append(
                f"{label('SupportKind', one.kind) or 'Help'} from {about.title(one.service) or 'a service'} before"
            )
    return "\n".join(filter(None, lines))


def needs_words(needs: Needs | None) -> str:
    """What they need, from the form."""
    if needs is None:
        return ""
    lines = [words[:1].upper() + words[1:] for name, words in NEEDS.items() if getattr(needs, name)]
    if needs.visits_a_day:
        lines.append(f"Somebody there at {needs.visits_a_day} set times of the day")
    lines += [f"Care workers: {needs.gender}"] if needs.gender else []
    lines += [f"Equipment: {', '.join(one.replace('_', ' ') for one in needs.equipment)}"] if needs.equipment else []
    return "\n".join(lines)


def admission(about: About) -> str:
    spell = stay_of_paper(about.journey)
    if spell is None:
        return ""
    came = [f"Admitted {moment_words(spell.started_at)}"]
    first = next(
        (e for e in about.journey.events if e.kind is Kind.ADMITTED and e.happened_at == spell.started_at), None
    )
    place = first.location if first else spell.location
    came += [f"To {about.title(place)}"] if place else []
    how = label("AdmissionMethod", first.detail) if first else ""
    return "\n".join([*came, *([f"How: {how}"] if how else [])])


def leaving(about: About) -> str:
    """When they left or are expected to, and where to."""
    spell = stay_of_paper(about.journey)
    if spell is None:
        return ""
    if spell.ended_at:
        lines = [f"Left {moment_words(spell.ended_at)}", label("Destination", spell.destination or "")]
    elif about.leaves_on:
        lines = [f"Expected to leave {day_words(about.leaves_on)}"]
    else:
        return ""
    return "\n".join(filter(None, [*lines, pathway_words(spell.pathway) if spell.pathway else ""]))


def diagnoses(journey: Journey) -> str:
    """The codes of the stay, the main one first; words are for the doctor to write."""
    spell = stay_of_paper(journey)
    codes = [
        e.detail for e in journey.events if spell and e.kind is Kind.DIAGNOSED and e.happened_at >= spell.started_at
    ]
    said = sorted({parsed for code in codes if (parsed := parse_diagnosis(code))}, key=lambda one: (one[1], one[0]))
    return "Coded as " + ", ".join(code for code, _ in said) if said else ""


def scores(journey: Journey) -> str:
    found = [e for e in journey.events if e.kind is Kind.FRAILTY_SCORED]
    return f"Clinical Frailty Scale: {label('FrailtyScale', found[-1].detail) or found[-1].detail}" if found else ""


def medicines(lines: Sequence[Line]) -> str:
    """How many medicines came to what; the lines themselves go with the summary."""
    counts = [(outcome.words, sum(line.outcome is outcome for line in lines)) for outcome in Outcome]
    return ", ".join(f"{words.lower()}: {count}" for words, count in counts if count)


def allergies(lists: KeptLists) -> str:
    if lists.allergies is None:
        return ""
    known_ones = (f"{one.substance}{f': {one.reaction}' if one.reaction else ''}" for one in lists.allergies.known)
    return "\n".join(known_ones) or "No known allergies"


def plan(about: About) -> str:
    """Who comes and from when, and what is still to be done."""
    lines = [
        f"{one.name}: {one.what or 'help'}{f', from {day_words(one.starts_on)}' if one.starts_on else ''}"
        for one in about.helpers
    ]
    return "\n".join(lines)


def helpers(about: About) -> Iterator[Helper]:
    """The services that said yes in this stay, and the help from before that goes on."""
    spell = stay_of_paper(about.journey)
    if spell is None:
        return
    yes = [r for r in about.journey.referrals if r.referred_at >= spell.started_at and r.answer == "accepted"]
    for referral in yes:
        yield helper(about, referral.service, referral.detail, starts(about.journey, referral))
    asked = {referral.service for referral in yes}
    until = spell.ended_at or about.now
    for one in about.journey.supports:
        goes_on = one.started_at < until and (one.ended_at is None or one.ended_at > until)
        if one.service and goes_on and one.service not in asked:
            yield helper(about, one.service, one.kind, None)


def starts(journey: Journey, referral: Referral) -> date | None:
    """The first day that a service gave when it said yes."""
    said: Iterable[str] = (
        e.detail for e in journey.events if e.kind is Kind.ACCEPTED and referral.id and e.about == referral.id
    )
    return next((day for text in said if (day := day_of(text))), None)


def helper(about: About, service: str, what: str, starts_on: date | None) -> Helper:
    entry = about.directory.of(service)
    contact, days = (entry.contact, entry.medicines_days) if entry else ("", 0)
    return Helper(service, about.title(service), label("SupportKind", what), starts_on, contact, days)
