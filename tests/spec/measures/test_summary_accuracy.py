"""Discharge summaries found accurate

A wrong summary is believed. Of summaries that an audit compared with the notes, how many it found accurate, by the day
of the audit. A sample of about a hundred leaves nine points of doubt either way, which is why the interval is printed.

Source: audits of Northamptonshire's two acute hospitals in the Care Quality Commission's local system review (2018):
42% of 110 summaries in April and 67% of 146 in February 2018, against a contractual expectation of 85%. The review
prints no intervals: they are Wilson's. The ledgers are our own.
"""

from __future__ import annotations

from pathlib import Path

from homefirst.columns import build
from homefirst.event import Event
from homefirst.ledger import open_ledger
from homefirst.measures import evaluate, measure_named
from homefirst.system import load_system
from tests.spec.ledger_text import LATER, read_ledger
from tests.spec.page import each_row, holds


@holds
def test_accurate_of_those_with_a_result() -> None:
    """An audit without a result is told in a note.

    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21            [person=p1]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1          [person=p1]
    Mon 2 Feb 2026 12:00   summary_checked  accurate                    [person=p1]
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21            [person=p2]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1          [person=p2]
    Mon 2 Feb 2026 12:00   summary_checked  not_accurate                [person=p2]
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21            [person=p3]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1          [person=p3]
    Mon 2 Feb 2026 12:00   summary_checked                              [person=p3]

    measure summary_accuracy: 1 of 2
    """


@holds
def test_the_hospital_is_the_one_that_the_audit_names_else_that_of_the_latest_stay() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21            [person=p1]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1          [person=p1]
    Mon 2 Feb 2026 12:00   summary_checked  RNQ           accurate      [person=p1]
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21            [person=p2]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1          [person=p2]
    Mon 2 Feb 2026 12:00   summary_checked  not_accurate                [person=p2]

    measure summary_accuracy by provider: RNQ = 1 of 1
    measure summary_accuracy by provider: RNS = 0 of 1
    """


@each_row
def test_the_audits_of_2018_and_how_sure_they_are(
    tmp_path: Path, hospital: str, audited: str, accurate: str, share: str, lower: str, upper: str
) -> None:
    """
    hospital  audited  accurate  share  lower  upper
    RNQ       110      46        42%    33%    51%
    RNS       146      98        67%    59%    74%
    """
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:spec")
    ledger.append([audit(hospital, n, accurate=n < int(accurate)) for n in range(int(audited))])
    tables = build(ledger, tmp_path / "tables", as_at=LATER)
    ledger.close()
    (value,) = evaluate(measure_named("summary_accuracy"), tables, load_system("northamptonshire"))
    assert (value.value, value.lower, value.upper) != (None, None, None)
    assert [f"{number:.0f}%" for number in (value.value or 0, value.lower or 0, value.upper or 0)] == [
        share,
        lower,
        upper,
    ]


def audit(hospital: str, number: int, *, accurate: bool) -> Event:
    """The audit of one person's summary."""
    found = "accurate" if accurate else "not_accurate"
    line = f"Mon 2 Feb 2026 12:00  summary_checked  {hospital}  {found}  [person=p{number}]"
    return read_ledger(line).events[0]
