"""Needs that services declined, for whatever reason, and nobody met since: for those who could start something new.

Nobody is named. A voluntary service, a council or a commissioner sees what was asked for and why it was declined; what
another service met within 28 days is counted beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.hub.refusals import Asked, unmet_of


class Declined(NamedTuple):
    """Referrals of one kind of help declined for one reason: how often, of how many people, how many met later."""

    help: str
    reason: str
    times: int
    people: int
    met_later: int


def declined(asked: Iterable[Asked], help_of: Mapping[str, str], first: date, last: date) -> list[Declined]:
    """Every referral declined from the first to the last day, by help and reason, the commonest first.

    `help_of` is the kind of a service, where the referral names no help.
    """
    by_person: dict[str, list[Asked]] = {}
    for one in asked:
        by_person.setdefault(one.person, []).append(one)
    groups: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for person, theirs in by_person.items():
        for one in theirs:
            if one.answer == Kind.DECLINED and one.answered_at and first <= local_date(one.answered_at) <= last:
                key = one.help or help_of.get(one.service, ""), one.reason
                groups.setdefault(key, []).append((person, bool(unmet_of(one, theirs).met_by)))
    made = [
        Declined(help, reason, len(some), len({person for person, _ in some}), sum(met for _, met in some))
        for (help, reason), some in groups.items()
    ]
    return sorted(made, key=lambda one: (-one.times, one.help, one.reason))
