"""The measures' pages of the manual, as far as they are made from their headers.

To write it again: `python -m homefirst.measures.manual > docs/reference/measures.md`.
"""

from __future__ import annotations

import sys

from homefirst.measures.definition import SECTIONS, Measure, all_measures

OPENING = """\
# Measures

What the ledger adds up to. Each measure is one file in `homefirst/measures/definitions/`: a header in plain words, and
the SQL that counts. Each has a page of its own, made from its header and from small ledgers worked by hand
(`tests/spec/measures/`), and is counted a second time in plain Python in the tests. This page is made from the headers.

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
    """The page of all measures, as Markdown: by section, each with a link to its own page."""
    return "\n".join([OPENING, *(line for section in SECTIONS for line in _section(section))])


def _section(section: str) -> list[str]:
    rows = [
        f"| [{m.title}](measures/{m.name}.md) | `{m.name}` |" for m in all_measures().values() if m.section == section
    ]
    return [f"## {SECTIONS[section]}", "", "| Measure | Name |", "| --- | --- |", *rows, ""] if rows else []


def head(measure: Measure) -> str:
    """What a measure's header says, as Markdown, for the top of its page."""
    source = f"{measure.defined_by} ({measure.dated}){'' if measure.verified else ' *(unverified)*'}"
    lines = {
        "Measure": f"`{measure.name}`: {measure.title}.",
        "Why it matters": measure.why_it_matters,
        "Numerator": _sentence(measure.numerator),
        "Denominator": _sentence(measure.denominator),
        "Unit": _sentence(measure.unit),
        "Period": _sentence(measure.period),
        "Better": {"low": "lower", "high": "higher", "neither": "neither way"}[measure.better] + ".",
        "Kind": measure.kind + ".",
        "Target": _target(measure),
        "Can be split by": ", ".join(dict.fromkeys([*measure.always, *measure.by])) + ".",
        "Defined by": _sentence(source),
        "How we read it": measure.reading,
    }
    return "\n".join(f"- **{name}**: {text}" for name, text in lines.items() if text)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _target(measure: Measure) -> str:
    set_at = measure.target
    if not set_at:
        return ""
    marked = "" if set_at["verified"] else " *(unverified)*"
    return f"{set_at['value']:g} ({set_at['source']}, {set_at['dated']}){marked}."


if __name__ == "__main__":
    sys.stdout.write(manual())
