"""The event loop: people arrive, stay, wait for the next service in the bed they have, and leave. Compiled.

Over 300 lines, because compiled functions are kept on disk by the file of the outermost one: a rule in another file
could change and the loop would not notice.

What is passed along: `m` one row of numbers (MODEL), `stays` lengths of stay (STAYS_SHAPE), `w` where everything
stands (WORLD), `people` one row each (PERSON), `ring` who is due when, `rows` what is told (TOLD). Times are
whole microseconds since 1970 in UTC, so what happens at midnight falls on the same day here and in the tables.

Every draw has a key of its own: seed, person, which of their stays, and what it is for. So two runs differ only where
their numbers differ, in any number of threads; a new use of chance takes a new PURPOSE and moves no other.
"""

# mypy: disable-error-code="no-any-return"
# (the fields of an array's rows have no types that mypy knows)

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numba
from numba import int64, uint64

from homefirst.simulate.shapes import (
    ACUTE,
    AWAITING_FROM_BED,
    BED,
    CARE_HOME,
    CELLS,
    COUNCIL,
    DAY,
    ESCALATION,
    FIRST_AE,
    FIRST_WARD,
    HOME,
    HOUR,
    IN_BED,
    IN_HOME,
    LEVELS,
    NEVER,
    NOBODY,
    RING_MASK,
    Purpose,
    Step,
    Tell,
    Tick,
    Word,
)

F = TypeVar("F", bound=Callable[..., Any])
entry: Callable[[F], F] = numba.njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
rule: Callable[[F], F] = numba.njit(
    nogil=True, error_model="numpy", _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True
)

# Chance


@rule
def mixed(x: int) -> int:
    """64 bits stirred until each hangs on all (the finaliser of SplitMix64: Steele, Lea and Flood, 2014)."""
    x = (x ^ (x >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> uint64(27))) * uint64(0x94D049BB133111EB)
    return x ^ (x >> uint64(31))


@rule
def draw(seed: int, person: int, episode: int, purpose: int) -> float:
    """A number between 0 and 1, neither included, that these four always have."""
    key = mixed(uint64(seed) * uint64(0x9E3779B97F4A7C15) + uint64(person))
    key = mixed(key + uint64(episode) * uint64(0xD1342543DE82EF95) + uint64(purpose) * uint64(0x2545F4914F6CDD1D))
    return (float(key >> uint64(12)) + 0.5) * 2.0**-52


@rule
def chance(w: Any, p: Any, purpose: int) -> float:
    """This person's draw for this purpose in this stay."""
    return draw(w.seed, p.candidate, p.episode, purpose)


@rule
def length_of(stays: Any, which: int, u: float) -> int:
    """The length of stay that a share u of people stay no longer than, in microseconds: never none at all.

    The tables halve what is left of the people at each level, so that the longest stays are as exact as the rest.
    """
    part, power = math.frexp(1.0 - u)
    level = min(max(-power, 0), LEVELS - 1)
    place = (1.0 - part) * 2.0 * CELLS if power <= 0 else 0.0
    cell = min(int(place), CELLS - 1)
    over = place - cell
    days = stays[which, level, cell] * (1.0 - over) + stays[which, level, cell + 1] * over
    return max(int64(days * DAY), int64(1))


# Telling


@rule
def tell(w: Any, p: Any, rows: Any, time: int, kind: int, place: int, service: int, detail: int) -> None:
    """Write a row of what happened; without room only count it, so that the next run can make room."""
    if w.told < len(rows):
        row = rows[w.told]
        row.happened, row.person, row.sequence, row.episode = time, p.number, p.told, p.episode
        row.kind, row.place, row.service, row.detail = kind, place, service, detail
    w.told += 1
    p.told += 1
    p.last = time


@rule
def ward_of(p: Any) -> int:
    """The place of the person's hospital bed: each hospital has ordinary beds and escalation beds."""
    return FIRST_WARD + 2 * p.hospital + (p.bed == ESCALATION)


# Who is due when: a ring of short lists, one for each few minutes, in which a person stands until they are due. Nearly
# every list has one person or none, so finding the next is faster than in any sorted order.


@rule
def due_next(w: Any, ring: Any, p: Any, step: int, when: int) -> None:
    """Note that this is what happens to this person next, and then. Ties go to who came first."""
    p.step, p.due = step, when
    place = (when >> w.minutes) & RING_MASK
    p.beside = ring[place]
    ring[place] = p.number
    w.waiting += 1
    if when < w.due or (when == w.due and p.number < w.who):
        w.due, w.who = when, p.number


