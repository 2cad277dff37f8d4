"""Fitting a simulated system to the published figures, and holding it against those that it was not fitted to.

`targets` says what each figure is compared with, `quantities` works that out of a simulated year (`seen`), `fit` rules
out and searches with `emulate`, `validate` compares, `keep` writes what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from homefirst.simulate import parts_of
from homefirst.simulate.calibrate.fit import Ask, Fit, fit
from homefirst.simulate.calibrate.keep import changes, fitted_toml, numbers_of, put_back, write_whole
from homefirst.simulate.calibrate.quantities import growth_65, places, put_in
from homefirst.simulate.calibrate.targets import in_threads, observe, read_targets
from homefirst.simulate.calibrate.validate import (
    FEWEST,
    Validation,
    as_csv,
    as_json,
    as_lines,
    validation,
)
from homefirst.simulate.flow import Flow
from homefirst.simulate.replication import Progress, SimulationFault, nothing

NEVER_MOVED = (put_in, growth_65, places)  # by what is fitted
LEAST_POINTS = 5  # fewer teach an emulator nothing

__all__ = ["FEWEST", "Ask", "as_csv", "as_json", "as_lines", "calibrate", "validate"]


def validate(
    flow: Flow,
    system_name: str,
    *,
    replications: int = FEWEST,
    days: int = 365,
    seed: int = 1,
    share_calibrate: float = 0.9,
    share_validate: float = 0.667,
    progress: Progress = nothing,
) -> Validation:
    """Every figure that can be compared, beside so many simulated years. Raises SystemFault and SimulationFault."""
    targets = read_targets(flow, system_name)
    found = observe(flow, parts_of(flow, days), targets.compared, count=replications, seed=seed, progress=progress)
    return validation(flow, targets, found, calibrate=share_calibrate, validate=share_validate)


def calibrate(
    flow: Flow,
    system_name: str,
    ask: Ask,
    *,
    on: date,
    replications: int = 1,
    days: int = 365,
    years_after: int = FEWEST,
    write: bool = False,
    progress: Progress = nothing,
) -> tuple[Fit, Validation]:
    """Fit a flow's numbers to its targets and write fitted.toml; with `write`, flow.toml too.

    Held-out figures have no say. Nothing is written before all is done. Raises SystemFault and SimulationFault.
    """
    if min(ask.waves, replications) < 1 or ask.points < LEAST_POINTS:
        raise SimulationFault(
            f"{ask.waves} waves of {ask.points} points with {replications} replications cannot be fitted. "
            f"Ask for 1 wave or more, {LEAST_POINTS} points or more and 1 replication or more."
        )
    targets, numbers = read_targets(flow, system_name), numbers_of(flow)
    fitted = targets.fitted(flow)
    say = [one for one in targets.compared if one.role == "calibrate" or one.figure in fitted]
    moved = [one for one in say if one.of.func not in NEVER_MOVED]

    def one(values: Sequence[float]) -> list[float]:
        changed = flow.changed(changes(numbers, values), "fit")
        found = observe(changed, parts_of(changed, days), moved, count=replications, seed=ask.seed, threads=1)
        return [sum(year[target.figure] for year in found) / len(found) for target in moved]

    def run(points: Sequence[Sequence[float]], tell: Progress) -> Any:
        return np.array(in_threads(one, points, tell))

    found = fit(numbers, moved, run, ask, progress)
    best = flow.changed(changes(numbers, found.best), "fit")
    after = validate(best, system_name, replications=years_after, days=days, seed=ask.seed + 1)
    lines = fitted_toml(numbers, found, after, ask, replications, on)
    write_whole(flow.document.file.with_name("fitted.toml"), "\n".join(lines) + "\n")
    if write:
        values = dict(zip((number.path for number in numbers), found.best, strict=True))
        write_whole(flow.document.file, put_back(flow.document.text, flow, values))
    return found, after
