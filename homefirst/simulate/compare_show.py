"""A comparison for reading, as a table for a spreadsheet, and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from homefirst.simulate.compare import Comparison, Difference, Line
from homefirst.simulate.course import Course
from homefirst.simulate.means import Mean
from homefirst.simulate.population import AGES, growth
from homefirst.simulate.scenario import EVIDENCE, Effect, Scenario

SECTIONS = (
    ("Demand and A&E", ("crises", "conveyed", "attendances", "within_four_hours", "handover_within_15",
                        "handovers_over_60", "outside_ae", "boarding", "admissions")),
    ("Beds", ("beds", "escalation", "occupancy", "not_needing", "not_needing_share", "not_needing_share_community",
              "worst_week", "stay_mean", "stay_median", "stay_p90", "over_7", "over_21")),
    ("Waits and leaving", ("wait_1", "wait_2", "wait_3", "weekend")),
    ("What becomes of people", ("readmission", "home_at_91", "permanent", "packages", "harms", "frailer", "deaths",
                                "deaths_in_hospital")),
    ("Staff and money", ("staff_hours", "cost", "cost_hospital", "cost_calls", "cost_outside")),
)  # fmt: skip
BY_PREFIX = (
    ("Where people are instead: in a service, or waiting for it", ("in_", "waiting_")),
    ("People delayed in hospital, by national reason", ("delayed_",)),
    ("Starts a day", ("starts_",)),
)
COLUMNS = (
    "measure", "title", "unit", "scenario", "mean", "lower", "upper", "difference", "difference_lower",
    "difference_upper", "verdict", "gain", "replications", "seed",
)  # fmt: skip
UNCERTAIN = (
    "Each replication drew every effect within its interval: a difference is the mean over those draws. More "
    "replications make its interval narrower, and leave the effects as uncertain as they were."
)
MONEY = (
    "Pounds and hours of staff rest on round amounts from general knowledge (unverified), but for those of flow.toml "
    "that name a figure."
)
OVERRUN = 25  # people outside A&E on average; no hospital was ever so full
CHANCE = "With so many measures, about one in twenty would look like a clear difference by chance alone."


def sections(found: Comparison) -> Iterator[tuple[str, list[Line]]]:
    """The lines in the order in which they are read; those of which nothing is ever seen are left out."""
    for title, names in SECTIONS:
        yield title, [found.line(name) for name in names]
    for title, prefixes in BY_PREFIX:
        some = [line for line in found.lines if line.name.startswith(prefixes)]
        yield title, [line for line in some if any(mean.mean for mean in line.means)]


def number(value: float | None, sign: bool = False) -> str:
    """A number as people read it: three figures or so."""
    if value is None:
        return "not known"
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    shown = f"{value:{'+' if sign else ''},.{places}f}"
    return shown.replace("-", "−") if float(shown.replace(",", "")) else "0"


def interval(low: float | None, high: float | None, sign: bool = False) -> str:
    """An interval in words; nothing where there is none."""
    return "" if low is None else f"{number(low, sign)} to {number(high, sign)}"


def notes(found: Comparison) -> Iterator[str]:
    """What a reader must know beside the numbers."""
    base, *others = found.scenarios
    runs, chance = f"{found.replications:,} replications", f"seed {found.seed}"
    yield from (f"Do not read these numbers as they stand. {words}" for words in overrun(found))
    yield f"{runs} of {found.days:,} days after {found.warm_up} of warm-up, {chance}. These people do not exist."
    yield f"Each difference is from {base.name}, on the same people and chances, with its 95% interval."
    yield MONEY
    for n, scenario in enumerate(others):
        yield from years_apart(found, n + 1)
        yield from through_the_year(scenario, found.courses[n])
    if found.uncertain:
        yield UNCERTAIN
    if found.precision and found.unsure:
        names = ", ".join(found.line(name).tally.title.lower() for name in found.unsure)
        yield f"Not yet known to {100 * found.precision:g}%: {names}. Ask for more: --replications."
    elif found.precision:
        yield f"Stopped when half of each watched interval was below {100 * found.precision:g}% of the first mean."
    yield CHANCE


def years_apart(found: Comparison, n: int) -> Iterator[str]:
    """What must be said where a scenario has the people of another year than the first, with how they grow."""
    base, year = found.first_days[0].year, found.first_days[n].year
    if year == base:
        return
    ages = [f"{age}-{age + 4}" if age < AGES[-1] else f"{age} and over" for age in AGES]
    grown = growth(found.people, min(base, year), max(base, year))
    by_age = ", ".join(f"{age} {number(by, sign=True)}%" for age, by in zip(ages, grown.by_age, strict=True))
    yield (
        f"{found.scenarios[n].name} has the people of {year}, {found.scenarios[0].name} those of {base}: part of the "
        f"difference is the years between ({min(base, year)} to {max(base, year)}, people aged {by_age}; all "
        f"{number(grown.in_all, sign=True)}%). Compare within one year to see what a scenario does."
    )


def overrun(found: Comparison) -> Iterator[str]:
    """What must be said where more come than hospitals can take: what they would need does not show."""
    for scenario, outside in zip(found.scenarios, found.line("outside_ae").means, strict=True):
        if outside.mean > OVERRUN:
            yield (
                f"{scenario.name}: {number(outside.mean)} people on average wait outside A&E, since more come than "
                "hospitals can take. Many of them give up unseen, and while they wait they are not admitted, do not "
                "come back and do not die, so all of these are too few. Compare with "
                "beds-as-needed added to each scenario, to see what is needed."
            )


def through_the_year(scenario: Scenario, told: Course | None) -> Iterator[str]:
    """In which weeks a scenario needs clearly more acute beds, or fewer, and where most."""
    if told and told.clear:
        ends = "and still at the end" if told.clear[-1] == told.weeks else f"the last time in week {told.clear[-1]}"
        yield (
            f"{scenario.name}: acute beds differ clearly in {len(told.clear)} of {told.weeks} weeks, first in week "
            f"{told.clear[0]}, {ends}; most in week {told.most_week}, {number(told.most.mean, sign=True)}."
        )


def as_lines(found: Comparison) -> Iterator[str]:
    """The comparison as text."""
    for scenario in found.scenarios:
        yield f"{scenario.name}: {scenario.summary}"
        yield from (f"  {effect_line(effect)}" for effect in scenario.in_force)
    for words in overrun(found):
        yield ""
        yield f"Do not read these numbers as they stand. {words}"
    for title, some in sections(found):
        if some:
            yield ""
            yield title
            for line in some:
                yield from line_lines(found.scenarios, line)
    yield ""
    yield from notes(found)


def line_lines(scenarios: Sequence[Scenario], line: Line) -> Iterator[str]:
    """One measure: the first scenario's mean, then each other's with the difference."""
    yield f"  {line.tally.title} ({line.tally.unit})"
    yield f"    {scenarios[0].name}: {number(line.means[0].mean)}{in_brackets(line.means[0])}"
    for scenario, mean, difference in zip(scenarios[1:], line.means[1:], line.differences, strict=True):
        yield f"    {scenario.name}: {number(mean.mean)}{in_brackets(mean)}; difference {in_words(difference)}"


def in_brackets(mean: Mean) -> str:
    return f" ({interval(mean.lower, mean.upper)})" if mean.lower is not None else ""


def in_words(difference: Difference) -> str:
    """A difference with its interval and verdict."""
    shown = interval(difference.lower, difference.upper, sign=True)
    return f"{number(difference.mean, sign=True)} ({shown}): {difference.says}"


def effect_line(effect: Effect) -> str:
    """One effect and what is known of it."""
    known = f", {number(effect.lower)} to {number(effect.upper)}" if effect.lower is not None else ""
    people = f", n = {effect.n:,}" if effect.n else ""
    return (
        f"{effect.what} ({effect.verb} {effect.amount}{known}): {EVIDENCE[effect.evidence]}{people}; {effect.rests_on}"
    )


def as_csv(found: Comparison) -> str:
    """One row for each measure and scenario."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in found.lines:
        for n, (scenario, mean) in enumerate(zip(found.scenarios, line.means, strict=True)):
            difference = line.differences[n - 1] if n else None
            apart = [difference.mean, difference.lower, difference.upper, difference.says] if difference else [""] * 4
            about = [line.name, line.tally.title, line.tally.unit, scenario.name, *mean, *apart]
            writer.writerow([*about, difference.gain if difference else "", found.replications, found.seed])
    return text.getvalue()


