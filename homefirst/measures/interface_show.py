"""The interface map in words: names of places, times as people say them, and the map as text, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from homefirst.codes import SupportKind
from homefirst.codes.code_list import find_code
from homefirst.measures.interface_map import Arrow, InterfaceMap, Variant

PLACES = {
    "home": "Own home",
    "care_home": "Care home",
    "call": "Call for help",
    "ambulance": "Ambulance",
    "ae": "A&E",
    "ward": "Hospital ward",
    "other_hospital": "Another hospital",
    "died": "Died",
}
HEADINGS = (
    "from", "to", "number", "people", "timed", "median_minutes", "p90_minutes", "followed_30_days", "returned_30_days",
    "share_returned", "hidden",
)  # fmt: skip


def place_words(kind: str) -> str:
    """A kind of place as staff call it."""
    support = find_code(SupportKind, kind)
    return PLACES.get(kind) or (support.label if support else kind.replace("_", " ").capitalize() or "Not known")


def time_words(minutes: float | None) -> str:
    """A time as people say it: minutes under two hours, hours under two days, else days."""
    if minutes is None:
        return "not known"
    for length, unit, until in ((1, "minute", 120), (60, "hour", 2880), (1440, "day", float("inf"))):
        if minutes < until:
            told = minutes / length
            shown = f"{told:.0f}" if unit == "minute" or told >= 10 else f"{told:.1f}".removesuffix(".0")
            return f"{shown} {unit}{'' if shown == '1' else 's'}"
    raise AssertionError("every time is less than for ever")


def short_time(minutes: float) -> str:
    """A time in a drawing: "87 min", "6.9 h", "2.5 days"."""
    said = time_words(minutes)
    for long, short in (("minutes", "min"), ("minute", "min"), ("hours", "h"), ("hour", "h")):
        said = said.replace(long, short)
    return said


def share_words(arrow: Arrow) -> str:
    share = arrow.share_returned
    return "not known" if share is None else f"{100 * share:.0f}%"


def arrow_words(arrow: Arrow) -> str:
    """One arrow in a sentence, as a reader of the drawing hears it."""
    way = f"{place_words(arrow.from_kind)} to {place_words(arrow.to_kind)}"
    if arrow.hidden or arrow.number is None:
        return f"{way}: hidden"
    times = "" if arrow.median is None else f", half within {time_words(arrow.median)}"
    back = "" if arrow.share_returned is None else f", {share_words(arrow)} came back within 30 days"
    return f"{way}: {arrow.number:,}{times}{back}"


def variant_words(variant: Variant) -> str:
    """One way through: "Own home > Ambulance > A&E > Own home"; with "..." where it is not over."""
    return " > ".join(map(place_words, variant.places)) + ("" if variant.ended else " ...")


def as_lines(found: InterfaceMap) -> Iterator[str]:
    """The map for reading."""
    period = found.ask.period
    yield f"Who hands over to whom, {period.first} to {period.last}"
    for arrow in found.arrows:
        group = "".join(f" ({split} {value or 'not known'})" for split, value in arrow.group.items())
        slow = "" if arrow.p90 is None else f", nine in ten within {time_words(arrow.p90)}"
        yield f"  {arrow_words(arrow)}{slow}{group}"
    if found.variants:
        yield f"The commonest of {found.journeys:,} journeys from home through a crisis"
        yield from (f"  {variant.number:,}  {variant_words(variant)}" for variant in found.variants)
    yield from found.notes


def as_csv(found: InterfaceMap) -> str:
    """The arrows as a table, a line each; empty where a number is hidden or not known."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([*found.ask.by, *HEADINGS])
    for a in found.arrows:
        share = "" if a.share_returned is None else round(a.share_returned, 6)
        numbers = (a.number, a.people, a.timed, a.median, a.p90, a.followed, a.returned)
        cells = ["" if number is None else number for number in numbers]
        table.writerow([*a.group.values(), a.from_kind, a.to_kind, *cells, share, "yes" if a.hidden else ""])
    return written.getvalue()


def as_json(found: InterfaceMap) -> str:
    """The whole map, for programs."""
    arrows = [{**asdict(a), "behind": None, "share_returned": a.share_returned} for a in found.arrows]
    told = {
        "first_day": found.ask.period.first,
        "last_day": found.ask.period.last,
        "origin": found.origin,
        "arrows": [{name: value for name, value in arrow.items() if name != "behind"} for arrow in arrows],
        "journeys": found.journeys,
        "variants": [v._asdict() for v in found.variants],
        "notes": found.notes,
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)
