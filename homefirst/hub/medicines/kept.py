"""The lists of medicines written in a person's stay, and the comparison of them as a document.

Each list is a section of the paper "medicines", written again and never changed; the latest of the stay stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, TypeVar

from homefirst.documents import Documents
from homefirst.event import Event
from homefirst.hub.medicines.compare import Line, compare
from homefirst.hub.medicines.findings import Finding, conflicts
from homefirst.hub.medicines.medicine import Allergies, Medicine, Said, Which, read_allergies, read_list
from homefirst.hub.papers import latest_parts
from homefirst.journey import Journey

PAPER = "medicines"
MEDIA_TYPE = "application/json"
Read = TypeVar("Read")


class Conflict(NamedTuple):
    """A medicine on a list that the person may be allergic to: which list, the medicine, and what to do."""

    which: Which
    medicine: Medicine
    finding: Finding


@dataclass(frozen=True, slots=True)
class KeptLists:
    """What was written of a person's medicines in their stay; a list that nobody wrote is None. `written` says when."""

    before: tuple[Medicine, ...] | None
    hospital: tuple[Medicine, ...] | None
    discharge: tuple[Medicine, ...] | None
    allergies: Allergies | None
    written: Mapping[str, Event]

    def of(self, which: Which) -> tuple[Medicine, ...]:
        found: tuple[Medicine, ...] | None = getattr(self, which.value)
        return found or ()

    @property
    def comparable(self) -> bool:
        """Whether there is a list from before and one at discharge."""
        return self.before is not None and self.discharge is not None

    def compared(self) -> tuple[Line, ...]:
        """The comparison of these lists; none until both ends are written."""
        if not self.comparable:
            return ()
        return compare(self.before or (), self.hospital or (), self.discharge or (), self.allergies)

    def conflicts(self) -> tuple[Conflict, ...]:
        """What is given now or at discharge against an allergy, the sure ones first: also before lists are compared."""
        found = [
            Conflict(which, one, finding)
            for which in (Which.DISCHARGE, Which.HOSPITAL)
            for one in self.of(which)
            if one.said is Said.TAKEN
            for finding in conflicts(one, self.allergies)
        ]
        return tuple(sorted(found, key=lambda one: not one.finding.is_error))


def kept_lists(journey: Journey, documents: Documents) -> KeptLists:
    """What was written last in the person's stay. Raises DocumentError, ValueError."""
    parts = latest_parts(journey, PAPER)

    def read(which: Which, reader: Callable[[bytes], Read]) -> Read | None:
        event = parts.get(which.value)
        return reader(documents.get(event.document).content) if event else None

    lists = [read(which, read_list) for which in (Which.BEFORE, Which.HOSPITAL, Which.DISCHARGE)]
    return KeptLists(lists[0], lists[1], lists[2], read(Which.ALLERGIES, read_allergies), parts)


def write_comparison(lines: Sequence[Line], lists: KeptLists, *, reason: str = "") -> bytes:
    """A comparison as a document: each medicine's outcome, what stood out, and why it was recorded all the same."""
    said: dict[str, Any] = {
        "lists": {which: event.id for which, event in sorted(lists.written.items())},
        "lines": [as_json(line) for line in lines],
        "reason": reason.strip(),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def as_json(line: Line) -> dict[str, Any]:
    """One line of a comparison, with what each list says."""
    return {
        "outcome": line.outcome.value,
        "medicine": line.name,
        "why": line.why,
        "changed": [asdict(one) for one in line.differences],
        "findings": [asdict(one) for one in line.findings],
        **{which: [lean(one) for one in getattr(line, which)] for which in ("before", "hospital", "discharge")},
    }


def lean(medicine: Medicine) -> dict[str, Any]:
    return {name: value for name, value in asdict(medicine).items() if value}


def comparison_of(content: bytes) -> list[dict[str, Any]]:
    """The lines of a comparison kept as a document. Raises ValueError."""
    said = json.loads(content)
    if not isinstance(said, dict) or not isinstance(said.get("lines"), list):
        raise ValueError("This document holds no comparison of medicines. Record the comparison again.")
    return list(said["lines"])
