"""Making a profile: every measure is asked, set beside what was published, and read month by month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from homefirst.days import local_date
from homefirst.measures import Measure, Period, Tables, Value, all_measures
from homefirst.measures.neighbours import Neighbours
from homefirst.measures.standardise_by import AgeAlike
from homefirst.profile.around import told_of
from homefirst.profile.ask import Ask, Progress, answers, nothing, shared
from homefirst.profile.beside import beside, target_of, verdict
from homefirst.profile.cited import themes
from homefirst.profile.official import official_beside, officials
from homefirst.profile.places import AgesAsk, ages_asks, ages_of, at_the_same_ages, first_spread, funnels_of
from homefirst.profile.shape import SECTIONS, Beside, Entry, Line, Official, Profile, ProfileFault, Section, Split
from homefirst.profile.trend import changes, read_months
from homefirst.profile.words import group_words, split_words
from homefirst.system import System, location_title

LONGEST = 6  # groups; a measure with more is shown as a table of groups
# What a measure of the first page is split by, where its rows allow.
SPLITS = ("council", "provider", "age_band", "sex", "deprivation", "residence", "pathway")
JUDGED = ("council", "provider", "deprivation")  # an old person is not worse than a younger one
OF_RESIDENTS = ("council", "deprivation")  # a provider's admissions over everybody's population judge nobody
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z0-9])")


class Scope(NamedTuple):
    """Whose profile: the whole system, or one council or provider of it."""

    split: str = ""
    code: str = ""


WHOLE = Scope()
Answers = Mapping[Ask, Sequence[Value]]


def make_profile(
    tables: Tables,
    system: System,
    made_at: datetime,
    *,
    period: Period | None = None,
    scope: Scope = WHOLE,
    published: Path | None = None,
    peers: Sequence[Neighbours] = (),
    measures: Iterable[Measure] | None = None,
    progress: Progress = nothing,
) -> Profile:
    """The profile of a ledger's tables, as at `made_at`.

    Each measure in its own usual period unless one is given. `published` is the folder of imported official
    statistics, if there is one; `peers` are the councils beside which they are set; `measures` are all unless some are
    given. Raises ProfileFault for a code that the
    system does not know, MeasureError for tables not yet made.
    """
    check(system, scope, period)
    wanted = all_measures().values() if measures is None else measures
    chosen = {m.name: m for m in wanted if scope.split in ("", *m.by)}
    asks = [ask for measure in chosen.values() for ask in asks_of(measure, system, scope)]
    found = answers(chosen, asks, tables, system, period, progress)
    alike = [ask for measure in chosen.values() for ask in ages_asks(measure, scope)]
    ages = shared(alike, tables, system, partial(at_the_same_ages, chosen, period))
    official = officials(published, system, peers)
    entries = [entry_of(measure, found, ages, system, scope, official) for measure in chosen.values()]
    known = [entry for entry in entries if entry.known]
    return Profile(
        title=system.title,
        scope=location_title(system, scope.code) if scope.code else "",
        origin=tables.origin,
        made_at=made_at,
        first_on=local_date(tables.first_at),
        as_at=tables.as_at,
        events=getattr(tables, "events", 0),
        sections=tuple(sections(known)),
        changes=tuple(changes(known)),
        unknown=tuple(entry for entry in entries if not entry.known),
        officials=tuple(official),
        themes=themes(system),
        sources=tuple(f"{source.title}, {source.dated}" for source in system.sources),
        notes=tuple(notes(known)),
        comparators=told_of(peers, system),
    )


def check(system: System, scope: Scope, period: Period | None) -> None:
    """Raises ProfileFault for a place that the system does not know, and for a period that ends before it begins."""
    if period and period.last < period.first:
        raise ProfileFault(f"The period ends on {period.last}, before it begins, {period.first}. Swap the two days.")
    known = {
        "council": [council.code for council in system.councils],
        "provider": [organisation.code for organisation in system.organisations],
    }.get(scope.split, [])
    if scope.code and scope.code not in known:
        raise ProfileFault(f"{system.title} has no {scope.split} {scope.code}. Known: {', '.join(known)}.")


def asks_of(measure: Measure, system: System, scope: Scope) -> Iterable[Ask]:
    """What has to be asked for one measure: its value, its months, and its splits where it is on the first page."""
    by = (scope.split,) if scope.split else ()
    yield Ask(measure.name, by)
    if "month" in measure.by:
        yield Ask(measure.name, (*by, "month"), trend=True)
    for split in dict.fromkeys([*splits_of(measure, scope), *funnels_of(measure, system, scope)]):
        yield Ask(measure.name, (*by, split))


def splits_of(measure: Measure, scope: Scope) -> list[str]:
    """What a measure of the first page is split by."""
    split = measure.headline and not measure.always and not measure.at_least
    return [name for name in SPLITS if name in measure.by and name != scope.split] if split else []


def entry_of(
    measure: Measure, found: Answers, ages: Mapping[AgesAsk, AgeAlike | None], system: System, scope: Scope,
    official: Sequence[Official],
) -> Entry:  # fmt: skip
    """One measure with everything that is said of it."""
    by = (scope.split,) if scope.split else ()
    values = within(found[Ask(measure.name, by)], scope)
    monthly = within(found.get(Ask(measure.name, (*by, "month"), trend=True), []), scope)
    places = [scope.code] if scope.code else [council.code for council in system.councils]
    lines = tuple(line_of(measure, value, monthly, places, system) for value in values)
    whole = values[0] if len(values) == 1 and not values[0].group else None
    splits = [
        split_of(measure, name, within(found[Ask(measure.name, (*by, name))], scope), whole, system)
        for name in splits_of(measure, scope)
    ]
    parts = [
        (name, within(found[Ask(measure.name, (*by, name))], scope)) for name in funnels_of(measure, system, scope)
    ]
    return Entry(
        measure,
        lines,
        mix=len(lines) > LONGEST or (measure.answer == "mix" and len(lines) > 1),
        splits=tuple(split for split in splits if len(split.rows) > 1),
        spread=first_spread(measure, parts, system),
        ages=ages_of((ages[ask] for ask in ages_asks(measure, scope)), system),
        beside=once([*beside(measure, whole, system), *official_beside(measure, whole, official)]),
        target=target_of(measure, whole),
    )


def once(some: Sequence[Beside]) -> tuple[Beside, ...]:
    """Each published value once, though several figures print England's beside them."""
    return tuple({(one.whose, one.said, one.period): one for one in some}.values())


