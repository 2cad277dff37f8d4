"""Reading a published file: which family it is of is found in what it holds, never in its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from homefirst.published import accident, ascof, directory, discharge, dtoc, kh03, population
from homefirst.published.sheets import Sheet, edition, open_file, told_above
from homefirst.published.tidy import Imported, PublishedFault, Taking


class Family(Protocol):
    """A family of published files, as its module says."""

    FAMILY: str
    LOOKED_FOR: str

    def recognise(self, sheet: Sheet) -> Any: ...  # the table, or None
    def take(self, table: Any, taking: Taking) -> None: ...


FAMILIES: Sequence[Family] = (directory, ascof, dtoc, kh03, accident, population, discharge)


def read(path: Path) -> Imported:
    """Every row of a published file, tidy, with what was repaired and what was set aside.

    Raises PublishedFault in one sentence where the file is of no family that is known.
    """
    opened = open_file(path)
    taking = Taking()
    for sheet in opened.sheets:
        family, table = _family_of(sheet)
        if family is None or taking.family not in ("", family.FAMILY):
            continue
        taking.family = family.FAMILY
        family.take(table, taking)
    taking.dated = taking.dated or next(filter(None, (edition(told_above(sheet)) for sheet in opened.sheets)), "")
    if taking.family == discharge.FAMILY:
        discharge.settle(taking)
    if not taking.family:
        raise PublishedFault(_not_known(path, opened.sheets))
    if not taking.rows():
        raise PublishedFault(f"{path.name} is of the family {taking.family} but no row can be read{_why(taking)}.")
    return taking.finish(path.name, opened.sha256)


def _why(taking: Taking) -> str:
    reasons = "; ".join(str(one) for one in taking.all_set_aside)
    return f" ({reasons})" if reasons else ""


def _family_of(sheet: Sheet) -> tuple[Family | None, Any]:
    for family in FAMILIES:
        if (table := family.recognise(sheet)) is not None:
            return family, table
    return None, None


def _not_known(path: Path, sheets: Sequence[Sheet]) -> str:
    looked = "; ".join(f"{family.FAMILY}: {family.LOOKED_FOR}" for family in FAMILIES)
    names = ", ".join(f'"{sheet.name}"' for sheet in sheets[:6])
    return f"{path.name} is not a published file that is known. In {names} were looked for: {looked}."
