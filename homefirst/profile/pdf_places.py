"""What the PDF says of where a measure differs: funnels, places at the same ages, and councils beside others."""

from __future__ import annotations

from typing import Any

from homefirst.measures.compare import NOT_COMPARED
from homefirst.measures.funnel_by import Spread, found_words, left_out_words, picture
from homefirst.measures.svg import FONTS
from homefirst.profile.places import ages_note, rate_between, rate_words
from homefirst.profile.shape import Ages, Around, Entry, Official
from homefirst.profile.words import (
    counted_words,
    number_words,
    period_words,
    split_words,
    unit_words,
    value_words,
)

PARTS = 12  # of a funnel in its table, those outside first; the CSV has all of them
Json = dict[str, Any]


def printable(svg: str) -> str:
    """A drawing in the font that is shipped."""
    return svg.replace(FONTS, "Inter")


def funnel(entry: Entry, spread: Spread) -> Json:
    """A measure's parts against chance: the picture, what it shows, and the numbers of those outside first."""
    part = split_words(spread.split)
    title = f"{entry.measure.title}, by {part}"
    found = found_words(spread, f"{part}s")
    rows = [[area.area, value_words(value), counted_words(value), area.place.capitalize()]
            for area, value in spread.rows[:PARTS]]  # fmt: skip
    return {
        "title": title, "unit": entry.measure.unit, "svg": printable(picture(spread, f"{title}: funnel")),
        "alt": f"Funnel of {title}. {found}", "found": found, "left_out": left_out_words(spread, part),
        "by": part.capitalize(), "rows": rows, "more": len(spread.rows) if len(spread.rows) > PARTS else 0,
    }  # fmt: skip


def same_ages(entry: Entry, ages: Ages) -> Json:
    """A rate by place as if all had people of the same ages."""
    unit = entry.measure.unit
    rows = [
        [name, rate_words(place, unit), rate_between(place), number_words(place.crude), number_words(place.events),
         "" if place.word == NOT_COMPARED else place.word]
        for name, place in ages.rows
    ]  # fmt: skip
    period = period_words(ages.found.period.first, ages.found.period.last)
    title = f"{entry.measure.title}, by {ages.words}, {unit}"
    return {"title": title, "by": ages.words.capitalize(), "rows": rows, "note": f"{period}. {ages_note(ages)}"}


def around(official: Official, one: Around) -> Json:
    """Where a council's published value stands among other councils'."""
    lacking = one.number - one.known
    told = f" Of {one.number} asked for, {lacking} without such a value in the imported files." if lacking else ""
    return {
        "title": official.title, "whose": one.whose, "value": value_words(one.value),
        "unit": unit_words(official.unit), "median": number_words(one.comparator.value),
        "range": f"{number_words(one.least)} to {number_words(one.most)}", "stands": one.stands,
        "verdict": one.verdict, "told": f"{one.comparator.told()}.{told}",
    }  # fmt: skip
