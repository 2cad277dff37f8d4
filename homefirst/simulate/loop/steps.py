"""What happens to somebody on the way, in numbered steps: a choice, a wait, a beginning, an end, life at home.

Each step is told as it happens. Whoever waits keeps the bed they have (unless the node says that they wait outside),
so a queue blocks what lies before it. Over 300 lines, since the steps are read in their order.
"""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import Any

from numba import int64, uint64

from homefirst.simulate.loop.chance import draw, length_of, rule
from homefirst.simulate.loop.clocks import band_of, chance, crisis_rate, hour_of, schedule, set_clock, set_home_clock
from homefirst.simulate.loop.leaving import (
    come_home,
    die,
    end_help,
    end_package,
    leave_door,
    leave_model,
    leave_place,
    restart_package,
    stop_waiting,
    weaken,
)
from homefirst.simulate.loop.memory import person, table
from homefirst.simulate.loop.places import (
    accepts,
    class_of,
    delayed_by,
    done_here,
    enter,
    free,
    join,
    leave,
    not_done,
    quit_queue,
    reason_for,
)
from homefirst.simulate.loop.shapes import (
    AT_MOST_NODES,
    CLASSES,
    DAY,
    DIED,
    FIRST_CARE_HOME,
    GONE,
    HOME,
    HOUR,
    NEVER,
    NOBODY,
    THERE,
    Effect,
    Flag,
    Purpose,
    Tell,
    Word,
)
from homefirst.simulate.loop.telling import place_of, tell, tell_expected_date

# 1. A choice: which of the ways that lead on


@rule
def choose(w: Any, p: Any, n: int) -> int:
    """The route that this person takes from a node, by frailty and residence."""
    node = w.nodes[n]
    if node.traits & Flag.LASTING:
        u = draw(w.seed, p.candidate, int64(0), Purpose.ROUTE, node.choice)
    else:
        u = chance(w, p, Purpose.ROUTE, node.choice)
    column, r = class_of(p) % CLASSES, int64(node.first_route)
    last = r + node.routes - 1
    while r < last and u >= w.routes[r].up_to[column]:
        r += 1
    return r


@rule
def change(w: Any, p: Any, effect: int, now: int) -> None:
    """What a route changes for the person."""
    if effect == Effect.PACKAGE:
        # of somebody from outside, their own council arranges it; a care home needs none
        if not p.package and p.resident and p.residence < FIRST_CARE_HOME:
            p.package = True
            w.counts.packages += 1
            tell(w, p, now, Tell.SUPPORT_STARTED, int64(0), w.m.home_care, Word.PACKAGE)
    elif effect in (Effect.RESIDENTIAL, Effect.NURSING):
        if p.residence < FIRST_CARE_HOME:
            w.counts.permanent += 1
            lives(w, p, FIRST_CARE_HOME + (effect == Effect.NURSING), now)
    elif effect in (Effect.UNSUPPORTED, Effect.SUPPORTED):
        p.unsupported = effect == Effect.UNSUPPORTED
    elif effect == Effect.AGAIN:
        p.episode, p.relapses = p.episode + 1, 0


@rule
def lives(w: Any, p: Any, residence: int, now: int) -> None:
    """They live somewhere else from now on; a home care package ends with it."""
    p.residence = residence
    tell(w, p, now, Tell.RESIDENCE_CHANGED, w.m.council, int64(0), Word.RESIDENCE + residence)
    end_package(w, p, now, Word.SUPPORT_OTHER)


@rule
def go(w: Any, p: Any, to: int, now: int) -> None:
    """On their way, through whatever takes no time, until they are somewhere or wait for it."""
    while to >= 0:
        node = w.nodes[to]
        if node.traits & Flag.PASS:
            p.ambulance = p.ambulance or node.traits & Flag.AMBULANCE != 0
            tell(w, p, now, node.ask_tells, node.location, node.service, node.ask_word)
            w.state[to].asked += w.measured
            r = choose(w, p, to)
            if w.routes[r].word != 0:
                tell(w, p, now, node.end_tells, node.location, node.service, w.routes[r].word)
            change(w, p, w.routes[r].effect, now)
            to = int64(w.routes[r].to)
        else:
            to = ask(w, p, to, now)
    if to == HOME:
        come_home(w, p, now)
    elif to == DIED:
        die(w, p, now)
    elif to == GONE:
        leave_model(w, p, now)


# 2. They ask for a service, and wait where they are until it can start


