"""Numbers, days, places and groups as a board reads them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from homefirst.hub.words import label, pathway_words, reason_words
from homefirst.measures import Value
from homefirst.system import System, location_title

SPLITS = {
    "age_band": "age",
    "arrival_mode": "how they arrived",
    "nights_at_least": "length of stay",
    "icb": "integrated care board",
    "area": "small area",
}
LISTS = {
    "attribution": "Attribution",
    "residence": "Residence",
    "response": "Response",
    "arrival_mode": "ArrivalMode",
    "destination": "Destination",
    "outcome": "SupportOutcome",
    "method": "AdmissionMethod",
}
DEPRIVATION = {"1": "Fifth 1, most deprived", "5": "Fifth 5, least deprived"}
SEX = {"F": "Women", "M": "Men", "female": "Women", "male": "Men"}
BETTER = {"low": "Lower is better", "high": "Higher is better", "neither": "Neither way is better"}


class Origin(NamedTuple):
    """Where a ledger's events come from, in words: a mark for large print and a sentence."""

    mark: str
    sentence: str
    real: bool


def origin_words(origin: str) -> Origin:
    """What must be known before any number is read: whether these people exist."""
    kind, _, rest = origin.partition(":")
    if kind == "simulated":
        scenario, _, seed = rest.partition(":")
        said = f"A simulation ({scenario}, seed {seed}) made every number from the ledger. Nobody in it exists."
        return Origin("Simulated", said, False)
    if kind == "made-up":
        return Origin("Made up", f"Every number from the ledger is of made-up people ({rest}). Nobody exists.", False)
    return Origin("Recorded", "Events of real people, as recorded. Counts of few people are hidden.", True)


def number_words(value: float | None) -> str:
    """A number to as many places as can be taken in: "24,791", "52.1", "0.31"; "" for none."""
    if value is None:
        return ""
    if value == round(value):
        return f"{round(value):,}"
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 1 else f"{value:.2g}"


def fine_words(value: float, spread: float) -> str:
    """A number with as many places as tell it from others so far apart: "101.09" where the others are near."""
    if abs(value) >= 1_000_000:
        return f"{value / 1_000_000:,.2f}m"
    if not spread:
        return number_words(value)
    places = 0 if spread >= 20 else 1 if spread >= 2 else 2 if spread >= 0.2 else 3
    return f"{value:,.{places}f}"


def amount(value: float, unit: str) -> str:
    """A number with its sign of unit, where that is so short: "19.8%", "£478"."""
    if unit == "%":
        return f"{value:.1f}%"
    return f"£{number_words(value)}" if unit.startswith("£") else number_words(value)


def value_words(value: Value) -> str:
    """The value as printed: hidden and missing are said, never left blank."""
    if value.suppressed:
        return "Hidden"
    return "Not known" if value.value is None else amount(value.value, value.unit)


def between_words(value: Value) -> str:
    """The 95% interval: "19.4 to 20.2"; "" where there is none."""
    if value.lower is None or value.upper is None:
        return ""
    return f"{number_words(value.lower)} to {number_words(value.upper)}"


def counted_words(value: Value) -> str:
    """Numerator and denominator: "6,881 of 34,699"; "" where nothing was counted."""
    if value.numerator is None:
        return ""
    whole = f" of {number_words(round(value.denominator, 1))}" if value.denominator else ""
    return f"{number_words(round(value.numerator, 1))}{whole}"


def unit_words(unit: str) -> str:
    """The unit as it follows the number; "" where the number carries it."""
    return "" if unit == "%" else unit.removeprefix("£").strip()


def day_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def period_words(first: date, last: date) -> str:
    """The first and last day counted: "22 Nov 2025 to 21 Nov 2026"."""
    return f"{day_words(first)} to {day_words(last)}"


def month_words(month: str) -> str:
    """A month in letters: "2026-01" is "Jan 2026"."""
    return f"{date.fromisoformat(f'{month}-01'):%b %Y}"


def split_words(split: str) -> str:
    """The name of a split in words: "age_band" is "age"."""
    return SPLITS.get(split, split.replace("_", " "))


def group_words(system: System, split: str, value: str) -> str:
    """A group's name in words; "Not known" where nobody said."""
    if not value:
        return "Not known" if split != "reason" else "No reason recorded"
    if split == "month":
        return month_words(value)
    if split in ("provider", "ward", "council", "service", "icb"):
        return location_title(system, value)
    if split == "neighbourhood":
        return value
    if split == "area":
        return next((area.name for area in system.areas if area.code == value), value)
    if split == "nights_at_least":
        return f"{value} nights or more"
    if split == "deprivation":
        return DEPRIVATION.get(value, f"Fifth {value}")
    if split == "sex":
        return SEX.get(value, value)
    if split == "reason":
        return reason_words(value)
    if split == "pathway":
        return pathway_words(value)
    return label(LISTS[split], value) if split in LISTS else value.replace("_", " ").capitalize()
