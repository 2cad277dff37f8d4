"""The event loop: what comes first of the clock, an arrival and somebody's next step, until the last midnight.

What happens to a person is in steps.py, in numbered steps. This file begins a run, lets people come from outside and
grow in number, strikes the clock, gives free places to who waits, and goes round. Times are whole microseconds since
1970 in UTC, so what happens at midnight falls on the same day here and in the tables. Over 300 lines: it is one story,
and most of it is imports and signatures.
"""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import Any

from numba import int64, uint64

from homefirst.simulate.loop.chance import draw, entry, gap, length_of, one_of, rule
from homefirst.simulate.loop.clocks import schedule, set_clock, set_home_clock
from homefirst.simulate.loop.leaving import day_91
from homefirst.simulate.loop.memory import born, day, line, night, person, starter, table, target, tick
from homefirst.simulate.loop.places import class_of, delayed_by, done_here, enter, join, reason_for
from homefirst.simulate.loop.ring import bring_near, take_out
from homefirst.simulate.loop.shapes import (
    BANDS,
    CLASSES,
    DAY,
    HOUR,
    NEVER,
    NOBODY,
    Flag,
    Purpose,
    Tick,
)
from homefirst.simulate.loop.steps import changes_while_waiting, ends, fill, fill_freed, go, happens_at_home

# 1. Who there is


@rule
def somebody(w: Any, candidate: int) -> int:
    """A new row for a person; NOBODY where there is no room for more."""
    if w.people >= w.people_room:
        w.full = True
        return NOBODY
    who = w.people
    w.people += 1
    p = person(w.people_at, who)
    p.number, p.candidate = who, candidate
    p.ends = p.clock = p.day91 = p.resume = NEVER
    p.at = p.place = p.home = p.asked_at = p.site = p.pathway = NOBODY
    p.behind = p.before = NOBODY
    line(w.line_at, who).due = NEVER
    return who


@rule
def resident(w: Any, candidate: int, band: int, youngest: bool, now: int) -> None:
    """Somebody who lives here: age, frailty, residence, carer, package; `youngest`: just 65, or new in their band."""
    m = w.m
    who = somebody(w, candidate)
    if who == NOBODY:
        return
    p = person(w.people_at, who)
    years = (
        65
        + 5 * band
        + draw(w.seed, candidate, int64(0), Purpose.BORN, uint64(0)) * (1 if youngest else 5 if band < BANDS - 1 else 8)
    )
    p.born = int64(now / DAY - years * 365.25)
    p.female = draw(w.seed, candidate, int64(0), Purpose.SEX, uint64(0)) < m.women
    n = one_of(m.shares[band], draw(w.seed, candidate, int64(0), Purpose.CLASS, uint64(0)))
    p.frailty, p.residence = n // 5, n % 5
    p.carer = draw(w.seed, candidate, int64(0), Purpose.CARER, uint64(0)) < m.carer[n]
    p.package = draw(w.seed, candidate, int64(0), Purpose.PACKAGE, uint64(0)) < m.package[n]
    p.resident = True
    born(w.born_at, who).day = p.born
    w.counts.residents += 1
    w.counts.packages += p.package
    set_home_clock(w, p, now)
    schedule(w, p)


@rule
def populate(w: Any) -> None:
    """Everybody aged 65 and over, as many of each age as there are, all at home."""
    now, candidate = w.start, int64(1)
    for band in range(BANDS):
        for _ in range(int64(target(w.targets_at, 0).residents[band] + 0.5)):
            resident(w, candidate, int64(band), False, now)
            candidate += 1
    w.newcomers = 0


@rule
def grow(w: Any, month: int, now: int) -> None:
    """Newcomers, who turned 65 or moved here, until there are as many of each age as are expected."""
    if month >= w.how_many_targets:
        return
    found, today = w.bands, now // DAY
    for band in range(BANDS):
        found[band] = 0
    for who in range(w.people):
        days = today - born(w.born_at, who).day
        if days > 0:
            band = int64(0)
            while band < BANDS - 1 and days >= (70 + 5 * band) * 365.25:
                band += 1
            found[band] += 1
    for band in range(BANDS):
        for _ in range(int64(target(w.targets_at, month).residents[band] + 0.5) - found[band]):
            w.newcomers += 1
            resident(w, int64(1 << 36) + w.newcomers, int64(band), band == 0, now)


