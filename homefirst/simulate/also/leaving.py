"""The work of leaving: medicines, tasks, assessments, triage, offers and refusals, and the call some days later."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.codes import Choice, SupportKind
from homefirst.event import Kind
from homefirst.simulate.also.draws import For, one_of
from homefirst.simulate.also.happened import Happened, Latest
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import DAY, HOUR, WORDS


def tell_leaving(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell each of these."""
    compare_medicines(pen, happened, numbers["medicines"])
    for n, task in enumerate(numbers["tasks"]["each"]):
        do_task(pen, happened, n, task, numbers["tasks"]["weeks"])
    assess(pen, happened, numbers["assessments"])
    triage(pen, happened, numbers["triage"])
    choose(pen, happened, numbers["choice"])
    refuse(pen, happened, numbers["refusals"])
    follow_up(pen, happened, numbers["follow_up"])


def after(at: Any, u: Any, mean_hours: float) -> Any:
    """Some hours later: mostly few, seldom many."""
    return at + (-np.log(1 - u) * mean_hours * HOUR).astype(np.int64)


def compare_medicines(pen: Pen, happened: Happened, rules: Any) -> None:
    """Some time after admission the medicines are compared, of some never."""
    stays = happened.stays
    stays = stays.take(pen.draw(stays.person, stays.stay, For.MEDICINES) < rules["compared"])
    at = after(stays.came, pen.draw(stays.person, stays.stay, For.MEDICINES_AT), rules["hours"])
    still = at < stays.left
    pen.tell(Kind.MEDICINES_RECONCILED, stays.person[still], at[still], place=stays.first_place[still])


def do_task(pen: Pen, happened: Happened, n: int, task: Any, weeks: float) -> None:
    """One thing that must be done for some of those who are ready to leave; done at the latest when they leave."""
    stays = happened.stays
    by_pathway = np.array(task["by_pathway"])[np.maximum(stays.pathway, 0)]
    lately = (stays.ready > 0) & (stays.ready < stays.left) & (stays.ready > happened.until - weeks * 7 * DAY)
    stays = stays.take(lately & (pen.draw(stays.person, stays.stay, For.TASK, n) < by_pathway))
    set_at = after(stays.ready, pen.draw(stays.person, stays.stay, For.TASK_SET_AT, n), 2.0)
    in_time = set_at < stays.left
    stays, set_at = stays.take(in_time), set_at[in_time]
    done = after(set_at, pen.draw(stays.person, stays.stay, For.TASK_TAKES, n), task["hours"])
    done = np.where(stays.over & ~stays.died, np.minimum(done, stays.left), done)
    told = {"place": stays.place, "detail": pen.detail(task["says"])}
    pen.tell(Kind.TASK_SET, stays.person, set_at, **told)
    alive = ~stays.died | (done < stays.left)
    told["place"] = stays.place[alive]
    pen.tell(Kind.TASK_DONE, stays.person[alive], done[alive], **told)


def assess(pen: Pen, happened: Happened, rules: Any) -> None:
    """The ward assesses before it tells the hub; some of the services that begin to help assess again."""
    told = happened.of(Kind.NOTIFIED)
    pen.tell(Kind.ASSESSED, told.person, told.happened, place=told.place, detail=pen.detail(rules["ward_says"]))
    begun = happened.of(Kind.SUPPORT_STARTED)
    begun = begun[begun.detail != WORDS.index(SupportKind.HOME_CARE)]
    begun = begun[pen.draw(begun.person, begun.sequence, For.ASSESSED) < rules["again"]]
    u = pen.draw(begun.person, begun.sequence, For.ASSESSED_AT)
    at = after(begun.happened, u, rules["hours"])
    pen.tell(Kind.ASSESSED, begun.person, at, service=begun.service, detail=pen.detail(rules["service_says"]))


