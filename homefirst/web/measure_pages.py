"""Measures: each with its value, its picture by month and its table, from the tables last made from the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.measures import (
    Measure,
    MeasureError,
    Opened,
    Value,
    as_csv,
    by_section,
    evaluate,
    measure_named,
    measures_of,
    opened,
)
from homefirst.measures.funnel_by import (
    NO_LIMITS,
    READING,
    TOO_FEW,
    Spread,
    found_words,
    funnel_splits,
    left_out_words,
    picture,
    spreads,
)
from homefirst.measures.signal_chart import xmr_svg
from homefirst.measures.signal_words import in_words
from homefirst.profile.trend import read_months
from homefirst.profile.words import BETTER, group_words, month_words, split_words
from homefirst.web.access import permit
from homefirst.web.desk import Desk
from homefirst.web.plain import plain
from homefirst.web.show import show

if TYPE_CHECKING:
    from homefirst.columns import Tables

NO_TABLES = "There are no tables yet, so nothing can be measured. Make them with: homefirst tables --data DIR"
MOST_CHARTS = 6
Ready = Callable[[], Opened]


def measures(request: Request) -> Response:
    """Every measure with its latest value."""
    permit(request, "measure")
    desk: Desk = request.app.state.desk
    tables = open_tables(desk)
    values = all_answers(desk, tables)
    facts = {
        "title": "Measures",
        "sections": by_section(measures_of()),
        "values": values,
        "group_words": partial(group_words, desk.system),
    }
    return show(request, "measures.html", WORDS | facts | tables_facts(desk, tables))


def measure(request: Request) -> Response:
    """One measure: what it means, its value, by month, and split as the link asks."""
    permit(request, "measure")
    desk: Desk = request.app.state.desk
    asked = named(request)
    tables, by = open_tables(desk), request.query_params.getlist("by")
    with opening(desk, tables) as ready:
        try:
            split = answers(desk, asked, tables, tuple(by), ready)
        except MeasureError as fault:
            raise HTTPException(404, str(fault)) from None
        monthly = answers(desk, asked, tables, ("month",), ready) if "month" in asked.by else []
        facts = {
            "title": asked.title,
            "measure": asked,
            "values": answers(desk, asked, tables, (), ready),
            "split": split if by else [],
            "by": by,
            "monthly": monthly,
            "charts": charts(desk, asked, monthly),
            "funnels": funnels(desk, asked, tables, by, ready),
            "group_words": partial(group_words, desk.system),
        }
    return show(request, "measure.html", WORDS | facts | tables_facts(desk, tables))


def as_sheet(request: Request) -> Response:
    """One measure as a file, split as the link asks."""
    permit(request, "measure")
    desk: Desk = request.app.state.desk
    asked, tables = named(request), open_tables(desk)
    if tables is None:
        raise HTTPException(404, NO_TABLES)
    try:
        text = as_csv(answers(desk, asked, tables, tuple(request.query_params.getlist("by"))))
    except MeasureError as fault:
        raise HTTPException(404, str(fault)) from None
    headers = {"Content-Disposition": f'attachment; filename="{asked.name}.csv"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


def named(request: Request) -> Measure:
    """The measure of the address. Raises HTTPException with the names there are."""
    try:
        return measure_named(request.path_params["name"])
    except MeasureError as fault:
        raise HTTPException(404, str(fault)) from None


# Reading the tables


def open_tables(desk: Desk) -> Tables | None:
    """The tables in force, or None where none were made. Read here alone, since their reader is slow to load."""
    from homefirst.columns import NoTables, Tables

    try:
        return Tables(desk.data_dir.tables)
    except NoTables:
        return None


def all_answers(desk: Desk, tables: Tables | None) -> dict[str, list[Value]]:
    """Every measure's own answer, the tables opened once for all of them."""
    with opening(desk, tables) as ready:
        return {m.name: answers(desk, m, tables, (), ready) for m in measures_of()}


@contextmanager
def opening(desk: Desk, tables: Tables | None) -> Iterator[Ready]:
    """Opens the tables once for many questions, at the first that was not answered before; closes them afterwards."""
    with ExitStack() as stack:
        opened_now: list[Opened] = []

        def ready() -> Opened:
            if not opened_now and tables is not None:
                opened_now.append(stack.enter_context(opened(tables, desk.system)))
            return opened_now[0]

        yield ready


def answers(
    desk: Desk, measure: Measure, tables: Tables | None, by: tuple[str, ...] = (), ready: Ready | None = None
) -> list[Value]:
    """The answers from these tables, each worked out once: tables are never changed, only replaced by others.

    Raises MeasureError for a split that the measure does not have.
    """
    if tables is None:
        return []
    if desk.answers_of != tables.folder:
        desk.answers, desk.answers_of = {}, tables.folder
    asked = (measure.name, by)
    if asked not in desk.answers:
        desk.answers[asked] = evaluate(measure, ready() if ready else tables, desk.system, by=by)
    return desk.answers[asked]


