"""The rules of `journey.py` for everyone at once: compiled, on columns, one person after another.

Each function here says what the function of the same name in `standing.py` or `journey.py` says; random ledgers
hold the two to one answer (tests/test_two_ways.py). Change them together. Over 300 lines for the same
reason as `journey.py`: the rules stand in one place.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numba
import numpy as np

from homefirst.columns.shapes import (
    ADMITTED_WORD,
    ATTENDANCES,
    DEATHS,
    DELAYS,
    KIND_NUMBER,
    NO_NUMBER,
    ONWARD_WORD,
    OPEN,
    READY,
    REFERRALS,
    RESIDENCES,
    SPELLS,
    STAYS,
    SUPPORTS,
    TRANSFER_WORD,
    Events,
    Out,
)
from homefirst.days import LONDON
from homefirst.event import Kind
from homefirst.journey import TRANSFER_NIGHTS

entry: Any = numba.njit(cache=True, nogil=True)
rule: Any = numba.njit(cache=True, nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True)

ATTENDED = KIND_NUMBER[Kind.ATTENDED]
STREAMED = KIND_NUMBER[Kind.STREAMED]
DECIDED = KIND_NUMBER[Kind.DECIDED_TO_ADMIT]
LEFT = KIND_NUMBER[Kind.LEFT_DEPARTMENT]
ADMITTED = KIND_NUMBER[Kind.ADMITTED]
MOVED = KIND_NUMBER[Kind.MOVED]
EXPECTED = KIND_NUMBER[Kind.EXPECTED_DISCHARGE_SET]
MET = KIND_NUMBER[Kind.CRITERIA_TO_RESIDE_MET]
NOT_MET = KIND_NUMBER[Kind.CRITERIA_TO_RESIDE_NOT_MET]
DELAY_STARTED = KIND_NUMBER[Kind.DELAY_STARTED]
DELAY_ENDED = KIND_NUMBER[Kind.DELAY_ENDED]
PATHWAY = KIND_NUMBER[Kind.PATHWAY_CHOSEN]
DISCHARGED = KIND_NUMBER[Kind.DISCHARGED]
DIED = KIND_NUMBER[Kind.DIED]
REFERRED = KIND_NUMBER[Kind.REFERRED]
TRIAGED = KIND_NUMBER[Kind.TRIAGED]
ACCEPTED = KIND_NUMBER[Kind.ACCEPTED]
DECLINED = KIND_NUMBER[Kind.DECLINED]
WITHDRAWN = KIND_NUMBER[Kind.WITHDRAWN]
SUPPORT_STARTED = KIND_NUMBER[Kind.SUPPORT_STARTED]
SUPPORT_HELD = KIND_NUMBER[Kind.SUPPORT_HELD]
SUPPORT_RESTARTED = KIND_NUMBER[Kind.SUPPORT_RESTARTED]
SUPPORT_ENDED = KIND_NUMBER[Kind.SUPPORT_ENDED]
RESIDENCE = KIND_NUMBER[Kind.RESIDENCE_CHANGED]
CORRECTED = KIND_NUMBER[Kind.CORRECTED]
RETRACTED = KIND_NUMBER[Kind.RETRACTED]
NO_DAY = NO_NUMBER
PLACED, DETAILED, ENDED = len(KIND_NUMBER), len(KIND_NUMBER) + 1, len(KIND_NUMBER) + 2
TELLINGS = len(KIND_NUMBER) + 3

MICROSECONDS_A_DAY = 86_400_000_000
MICROSECONDS_AN_HOUR = 3_600_000_000
MICROSECONDS_A_YEAR = 31_556_952_000_000
FIRST_YEAR, LAST_YEAR = 1970, 2100


def clock_change(start: datetime, end: datetime) -> datetime:
    """The moment between two at which the clocks in England changed; by halving."""
    before = start.astimezone(LONDON).utcoffset()
    while end - start > timedelta(seconds=1):
        middle = start + (end - start) / 2
        if middle.astimezone(LONDON).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end.replace(microsecond=0)


def summer_times() -> tuple[np.ndarray, np.ndarray]:
    """When British Summer Time begins and ends in each year, in microseconds UTC."""
    begins, ends = [], []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        january, july = datetime(year, 1, 1, tzinfo=UTC), datetime(year, 7, 1, tzinfo=UTC)
        begins.append(clock_change(january, july))
        ends.append(clock_change(july, datetime(year, 12, 31, tzinfo=UTC)))
    as_numbers = [[int(t.timestamp()) * 1_000_000 for t in times] for times in (begins, ends)]
    return np.array(as_numbers[0], dtype=np.int64), np.array(as_numbers[1], dtype=np.int64)


SUMMER_BEGINS, SUMMER_ENDS = summer_times()


@rule
def local_day(time: int) -> int:
    """The day on the wall in England, as days since 1970."""
    year = min(max(time // MICROSECONDS_A_YEAR, 0), len(SUMMER_BEGINS) - 1)
    summer = SUMMER_BEGINS[year] <= time < SUMMER_ENDS[year]
    return (time + (MICROSECONDS_AN_HOUR if summer else 0)) // MICROSECONDS_A_DAY


# Which events stand


@rule
def later_recorded(ev: Events, a: int, b: int) -> bool:
    """Whether row a was recorded after row b."""
    return ev.recorded[a] > ev.recorded[b] or (ev.recorded[a] == ev.recorded[b] and ev.id[a] > ev.id[b])


@rule
def precedes(ev: Events, a: int, b: int) -> bool:
    """Whether row a comes before row b in a journey."""
    if ev.happened[a] != ev.happened[b]:
        return ev.happened[a] < ev.happened[b]
    if ev.sequence[a] != ev.sequence[b]:
        return ev.sequence[a] < ev.sequence[b]
    return later_recorded(ev, b, a)


@rule
def standing(ev: Events, words: Any, first: int, end: int, to: Any) -> int:
    """Fill `to.rows` with the person's rows that stand, in order; give how many."""
    mended = False
    for row in range(first, end):
        if ev.kind[row] == RETRACTED or ev.kind[row] == CORRECTED:
            mended = True
            break
    if mended:
        return standing_when_mended(ev, words, first, end, to)
    for row in range(first, end):
        to[row - first].rows = row
    return end - first


