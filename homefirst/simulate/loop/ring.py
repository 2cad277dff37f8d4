"""Who is due when: short lists of people, in which each stands until they are due.

Whoever is due today or tomorrow stands in a ring of lists, one for each few seconds or minutes, of which nearly every
one holds one person or none, so that finding the next is faster than in any sorted order. Whoever is due later stands
in the list of that day, until it comes. Each knows who stands on either side, so that anybody can be taken out again:
they recover, or die, before it comes.
"""

from __future__ import annotations

from typing import Any

from homefirst.simulate.loop.chance import rule
from homefirst.simulate.loop.memory import later, line, slot
from homefirst.simulate.loop.shapes import DAY, NEVER, NOBODY


@rule
def note(w: Any, who: int, when: int) -> None:
    """Note that somebody is due then. Of two due at once, the one with the lower number comes first."""
    mine = line(w.line_at, who)
    mine.due = when
    if when >= w.end:
        return
    soon = when < w.near_until
    head = slot(w.ring_at, (when >> w.shift) & w.mask) if soon else later(w.later_at, (when - w.start) // DAY)
    mine.beside, mine.before = head.first, NOBODY
    if head.first != NOBODY:
        line(w.line_at, head.first).before = who
    head.first = who
    if soon:
        w.waiting += 1
        if when < w.due or (when == w.due and who < w.who):
            w.due, w.who = when, who


@rule
def take_out(w: Any, who: int) -> None:
    """Take somebody out before they are due, or when they are."""
    mine = line(w.line_at, who)
    when = mine.due
    mine.due = NEVER
    if when >= w.end:
        return
    soon = when < w.near_until
    if mine.before != NOBODY:
        line(w.line_at, mine.before).beside = mine.beside
    elif soon:
        slot(w.ring_at, (when >> w.shift) & w.mask).first = mine.beside
    else:
        later(w.later_at, (when - w.start) // DAY).first = mine.beside
    if mine.beside != NOBODY:
        line(w.line_at, mine.beside).before = mine.before
    if soon:
        w.waiting -= 1
        if w.who == who:
            find_next(w, when >> w.shift)


@rule
def find_next(w: Any, bucket: int) -> None:
    """Find who is due first from this bucket on; NEVER where nobody is due today or tomorrow."""
    w.due, w.who = NEVER, NOBODY
    while w.waiting > 0 and w.who == NOBODY:
        one = slot(w.ring_at, bucket & w.mask).first
        while one != NOBODY:
            mine = line(w.line_at, one)
            if mine.due < w.due or (mine.due == w.due and one < w.who):
                w.due, w.who = mine.due, one
            one = mine.beside
        bucket += 1


@rule
def bring_near(w: Any, now: int) -> None:
    """At midnight: those due until the end of the day after next go into the ring."""
    day = (w.near_until - w.start) // DAY
    last = (now - w.start) // DAY + 2
    while day < last:
        w.near_until += DAY
        head = later(w.later_at, day)
        one = head.first
        head.first = NOBODY
        while one != NOBODY:
            after = line(w.line_at, one).beside
            note(w, one, line(w.line_at, one).due)
            one = after
        day += 1
