"""The published figures of a system, by subject, as printed; those that contradict others say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from homefirst.profile.shape import Cited, Theme
from homefirst.profile.words import number_words
from homefirst.system import Figure, System

# By the second part of a figure's id, which is its subject.
THEMES: Mapping[str, tuple[str, ...]] = {
    "Who lives here": ("pop", "hosp"),
    "Staying well, and care at home": ("falls", "carer", "jsna", "gp", "tec", "ucr", "asc", "morray"),
    "In a crisis: ambulance, A&E and emergency admission": (
        "ea", "ae", "ch", "ae4h", "handover60", "utc", "fft", "heartreat", "seetreat", "gpline", "pilot", "iv", "adm",
        "diag",
    ),
    "In hospital": ("los", "occ", "frailty", "readm", "def", "longstay", "str", "bed"),
    "Leaving hospital": ("dtoc", "weekend", "ds", "dift", "meds", "case", "d2a", "housing", "sit"),
    "After hospital: reablement and intermediate care": ("reab", "hict", "crt", "start", "shaw", "clare"),
    "Care homes, home care and general practice: how many, and their ratings": ("mkt",),
    "Workforce": ("wf", "lead"),
    "NHS continuing healthcare and personal health budgets": ("chc", "phb"),
    "Safeguarding and deprivation of liberty": ("sg", "dols"),
    "Money": ("fin",),
    "Plans: what would happen if nothing is done, and what is promised": ("dn", "ben", "prog", "gov"),
    "How the review was made": ("review", "orgs"),
}  # fmt: skip
OTHER = "Other published figures"
# Words with which the file of figures marks one that contradicts another, or cannot mean what it says.
WARNS = re.compile(
    r"inconsistent|conflicts|contradict|almost certainly|\bNOT\b|cannot be|double counted|flagged|as above|best read",
    re.IGNORECASE,
)
NOT_FOR_READERS = re.compile(r"Do not calibrate on this\.?|; context\b")
CAPITALS = re.compile(r"\b(INCONSISTENT|NOT|DAYS)\b")
ID = re.compile(r"\b[a-z]+(?:\.[a-z0-9_]+)+\b")
OURS = re.compile(r"^(calibrate|validate|context|target|scenario|structural|survey|capacity|trend)\b[^;.]*[;.]?\s*")


def themes(system: System) -> tuple[Theme, ...]:
    """The figures that the documents about this system print, by subject."""
    found: dict[str, list[Cited]] = {title: [] for title in [*THEMES, OTHER]}
    for figure in here(system):
        found[theme_of(figure)].append(cited(system, figure))
    return tuple(Theme(title, tuple(rows)) for title, rows in found.items() if rows)


def here(system: System) -> Iterable[Figure]:
    """The figures of this system: those of the documents that name it in their title as what they are about."""
    about = {source.key for source in system.sources if system.title in source.title}
    return (figure for figure in system.figures.values() if figure.source in about or figure.place == system.title)


def theme_of(figure: Figure) -> str:
    """The subject of a figure, by its id: "ngh.ae4h_1617" is of the four-hour standard."""
    subject = figure.id.split(".")[1].split("_")[0]
    return next((title for title, subjects in THEMES.items() if subject in subjects), OTHER)


def cited(system: System, figure: Figure) -> Cited:
    """A figure as printed."""
    return Cited(
        figure.id, figure.measure, figure.place, printed(figure), as_printed(figure.comparator_value, figure.unit),
        as_printed(figure.england_value, figure.unit), figure.period, source_title(system, figure.source),
        figure.locator, warning_of(figure, system.figures),
    )  # fmt: skip


def printed(figure: Figure) -> str:
    """The value with its unit; words alone where no number is printed."""
    if figure.value is None:
        return figure.unit
    return f"{number_words(figure.value)}%" if figure.unit == "%" else f"{number_words(figure.value)} {figure.unit}"


def as_printed(value: str, unit: str) -> str:
    """A value printed beside it: a number gets its sign, words stay as they are."""
    number = number_of(value)
    if number is None:
        return value
    return f"{number_words(number)}%" if unit == "%" else number_words(number)


def number_of(value: str) -> float | None:
    """The number that a cell is, whole; None for words, or numbers with words."""
    try:
        return float(value)
    except ValueError:
        return None


def warning_of(figure: Figure, figures: Mapping[str, Figure]) -> str:
    """Why the figure is not to be used as printed, with other figures by name; "" where nothing is known against it.

    "As above" in the file speaks of the last one before it that has a warning of its own.
    """
    note = NOT_FOR_READERS.sub("", OURS.sub("", figure.note)).strip(" ;.")
    if not WARNS.search(note):
        return ""
    if note.lower() == "as above":
        above = list(figures.values())[: list(figures).index(figure.id)]
        return next((said for one in reversed(above) if (said := warning_of(one, figures))), "")
    plain = CAPITALS.sub(lambda word: word[0].lower(), ID.sub(lambda name: called(name[0], figures), note))
    return plain[:1].upper() + plain[1:]


def called(name: str, figures: Mapping[str, Figure]) -> str:
    """A figure by what it measures, for a reader who does not know its id."""
    found = figures.get(name)
    return f"“{found.measure}” ({printed(found)})" if found else name


def source_title(system: System, key: str) -> str:
    """A document's title and date."""
    found = next((source for source in system.sources if source.key == key), None)
    return f"{found.title}, {found.dated}" if found else key
