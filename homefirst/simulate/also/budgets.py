"""How care at home is paid for: a council's budget when a package begins, and personal health budgets."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.codes import SupportKind
from homefirst.event import Kind
from homefirst.simulate.also.draws import For, one_of
from homefirst.simulate.also.happened import Happened
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import WORDS


def tell_budgets(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell what was agreed with each person, once."""
    with_package(pen, happened, numbers["budgets"])
    for_health(pen, happened, numbers["health_budgets"])


def with_package(pen: Pen, happened: Happened, rules: Any) -> None:
    """When a home care package is first told of somebody, how it is paid for; of a few nothing is agreed."""
    started = happened.of(Kind.SUPPORT_STARTED)
    started = started[started.detail == WORDS.index(SupportKind.HOME_CARE)]
    person, first = np.unique(started.person, return_index=True)
    kinds = rules["kinds"]
    chosen = one_of([kind["share"] for kind in kinds], pen.draw(person, 0, For.BUDGET))
    words = np.array([pen.detail(kind["says"]) for kind in kinds])[chosen]
    pen.tell(Kind.BUDGET_AGREED, person, started.happened[first], detail=words)


def for_health(pen: Pen, happened: Happened, rules: Any) -> None:
    """A few of the frail have a personal health budget, from when they are first told of on."""
    person = np.arange(len(happened.told.born))
    chance = np.array(rules["by_frailty"])[happened.frailty(person, happened.first_at)]
    person = person[pen.draw(person, 0, For.HEALTH_BUDGET) < chance]
    kinds = rules["kinds"]
    chosen = one_of([kind["share"] for kind in kinds], pen.draw(person, 0, For.HEALTH_BUDGET_KIND))
    words = np.array([pen.detail(kind["says"]) for kind in kinds])[chosen]
    pen.tell(Kind.BUDGET_AGREED, person, happened.first_at[person], detail=words)
