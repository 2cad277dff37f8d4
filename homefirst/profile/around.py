"""The councils beside which published values are set: statistical neighbours of a list, or peers that were chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from homefirst.measures.compare import NOT_COMPARED, comparator, compare
from homefirst.measures.neighbours import Neighbour, Neighbours, NeighboursError, read_lists
from homefirst.profile.shape import Around, Line, ProfileFault
from homefirst.profile.words import period_words
from homefirst.published import PublishedFault, PublishedStore, PublishedValue, Series
from homefirst.system import System, location_title

FILE = "neighbours.csv"  # in the folder of data; used where no other is named
OF_SIZE = ("", "days", "days reported")
PRINTED = "as published"  # indicators of a framework, which are shares and rates in the files themselves
CHOSEN = "chosen by who asked"
NO_LIST = (
    "No list of statistical neighbours was given, so published values are set beside those that the imported files and "
    f"documents print. A list is given with --neighbours FILE, or kept as {FILE} in the folder of data."
)


def peers_of(system: System, path: Path | None = None, chosen: Sequence[str] = ()) -> list[Neighbours]:
    """The councils beside which those of the system are set: chosen codes, or the neighbours that a file lists.

    Raises ProfileFault for a file that cannot be used, or that lists no council of the system.
    """
    councils = [council.code for council in system.councils]
    if chosen:
        others = [tuple(Neighbour(one, None) for one in chosen if one != code) for code in councils]
        return [Neighbours(code, own, "", CHOSEN) for code, own in zip(councils, others, strict=True) if own]
    if path is None:
        return []
    try:
        lists = read_lists(path)
    except NeighboursError as fault:
        raise ProfileFault(str(fault)) from None
    if found := [lists[code] for code in councils if code in lists]:
        return found
    raise ProfileFault(f"{path.name} has no neighbours of {system.title}. Its councils are {', '.join(councils)}.")


def listed_in(folder: Path) -> Path | None:
    """The list of neighbours kept in a folder of data, if there is one."""
    return folder / FILE if (folder / FILE).is_file() else None


def told_of(peers: Sequence[Neighbours], system: System) -> str:
    """Which places published values are set beside, in words."""
    if not peers:
        return NO_LIST
    each = [f"{len(one.nearest)} of {location_title(system, one.area)}" for one in peers]
    kind, source = kind_of(peers[0]), ", ".join(filter(None, (peers[0].source, peers[0].edition)))
    return f"Published values of councils are set beside other councils ({kind}): {'; '.join(each)}. {source}."


def kind_of(peers: Neighbours) -> str:
    return "chosen" if peers.source == CHOSEN else "statistical neighbours"


def arounds(
    store: PublishedStore, series: Series, lines: Sequence[Line], peers: Sequence[Neighbours], system: System
) -> Iterator[Around]:
    """Each council's latest value among those of the same year of the councils beside which it is set.

    Plain numbers, such as days or people, are of a council's size: only shares and rates are set beside others'.
    """
    there = set(store.areas(series.raw)) if peers and (series.over not in OF_SIZE or series.unit == PRINTED) else set()
    for one in peers:
        theirs = [value for peer in one.nearest if peer.area in there for value in values_of(store, series, peer.area)]
        for line in lines:
            if isinstance(line.value, PublishedValue) and line.value.area_code == one.area:
                alike = [v.value for v in theirs if v.group == line.value.group and v.value is not None]
                if alike and line.value.value is not None:
                    yield around(series, line, alike, one, system)


def values_of(store: PublishedStore, series: Series, code: str) -> list[PublishedValue]:
    """Every year of one council; none where nothing can be told."""
    try:
        return store.values(series.name, code, ("year",))
    except PublishedFault:
        return []


def around(series: Series, line: Line, theirs: Sequence[float], peers: Neighbours, system: System) -> Around:
    """One value among others."""
    value, middle, kind = line.value, median(theirs), kind_of(peers)
    assert isinstance(value, PublishedValue) and value.value is not None
    chosen = kind == "chosen"
    many = "" if len(theirs) == 1 else "s"
    named = f"council{many} chosen" if chosen else f"neighbour{many} of {location_title(system, peers.area)}"
    origin = value.source if chosen else f"{value.source}; {peers.source}"
    period = period_words(value.period_start, value.period_end)
    beside = comparator(kind, f"Median of {len(theirs)} {named}", middle, origin, period, peers.edition)
    said = compare(value.value, value.lower, value.upper, middle, series.better)
    return Around(
        line.words, value, beside, min(theirs), max(theirs), len(theirs), len(peers.nearest),
        stands(value.value, theirs), "" if said == NOT_COMPARED else said,
    )  # fmt: skip


def stands(value: float, theirs: Sequence[float]) -> str:
    """Where a value stands among others: "Higher than 9 and lower than 5 of 15"."""
    below, above = sum(other < value for other in theirs), sum(other > value for other in theirs)
    return f"Higher than {below} and lower than {above} of {len(theirs)}"
