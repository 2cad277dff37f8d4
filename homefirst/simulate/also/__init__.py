"""What else is told of the people of a run, that their flow does not depend on: dates, days, diagnoses, plans, papers.

The loop tells what moves people. Here, once it is done, each person's own events and draws of their own decide what a
ward, a hub or a council would have written down too. No row of the loop changes. The numbers are in told.toml.
"""

from __future__ import annotations

from homefirst.simulate.also.bed_days import tell_bed_days
from homefirst.simulate.also.budgets import tell_budgets
from homefirst.simulate.also.diagnoses import tell_diagnoses
from homefirst.simulate.also.expected import tell_expected
from homefirst.simulate.also.happened import Happened
from homefirst.simulate.also.leaving import tell_leaving
from homefirst.simulate.also.numbers import Numbers, read_numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.also.plans import tell_plans
from homefirst.simulate.also.summaries import tell_summaries
from homefirst.simulate.also.visits import tell_visits
from homefirst.simulate.emit import Told

__all__ = ["also_told", "read_numbers"]

TOPICS = (
    tell_expected, tell_bed_days, tell_diagnoses, tell_plans, tell_summaries, tell_budgets, tell_visits, tell_leaving,
)  # fmt: skip


def also_told(told: Told, numbers: Numbers) -> Told:
    """What was told with what is also told, in order. The same seed and numbers give the same rows."""
    if not len(told.rows):
        return told
    pen, happened = Pen(told), Happened(told)
    for tell in TOPICS:
        tell(pen, happened, numbers)
    return pen.told_with()
