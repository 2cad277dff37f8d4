"""What an XmR chart says, in a sentence that a board member understands."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from homefirst.measures.signals import (
    COMMON,
    CONCERN,
    FAILS,
    HIGH,
    HIT_OR_MISS,
    IMPROVEMENT,
    LOW,
    MISSING,
    OUTSIDE,
    PASSES,
    RUN,
    TREND,
    TRIAL,
    TWO_OF_THREE,
    Point,
    Signals,
)

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LEADS = {
    IMPROVEMENT: "Getting better",
    CONCERN: "Getting worse",
    HIGH: "Higher than before",
    LOW: "Lower than before",
    COMMON: "No real change",
}
ASSURED = {
    PASSES: " As things are, the target will be met.",
    FAILS: " As things are, the target will not be met.",
    HIT_OR_MISS: " As things are, the target will be met in some months and missed in others.",
}


def in_words(signals: Signals, each: str = "month") -> str:
    """What the chart says, in a sentence that a board member understands; a second one where there is a target."""
    last = signals.last
    if last is None:
        return "Not known: there are no values."
    assured = ASSURED.get(signals.assurance, "").replace("month", each)
    trial = f" There are fewer than {NUMBERS[TRIAL]} {each}s, so this may change." if signals.trial else ""
    return f"{LEADS[last.kind]}: {WHY[last.rule](signals, each)}.{assured}{trial}"


def _ups_and_downs(signals: Signals, each: str) -> str:
    if signals.last is not None and signals.last.upper is None:
        return f"one {each} alone shows no change"
    return f"the ups and downs from {each} to {each} are no more than usual"


def _outside(signals: Signals, each: str) -> str:
    side = "high" if _side(signals) > 0 else "low"
    return f"the last {each} is too {side} to be one of the usual ups and downs"


def _trend(signals: Signals, each: str) -> str:
    """Counted in steps: six of them join the seven points of a trend."""
    way = "higher" if _side(signals) > 0 else "lower"
    return f"each of the last {_number(_steps(signals))} {each}s was {way} than the one before"


def _two_of_three(signals: Signals, each: str) -> str:
    return f"two of three {each}s in a row unusually {'high' if _side(signals) > 0 else 'low'}"


def _run(signals: Signals, each: str) -> str:
    """Counted from the last point back to the first on the other side of the mean."""
    side, number = _side(signals), 0
    for point in _backwards(signals):
        if point.value is None or point.mean is None or (point.value - point.mean) * side <= 0:
            break
        number += 1
    return f"{_number(number)} {each}s in a row {'above' if side > 0 else 'below'} the average"


def _steps(signals: Signals) -> int:
    """How many steps in a row, ending at the last point, go its way."""
    values = [point.value for point in _backwards(signals) if point.value is not None]
    number = 0
    for after, before in pairwise(values):
        if (after - before) * _side(signals) <= 0:
            break
        number += 1
    return number


def _backwards(signals: Signals) -> list[Point]:
    """The points of the last stretch that are not missing, the last first."""
    last = signals.last
    return [p for p in reversed(signals.points) if last is not None and p.part == last.part and p.kind != MISSING]


def _side(signals: Signals) -> int:
    return signals.last.side if signals.last else 0


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


WHY: dict[str, Callable[[Signals, str], str]] = {
    "": _ups_and_downs,
    OUTSIDE: _outside,
    TREND: _trend,
    TWO_OF_THREE: _two_of_three,
    RUN: _run,
}
