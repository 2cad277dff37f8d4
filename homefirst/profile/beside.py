"""What stands beside a value: published figures of the same measure, England, similar places, and national targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from homefirst.measures import Measure, Value
from homefirst.measures.compare import NOT_COMPARED, compare
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
    """A figure, and what it was compared with where that is printed."""
    source, differs, warning = (
        source_title(system, figure.source),
        how_it_differs(figure),
        warning_of(figure, system.figures),
    )
    fit = not warning and alike(figure.unit, measure.unit)

    def one(whose: str, number: float | None, said: str) -> Beside:
        same_place = whose in (system.title, COMPARATORS, "England")  # one trust's figure judges no county
        said_of_ours = verdict(measure, value, number) if fit and same_place else ""
        return Beside(whose, number, said, figure.period, source, differs, said_of_ours, warning)

    yield one(figure.place, figure.value, printed(figure))
    for whose, cell in ((COMPARATORS, figure.comparator_value), ("England", figure.england_value)):
        if cell:
            yield one(whose, number_of(cell), as_printed(cell, figure.unit))


def how_it_differs(figure: Figure) -> str:
    """What the figure is of, as its source words it: the reader sees where it is not ours."""
    of = f", {figure.population}" if figure.population else ""
    return f"Printed as: {figure.measure} ({figure.unit}{of})"


def verdict(measure: Measure, value: Value | None, reference: float | None) -> str:
    """How ours compares, where its interval allows a word: "worse", "similar"; "" where it does not.

    A printed 21 may have been anything from 20.5 to 21.5, and the word must hold for all of these.
    """
    if value is None or reference is None:
        return ""
    rounded = 0.5 / 10 ** len(f"{reference:.10g}".partition(".")[2])
    words = {
        compare(value.value, value.lower, value.upper, each, measure.better)
        for each in (reference - rounded, reference + rounded)
    }
    said = words.pop() if len(words) == 1 else "similar"
    return "" if said == NOT_COMPARED else said


def alike(printed_in: str, ours: str) -> bool:
    """Whether two units are one, whatever their words: "per 100,000 65+ per year". A quarter is not a year."""
    one, other = plain_unit(printed_in), plain_unit(ours)
    return one == other or other.startswith(f"{one} ") or other.endswith(f" {one}")


def plain_unit(unit: str) -> str:
    words = unit.lower().replace(",", "").replace("people aged ", "").replace(" and over", "+").replace("adults", "18+")
    return re.sub(r"\bnights\b", "days", words).strip()


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
    about = measure.target
    return Target(set_at, said, str(about["source"]), str(about["dated"]), bool(about["verified"]), met)
