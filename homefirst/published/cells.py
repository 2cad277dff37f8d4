"""Reading one cell: numbers, months, days and quarters as people type and spreadsheets keep them.

What is certain is mended and said; what is not stays unknown. A mark such as "-" or "*" is never a nought. Longer than
300 lines, since the ways of writing a month, a day and a quarter rest on one another and are held to the same words.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isinf, isnan
from typing import Any, NamedTuple

from homefirst.published.tidy import Number, Span

UNKNOWN = {
    "-": "not given", "..": "not given", "...": "not given", ".": "not given", ":": "not given", "na": "not given",
    "n/a": "not given", "#n/a": "not given", "null": "not given", "none": "not given", "nan": "not given",
    "not available": "not given", "not applicable": "not applicable", "[x]": "not given", "x": "not given",
    "[z]": "not applicable", "z": "not applicable", "*": "suppressed by the publisher",
    "**": "suppressed by the publisher",
    "[c]": "suppressed by the publisher", "c": "suppressed by the publisher", "s": "suppressed by the publisher",
    "suppressed": "suppressed by the publisher", "#div/0!": "not given", "#ref!": "not given", "#value!": "not given",
    "did not submit": "did not submit", "dns": "did not submit", "not submitted": "did not submit", "[low]": "small",
    "no data": "not given", "missing": "not given", "unknown": "not given", "u": "not given", "[u]": "not given",
}  # fmt: skip
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
QUARTERS = {1: 4, 2: 7, 3: 10, 4: 1}  # of the financial year: the month that each begins with
MARK = re.compile(r"\s*(?:\[(?:r|p|e|b|note\s*\d+|\d+)\]|\((?:r|p|e|\d)\)|[*†‡]+)$", re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?")
PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
SMALL = re.compile(r"[<≤]\s*\d+")
SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")
EXCEL_DAYS = (20_000, 60_000)  # 1954 to 2064: what a number may be to be a day
EARLIEST, LATEST = date(1980, 1, 1), date(2150, 1, 1)


def plain(cell: Any) -> str:
    """A label as it is compared: one kind of dash, space and ampersand, no capitals, no marks of footnotes."""
    return _plain(text_of(cell))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212\u00ad]", "-", text).replace("&", " and ").replace("_", " ")
    text = re.sub(r"\[note[^\]]*\]", "", text).replace("’", "'")
    text = re.sub(r"\s*-\s*", "-", re.sub(r"[\s\ufeff\u200b]+", " ", text))
    return text.strip(" *:\u2020")


def text_of(cell: Any) -> str:
    """A cell as its text, trimmed; a whole number without its point."""
    if isinstance(cell, str):
        return cell.replace("\u00a0", " ").strip("\ufeff \t\r\n")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute) == (0, 0):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def number(cell: Any) -> Number:
    """A count. Below nought, a percentage, or not to be read, it is set aside; a mark for unknown stays unknown."""
    found = share(cell)
    if found.value is not None and "%" in found.raw:
        return Number(None, found.raw, fault="a percentage where things are counted")
    return found


def share(cell: Any) -> Number:
    """As `number`, where a percentage may stand: "12.5%" is 0.125."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _not_below(Number(float(cell), text_of(cell)))
    return _number(text_of(cell))


@lru_cache(maxsize=50_000)
def _number(raw: str) -> Number:
    if raw == "":
        return Number(None, "", "blank")
    mark = unicodedata.normalize("NFKC", raw).casefold()
    mark = re.sub(r"^[\u2010-\u2015\u2212-]+$", "-", mark)
    if mark in UNKNOWN:
        return Number(None, raw, f'{UNKNOWN[mark]} ("{raw}")')
    if SMALL.fullmatch(mark):
        return Number(None, raw, f'so small that the publisher gives only "{raw}"')
    return _not_below(_written(raw))


def _written(raw: str) -> Number:
    """A number written as text, with whatever had to be taken away to read it."""
    bare = MARK.sub("", raw).strip()
    repaired = "a footnote's mark after a number" if bare != raw else ""
    bare = re.sub(r"\s+", " ", bare.replace("\u2009", " ").replace("\u202f", " "))
    percent = bare.endswith("%")
    bare = bare.rstrip("% ")
    if THOUSANDS.fullmatch(bare) or SPACED.fullmatch(bare):
        bare, repaired = re.sub("[ ,]", "", bare), repaired or "separators between thousands"
    if not PLAIN_NUMBER.fullmatch(bare):
        return Number(None, raw, fault="not a number that can be read")
    return Number(float(bare) / (100 if percent else 1), raw, repaired=repaired)


def _not_below(found: Number) -> Number:
    if found.value is not None and isnan(found.value):
        return Number(None, found.raw, "not given")
    if found.value is not None and isinf(found.value):
        return Number(None, found.raw, fault="not a number that can be read")
    if found.value is not None and found.value < 0:
        return Number(None, found.raw, fault="a number below nought where things are counted")
    return found


