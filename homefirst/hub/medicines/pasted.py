"""Lines of medicines as somebody types or pastes them, one medicine a line: in free words, or parted by semicolons.

    Bisoprolol 2.5 mg once a day
    Ramipril 5 mg capsules; 5 mg; once a day; long term; for blood pressure
    Aspirin 75 mg tablets; stopped: bleeding

Free words are read by `typed`. Between semicolons each part is read as the part that it is, and the amount beside the
name is always the strength. What cannot be read for certain is asked about; nothing is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from homefirst.hub.medicines.amounts import COUNT, FORM_WORDS, NUMBER, PAIR, STRENGTH, UNIT, WAYS, often_of
from homefirst.hub.medicines.medicine import Allergies, Allergy, Medicine, Said
from homefirst.hub.medicines.names import table, tidy
from homefirst.hub.medicines.typed import (
    LABELS,
    LAST_DOSE,
    LASTS,
    NO_NAME,
    Reading,
    Unread,
    begins,
    day_in,
    read_on,
    read_typed,
    settled,
    unread,
)

SAID = re.compile(r"(stopped|stop|paused|pause|on hold|withheld)(?: (?:until|till) ([^:]+?))?(?:\s*:\s*(.*))?", re.I)
DOSE = re.compile(r"last dose:?\s*(?:on |given )?(.+)", re.I)
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
DOSE = re.compile(rf"(?:{NUMBER}\s*(?:{UNIT})(?![a-z])|{COUNT.pattern})(?= |$)", re.IGNORECASE)
NO_ALLERGIES = frozenset({"none", "none known", "no known allergies", "nkda", "nka", "no known drug allergies"})
MOST_LINES, LONGEST_LINE = 80, 400


class Asked(NamedTuple):
    """A line that cannot be read for certain: its number, as it was typed, the part in question, and what to do."""

    number: int
    typed: str
    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """The medicines of some lines, and what has to be asked about: each a sentence with the number of its line."""

    medicines: tuple[Medicine, ...]
    asked: tuple[Asked, ...]
    lines: tuple[tuple[str, Medicine], ...] = ()  # each line that was read, as it was typed, and how it was read

    @property
    def faults(self) -> tuple[str, ...]:
        return tuple(f"Line {one.number} {one.words}" if one.number else one.words for one in self.asked)


def read_lines(text: str) -> Pasted:
    """The medicines in lines of text, one a line; empty lines are passed over."""
    found, asked = list[tuple[str, Medicine]](), list[Asked]()
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        return Pasted((), (Asked(0, "", "", f"There are {len(lines)} lines. Write at most {MOST_LINES}."),))
    for n, line in lines:
        too_long = Unread(line, f"is longer than {LONGEST_LINE} letters. Shorten it.")
        one = read_line(line) if len(line) <= LONGEST_LINE else too_long
        if isinstance(one, Unread):
            asked.append(Asked(n, line, one.part, one.words))
        else:
            found.append((line, one))
    return Pasted(tuple(one for _, one in found), tuple(asked), tuple(found))


def read_line(line: str) -> Medicine | Unread:
    """The medicine of one line, or the part of it that cannot be read and what to write instead."""
    if ";" not in line:
        return read_typed(line)
    head, *parts = [part.strip() for part in line.split(";")]
    plain = head_of(head)
    found: Medicine | Unread = read_typed(head) if free_words(plain.form) else plain
    for part in filter(None, parts):
        if isinstance(found, Unread):
            return found
        found = read_part(found, part) or also_free(found, part)
    return NO_NAME if isinstance(found, Medicine) and not found.name else found


def free_words(form: str) -> bool:
    """Whether directions stand among the words of a form: "tablets once a day"."""
    words = form.split()
    return any(tidy(word) not in FORM_WORDS and begins(words[n:]) for n, word in enumerate(words))


def also_free(medicine: Medicine, part: str) -> Medicine | Unread:
    """The medicine with what a part says in several ways at once: "1 tablet BD PRN for pain"."""
    found = read_on(Reading(medicine), part.split(), ";")
    return unread(part) if isinstance(found, Unread) else settled(found)


def head_of(head: str) -> Medicine:
    """Name, strength and form: "Ramipril 5 mg capsules"."""
    found = STRENGTH.search(head) or PAIR.search(head)
    if found is not None:
        return Medicine(head[: found.start()].strip(), found[0].strip(), head[found.end() :].strip())
    words = head.split()
    cut = len(words)
    while cut > 1 and tidy(words[cut - 1]) in FORM_WORDS:
        cut -= 1
    while cut < len(words) and tidy(words[cut]) in table().slow_release:
        cut += 1
    return Medicine(" ".join(words[:cut]), form=" ".join(words[cut:]))


def read_part(medicine: Medicine, part: str) -> Medicine | None:
    """The medicine with what one part says of it; None for a part that cannot be read."""
    label, colon, value = part.partition(":")
    if colon and (field := LABELS.get(tidy(label))):
        told: dict[str, Any] = {field: value.strip()}
        return replace(medicine, **told)
    plain = tidy(part)
    if LASTS.fullmatch(plain):
        return replace(medicine, duration=part)
    if found := SAID.fullmatch(part):
        said = Said.STOPPED if found[1].casefold().startswith("stop") else Said.PAUSED
        return replace(medicine, said=said, until=day_in(found[2] or ""), why=found[3] or medicine.why)
    if found := LAST_DOSE.fullmatch(part):
        return replace(medicine, last_dose=day_in(found[1]))
    if plain.startswith("because "):
        return replace(medicine, why=part[len("because ") :].strip())
    if plain.startswith("same as "):
        return replace(medicine, same_as=part[len("same as ") :].strip())
    if plain.startswith("for "):
        return replace(medicine, reason=part[len("for ") :].strip())
    return taken_so(medicine, part)


def taken_so(medicine: Medicine, part: str) -> Medicine | None:
    """The dose, how often, when and by what way, where they can be told apart: "1 tablet twice a day"."""
    found = DOSE.match(part)
    dose, rest = (found[0], part[found.end() :].strip()) if found and not often_of(part).known else ("", part)
    medicine = replace(medicine, dose=dose) if dose else medicine
    for way in sorted(WAYS, key=len, reverse=True):
        if tidy(rest) == way or tidy(rest).startswith(f"{way} "):
            medicine, rest = replace(medicine, route=rest[: len(way)]), rest[len(way) :].strip()
            break
    often = often_of(rest)
    if often.known:
        return replace(medicine, frequency=rest)
    if often.as_needed and not often.words:
        return replace(medicine, as_needed=True)
    if often.timing:
        return replace(medicine, timing=rest)
    return medicine if not rest and medicine.product else None


def is_day(text: str) -> bool:
    """Whether this begins with a day of the calendar."""
    try:
        return date.fromisoformat(text[:10]).year > 1900
    except ValueError:
        return False


def written(medicine: Medicine) -> str:
    """A medicine as a line that reads back as the same."""
    labelled = {"dose": "dose", "frequency": "how often", "timing": "when", "route": "route"}
    parts = [medicine.product]
    parts += [f"{words}: {value}" for field, words in labelled.items() if (value := getattr(medicine, field))]
    parts += ["when needed"] if medicine.as_needed else []
    parts += [f"at most: {medicine.most}"] if medicine.most else []
    parts += [f"duration: {medicine.duration}"] if medicine.duration else []
    parts += [f"reason: {medicine.reason}"] if medicine.reason else []
    parts += [f"last dose {medicine.last_dose}"] if medicine.last_dose else []
    if medicine.said:
        until = f" until {medicine.until}" if medicine.until else ""
        parts.append(f"{medicine.said}{until}" + (f": {medicine.why}" if medicine.why else ""))
    elif medicine.why:
        parts.append(f"why: {medicine.why}")
    parts += [f"same as: {medicine.same_as}"] if medicine.same_as else []
    return "; ".join(part.replace(";", ",") if part is not parts[0] else part for part in parts)


def read_allergies_in(text: str) -> Allergies | None:
    """The allergies in lines of text, "substance: reaction"; None where nothing is written."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    if len(lines) == 1 and tidy(lines[0]) in NO_ALLERGIES:
        return Allergies()
    pairs: Iterable[tuple[str, str, str]] = (re.sub(r"\s*;\s*", ": ", line).partition(":") for line in lines)
    return Allergies(tuple(Allergy(substance.strip(), reaction.strip()) for substance, _, reaction in pairs))
