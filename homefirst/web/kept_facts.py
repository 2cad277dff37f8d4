"""How pages say what is kept for somebody in hospital: by whom, until when, at what cost."""

from __future__ import annotations

from datetime import datetime

from homefirst.days import local_date
from homefirst.hub.kept import RETAINER_DAYS, Kept, kept_help
from homefirst.hub.words import Title, day_words, short_day
from homefirst.journey import Journey, Spell
from homefirst.system.directory import Directory


def kept_words(
    journey: Journey, spell: Spell | None, directory: Directory | None, now: datetime, title: Title
) -> list[str]:
    """A sentence for each help that is kept for somebody in this stay; [] for none."""
    kept = kept_help(journey, spell, directory.limits.retainer_days if directory else RETAINER_DAYS) if spell else []
    return [sentence(one, directory, now, title) for one in kept]


def sentence(kept: Kept, directory: Directory | None, now: datetime, title: Title) -> str:
    """By whom, since when, until when, and what that has cost so far where the directory has a price of a week."""
    service, today = title(kept.support.service), local_date(now)
    cost = kept.cost(directory.of(kept.support.service), now) if directory else None
    paid = "" if cost is None else f" £{cost:,.0f} so far."
    left = kept.days_left(today)
    if left is None:
        return f"Place at {service} kept since {short_day(local_date(kept.since))}.{paid}"
    assert kept.until is not None
    if left < 0:
        return f"Package of {service} was kept until {day_words(kept.until)}: it has to be found again.{paid}"
    soon = "last day today" if left == 0 else f"{left} {'day' if left == 1 else 'days'} more"
    words = f"Package of {service} kept until {day_words(kept.until)}, {soon}"
    return f"{words}: it starts again without being asked for anew.{paid}"
