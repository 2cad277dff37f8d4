"""Keeping what a fit found: fitted.toml beside the system, and the numbers in their places in flow.toml."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from homefirst.simulate.calibrate.fit import Ask, Fit, Number
from homefirst.simulate.calibrate.validate import Validation
from homefirst.simulate.flow import Flow
from homefirst.system import SystemFault


def numbers_of(flow: Flow) -> tuple[Number, ...]:
    """The numbers of a flow that are to be fitted, in the order of the file."""
    found = []
    for path, fitted in flow.document.fitted.items():
        now = flow.value(path)
        found.append(Number(path, float(now), fitted.least, fitted.most, isinstance(now, int), fitted.figure))
    return tuple(found)


def changes(numbers: Sequence[Number], values: Sequence[float]) -> list[tuple[str, float | int]]:
    """A point as changes of a flow."""
    return [(n.path, int(v) if n.whole else float(v)) for n, v in zip(numbers, values, strict=True)]


def fitted_toml(
    numbers: Sequence[Number], found: Fit, after: Validation, ask: Ask, replications: int, on: date
) -> Iterator[str]:
    """The lines of fitted.toml: what was run, each number with its range, how each target with a say came out."""
    yield "# What the last fit found; written by: homefirst calibrate. `least` and `most` bound the points that the"
    yield "# waves did not rule out; what is wide could not be told from the figures."
    yield ""
    yield "[fit]"
    yield f"date = {on.isoformat()}"
    told = {
        "seed": ask.seed, "waves": ask.waves, "points": ask.points, "steps": ask.steps, "replications": replications,
        "runs": found.runs, "years_after": after.years,
    }  # fmt: skip
    for name, value in told.items():
        yield f"{name} = {value}"
    yield f"not_ruled_out = [{', '.join(f'{share:.4f}' for share in found.left)}] # share of the candidates, by wave"
    for number, best, least, most in zip(numbers, found.best, found.least, found.most, strict=True):
        yield ""
        yield f'[number."{number.path}"]'
        yield f'figure = "{number.figure}"'
        yield f"value = {written(best)}"
        yield f"least = {written(least)}"
        yield f"most = {written(most)}"
    for one in (one for one in after.compared if not one.held_out):
        yield ""
        yield f'[target."{one.target.figure}"]'
        yield f"published = {written(one.target.value)}"
        yield f"simulated = {one.mean.mean:.4g}"
        yield f"year_from = {one.least:.4g}"
        yield f"year_to = {one.most:.4g}"
        yield f"inside = {str(one.inside).lower()}"


def written(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.4g}"


def put_back(text: str, flow: Flow, values: Mapping[str, float]) -> str:
    """The text of flow.toml with each fitted number changed in its place, and nothing else.

    Raises SystemFault where the places and the numbers do not match.
    """
    places = list(re.finditer(r"\{\s*value\s*=\s*(-?[0-9.]+)(?=\s*,\s*fitted\s*=)", text))
    paths = in_order_of(text, flow.document.fitted)
    if len(places) != len(paths):
        raise SystemFault(
            f"flow.toml marks {len(places)} numbers as fitted, but {len(paths)} were read. Correct it by hand."
        )
    for place, path in reversed(list(zip(places, paths, strict=True))):
        if float(place.group(1)) != float(flow.value(path)):
            raise SystemFault(f"flow.toml: {path} is not {place.group(1)}, as it is written. Correct it by hand.")
        if path in values:
            text = text[: place.start(1)] + written(values[path]) + text[place.end(1) :]
    return text


def in_order_of(text: str, paths: Iterable[str]) -> list[str]:
    """The paths in the order of their sections in the text; within a section they are read in its order."""
    begins = {found.group(1): found.start() for found in re.finditer(r"(?m)^\[([\w.]+)\]", text)}

    def section(path: str) -> int:
        inside = [name for name in begins if path.startswith(f"{name}.")]
        return begins[max(inside, key=len)] if inside else -1

    return sorted(paths, key=section)


def write_whole(file: Path, text: str) -> None:
    """Write a file at once: whoever stops it half way finds the old one."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
