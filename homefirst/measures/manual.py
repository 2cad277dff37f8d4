"""The measures' page of the manual, made from their headers.

To write it again: `python -m homefirst.measures.manual > docs/reference/measures.md`.
"""

from __future__ import annotations

import sys

from homefirst.measures.definition import Measure, all_measures

OPENING = """\
# Measures

What the ledger adds up to. Each measure is one file in `homefirst/measures/definitions/`: a header in plain words, and
the SQL that counts. This page is made from those headers.

- A period is whole days, first and last included. The day on which the ledger was last heard from is not over, so it
  is not counted. Where the ledger covers less than the period, the answer says how many days it has.
- Where nothing at all is recorded the answer is empty: that is not the same as nought.
- People whose age is not known are not counted in a measure that asks for it, and the answer says how many they are.
- Nights are midnights by the clock in England, never hours divided by 24.
- In a ledger of real people (`recorded`), counts of 1 to 7 people are hidden, however many stays or nights are theirs,
  and the rest rounded to the nearest 5 before anything is made of them; where a total would give one hidden count
  away, the next smallest is hidden too.
- Stays that are said to end on a day before they began are in no measure, and the answer says how many they are.
- 95% intervals: Wilson for shares; Byar for counts, exact below 10; order statistics for a percentile. Averages of
  midnights have none, because one person's nights go together.
"""


def manual() -> str:
    """The whole page, as Markdown."""
    return "\n".join([OPENING, *map(section, all_measures().values())])


def section(measure: Measure) -> str:
    """What one measure means, under its name."""
    source = f"{measure.defined_by} ({measure.dated}){'' if measure.verified else ' *(unverified)*'}"
    lines = {
        "Why it matters": measure.why_it_matters,
        "Numerator": measure.numerator + ".",
        "Denominator": measure.denominator + ".",
        "Unit": measure.unit + ".",
        "Period": measure.period + ".",
        "Better": {"low": "lower", "high": "higher", "neither": "neither way"}[measure.better] + ".",
        "Kind": measure.kind + ".",
        "Can be split by": ", ".join(measure.by) + ".",
        "Defined by": source + ".",
        "How we read it": measure.reading,
    }
    told = (f"- **{name}**: {text}" for name, text in lines.items() if text)
    return "\n".join([f"## {measure.name}", "", measure.title + ".", "", *told, ""])


if __name__ == "__main__":
    sys.stdout.write(manual())
