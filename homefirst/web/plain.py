"""Numbers as people write them."""

from __future__ import annotations


def plain(value: float | int | None) -> str:
    """A number as people write it: no more than three figures after the first for small ones."""
    if value is None:
        return ""
    if value == round(value):
        return f"{round(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.3g}"
