"""A mapping read from its TOML file and checked. See docs/guides/extracts.md.

Every fault is one sentence that names the file, the table and the key, and what is allowed there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from homefirst.event import Kind
from homefirst.intake.mapping import (
    AS_IS,
    KEEP,
    SET_ASIDE,
    Condition,
    EventRule,
    Mapping,
    MappingFault,
    PersonRule,
    Text,
    Time,
    plain,
)

IDENTITY = ("family", "given", "birth_date", "sex", "postcode", "practice", "telephone")
_TOP = (
    "title",
    "source",
    "origin_note",
    "time_zone",
    "formats",
    "encoding",
    "delimiter",
    "person",
    "values",
    "event",
)
_TEXT = ("column", "constant", "parts", "join", "map", "otherwise", "prefix", "upper")
_TIME = ("column", "first", "date", "time", "map", "at", "constant", "plus_minutes")
_EVENT = (
    "kind",
    "when",
    "recorded",
    "location",
    "service",
    "detail",
    "source",
    "spell",
    "sequence",
    "name",
    "about",
    "only_if",
)


def read_mapping(path: Path) -> Mapping:
    """The mapping in this TOML file. Raises MappingFault with one sentence."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise MappingFault(f"There is no mapping file {path} that can be read. Check how it is spelled.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise MappingFault(f"{path.name} is not TOML: {fault}.") from None
    return _Reader(path, table).mapping()


