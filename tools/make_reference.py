"""Write the reference pages that are made from the code: `python tools/make_reference.py`.

Events from event.py, commands from the command line itself, tables from the tables of an empty ledger. What each
column means is in table_columns.toml.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import typer

from homefirst.__main__ import app
from homefirst.codes import LISTS
from homefirst.columns import build
from homefirst.event import Group, Kind
from homefirst.ledger import open_ledger

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "docs" / "reference"
TABLES = (
    "people", "spells", "stays", "ready", "delays", "attendances", "calls", "referrals", "supports", "residences",
    "hops", "standing", "capacity", "deaths", "events",
)  # fmt: skip

EVENTS_OPENING = f"""\
# Events

Everything that homefirst knows is an event: one thing that happened to one person. There are {len(Kind)} kinds, in
{len(Group)} groups. This page is made from `homefirst/event.py`.

An event has these parts: `id`, `person`, `kind`, `happened_at`, `recorded_at`, `location`, `service`, `detail`,
`about`, `document`, `source`, `spell` and `sequence`. What each is for stands beside it in that file.

**Detail** says which list the event's `detail` is taken from: a list of codes in `homefirst/codes/`, or one of
*text*, *date* (2026-01-31), *number*, *Diagnosis* (an ICD-10 code and its place: J44.1/1) and *Kind* (a name from
this page). The page **Codes** of the board shows every
list with its source.
"""
COMMANDS_OPENING = """\
# The command line

`./run COMMAND` and `homefirst COMMAND` are the same. This page is made from the commands themselves.

Every command ends with 0 when it did what was asked. When there is something for you to mend it says so in one
sentence and ends with 1; an option that does not exist ends with 2. Progress is shown on a terminal only, so that
what is printed can be kept in a file.

Two things are read from the environment: `HOMEFIRST_SECRET`, with which the keys of people are made, and
`DATABASE_URL`, the PostgreSQL database of the ledger where it is not a file. See [run it](../guides/run-it.md).
"""
TABLES_OPENING = """\
# Tables

What measures are counted from: the same journeys as the pages show, for everyone at once. `homefirst tables` writes
them as Parquet files into `DIR/tables/VERSION/`; `DIR/tables/CURRENT` names the version in force, and `about.json`
beside the files says of which ledger they are and up to when. R, Python, DuckDB and Power BI read such files. This
page is made from the tables themselves.

A time is in UTC; a day (`..._on`) is the day by the clock in England. Nights are midnights by that clock. An empty
time or number means *not known* or *not over*; an empty word means *none was told*.

No column holds a name, an address, an NHS number or a hospital number. There are dates of birth, and a `detail` may
hold what a sender wrote in free text. A table of real people is still about real people: keep it as you keep the
ledger.
"""


def events_page() -> str:
    """Every kind of event under its group."""
    sections = ("\n".join([f"## {group.value.capitalize()}", "", *kinds_of(group)]) for group in Group)
    return "\n".join([EVENTS_OPENING, *sections])


def kinds_of(group: Group) -> Iterable[str]:
    for kind in Kind:
        if kind.group is group:
            yield f"### {kind.value}\n\n{kind.meaning} *Detail*: {detail_of(kind)}.\n"


def detail_of(kind: Kind) -> str:
    """Where the detail of this kind comes from, in words."""
    parts = [f"{LISTS[name].title} (`{name}`)" if name in LISTS else name for name in kind.detail_list.split("/")]
    return ", then a stroke and ".join(parts) if kind.detail_list else "none"


def command_line_page() -> str:
    """Every command with its arguments and options."""
    group: Any = typer.main.get_command(app)
    return "\n".join([COMMANDS_OPENING, *(command_section(name, found) for name, found in group.commands.items())])


def command_section(name: str, command: Any) -> str:
    """One command: what it does, how it is called, and a table of what it takes."""
    ctx = typer.Context(command, info_name=name)
    usage = " ".join(["homefirst", name, *command.collect_usage_pieces(ctx)])
    told = (param.get_help_record(ctx) for param in command.get_params(ctx))
    rows = [(f"`{cell(takes)}`", cell(meaning)) for takes, meaning in filter(None, told)]
    return "\n".join([f"## homefirst {name}", "", command.help, "", f"    {usage}", "", *table("takes", rows), ""])


def cell(text: str) -> str:
    """Text that a cell of a table can hold."""
    return text.replace("|", "\\|")


def table(first: str, rows: Iterable[tuple[str, ...]], *more: str) -> list[str]:
    """A table in Markdown; the last column is what things mean."""
    heads = (first, *more, "meaning")
    return [f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows)]


def tables_page() -> str:
    """Every table with its columns, their form and their meaning."""
    said = tomllib.loads((HERE / "table_columns.toml").read_text())
    return "\n".join([TABLES_OPENING, *(table_section(name, schema, said) for name, schema in schemas().items())])


def schemas() -> dict[str, pa.Schema]:
    """The columns of every table, as they are written for a ledger without events."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.sqlite", "made-up:nothing")
        tables = build(ledger, Path(folder) / "tables")
        ledger.close()
        written = {file.stem: pq.read_schema(file) for file in tables.folder.glob("*.parquet") if file.stem != "keys"}
    if missing := written.keys() ^ set(TABLES):
        raise SystemExit(f"TABLES in make_reference.py and the tables written differ by: {', '.join(sorted(missing))}")
    return {name: written[name] for name in TABLES}


def table_section(name: str, schema: pa.Schema, said: Mapping[str, Mapping[str, str]]) -> str:
    """One table. Raises KeyError for a column whose meaning is not said."""
    own = said[name]
    rows = [(f"`{field.name}`", form(field.type), own.get(field.name) or said["same"][field.name]) for field in schema]
    return "\n".join([f"## {name}", "", own["meaning"], "", *table("column", rows, "form"), ""])


def form(kind: pa.DataType) -> str:
    """What sort of value a column holds, in a word."""
    words: list[tuple[Callable[[pa.DataType], bool], str]] = [
        (pa.types.is_timestamp, "time"),
        (pa.types.is_date, "day"),
        (pa.types.is_boolean, "true or false"),
        (pa.types.is_integer, "whole number"),
        (pa.types.is_floating, "number"),
    ]
    return next((word for fits, word in words if fits(kind)), "word")


PAGES: Mapping[str, Callable[[], str]] = {
    "events.md": events_page,
    "command-line.md": command_line_page,
    "tables.md": tables_page,
}


def main() -> None:
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page())


if __name__ == "__main__":
    main()