@rule
def standing_when_mended(ev: Events, words: Any, first: int, end: int, to: Any) -> int:
    for n in range(end - first):
        to[n].gone = False
    retract_by_id(ev, first, end, to)
    retract_by_name(ev, words, first, end, to)
    correct(ev, first, end, to)
    count = 0
    for row in range(first, end):
        if to[row - first].gone or ev.kind[row] == RETRACTED or ev.kind[row] == CORRECTED:
            continue
        place = count
        while place > 0 and precedes(ev, row, to[place - 1].rows):
            to[place].rows = to[place - 1].rows
            place -= 1
        to[place].rows = row
        count += 1
    return count


@rule
def retract_by_id(ev: Events, first: int, end: int, to: Any) -> None:
    for r in range(first, end):
        if ev.kind[r] != RETRACTED or ev.about[r] == 0:
            continue
        for row in range(first, end):
            if ev.id[row] == ev.about[r] and ev.kind[row] != RETRACTED:
                to[row - first].gone = True


@rule
def retract_by_name(ev: Events, words: Any, first: int, end: int, to: Any) -> None:
    """Retractions by kind, in the order in which they were recorded."""
    count = 0
    for row in range(first, end):
        if ev.kind[row] == RETRACTED and ev.about[row] == 0:
            place = count
            while place > 0 and later_recorded(ev, to[place - 1].sorted, row):
                to[place].sorted = to[place - 1].sorted
                place -= 1
            to[place].sorted = row
            count += 1
    for n in range(count):
        kind = words[ev.detail[to[n].sorted]].kind
        if kind >= 0:
            retract_named(ev, to[n].sorted, kind, first, end, to)


@rule
def is_named(ev: Events, retraction: int, kind: int, row: int) -> bool:
    """Whether a retraction by kind speaks of this row."""
    same = ev.kind[row] == kind or (kind == DISCHARGED and ev.kind[row] == DIED)
    return same and ev.spell[row] == ev.spell[retraction] and ev.recorded[row] <= ev.recorded[retraction]