@rule
def ask(w: Any, p: Any, n: int, now: int) -> int:
    """Begin at once if somewhere can; else join the queue, or go where those go for whom there is no room."""
    node, s = w.nodes[n], w.state[n]
    p.asked, p.asked_at, p.at = now, n, NOBODY
    s.asked += w.measured
    if node.traits & Flag.AE:
        arrive(w, p, n, now)
    else:
        tell(w, p, now, node.ask_tells, place_of(w, p), node.service, node.ask_word)
    if node.traits & Flag.OUT:
        leave_place(w, p, n, now)
    fill_freed(w, now)  # what they leave themselves is first for those who wait already
    for k in range(node.fed):
        other = int64(node.feeds[k])
        if free(w, other) and accepts(w, p, other):
            begin(w, p, other, now)
            return THERE
    if node.room >= 0 and s.queued >= node.room:
        s.lost += w.measured
        return int64(node.full)
    delayed_by(w, p, reason_for(w, p, n), now)
    join(w, p, n, now)
    p.ends = NEVER
    if p.clock == NEVER and p.place < 0 and node.traits & Flag.AT_HOME:
        set_home_clock(w, p, now)
    elif p.clock == NEVER:
        set_clock(w, p, now)
    schedule(w, p)
    return THERE


@rule
def arrive(w: Any, p: Any, n: int, now: int) -> None:
    """At the door of A&E."""
    p.arrived, p.by_ae = now, True
    p.ambulance = p.ambulance or w.nodes[n].traits & Flag.AMBULANCE != 0
    tell(w, p, now, Tell.ATTENDED, w.nodes[n].location, int64(0), Word.AMBULANCE if p.ambulance else Word.WALK_IN)


# 3. While they wait they may die, come to harm, or need it no more


@rule
def changes_while_waiting(w: Any, p: Any, now: int) -> None:
    """They die, need a hospital bed again, or no longer need what they wait for."""
    n = int64(p.place) if p.place >= 0 and p.ready > 0 else int64(p.asked_at)
    node, s = w.nodes[n], w.state[n]
    u = draw(w.seed, p.candidate, int64(p.changes), Purpose.CHANGE, node.key)
    u *= node.dies + node.harmed + node.recovers
    p.changes += 1
    p.clock = NEVER
    if u < node.dies:
        s.died += w.measured
        die(w, p, now)
        return
    if u < node.dies + node.harmed and p.ready == 0:  # no bed of theirs yet, to need it longer: they wait on
        set_clock(w, p, now)
        schedule(w, p)
        return
    stop_waiting(w, p, now)
    if u < node.dies + node.harmed:
        s.harmed += w.measured
        harm(w, p, n, now)
    else:
        if p.ready > 0:
            tell(w, p, now, Tell.PATHWAY_CHOSEN, place_of(w, p), int64(0), int64(Word.PATHWAY))
            p.pathway = 0
            set_clock(w, p, now)
        elif p.place < 0 and node.traits & Flag.AE:
            leave_door(w, p, n, now)
        go(w, p, int64(node.recovered), now)


@rule
def harm(w: Any, p: Any, n: int, now: int) -> None:
    """An infection or a fall while waiting: they need the bed again, and may be frailer after it."""
    w.counts.harms += 1
    delayed_by(w, p, int64(0), now)
    tell(w, p, now, Tell.CRITERIA_TO_RESIDE_MET, place_of(w, p), int64(0), int64(0))
    if p.ready > 0:
        w.counts.not_needing -= 1
    not_done(w, p, n, now)
    p.ready, p.at, p.relapses = 0, n, min(p.relapses + 1, 7)
    u = chance(w, p, Purpose.HARMED_STAY, w.nodes[n].key)
    p.ends = now + length_of(table(w.stays_at, w.nodes[n].harm_stay).days, u)
    schedule(w, p)


# 4. It begins, and only now is the place behind them free


