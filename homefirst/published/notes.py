"""What is said beside a published value: what is missing of it, what another edition said, what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from homefirst.measures import Period
from homefirst.published.paired import Pair
from homefirst.published.series import Series

SHOWN = 3  # distinct labels or titles named in one value


def missing(series: Series, of_days: Period, pairs: Sequence[Pair], known: Sequence[Pair]) -> list[str]:
    """What is not known of these days."""
    said = some_of(row["note"] for pair in pairs for row in pair.rows if row["note"])
    if not known:
        return [said or "Not known."]
    if series.latest:
        return [f"{said[0].upper()}{said[1:]}."] if said else []
    first, last = of_days
    have = len({pair.first for pair in known})
    of = {"day": (last - first).days + 1, "month": _months(first, last), "quarter": _months(first, last) // 3}
    wanted = of.get(series.grain, have)
    what = f"{series.grain}s"
    if series.grain == "day":
        return [f"Mean of {have} days reported of {wanted}."]
    return [f"{have} of {wanted} {what} known."] if have < wanted else []


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def editions(pairs: Sequence[Pair]) -> list[str]:
    """What an earlier edition said otherwise."""
    earlier = [row["earlier"] for pair in pairs for row in pair.rows if "earlier" in row]
    if not earlier:
        return []
    if len(earlier) == 1:
        value, dated = earlier[0]
        return [f"An earlier edition{f' ({dated})' if dated else ''} said {value:g}."]
    return [f"{len(earlier)} of its numbers were otherwise in an earlier edition."]


def of_organisations(pairs: Sequence[Pair]) -> list[str]:
    """How many organisations were added up, where that was done here and by no publisher."""
    most = max(pair.organisations for pair in pairs)
    return [f"Up to {most} organisations a month; not a figure published for England."] if most else []


def some_of(words: Iterable[str]) -> str:
    """The distinct words of a value's rows, the first few of many."""
    found = [word for word in dict.fromkeys(words) if word]
    return "; ".join(found[:SHOWN]) + (f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
