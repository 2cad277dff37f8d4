"""Where a measure differs: its parts against chance, and its places as if all had people of the same ages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from homefirst.measures import Measure, MeasureError, Opened, Period, Value
from homefirst.measures.funnel_by import Spread, funnel_splits, spreads
from homefirst.measures.standardise import TOO_FEW
from homefirst.measures.standardise_by import PLACES, AgeAlike, Place, may_be_standardised, standardised_by
from homefirst.profile.shape import Ages
from homefirst.profile.words import amount, group_words, number_words, split_words
from homefirst.system import System

AGES_READING = (
    "What the rates would be if every place had people of the same ages, so that an older place is not taken for a "
    "worse one. Better and worse are said only where the 95% interval leaves out the rate of all together."
)
TOO_MANY = ("area",)  # for a board's page; a measure's own page draws them


class AgesAsk(NamedTuple):
    """One question: a measure by one split at the same ages, of one council or (\"\") of all."""

    name: str
    split: str
    council: str = ""


def funnels_of(measure: Measure, system: System, scope: tuple[str, str] = ("", "")) -> list[str]:
    """By what a measure of the first page may be set against chance, in the order in which they are tried.

    A provider's events over everybody who lives there judge no place, so of one provider no rate is.
    """
    kind, _ = scope
    if not measure.headline or measure.always or measure.at_least or (kind == "provider" and measure.answer == "rate"):
        return []
    return [split for split in funnel_splits(measure, system) if split not in (kind, *TOO_MANY)]


def first_spread(measure: Measure, by_split: Iterable[tuple[str, Sequence[Value]]], system: System) -> Spread | None:
    """The funnel by the first split of which there are parts enough."""
    name = partial(group_words, system)
    found = (one for split, values in by_split for one in spreads(measure, split, values, name))
    return next(found, None)


def ages_asks(measure: Measure, scope: tuple[str, str] = ("", "")) -> Iterator[AgesAsk]:
    """What has to be asked to set a rate of older people beside others of the same ages."""
    kind, code = scope
    if may_be_standardised(measure) and kind != "provider":
        yield from (AgesAsk(measure.name, split, code) for split in PLACES if split in measure.by and split != kind)


def at_the_same_ages(
    measures: Mapping[str, Measure], period: Period | None, ready: Opened, ask: AgesAsk
) -> AgeAlike | None:
    """The answer to one question; None where nothing can be counted in the period."""
    within = {"council": ask.council} if ask.council else {}
    try:
        return standardised_by(measures[ask.name], ready, ask.split, period, within)
    except MeasureError:
        return None


def ages_of(found: Iterable[AgeAlike | None], system: System) -> tuple[Ages, ...]:
    """The answers with their places in words, in the order of their names."""
    return tuple(Ages(split_words(one.split), one, named(one, system)) for one in found if one is not None)


def named(found: AgeAlike, system: System) -> tuple[tuple[str, Place], ...]:
    """The places by their names."""
    rows = [(group_words(system, found.split, place.code), place) for place in found.places]
    return tuple(sorted(rows, key=lambda row: row[0]))


def rate_words(place: Place, unit: str) -> str:
    """The rate at the same ages; the ratio to the events expected where they are too few for a rate."""
    if place.ratio is not None and place.ratio.value is not None:
        return f"{number_words(place.ratio.value)} times those expected"
    return "Not given" if place.direct.value is None else amount(place.direct.value, unit)


def rate_between(place: Place) -> str:
    """Its 95% interval."""
    found = place.ratio or place.direct
    if found.lower is None or found.upper is None:
        return ""
    return f"{number_words(found.lower)} to {number_words(found.upper)}"


def ages_note(ages: Ages) -> str:
    """Which weights, of whom, by which method, and what was left out."""
    found = ages.found
    people = f", {found.counted_in}" if found.counted_in else ""
    said = [
        f"All together: {number_words(found.together)}. Weights: the people of 65 to 74, 75 to 84 and 85 and over in "
        f"all of these{people}. Intervals: Dobson's, made of persons, since one may be counted several times."
    ]
    if any(place.ratio for _, place in ages.rows):
        said.append(
            f"Of fewer than {TOO_FEW} events no rate is given, but how many there were for each one expected at the "
            "rates of all together (indirectly standardised; compare it with 1, not with another place)."
        )
    if found.hidden:
        said.append(f"Left out because so few people are behind them that one might be recognised: {found.hidden}.")
    if found.unknown:
        said.append(f"Left out because it is not known how many live there: {found.unknown}.")
    return " ".join(said)
