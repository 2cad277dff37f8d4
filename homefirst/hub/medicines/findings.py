"""What stands out in a comparison of medicines: errors to mend, warnings, and questions that only people can answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from homefirst.hub.medicines.amounts import dose_of, taken
from homefirst.hub.medicines.medicine import Allergies, Medicine, Said
from homefirst.hub.medicines.names import compared_name, family_of, might_be_same, substances, table, tidy
from homefirst.hub.medicines.pasted import is_day

TakenNow = Sequence[tuple[Medicine, bool]]  # every medicine taken at discharge, and whether it was taken before


class Level(StrEnum):
    """How much a finding weighs; the words as a page says them."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands out about one medicine: how much it weighs, its short name, and what to do."""

    level: Level
    name: str
    words: str

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR


@dataclass(frozen=True, slots=True)
class Found:
    """One medicine across the lists, as findings look at it."""

    outcome: str
    name: str
    before: tuple[Medicine, ...]
    hospital: tuple[Medicine, ...]
    discharge: tuple[Medicine, ...]
    differences: Sequence[Any]

    @property
    def now(self) -> Medicine | None:
        return self.discharge[0] if self.discharge else None


def question(words: str) -> Finding:
    return Finding(Level.QUESTION, "same medicine", words)


def error(name: str, words: str) -> Finding:
    return Finding(Level.ERROR, name, words)


def warning(name: str, words: str) -> Finding:
    return Finding(Level.WARNING, name, words)


def findings_of(line: Found, allergies: Allergies | None, taken_now: TakenNow) -> tuple[Finding, ...]:
    """Everything that stands out about one medicine, errors first."""
    now = line.now
    found = [*unexplained(line), *contradicted(line), *twice(line)]
    if now is not None and now.said is Said.TAKEN:
        found += [*conflicts(now, allergies), *unsaid(now), *another_brand(line), *same_substance(now, line, taken_now)]
        found += not_comparable(line)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: list(Level).index(one.level)))


def unexplained(line: Found) -> list[Finding]:
    """What nobody accounted for, and what was done without a reason."""
    now = line.now
    if now is None:
        return [error("left out", left_out_words(line))] if line.before else []
    found = []
    if line.outcome in ("stopped", "paused", "changed") and not now.why.strip():
        found.append(error("no reason", f"It was {line.outcome} and nobody says why. Write the reason."))
    if line.outcome == "new" and not (now.why.strip() or now.reason.strip()):
        found.append(error("no reason", "It is new and nobody says what for. Write the reason."))
    if line.outcome == "paused" and not now.until.strip():
        found.append(error("until when", "It is paused. Write until when, or who decides."))
    if line.outcome in ("stopped", "paused") and not line.before and not line.hospital:
        words = f"It is said to be {line.outcome} and is on no list before. Was it taken before admission?"
        found.append(Finding(Level.QUESTION, "taken before", words))
    return found


def left_out_words(line: Found) -> str:
    """That a medicine is missing at discharge, with what was said of it in hospital."""
    said = next((one for one in line.hospital if one.said is not Said.TAKEN), None)
    words = "It was taken before admission and is missing at discharge. Write whether it is stopped, paused or goes on."
    if said is None:
        return words
    return f"{words} In hospital it was said to be {said.said}" + (f": {said.why}." if said.why else ".")


def contradicted(line: Found) -> list[Finding]:
    """A medicine that is both taken and said to be stopped or paused."""
    said = {one.said for one in line.discharge}
    if len(said) < 2 or Said.TAKEN not in said:
        return []
    other = next(one.said for one in line.discharge if one.said is not Said.TAKEN)
    return [error("contradiction", f"It is on the list at discharge and also said to be {other}. Leave one of them.")]


def twice(line: Found) -> list[Finding]:
    """One medicine written twice on a list, under one name or two."""
    found = []
    for words, medicines in (("before admission", line.before), ("at discharge", line.discharge)):
        if len([one for one in medicines if one.said is medicines[0].said]) > 1:
            named = " and ".join(dict.fromkeys(one.name for one in medicines))
            found.append(warning("written twice", f"It stands twice {words} ({named}). Leave one."))
    return found


def conflicts(now: Medicine, allergies: Allergies | None) -> list[Finding]:
    """A medicine that the person is allergic to, by substance or by family; a name that may be one is asked about."""
    found = []
    parts = substances(compared_name(now.name)) | {compared_name(now.name)}
    for allergy in allergies.known if allergies else ():
        forbidden = family_of(allergy.substance)
        reaction = f" ({allergy.reaction})" if allergy.reaction else ""
        if parts & forbidden:
            found.append(
                error("allergy", f"Allergy to {allergy.substance}{reaction}. Do not give it: ask the prescriber.")
            )
        elif any(might_be_same(part, one) for part in parts for one in forbidden):
            words = f"Is it what the allergy to {allergy.substance}{reaction} is about? Ask before it is given."
            found.append(Finding(Level.QUESTION, "allergy", words))
    return found


def unsaid(now: Medicine) -> list[Finding]:
    """What has to be said of a medicine that is taken, and is not."""
    found = []
    if taken(now).is_rare and not is_day(now.last_dose):
        found.append(error("last dose", "It is taken once a week or less. Write the day of the last dose."))
    if not now.dose.strip():
        found.append(warning("no dose", "No dose is written."))
    if not (now.frequency.strip() or now.timing.strip() or now.as_needed):
        found.append(warning("how often", "Nobody says how often it is taken."))
    if not now.duration.strip():
        found.append(warning("no duration", "Nobody says for how long. Write a number of days, or long term."))
    return found


def another_brand(line: Found) -> list[Finding]:
    """A medicine to be kept to one brand that is written under another name than before."""
    names = {tidy(one.name) for one in line.before} | {tidy(one.name) for one in line.discharge}
    if line.name not in table().keep_to_brand or not line.before or len(names) < 2:
        return []
    return [
        warning("another brand", "Brands of it differ in effect, and it is written under another name than before.")
    ]


def same_substance(now: Medicine, line: Found, taken_now: TakenNow) -> list[Finding]:
    """Another medicine at discharge with the same substance in it, unless both are lines of one medicine as before."""
    mine, parts = compared_name(now.same_as or now.name), substances(compared_name(now.name))
    found = []
    for other, was_taken in taken_now:
        theirs = compared_name(other.same_as or other.name)
        shared = parts & substances(compared_name(other.name))
        as_before = theirs == mine and was_taken and bool(line.before)
        if shared and other not in line.discharge and not as_before:
            words = f"{other.product} is taken too, and has {' and '.join(sorted(shared))} in it. Are both meant?"
            found.append(warning("same substance", words))
    return found


def not_comparable(line: Found) -> list[Finding]:
    """Two doses of which one is counted and the other weighed, without a strength by which to tell."""
    now = line.now
    if now is None or line.outcome not in ("continued", "changed"):
        return []
    was, is_now = dose_of(line.before[0]), dose_of(now)
    if was is None or is_now is None or was[1] == is_now[1]:
        return []
    words = f"The dose was written as {line.before[0].dose} and is {now.dose}. Is it the same?"
    return [Finding(Level.QUESTION, "same dose", words)]