@rule
def retract_named(ev: Events, retraction: int, kind: int, first: int, end: int, to: Any) -> None:
    once = kind in (ATTENDED, LEFT, ADMITTED, DISCHARGED)
    every = once and ev.spell[retraction] != 0
    there = False
    latest = -OPEN
    for row in range(first, end):
        if is_named(ev, retraction, kind, row):
            there = there or ev.happened[row] == ev.happened[retraction]
            if not to[row - first].gone:
                latest = max(latest, ev.happened[row])
    moment = ev.happened[retraction] if there else latest
    for row in range(first, end):
        if is_named(ev, retraction, kind, row) and (every or ev.happened[row] == moment):
            to[row - first].gone = True


@rule
def correct(ev: Events, first: int, end: int, to: Any) -> None:
    """Write each standing correction that was recorded last over the event it is about."""
    for row in range(first, end):
        if ev.kind[row] == RETRACTED or ev.kind[row] == CORRECTED:
            continue
        said = -1
        for c in range(first, end):
            if ev.kind[c] == CORRECTED and ev.about[c] == ev.id[row] and not to[c - first].gone:
                if said < 0 or later_recorded(ev, c, said):
                    said = c
        if said >= 0:
            ev.happened[row], ev.recorded[row] = ev.happened[said], ev.recorded[said]
            ev.location[row], ev.service[row] = ev.location[said], ev.service[said]
            ev.detail[row] = ev.detail[said]


# Which stay an event belongs to


@rule
def is_visit(kind: int) -> bool:
    return kind in (ATTENDED, STREAMED, DECIDED, LEFT)


@rule
def is_stay(kind: int) -> bool:
    return kind in (ADMITTED, MOVED, EXPECTED, MET, NOT_MET, DELAY_STARTED, DELAY_ENDED, PATHWAY, DISCHARGED)


@rule
def stay_number(key: int, stays: int, to: Any) -> int:
    """The number of the stay with this key, or -1; the latest first, for it is most often meant."""
    for n in range(stays - 1, -1, -1):
        if not to[n].made and to[n].key == key:
            return n
    return -1


@rule
def open_stay(key: int, made: bool, stays: int, to: Any) -> None:
    to[stays].key = key
    to[stays].made = made
    to[stays].first = 0


@rule
def admission_told(ev: Events, words: Any, first: int, end: int, key: int) -> bool:
    """Whether an admission to this stay was ever told, standing or not."""
    for row in range(first, end):
        if ev.spell[row] != key:
            continue
        if ev.kind[row] == ADMITTED:
            return True
        if ev.kind[row] == RETRACTED and ev.about[row] == 0 and words[ev.detail[row]].kind == ADMITTED:
            return True
    return False


@rule
def told_before(ev: Events, words: Any, row: int, stay: int, count: int, to: Any) -> bool:
    """Whether this admission is one that the stay already has, told again: same provider, same moment."""
    for n in range(count):
        other = to[n].rows
        if to[n].group == stay and ev.kind[other] == ADMITTED and ev.happened[other] == ev.happened[row]:
            if words[ev.location[other]].provider == words[ev.location[row]].provider:
                return True
    return False


@rule
def by_stay(ev: Events, words: Any, first: int, end: int, count: int, to: Any) -> int:
    """Give each standing row its stay's number in `to.group`; give how many stays there are."""
    stays = 0
    current = latest = visit = -1
    for n in range(count):
        row = to[n].rows
        kind = ev.kind[row]
        to[n].group = -1
        if not (is_visit(kind) or is_stay(kind)):
            continue
        stay = -1
        if ev.spell[row] != 0:
            stay = stay_number(ev.spell[row], stays, to)
            if stay < 0:
                open_stay(ev.spell[row], False, stays, to)
                stay = stays
                stays += 1
        elif kind == ATTENDED:
            open_stay(0, True, stays, to)
            stay = stays
            stays += 1
        elif is_visit(kind):
            stay = visit
        elif kind == ADMITTED:
            if current >= 0 and to[current].made and told_before(ev, words, row, current, n, to):
                stay = current
            else:
                open_stay(0, True, stays, to)
                stay = stays
                stays += 1
        else:
            stay = current if current >= 0 else latest
            if stay < 0 and (kind in (MOVED, DISCHARGED)) and not admission_told(ev, words, first, end, 0):
                open_stay(0, True, stays, to)
                stay = latest = stays
                stays += 1
        if kind == ATTENDED:
            visit = stay
        elif kind == ADMITTED:
            current = latest = stay
        elif kind == DISCHARGED and stay == current:
            current = -1
        to[n].group = stay
    return stays