def within(values: Sequence[Value], scope: Scope) -> list[Value]:
    """The values of the council or provider asked for, no longer split by it; a sentence where there are none."""
    if not scope.code:
        return list(values)
    own = [value for value in values if value.group.get(scope.split, scope.code) == scope.code]
    return [unsplit(value, scope.split) for value in own]


def unsplit(value: Value, split: str) -> Value:
    return replace(value, group={key: said for key, said in value.group.items() if key != split})


def line_of(measure: Measure, value: Value, monthly: Sequence[Value], places: Sequence[str], system: System) -> Line:
    """One group of a measure, with those of the months that are its own."""
    words = ", ".join(group_words(system, split, said) for split, said in value.group.items())
    months = tuple(month for month in monthly if "month" in month.group and same_group(month, value))
    return Line(words, value, months, *read_months(measure, months, places))


def same_group(month: Value, value: Value) -> bool:
    return {key: said for key, said in month.group.items() if key != "month"} == dict(value.group)


def split_of(measure: Measure, name: str, values: Sequence[Value], whole: Value | None, system: System) -> Split:
    """A measure by one split, with the groups in words and each beside the whole, where there is one."""
    judged = name in JUDGED and whole is not None and (measure.answer != "rate" or name in OF_RESIDENTS)
    reference = reference_of(measure, values, whole) if whole and judged else None
    rows = tuple(
        (group_words(system, name, value.group.get(name, "")), value, verdict(measure, value, reference))
        for value in values
        if value.group and (value.value is not None or value.suppressed)
    )
    return Split(split_words(name), rows)


def reference_of(measure: Measure, values: Sequence[Value], whole: Value) -> float | None:
    """What the groups are set beside: the whole, or of a rate all groups together.

    The people of small areas may have been counted in another year than those of the whole, and only like is judged.
    """
    if measure.answer != "rate":
        return whole.value
    known = [value for value in values if value.denominator]
    people = sum(value.denominator or 0 for value in known)
    return measure.per * sum(value.numerator or 0 for value in known) / people if people else None


def sections(entries: Sequence[Entry]) -> Iterable[Section]:
    """The sections that have any measure, in the order of the way home; those of the first page first in each."""
    for name, title in SECTIONS.items():
        own = [entry for entry in entries if entry.measure.section == name]
        inside = tuple(sorted(own, key=lambda entry: (not entry.measure.headline, entry.measure.title)))
        if inside:
            yield Section(name, title, inside)


def notes(entries: Sequence[Entry]) -> list[tuple[str, tuple[str, ...]]]:
    """What was left out or not known, each sentence once with the measures it is about."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for line in entry.lines:
            for sentence in filter(None, SENTENCE.split(line.value.note)):
                found.setdefault(sentence, []).append(entry.measure.title)
    return [(sentence, tuple(dict.fromkeys(titles))) for sentence, titles in found.items()]
