"""How the page about typed lines is written: `@holds` for one line as somebody types it, and how it is then read.

Above is the line; below everything that was read of it, each part under its name, or what is asked about. The whole of
it has to be the same, and a line that was read has to read back as the same when it is written out in its parts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from homefirst.hub.medicines import Medicine, read_line, read_lines, written
from tests.spec.page import paragraphs

PARTS = {
    "name": "name", "strength": "strength", "form": "form", "dose": "dose", "frequency": "how often",
    "timing": "when", "route": "how taken", "most": "at most", "duration": "how long", "reason": "what for",
    "last_dose": "last dose", "until": "until", "why": "why",
}  # fmt: skip


def holds(test: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring is a line and how it is read."""
    typed, wanted = paragraphs(test)[-2:]

    @functools.wraps(test)
    def check() -> None:
        read = read_line(typed)
        assert (said(read) if isinstance(read, Medicine) else f"asked about: {read.part}") == " ".join(wanted.split())
        if isinstance(read, Medicine):
            assert read_line(written(read)) == read
        else:
            assert [asked.typed for asked in read_lines(typed).asked] == [typed]

    return check


def said(one: Medicine) -> str:
    """Everything that was read of a line, each part under its name."""
    parts = [f"{words}: {value}" for field, words in PARTS.items() if (value := getattr(one, field))]
    parts += ["when needed"] if one.as_needed else []
    return "; ".join([*parts, str(one.said)] if one.said else parts)