def tables_facts(desk: Desk, tables: Tables | None) -> dict[str, object]:
    """What to say of the tables: that there are none, or how many events of the ledger they do not know yet."""
    behind = max(desk.ledger.position() - tables.position, 0) if tables else 0
    return {"no_tables": "" if tables else NO_TABLES, "behind": behind}


# Showing them


class Drawn(NamedTuple):
    """One series of months: whose it is, what it says and its picture."""

    words: str
    sentence: str
    svg: Markup


def charts(desk: Desk, measure: Measure, monthly: Sequence[Value]) -> list[Drawn]:
    """A chart of signals for each of the measure's own groups ("7 nights or more", ...); none for two months or fewer.

    Of many groups only the MOST_CHARTS largest are drawn; the table has them all.
    """
    groups: dict[tuple[tuple[str, str], ...], list[Value]] = {}
    for value in (v for v in monthly if "month" in v.group):  # none has, where nothing can be counted yet
        groups.setdefault(tuple(pair for pair in value.group.items() if pair[0] != "month"), []).append(value)
    largest = sorted(groups.items(), key=lambda group: -sum(v.value or 0 for v in group[1]))[:MOST_CHARTS]
    drawn = (one(desk, measure, key, values) for key, values in groups.items() if (key, values) in largest)
    return [picture for picture in drawn if picture is not None]


def one(desk: Desk, measure: Measure, key: Sequence[tuple[str, str]], months: Sequence[Value]) -> Drawn | None:
    """The chart of one series of months, with breaks where its meaning changed."""
    signals, breaks = read_months(measure, months, [c.code for c in desk.system.councils])
    if signals is None:
        return None
    words = ", ".join(group_words(desk.system, split, value) for split, value in key)
    title = f"{measure.title}{f', {words}' if words else ''}, by month"
    labels = [month_words(value.group["month"]) for value in months]
    return Drawn(words, in_words(signals), Markup(xmr_svg(signals, labels, title, breaks=breaks)))


class Scattered(NamedTuple):
    """A measure's parts set against chance: by what, by what else they may be, the pictures; or why there is none."""

    split: str
    others: tuple[str, ...]
    pictures: Sequence[tuple[Spread, Drawn]]
    why_not: str


def funnels(
    desk: Desk, measure: Measure, tables: Tables | None, by: Sequence[str], ready: Ready | None = None
) -> Scattered | None:
    """The funnel by what the link asks, or by the first split of which there are parts enough.

    None for an answer of which nobody draws funnels, and where there are no tables.
    """
    if tables is None or measure.answer not in ("share", "rate"):
        return None
    splits = funnel_splits(measure, desk.system)
    wanted = tuple(by) if len(by) == 1 and by[0] in splits else splits
    for split in wanted:
        if found := spreads(
            measure, split, answers(desk, measure, tables, (split,)), partial(group_words, desk.system)
        ):
            others = tuple(one for one in splits if one != split)
            return Scattered(split, others, [(one, scattered(measure, one)) for one in found], "")
    split = wanted[0] if len(wanted) == 1 else ""
    return Scattered(split, tuple(s for s in splits if s != split), [], TOO_FEW if splits else NO_LIMITS)


def scattered(measure: Measure, spread: Spread) -> Drawn:
    """The picture of one funnel, and what it shows in words."""
    part = split_words(spread.split)
    whose = f", {spread.words}" if spread.words else ""
    svg = picture(spread, f"{measure.title}{whose}, by {part}: funnel")
    return Drawn(spread.words, found_words(spread, f"{part}s"), Markup(svg))


def value_words(value: Value) -> str:
    """The value as a page shows it: hidden and missing are said, never left blank."""
    if value.suppressed:
        return "Hidden"
    return plain(value.value) if value.value is not None else "Not known"


def between_words(value: Value) -> str:
    if value.lower is None or value.upper is None:
        return ""
    return f"{plain(value.lower)} to {plain(value.upper)}"


def short_period(value: Value) -> str:
    """The first and last day counted: "1 Jan 2025 to 31 Dec 2025"."""
    return " to ".join(f"{day.day} {day:%b %Y}" for day in (value.period_start, value.period_end))


WORDS: dict[str, object] = {
    "plain": plain,
    "value_words": value_words,
    "between_words": between_words,
    "split_words": split_words,
    "short_period": short_period,
    "better": BETTER,
    "funnel_reading": READING,
    "left_out_words": left_out_words,
}

ROUTES = [
    Route("/measures", measures),
    Route("/measures/{name}.csv", as_sheet),
    Route("/measures/{name}", measure),
]