def as_json(found: Comparison) -> str:
    """The same, with the scenarios' effects and beds by month, for programs."""
    return json.dumps(plain(found), indent=2, ensure_ascii=False, default=str)


def plain(found: Comparison) -> dict[str, Any]:
    """A comparison as plain values."""
    return {
        "system": found.system, "days": found.days, "warm_up": found.warm_up, "seed": found.seed,
        "replications": found.replications, "uncertain": found.uncertain, "precision": found.precision,
        "unsure": list(found.unsure), "notes": list(notes(found)),
        "scenarios": [
            {**plain_scenario(scenario), "first_day": day.isoformat()}
            for scenario, day in zip(found.scenarios, found.first_days, strict=True)
        ],
        "measures": {line.name: plain_line(found, line) for line in found.lines},
        "beds_by_month": {
            scenario.name: [{"from": day.isoformat(), **mean._asdict()} for day, mean in zip(*months, strict=True)]
            for scenario, months in zip(found.scenarios, found.beds, strict=True)
        },
        "beds_by_week": {
            scenario.name: told and {**told._asdict(), "most": told.most._asdict()}
            for scenario, told in zip(found.scenarios[1:], found.courses, strict=True)
        },
    }  # fmt: skip


def plain_scenario(scenario: Scenario) -> dict[str, Any]:
    """A scenario and its effects as plain values."""
    return {
        "name": scenario.name, "title": scenario.title, "summary": scenario.summary,
        "effects": [
            {
                "name": effect.name, "what": effect.what, "change": list(effect.paths), effect.verb: effect.amount,
                "lower": effect.lower, "upper": effect.upper, "n": effect.n, "evidence": effect.evidence,
                "controlled": effect.evidence == "controlled", "rests_on": effect.rests_on,
            }
            for effect in scenario.in_force
        ],
    }  # fmt: skip


def plain_line(found: Comparison, line: Line) -> dict[str, Any]:
    """One measure as plain values."""
    names = [scenario.name for scenario in found.scenarios]
    return {
        "title": line.tally.title, "unit": line.tally.unit, "better": line.tally.better,
        "means": {name: mean._asdict() for name, mean in zip(names, line.means, strict=True)},
        "differences": {name: one._asdict() for name, one in zip(names[1:], line.differences, strict=True)},
    }  # fmt: skip


# The list of scenarios


def list_lines(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Each scenario with its summary and the evidence that it rests on."""
    for scenario in scenarios:
        yield f"{scenario.name}: {scenario.title}"
        yield f"  {scenario.summary}"
        if scenario.effects:
            grades = dict.fromkeys(EVIDENCE[effect.evidence] for effect in scenario.in_force)
            yield f"  Evidence: {'; '.join(grades)}"