@rule
def take(w: Any, people: Any, ring: Any) -> int:
    """Take out the person due first, and find who is next."""
    first = w.who
    bucket = people[first].due >> w.minutes
    place = bucket & RING_MASK
    if ring[place] == first:
        ring[place] = people[first].beside
    else:
        before = ring[place]
        while people[before].beside != first:
            before = people[before].beside
        people[before].beside = people[first].beside
    w.waiting -= 1
    find_next(w, people, ring, bucket)
    return first


@rule
def find_next(w: Any, people: Any, ring: Any, bucket: int) -> None:
    """Find who is due first from this bucket on; NEVER where nobody is."""
    w.due, w.who = NEVER, NOBODY
    while w.waiting > 0 and w.who == NOBODY:
        one = ring[bucket & RING_MASK]
        while one != NOBODY:
            when = people[one].due
            if when >> w.minutes == bucket and (when < w.due or (when == w.due and one < w.who)):
                w.due, w.who = when, one
            one = people[one].beside
        bucket += 1


# Being somewhere: how many are where now, and for how long it was so many


@rule
def enter(w: Any, place: int, now: int) -> None:
    w.inside[place] += 1
    w.area[place] -= now - w.start


@rule
def leave(w: Any, place: int, now: int) -> None:
    w.inside[place] -= 1
    w.area[place] += now - w.start


@rule
def discharge(w: Any, p: Any, rows: Any, now: int, detail: int) -> None:
    """They leave the hospital."""
    leave(w, p.bed, now)
    tell(w, p, rows, now, Tell.DISCHARGED, ward_of(p), 0, detail)
    w.discharges += 1


@rule
def die(w: Any, p: Any, rows: Any, now: int, place: int) -> None:
    tell(w, p, rows, now, Tell.DIED, place, 0, 0)
    p.step = Step.GONE
    w.deaths += 1


@rule
def go_home(m: Any, w: Any, ring: Any, p: Any, now: int) -> None:
    """Home, needing nothing more for now; some return as an emergency."""
    p.bed = NOBODY
    p.step = Step.GONE
    if chance(w, p, Purpose.RETURNS) < m.readmitted:
        days = m.readmitted_from + (m.readmitted_to - m.readmitted_from) * chance(w, p, Purpose.RETURNS_AFTER)
        due_next(w, ring, p, Step.RETURN, now + int64(days * DAY))
        w.readmissions += 1


# 1. Somebody comes