@rule
def sort_by_stay(count: int, stays: int, to: Any) -> None:
    """Put the standing rows of each stay together, in order: `to.sorted[to[s].first : to[s + 1].first]`."""
    for n in range(stays + 1):
        to[n].first = 0
    for n in range(count):
        if to[n].group >= 0:
            to[to[n].group + 1].first += 1
    for s in range(stays):
        to[s + 1].first += to[s].first
        to[s].next = to[s].first
    for n in range(count):
        if to[n].group >= 0:
            to[to[to[n].group].next].sorted = to[n].rows
            to[to[n].group].next += 1


# Spells


@rule
def last_recorded(ev: Events, words: Any, a: int, b: int, to: Any) -> None:
    """Of several tellings of one fact in a stay (sorted rows a to b), the row recorded last: `to[kind].told`, or -1.

    Also of admissions that name a ward (PLACED) or say how (DETAILED), and of discharges that say where to (ENDED).
    """
    for kind in range(TELLINGS):
        to[kind].told = -1
    for n in range(a, b):
        row = to[n].sorted
        kind = ev.kind[row]
        tell(ev, row, kind, to)
        if kind == ADMITTED:
            if words[ev.location[row]].on_ward:
                tell(ev, row, PLACED, to)
            if ev.detail[row] != 0:
                tell(ev, row, DETAILED, to)
        elif kind == DISCHARGED and words[ev.detail[row]].says_end:
            tell(ev, row, ENDED, to)


@rule
def tell(ev: Events, row: int, what: int, to: Any) -> None:
    if to[what].told < 0 or later_recorded(ev, row, to[what].told):
        to[what].told = row


@rule
def first_heard(ev: Events, words: Any, a: int, b: int, first: int, end: int, key: int, to: Any) -> int:
    """Where a stay seems to begin when nobody ever told us of an admission; -1 if somebody did."""
    if admission_told(ev, words, first, end, key):
        return -1
    for n in range(a, b):
        row = to[n].sorted
        if ev.kind[row] == MOVED or ev.kind[row] == DISCHARGED:
            return row
    return -1


@rule
def spells_of(ev: Events, words: Any, a: int, b: int, first: int, end: int, key: int, out: Out, to: Any) -> None:
    """Write the spells of one stay (sorted rows a to b), with their wards, readiness and delays."""
    began = to[ADMITTED].told
    heard = began >= 0
    if not heard:
        began = first_heard(ev, words, a, b, first, end, key, to)
        if began < 0:
            return
    left = to[DISCHARGED].told
    ended = ev.happened[left] if left >= 0 else OPEN
    points = ward_points(ev, words, a, b, began, ended, to)
    p = 0
    while p < points:
        q = end_of_provider(words, p, points, to)
        spell = write_spell(ev, words, a, ended, p, q, points, out, to)
        out.spells[spell].admission_heard = heard
        write_stays(spell, ended, p, q, points, out, to)
        fill(ev, words, a, b, spell, p == 0, q == points, out, to)
        p = q


@rule
def ward_points(ev: Events, words: Any, a: int, b: int, began: int, ended: int, to: Any) -> int:
    """The wards in turn (time and place), from the admission to the end; give how many."""
    placed = to[PLACED].told
    to[0].point_at = ev.happened[began]
    to[0].point_place = ev.location[placed if placed >= 0 else began]
    count = 1
    for n in range(a, b):
        row = to[n].sorted
        at, place = ev.happened[row], ev.location[row]
        if ev.kind[row] != MOVED or place == 0 or at < ev.happened[began] or (ended != OPEN and at >= ended):
            continue
        if at == to[count - 1].point_at:
            count -= 1
        if count == 0 or place != to[count - 1].point_place:
            to[count].point_at, to[count].point_place = at, place
            count += 1
    return count


