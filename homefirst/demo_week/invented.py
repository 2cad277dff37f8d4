"""Invented people: names, addresses and numbers that belong to nobody.

NHS numbers are from 999 0, kept for tests by convention (*unverified*); postcodes end in ZZ, which no street has
(*unverified*); telephone numbers are from 01632 960, which Ofcom keeps for drama (*unverified*).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

FAMILIES = (
    "Appleyarrow", "Birchamble", "Brambleby", "Candlewick", "Cloverdown", "Coppermill", "Dandelby",
    "Elderbrook", "Fennelow", "Foxglovely", "Gorsewick", "Greenlintel", "Hazelthwait", "Heatherstow",
    "Hollowmead", "Inkpenny", "Junipershaw", "Kestrelman", "Larkhollow", "Lavenderby", "Linnetson",
    "Mallowfield", "Marigoldy", "Meadowsweetly", "Nettlefold-Ash", "Oakapple", "Otterbourne-Lea",
    "Pebbleton", "Plumbeck", "Primrosen", "Quillfeather", "Rookery-Vale", "Rosehipley", "Rushmarsh",
    "Saffronby", "Sedgeley-Moor", "Skylarkin", "Snowdropham", "Sorrelman", "Sparrowhurst", "Speedwelby",
    "Starlingway", "Swallowcote", "Tansyfield", "Teaselby", "Thistlewood-Low", "Thornapple", "Umberleaf",
    "Vetchley", "Wagtailer", "Willowherb", "Woodbinely", "Wrenfield", "Yarrowby",
)  # fmt: skip
GIVEN = {
    "F": (
        "Ada", "Amina", "Audrey", "Beryl", "Brenda", "Daljit", "Doreen", "Edna", "Elsie", "Fatima", "Freda",
        "Gladys", "Hazel", "Ivy", "Joyce", "Lata", "Margaret", "Maureen", "Nora", "Olive", "Pearl", "Rita",
        "Sheila", "Teresa", "Vera", "Winifred", "Zofia",
    ),
    "M": (
        "Albert", "Arthur", "Bernard", "Cedric", "Dennis", "Ernest", "Frank", "Geoffrey", "Gurdev",
        "Harold", "Horace", "Jan", "Kenneth", "Leonard", "Mohammed", "Norman", "Patrick", "Ramesh",
        "Reginald", "Roy", "Sidney", "Stanley", "Terence", "Vernon", "Walter", "Winston",
    ),
}  # fmt: skip
TOWNS = {"RNS": (("Northampton", "NN1"), ("Northampton", "NN3"), ("Daventry", "NN11"), ("Towcester", "NN12")),
         "RNQ": (("Kettering", "NN16"), ("Corby", "NN17"), ("Wellingborough", "NN8"), ("Rushden", "NN10"))}  # fmt: skip
STREETS = ("Lantern Row", "Marmalade Street", "Weathercock Lane", "Old Button Yard", "Teapot Hill", "Umbrella Walk")
CARE_HOMES = ("Larkmead House", "The Quinces", "Paper Mill Court", "Dovetail Lodge")
PRACTICES = (
    ("The Invented Surgery", "INV01"),
    ("Weathercock Lane Practice", "INV02"),
    ("Teapot Hill Surgery", "INV03"),
)


class Person(NamedTuple):
    """Somebody who does not exist. `numbers`: their local number in each hospital; `temporary`: when unknown."""

    family: str
    given: str
    sex: str
    born: date
    nhs_number: str
    numbers: dict[str, str]
    temporary: str
    street: str
    town: str
    postcode: str
    new_street: str
    telephone: str
    practice: tuple[str, str]
    lives: str

    @property
    def council(self) -> str:
        """The council that answers for them: North or West Northamptonshire."""
        return "E06000061" if self.postcode.startswith(("NN16", "NN17", "NN8", "NN10")) else "E06000062"


def invent(number: int, hospital: str, lives: str, age: int, nhs: str, rng: Random) -> Person:
    """Person `number`; the same number and the same `rng` always give the same person."""
    sex = rng.choice("FFFMM")
    town, outward = rng.choice(TOWNS[hospital])
    street = f"{rng.randint(1, 99)} {rng.choice(STREETS)}"
    return Person(
        family=rng.choice(FAMILIES),
        given=rng.choice(GIVEN[sex]),
        sex=sex,
        born=birthday(age or round(rng.triangular(66, 99, 83)), rng),
        nhs_number=stated_nhs_number(number, nhs),
        numbers={"RNS": f"{1_400_000 + number * 13}", "RNQ": f"K{300_000 + number * 7}"},
        temporary=f"T{9_000_000 + number}",
        street=f"Room {rng.randint(1, 30)}, {rng.choice(CARE_HOMES)}" if lives == "care_home" else street,
        town=town,
        postcode=f"{outward} {rng.randint(1, 9)}ZZ",
        new_street=f"{rng.randint(1, 99)} {rng.choice(STREETS)}",
        telephone=f"01632 960{rng.randint(0, 999):03}",
        practice=rng.choice(PRACTICES),
        lives=lives,
    )


def birthday(age: int, rng: Random) -> date:
    """A date of birth that makes somebody this old, in whole years, on Monday 5 January 2026."""
    latest = datetime(2026 - age, 1, 5, tzinfo=UTC)
    return (latest - timedelta(days=rng.randint(0, 364))).date()


def stated_nhs_number(number: int, nhs: str) -> str:
    """What stands in the message: right, "none", "zeros", or "fails" (two digits the wrong way round)."""
    right = nhs_number(number)
    wrong = right[:7] + right[8] + right[7] + right[9]
    return {"right": right, "none": "", "zeros": "0" * 10, "fails": wrong}[nhs]


def nhs_number(number: int) -> str:
    """The synthetic NHS number of person `number`, with its check digit (modulus 11)."""
    for nine in range(999_000_000 + number * 7, 999_000_007 + number * 7):
        check = -sum(int(digit) * weight for digit, weight in zip(str(nine), range(10, 1, -1), strict=True)) % 11
        digits = str(nine)
        if check < 10 and digits[7] != digits[8]:
            return f"{nine}{check}"
    raise ValueError(f"No NHS number for person {number}.")
