"""What is agreed on a quiet day: care plans, where to die, frailty looked at again, and carers found and asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.also.draws import For, one_of
from homefirst.simulate.also.happened import Happened
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import DAY, HOUR


def tell_plans(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell care plans with what people want, reviews of frailty, and carers."""
    everybody = np.arange(len(happened.told.born))
    person, at = before_crisis(pen, happened, everybody, numbers["care_plan"])
    later = after_leaving(pen, happened, np.isin(everybody, person), numbers["care_plan"])
    person, at = np.concatenate([person, later[0]]), np.concatenate([at, later[1]])
    pen.tell(Kind.CARE_PLAN_AGREED, person, at)
    wanted(pen, happened, person, at, numbers["preference"])
    score_again(pen, happened, everybody, numbers["frailty_review"])
    find_carers(pen, happened, numbers["carer"])


def before_crisis(pen: Pen, happened: Happened, person: Any, rules: Any) -> tuple[Any, Any]:
    """Who had a plan before the first crisis that is told of them, and since when."""
    first = happened.first_at
    chance = np.array(rules["before_by_frailty"])[happened.frailty(person, first)]
    chance = np.where(happened.in_care_home(person, first), rules["before_in_care_home"], chance)
    has = person[pen.draw(person, 0, For.PLAN) < chance]
    ago = 1 + pen.draw(has, 0, For.PLAN_AT) * rules["days_before"]
    return has, first[has] - (ago * DAY).astype(np.int64)


def after_leaving(pen: Pen, happened: Happened, has: Any, rules: Any) -> tuple[Any, Any]:
    """Who had none, and got one within some days of leaving hospital for the first time that it came to one."""
    stays = happened.stays
    stays = stays.take(stays.over & ~stays.died & ~has[stays.person])
    chance = np.array(rules["after_by_frailty"])[happened.frailty(stays.person, stays.left)]
    stays = stays.take(pen.draw(stays.person, stays.stay, For.PLAN_AFTER) < chance)
    person, first = np.unique(stays.person, return_index=True)
    some = stays.take(first)
    days = pen.draw(person, some.stay, For.PLAN_AFTER_AT) * rules["after_days"]
    return person, some.left + (days * DAY).astype(np.int64)


def wanted(pen: Pen, happened: Happened, person: Any, at: Any, rules: Any) -> None:
    """With the plan, where they would want to die; in a care home that is mostly there."""
    asked = pen.draw(person, 0, For.PREFERENCE) < rules["asked"]
    person, at = person[asked], at[asked]
    places = [place["says"] for place in rules["places"]]
    words = np.array([pen.detail(f"place_of_death:{place}") for place in places])
    u = pen.draw(person, 0, For.PREFERENCE_WHERE)
    at_home, in_care = ([place[key] for place in rules["places"]] for key in ("at_home", "in_care_home"))
    chosen = np.where(happened.in_care_home(person, at), one_of(in_care, u), one_of(at_home, u))
    pen.tell(Kind.PREFERENCE_RECORDED, person, at + HOUR, detail=words[chosen])


def score_again(pen: Pen, happened: Happened, person: Any, rules: Any) -> None:
    """Some of those known to be frail are scored again, once in the run, with the score that they have."""
    begins = np.maximum(happened.first_at, happened.since)
    at = begins + (pen.draw(person, 0, For.FRAILTY_AT) * (happened.until - begins)).astype(np.int64)
    frail = happened.frailty(person, at) >= 1
    years = (happened.until - happened.since) / DAY / 365.25
    these = frail & (pen.draw(person, 0, For.FRAILTY) < rules["a_year"] * years)
    said = happened.scores.by(person[these], at[these])
    score = happened.scores.rows.detail[said]
    pen.tell(Kind.FRAILTY_SCORED, person[these][said >= 0], at[these][said >= 0], detail=score[said >= 0])


def find_carers(pen: Pen, happened: Happened, rules: Any) -> None:
    """In hospital somebody learns of a carer whom nobody had written down, and some carers are asked what they need."""
    stays = happened.stays
    person, first = np.unique(stays.person, return_index=True)
    some = stays.take(first)
    has = np.array(happened.told.carers)[person] & (pen.draw(person, 0, For.CARER) < rules["identified"])
    person, at = person[has], some.came[has] + (some.left[has] - some.came[has]) // 2
    pen.tell(Kind.CARER_IDENTIFIED, person, at)
    asked = pen.draw(person, 0, For.CARER_ASSESSED) < rules["assessed"]
    days = pen.draw(person, 0, For.CARER_AT)[asked] * rules["assessed_days"]
    service = pen.service(rules["service"])
    pen.tell(Kind.CARER_ASSESSED, person[asked], at[asked] + (days * DAY).astype(np.int64), service=service)
