"""A measure month by month, and what its signals say has changed. Rules only: no sentence here is anybody's opinion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from homefirst.measures import Measure, Value
from homefirst.measures.breaks import breaks_between, rebase_at
from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import COMMON, CONCERN, IMPROVEMENT, OUTSIDE, RUN, TREND, Signals, xmr
from homefirst.profile.shape import Entry, Line
from homefirst.profile.words import amount, month_words

FEWEST = 3  # months; of fewer nothing can be said
SENTENCES = 3
RULES = (OUTSIDE, TREND, RUN)


def read_months(
    measure: Measure, months: Sequence[Value], places: Sequence[str]
) -> tuple[Signals | None, dict[int, str]]:
    """The signals of a series and where it breaks, in a few words; None where there are too few months.

    A month not known or hidden leaves a gap. `places` are the councils and providers that the series is of.
    """
    values = [value.value for value in months]
    if sum(value is not None for value in values) < FEWEST:
        return None, {}
    known = breaks_between(months[0].period_start, months[-1].period_end, measure.name, places)
    found = rebase_at(known, [value.period_start for value in months])
    signals = xmr(values, better=measure.better, target=measure.target.get("value"), rebase=found)
    return signals, {place: one.title for place, one in found.items()}


def changes(entries: Sequence[Entry]) -> list[str]:
    """At most three sentences on what changed, the weightiest first; it is said too where nothing did.

    First those of the first page, then those with a better and a worse way, then by the rule that is broken and by
    how far the last month is from the average. One sentence a measure.
    """
    followed = [entry for entry in entries if any(line.signals for line in entry.lines) and not entry.mix]
    signalled = {entry.measure.name: (entry, line) for entry, line in sorted(special(followed), key=weight)[::-1]}
    found = sorted(signalled.values(), key=weight)
    said = [sentence(entry, line) for entry, line in found[:SENTENCES]]
    if len(said) < SENTENCES and followed:
        none = "No measure" if not said else "No other measure"
        said.append(f"{none} of the {len(followed)} followed month by month shows more than its usual ups and downs.")
    elif len(found) > SENTENCES:
        more = len(found) - SENTENCES
        said[-1] += f" {more} more measure{'s show' if more > 1 else ' shows'} a change: see the sections."
    return said


def special(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Line]]:
    """The lines whose latest month is more than one of the usual ups and downs."""
    for entry in entries:
        for line in entry.lines:
            if line.signals and line.signals.last and line.signals.last.kind != COMMON:
                yield entry, line


def weight(found: tuple[Entry, Line]) -> tuple[bool, bool, int, float]:
    """What comes first in the sentences."""
    entry, line = found
    assert line.signals and line.signals.last
    last = line.signals.last
    rule = RULES.index(last.rule) if last.rule in RULES else len(RULES)
    far = abs(last.value - last.mean) / width if (width := wide(line.signals)) and last.value and last.mean else 0.0
    return (not entry.measure.headline, last.kind not in (IMPROVEMENT, CONCERN), rule, -far)


def wide(signals: Signals) -> float:
    last = signals.last
    return last.upper - last.mean if last and last.upper is not None and last.mean is not None else 0.0


def sentence(entry: Entry, line: Line) -> str:
    """What changed in one measure: what the chart says, the latest month and the average."""
    assert line.signals and line.signals.last
    last, unit = line.signals.last, entry.measure.unit
    month = next(value for value in reversed(line.months) if value.value is not None)
    whose = f"{entry.measure.title}{f' ({line.words})' if line.words else ''}"
    numbers = f"{amount(last.value or 0, unit)} against an average of {amount(last.mean or 0, unit)}"
    return f"{whose}. {in_words(line.signals)} {month_words(month.group['month'])}: {numbers}."
