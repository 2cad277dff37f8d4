"""What else is told of the people of a run, that their flow does not depend on: dates, days, diagnoses, plans, papers.

The loop tells what moves people. Here, once it is done, each person's own events and draws of their own decide what a
ward, a hub or a council would have written down beside. No row of the loop changes. The numbers are in told.toml.
"""

from __future__ import annotations

from homefirst.simulate.beside.bed_days import tell_bed_days
from homefirst.simulate.beside.budgets import tell_budgets
from homefirst.simulate.beside.diagnoses import tell_diagnoses
from homefirst.simulate.beside.expected import tell_expected
from homefirst.simulate.beside.happened import Happened
from homefirst.simulate.beside.leaving import tell_leaving
from homefirst.simulate.beside.numbers import Numbers, read_numbers
from homefirst.simulate.beside.pen import Pen
from homefirst.simulate.beside.plans import tell_plans
from homefirst.simulate.beside.summaries import tell_summaries
from homefirst.simulate.beside.visits import tell_visits
from homefirst.simulate.emit import Told

__all__ = ["also_told", "read_numbers"]

TOPICS = (
    tell_expected, tell_bed_days, tell_diagnoses, tell_plans, tell_summaries, tell_budgets, tell_visits, tell_leaving,
)  # fmt: skip


def also_told(told: Told, numbers: Numbers) -> Told:
    """What was told with what is told beside, in order. The same seed and numbers give the same rows."""
    if not len(told.rows):
        return told
    pen, happened = Pen(told), Happened(told)
    for tell in TOPICS:
        tell(pen, happened, numbers)
    return pen.told_with()
