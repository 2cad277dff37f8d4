"""Care workers' visits in the last weeks, of some of those who have a home care package."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.codes import SupportKind
from homefirst.event import Kind
from homefirst.simulate.also.draws import For
from homefirst.simulate.also.happened import Happened
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen, number_of
from homefirst.simulate.loop.shapes import DAY, HOUR, WORDS


def tell_visits(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell each visit of those whose agency keeps them, on the days on which the package ran."""
    rules = numbers["visits"]
    packages = happened.latest(package_rows(happened))
    person = np.unique(packages.rows.person)
    person = person[pen.draw(person, 0, For.VISITS_KEPT) < rules["people"]]
    a_day = 1 + pen.draw(person, 0, For.VISITS_A_DAY) * len(rules["hours"])
    first = int(happened.day(np.array([happened.until - int(rules["weeks"] * 7 * DAY)]))[0])
    last = int(happened.day(np.array([happened.until]))[0])
    days = np.arange(max(first, 0), last)
    for n, hour in enumerate(rules["hours"]):
        visit_all(pen, happened, packages, (person[a_day > n + 1], days, n, hour), rules)


def package_rows(happened: Happened) -> Any:
    """What was told of home care packages: begun, held, begun again, ended."""
    kinds = (Kind.SUPPORT_STARTED, Kind.SUPPORT_HELD, Kind.SUPPORT_RESTARTED, Kind.SUPPORT_ENDED)
    rows = happened.of(*kinds)
    begun = rows[rows.detail == WORDS.index(SupportKind.HOME_CARE)]
    return rows[np.isin(rows.service, np.unique(begun.service))]


def visit_all(pen: Pen, happened: Happened, packages: Any, when: tuple[Any, Any, int, float], rules: Any) -> None:
    """The visits of one hour of the day."""
    people, days, n, hour = when
    person, day = np.repeat(people, len(days)), np.tile(days, len(people))
    key = day * 16 + n
    minutes = (pen.draw(person, 0, For.VISIT_MINUTE, key) - 0.5) * rules["minutes_either_way"] * 2
    at = happened.nights[day] + ((hour + minutes / 60) * HOUR).astype(np.int64)
    last = packages.by(person, at)
    runs = (Kind.SUPPORT_STARTED, Kind.SUPPORT_RESTARTED)
    at_work = (last >= 0) & np.isin(packages.rows.kind[last], [number_of(kind) for kind in runs])
    person, at, key = person[at_work], at[at_work], key[at_work]
    service = packages.rows.service[last[at_work]]
    pen.tell(Kind.VISITED, person, at, service=service, detail=worker(pen, person, key, rules))


def worker(pen: Pen, person: Any, key: Any, rules: Any) -> Any:
    """Which of the care workers who come to this person: some often, others seldom."""
    u = pen.draw(person, 0, For.VISIT_BY, key)
    nth = (u**2 * rules["workers_each"]).astype(np.int64)
    round_of = pen.candidates[person] % rules["rounds"]
    words = np.array([pen.detail(f"W{n:04d}") for n in range(int(rules["rounds"] * rules["workers_each"]))])
    return words[round_of * int(rules["workers_each"]) + nth]
