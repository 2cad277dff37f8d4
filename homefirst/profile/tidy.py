"""A profile as one tidy table: a row for each measure, group, month or published figure, with every field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from homefirst.measures import Value
from homefirst.measures.funnel import limits_at
from homefirst.measures.funnel_by import Spread
from homefirst.measures.output import FORMULA
from homefirst.measures.standardise import Standardised
from homefirst.profile.shape import Ages, Around, Beside, Cited, Entry, Line, Official, Profile
from homefirst.profile.words import split_words
from homefirst.published import PublishedValue

COLUMNS = (
    "system", "scope", "origin", "row", "section", "measure", "title", "group", "split", "month", "period_start",
    "period_end", "value", "as_printed", "unit", "lower", "upper", "interval_method", "numerator", "denominator",
    "better", "signal", "signal_rule", "mean", "lower_limit", "upper_limit", "whose", "printed_period", "target",
    "suppressed", "verified", "defined_by", "dated", "source", "warning", "note", "ledger_as_at", "made_at",
)  # fmt: skip
OWN = "the people of 65-74, 75-84 and 85+ of all these places together"
ESP = "European Standard Population 2013, joined to 65-74, 75-84 and 85+ (Eurostat)"
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
    yield from (of_around(official, one) for official, one in profile.arounds)
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
    yield from (
        {**about, **row} for row in [*of_spread(entry.spread), *(r for one in entry.ages for r in of_ages(one))]
    )
    yield from ({**about, "row": "beside", "unit": measure.unit, **of_beside(one)} for one in entry.beside)


def of_spread(spread: Spread | None) -> Iterator[Row]:
    """Each part of a funnel: where it lies, and its own 95% limits."""
    if spread is None:
        return
    found = spread.funnel
    for area, value in spread.rows:
        limits = limits_at(area.denominator, found.answer, found.reference)
        yield {
            "row": "funnel", "split": split_words(spread.split), "group": area.area, **of_value(value),
            "signal": area.place, "mean": spread.per * found.reference, "lower_limit": spread.per * limits.inner_lower,
            "upper_limit": spread.per * limits.inner_upper,
        }  # fmt: skip


def of_ages(ages: Ages) -> Iterator[Row]:
    """Each place at the same ages: by the weights of all places, by the European ones, and beside those expected."""
    found = ages.found
    days = {"period_start": found.period.first, "period_end": found.period.last, "split": ages.words}
    for name, place in ages.rows:
        about: Row = {**days, "group": name, "numerator": place.events}
        own = {"signal": "" if place.ratio else place.word, "mean": found.together}
        yield {**about, **own, "row": "same ages", **of_standard(place.direct), "note": f"Weights: {OWN}."}
        yield {**about, "row": "same ages", **of_standard(place.european), "note": f"Weights: {ESP}."}
        if place.ratio:
            said = {"signal": place.word, "mean": 1, "unit": "events for each one expected"}
            yield {**about, "row": "expected", **of_standard(place.ratio), **said}


def of_standard(found: Standardised) -> Row:
    named = ("value", "lower", "upper")
    return {name: "" if getattr(found, name) is None else getattr(found, name) for name in named} | {
        "interval_method": found.method
    }


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


def of_around(official: Official, one: Around) -> Row:
    """The median of other councils, with their range and where the council stands among them."""
    middle = one.comparator
    return {
        "row": "comparator", "section": "official", "measure": official.name, "title": official.title,
        "better": official.better, "group": one.whose, "whose": middle.name, "value": middle.value,
        "unit": official.unit, "lower_limit": one.least, "upper_limit": one.most, "printed_period": middle.date,
        "source": middle.told(), "signal": one.verdict,
        "note": f"{one.stands}. The limits are the range of {one.known} of the {one.number} asked for.",
    }  # fmt: skip


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
