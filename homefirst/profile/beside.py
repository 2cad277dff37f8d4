"""What stands beside a value: published figures of the same measure, England, similar places, and national targets."""

from __future__ import annotations

from collections.abc import Iterator

from homefirst.measures import Measure, Value
from homefirst.profile.cited import as_printed, number_of, printed, source_title, warning_of
from homefirst.profile.shape import Beside, Target
from homefirst.profile.words import amount
from homefirst.system import Figure, System

COMPARATORS = "Similar places"


def beside(measure: Measure, value: Value | None, system: System) -> Iterator[Beside]:
    """Published figures that print the same measure, each with England's and its comparators' where printed."""
    for name in measure.comparable:
        figure = system.figures.get(name)
        if figure is None:
            continue
        yield from of_figure(figure, measure, value, system)


def of_figure(figure: Figure, measure: Measure, value: Value | None, system: System) -> Iterator[Beside]:
    source, differs, warning = source_title(system, figure.source), how_it_differs(figure), warning_of(figure)

    def one(whose: str, number: float | None, said: str) -> Beside:
        return Beside(whose, number, said, figure.period, source, differs, "", warning)

    yield one(figure.place, figure.value, printed(figure))
    for whose, cell in ((COMPARATORS, figure.comparator_value), ("England", figure.england_value)):
        if cell:
            yield one(whose, number_of(cell), as_printed(cell, figure.unit))


def how_it_differs(figure: Figure) -> str:
    """What the figure is of, as its source words it: the reader sees where it is not ours."""
    of = f", {figure.population}" if figure.population else ""
    return f"Printed as: {figure.measure} ({figure.unit}{of})"


def target_of(measure: Measure, value: Value | None) -> Target | None:
    """The national target of a measure, and whether the period's value met it."""
    if not measure.target:
        return None
    set_at = float(measure.target["value"])
    met = ""
    if value is not None and value.value is not None and measure.better != "neither":
        ok = value.value >= set_at if measure.better == "high" else value.value <= set_at
        met = "met" if ok else "not met"
    said = amount(set_at, measure.unit)
    return Target(set_at, said, *(measure.target[key] for key in ("source", "dated", "verified")), met)
