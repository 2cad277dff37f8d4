"""A profile as HTML: one file with its own style, no script, nothing fetched; or the part that the web's page holds."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from homefirst.hub.words import moment_words
from homefirst.measures import Value
from homefirst.measures.funnel_by import READING, Spread, found_words, left_out_words, picture
from homefirst.measures.signal_chart import icon_svg
from homefirst.measures.signal_words import LEADS
from homefirst.measures.signals import MISSING
from homefirst.profile import words
from homefirst.profile.places import AGES_READING, ages_note, rate_between, rate_words
from homefirst.profile.shape import Beside, Entry, Line, Profile
from homefirst.profile.small_chart import small_chart

LOOK = Path(__file__).with_name("profile.css")
ENGLAND = "England"
BEGINS = re.compile(r"\d+")
TIMES = ("month", "quarter", "year")


@cache
def templates() -> Environment:
    """The templates; a name that a page does not know is a fault, never an empty place."""
    env = Environment(
        loader=PackageLoader("homefirst.profile"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for ask in (ages_note, chart, direction, england, foremost, front_lines, funnel, funnel_found, funnel_left_out,
                lead, moment_words, others, largest, rate_between, rate_words, time_words,
                words.between_words, words.counted_words, words.day_words, words.number_words, words.origin_words,
                words.period_words, words.split_words, words.unit_words, words.value_words):  # fmt: skip
        env.globals[ask.__name__] = ask
    env.globals |= {"better": words.BETTER, "funnel_reading": READING, "ages_reading": AGES_READING}
    return env


def as_html(profile: Profile) -> str:
    """The whole file. Its policy lets in nothing but its own style."""
    look = LOOK.read_text(encoding="utf-8")
    allowed = b64encode(hashlib.sha256(look.encode()).digest()).decode()
    page = templates().get_template("profile.html")
    return page.render(profile=profile, look=Markup(look), allowed=f"sha256-{allowed}", body=Markup(body(profile)))


def body(profile: Profile) -> str:
    """What stands between the page's own frame: the same in the file and on the web."""
    return templates().get_template("profile_body.html").render(profile=profile)


def chart(line: Line, title: str) -> Markup:
    """The XmR chart of a line's months."""
    if line.signals is None:
        return Markup("")
    labels = [time_words(month) for month in line.months]
    return Markup(small_chart(line.signals, labels, title, line.breaks))


def funnel(spread: Spread, title: str) -> Markup:
    """The picture of a measure's parts against chance."""
    return Markup(picture(spread, f"{title}, by {words.split_words(spread.split)}: funnel"))


def funnel_found(spread: Spread) -> str:
    """What the picture shows."""
    return found_words(spread, f"{words.split_words(spread.split)}s")


def funnel_left_out(spread: Spread) -> str:
    """What is not in the picture."""
    return left_out_words(spread, words.split_words(spread.split))


def time_words(value: Value) -> str:
    """A month, quarter or year of a series in words."""
    said = next((value.group[time] for time in TIMES if time in value.group), "")
    return words.month_words(said) if "month" in value.group else said


def direction(line: Line) -> Markup:
    """The icon of what the months say; a dash where too few are known."""
    last = line.signals.last if line.signals else None
    return Markup(icon_svg(last.kind if last else MISSING, last.side if last else 0))


def lead(line: Line) -> str:
    """What the months say, in two or three words."""
    last = line.signals.last if line.signals else None
    return LEADS[last.kind] if last else "Too few months"


def england(entry: Entry) -> list[Beside]:
    """England's published values of a measure."""
    return [beside for beside in entry.beside if beside.whose == ENGLAND]


def others(entry: Entry) -> list[Beside]:
    """What else stands beside a measure."""
    return [beside for beside in entry.beside if beside.whose != ENGLAND]


def foremost(entry: Entry) -> Beside | None:
    """The one published value for the first page: England's where it is a number."""
    return min(entry.beside, key=lambda one: (one.value is None, one.whose != ENGLAND), default=None)


def front_lines(entry: Entry) -> list[tuple[Line, str]]:
    """What the first page prints of a measure: each of its groups in words, or the largest of many."""
    if not entry.mix:
        return [(line, line.words) for line in entry.lines]
    first = largest(entry.lines, 1)[0]
    return [(first, f"{first.words} (largest of {len(entry.lines)})")]


def largest(lines: Sequence[Line], number: int = 12) -> list[Line]:
    """The groups with the largest values, largest first; bands of numbers in their own order, not known last."""
    found = sorted(lines, key=lambda line: -(line.value.value or 0))[:number]
    first = {id(line): BEGINS.match(line.words) for line in found}
    banded = sum(begins is not None for begins in first.values()) > 1
    return sorted(found, key=lambda line: int(begins[0]) if (begins := first[id(line)]) else 10**9) if banded else found