@rule
def end_of_provider(words: Any, p: int, points: int, to: Any) -> int:
    """The end of the run of points, from `p`, at one provider; an unknown place goes with the next."""
    known = words[to[p].point_place].provider
    for n in range(p + 1, points):
        here = words[to[n].point_place].provider
        if n == p + 1 and to[p].point_place == 0:
            known = here
        elif here != known:
            return n
    return points


@rule
def write_spell(ev: Events, words: Any, a: int, ended: int, p: int, q: int, points: int, out: Out, to: Any) -> int:
    """One row of spells for the points from p to q; give its number."""
    n = out.rows[SPELLS]
    out.rows[SPELLS] += 1
    s = out.spells
    s[n].person = ev.person[to[a].sorted]
    known = p + 1 if to[p].point_place == 0 and q > p + 1 else p
    s[n].provider = words[to[known].point_place].provider
    s[n].first_location, s[n].location = to[p].point_place, to[q - 1].point_place
    s[n].started = to[p].point_at
    s[n].ended = ended if q == points else to[q].point_at
    told = to[DETAILED].told
    s[n].admission_method = TRANSFER_WORD if p > 0 else (ev.detail[told] if told >= 0 else 0)
    s[n].destination, s[n].discharge_method = ONWARD_WORD, 0
    if q == points:
        end = to[ENDED].told
        s[n].destination = words[ev.detail[end]].destination if end >= 0 else 0
        s[n].discharge_method = words[ev.detail[end]].method if end >= 0 else 0
    return n


@rule
def write_stays(spell: int, ended: int, p: int, q: int, points: int, out: Out, to: Any) -> None:
    for n in range(p, q):
        k = out.rows[STAYS]
        out.rows[STAYS] += 1
        out.stays[k].spell = spell
        out.stays[k].person = out.spells[spell].person
        out.stays[k].location = to[n].point_place
        out.stays[k].provider = out.spells[spell].provider
        out.stays[k].started = to[n].point_at
        out.stays[k].ended = to[n + 1].point_at if n + 1 < points else ended


@rule
def fill(ev: Events, words: Any, a: int, b: int, spell: int, first: bool, last: bool, out: Out, to: Any) -> None:
    """Readiness, delays, expected dates and pathway of one spell."""
    s = out.spells
    started, ended = s[spell].started, s[spell].ended
    s[spell].pathway = s[spell].expected = s[spell].expected_sets = 0
    s[spell].ready = OPEN
    runs = delays = 0
    since = OPEN
    for n in range(a, b):
        row = to[n].sorted
        at, kind = ev.happened[row], ev.kind[row]
        if not ((first or at >= started) and (last or at < ended)):
            continue
        if kind == PATHWAY:
            s[spell].pathway = ev.detail[row]
        elif kind == EXPECTED:
            s[spell].expected = ev.detail[row]
            s[spell].expected_sets += 1
        elif ended == OPEN or at <= ended:
            moment = max(at, started)
            if kind == NOT_MET and since == OPEN:
                since = moment
            elif kind == MET and since != OPEN:
                write_run(spell, since, moment, runs, out, to)
                runs += 1
                since = OPEN
            if kind in (DELAY_STARTED, DELAY_ENDED, MET) and (ended == OPEN or at < ended):
                delays = follow_delay(ev, words, row, moment, spell, delays, out, to)
    if since != OPEN:
        write_run(spell, since, ended, runs, out, to)
        runs += 1
    if runs > 0 and out.ready[to[runs - 1].run_row].ended == ended:
        s[spell].ready = out.ready[to[runs - 1].run_row].started
    if runs + delays > 0:
        close_delays(spell, delays, out, to)
        count_delays(spell, delays, runs, out, to)


@rule
def write_run(spell: int, since: int, until: int, runs: int, out: Out, to: Any) -> None:
    k = out.rows[READY]
    out.rows[READY] += 1
    out.ready[k].spell = spell
    out.ready[k].person = out.spells[spell].person
    out.ready[k].provider = out.spells[spell].provider
    out.ready[k].started, out.ready[k].ended = since, until
    to[runs].run_row = k


