"""Extracts (CSV, packed or not) into events, by a mapping. See docs/guides/extracts.md.

Every row is kept, already known, or set aside whole with the reason. A cell is text and stays text, whatever it
begins with: nothing in a file is ever evaluated. Rows may come in any order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from homefirst.event import Event, Kind, new_event
from homefirst.intake.csv_file import batches, row_as_csv
from homefirst.intake.hl7 import Understood
from homefirst.intake.hl7_heard import Keys, SetAside
from homefirst.intake.keep import Store, Taken, keep
from homefirst.intake.mapping import (
    AS_IS,
    KEEP,
    SET_ASIDE,
    Condition,
    EventRule,
    ExtractFault,
    Mapping,
    Text,
    Time,
    plain,
)
from homefirst.intake.mapping_file import read_mapping
from homefirst.intake.set_aside import Aside, Left
from homefirst.people import Identifier, Identity, Statement, is_placeholder

EARLIEST_YEAR = 1900
_MINUTES = re.compile(r"-?[0-9]{1,7}")  # up to 19 years
Row = dict[str, str]


class RowFault(Exception):
    """Why one row cannot be used; names columns, never what they hold."""


def mapping_beside(file: Path) -> Mapping:
    """The mapping of the same name in the same folder: hub.csv or hub.csv.gz has hub.toml. Raises ExtractFault."""
    name = file.name.removesuffix(".gz")
    beside = file.with_name(name.rpartition(".")[0] or name).with_suffix(".toml")
    if not beside.exists():
        raise ExtractFault(
            f"{file} is not HL7 v2, and no mapping says how to read it as an extract. "
            f"Say --mapping FILE.toml, or put {beside.name} beside it."
        )
    return read_mapping(beside)


def read_file(file: Path, mapping: Mapping, store: Store, now: datetime) -> Iterator[Taken]:
    """Every row of a file, kept in batches; after each batch, its counts. Raises ExtractFault."""
    rows = 0
    for headings, batch in batches(file, mapping):
        said = [_said(headings, cells, number, file, mapping, store) for number, cells in batch]
        rows += len(batch)
        yield keep(store, said, now)
    if not rows:
        raise ExtractFault(f"{file} has headings but no rows: nothing was read from it.")


def read_again(body: bytes, aside: Aside, given: Mapping | None, people: Keys) -> Understood | SetAside:
    """A row that was set aside, read by the mapping given (if of the same name) or the one it was read by."""
    try:
        same = given is not None and given.file == Path(aside.mapping).name
        mapping = given if given and same else read_mapping(Path(aside.mapping))
        headings, cells = csv.reader(io.StringIO(body.decode()))
        return understand_row(headings, cells, aside.place, mapping, people)
    except ExtractFault as fault:
        return SetAside(str(fault))


def understand_row(
    headings: Sequence[str], cells: Sequence[str], number: int, mapping: Mapping, people: Keys
) -> Understood | SetAside:
    """What one row says by a mapping, or why it cannot be used. `number` is its place among the rows, from 1."""
    if len(cells) != len(headings):
        return SetAside(f"has {len(cells)} cells where there are {len(headings)} headings")
    if any("\0" in cell for cell in cells):
        return SetAside("holds a zero byte, so it is not text")
    row = dict(zip(headings, (cell.strip() for cell in cells), strict=True))
    try:
        return _understood(row, number, mapping, people)
    except RowFault as fault:
        return SetAside(str(fault))


def _understood(row: Row, number: int, mapping: Mapping, people: Keys) -> Understood:
    identifiers = _identifiers(row, number, mapping)
    try:
        person = people.key(identifiers) if identifiers else ""
    except ValueError:
        raise RowFault("has no hospital number or NHS number that can be used") from None
    events = tuple(_events(row, person, mapping, people))
    if not events:
        raise RowFault("gives no event by this mapping: every only_if says no")
    return Understood(events, _statements(row, identifiers, events, mapping))


def _identifiers(row: Row, number: int, mapping: Mapping) -> tuple[Identifier, ...]:
    rule = mapping.person
    if rule.none:
        return ()
    assigner = _text(rule.assigner, row)
    local = str(number) if rule.row else _given(_text(rule.number, row).strip("-"))
    national = _text(rule.nhs_number, row).replace(" ", "").replace("-", "")
    found = (Identifier("local", local, assigner) if local else None, Identifier("nhs", national) if national else None)
    given = tuple(identifier for identifier in found if identifier)
    if not given:
        raise RowFault("names nobody: the columns of [person] are empty")
    return given


def _given(number: str) -> str:
    """A number from a column; "" for a word or a placeholder, which strangers would share."""
    return "" if is_placeholder(number) else number


def _statements(
    row: Row, identifiers: tuple[Identifier, ...], events: Sequence[Event], mapping: Mapping
) -> tuple[Statement, ...]:
    """What the row says of who the person is; nothing where every row is its own person and none is described."""
    rule = mapping.person
    if not identifiers or (rule.row and not rule.identity):
        return ()
    said = {name: _text(text, row) for name, text in rule.identity.items()}
    born = _day(said.pop("birth_date", ""), mapping)
    address = tuple(filter(None, (_text(text, row) for text in rule.address)))
    recorded_at = max(event.recorded_at for event in events)
    return (Statement(identifiers, Identity(birth_date=born, address=address, **said), recorded_at, mapping.source),)


def _events(row: Row, person: str, mapping: Mapping, people: Keys) -> Iterator[Event]:
    named: dict[str, str] = {}
    for rule in mapping.events:
        if all(_holds(condition, row) for condition in rule.only_if):
            event = _event(rule, row, person, named.get(rule.about, ""), mapping, people)
            named[rule.name] = event.id
            yield event


def _event(rule: EventRule, row: Row, person: str, about: str, mapping: Mapping, people: Keys) -> Event:
    kind = _text(rule.kind, row)
    if kind not in _KINDS:
        raise RowFault(f"has a kind of event that is not known ({rule.place} kind)")
    happened_at = _moment(rule.when, row, mapping, f"{rule.place} when")
    recorded_at = _moment(rule.recorded, row, mapping, f"{rule.place} recorded") if rule.recorded else happened_at
    texts = {"source": mapping.source, **{name: _text(text, row) for name, text in rule.texts.items()}}
    visit = _text(rule.spell, row)
    assigner = _text(rule.spell_assigner or mapping.person.assigner, row)
    spell = people.opaque("visit", assigner, visit) if visit else ""
    sequence = _whole(_text(rule.sequence, row))
    return new_event(
        person, _KINDS[kind], happened_at, recorded_at, about=about, spell=spell, sequence=sequence, **texts
    )


_KINDS = {str(kind): kind for kind in Kind}


def _holds(condition: Condition, row: Row) -> bool:
    value = row[condition.column]
    if condition.present is not None:
        return bool(value) == condition.present
    return value in condition.equals if condition.equals is not None else value not in (condition.differs or ())


def _text(text: Text | None, row: Row) -> str:
    """One value of a row; "" where there is no rule, or nothing in the column. Raises RowFault."""
    if text is None:
        return ""
    if text.parts:
        value = text.join.join(_text(part, row) for part in text.parts)
    else:
        value = row[text.column] if text.column else text.constant
    value = _mapped(text, value) if text.values is not None else value
    value = value.upper() if text.upper else value
    return text.prefix + value if value else ""


def _mapped(text: Text, value: str) -> str:
    values = text.values or {}
    found = values.get(value, values.get(plain(value)))
    if found is not None:
        return found
    if text.otherwise == SET_ASIDE:
        raise RowFault(f'has a value in column "{text.column}" that [values.{text.map_name}] does not list')
    if not value:
        return ""
    return {KEEP: f"raw:{value}", AS_IS: value}.get(text.otherwise, text.otherwise)


def _moment(time: Time, row: Row, mapping: Mapping, place: str) -> datetime:
    """The moment that a row says, in UTC. Raises RowFault."""
    said = next(filter(None, (_text(text, row).strip() for text in time.first)), "")
    found = read_moment(said, mapping.formats, mapping.zone)
    if found is None:
        raise RowFault(f"has no time that can be read for {place}: {_columns(time)}")
    return _later(found, _text(time.plus_minutes, row), place) if time.plus_minutes else found


def _later(moment: datetime, minutes: str, place: str) -> datetime:
    """So many minutes after. Raises RowFault."""
    if not _MINUTES.fullmatch(minutes):
        raise RowFault(f"has no whole number of minutes for {place}")
    try:
        found = moment + timedelta(minutes=int(minutes))
    except OverflowError:
        found = datetime.min.replace(tzinfo=UTC)
    if found.year < EARLIEST_YEAR:
        raise RowFault(f"has a number of minutes for {place} that leads outside the calendar")
    return found


def _columns(time: Time) -> str:
    return " or ".join(f'"{column}"' for column in sorted(time.columns()))


@lru_cache(maxsize=65_536)
def read_moment(text: str, formats: tuple[str, ...], zone: ZoneInfo) -> datetime | None:
    """The moment in UTC by the first format that fits; None where none does.

    On the sender's wall clock unless it gives an offset: the hour that comes twice in autumn is the first, the
    hour missing in spring moves on by one.
    """
    for form in formats:
        try:
            wall = _wall(text, form)
            if wall.year < EARLIEST_YEAR:
                return None
            return (wall if wall.tzinfo else wall.replace(tzinfo=zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _wall(text: str, form: str) -> datetime:
    """What the clock on the wall said; with an offset only where the text gives one."""
    return datetime.fromisoformat(text) if form == "iso" else datetime.strptime(text, form)  # noqa: DTZ007


def _day(text: str, mapping: Mapping) -> date | None:
    """A date of birth; one that cannot be read is left out, and is no reason to set the row aside."""
    for form in mapping.formats:
        try:
            return _wall(text, form).date()
        except ValueError:
            continue
    return None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _said(
    headings: list[str], cells: list[str], number: int, file: Path, mapping: Mapping, store: Store
) -> Understood | Left:
    said = understand_row(headings, cells, number, mapping, store.people)
    if isinstance(said, Understood):
        return said
    return Left(row_as_csv(headings, cells), said.reason, str(file), number, "extract", mapping.path)
