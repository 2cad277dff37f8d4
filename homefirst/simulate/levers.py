"""What a reader may change on the What if page: each lever with its value now, its range and what it rests on.

Levers that were moved make a scenario as a file of scenarios/ would; `as_toml` writes that file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homefirst.simulate.flow import Flow
from homefirst.simulate.scenario import Effect, Scenario
from homefirst.system import Figure, SystemFault

SET_BY = "set on the What if page"
YEAR = "year"
AT_HOME = ("reablement", "dementia_team", "crisis_team", "intermediate_care_team")
A_HOSPITAL = 900  # beds; as many stand for all hospitals elsewhere together
# name, title, unit, verb, paths, least, most, step, how many of the unit make 1 in flow.toml
LEVERS: tuple[tuple[str, str, str, str, tuple[str, ...], float, float, float, float], ...] = (
    ("vacancy", "Vacant posts in adult social care", "%", "to", ("workforce.vacancy",), 0, 30, 0.1, 100),
    ("reablement", "Reablement posts, as many people being sent there as now", "posts", "to",
     ("help.reablement.posts",), 0, 400, 1, 1),
    ("dementia", "Posts in the team for people with dementia, as many people being sent there as now", "posts", "to",
     ("help.dementia_team.posts",), 0, 200, 1, 1),
    ("weekend_help", "More people whom each team at home starts to help on a Saturday or Sunday", "a day", "plus",
     tuple(f"help.{team}.weekend_starts" for team in AT_HOME), 0, 40, 1, 1),
    ("weekend_placements", "Care home placements that begin on a Saturday or Sunday", "a day", "to",
     ("help.placement.weekend_starts",), 0, 20, 1, 1),
    ("shaw", "Who meets the criteria of the Shaw step-down beds, of those who wait for a bed outside hospital", "%",
     "to", ("care_beds.shaw.accepts",), 0, 100, 1, 100),
    ("placements", "Care home places for people who leave hospital", "places", "to", ("help.placement.places",),
     0, 500, 1, 1),
    ("kept", "How long a home care package is kept for somebody in hospital", "days", "to",
     ("people.package.hold_days",), 0, 90, 1, 1),
    ("avoided_home", "Crises prevented among people who live at home", "%", "to", ("crisis.avoided.at_home",),
     0, 60, 1, 100),
    ("avoided_care_home", "Crises prevented among people who live in care homes", "%", "to",
     ("crisis.avoided.care_home",), 0, 60, 1, 100),
    ("stay", "Length of stay in hospital before anybody waits to leave, as a share of now", "%", "times",
     ("beds.wards.stay", "beds.frailty.stay_hours"), 50, 150, 1, 100),
)  # fmt: skip


@dataclass(frozen=True)
class Lever:
    """One thing that can be changed, in the unit in which it is shown."""

    name: str
    title: str
    unit: str
    verb: str  # one of scenario.VERBS
    paths: tuple[str, ...]
    least: float
    most: float
    step: float
    per: float
    now: float
    rests_on: str

    def effect(self, value: float) -> Effect:
        """The change that this value stands for."""
        amount = first_monday(round(value)) if self.name == YEAR else value / self.per
        what = f"{self.title}: {shown(value)} instead of {shown(self.now)} ({self.unit})"
        return Effect(f"what-if.{self.name}", what, self.paths, self.verb, amount, None, None, "asked", SET_BY)


def levers_of(flow: Flow, figures: Mapping[str, Figure]) -> list[Lever]:
    """The levers that a system has: those whose numbers its flow.toml knows."""
    return [
        *(lever for told in LEVERS if (lever := lever_of(flow, figures, *told))),
        *ward_beds(flow, figures),
        year(flow),
    ]


def lever_of(
    flow: Flow, figures: Mapping[str, Figure], name: str, title: str, unit: str, verb: str, paths: tuple[str, ...],
    least: float, most: float, step: float, per: float,
) -> Lever | None:  # fmt: skip
    """One lever; None where flow.toml has not all of its numbers. Its range takes in what is now."""
    try:
        values = [flow.value(path) for path in paths]
    except SystemFault:
        return None
    now = {"plus": 0.0, "times": per}.get(verb, values[0] * per if verb == "to" else 0.0)
    now = round(now, 6)
    return Lever(
        name, title, unit, verb, paths, min(least, now), max(most, now), step, per, now,
        basis_words(flow, figures, paths[0]),
    )  # fmt: skip


def ward_beds(flow: Flow, figures: Mapping[str, Figure]) -> Iterator[Lever]:
    """The ward beds of each hospital of the system."""
    places = flow.told.get("beds", {}).get("wards", {}).get("places", {})
    for at, number in places.items() if isinstance(places, Mapping) else ():
        if number < A_HOSPITAL:
            title = f"Ward beds for older people, {flow.told['hospital'][at]['title']}"
            path = (f"beds.wards.places.{at}",)
            yield Lever(
                f"beds_{at}", title, "beds", "to", path, 0, 2 * number, 1, 1, number,
                basis_words(flow, figures, path[0]),
            )  # fmt: skip


def year(flow: Flow) -> Lever:
    """The year whose people live there."""
    years = sorted(flow.people)
    source = "Office for National Statistics: estimates, then what is expected (people.csv)"
    return Lever(
        YEAR, "Year whose people live here", "year", "to", ("system.first_day",), years[0], years[-1] - 1, 1, 1,
        flow.first_day.year, source,
    )  # fmt: skip


def first_monday(year: int) -> date:
    """The first Monday of April."""
    first = date(year, 4, 1)
    return first + timedelta(days=-first.weekday() % 7)


def basis_words(flow: Flow, figures: Mapping[str, Figure], path: str) -> str:
    """What a number rests on, in words."""
    basis = flow.document.basis
    said = basis.get(path) or next((basis[key] for key in basis if key.startswith(f"{path}.")), "assumed: nothing said")
    kind, _, rest = said.partition(" ")
    if kind in ("figure", "fitted"):
        figure = figures.get(rest.removeprefix("to "))
        words = f"{figure.measure}, {figure.place}, {figure.period}" if figure else rest
        return (
            f"Published: {words}" if kind == "figure" else f"Fitted, so that the model gives what is published: {words}"
        )
    return f"Assumed: {rest}"


def shown(value: float) -> str:
    return f"{value:g}"


# What was moved


def moved(levers: Sequence[Lever], asked: Mapping[str, str]) -> tuple[dict[str, float], list[str]]:
    """The value of each lever that was moved, and a sentence for each that could not be read."""
    found, faults = {}, []
    for lever in levers:
        text = asked.get(lever.name, "").strip()
        if not text:
            continue
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not lever.least <= value <= lever.most:
            faults.append(
                f"{lever.title}: “{text[:20]}” cannot be used. Write a number from {shown(lever.least)} to "
                f"{shown(lever.most)}. It was left as it is."
            )
        elif value != lever.now:
            found[lever.name] = value
    return found, faults


def scenario_of(levers: Iterable[Lever], values: Mapping[str, float], name: str, title: str) -> Scenario:
    """The moved levers as a scenario."""
    effects = tuple(lever.effect(values[lever.name]) for lever in levers if lever.name in values)
    return Scenario(name, title, "; ".join(effect.what for effect in effects) + ".", effects)


def as_toml(scenario: Scenario, includes: Sequence[str]) -> str:
    """The scenario as a file that `homefirst compare` takes; `includes` are the scenarios that it goes on from."""
    lines = [f"title = {quoted(scenario.title)}", f"summary = {quoted(scenario.summary)}"]
    lines += [f"includes = [{', '.join(map(quoted, includes))}]"] if includes else []
    for effect in scenario.effects:
        amount = effect.amount.isoformat() if isinstance(effect.amount, date) else repr(effect.amount)
        lines += [
            "", "[[effect]]", f"name = {quoted(effect.name)}", f"what = {quoted(effect.what)}",
            f"change = [{', '.join(map(quoted, effect.paths))}]", f"{effect.verb} = {amount}",
            f"evidence = {quoted(effect.evidence)}", f"assumed = {quoted(effect.rests_on)}",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """Words as TOML writes them."""
    return json.dumps(words, ensure_ascii=False)
