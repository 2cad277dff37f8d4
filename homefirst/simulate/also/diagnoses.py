"""What each stay was coded for once it was over: the main diagnosis, a fall that caused it, what else they have."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.also.draws import For, one_of
from homefirst.simulate.also.happened import Happened, Stays
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import DAY


def tell_diagnoses(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell the codes of every stay that is over, some days after its end."""
    rules = numbers["diagnoses"]
    stays = happened.stays.take(happened.stays.over)
    took = pen.draw(stays.person, stays.stay, For.CODED_AT) * rules["days"] * DAY
    at = stays.left + took.astype(np.int64)
    main = illness(pen, stays, rules)
    tell(pen, stays, at, np.array([pen.detail(f"{one['code']}/1") for one in rules["main"]])[main])
    fell(pen, stays, at, main, rules)
    beside(pen, happened, stays, at, rules)


def illness(pen: Pen, stays: Stays, rules: Any) -> Any:
    """Which of the main diagnoses each stay has: for some, the person's own illness, which brings them back."""
    shares = [one["share"] for one in rules["main"]]
    own = pen.draw(stays.person, stays.stay, For.SAME_ILLNESS) < rules["own_illness"]
    u = pen.draw(stays.person, np.where(own, 0, stays.stay + 1), For.ILLNESS)
    return one_of(shares, u)


def fell(pen: Pen, stays: Stays, at: Any, main: Any, rules: Any) -> None:
    """Of some injuries, that a fall caused them."""
    share = np.array([one.get("fall", 0.0) for one in rules["main"]])[main]
    these = pen.draw(stays.person, stays.stay, For.FALL) < share
    tell(pen, stays.take(these), at[these], pen.detail(f"{rules['fall_code']}/2"))


def beside(pen: Pen, happened: Happened, stays: Stays, at: Any, rules: Any) -> None:
    """What else is coded: conditions that a person has, or has not, for good."""
    frailty = happened.frailty(stays.person, stays.came)
    for n, one in enumerate(rules["beside"]):
        these = pen.draw(stays.person, 0, For.BESIDE, n) < np.array(one["by_frailty"])[frailty]
        tell(pen, stays.take(these), at[these], pen.detail(f"{one['code']}/{n + 3}"))


def tell(pen: Pen, stays: Stays, at: Any, detail: Any) -> None:
    pen.tell(Kind.DIAGNOSED, stays.person, at, stay=stays.stay, place=stays.place, detail=detail)