@rule
def follow_delay(ev: Events, words: Any, row: int, moment: int, spell: int, delays: int, out: Out, to: Any) -> int:
    """The spell's delays after one more event; give how many there are."""
    kind = ev.kind[row]
    if kind == DELAY_STARTED:
        for n in range(delays):
            k = to[n].delay_row
            if out.delays[k].ended == OPEN and out.delays[k].detail == ev.detail[row]:
                return delays
        to[delays].delay_row = write_delay(spell, ev.detail[row], moment, OPEN, out)
        to[delays].delay_event = row
        return delays + 1
    if kind in (DELAY_ENDED, MET):
        for n in range(delays):
            k = to[n].delay_row
            if out.delays[k].ended == OPEN and ends(ev, words, row, to[n].delay_event):
                out.delays[k].ended = moment
    return delays


@rule
def ends(ev: Events, words: Any, row: int, delay: int) -> bool:
    """Whether this event ends that delay: by id, by reason, or because the person is not ready any more."""
    if ev.kind[row] == MET:
        return True
    if ev.about[row] != 0:
        return ev.about[row] == ev.id[delay]
    return words[ev.detail[row]].reason == words[ev.detail[delay]].reason


@rule
def write_delay(spell: int, detail: int, started: int, ended: int, out: Out) -> int:
    k = out.rows[DELAYS]
    out.rows[DELAYS] += 1
    d = out.delays
    d[k].spell, d[k].person, d[k].provider = spell, out.spells[spell].person, out.spells[spell].provider
    d[k].detail, d[k].started, d[k].ended = detail, started, ended
    return k


@rule
def close_delays(spell: int, delays: int, out: Out, to: Any) -> None:
    for n in range(delays):
        if out.delays[to[n].delay_row].ended == OPEN:
            out.delays[to[n].delay_row].ended = out.spells[spell].ended


# The single national reason for each night


@rule
def until(time: int, out: Out) -> int:
    """An end, or the ledger's own time where there is none yet."""
    return out.as_at[0] if time == OPEN else time


@rule
def count_delays(spell: int, delays: int, runs: int, out: Out, to: Any) -> None:
    """Nights counted under each delay, and rows for nights of readiness under no reason.

    An open delay or run is counted up to the ledger's own time, `out.as_at`.
    """
    covered = NO_DAY
    for n in range(delays):
        k = to[n].delay_row
        end = local_day(until(out.delays[k].ended, out))
        begin = max(local_day(out.delays[k].started), covered)
        out.delays[k].counted_from, out.delays[k].counted_days = begin, max(end - begin, 0)
        covered = max(covered, end)
    for n in range(runs):
        unexplained(spell, to[n].run_row, delays, out, to)


@rule
def unexplained(spell: int, run: int, delays: int, out: Out, to: Any) -> None:
    """Rows for the nights of a run of readiness under no reason at all."""
    start, end = out.ready[run].started, until(out.ready[run].ended, out)
    since = local_day(start)
    for n in range(delays):
        k = to[n].delay_row
        over = until(out.delays[k].ended, out)
        if out.delays[k].started >= end or over <= start:
            continue
        write_gap(spell, since, local_day(out.delays[k].started), start, out)
        since = max(since, local_day(over))
    write_gap(spell, since, local_day(end), start, out)


@rule
def write_gap(spell: int, since: int, to_day: int, started: int, out: Out) -> None:
    if to_day > since:
        k = write_delay(spell, 0, started, OPEN, out)
        out.delays[k].counted_from, out.delays[k].counted_days = since, to_day - since


# What follows a spell


@rule
def begins_before(s: Any, a: int, b: int) -> bool:
    """Whether spell a stands before spell b in the person's journey."""
    if s[a].started != s[b].started:
        return s[a].started < s[b].started
    return s[a].ended < s[b].ended


