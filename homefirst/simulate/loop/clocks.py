"""When something happens next: what they are in ends, or something comes of itself, at home or while they wait."""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

import math
from typing import Any

from numba import int64, uint64

from homefirst.simulate.loop.chance import draw, gap, rule
from homefirst.simulate.loop.memory import line
from homefirst.simulate.loop.places import class_of
from homefirst.simulate.loop.ring import note, take_out
from homefirst.simulate.loop.shapes import DAY, HOUR, NEVER, NOBODY, Purpose


@rule
def chance(w: Any, p: Any, purpose: int, key: int) -> float:
    """This person's draw for this purpose in this stay."""
    return draw(w.seed, p.candidate, int64(p.episode) * int64(8) + int64(p.relapses), purpose, key)


@rule
def schedule(w: Any, p: Any) -> None:
    """Their next step is whichever comes first: what they are in ends, something happens of itself, day 91."""
    who = p.number
    if line(w.line_at, who).due != NEVER:
        take_out(w, who)
    when = min(p.ends, p.clock, p.day91)
    if when != NEVER:
        note(w, who, when)


@rule
def band_of(p: Any, now: int) -> int:
    """Which five years of age, from 65 on."""
    years = (now // DAY - p.born) / 365.25
    return min(max(int64((years - 65) / 5), int64(0)), int64(5))


@rule
def crisis_rate(w: Any, p: Any, now: int) -> float:
    """Crises a day of this person, in the mean hour of the year; more after leaving hospital."""
    m = w.m
    rate = m.crisis[band_of(p, now), class_of(p)]
    if not p.carer:
        rate *= m.no_carer
    if p.package:
        rate *= m.with_package
    if p.left > 0:
        since = float(now - p.left) / DAY
        rate *= 1 + m.after_leaving * math.exp(-since / m.after_days)
        if p.unsupported:
            rate *= 1 + (m.unsupported - 1) * math.exp(-since / m.after_days)
    return rate


@rule
def home_rate(w: Any, p: Any, now: int) -> float:
    """How often anything may happen at home at most, a day."""
    m, band, column = w.m, band_of(p, now), class_of(p)
    rate = crisis_rate(w, p, now) * m.peak + m.dies[band, column] + m.frailer[band, column]
    return max(rate + m.packages_end * p.package, 1e-7)


@rule
def set_home_clock(w: Any, p: Any, now: int) -> None:
    """When something may happen at home next: as often as it could at its most frequent; thinned when it comes."""
    if not p.resident:
        return
    p.homes += 1
    u = draw(w.seed, p.candidate, int64(p.homes), Purpose.HOME_GAP, int64(0))
    p.bound, p.home_clock = home_rate(w, p, now), True
    p.clock = now + gap(u, p.bound)


@rule
def hour_of(w: Any, now: int) -> int:
    """The hour of the day in England, near enough on the two days when the clocks change."""
    return min(max((now - w.today) // HOUR, int64(0)), int64(23))


@rule
def set_clock(w: Any, p: Any, now: int) -> None:
    """When, while they wait, they die, come to harm or need it no more, at the rates of where they are or ask."""
    n = int64(p.place) if p.place >= 0 and p.ready > 0 else int64(p.asked_at) if p.queued else int64(NOBODY)
    if n < 0:
        return
    node = w.nodes[n]
    rate = node.dies + node.harmed + node.recovers
    if rate > 0:
        key = node.key + uint64(p.ready > 0)  # in it is another wait than for it
        u = draw(w.seed, p.candidate, int64(p.episode) * int64(64) + int64(p.changes), Purpose.WAITING, key)
        p.clock, p.home_clock = now + gap(u, rate), False