class _Reader:
    """One mapping file being read; knows its name and its value tables, for the sentences."""

    def __init__(self, path: Path, table: dict[str, object]) -> None:
        self.path, self.table = path, table
        self.values = {
            name: self._values(name, found) for name, found in self._table(table, "values", "values").items()
        }

    def fault(self, place: str, said: str) -> MappingFault:
        return MappingFault(f"{self.path.name}, {place}: {said}.")

    def mapping(self) -> Mapping:
        top, table = "top of the file", self.table
        self._allowed(table, _TOP, top)
        rules = table.get("event")
        if not isinstance(rules, list) or not rules:
            raise self.fault("[[event]]", "there must be at least one [[event]] table, with kind and when")
        events = tuple(self._event(rule, f"[[event]] {n}") for n, rule in enumerate(rules, 1))
        self._check_names(events)
        return Mapping(
            self.path.name,
            str(self.path),
            self._string(table, "title", top, needed=True),
            self._string(table, "source", top, needed=True),
            self._zone(self._string(table, "time_zone", top) or "Europe/London"),
            tuple(self._strings(table, "formats", top)) or ("iso",),
            self._string(table, "encoding", top),
            self._delimiter(table),
            self._person(self._table(table, "person", "[person]")),
            events,
        )

    def _delimiter(self, table: dict[str, object]) -> str:
        found = self._string(table, "delimiter", "top of the file") or ","
        if len(found) != 1:
            raise self.fault("top of the file", 'delimiter must be one character, as ";" or "\\t"')
        return found

    def _check_names(self, events: tuple[EventRule, ...]) -> None:
        named: set[str] = set()
        for rule in events:
            if rule.about and rule.about not in named:
                raise self.fault(rule.place, f'about names "{rule.about}", but no [[event]] before it has that name')
            named.add(rule.name)

    def _person(self, table: dict[str, object]) -> PersonRule:
        place = "[person]"
        self._allowed(table, ("columns", "assigner", "nhs_number", "row", "none", "identity"), place)
        columns = self._strings(table, "columns", place)
        row, none = table.get("row") is True, table.get("none") is True
        if not (columns or row or none or "nhs_number" in table):
            raise self.fault(place, "say columns = [...], nhs_number = ..., row = true or none = true")
        if (columns or row) and "assigner" not in table:
            raise self.fault(place, 'assigner is missing: the organisation whose numbers these are, as "RNS"')
        assigner = table.get("assigner")
        identity = self._table(table, "identity", "[person.identity]")
        self._allowed(identity, (*IDENTITY, "address"), "[person.identity]")
        return PersonRule(
            Text(parts=tuple(Text(column) for column in columns), join="-") if columns else None,
            Text(constant=assigner) if isinstance(assigner, str) else self._maybe(table, "assigner", place),
            self._maybe(table, "nhs_number", place),
            row,
            none,
            {name: self._text(identity[name], "[person.identity]", name) for name in IDENTITY if name in identity},
            self._address(identity.get("address", [])),
        )

    def _address(self, found: object) -> tuple[Text, ...]:
        if not isinstance(found, list):
            raise self.fault("[person.identity]", 'address must be a list, as ["street", "town"]')
        return tuple(self._text(part, "[person.identity]", "address") for part in found)

    def _event(self, table: object, place: str) -> EventRule:
        if not isinstance(table, dict):
            raise self.fault(place, "must be a table")
        self._allowed(table, _EVENT, place)
        for needed in ("kind", "when"):
            if needed not in table:
                raise self.fault(place, f"{needed} is missing")
        spell = table.get("spell")
        assigner = spell.pop("assigner", None) if isinstance(spell, dict) else None
        return EventRule(
            place,
            self._kind(table["kind"], place),
            self._time(table["when"], place, "when"),
            self._time(table["recorded"], place, "recorded") if "recorded" in table else None,
            {
                name: self._text(table[name], place, name)
                for name in ("location", "service", "detail", "source")
                if name in table
            },
            self._maybe(table, "spell", place),
            Text(constant=assigner) if isinstance(assigner, str) else None,
            self._sequence(table, place),
            self._string(table, "name", place),
            self._string(table, "about", place),
            self._conditions(table.get("only_if", []), place),
        )

    def _sequence(self, table: dict[str, object], place: str) -> Text | None:
        found = table.get("sequence")
        return Text(constant=str(found)) if isinstance(found, int) else self._maybe(table, "sequence", place)

    def _kind(self, found: object, place: str) -> Text:
        """A kind by name, or through a map that gives kinds; every kind named must be one."""
        if isinstance(found, str):
            kind = Text(constant=found)
        else:
            default = {"otherwise": SET_ASIDE} if isinstance(found, dict) else {}
            kind = self._text({**default, **found} if isinstance(found, dict) else found, place, "kind")
        named = {kind.constant, kind.otherwise, *(kind.values or {}).values()} - {"", KEEP, SET_ASIDE, AS_IS}
        unknown = sorted(named - {str(known) for known in Kind})
        if unknown:
            raise self.fault(place, f'kind "{unknown[0]}" is not one of {", ".join(sorted(map(str, Kind)))}')
        return kind

    def _conditions(self, found: object, place: str) -> tuple[Condition, ...]:
        return tuple(self._condition(one, place) for one in (found if isinstance(found, list) else [found]))

    def _condition(self, table: object, place: str) -> Condition:
        place = f"{place} only_if"
        if not isinstance(table, dict) or len(table) != 2 or "column" not in table:
            raise self.fault(
                place, 'must be {column = "c"} with one of present = true, equals = [...], differs = [...]'
            )
        self._allowed(table, ("column", "present", "equals", "differs"), place)
        present = table.get("present")
        return Condition(
            self._string(table, "column", place, needed=True),
            present if isinstance(present, bool) else None,
            frozenset(self._strings(table, "equals", place)) if "equals" in table else None,
            frozenset(self._strings(table, "differs", place)) if "differs" in table else None,
        )

    def _time(self, found: object, place: str, key: str) -> Time:
        if isinstance(found, str):
            return Time((Text(found),))
        if not isinstance(found, dict):
            raise self.fault(place, f"{key} must be a column's name or a table of {', '.join(_TIME)}")
        self._allowed(found, _TIME, f"{place} {key}")
        plus = found.get("plus_minutes")
        minutes = Text(constant=str(plus)) if isinstance(plus, int) else self._maybe(found, "plus_minutes", place)
        return Time(self._alternatives(found, f"{place} {key}"), minutes)

    def _alternatives(self, table: dict[str, object], place: str) -> tuple[Text, ...]:
        if "first" in table:
            return tuple(Text(column) for column in self._strings(table, "first", place))
        if "date" in table:
            day = Text(self._string(table, "date", place))
            if "at" in table:
                return (Text(parts=(day, Text(constant=self._string(table, "at", place))), join=" "),)
            hour = {"column": self._string(table, "time", place, needed=True)}
            mapped = {"map": table["map"], "otherwise": SET_ASIDE} if "map" in table else {}
            return (Text(parts=(day, self._text({**hour, **mapped}, place, "time")), join=" "),)
        if "constant" in table:
            return (Text(constant=self._string(table, "constant", place)),)
        return (Text(self._string(table, "column", place, needed=True)),)

    def _maybe(self, table: dict[str, object], key: str, place: str) -> Text | None:
        return self._text(table[key], place, key) if key in table else None

    def _text(self, found: object, place: str, key: str) -> Text:
        if isinstance(found, str):
            return Text(found)
        if not isinstance(found, dict):
            raise self.fault(place, f"{key} must be a column's name or a table of {', '.join(_TEXT)}")
        place = f"{place} {key}"
        self._allowed(found, _TEXT, place)
        if sum(name in found for name in ("column", "constant", "parts")) != 1:
            raise self.fault(place, "say exactly one of column, constant and parts")
        parts = found.get("parts", [])
        if not isinstance(parts, list):
            raise self.fault(place, 'parts must be a list, as ["a", {column = "b", map = "m"}]')
        map_name = self._string(found, "map", place)
        if map_name and map_name not in self.values:
            raise self.fault(place, f'map "{map_name}" has no table [values.{map_name}]')
        return Text(
            self._string(found, "column", place),
            self._string(found, "constant", place),
            tuple(self._text(part, place, "parts") for part in parts),
            self._string(found, "join", place),
            self.values[map_name] if map_name else None,
            map_name,
            self._string(found, "otherwise", place) or KEEP,
            self._string(found, "prefix", place),
            found.get("upper") is True,
        )

    def _values(self, name: str, found: object) -> dict[str, str]:
        if not isinstance(found, dict):
            raise self.fault(f"[values.{name}]", 'must be a table of "value in the file" = "value wanted"')
        return {
            **{plain(str(key)): str(value) for key, value in found.items()},
            **{k: str(v) for k, v in found.items()},
        }

    def _zone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise self.fault("top of the file", f'time_zone "{name}" is not known; say "Europe/London"') from None

    def _table(self, table: dict[str, object], key: str, place: str) -> dict[str, object]:
        found = table.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(place, "must be a table")
        return found

    def _string(self, table: dict[str, object], key: str, place: str, *, needed: bool = False) -> str:
        found = table.get(key, "")
        if not isinstance(found, str):
            raise self.fault(place, f"{key} must be text in quotation marks")
        if needed and not found:
            raise self.fault(place, f"{key} is missing")
        return found

    def _strings(self, table: dict[str, object], key: str, place: str) -> list[str]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.fault(place, f'{key} must be a list of texts, as ["a", "b"]')
        return found

    def _allowed(self, table: dict[str, object], allowed: Iterable[str], place: str) -> None:
        for key in table:
            if key not in allowed:
                raise self.fault(place, f'"{key}" is not known here; allowed are {", ".join(allowed)}')