@rule
def follow_spells(words: Any, first: int, end: int, out: Out, to: Any) -> None:
    """For each of a person's spells: does the stay go on in the next, and was it followed by an emergency?"""
    s = out.spells
    for n in range(end - first):
        place = n
        while place > 0 and begins_before(s, first + n, to[place - 1].by_start):
            to[place].by_start = to[place - 1].by_start
            place -= 1
        to[place].by_start = first + n
    for n in range(end - first):
        here = to[n].by_start
        following = to[n + 1].by_start if n + 1 < end - first else -1
        s[here].transferred = following >= 0 and is_transfer(words, s, here, following)
        s[here].readmitted_after = NO_NUMBER
        if s[here].ended == OPEN or s[here].transferred:
            continue
        for m in range(n + 1, end - first):
            later = to[m].by_start
            if s[later].started >= s[here].ended:
                if words[s[later].admission_method].emergency:
                    s[here].readmitted_after = local_day(s[later].started) - local_day(s[here].ended)
                break


@rule
def is_transfer(words: Any, s: Any, here: int, following: int) -> bool:
    """Whether the stay goes on in the next spell: a transfer between providers, not a return."""
    if s[here].ended == OPEN:
        return False
    gap = local_day(s[following].started) - local_day(s[here].ended)
    if gap < 0 or gap > TRANSFER_NIGHTS:
        return False
    return words[s[here].destination].hospital or s[following].admission_method == TRANSFER_WORD


# A&E, referrals, support, where the person lived


@rule
def attendance(ev: Events, out: Out, to: Any) -> None:
    """The A&E visit of one stay."""
    arrived, left, admitted = to[ATTENDED].told, to[LEFT].told, to[ADMITTED].told
    streamed, decided = to[STREAMED].told, to[DECIDED].told
    k = out.rows[ATTENDANCES]
    out.rows[ATTENDANCES] += 1
    visit = out.attendances
    visit[k].person, visit[k].location, visit[k].arrived = (
        ev.person[arrived],
        ev.location[arrived],
        ev.happened[arrived],
    )
    visit[k].arrival_mode = ev.detail[arrived]
    visit[k].stream = ev.detail[streamed] if streamed >= 0 else 0
    visit[k].decided_to_admit = ev.happened[decided] if decided >= 0 else OPEN
    visit[k].outcome = ADMITTED_WORD if admitted >= 0 else (ev.detail[left] if left >= 0 else 0)
    if left < 0 and admitted >= 0 and ev.happened[admitted] >= ev.happened[arrived]:
        left = admitted
    visit[k].left = ev.happened[left] if left >= 0 else OPEN


@rule
def answers_to(ev: Events, n: int, kind: int, to: Any) -> int:
    """The row of the referral or support (of this kind) that the n-th standing row speaks of, or -1."""
    row = to[n].rows
    for m in range(n - 1, -1, -1):
        earlier = to[m].rows
        if ev.kind[earlier] != kind:
            continue
        if ev.about[row] != 0:
            if ev.id[earlier] == ev.about[row]:
                return m
        elif ev.service[earlier] == ev.service[row]:
            return m
    return -1


@rule
def referrals(ev: Events, count: int, out: Out, to: Any) -> None:
    """Each referral with its triage, its last answer and the first start of help."""
    r = out.referrals
    none_before = out.rows[REFERRALS]
    for n in range(count):
        row, kind = to[n].rows, ev.kind[to[n].rows]
        if kind == REFERRED:
            k = out.rows[REFERRALS]
            out.rows[REFERRALS] += 1
            to[n].group = k
            r[k].person, r[k].service, r[k].detail, r[k].referred = (
                ev.person[row],
                ev.service[row],
                ev.detail[row],
                ev.happened[row],
            )
            r[k].triaged = r[k].answered = r[k].started = OPEN
            r[k].answer = -1
        elif out.rows[REFERRALS] > none_before and kind in (TRIAGED, ACCEPTED, DECLINED, WITHDRAWN, SUPPORT_STARTED):
            m = answers_to(ev, n, REFERRED, to)
            if m >= 0:
                answered(ev, row, kind, to[m].group, out)


@rule
def answered(ev: Events, row: int, kind: int, k: int, out: Out) -> None:
    """The referral after one more event about it."""
    r = out.referrals
    if kind == TRIAGED:
        r[k].triaged = min(r[k].triaged, ev.happened[row])
    elif kind == SUPPORT_STARTED:
        r[k].started = min(r[k].started, ev.happened[row])
    else:
        r[k].answer, r[k].answered = kind, ev.happened[row]


