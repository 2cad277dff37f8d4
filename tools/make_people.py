"""Write who lives in Northamptonshire by age and year: `python tools/make_people.py [FOLDER OF THE NATIONAL FILES]`.

The files are those of the Office for National Statistics, under the Open Government Licence v3.0: estimates for the
middle of 2017 (by small area) and of 2019 (by council), and the projections with base 2018 (by council, to 2043). All
have single years of age to 89, and 90 and over or single years beyond, so that no age had to be split. The county is
the sum of its small areas in 2017, one row in 2019, and the sum of its two councils otherwise, where each row of the
projections is rounded by itself. 2019 is taken from the estimates: a count goes before a projection.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from homefirst.simulate.population import AGES

ROOT = Path(__file__).parents[1]
PEOPLE = ROOT / "systems" / "northamptonshire" / "people.csv"
NATIONAL = ROOT.parent / "shared" / "data" / "population"
COUNTY, COUNCILS = "E10000021", ("E06000061", "E06000062")
BASE = 2018
# The variants have numbers and no names. The first is taken to be the principal one; "v0", of the years before the
# base, is no estimate: it repeats the base in every year.
PRINCIPAL = "v1"


class Year(NamedTuple):
    """How many people of each single year of age lived in the county in the middle of a year, and who says so."""

    year: int
    ages: Counter[int]
    source: str


def years(folder: Path) -> list[Year]:
    """Every year of the national files, an estimate before a projection, the earliest first."""
    small_areas = _estimates(folder / "mye2017_lsoa11_northamptonshire.csv.gz")
    county = (row for row in _estimates(folder / "mye2019_utla19.csv.gz") if row["utla19_code"] == COUNTY)
    estimates = [Year(2017, _summed(small_areas), "ons_2017"), Year(2019, _summed(county), "ons_2019")]
    projections = _projections(folder / "snpp2018_northamptonshire_json.tar.xz")
    return sorted({year.year: year for year in (*projections, *estimates)}.values())


def text_of(found: list[Year]) -> str:
    """The file itself: one line a year and age."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["year", "age_from", "age_to", "people", "source", "projected"])
    for year, ages, source in found:
        projected = "true" if source == "ons_2018_projections" and year > BASE else "false"
        for first, following in zip(AGES, (*AGES[1:], None), strict=True):
            people = sum(n for age, n in ages.items() if first <= age and (following is None or age < following))
            lines.writerow([year, first, "" if following is None else following - 1, people, source, projected])
    return out.getvalue()


def _estimates(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _summed(rows: Iterator[dict[str, str]]) -> Counter[int]:
    ages: Counter[int] = Counter()
    for row in rows:
        ages.update({int(k.rstrip("+")): int(float(n)) for k, n in row.items() if k.rstrip("+").isdigit()})
    return ages


def _projections(file: Path) -> list[Year]:
    found: dict[int, Counter[int]] = {}
    with tarfile.open(file) as archive:
        for council in COUNCILS:
            member = archive.extractfile(f"snpp2018/{council}.json")
            assert member is not None
            for row in json.load(member):
                if row["variant"] == PRINCIPAL:
                    ages = {at["age"]: at["f"] + at["m"] for at in row["data"]}
                    found.setdefault(row["year"], Counter()).update(ages)
    return [Year(year, ages, "ons_2018_projections") for year, ages in found.items()]


def main() -> None:
    """Write the file again."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else NATIONAL
    if not folder.is_dir():
        sys.exit(f"The national files are not in {folder}. Give their folder: python tools/make_people.py FOLDER")
    PEOPLE.write_text(text_of(years(folder)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