class When(NamedTuple):
    """A period that was read, and what was mended in it; `span` None where it could not be, or is `refused` and why."""

    span: Span | None
    repaired: str = ""
    refused: str = ""


TOO_LONG = "a row whose period is longer than those that it stands among"
LONGER = re.compile(r"\b(?:ytd|year|half|annual|cumulative|to[\s-]date|months?\s+to|months)\b", re.IGNORECASE)


def months_in(text: str) -> list[tuple[int, str]]:
    """The months that a text names, in its order, with what was mended in each."""
    return [named for word in re.findall(r"[a-z]+", text, re.IGNORECASE) if (named := month_named(word))]


def _one_quarter(text: str) -> bool:
    """Whether a text can be of one quarter: two months three apart, no more than one quarter, and no year to date."""
    months = [n for n, _ in months_in(text)]
    said = re.sub(r"financial year|(?:3|three) months", "", text, flags=re.IGNORECASE)
    quarters = set(re.findall(r"(?:q|qtr|quarter)\s*([1-4])\b", text, re.IGNORECASE))
    spans = len(months) < 2 or (len(months) == 2 and (months[1] - months[0]) % 12 == 2)
    return spans and len(quarters) < 2 and not LONGER.search(said)


def month_of(year: int, month: int, raw: str) -> Span:
    """The calendar month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), raw)


def month_named(word: str) -> tuple[int, str] | None:
    """The number of a month from its name, short form or a misspelling that only one month is near, and the repair."""
    word = word.casefold().strip(" .")
    if len(word) < 3 or not word.isalpha():
        return None
    starts = [n for n, name in enumerate(MONTHS, 1) if name.startswith(word)]
    if word == "sept":
        starts = [9]
    if len(starts) == 1:
        return starts[0], ""
    near = difflib.get_close_matches(word, MONTHS, n=2, cutoff=0.8) if len(word) > 4 else []
    if len(near) == 1 and near[0][0] == word[0]:
        return MONTHS.index(near[0]) + 1, "a month's name misspelt"
    return None


@lru_cache(maxsize=5_000)
def read_month(cell: Any) -> When:
    """A month: "April 2011", "Apr-11", "2011-04", "MSitAE-APRIL-2023", a day in it, or a spreadsheet's number."""
    raw = text_of(cell)
    if isinstance(cell, datetime | date):
        return When(month_of(cell.year, cell.month, raw))
    if len(months_in(raw)) > 1 or LONGER.search(raw) or re.search(r"\bq(?:tr|uarter)?\b", raw, re.IGNORECASE):
        return When(None, refused=TOO_LONG)
    if found := re.fullmatch(r"(?:.*[^a-z])?([a-z]{3,10})\.?[\s\-/_,']*(\d{4}|\d{2})", raw, re.IGNORECASE):
        if named := month_named(found[1]):
            return When(month_of(_year(found[2]), named[0], raw), named[1])
    if found := re.fullmatch(r"(\d{4})[\s\-/_]+([a-z]{3,10})", raw, re.IGNORECASE):
        if named := month_named(found[2]):
            return When(month_of(int(found[1]), named[0], raw), named[1])
    if found := re.fullmatch(r"((?:19|20)\d\d)[-/ ]?(0[1-9]|1[0-2])", raw):
        return When(month_of(int(found[1]), int(found[2]), raw))
    day = read_day(cell)
    return When(month_of(day[0].year, day[0].month, raw), day[1]) if day else When(None)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def read_day(cell: Any, month_first: bool = False) -> tuple[date, str] | None:
    """A day and what was mended: 2022-04-01, 01/04/2022 (day first unless said), 1 April 2022, 1st April, 44652."""
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    raw = text_of(cell)
    if re.fullmatch(r"\d{5}(?:\.0+)?", raw) and EXCEL_DAYS[0] < float(raw) < EXCEL_DAYS[1]:
        return date(1899, 12, 30) + timedelta(days=int(float(raw))), "a day kept as a spreadsheet's number"
    raw = re.sub(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?$", "", raw)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", raw):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", raw):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if month_first else (first, second)
        return _day(_year(found[3]), month, day)
    if found := re.fullmatch(
        r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]+)\.?,?[\s\-]+(\d{4}|\d{2})", raw, re.I
    ):
        if named := month_named(found[2]):
            made = _day(_year(found[3]), named[0], int(found[1]))
            return (made[0], named[1]) if made else None
    return None


def _day(year: int, month: int, day: int) -> tuple[date, str] | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return (made, "") if EARLIEST <= made < LATEST else None


class Order(NamedTuple):
    """How many days of a column can only be day first, only month first, or either."""

    day_first: int
    month_first: int
    either: int