@rule
def supports(ev: Events, count: int, out: Out, to: Any) -> None:
    """Each period of help, with its hold and its end."""
    s = out.supports
    for n in range(count):
        row, kind = to[n].rows, ev.kind[to[n].rows]
        if kind == SUPPORT_STARTED:
            k = out.rows[SUPPORTS]
            out.rows[SUPPORTS] += 1
            to[n].group = k
            s[k].person, s[k].kind, s[k].service = ev.person[row], ev.detail[row], ev.service[row]
            s[k].started, s[k].held, s[k].ended, s[k].outcome = ev.happened[row], OPEN, OPEN, 0
        elif kind in (SUPPORT_HELD, SUPPORT_RESTARTED, SUPPORT_ENDED):
            m = answers_to(ev, n, SUPPORT_STARTED, to)
            if m >= 0 and s[to[m].group].ended == OPEN:
                continued(ev, row, kind, to[m].group, out)


@rule
def continued(ev: Events, row: int, kind: int, k: int, out: Out) -> None:
    """The support after one more event about it; its first end is its end."""
    s = out.supports
    if kind == SUPPORT_HELD:
        s[k].held = ev.happened[row]
    else:
        s[k].held = OPEN
    if kind == SUPPORT_ENDED:
        s[k].ended, s[k].outcome = ev.happened[row], ev.detail[row]


@rule
def residences(ev: Events, count: int, out: Out, to: Any) -> int:
    """Where the person lived and until when; give the first row written."""
    r = out.residences
    first = out.rows[RESIDENCES]
    for n in range(count):
        row = to[n].rows
        if ev.kind[row] != RESIDENCE:
            continue
        k = out.rows[RESIDENCES]
        if k > first:
            r[k - 1].until = ev.happened[row]
        r[k].person, r[k].since, r[k].until = ev.person[row], ev.happened[row], OPEN
        r[k].kind, r[k].council = ev.detail[row], ev.location[row]
        out.rows[RESIDENCES] += 1
    return first


@rule
def place_spells(first: int, home: int, out: Out) -> None:
    """Where the person lived when each spell began."""
    s, r = out.spells, out.residences
    for n in range(first, out.rows[SPELLS]):
        s[n].residence = s[n].council = 0
        for k in range(home, out.rows[RESIDENCES]):
            if r[k].since <= s[n].started:
                s[n].residence, s[n].council = r[k].kind, r[k].council


@entry
def local_days(times: np.ndarray, days: np.ndarray) -> None:
    """The day of each time, into `days`; NO_DAY where there is none."""
    for n in range(len(times)):
        days[n] = NO_DAY if times[n] == OPEN else local_day(times[n])


# One person, then everyone


@rule
def one_person(ev: Events, words: Any, first: int, end: int, out: Out, to: Any) -> None:
    """The rules in the order in which they are read, for the person whose rows run from first to end."""
    count = standing(ev, words, first, end, to)
    spell = out.rows[SPELLS]
    stays = by_stay(ev, words, first, end, count, to)
    sort_by_stay(count, stays, to)
    for s in range(stays):
        a, b = to[s].first, to[s + 1].first
        if b > a:
            last_recorded(ev, words, a, b, to)
            spells_of(ev, words, a, b, first, end, np.uint64(0) if to[s].made else to[s].key, out, to)
            if to[ATTENDED].told >= 0:
                attendance(ev, out, to)
    follow_spells(words, spell, out.rows[SPELLS], out, to)
    referrals(ev, count, out, to)
    supports(ev, count, out, to)
    place_spells(spell, residences(ev, count, out, to), out)
    died = -1
    for n in range(count):
        row = to[n].rows
        if ev.kind[row] == DIED and (died < 0 or later_recorded(ev, row, died)):
            died = row
    if died >= 0:
        out.deaths[out.rows[DEATHS]].person = ev.person[died]
        out.deaths[out.rows[DEATHS]].died = ev.happened[died]
        out.rows[DEATHS] += 1


@entry
def everyone(ev: Events, words: Any, out: Out, to: Any) -> None:
    """Every person in these rows, one after another."""
    first = 0
    for row in range(1, len(ev.person) + 1):
        if row == len(ev.person) or ev.person[row] != ev.person[first]:
            one_person(ev, words, first, row, out, to)
            first = row
