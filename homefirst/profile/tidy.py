"""A profile as one tidy table: a row for each measure, group, month or published figure, with every field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from homefirst.measures import Value
from homefirst.measures.output import FORMULA
from homefirst.profile.shape import Beside, Cited, Entry, Line, Official, Profile
from homefirst.published import PublishedValue

COLUMNS = (
    "system", "scope", "origin", "row", "section", "measure", "title", "group", "split", "month", "period_start",
    "period_end", "value", "as_printed", "unit", "lower", "upper", "interval_method", "numerator", "denominator",
    "better", "signal", "signal_rule", "mean", "lower_limit", "upper_limit", "whose", "printed_period", "target",
    "suppressed", "verified", "defined_by", "dated", "source", "warning", "note", "ledger_as_at", "made_at",
)  # fmt: skip
Row = dict[str, object]


def as_csv(profile: Profile) -> str:
    """The table as CSV. Text that a spreadsheet would run as a formula has a quote put before it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    about = {
        "system": profile.title,
        "scope": profile.scope,
        "origin": profile.origin,
        "ledger_as_at": profile.as_at.isoformat(),
        "made_at": profile.made_at.isoformat(timespec="seconds"),
    }
    for row in rows(profile):
        writer.writerow({key: cell(value) for key, value in {**about, **row}.items()})
    return out.getvalue()


def cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def rows(profile: Profile) -> Iterator[Row]:
    """Every row, measures in the order of the pages, then published figures."""
    for entry in [*profile.entries, *profile.unknown]:
        yield from of_entry(entry)
    for official in profile.officials:
        yield from of_official(official)
    for theme in profile.themes:
        yield from (of_cited(theme.title, figure) for figure in theme.figures)


def of_entry(entry: Entry) -> Iterator[Row]:
    """A measure's values, months, splits, and what stands beside it."""
    measure = entry.measure
    about: Row = {
        "section": measure.section, "measure": measure.name, "title": measure.title, "better": measure.better,
        "verified": measure.verified, "defined_by": measure.defined_by, "dated": measure.dated,
        "target": entry.target.value if entry.target else "",
    }  # fmt: skip
    for line in entry.lines:
        yield {**about, "row": "value", "group": line.words, **of_value(line.value), **of_signal(line)}
        yield from ({**about, "row": "month", "group": line.words, **month} for month in of_months(line))
    for split in entry.splits:
        for group, value, verdict in split.rows:
            yield {**about, "row": "split", "split": split.words, "group": group, "signal": verdict, **of_value(value)}
    yield from ({**about, "row": "beside", "unit": measure.unit, **of_beside(one)} for one in entry.beside)


def of_value(value: Value) -> Row:
    named = ("period_start", "period_end", "value", "unit", "lower", "upper", "interval_method", "numerator",
             "denominator", "suppressed", "note")  # fmt: skip
    return {name: "" if (found := getattr(value, name)) is None else found for name in named}


def of_signal(line: Line) -> Row:
    last = line.signals.last if line.signals else None
    if last is None:
        return {}
    return {
        "signal": last.kind, "signal_rule": last.rule, "mean": last.mean, "lower_limit": last.lower,
        "upper_limit": last.upper,
    }  # fmt: skip


def of_months(line: Line) -> Iterable[Row]:
    """Each month with what its chart says of it."""
    points = line.signals.points if line.signals else [None] * len(line.months)
    for month, point in zip(line.months, points, strict=True):
        said = {"signal": point.kind, "signal_rule": point.rule, "mean": point.mean} if point else {}
        limits = {"lower_limit": point.lower, "upper_limit": point.upper} if point else {}
        yield {"month": month.group.get("month", ""), **of_value(month), **said, **limits}


def of_beside(one: Beside) -> Row:
    return {
        "whose": one.whose, "value": "" if one.value is None else one.value, "as_printed": one.said,
        "printed_period": one.period, "source": one.source, "note": one.differs, "warning": one.warning,
        "signal": one.verdict,
    }  # fmt: skip


def of_official(official: Official) -> Iterator[Row]:
    """A series of official statistics: the latest year of each place, and every month or quarter."""
    about: Row = {"section": "official", "measure": official.name, "title": official.title, "better": official.better}
    for line in official.lines:
        yield {**about, "row": "official", "whose": line.words, **of_published(line.value), **of_signal(line)}
        for time, point in zip(line.months, of_months(line), strict=True):
            yield {**about, "row": "official time", "whose": line.words, **point, **of_published(time)}


def of_published(value: Value) -> Row:
    assert isinstance(value, PublishedValue)
    return {**of_value(value), "source": value.source, "dated": value.dated}


def of_cited(theme: str, figure: Cited) -> Row:
    return {
        "row": "published", "section": theme, "measure": figure.id, "title": figure.measure, "whose": figure.place,
        "as_printed": figure.said, "printed_period": figure.period, "source": figure.source,
        "note": f"Compared with: {figure.comparator or 'none'}. England: {figure.england or 'none'}. "
                f"Found by: {figure.locator}",
        "warning": figure.warning,
    }  # fmt: skip
