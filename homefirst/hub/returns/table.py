"""Returns as the tables that are sent: the columns as published, the labels as the codes hold them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from homefirst.codes import OrganisationKind
from homefirst.hub.returns import dtoc as old
from homefirst.hub.returns.line import Line
from homefirst.system import System

Cell = str | int
HEADINGS = (
    "Period", "Level", "Region", "ICB", "Org Code", "Org Name", "Metric", "Metric Type", "Metric Group", "Value",
)  # fmt: skip
DTOC_HEADINGS = (
    "Code", "Name", "Count", "Responsible", *old.REASONS, "Total Delayed Transfers of Care", "Period",
)  # fmt: skip


def situation_rows(lines: Iterable[Line], system: System) -> Iterator[tuple[Cell, ...]]:
    """The rows of a situation report: one for each number. The region is not known to a system's file."""
    board, names = board_of(system), names_of(system)
    for line in lines:
        name = names.get(line.provider, line.provider)
        day = f"{line.day:%d/%m/%Y}"
        yield (day, "PROVIDER", "", board, line.provider, name, line.metric, "Daily", line.group, line.value)


def dtoc_rows(lines: Sequence[Line], system: System) -> Iterator[tuple[Cell, ...]]:
    """The rows of delayed transfers, the reasons across: by month, provider, count and who was held responsible."""
    names, size = names_of(system), len(old.REASONS)
    for start in range(0, len(lines), size):
        row = lines[start : start + size]
        line, values = row[0], [one.value for one in row]
        name = names.get(line.provider, line.provider)
        yield (line.provider, name, line.group, line.responsible, *values, sum(values), f"{line.day:%B %Y}")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV, as it is sent: plain, with nothing before its headings."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()


def names_of(system: System) -> dict[str, str]:
    return {one.code: one.name for one in system.organisations}


def board_of(system: System) -> str:
    """The name of the integrated care board, where the system has one."""
    boards = (one.name for one in system.organisations if one.kind is OrganisationKind.COMMISSIONER)
    return next((name for name in boards if "Integrated Care Board" in name), "")


def is_community(provider: str, system: System) -> bool:
    """Whether a provider's beds are for the community report; one that the system does not name is an acute trust."""
    kinds = {one.code: one.kind for one in system.organisations}
    return kinds.get(provider) is OrganisationKind.COMMUNITY_TRUST
