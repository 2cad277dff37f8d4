"""What if: a scenario is a file of effects, each a change to flow.toml with what is known of it.

Effects add up in any order: first what is set, then what is multiplied, then what is added. Those that prevent the
same thing for the same people share an `overlap`: each prevents its share of what the others left, and all together no
more than the published bound. One `within` another is part of it, and is left out where the other is in force.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from homefirst.simulate.document import joined
from homefirst.simulate.flow import Flow
from homefirst.simulate.network import SHAPES
from homefirst.system import SystemFault

AS_IS = "as-is"
VERBS = ("to", "times", "plus")
EVIDENCE = {
    "controlled": "a controlled comparison",
    "uncontrolled": "observed, with nothing to compare it with",
    "projected": "a published projection",
    "plan": "a plan's own estimate, uncontrolled",
    "assumed": "assumed",
    "asked": "what is asked: it needs no evidence",
}


@dataclass(frozen=True)
class Effect:
    """One change to flow.toml, and what is known of it."""

    name: str  # an effect named twice is applied once
    what: str
    paths: tuple[str, ...]
    verb: str  # one of VERBS
    amount: Any
    lower: float | None  # the interval of the amount, where there is one
    upper: float | None
    evidence: str  # one of EVIDENCE
    rests_on: str
    n: int | None = None
    overlap: str = ""
    bound: float = 1.0  # the share that all of an overlap together prevent at most
    within: str = ""  # the name of a wider effect that holds this one
    drawn_with: str = ""  # the name of an effect with which it is high or low


@dataclass(frozen=True)
class Scenario:
    """A named set of effects, those of the scenarios that it includes among them."""

    name: str
    title: str
    summary: str
    effects: tuple[Effect, ...] = ()

    @property
    def in_force(self) -> tuple[Effect, ...]:
        """Each effect once, without those that a wider one holds. Raises SystemFault where two of a name differ."""
        names = {effect.name for effect in self.effects}
        once = {effect.name: effect for effect in self.effects}
        for effect in self.effects:
            if effect != once[effect.name]:
                raise SystemFault(
                    f'{self.name} has "{effect.name}" twice, as {effect.amount} and as {once[effect.name].amount}. '
                    "Leave out one of the scenarios that have it."
                )
        return tuple(effect for effect in once.values() if effect.within not in names)


NOTHING = Scenario(AS_IS, "As it is", "The system as flow.toml describes it, with nothing changed.")


def together(scenarios: Iterable[Scenario]) -> Scenario:
    """Several scenarios at once, such as do-nothing-2029+ican."""
    parts = [scenario for scenario in scenarios if scenario.name != AS_IS] or [NOTHING]
    if len(parts) == 1:
        return parts[0]
    effects = tuple(effect for part in parts for effect in part.effects)
    summary = " ".join(part.summary for part in parts)
    return Scenario("+".join(p.name for p in parts), " and ".join(p.title for p in parts), summary, effects)


Amount = Callable[[Effect], Any]


def stated(effect: Effect) -> Any:
    """The amount as the file states it."""
    return effect.amount


def drawn(seed: int) -> Amount:
    """Each effect's amount drawn within its interval, the same whenever seed and effect are (for one replication)."""

    def amount(effect: Effect) -> Any:
        if effect.lower is None or effect.upper is None:
            return effect.amount
        key = hashlib.blake2b(f"{seed}/{effect.drawn_with or effect.name}".encode(), digest_size=8).digest()
        share = (int.from_bytes(key, "big") + 0.5) / 2**64
        z = NormalDist().inv_cdf(0.025 + 0.95 * share) / NormalDist().inv_cdf(0.975)
        return effect.amount + z * (effect.upper - effect.amount if z > 0 else effect.amount - effect.lower)

    return amount


def applied(flow: Flow, scenario: Scenario, amount: Amount = stated) -> Flow:
    """The flow under a scenario. Raises SystemFault for what cannot be combined or is not in flow.toml."""
    if not scenario.effects:
        return flow
    by_path: dict[str, list[Effect]] = {}
    for effect in scenario.in_force:
        for path in effect.paths:
            by_path.setdefault(place_of(flow, path), []).append(effect)
    changes = [(path, changed(flow, scenario, path, some, amount)) for path, some in sorted(by_path.items())]
    return flow.changed(changes, scenario.name)


