"""Numbers as people write them, and who said something."""

from __future__ import annotations

from collections.abc import Callable


def plain(value: float | int | None) -> str:
    """A number as people write it: no more than three figures after the first for small ones."""
    if value is None:
        return ""
    if value == round(value):
        return f"{round(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.3g}"


def said_by_words(source: str, title: Callable[[str], str] = str) -> str:
    """Who said so, from the source of an event: the role and the organisation by name, and never the account.

    A source that is no reader, as that of another computer, is left as it is.
    """
    role, at, rest = source.partition("@")
    organisation = rest.partition("/")[0]
    words = role.replace("_", " ") if at else role
    return f"{words}, {title(organisation)}" if organisation else words
