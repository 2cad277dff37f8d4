"""Who is due when: a ring of short lists, one for each few minutes, in which a person stands until they are due.

Nearly every list has one person or none, so finding the next is faster than in any sorted order; and whoever waits for
something else can be taken out again (they recover, or die, before it comes).
"""

from __future__ import annotations

from typing import Any

from homefirst.simulate.loop.chance import rule
from homefirst.simulate.loop.memory import line, slot
from homefirst.simulate.loop.shapes import NEVER, NOBODY


@rule
def note(w: Any, who: int, when: int) -> None:
    """Note that somebody is due then. Ties go to who came first."""
    line(w.line_at, who).due = when
    if when >= w.end:
        return
    place = (when >> w.shift) & w.mask
    line(w.line_at, who).beside = slot(w.ring_at, place).first
    slot(w.ring_at, place).first = who
    w.waiting += 1
    if when < w.due or (when == w.due and who < w.who):
        w.due, w.who = when, who


@rule
def take_out(w: Any, who: int) -> None:
    """Take somebody out before they are due, or when they are."""
    when = line(w.line_at, who).due
    line(w.line_at, who).due = NEVER
    if when >= w.end:
        return
    place = (when >> w.shift) & w.mask
    if slot(w.ring_at, place).first == who:
        slot(w.ring_at, place).first = line(w.line_at, who).beside
    else:
        before = slot(w.ring_at, place).first
        while line(w.line_at, before).beside != who:
            before = line(w.line_at, before).beside
        line(w.line_at, before).beside = line(w.line_at, who).beside
    w.waiting -= 1
    if w.who == who:
        find_next(w, when >> w.shift)


@rule
def find_next(w: Any, bucket: int) -> None:
    """Find who is due first from this bucket on; NEVER where nobody is."""
    w.due, w.who = NEVER, NOBODY
    while w.waiting > 0 and w.who == NOBODY:
        one = slot(w.ring_at, bucket & w.mask).first
        while one != NOBODY:
            when = line(w.line_at, one).due
            if when >> w.shift == bucket and (when < w.due or (when == w.due and one < w.who)):
                w.due, w.who = when, one
            one = line(w.line_at, one).beside
        bucket += 1