@rule
def begin(w: Any, p: Any, n: int, now: int) -> None:
    """Staff begin, or they move in, or help at home begins."""
    node, s = w.nodes[n], w.state[n]
    if p.queued:
        quit_queue(w, p, now)
        if p.ready == 0 and not p.home_clock:
            p.clock = NEVER
    count_wait(w, p, now)
    s.begun += w.measured
    s.starts_today += 1
    p.at, new_here = n, p.site < 0
    if node.traits & Flag.TASK:
        enter(w, n, now)
        delayed_by(w, p, int64(node.delay_during), now)
        tell(w, p, now, node.start_tells, place_of(w, p), node.service, node.start_word)
    elif node.traits & Flag.AT_HOME:
        begin_at_home(w, p, n, now)
    else:
        move_in(w, p, n, now)
    u = chance(w, p, Purpose.STAY, node.key)
    length = int64(length_of(table(w.stays_at, node.stay).days, u) * node.by_class[class_of(p) % CLASSES])
    p.ends = now + max(length, int64(1))
    if node.traits & Flag.BED and new_here:
        tell_expected_date(w, p, now, length)
    schedule(w, p)


@rule
def count_wait(w: Any, p: Any, now: int) -> None:
    """How long they waited since they asked."""
    if w.measured:
        a = w.state[p.asked_at]
        a.started += 1
        a.waited += now - p.asked
        a.soon += now - p.asked <= w.nodes[p.asked_at].soon


@rule
def accepted(w: Any, p: Any, now: int) -> None:
    """The service that was asked says yes."""
    asked = w.nodes[p.asked_at]
    if asked.ask_tells == Tell.REFERRED:
        tell(w, p, now, Tell.ACCEPTED, int64(0), asked.service, int64(0))


@rule
def begin_at_home(w: Any, p: Any, n: int, now: int) -> None:
    """Help at home begins: they leave the bed for it, and other help at home ends."""
    node = w.nodes[n]
    from_hospital = p.site >= 0
    accepted(w, p, now)
    leave_place(w, p, n, now)
    end_help(w, p, now, int64(p.word))
    enter(w, n, now)
    p.home, p.word, p.unsupported = n, 0, False
    tell(w, p, now, node.start_tells, int64(0), node.service, node.start_word)
    if from_hospital and node.traits & Flag.REABLEMENT and p.day91 == NEVER:
        p.day91 = now + 91 * DAY
    if not node.traits & Flag.PLACEMENT:
        restart_package(w, p, now)
    p.clock = NEVER
    set_home_clock(w, p, now)


@rule
def move_in(w: Any, p: Any, n: int, now: int) -> None:
    """Into a bed, or a room of A&E."""
    node = w.nodes[n]
    accepted(w, p, now)
    care = node.traits & Flag.CARE
    leave_place(w, p, n, now)
    enter(w, n, now)
    p.place, p.since, p.clock = n, now, NEVER
    if node.traits & Flag.BED:
        admit(w, p, n, now)
    elif node.traits & Flag.AE:
        hand_over(w, p, now)
    else:
        if care and p.home >= 0:
            end_help(w, p, now, Word.SUPPORT_OTHER)
        tell(w, p, now, node.start_tells, node.location, node.service, node.start_word)


@rule
def hand_over(w: Any, p: Any, now: int) -> None:
    """The ambulance crew hands over when there is room in A&E."""
    if p.ambulance:
        counts, waited = w.counts, now - p.arrived
        counts.handed_over += 1
        counts.over_hour += waited > HOUR
        counts.within_quarter += waited <= HOUR // 4
        tell(w, p, now, Tell.HANDED_OVER, place_of(w, p), int64(0), int64(0))


@rule
def admit(w: Any, p: Any, n: int, now: int) -> None:
    """Into a hospital bed: admitted, or moved within the hospital."""
    node, counts = w.nodes[n], w.counts
    if p.site == node.site:
        tell(w, p, now, Tell.MOVED, node.location, int64(0), int64(0))
        return
    counts.admissions += 1
    counts.returns += p.left > 0 and w.night - p.left_night <= 29
    p.site, p.admitted, p.ready, p.unsupported = node.site, w.night, 0, False
    tell(w, p, now, Tell.ADMITTED, node.location, int64(0), Word.BY_AE if p.by_ae else Word.OTHERWISE)
    end_help(w, p, now, Word.SUPPORT_HOSPITAL)
    if p.package and not p.held:
        p.held = True
        tell(w, p, now, Tell.SUPPORT_HELD, int64(0), w.m.home_care, int64(0))


# 5. A place that came free is given to who waits


@rule
def fill(w: Any, n: int, now: int) -> None:
    """Give a node's free places to those who wait, first to those who go first, and of them to who asked first."""
    node = w.nodes[n]
    for k in range(node.drawn):
        one = w.state[node.draws[k]].first
        while one != NOBODY and free(w, n):
            p = person(w.people_at, one)
            one = p.behind
            if accepts(w, p, n):
                begin(w, p, n, now)