def place_of(flow: Flow, path: str) -> str:
    """The path in numbers: a part such as to=home names the one item of a list that says so. Raises SystemFault."""
    found = ""
    for part in path.split("."):
        asked = dict(pair.split("=", 1) for pair in part.split(",")) if "=" in part else None
        if asked is not None:
            items = flow.value(found)
            at = [n for n, item in enumerate(items) if asked.items() <= {k: str(v) for k, v in item.items()}.items()]
            if len(at) != 1:
                raise SystemFault(f'flow.toml has {len(at)} of "{part}" in {found}, not one. Say more, or look at it.')
            part = str(at[0])
        found = joined(found, part)
    flow.value(found)
    return found


def changed(flow: Flow, scenario: Scenario, path: str, effects: list[Effect], amount: Amount) -> Any:
    """The value at one path after all effects on it, whatever their order."""
    value = flow.value(path)
    told = [(effect, amount(effect)) for effect in sorted(effects, key=lambda effect: effect.name)]
    sets = {str(a): a for effect, a in told if effect.verb == "to"}
    if len(sets) > 1:
        raise SystemFault(
            f"{scenario.name} sets {path} to {' and to '.join(sets)}. Leave out all scenarios but one that set it."
        )
    value = next(iter(sets.values()), value)
    factor = math.prod(factors(told))
    extra = sum(a for effect, a in told if effect.verb == "plus" and not effect.overlap)
    if any(effect.verb != "to" for effect in effects):
        value = with_numbers(value, lambda number: number * factor + extra)
        value = with_numbers(value, lambda number: prevented(number, told))
    return value


def factors(told: list[tuple[Effect, Any]]) -> Iterator[float]:
    """What to multiply by; those of one overlap come to no less than its bound leaves."""
    by_overlap: dict[str, list[tuple[Effect, float]]] = {}
    for effect, a in told:
        if effect.verb == "times":
            by_overlap.setdefault(effect.overlap, []).append((effect, a))
    for overlap, some in by_overlap.items():
        product = math.prod(a for _, a in some)
        yield max(product, 1 - min(effect.bound for effect, _ in some)) if overlap else product


def prevented(share: float, told: list[tuple[Effect, float]]) -> float:
    """The share prevented: each effect prevents its share of what is left, all together no more than their bound."""
    overlapping = [(effect, a) for effect, a in told if effect.verb == "plus" and effect.overlap]
    if not overlapping:
        return share
    left = math.prod(1 - a for _, a in overlapping) * (1 - share)
    return max(share, min(1 - left, *(effect.bound for effect, _ in overlapping)))


def with_numbers(value: Any, change: Callable[[float], float]) -> Any:
    """The same value with each of its numbers changed; of a shape of stays, those that are times."""
    if isinstance(value, bool) or not isinstance(value, int | float | list | Mapping):
        raise SystemFault(f'"{value}" is not a number, so it cannot be multiplied or added to. Set it with: to = ...')
    if isinstance(value, list):
        return [with_numbers(inner, change) for inner in value]
    if isinstance(value, Mapping):
        return {name: shape_or_numbers(name, inner, change) for name, inner in value.items()}
    return change(value)


def shape_or_numbers(name: str, inner: Any, change: Callable[[float], float]) -> Any:
    """What stands under a name; of a Weibull the power is no time, and stays."""
    if name not in SHAPES:
        return with_numbers(inner, change)
    numbers = SHAPES[name].numbers
    return [number if which == "power" else change(number) for which, number in zip(numbers, inner, strict=True)]


def wilson(count: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share, count of n (Wilson, 1927)."""
    z = NormalDist().inv_cdf(0.975)
    middle = (count + z * z / 2) / (n + z * z)
    half = z * math.sqrt(count * (n - count) / n + z * z / 4) / (n + z * z)
    return max(middle - half, 0.0), min(middle + half, 1.0)
