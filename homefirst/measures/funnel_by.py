"""The parts of a measure as a funnel: by what, which are drawn, which are left out, and what it says in words.

Only a measure that has an interval has a funnel, for both rest on the same chance: a share of things that happened, or
a rate of events. Nights counted again and again of the same people have no such limits. A rate is over the people who
live somewhere, so its parts are places where people live: a hospital's admissions over everybody judge no hospital.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from homefirst.measures.definition import Measure
from homefirst.measures.funnel import LEVELS, WITHIN, Counted, Funnel, Placed, funnel
from homefirst.measures.funnel_chart import funnel_svg
from homefirst.measures.svg import plain
from homefirst.measures.value import Value
from homefirst.system import System

FEWEST = 5  # parts; of fewer a table says as much
NAMED = 6  # in a sentence; the table names all
OF_RESIDENTS = ("council", "neighbourhood", "area")
OF_PLACES = ("provider", "council", "neighbourhood", "ward", "service", "area")  # in the order in which they are tried
CERTAIN = {("share", "wilson"): OF_PLACES, ("rate", "byar"): OF_RESIDENTS}
PLACES = tuple(f"{side} the {level} limit" for _, _, level in LEVELS for side in ("above", "below"))
ALONG = {"share": "How many it is counted of (denominator)", "rate": "People who live there, times years (denominator)"}
NO_LIMITS = (
    "No funnel is drawn: the measure has no interval, since what it counts comes again and again of the same people, "
    "and nobody can say how far chance alone would scatter its parts."
)
TOO_FEW = f"No funnel is drawn: fewer than {FEWEST} parts have a value."
READING = (
    "Each mark is one part, further to the right the more it is counted of. If nothing but chance set them apart, 95 "
    "of 100 would lie between the inner lines (95%) and 998 of 1,000 between the outer ones (99.8%). A part inside "
    "shows no more than chance: do not rank it. A part outside differs by more than chance: ask why before judging, "
    "for who lives or is treated there and how it is recorded count too. Outside is different, not wrong."
)
AGAIN = "One person may be counted several times, which widens what chance does: the lines are then too narrow."
Name = Callable[[str, str], str]  # a split and one of its values, in words


@dataclass(frozen=True)
class Spread:
    """A measure's parts around what they are together, those outside first.

    `words` is the group that they are parts of ("7 nights or more"; "" for the whole). `hidden` parts are too small to
    be shown, `unknown` have no value; `nowhere`: something was counted of which the part is not known.
    """

    split: str
    words: str
    per: float
    funnel: Funnel
    rows: tuple[tuple[Placed, Value], ...]
    hidden: int = 0
    unknown: int = 0
    nowhere: bool = False


def funnel_splits(measure: Measure, system: System) -> tuple[str, ...]:
    """By what a measure may have a funnel in this system, in the order in which they are tried; none without limits."""
    parts = {
        "council": len(system.councils),
        "neighbourhood": len({area.neighbourhood for area in system.areas}),
        "area": len(system.areas),
    }
    allowed = CERTAIN.get((measure.answer, measure.interval), ())
    return tuple(split for split in allowed if split in measure.by and parts.get(split, FEWEST) >= FEWEST)


def spreads(measure: Measure, split: str, values: Sequence[Value], name: Name) -> list[Spread]:
    """The funnel of each of the measure's own groups, from its values by one split; none of fewer than FEWEST parts."""
    groups: dict[tuple[tuple[str, str], ...], list[Value]] = {}
    for value in (v for v in values if split in v.group):
        groups.setdefault(tuple(pair for pair in value.group.items() if pair[0] != split), []).append(value)
    found = (spread(measure, split, own, name, key) for key, own in groups.items())
    return [one for one in found if one is not None]


def spread(
    measure: Measure, split: str, values: Sequence[Value], name: Name, key: Sequence[tuple[str, str]] = ()
) -> Spread | None:
    """One group's parts, where enough of them have a value."""
    parts = [value for value in values if value.group[split]]
    shown = _named([value for value in parts if value.value is not None and value.denominator], split, name)
    counted = [Counted(words, v.numerator or 0, v.denominator or 0) for words, v in shown.items()]
    found = funnel(counted, measure.answer) if len(counted) >= FEWEST else None
    if found is None:
        return None
    order = sorted(found.areas, key=lambda area: (_far(area.place), -(area.value or 0)))
    hidden = sum(value.suppressed for value in parts)
    return Spread(
        split, ", ".join(name(*pair) for pair in key), measure.per, found,
        tuple((area, shown[area.area]) for area in order), hidden, len(parts) - len(shown) - hidden,
        any(value.numerator or value.suppressed for value in values if not value.group[split]),
    )  # fmt: skip


def _named(values: Sequence[Value], split: str, name: Name) -> dict[str, Value]:
    """The values by the names of their parts; two of one name are told apart by their codes."""
    found: dict[str, Value] = {}
    for value in values:
        words, code = name(split, value.group[split]), value.group[split]
        found[f"{words} ({code})" if words in found else words] = value
    return found


def _far(place: str) -> int:
    return PLACES.index(place) if place in PLACES else len(PLACES)


def picture(spread: Spread, title: str) -> str:
    """The picture."""
    return funnel_svg(spread.funnel, title, per=spread.per, along=ALONG[spread.funnel.answer])


def found_words(spread: Spread, parts: str) -> str:
    """What the funnel shows, in a few sentences; `parts` says what they are: "neighbourhoods"."""
    places = [area.place for area, _ in spread.rows]
    inside = places.count(WITHIN)
    said = [f"{inside} of {len(places)} {parts} differ by no more than chance alone would make"]
    for place in PLACES:
        own = [area.area for area, _ in spread.rows if area.place == place]
        if own:
            said.append(f"{place.capitalize()}: {'; '.join(own) if len(own) <= NAMED else len(own)}")
    if inside * 2 < len(places):
        said.append("Most lie outside: more than chance sets them apart, and no single one stands out")
    return ". ".join(said) + "."


def left_out_words(spread: Spread, part: str) -> str:
    """Which parts are not in the picture, and what the line across is; `part` is what each is: "neighbourhood"."""
    said = [f"The line across, {plain(spread.funnel.reference * spread.per)}, is all that are drawn, together."]
    if spread.hidden:
        said.append(f"Left out because so few people are behind them that one might be recognised: {spread.hidden}.")
    if spread.unknown:
        said.append(f"Left out because there was nobody to count: {spread.unknown}.")
    if spread.nowhere:
        said.append(f"What was counted of an unknown {part} is in none of them.")
    return " ".join([*said, AGAIN] if spread.funnel.answer == "rate" else said)
