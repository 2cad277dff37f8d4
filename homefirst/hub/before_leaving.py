"""What is not done yet for somebody about to leave, and whether who takes them next takes anybody now: warnings."""

from __future__ import annotations

from datetime import datetime, timedelta

from homefirst.days import local_date
from homefirst.decisions import undone_before_leaving
from homefirst.event import Event, Kind
from homefirst.hub.words import Title, short_day
from homefirst.journey import Journey, Spell
from homefirst.system.directory import Directory
from homefirst.system.entry import closed_words

NO_CARER = "nobody has spoken with their family or carer about being ready"
FAMILY = "family"  # the task that says so, and with whom somebody spoke


def warnings(journey: Journey, directory: Directory | None, now: datetime, title: Title) -> tuple[str, ...]:
    """What to look at before somebody leaves, each a sentence; () where all is done, or they are in no bed.

    That a carer was spoken with is asked of everybody: reviews found people sent home to a carer who had not been.
    """
    spell = journey.open_spell
    if spell is None:
        return ()
    found = [*undone_before_leaving(journey)]
    if not carer_spoken_with(journey, spell):
        found.append(NO_CARER)
    sentences = [words[:1].upper() + words[1:] + "." for words in found]
    return tuple(sentences + [w for s in receivers(journey, spell) if (w := receiver(s, directory, now, title))])


def carer_spoken_with(journey: Journey, spell: Spell) -> bool:
    """Whether it is recorded in this stay that family or carer were spoken with, or wrote their section."""
    return any(says_so(event) for event in journey.events if event.happened_at >= spell.started_at)


def says_so(event: Event) -> bool:
    if event.kind is Kind.TASK_DONE:
        return event.detail.partition("/")[0] == FAMILY
    if event.kind is Kind.CONTACTED:
        return event.service == FAMILY
    form, _, section = event.detail.partition("/")
    return event.kind is Kind.SECTION_WRITTEN and "carer" in section and form != "summary"  # which only tells of it


def receivers(journey: Journey, spell: Spell) -> tuple[str, ...]:
    """The services that said yes in this stay and have not begun to help yet."""
    yes = (r for r in journey.referrals if r.referred_at >= spell.started_at and r.answer == "accepted")
    return tuple(dict.fromkeys(r.service for r in yes if r.started_at is None))


def receiver(service: str, directory: Directory | None, now: datetime, title: Title) -> str:
    """What to mind about who takes them next; "" where they take people now and tomorrow, or nothing is known."""
    entry = directory.of(service) if directory else None
    if entry is None:
        return ""
    if not entry.open_at(now):
        return f"{title(service)}: {closed_words(entry, now)[0].lower()}{closed_words(entry, now)[1:]}"
    tomorrow = now + timedelta(days=1)
    if entry.takes_on(local_date(tomorrow)):
        return ""
    opens = next((d for n in range(2, 9) if entry.takes_on(d := local_date(now + timedelta(days=n)))), None)
    until = f" until {short_day(opens)}" if opens else ""
    return f"{title(service)} takes nobody new tomorrow{until}: they leave today, or they wait."
