"""May this reader do this? Answered from policies that a lead can read, with the rule and its sentence."""

from __future__ import annotations

from typing import NamedTuple


class Decision(NamedTuple):
    """The answer: whether it is allowed, the name of the rule that says so, and that rule's sentence."""

    allowed: bool
    rule: str
    says: str
    silent: bool = False  # not even that there is something may be shown
    emergency: bool = False  # whether emergency access would open it
