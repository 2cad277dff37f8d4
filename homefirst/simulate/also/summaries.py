"""Discharge summaries: to whom besides the practice, who read them, and what an audit found."""

from __future__ import annotations

from typing import Any

import numpy as np

from homefirst.codes import SummaryCheck, SupportKind
from homefirst.event import Kind, provider
from homefirst.simulate.also.draws import For
from homefirst.simulate.also.happened import Happened, Latest
from homefirst.simulate.also.numbers import Numbers
from homefirst.simulate.also.pen import Pen
from homefirst.simulate.loop.shapes import DAY, HOUR, WORDS


def tell_summaries(pen: Pen, happened: Happened, numbers: Numbers) -> None:
    """Tell further recipients, receipts and audits."""
    rules = numbers["summaries"]
    sent = happened.of(Kind.SUMMARY_SENT)
    to_care_homes(pen, happened, sent, rules)
    to_services(pen, happened, sent, rules)
    read(pen, sent, rules)
    audit(pen, happened, sent, rules["audit"])


def to_care_homes(pen: Pen, happened: Happened, sent: Any, rules: Any) -> None:
    """Where it went to the practice, it went to some of the care homes too."""
    there = happened.in_care_home(sent.person, sent.happened)
    these = there & (pen.draw(sent.person, sent.episode, For.SUMMARY_ALSO) < rules["care_home"])
    copy(pen, sent[these], pen.service(rules["care_home_service"]))


def to_services(pen: Pen, happened: Happened, sent: Any, rules: Any) -> None:
    """And to some of the services that began to help in the days before or after."""
    started = happened.of(Kind.SUPPORT_STARTED)
    started = started[started.detail != WORDS.index(SupportKind.HOME_CARE)]
    last = Latest(started, happened.begins)
    by = last.by(sent.person, sent.happened + DAY)
    helped = (by >= 0) & (started.happened[by] > sent.happened - 2 * DAY)
    these = helped & (pen.draw(sent.person, sent.episode, For.SUMMARY_ALSO, 1) < rules["service"])
    copy(pen, sent[these], started.service[by[these]])


def copy(pen: Pen, sent: Any, service: Any) -> None:
    """The same summary to a further service, at the same time."""
    pen.tell(Kind.SUMMARY_SENT, sent.person, sent.happened, service=service)


def read(pen: Pen, sent: Any, rules: Any) -> None:
    """Some practices say that they have read it: soon, or after days."""
    these = sent[pen.draw(sent.person, sent.episode, For.SUMMARY_READ) < rules["read"]]
    u = pen.draw(these.person, these.episode, For.SUMMARY_READ_AT)
    at = these.happened + (-np.log(1 - u) * rules["read_hours"] * HOUR).astype(np.int64)
    pen.tell(Kind.SUMMARY_RECEIVED, these.person, at, service=these.service)


def audit(pen: Pen, happened: Happened, sent: Any, rules: Any) -> None:
    """A sample is compared with the notes some weeks later."""
    these = sent[pen.draw(sent.person, sent.episode, For.SUMMARY_AUDIT) < rules["share"]]
    u = pen.draw(these.person, these.episode, For.SUMMARY_AUDIT_AT)
    at = these.happened + (u * rules["days"] * DAY).astype(np.int64)
    place = happened.place(these.person, these.happened)
    owners = np.array([provider(word) for word in pen.words["places"]])[place]
    right = np.full(len(these), rules["accurate_elsewhere"])
    for code, share in rules["accurate"].items():
        right[owners == code] = share
    accurate = pen.draw(these.person, these.episode, For.SUMMARY_RIGHT) < right
    detail = np.where(accurate, pen.detail(SummaryCheck.ACCURATE), pen.detail(SummaryCheck.NOT_ACCURATE))
    pen.tell(Kind.SUMMARY_CHECKED, these.person, at, place=place, detail=detail)
