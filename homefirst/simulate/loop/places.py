"""Being somewhere and waiting for it: how many are where, for how long it was so many, and who is next."""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import Any

from numba import int64

from homefirst.simulate.loop.chance import draw, rule
from homefirst.simulate.loop.memory import person
from homefirst.simulate.loop.shapes import AT_MOST_NODES, CLASSES, NOBODY, Flag, Purpose, Tell
from homefirst.simulate.loop.telling import place_of, tell


@rule
def enter(w: Any, n: int, now: int) -> None:
    """One more in this node."""
    s = w.state[n]
    s.inside += 1
    s.area -= now - w.start


@rule
def leave(w: Any, n: int, now: int) -> None:
    """One fewer; the place may be given to who waits, once this step is over."""
    s = w.state[n]
    s.inside -= 1
    s.area += now - w.start
    if w.nodes[n].drawn > 0 and not s.freed:
        s.freed = True
        w.freed[w.how_many_freed % AT_MOST_NODES] = n
        w.how_many_freed += 1


@rule
def done_here(w: Any, p: Any, n: int, now: int) -> None:
    """They are done with the place they hold, and hold it until they can go on."""
    s = w.state[n]
    p.done = True
    s.blocked += 1
    s.blocked_area -= now - w.start


@rule
def not_done(w: Any, p: Any, n: int, now: int) -> None:
    """They go on, or need the place again."""
    if p.done:
        s = w.state[n]
        p.done = False
        s.blocked -= 1
        s.blocked_area += now - w.start


@rule
def class_of(p: Any) -> int:
    """Frailty and residence as one number."""
    return int64(p.frailty) * int64(5) + int64(p.residence)


@rule
def free(w: Any, n: int) -> bool:
    """Whether a node may start somebody now: it is open, has a place, and has not started its number today."""
    node, s, weekend = w.nodes[n], w.state[n], w.weekend
    limit = node.starts[weekend]
    return s.open and s.inside < node.places[weekend] and (limit < 0 or s.starts_today < limit)


@rule
def accepts(w: Any, p: Any, n: int) -> bool:
    """Whether the person meets the node's criteria: the same answer however often it is asked in one stay."""
    node = w.nodes[n]
    share = node.accepts[class_of(p) % CLASSES]
    return share >= 1 or draw(w.seed, p.candidate, p.episode, Purpose.ACCEPTS, node.key) < share


@rule
def join(w: Any, p: Any, n: int, now: int) -> None:
    """To the end of the queue."""
    s = w.state[n]
    p.behind, p.before, p.queued = NOBODY, s.last, True
    if s.last == NOBODY:
        s.first = p.number
    else:
        person(w.people_at, s.last).behind = p.number
    s.last = p.number
    s.queued += 1
    s.queue_area -= now - w.start


@rule
def quit_queue(w: Any, p: Any, now: int) -> None:
    """Out of the queue, from anywhere in it."""
    s = w.state[p.asked_at]
    if p.before == NOBODY:
        s.first = p.behind
    else:
        person(w.people_at, p.before).behind = p.behind
    if p.behind == NOBODY:
        s.last = p.before
    else:
        person(w.people_at, p.behind).before = p.before
    p.queued = False
    s.queued -= 1
    s.queue_area += now - w.start


@rule
def delayed_by(w: Any, p: Any, reason: int, now: int) -> None:
    """Somebody ready to leave hospital waits for this now, and no longer for what it was; 0 for nothing."""
    if reason == p.delay or (reason != 0 and (p.ready == 0 or p.site < 0)):
        return
    if p.delay != 0:
        w.delays[p.delay] -= 1
        if p.site >= 0 and reason != 0:
            tell(w, p, now, Tell.DELAY_ENDED, place_of(w, p), int64(0), p.delay)
    if reason != 0:
        w.delays[reason] += 1
        tell(w, p, now, Tell.DELAY_STARTED, place_of(w, p), int64(0), reason)
    p.delay = reason


@rule
def reason_for(w: Any, p: Any, n: int) -> int:
    """Why they wait: somewhere has a place for them but starts nobody now, or there is no place."""
    node = w.nodes[n]
    for k in range(node.fed):
        other = int64(node.feeds[k])
        if w.state[other].inside < w.nodes[other].places[0] and accepts(w, p, other):
            return int64(node.delay_closed)
    return int64(node.delay_full)


@rule
def is_task(w: Any, n: int) -> bool:
    """Whether staff work for the person where they are."""
    return w.nodes[n].traits & Flag.TASK != 0