@rule
def next_arrival(m: Any, w: Any, nights: Any) -> None:
    """Find when the next new person comes: as many candidates as in the busiest hour, thinned to this hour's."""
    while True:
        w.candidate += 1
        gap = -math.log(draw(w.seed, w.candidate, int64(0), Purpose.GAP)) / (m.arrivals_a_day * m.peak)
        w.arrival += max(int64(gap * DAY), int64(1))
        if w.arrival >= nights[-1]:
            return
        while w.arrival >= nights[w.arrival_day + 1]:
            w.arrival_day += 1
        hour = min((w.arrival - nights[w.arrival_day]) // HOUR, int64(23))
        busy = m.weekday[(m.first_weekday + w.arrival_day) % 7] * m.hour[hour]
        if draw(w.seed, w.candidate, int64(0), Purpose.KEPT) * m.peak < busy:
            return


@rule
def new_person(m: Any, w: Any, people: Any, rows: Any, now: int) -> int:
    """A person not seen before, living somewhere."""
    who = w.people
    w.people += 1
    p = people[who]
    p.number, p.candidate, p.episode, p.told, p.bed = who, w.candidate, 0, 0, NOBODY
    p.care_home = chance(w, p, Purpose.RESIDENCE) < m.from_care_home
    tell(w, p, rows, now, Tell.RESIDENCE, COUNCIL, 0, Word.CARE_HOME_LIVED if p.care_home else Word.OWN_HOME)
    return who


@rule
def admit(m: Any, stays: Any, w: Any, ring: Any, p: Any, rows: Any, now: int) -> None:
    """Into an ordinary bed, or an escalation bed when there is none."""
    p.hospital = int64(chance(w, p, Purpose.HOSPITAL) >= m.first_hospital)
    p.bed = ACUTE if w.inside[ACUTE] < m.acute_beds else ESCALATION
    enter(w, p.bed, now)
    w.admissions += 1
    w.escalations += p.bed == ESCALATION
    method = Word.BY_OTHER_MEANS
    if chance(w, p, Purpose.BY_AE) < m.through_ae:
        method = Word.BY_AE
        hours = m.ae_hours_from + (m.ae_hours_to - m.ae_hours_from) * chance(w, p, Purpose.HOURS_IN_AE)
        how = Word.AMBULANCE if chance(w, p, Purpose.BY_AMBULANCE) < m.by_ambulance else Word.WALK_IN
        tell(w, p, rows, now - int64(hours * HOUR), Tell.ATTENDED, FIRST_AE + p.hospital, 0, how)
    tell(w, p, rows, now, Tell.ADMITTED, ward_of(p), 0, method)
    length = length_of(stays, 0, chance(w, p, Purpose.HOSPITAL_STAY))
    due_next(w, ring, p, Step.STAY_ENDS, now + length)


# 2. They need the hospital no longer


@rule
def stay_ends(m: Any, stays: Any, w: Any, ring: Any, people: Any, p: Any, rows: Any, now: int) -> None:
    """They die, or are ready to leave: home at once, or when the service that they need can start."""
    if chance(w, p, Purpose.DIES_IN_HOSPITAL) < m.dies_in_hospital:
        discharge(w, p, rows, now, Word.DIED)
        die(w, p, rows, now, ward_of(p))
        return
    u = chance(w, p, Purpose.PATHWAY)
    pathway = int64(u >= m.pathway_up_to[0]) + int64(u >= m.pathway_up_to[1]) + int64(u >= m.pathway_up_to[2])
    tell(w, p, rows, now, Tell.NOT_MET, ward_of(p), 0, 0)
    tell(w, p, rows, now, Tell.PATHWAY, ward_of(p), 0, Word.PATHWAY_0 + pathway)
    if pathway == 0:
        discharge(w, p, rows, now, Word.TO_USUAL_PLACE)
        go_home(m, w, ring, p, now)
    else:
        ask(m, stays, w, ring, people, p, rows, pathway, now)


# 3. They wait for a service, which starts when it can


@rule
def awaiting(p: Any) -> int:
    """Where somebody waits: in hospital for the service, or in a bed elsewhere for help at home."""
    return AWAITING_FROM_BED if p.bed == IN_BED else ESCALATION + p.service


@rule
def may_start(m: Any, w: Any, service: int) -> bool:
    """Whether the service has a place free and starts people at this time of the week."""
    return w.inside[IN_HOME + service - 1] < m.places[service] and (w.open or m.office_hours[service] == 0)


@rule
def ask(m: Any, stays: Any, w: Any, ring: Any, people: Any, p: Any, rows: Any, service: int, now: int) -> None:
    """Refer them: the service starts at once, or they join its queue, keeping the bed they have."""
    p.service, p.asked = service, now
    in_hospital = p.bed != IN_BED
    tell(w, p, rows, now, Tell.REFERRED, ward_of(p) if in_hospital else int64(0), service, 0)
    if w.first[service] == NOBODY and may_start(m, w, service):
        begin(stays, w, ring, p, rows, now)
        return
    if in_hospital:
        full = w.inside[IN_HOME + service - 1] >= m.places[service]
        reason = Word.NONE_AVAILABLE + service if full else Word.UNDERWAY + service
        tell(w, p, rows, now, Tell.DELAY, ward_of(p), 0, reason)
    enter(w, awaiting(p), now)
    p.behind = NOBODY
    if w.first[service] == NOBODY:
        w.first[service] = p.number
    else:
        people[w.last[service]].behind = p.number
    w.last[service] = p.number


@rule
def begin(stays: Any, w: Any, ring: Any, p: Any, rows: Any, now: int) -> None:
    """The service starts, and only now is the bed behind them free."""
    service = p.service
    if now >= w.measured_from:
        kind = int64(0) if p.bed == IN_BED else service
        w.waited[kind] += now - p.asked
        w.started[kind] += 1
    tell(w, p, rows, now, Tell.ACCEPTED, 0, service, 0)
    if p.bed == IN_BED:
        leave(w, IN_BED, now)
        tell(w, p, rows, now, Tell.ENDED, 0, BED, Word.MORE_INTERMEDIATE_CARE)
    else:
        discharge(w, p, rows, now, Word.TO_USUAL_PLACE + service - 1)
    tell(w, p, rows, now, Tell.STARTED, 0, service, Word.SUPPORT + service)
    if service == CARE_HOME and not p.care_home:
        tell(w, p, rows, now, Tell.RESIDENCE, COUNCIL, 0, Word.CARE_HOME_LIVED)
        p.care_home = True
    p.bed = IN_BED if service == BED else NOBODY
    enter(w, IN_HOME + service - 1, now)
    length = length_of(stays, service, chance(w, p, Purpose.HOSPITAL_STAY + service))
    due_next(w, ring, p, Step.SERVICE_ENDS, now + length)


@rule
def fill(m: Any, stays: Any, w: Any, ring: Any, people: Any, rows: Any, service: int, now: int) -> None:
    """Start the service for those who have waited longest, while there are places."""
    while w.first[service] != NOBODY and may_start(m, w, service):
        p = people[w.first[service]]
        w.first[service] = p.behind
        leave(w, awaiting(p), now)
        begin(stays, w, ring, p, rows, now)


@rule
def fill_places(m: Any, stays: Any, w: Any, ring: Any, people: Any, rows: Any, now: int) -> None:
    """Beds elsewhere last: help at home that starts may have freed one."""
    fill(m, stays, w, ring, people, rows, HOME, now)
    fill(m, stays, w, ring, people, rows, CARE_HOME, now)
    fill(m, stays, w, ring, people, rows, BED, now)


# 4. The service ends


@rule
def service_ends(m: Any, stays: Any, w: Any, ring: Any, people: Any, p: Any, rows: Any, now: int) -> None:
    """They die, or need help at home next, or are at home, or stay in a care home for good."""
    service = p.service
    if chance(w, p, Purpose.DIES_IN_HOSPITAL + service) < m.dies[service]:
        tell(w, p, rows, now, Tell.ENDED, 0, service, Word.DIED_IN_SERVICE)
        die(w, p, rows, now, int64(0))
    elif service == BED and chance(w, p, Purpose.HELP_AFTER_BED) < m.help_after_bed:
        ask(m, stays, w, ring, people, p, rows, int64(HOME), now)
        return
    elif service == CARE_HOME:
        tell(w, p, rows, now, Tell.ENDED, 0, service, Word.STAYS_IN_CARE_HOME)
        p.step = Step.GONE
    else:
        tell(w, p, rows, now, Tell.ENDED, 0, service, Word.NO_MORE_HELP)
        go_home(m, w, ring, p, now)
    leave(w, IN_HOME + service - 1, now)


# 5. The clock


@rule
def tick(w: Any, what: int, now: int, census: Any) -> None:
    """Midnight is counted before anything that happens at midnight; services open and close."""
    if what == Tick.OPENS:
        w.open = True
    elif what == Tick.CLOSES:
        w.open = False
    else:
        night = census[w.night]
        for place in range(len(w.inside)):
            night.inside[place] = w.inside[place]
        night.admissions, night.returns, night.discharges, night.deaths = (
            w.admissions,
            w.returns,
            w.discharges,
            w.deaths,
        )
        w.night += 1
        w.events += 1
    if now == w.measured_from and what == Tick.MIDNIGHT:
        for place in range(len(w.inside)):
            w.area[place] = -w.inside[place] * (now - w.start)


@entry
def run(
    model: Any, stays: Any, world: Any, nights: Any, clock: Any, people: Any, ring: Any, rows: Any, census: Any
) -> None:
    """From an empty system to the last midnight: what comes first of the clock, an arrival and somebody's next step."""
    m, w = model[0], world[0]
    ticks = int64(0)
    next_arrival(m, w, nights)
    while ticks < len(clock):
        if clock[ticks].when <= min(w.arrival, w.due):
            now = clock[ticks].when
            tick(w, clock[ticks].what, now, census)
            fill_places(m, stays, w, ring, people, rows, now)
            ticks += 1
        elif w.arrival <= w.due:
            now = w.arrival
            p = people[new_person(m, w, people, rows, now)]
            admit(m, stays, w, ring, p, rows, now)
            next_arrival(m, w, nights)
            w.events += 1
        else:
            now = w.due
            p = people[take(w, people, ring)]
            w.events += 1
            if p.step == Step.STAY_ENDS:
                stay_ends(m, stays, w, ring, people, p, rows, now)
            elif p.step == Step.SERVICE_ENDS:
                service_ends(m, stays, w, ring, people, p, rows, now)
                fill_places(m, stays, w, ring, people, rows, now)
            else:
                p.episode += 1
                w.returns += 1
                admit(m, stays, w, ring, p, rows, now)
    for place in range(len(w.inside)):
        w.area[place] += w.inside[place] * (nights[-1] - w.start)


@entry
def describe(seed: int, candidates: Any, came: Any, bands: Any, women: float, born: Any, female: Any) -> None:
    """Birth days (since 1970) and sexes of people who came on these days; `bands` are shares from 65, 75 and 85 on."""
    for n in range(len(candidates)):
        u = draw(seed, candidates[n], int64(0), Purpose.AGE_BAND)
        band = int64(u >= bands[0]) + int64(u >= bands[0] + bands[1])
        years = 65.01 + 10.0 * band + (9.98 if band < 2 else 14.98) * draw(seed, candidates[n], int64(0), Purpose.AGE)
        born[n] = came[n] - int64(years * 365.25)
        female[n] = draw(seed, candidates[n], int64(0), Purpose.SEX) < women
