"""Write Northamptonshire's small areas: `python tools/make_areas.py ESTIMATES DEPRIVATION`.

ESTIMATES is the Office for National Statistics' file of people in the middle of 2017 by small area (2011) and single
year of age; DEPRIVATION is file 1 of the English indices of deprivation 2019 (Ministry of Housing, Communities and
Local Government, 26 September 2019). Both are under the Open Government Licence v3.0 and may be packed with gzip. A
fifth is two tenths: the most deprived tenths 1 and 2 are fifth 1.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

AREAS = Path(__file__).parents[1] / "systems" / "northamptonshire" / "areas.csv"
NORTH, WEST = "E06000061", "E06000062"
COUNCILS = {  # of the districts that ended on 31 March 2021
    "Corby": NORTH,
    "East Northamptonshire": NORTH,
    "Kettering": NORTH,
    "Wellingborough": NORTH,
    "Daventry": WEST,
    "Northampton": WEST,
    "South Northamptonshire": WEST,
}
ICB = "QPM"
COLUMNS = (
    "area", "name", "neighbourhood", "council", "icb", "deprivation", "year", "all_ages", "age_18_plus", "age_65_plus",
    "age_75_plus", "age_85_plus", "source",
)  # fmt: skip


def rows(file: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def areas(estimates: Path, deprivation: Path) -> Iterator[tuple[object, ...]]:
    """One row for each small area."""
    tenth = next(name for name in next(rows(deprivation)) if name.endswith("Decile"))
    fifths = {row["LSOA code (2011)"]: (int(row[tenth]) + 1) // 2 for row in rows(deprivation)}
    for row in rows(estimates):
        code, name = row["lsoa11_code"], row["lsoa11_name"]
        district = name.rpartition(" ")[0]
        ages = {int(age.rstrip("+")): round(float(n)) for age, n in row.items() if age.rstrip("+").isdecimal()}
        people = [sum(n for age, n in ages.items() if age >= least) for least in (0, 18, 65, 75, 85)]
        yield code, name, district, COUNCILS[district], ICB, fifths[code], 2017, *people, "ons_2017; imd_2019"


def main() -> None:
    with AREAS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(areas(Path(sys.argv[1]), Path(sys.argv[2]))))


if __name__ == "__main__":
    main()
