"""Names for people who do not exist, so that a simulated list reads as a real one does.

The names are those of the invented week. Several people share a name, as in any hospital.
"""

from __future__ import annotations

from homefirst.demo_week.invented import FAMILIES, GIVEN

MASK = 2**64 - 1


def name_of(number: int, sex: str) -> tuple[str, str]:
    """The given and the family name of candidate `number`: always the same for the same number."""
    mixed = (number * 0x9E3779B97F4A7C15 & MASK) ^ (number >> 7)
    given = GIVEN["M" if sex == "male" else "F"]
    return given[(mixed >> 40) % len(given)], FAMILIES[(mixed >> 16) % len(FAMILIES)]