def order_of(cells: Iterable[Any]) -> Order:
    """What the days of a column, such as 13/04/2022, 04/13/2022 and 03/04/2022, show of how they are written."""
    parts = [SLASHED.match(text_of(cell)) for cell in cells if not isinstance(cell, date)]
    pairs = [(int(p[1]), int(p[2])) for p in parts if p]
    either = sum(max(pair) <= 12 and pair[0] != pair[1] for pair in pairs)
    return Order(sum(first > 12 for first, _ in pairs), sum(second > 12 for _, second in pairs), either)


def either_way(cell: Any) -> bool:
    """Whether a day can be read day first and month first, and is another day each way."""
    return order_of([cell]).either == 1


def financial_year(text: str) -> int | None:
    """The year in which a financial year such as 2015-16, 2015/2016 or 201516 begins."""
    found = re.fullmatch(
        r"(?:fy\s*)?((?:19|20)\d\d)\s*[-/_]?\s*(?:(?:19|20)?(\d\d))", text_of(cell_text(text)), re.IGNORECASE
    )
    if found and int(found[2]) == (int(found[1]) + 1) % 100:
        return int(found[1])
    return None


def cell_text(cell: Any) -> str:
    """A cell's text with every dash a hyphen."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", text_of(cell))


def year_span(cell: Any) -> Span | None:
    """A financial year "2015-16", or a calendar year "2019", as the days it covers."""
    raw = cell_text(cell)
    if (begins := financial_year(raw)) is not None:
        return Span(date(begins, 4, 1), date(begins + 1, 3, 31), raw)
    if re.fullmatch(r"(?:19|20)\d\d", raw):
        return Span(date(int(raw), 1, 1), date(int(raw), 12, 31), raw)
    return None


def month_in_year(year: Any, month: Any) -> When:
    """A month named beside its financial year, as "2010-11" and "August", or beside its calendar year."""
    said = cell_text(year)
    begins, named = financial_year(said), month_named(text_of(month))
    whole = re.fullmatch(r"(?:19|20)\d\d", said) is not None
    if named is None or (begins is None and not whole):
        return When(None)
    calendar = int(said) if begins is None else begins if named[0] >= 4 else begins + 1
    return When(month_of(calendar, named[0], f"{text_of(month)} {text_of(year)}"), named[1])


def quarter(year: Any, period: Any) -> When:
    """A quarter of a financial year: "2015-16" with "June" (its last month), "Q1", "Quarter 1" or "April to June"."""
    begins, raw = financial_year(cell_text(year)), cell_text(period)
    if begins is None:
        return When(None)
    if not _one_quarter(raw):
        return When(None, refused=TOO_LONG)
    whole = f"{raw} {text_of(year)}"
    if found := re.fullmatch(r"(?:q|qtr|quarter)\s*([1-4])(?:\D.*)?", raw, re.IGNORECASE):
        return When(_quarter(begins, int(found[1]), whole))
    months = months_in(raw)
    if months and months[-1][0] % 3 == 0:
        return When(_quarter(begins, ((months[-1][0] - 4) % 12) // 3 + 1, whole), months[-1][1])
    return When(None)


RANGE = re.compile(
    r"([a-z]{3,9})\.?,?\s*(\d{4})?\s*(?:\bto\b|-)\s*([a-z]{3,9}),?\s*(\d{4})(\s*[-/]\s*\d{2,4})?", re.IGNORECASE
)


def quarter_in_words(text: str) -> Span | None:
    """A quarter as a title tells it: "April to June 2015", "Quarter 1, 2015-16", "Q1 2015/16"."""
    text = cell_text(text)
    if found := RANGE.search(text):
        first, last, year = month_named(found[1]), month_named(found[3]), int(found[4])
        if first and last:
            whole = (last[0] - first[0]) % 12 == 2 and last[0] % 3 == 0 and found[2] in (None, found[4])
            begins = financial_year(found[4] + (found[5] or ""))
            named = begins if begins is not None else year if last[0] > 3 else year - 1
            return _quarter(named, ((last[0] - 4) % 12) // 3 + 1, text) if whole else None
    if len(set(re.findall(r"\bq(?:uarter)?\s*([1-4])\b", text, re.IGNORECASE))) > 1:
        return None
    if found := re.search(r"\bq(?:uarter)?\s*([1-4])\D{1,4}(\d{4}\s*[-/]\s*\d{2,4})", text, re.IGNORECASE):
        begins = financial_year(found[2])
        return _quarter(begins, int(found[1]), text) if begins is not None else None
    if found := re.search(r"(\d{4}\s*[-/]\s*\d{2,4})\D{1,4}(?:q|quarter\s*)([1-4])\b", text, re.IGNORECASE):
        begins = financial_year(found[1])
        return _quarter(begins, int(found[2]), text) if begins is not None else None
    return None


def _quarter(begins: int, which: int, raw: str) -> Span:
    first = QUARTERS[which]
    year = begins + 1 if which == 4 else begins
    return Span(date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1]), raw)


def quarter_of(month: Span) -> Span:
    """The quarter that ends with this month."""
    ends = month.last or LATEST
    return Span(date(ends.year, ends.month - 2, 1), ends, month.raw)