@rule
def start(w: Any, st: Any, now: int) -> None:
    """Somebody who is somewhere when the run begins; how much longer they stay depends on how long already."""
    who = somebody(w, st.candidate)
    if who == NOBODY:
        return
    p = person(w.people_at, who)
    p.born, p.female, p.frailty, p.residence = st.born, st.female, st.frailty, st.residence
    p.carer, p.package, p.resident, p.episode = st.carer, st.package, True, 1
    born(w.born_at, who).day = p.born
    p.place, p.home, p.at, p.asked_at = st.place, st.home, st.at, st.asked_at
    p.asked, p.ready, p.pathway, p.since = st.asked, st.ready, st.pathway, st.since
    p.arrived, p.by_ae = st.asked, st.place >= 0 and w.nodes[st.place].traits & Flag.AE != 0
    p.admitted, p.left, p.left_night = -st.nights, st.left, -st.left_nights
    w.counts.residents += 1
    w.counts.packages += p.package
    if p.place >= 0:
        enter(w, int64(p.place), now)
        p.site = w.nodes[p.place].site if w.nodes[p.place].traits & Flag.BED else NOBODY
        w.counts.not_needing += p.site >= 0 and p.ready > 0
    if p.home >= 0:
        enter(w, int64(p.home), now)
    if p.place >= 0 and p.at != p.place:
        done_here(w, p, int64(p.place), now)
    if p.at >= 0 and w.nodes[p.at].traits & Flag.TASK:
        enter(w, int64(p.at), now)
        delayed_by(w, p, int64(w.nodes[p.at].delay_during), now)
    if p.at >= 0:
        p.ends = now + still(w, p, int64(p.at), now - st.since)
        p.resume = NEVER
    elif p.asked_at >= 0:
        delayed_by(w, p, reason_for(w, p, int64(p.asked_at)), now)
        join(w, p, int64(p.asked_at), now)
    if p.place >= 0:
        set_clock(w, p, now)
    else:
        set_home_clock(w, p, now)
    schedule(w, p)


