"""Areas that are alike: statistical neighbours, from a published list or from what is known of the areas.

A list is a file of two columns, area and neighbour, nearest first, whose first lines say `# edition: ...` and
`# source: ...`; a third column, `rank` or `distance`, puts neighbours in order where the lines are not. England's open
list is the Office for National Statistics' statistical nearest neighbours for upper tier local authorities (ordered;
take 5 or 15). CIPFA's is sold. Where there is none, as for simulated areas, neighbours are made as CIPFA and the ONS
make them: each characteristic brought to mean 0 and standard deviation 1, distances by Euclid, rebased so that the
farthest is 1.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from math import dist
from pathlib import Path
from statistics import fmean, pstdev
from typing import NamedTuple

USUAL = 15  # neighbours taken, besides the area itself


class Neighbour(NamedTuple):
    area: str
    distance: float | None  # 0 to 1, the farthest is 1; None from a list that gives only the order


class Neighbours(NamedTuple):
    """Which areas are compared with one, nearest first, and which list or characteristics say so."""

    area: str
    nearest: tuple[Neighbour, ...]
    edition: str
    source: str


class NeighboursError(ValueError):
    """A list of neighbours that cannot be used, in words for whoever made the file."""


def read_neighbours(path: Path, area: str, number: int = USUAL) -> Neighbours:
    """The nearest areas of a list file. Raises NeighboursError for a file without edition, source or this area."""
    found = read_lists(path, number)
    if area not in found:
        raise NeighboursError(f"{path.name} has no neighbours of {area}.")
    return found[area]


def read_lists(path: Path, number: int = USUAL) -> dict[str, Neighbours]:
    """The nearest areas of every area in a list file. Raises NeighboursError for one that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise NeighboursError(f"{path.name} cannot be read as text. Name a CSV file of neighbours.") from None
    said = dict(_said(line) for line in lines if line.startswith("#"))
    for needed in ("edition", "source"):
        if not said.get(needed):
            raise NeighboursError(f"{path.name} does not say its {needed}. Add a first line '# {needed}: ...'.")
    rows = list(csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")))
    if not rows or not {"area", "neighbour"} <= set(rows[0]):
        raise NeighboursError(f"{path.name} needs the columns 'area' and 'neighbour' and a line for each neighbour.")
    gathered: dict[str, list[tuple[float, Neighbour]]] = {}
    for n, row in enumerate(rows):
        gathered.setdefault((row["area"] or "").strip(), []).append(_neighbour(path, row, n))
    return {area: Neighbours(area, _first(own, number), said["edition"], said["source"]) for area, own in
            gathered.items()}  # fmt: skip


def _first(found: Sequence[tuple[float, Neighbour]], number: int) -> tuple[Neighbour, ...]:
    return tuple(neighbour for _, neighbour in sorted(found, key=lambda one: one[0])[:number])


def _neighbour(path: Path, row: Mapping[str, str | None], place: int) -> tuple[float, Neighbour]:
    """One line: by what it is ordered (its distance or rank, else its place in the file), and the neighbour."""
    said = {name: (row.get(name) or "").strip() for name in ("neighbour", "distance", "rank")}
    try:
        away, rank = (float(said[name]) if said[name] else None for name in ("distance", "rank"))
    except ValueError:
        wrong = said["distance"] or said["rank"]
        raise NeighboursError(f"{path.name}, neighbour {said['neighbour']}: '{wrong}' is no number.") from None
    order = next((by for by in (rank, away) if by is not None), float(place))
    return order, Neighbour(said["neighbour"], away)


def _said(line: str) -> tuple[str, str]:
    name, _, words = line.lstrip("# ").partition(":")
    return name.strip().lower(), words.strip()


def make_neighbours(
    areas: Mapping[str, Mapping[str, float]], area: str, number: int = USUAL, source: str = "made here"
) -> Neighbours:
    """The nearest areas by their characteristics; alike ones by name. One that does not vary says nothing.

    Raises NeighboursError for an area that is not among them, for none to compare with, and for a missing value.
    """
    names = sorted(characteristics(areas))
    if area not in areas or len(areas) < 2:
        raise NeighboursError(f"{area} has no other area to be compared with among {len(areas)}.")
    places = dict(
        zip(areas, zip(*standardised([[areas[a][n] for a in areas] for n in names]), strict=True), strict=True)
    )
    apart = {other: dist(places[area], places[other]) for other in areas if other != area}
    farthest = max(apart.values()) or 1.0
    nearest = sorted((away / farthest, other) for other, away in apart.items())
    edition = f"by {', '.join(names)}"
    return Neighbours(area, tuple(Neighbour(other, away) for away, other in nearest[:number]), edition, source)


def characteristics(areas: Mapping[str, Mapping[str, float]]) -> set[str]:
    """What is known of every area. Raises NeighboursError where something is known of some only."""
    known: set[str] = set().union(*areas.values())
    for area, values in areas.items():
        if missing := known - set(values):
            raise NeighboursError(f"{area} has no {', '.join(sorted(missing))}. Give every area the same.")
    if not known:
        raise NeighboursError("Nothing is known of the areas. Give at least one characteristic.")
    return known


def standardised(columns: Iterable[Sequence[float]]) -> list[list[float]]:
    """Each column with mean 0 and standard deviation 1; all 0 where it does not vary."""
    found = []
    for column in columns:
        mean, spread = fmean(column), pstdev(column)
        found.append([(value - mean) / spread if spread else 0.0 for value in column])
    return found
