"""What a medicine line says, in the words of who wrote it; and a list of them as a document (JSON).

The fields are those of the Discharge Medicines Service essential dataset, which is built on NICE NG5: name, strength,
form, dose, timing, frequency, planned duration, reason; how it is taken; the last dose of weekly and monthly medicines;
what was changed or stopped, and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from homefirst.codes.worded import Worded


class Which(Worded):
    """The three lists that are compared, and the allergies that they are held against."""

    BEFORE = "before", "Before admission"
    HOSPITAL = "hospital", "In hospital"
    DISCHARGE = "discharge", "At discharge"
    ALLERGIES = "allergies", "Allergies"


class Said(StrEnum):
    """What a line says of its medicine: that it is taken, was stopped, or is paused."""

    TAKEN = ""
    STOPPED = "stopped"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, order=True)
class Medicine:
    """One line of a list. `reason` is what it is for; `why` is why it was changed, started, stopped or paused.

    `last_dose` and `until` are ISO days (a time of day may follow a last dose). `same_as` is the pharmacist's word that
    this is the medicine written there under another name.
    """

    name: str
    strength: str = ""
    form: str = ""
    dose: str = ""
    frequency: str = ""
    timing: str = ""
    route: str = ""
    as_needed: bool = False
    duration: str = ""
    reason: str = ""
    last_dose: str = ""
    said: Said = Said.TAKEN
    why: str = ""
    until: str = ""
    same_as: str = ""
    most: str = ""  # the most in a time, as it was written: "4 g in 24 hours"

    @property
    def product(self) -> str:
        """Name, strength and form, as on the box."""
        return " ".join(filter(None, (self.name, self.strength, self.form)))

    @property
    def directions(self) -> str:
        """How it is taken, in the writer's words."""
        taken = (self.dose, self.frequency, self.timing, self.route, "when needed" if self.as_needed else "",
                 f"at most {self.most}" if self.most else "")  # fmt: skip
        return ", ".join(filter(None, taken))


@dataclass(frozen=True, slots=True, order=True)
class Allergy:
    """What somebody does not tolerate, and what it did."""

    substance: str
    reaction: str = ""


@dataclass(frozen=True, slots=True)
class Allergies:
    """What is known of allergies: some, or that none are known (`asked` and empty). Not asked is no Allergies."""

    known: tuple[Allergy, ...] = ()


FIELDS = tuple(field.name for field in fields(Medicine))


def write_list(medicines: Iterable[Medicine]) -> bytes:
    """A list as a document; what a line does not say is left out."""
    lines = [{name: value for name, value in asdict(one).items() if value} for one in medicines]
    return json.dumps({"medicines": lines}, ensure_ascii=False, sort_keys=True).encode()


def read_list(content: bytes) -> tuple[Medicine, ...]:
    """The list in a document. Raises ValueError where it holds none."""
    return tuple(medicine_of(line) for line in rows(content, "medicines"))


def medicine_of(line: Mapping[str, Any]) -> Medicine:
    """The medicine that a line of a document says; what this version does not know is left out."""
    known = {name: value for name, value in line.items() if name in FIELDS}
    return Medicine(**{**known, "said": Said(known.get("said", ""))})


def write_allergies(allergies: Allergies) -> bytes:
    known = [{"substance": one.substance, "reaction": one.reaction} for one in allergies.known]
    return json.dumps({"allergies": known}, ensure_ascii=False, sort_keys=True).encode()


def read_allergies(content: bytes) -> Allergies:
    """The allergies in a document. Raises ValueError where it holds none."""
    found = rows(content, "allergies")
    return Allergies(tuple(Allergy(str(one["substance"]), str(one.get("reaction", ""))) for one in found))


def rows(content: bytes, name: str) -> list[dict[str, Any]]:
    said = json.loads(content)
    found = said.get(name) if isinstance(said, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError(f"This document holds no list of {name}. Write the list again.")
    return found