@rule
def still(w: Any, p: Any, n: int, already: int) -> int:
    """How much longer a stay lasts that has lasted so long: the first of many draws that is longer."""
    node = w.nodes[n]
    length = int64(0)
    for again in range(400):
        u = draw(w.seed, p.candidate, int64(again), Purpose.STAY, node.key)
        length = int64(length_of(table(w.stays_at, node.stay).days, u) * node.by_class[class_of(p) % CLASSES])
        if length > already:
            return length - already
    return max(already // 4, int64(HOUR))


# 2. Who comes from outside


@rule
def next_in_stream(w: Any, k: int) -> None:
    """When the next comes: as many candidates as in the busiest hour, thinned to this hour's; or at set gaps."""
    s = w.streams[k]
    while True:
        s.candidate += 1
        who = (int64(k + 1) << int64(40)) + s.candidate
        u = draw(w.seed, who, int64(0), Purpose.GAP, s.key)
        if s.gap >= 0:
            s.next += length_of(table(w.stays_at, s.gap).days, u)
            return
        s.next += gap(u, s.a_day * s.peak)
        if s.next >= w.end:
            return
        n = min((s.next - w.start) // DAY, w.how_many_days - 2)
        while s.next < day(w.days_at, n).begins:
            n -= 1
        while s.next >= day(w.days_at, n + 1).begins:
            n += 1
        hour = min((s.next - day(w.days_at, n).begins) // HOUR, int64(23))
        busy = s.weekday[(w.m.first_weekday + n) % 7] * s.hour[hour]
        if draw(w.seed, who, int64(0), Purpose.KEPT, s.key) * s.peak < busy:
            return


@rule
def next_from_outside(w: Any) -> None:
    """Which stream brings the next person, and when."""
    w.arrival = NEVER
    for k in range(w.how_many_streams):
        if w.streams[k].next < w.arrival:
            w.arrival, w.stream = w.streams[k].next, k


@rule
def comes(w: Any, now: int) -> None:
    """Somebody comes from outside."""
    k = w.stream
    s = w.streams[k]
    candidate = (int64(k + 1) << int64(40)) + s.candidate
    who = somebody(w, candidate)
    if who != NOBODY:
        p = person(w.people_at, who)
        n = one_of(s.classes, draw(w.seed, candidate, int64(0), Purpose.CLASS, uint64(0)))
        p.frailty, p.residence = n // 5, n % 5
        u = draw(w.seed, candidate, int64(0), Purpose.BORN, uint64(0))
        band = one_of(w.m.outside_born, u)
        years = 65 + 5 * (band + draw(w.seed, candidate, int64(1), Purpose.BORN, uint64(0)))
        p.born = int64(now / DAY - years * 365.25)
        p.female = draw(w.seed, candidate, int64(0), Purpose.SEX, uint64(0)) < w.m.women
        go(w, p, int64(s.to), now)
    next_in_stream(w, k)
    next_from_outside(w)


# 3. The clock


@rule
def midnight(w: Any, now: int) -> None:
    """Midnight is counted before anything that happens at midnight."""
    seen = night(w.census_at, w.night)
    seen.counts = w.counts
    for n in range(w.how_many_nodes):
        seen.inside[n] = w.state[n].inside
        seen.queued[n] = w.state[n].queued
        seen.blocked[n] = w.state[n].blocked
        w.state[n].starts_today = 0
    for n in range(w.how_many_words):
        seen.delayed[n] = w.delays[n]
    w.night += 1
    w.events += 1
    bring_near(w, now)
    if now == w.measured_from:
        measure_from(w, now)
    if w.night % 30 == 0 and w.how_many_targets > 1:
        grow(w, w.night // 30, now)


@rule
def measure_from(w: Any, now: int) -> None:
    """The warm-up is over: areas begin anew."""
    w.measured = True
    for n in range(w.how_many_nodes):
        s = w.state[n]
        s.area = -s.inside * (now - w.start)
        s.queue_area = -s.queued * (now - w.start)
        s.blocked_area = -s.blocked * (now - w.start)


@rule
def strike(w: Any, struck: Any) -> None:
    """Midnight, or an hour in which something opens or closes; then whoever can start, starts."""
    now = struck.when
    if struck.what == Tick.MIDNIGHT:
        midnight(w, now)
    w.today, w.month = day(w.days_at, w.night).begins, day(w.days_at, w.night).month
    w.weekend = int64(struck.weekday >= 5)
    column = int64(struck.weekday) * 24 + struck.hour
    for n in range(w.how_many_nodes):
        w.state[n].open = w.nodes[n].open[column] != 0
    for n in range(w.how_many_nodes):
        if w.nodes[n].drawn > 0:
            fill(w, int64(n), now)


# 4. Round and round


@rule
def step(w: Any, p: Any, now: int) -> None:
    """Somebody's next step."""
    if p.day91 == now:
        day_91(w, p)
        schedule(w, p)
    elif p.ends == now:
        ends(w, p, now)
    elif p.home_clock:
        happens_at_home(w, p, now)
    else:
        changes_while_waiting(w, p, now)


@entry
def run(world: Any) -> None:
    """From everybody at home, or from where they are (`starters`), to the last midnight. `world`: one row of WORLD."""
    w, ticks = world[0], int64(1)
    w.near_until = w.start + 2 * DAY
    populate(w)
    for n in range(w.how_many_starters):
        start(w, starter(w.starters_at, n), w.start)
    strike(w, tick(w.clock_at, 0))
    for k in range(w.how_many_streams):
        next_in_stream(w, int64(k))
    next_from_outside(w)
    fill_freed(w, w.start)
    while ticks < w.how_many_ticks and not w.full:
        when = tick(w.clock_at, ticks).when
        if when <= min(w.arrival, w.due):
            strike(w, tick(w.clock_at, ticks))
            ticks += 1
        elif w.arrival <= w.due:
            when = w.arrival
            comes(w, when)
            w.events += 1
        else:
            when, who = w.due, w.who
            take_out(w, who)
            step(w, person(w.people_at, who), when)
            w.events += 1
        fill_freed(w, when)
    for n in range(w.how_many_nodes):
        s = w.state[n]
        s.area += s.inside * (w.end - w.start)
        s.queue_area += s.queued * (w.end - w.start)
        s.blocked_area += s.blocked * (w.end - w.start)