def triage(pen: Pen, happened: Happened, rules: Any) -> None:
    """A service looks at a referral on the way to saying yes; where it says yes at once, nobody writes that down."""
    yes = happened.of(Kind.ACCEPTED)
    asked = happened.of(Kind.REFERRED)
    said = Latest(asked, happened.begins).by(yes.person, yes.happened)
    mine = (said >= 0) & (asked.service[said] == yes.service)
    waited = np.where(mine, yes.happened - asked.happened[said], 0)
    these = waited > rules["after_hours"] * HOUR
    share = pen.draw(yes.person[these], yes.sequence[these], For.TRIAGED_AT) * rules["most_of_wait"]
    at = asked.happened[said[these]] + (waited[these] * share).astype(np.int64)
    pen.tell(Kind.TRIAGED, yes.person[these], at, service=yes.service[these])


def choose(pen: Pen, happened: Happened, rules: Any) -> None:
    """An offer is taken after a while, in hospital."""
    offers = happened.of(Kind.OFFERED)
    stay = happened.stay(offers.person, offers.happened)
    ends = np.where(stay >= 0, happened.stays.left[stay], 0)
    here = offers.happened < ends
    offers, ends = offers[here], ends[here]
    u = pen.draw(offers.person, offers.sequence, For.CHOSEN_AT)
    at = np.minimum(after(offers.happened, u, rules["hours"]), ends - 1)
    pen.tell(Kind.CHOSEN, offers.person, at, service=offers.service, detail=pen.detail(Choice.ACCEPTED))


def refuse(pen: Pen, happened: Happened, rules: Any) -> None:
    """Before somebody is put on the list for a bed outside hospital, a service was asked that does not take them."""
    listed = happened.of(Kind.REFERRED)
    listed = listed[listed.service == pen.service(rules["list"])]
    told = happened.of(Kind.NOTIFIED)
    said = Latest(told, happened.begins).by(listed.person, listed.happened)
    near = (said >= 0) & (listed.happened - told.happened[said] < 7 * DAY)
    chance = pen.draw(listed.person, listed.sequence, For.REFUSED)
    these = near & (chance < rules["share"]) & ~helped_by(happened, listed, pen.service(rules["service"]))
    listed, begun = listed[these], told.happened[said[these]]
    gap, service = listed.happened - begun, pen.service(rules["service"])
    u = pen.draw(listed.person, listed.sequence, For.REFUSED_AT)
    asked, no = begun + (gap * u * 0.4).astype(np.int64), begun + (gap * (0.5 + u * 0.4)).astype(np.int64)
    pen.tell(Kind.REFERRED, listed.person, asked, service=service)
    words = np.array([pen.detail(reason["says"]) for reason in rules["reasons"]])
    why = one_of([reason["share"] for reason in rules["reasons"]], chance[these] / rules["share"])
    pen.tell(Kind.DECLINED, listed.person, no, service=service, detail=words[why])


def helped_by(happened: Happened, listed: Any, service: int) -> Any:
    """Whether this service helps each of them at any time, so that it did not refuse."""
    begun = happened.of(Kind.SUPPORT_STARTED)
    return np.isin(listed.person, begun.person[begun.service == service])


def follow_up(pen: Pen, happened: Happened, rules: Any) -> None:
    """Somebody rings in the days after they left, unless they are back in a bed by then."""
    stays = happened.stays
    stays = stays.take(stays.over & ~stays.died)
    stays = stays.take(pen.draw(stays.person, stays.stay, For.FOLLOWED) < rules["share"])
    day = happened.day(stays.left) + rules["after_days"]
    day = np.minimum(day, len(happened.nights) - 1).astype(int)
    at = happened.nights[day] + ((10 + 6 * pen.draw(stays.person, stays.stay, For.FOLLOWED_AT)) * HOUR).astype(np.int64)
    back = happened.beds.by(stays.person, at)
    home = happened.beds.rows.happened[back] <= stays.left
    found = rules["found"]
    u = pen.draw(stays.person, stays.stay, For.FOLLOWED_FOUND)
    words = np.array([pen.detail(one["says"]) for one in found])[one_of([one["share"] for one in found], u)]
    pen.tell(Kind.FOLLOWED_UP, stays.person[home], at[home], detail=words[home])
