"""Reading scenarios: systems/NAME/scenarios/*.toml, or a file of one's own, with a fault that says file and line.

On the command line "a+b" is both, and "reablement:40" gives 40 for the n of a scenario that asks how many.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from homefirst.simulate.flow import Flow
from homefirst.simulate.scenario import AS_IS, EVIDENCE, NOTHING, VERBS, Effect, Scenario, place_of, together, wilson
from homefirst.system import Figure, SystemFault
from homefirst.system.figures import read_figures

KEYS = {"title", "summary", "includes", "n", "effect"}
EFFECT_KEYS = {
    "name", "what", "change", *VERBS, "lower", "upper", "count", "n", "evidence", "figure", "source", "assumed",
    "overlap", "bound", "within", "drawn_with",
}  # fmt: skip
HEADER, KEY = re.compile(r"^\s*\[\[\s*effect\s*\]\]"), re.compile(r"^\s*(\w+)\s*=")


def scenario_files(flow: Flow) -> dict[str, Path]:
    """The scenarios of a system by name, sorted."""
    return {file.stem: file for file in sorted((flow.document.file.parent / "scenarios").glob("*.toml"))}


def read_scenarios(flow: Flow) -> list[Scenario]:
    """Every scenario of a system, as it is first. Raises SystemFault."""
    return [NOTHING, *(Library(flow).read(name) for name in scenario_files(flow))]


def read_scenario(flow: Flow, asked: str) -> Scenario:
    """What is asked for: a name, a file, NAME:NUMBER, or several joined by +. Raises SystemFault."""
    library = Library(flow)
    return together(library.read(part) for part in asked.split("+"))


@dataclass(frozen=True)
class Library:
    """The scenarios of one system."""

    flow: Flow

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        return read_figures(self.flow.document.file.with_name("figures.csv"))

    def read(self, asked: str, inside: tuple[str, ...] = ()) -> Scenario:
        """One scenario, with all that it includes. `inside` are those that include it."""
        name, _, number = asked.partition(":")
        if name == AS_IS:
            return NOTHING
        file = scenario_files(self.flow).get(name) or Path(name)
        if file.suffix != ".toml" or not file.is_file():
            if name.endswith(".toml"):
                raise SystemFault(f"There is no file {name}. Look at its spelling, and from which folder it is seen.")
            known = ", ".join([AS_IS, *scenario_files(self.flow)])
            raise SystemFault(f'There is no scenario "{name}". Choose from: {known}; or give the path of a .toml file.')
        return ScenarioFile(self, file, asked, number, (*inside, file.stem)).scenario()


@dataclass(frozen=True)
class ScenarioFile:
    """One file being read."""

    library: Library
    file: Path
    asked: str
    number: str  # given for its n, or ""
    inside: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        try:
            return self.file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise SystemFault(f"{self.file.name} is not in UTF-8. Save it as UTF-8 text.") from None

    @cached_property
    def told(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as fault:
            raise SystemFault(f"{self.file.name} cannot be read as TOML: {fault}.") from None

    def fault(self, sentence: str, effect: int = -1, key: str = "") -> SystemFault:
        """A fault with its line: of a key of the n-th effect, or of the head of the file."""
        line = line_of(self.text, effect, key)
        return SystemFault(f"{self.file.name}{f', line {line}' if line else ''}: {sentence}")

    def scenario(self) -> Scenario:
        """The scenario that the file tells."""
        for key in sorted(set(self.told) - KEYS):
            raise self.fault(f"{key} is not known. Write one of: {', '.join(sorted(KEYS))}.", key=key)
        for key in ("title", "summary"):
            if not isinstance(self.told.get(key), str):
                raise self.fault(f'there is no {key}. Write {key} = "..." at the top.')
        n = self.n()
        own = tuple(self.effect(number, told, n) for number, told in enumerate(self.told.get("effect", [])))
        title = self.told["title"] if n is None else f"{self.told['title']} ({n:g})"
        effects = tuple(effect for part in self.included() for effect in part.effects) + own
        name = f"{self.file.stem}:{self.number}" if self.number else self.file.stem
        return Scenario(name, title, self.told["summary"], effects)

    def n(self) -> float | None:
        """How many, for a scenario that asks it: as given, or the file's own."""
        if self.number and "n" not in self.told:
            raise self.fault(f"{self.file.stem} asks for no number. Leave :{self.number} out.")
        try:
            return float(self.number or self.told["n"]) if "n" in self.told else None
        except ValueError:
            raise SystemFault(f'"{self.number}" is not a number. Write it as in {self.file.stem}:20.') from None

    def included(self) -> list[Scenario]:
        """The scenarios that this one includes."""
        for name in self.told.get("includes", []):
            if Path(name).stem in self.inside:
                raise self.fault(f"{name} includes this scenario, which includes it. Take one out.", key="includes")
        return [self.library.read(name, self.inside) for name in self.told.get("includes", [])]

    def effect(self, number: int, told: dict[str, Any], n: float | None) -> Effect:
        """One effect, checked."""
        self.check_keys(number, told)
        verb = next(verb for verb in VERBS if verb in told)
        amount = n if told[verb] == "n" else told[verb]
        paths = [told["change"]] if isinstance(told["change"], str) else told["change"]
        lower, upper = self.interval(number, told, verb, amount)
        rests_on, evidence = self.rests_on(number, told)
        effect = Effect(
            told.get("name", f"{self.file.stem}.{number + 1}"), told["what"], tuple(paths), verb, amount, lower, upper,
            evidence, rests_on, told.get("n"), told.get("overlap", ""), within=told.get("within", ""),
            drawn_with=told.get("drawn_with", ""),
        )  # fmt: skip
        return replace(effect, bound=self.bound(number, told)) if "bound" in told else effect

    def check_keys(self, number: int, told: Mapping[str, Any]) -> None:
        """Every key is known, and what must be there is there; the paths are in flow.toml."""
        for key in sorted(set(told) - EFFECT_KEYS):
            raise self.fault(f"{key} is not known. Write one of: {', '.join(sorted(EFFECT_KEYS))}.", number, key)
        for key in ("what", "change", "evidence"):
            if key not in told:
                raise self.fault(f"this effect has no {key}. Write {key} = ...", number)
        if sum(verb in told for verb in VERBS) != 1:
            raise self.fault("write one of: to = ..., times = ..., plus = ...", number)
        for path in [told["change"]] if isinstance(told["change"], str) else told["change"]:
            try:
                place_of(self.library.flow, path)
            except SystemFault as fault:
                raise self.fault(str(fault), number, "change") from None

    def interval(
        self, number: int, told: Mapping[str, Any], verb: str, amount: Any
    ) -> tuple[float | None, float | None]:
        """The interval of the amount: as told, or worked out from a count of n (Wilson)."""
        if "count" in told:
            share = told["count"] / told["n"]
            if abs(share - (1 - amount if verb == "times" else amount)) > 0.005:
                sentence = f"{told['count']} of {told['n']} is {share:.3f}, which does not go with {verb} = {amount}."
                raise self.fault(sentence, number, verb)
            low, high = wilson(told["count"], told["n"])
            return (1 - high, 1 - low) if verb == "times" else (low, high)
        lower, upper = told.get("lower"), told.get("upper")
        if (lower is None) != (upper is None) or (lower is not None and not lower <= amount <= upper):
            raise self.fault(f"write lower and upper with {amount} between them, or neither.", number, "lower")
        return lower, upper

    def rests_on(self, number: int, told: Mapping[str, Any]) -> tuple[str, str]:
        """What it rests on, and how good that is."""
        said = [key for key in ("figure", "source", "assumed") if key in told]
        if len(said) != 1:
            raise self.fault("say what it rests on: one of figure, source, or assumed = why.", number)
        if told["evidence"] not in EVIDENCE:
            raise self.fault(f"evidence is one of: {', '.join(EVIDENCE)}.", number, "evidence")
        if (said[0] == "assumed") != (told["evidence"] in ("assumed", "asked")):
            raise self.fault(f'evidence is "{told["evidence"]}", which does not go with {said[0]}.', number, "evidence")
        if said[0] == "figure":
            figure = self.figure(number, told["figure"], "figure")
            return f"{figure.id}: {figure.measure}, {figure.place}, {figure.period}", told["evidence"]
        return told[said[0]], told["evidence"]

    def bound(self, number: int, told: Mapping[str, Any]) -> float:
        """The share that is prevented at most, from a figure in per cent."""
        value = self.figure(number, told["bound"], "bound").value
        if value is None or not 0 <= value <= 100:
            raise self.fault(f"{told['bound']} is no figure in per cent.", number, "bound")
        return value / 100

    def figure(self, number: int, figure: str, key: str) -> Figure:
        if figure not in self.library.figures:
            raise self.fault(f'there is no figure "{figure}" in figures.csv. Look at its spelling.', number, key)
        return self.library.figures[figure]


def line_of(text: str, effect: int, key: str) -> int:
    """The line of a key in the n-th effect (-1: before the first), or of that effect where the key has none."""
    seen, found = -1, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if HEADER.match(line):
            seen += 1
            found = number if seen == effect else found
        named = KEY.match(line)
        if seen == effect and named and named.group(1) == key:
            return number
    return found
