"""Official statistics that were imported, of this system, and which of our measures they stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from homefirst.measures import Measure, Value
from homefirst.measures.breaks import breaks_between, rebase_at
from homefirst.measures.neighbours import Neighbours
from homefirst.measures.signals import xmr
from homefirst.profile.around import arounds
from homefirst.profile.beside import verdict
from homefirst.profile.shape import Around, Beside, Line, Official
from homefirst.profile.trend import FEWEST
from homefirst.profile.words import amount, period_words
from homefirst.published import PublishedFault, PublishedStore, PublishedValue, Series, published_beside, series_named
from homefirst.system import System, location_title

COMPARED = ("yes", "nearly")  # what is only related is never called better or worse


def officials(folder: Path | None, system: System, peers: Sequence[Neighbours] = ()) -> list[Official]:
    """Every series that the files imported into a folder answer, for the councils and trusts of the system.

    Councils are set beside their `peers`, where the files hold these.
    """
    if folder is None or not folder.is_dir():
        return []
    store = PublishedStore(folder, system)
    found = []
    for name in store.askable() if store.files() else []:
        series = series_named(name)
        lines = [line for code in places(store, series, system) for line in lines_of(store, series, code, system)]
        if lines:
            others = tuple(arounds(store, series, lines, peers, system))
            found.append(Official(series.name, series.title, series.unit, series.better, tuple(lines), others))
    return found


def places(store: PublishedStore, series: Series, system: System) -> list[str]:
    """The system's councils and organisations that a series is known of."""
    ours = [*(council.code for council in system.councils), *(one.code for one in system.organisations)]
    known = store.areas(series.raw)
    return [code for code in ours if code in known]


def lines_of(store: PublishedStore, series: Series, code: str, system: System) -> Iterator[Line]:
    """The latest year of one place, with every month or quarter; one line for each indicator of a series of many."""
    grain, *_ = series.all_splits
    each = tuple(series.always)
    try:
        years = store.values(series.name, code, ("year",))
        times = store.values(series.name, code, (grain,)) if grain != "year" else years
    except PublishedFault:
        return
    for key in dict.fromkeys(tuple(value.group[split] for split in each) for value in years):
        own, over = ([v for v in some if tuple(v.group[s] for s in each) == key] for some in (years, times))
        words = ", ".join([location_title(system, code), *key])
        yield line_of(series, words, max(own, key=lambda value: value.period_end), over)


def line_of(series: Series, words: str, value: PublishedValue, times: Sequence[PublishedValue]) -> Line:
    """One place as a line with its signals; limits begin anew where the series breaks."""
    ordered = sorted(times, key=lambda time: time.period_start)
    numbers = [time.value for time in ordered]
    if sum(number is not None for number in numbers) < FEWEST:
        return Line(words, value, tuple(ordered))
    known = breaks_between(ordered[0].period_start, ordered[-1].period_end, series.name, [value.area_code])
    breaks = rebase_at(known, [time.period_start for time in ordered])
    signals = xmr(numbers, better=series.better, rebase=breaks)
    return Line(words, value, tuple(ordered), signals, {n: one.title for n, one in breaks.items()})


def official_beside(measure: Measure, value: Value | None, found: Sequence[Official]) -> Iterator[Beside]:
    """The official statistics that count nearly the same as a measure, and what they count otherwise."""
    for pair in published_beside(measure.name):
        for official in (official for official in found if official.name == pair.published):
            for line in official.lines:
                if line.value.group.get("indicator", "") == pair.indicator:
                    yield of_line(line, measure, value if pair.same in COMPARED else None, pair.sentence)
                    own = (one for one in official.around if one.value is line.value)
                    yield from (of_around(one, measure.unit, pair.sentence) for one in own)


def of_line(line: Line, measure: Measure, value: Value | None, differs: str) -> Beside:
    """One place's latest official value."""
    official = line.value
    assert isinstance(official, PublishedValue)
    source = f"{official.source}, {official.dated}" if official.dated else official.source
    said = amount(official.value, measure.unit) if official.value is not None else "not known"
    return Beside(
        line.words, official.value, said, period_words(official.period_start, official.period_end), source, differs,
        verdict(measure, value, official.value) if official.unit == measure.unit else "",
    )  # fmt: skip


def of_around(one: Around, unit: str, differs: str) -> Beside:
    """The median of the councils beside which one is set. It is of other places, so it judges nothing of ours."""
    middle = one.comparator
    said = f"{amount(middle.value or 0, unit)} ({amount(one.least, unit)} to {amount(one.most, unit)})"
    return Beside(middle.name, middle.value, said, middle.date, middle.told(), differs)
