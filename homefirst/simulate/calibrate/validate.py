"""Holding a simulated system against the published figures: which it was fitted to, which not, and which it misses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from homefirst.simulate.calibrate.targets import Found, LeftOut, Target, Targets
from homefirst.simulate.flow import Flow
from homefirst.simulate.means import Mean, mean_of
from homefirst.simulate.replication import SimulationFault

FEWEST = (
    39  # years whose least and most hold the next year 95 times in 100, whatever the distribution: (n - 1) / (n + 1)
)
BASES = {"put in": "as put in", "fitted": "fitted", "": "came out"}


class Compared(NamedTuple):
    """A figure beside the simulated years: their mean, and the interval that the next year would lie in."""

    target: Target
    mean: Mean
    least: float
    most: float
    basis: str  # "put in", "fitted" or ""
    inside: bool

    @property
    def held_out(self) -> bool:
        """Whether nothing in flow.toml was put in from it or fitted to it."""
        return self.target.role == "validate" and not self.basis


class Share(NamedTuple):
    """How many of the figures of one kind are inside, and how many have to be."""

    what: str
    inside: int
    of: int
    wanted: float | None

    @property
    def missed(self) -> bool:
        return self.wanted is not None and self.inside < self.wanted * self.of - 1e-9


class Validation(NamedTuple):
    compared: tuple[Compared, ...]
    left_out: tuple[LeftOut, ...]
    shares: tuple[Share, ...]
    years: int

    @property
    def missed(self) -> bool:
        """Whether a share that was wanted is missed."""
        return any(share.missed for share in self.shares)


def validation(
    flow: Flow, targets: Targets, found: Sequence[Found], *, calibrate: float = 0.9, validate: float = 0.667
) -> Validation:
    """Each target beside what was found of it, and the shares inside. Raises SimulationFault for too few years."""
    if len(found) < 2:
        raise SimulationFault(f"{len(found)} replications say nothing of how years differ. Ask for 2 or more, or 39.")
    put_in, fitted = targets.put_in(flow), targets.fitted(flow)
    compared = tuple(
        beside(target, [one[target.figure] for one in found],
               "put in" if target.figure in put_in else "fitted" if target.figure in fitted else "")
        for target in targets.compared
    )  # fmt: skip
    held_out = [one for one in compared if one.held_out]
    others = [one for one in compared if not one.held_out]
    came_out = [one for one in others if one.basis != "put in"]
    shares = (
        share("fitted to, or to be met (calibrate)", others, calibrate),
        share("of them not simply put in", came_out, None),
        share("held out (validate)", held_out, validate),
    )
    return Validation(compared, targets.left_out, shares, len(found))


def beside(target: Target, values: Sequence[float], basis: str) -> Compared:
    """A held-out figure has to lie among the simulated years; of any other, their mean within the tolerance."""
    mean, least, most = mean_of(values), min(values), max(values)
    held_out = target.role == "validate" and not basis
    inside = least <= target.value <= most if held_out else target.within(mean.mean)
    return Compared(target, mean, least, most, basis, inside)


def share(what: str, compared: Sequence[Compared], wanted: float | None) -> Share:
    return Share(what, sum(one.inside for one in compared), len(compared), wanted)


COLUMNS = (
    "figure", "measure", "unit", "published", "tolerance", "simulated", "mean_from", "mean_to", "year_from", "year_to",
    "role", "basis", "inside", "because",
)  # fmt: skip


def row(one: Compared) -> tuple[object, ...]:
    target, mean = one.target, one.mean
    numbers = [mean.mean, mean.lower, mean.upper, one.least, one.most]
    return (
        target.figure, target.measure, target.unit, target.value, target.tolerance,
        *(None if n is None else round(n, 3) for n in numbers), target.role, BASES[one.basis], one.inside,
        target.because,
    )  # fmt: skip


def as_lines(found: Validation) -> Iterator[str]:
    """The table, the shares, and what is left out, for reading."""
    years = f"a year, {held(found.years)}"
    yield f"{'figure':<21}{'published':>11}{'+/-':>9}{'simulated':>11}  {'mean, 95% interval':<20}{years:<20}"
    for role in ("calibrate", "validate"):
        for one in (one for one in found.compared if one.target.role == role):
            mean, target = one.mean, one.target
            yield (
                f"{target.figure:<21}{number(target.value):>11}{number(target.tolerance):>9}{number(mean.mean):>11}  "
                f"{span(mean.lower, mean.upper):<20}{span(one.least, one.most):<20}"
                f"{role}, {BASES[one.basis]}: {'inside' if one.inside else 'MISSED'}"
            )
    for share in found.shares:
        wanted = (
            "" if share.wanted is None else f"; wanted {share.wanted:.1%}, {'MISSED' if share.missed else 'reached'}"
        )
        yield f"Inside, {share.what}: {share.inside} of {share.of}{wanted}"
    yield f"Left out: {len(found.left_out)} figures; targets.toml says why of each."


def held(years: int) -> str:
    """How often the next year lies between the least and the most of so many."""
    return f"{(years - 1) / (years + 1):.0%} interval"


def span(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{number(low)} to {number(high)}"


def number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def as_csv(found: Validation) -> str:
    """The table for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row(one) for one in found.compared)
    return out.getvalue()


def as_json(found: Validation) -> str:
    """All of it for programs."""
    told = {
        "years": found.years,
        "figures": [dict(zip(COLUMNS, row(one), strict=True)) for one in found.compared],
        "left_out": [one._asdict() for one in found.left_out],
        "shares": [{**share._asdict(), "missed": share.missed} for share in found.shares],
        "missed": found.missed,
    }
    return json.dumps(told, indent=2)