@rule
def fill_freed(w: Any, now: int) -> None:
    """The same for each node in which a place came free just now; giving one may free another."""
    k = int64(0)
    while k < w.how_many_freed:
        n = int64(w.freed[k % AT_MOST_NODES])
        w.state[n].freed = False
        fill(w, n, now)
        k += 1
    w.how_many_freed = 0


# 6. It ends, and they go on


@rule
def ends(w: Any, p: Any, now: int) -> None:
    """What they are in is over: they are frailer perhaps, and a way on is chosen."""
    n = int64(p.at)
    node = w.nodes[n]
    p.ends = NEVER
    w.state[n].ended += w.measured
    if node.traits & Flag.BED:
        weaken(w, p, node.weakens, uint64(0), now)
    r = choose(w, p, n)
    to, word = int64(w.routes[r].to), int64(w.routes[r].word)
    if node.traits & Flag.TASK:
        if word != 0 or node.end_tells != Tell.DECIDED_TO_ADMIT:
            tell(w, p, now, node.end_tells, place_of(w, p), node.service, word)
        leave(w, n, now)
    elif node.traits & Flag.AE:
        if word != 0:
            tell(w, p, now, Tell.DECIDED_TO_ADMIT, node.location, int64(0), int64(0))
    else:
        p.word = word
    if n == p.place:
        done_here(w, p, n, now)
    change(w, p, w.routes[r].effect, now)
    if w.routes[r].pathway >= 0:
        to = ready(w, p, int64(w.routes[r].pathway), to, now)
    if n == p.home and to < 0:
        end_help(w, p, now, word)
    go(w, p, to, now)


@rule
def ready(w: Any, p: Any, pathway: int, to: int, now: int) -> int:
    """They no longer meet the criteria to reside; a package that was kept for them, or was not, decides the way out."""
    m, site = w.m, int64(p.site)
    w.counts.not_needing += 1
    p.ready = max(now, int64(1))
    if p.package and pathway <= 1 and m.restart[site] >= 0:
        p.lapsed = w.night - p.admitted > m.hold_days
        pathway = int64(p.lapsed)
        to = m.rebroker[site] if p.lapsed else m.restart[site]
    p.pathway = pathway
    tell(w, p, now, Tell.CRITERIA_TO_RESIDE_NOT_MET, place_of(w, p), int64(0), int64(0))
    tell(w, p, now, Tell.PATHWAY_CHOSEN, place_of(w, p), int64(0), Word.PATHWAY + pathway)
    set_clock(w, p, now)
    return to


# 7. Life at home, and a crisis


@rule
def happens_at_home(w: Any, p: Any, now: int) -> None:
    """They die, become frailer, end their package, or come into a crisis; or this hour is a quiet one."""
    m = w.m
    band, column = band_of(p, now), class_of(p)
    u = draw(w.seed, p.candidate, int64(p.homes), Purpose.HOME_WHAT, int64(0)) * p.bound
    p.clock = NEVER
    u -= m.dies[band, column]
    if u < 0:
        die(w, p, now)
        return
    u -= m.frailer[band, column]
    if u < 0:
        p.frailty = min(p.frailty + 1, 3)
    else:
        u -= m.packages_end * p.package
        if u < 0:
            end_package(w, p, now, Word.SUPPORT_OTHER)
        else:
            day = (m.first_weekday + w.night) % 7
            busy = m.month[w.month] * m.weekday[day] * m.hour[hour_of(w, now)]
            if u < crisis_rate(w, p, now) * busy and crisis(w, p, now):
                return
    set_home_clock(w, p, now)
    schedule(w, p)


@rule
def crisis(w: Any, p: Any, now: int) -> bool:
    """Somebody rings, or comes; unless earlier help prevented it."""
    if draw(w.seed, p.candidate, int64(p.homes), Purpose.AVOIDED, int64(0)) < w.m.avoided[class_of(p)]:
        w.counts.avoided += 1
        return False
    w.counts.crises += 1
    if p.home >= 0 and p.at == p.home:
        p.resume = p.ends
    stop_waiting(w, p, now)
    p.episode, p.relapses, p.pathway = p.episode + 1, 0, NOBODY
    p.at, p.ends, p.by_ae, p.ambulance, p.word = NOBODY, NEVER, False, False, 0
    go(w, p, w.m.crisis_node, now)
    return True
