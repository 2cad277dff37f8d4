"""How long the functions of homefirst/ are: `python tools/function_lengths.py`. Exits 1 when one is over 60 lines.

A line counts when it holds code: docstrings, comments and blank lines do not. A function inside another counts in
both.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "homefirst"
LONGEST_ALLOWED = 60


class Length(NamedTuple):
    """How many lines of code a function has, and which it is."""

    lines: int
    name: str


def lengths(folder: Path) -> list[Length]:
    """Every function under `folder`, shortest first."""
    files = sorted(folder.rglob("*.py"))
    return sorted(length for file in files for length in of_file(file.read_text(), file.relative_to(folder.parent)))


def of_file(source: str, name: Path) -> Iterator[Length]:
    """Every function of one file."""
    text = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Length(lines_of_code(node, text), f"{name}:{node.name}")


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef, text: list[str]) -> int:
    """Lines from `def` to the end that hold code, decorators left out."""
    last = function.end_lineno or function.lineno
    said = docstring_lines(function)
    numbers = (n for n in range(function.lineno, last + 1) if n not in said)
    return sum(1 for n in numbers if text[n - 1].strip() and not text[n - 1].lstrip().startswith("#"))


def docstring_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> range:
    """The numbers of the lines of its docstring; none without one."""
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return range(0)
    return range(first.lineno, (first.end_lineno or first.lineno) + 1)


def nine_in_ten_under(found: list[Length]) -> int:
    """The smallest number of lines that at least nine functions in ten stay under."""
    return found[max(0, -(-9 * len(found) // 10) - 1)].lines + 1


def main() -> int:
    found = lengths(PACKAGE)
    median = statistics.median(length.lines for length in found)
    longest = found[-1]
    print(
        f"Functions: {len(found)}, median {median:g} lines, nine in ten under {nine_in_ten_under(found)}, "
        f"longest {longest.lines} ({longest.name})"
    )
    for over in (length for length in found if length.lines > LONGEST_ALLOWED):
        print(f"{over.name} has {over.lines} lines; cut it into smaller ones of at most {LONGEST_ALLOWED}.")
    return int(longest.lines > LONGEST_ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
