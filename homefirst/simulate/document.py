"""A file of numbers of which each says what it rests on: a published figure, a fit to figures, or an assumption.

It can say so for one number, { value = 0.2, figure = "emas.heartreat" }, or for a whole section. Whatever is wrong is
told with the file, the line and what to write instead.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homefirst.system import SystemFault

BASES = ("figure", "fitted", "assumed")
HEADER = re.compile(r"^\s*\[\[?\s*([^\]#]+?)\s*\]\]?")
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
KEY = re.compile(r'^\s*("?[\w.-]+"?)\s*=')


@dataclass(frozen=True)
class Fitted:
    """A number that was fitted: to which figure, and within which range."""

    figure: str
    least: float
    most: float


@dataclass(frozen=True)
class Document:
    """A file's sections as plain values, and for each number, by its path, what it rests on."""

    file: Path
    text: str
    told: Mapping[str, Any]
    basis: Mapping[str, str]  # "figure ID", "fitted to ID", or "assumed: why"
    fitted: Mapping[str, Fitted] = field(default_factory=dict)

    def line(self, path: str) -> int:
        """The line of a place in the file; 0 where it has none."""
        return line_of(self.text, path)

    def fault(self, path: str, sentence: str) -> SystemFault:
        """A fault at a place in the file, said with its line."""
        line = self.line(path)
        where = f"{self.file.name}, line {line}" if line else self.file.name
        return SystemFault(f"{where}: {sentence}")


def read_document(file: Path, figures: Collection[str]) -> Document:
    """A file in TOML, with what each of its numbers rests on. Raises SystemFault."""
    try:
        text = file.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError:
        raise SystemFault(f"{file.name} is not in UTF-8. Save it as UTF-8 text.") from None
    except tomllib.TOMLDecodeError as fault:
        raise SystemFault(not_toml(file.name, text, str(fault))) from None
    reading = Reading(file, text, frozenset(figures))
    return Document(file, text, reading.plain(raw, "", None), reading.basis, reading.fitted)


def not_toml(name: str, text: str, fault: str) -> str:
    """What is wrong with a file that is no TOML, and in which line."""
    found = AT_LINE.search(fault)
    line = int(found.group(1)) if found else text.count("\n") + 1
    what = AT_LINE.sub("", fault).removesuffix("(at end of document)").strip()
    return f"{name}, line {line}: this is not TOML ({what}). Look for a quote, a bracket or an = too few or too many."


class Reading:
    """Reads values out of their clothes, and notes what each number rests on."""

    def __init__(self, file: Path, text: str, figures: frozenset[str]) -> None:
        self.empty = Document(file, text, {}, {})
        self.figures = figures
        self.basis: dict[str, str] = {}
        self.fitted: dict[str, Fitted] = {}

    def plain(self, told: Any, path: str, rests_on: str | None) -> Any:
        """The value at a path, without what is said about it."""
        if isinstance(told, dict):
            rests_on = self.rests_on(told, path) or rests_on
            if "value" in told:
                self.check_clothes(told, path)
                self.note_range(told, path)
                return self.plain(told["value"], path, rests_on)
            return {k: self.plain(v, joined(path, k), rests_on) for k, v in told.items() if k not in (*BASES, "range")}
        if isinstance(told, list):
            return [self.plain(v, joined(path, str(n)), rests_on) for n, v in enumerate(told)]
        if isinstance(told, float) and not math.isfinite(told):
            raise self.empty.fault(path, f"{told} is not a number to reckon with. Write one in digits.")
        if isinstance(told, int | float) and not isinstance(told, bool):
            if rests_on is None:
                raise self.empty.fault(
                    path, f'{path} says nothing of what it rests on. Write {{ value = {told}, figure = "ID" }}, '
                    f'or assumed = "why" in its section.'
                )  # fmt: skip
            self.basis[path] = rests_on
        return told

    def rests_on(self, told: Mapping[str, Any], path: str) -> str | None:
        """What a section or a number says that it rests on."""
        said = [name for name in BASES if name in told]
        if not said:
            return None
        if len(said) > 1 and not ("assumed" in said and "value" not in told):
            raise self.empty.fault(path, f"{path} says both {said[0]} and {said[1]}. Keep the one that is true.")
        name, text = said[0], told[said[0]]
        if not isinstance(text, str) or not text.strip():
            raise self.empty.fault(joined(path, name), f'{name} says nothing. Write {name} = "...", in words or by id.')
        if name != "assumed" and text not in self.figures:
            raise self.empty.fault(
                joined(path, name), f'there is no figure "{text}" in figures.csv. Look at its spelling.'
            )
        return f"assumed: {text}" if name == "assumed" else f"{'fitted to' if name == 'fitted' else name} {text}"

    def check_clothes(self, told: Mapping[str, Any], path: str) -> None:
        """Beside its value a number says only what it rests on."""
        for key in told:
            if key not in ("value", "range", *BASES):
                raise self.empty.fault(
                    path, f"{key} is not known beside value. Take it out, or write one of: {', '.join(BASES)}, range."
                )
        if "range" in told and "fitted" not in told:
            raise self.empty.fault(path, 'only what was fitted has a range. Write fitted = "ID", or take range out.')

    def note_range(self, told: Mapping[str, Any], path: str) -> None:
        """The range within which a fitted number may lie."""
        if "fitted" not in told:
            return
        given = told.get("range")
        two = isinstance(given, list) and len(given) == 2 and all(isinstance(n, int | float) for n in given)
        least, most = given if given and two else (math.inf, -math.inf)
        if not isinstance(told["value"], int | float) or not least <= told["value"] <= most:
            raise self.empty.fault(path, f"{path} is fitted: write range = [LEAST, MOST], with its value between them.")
        self.fitted[path] = Fitted(told["fitted"], float(least), float(most))


def joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def line_of(text: str, path: str) -> int:
    """The line in which the deepest part of a path that has a line of its own stands; 0 where none has."""
    best, depth = 0, 0
    for number, name in named_lines(text):
        if best == 0 and name.startswith(f"{path}."):
            best = number  # a section that has only others inside it stands where the first of them does
        parts = name.split(".")
        if path == name or path.startswith(f"{name}."):
            if len(parts) > depth:
                best, depth = number, len(parts)
    return best


def named_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each section, key and item of a list with its line; an item is a table or list, told by its number."""
    section, name, depth, items = "", "", 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if depth == 0 and (header := HEADER.match(line)):
            section = header.group(1).replace('"', "")
            yield number, section
            continue
        if depth == 0 and (key := KEY.match(line)):
            name, items = joined(section, key.group(1).strip('"')), 0
            yield number, name
        for bracket in QUOTED.sub("", line).partition("#")[0]:
            if bracket in "[{":
                if depth == 1:
                    yield number, f"{name}.{items}"
                    items += 1
                depth += 1
            depth -= bracket in "]}"


def patched(told: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The same sections with one value changed. Raises KeyError with what there is instead of a part not found."""
    first, _, rest = path.partition(".")
    if first not in told:
        raise KeyError(first)
    changed = dict(told)
    inner = told[first]
    if rest and isinstance(inner, Mapping):
        changed[first] = patched(inner, rest, value)
    elif rest and isinstance(inner, Sequence) and not isinstance(inner, str):
        changed[first] = list(patched({str(n): v for n, v in enumerate(inner)}, rest, value).values())
    elif rest:
        raise KeyError(rest)
    else:
        changed[first] = value
    return changed


def at_path(told: Mapping[str, Any], path: str) -> Any:
    """The value at a path. Raises KeyError."""
    value: Any = told
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value
