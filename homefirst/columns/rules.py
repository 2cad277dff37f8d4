"""The rules of `journey.py` for everyone at once: compiled, on columns, one person after another.

Each function here says what the function of the same name in `standing.py` or `journey.py` says; random ledgers
hold the two to one answer (tests/test_two_ways.py). Change them together. Over 300 lines for the same
reason as `journey.py`: the rules stand in one place.

`ev` are the events, `words` what words mean, `to` working space: arrays of rows (shapes.py). An `event`, a `stay`, a
`spell` is one row of these, read and written in place. Functions are given rows and single tables rather than
everything, and numbers rather than constants (`int64(0)`, not 0): the compiler makes each function again for each
constant that it is given.
"""

# mypy: disable-error-code="no-any-return"
# (the fields of an array's rows have no types that mypy knows)

from __future__ import annotations

from typing import Any

import numpy as np
from numba import int32, int64, uint64

from homefirst.columns.compiled import entry, local_day, once, rule
from homefirst.columns.hop_rules import hops
from homefirst.columns.shapes import (
    ADMITTED_WORD,
    BY_DEATH_WORD,
    DEATH_WORD,
    KIND_NUMBER,
    NO_NUMBER,
    ONWARD_WORD,
    OPEN,
    TRANSFER_WORD,
    Out,
)
from homefirst.event import Kind
from homefirst.journey import AE_KINDS, SPELL_KINDS, STANDING_KINDS, TRANSFER_NIGHTS

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
DIAGNOSED = KIND_NUMBER[Kind.DIAGNOSED]
NOTIFIED = KIND_NUMBER[Kind.NOTIFIED]
HANDED_OVER = KIND_NUMBER[Kind.HANDED_OVER]
CALLED = KIND_NUMBER[Kind.CALLED]
RESPONDED = KIND_NUMBER[Kind.RESPONDED]
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

# What a kind of event is for, so that people without such events pass by quickly
VISIT, STAY, MENDING, ASKING, HELPING, HOUSING, DYING, TOLD, CALLING = (np.uint16(1 << n) for n in range(9))
PLACED = VISIT | STAY | HELPING | CALLING | DYING  # parts that take people from place to place
PART_OF = ((VISIT, AE_KINDS), (STAY, SPELL_KINDS), (TOLD, STANDING_KINDS))
PART = np.array([sum(part for part, kinds in PART_OF if kind in kinds) for kind in KIND_NUMBER], dtype=np.uint16)
PART[[RETRACTED, CORRECTED]], PART[REFERRED], PART[SUPPORT_STARTED] = MENDING, ASKING, HELPING
PART[RESIDENCE], PART[DIED], PART[[CALLED, RESPONDED]] = HOUSING, DYING, CALLING

# Which events stand


@rule
def later_recorded(a: Any, b: Any) -> bool:
    """Whether event a was recorded after event b."""
    return a.recorded > b.recorded or (a.recorded == b.recorded and a.id > b.id)


@rule
def precedes(a: Any, b: Any) -> bool:
    """Whether event a comes before event b in a journey."""
    if a.happened != b.happened:
        return a.happened < b.happened
    if a.sequence != b.sequence:
        return a.sequence < b.sequence
    return later_recorded(b, a)


@rule
def parts_of(ev: Any, first: int, end: int) -> int:
    """Which parts of a journey (PART) this person's rows speak of."""
    parts: int = int64(0)
    for row in range(first, end):
        parts |= PART[ev[row].kind]
    return parts


@once
def standing(ev: Any, words: Any, first: int, end: int, parts: int, to: Any) -> int:
    """Fill `to.rows` with the person's rows that stand, in order; give how many."""
    if parts & MENDING:
        return standing_when_mended(ev, words, first, end, to)
    for row in range(first, end):
        to[row - first].rows = row
    return end - first


@rule
def standing_when_mended(ev: Any, words: Any, first: int, end: int, to: Any) -> int:
    for n in range(end - first):
        to[n].gone = False
    retract_by_id(ev, first, end, to)
    retract_by_name(ev, words, first, end, to)
    correct(ev, first, end, to)
    count = 0
    for row in range(first, end):
        if to[row - first].gone or PART[ev[row].kind] & MENDING:
            continue
        place = count
        while place > 0 and precedes(ev[row], ev[to[place - 1].rows]):
            to[place].rows = to[place - 1].rows
            place -= 1
        to[place].rows = row
        count += 1
    return count


@rule
def retract_by_id(ev: Any, first: int, end: int, to: Any) -> None:
    for r in range(first, end):
        if ev[r].kind != RETRACTED or ev[r].about == 0:
            continue
        for row in range(first, end):
            if ev[row].id == ev[r].about and ev[row].kind != RETRACTED:
                to[row - first].gone = True


@rule
def retract_by_name(ev: Any, words: Any, first: int, end: int, to: Any) -> None:
    """Retractions by kind, in the order in which they were recorded."""
    count = 0
    for row in range(first, end):
        if ev[row].kind == RETRACTED and ev[row].about == 0:
            place = count
            while place > 0 and later_recorded(ev[to[place - 1].sorted], ev[row]):
                to[place].sorted = to[place - 1].sorted
                place -= 1
            to[place].sorted = row
            count += 1
    for n in range(count):
        retraction = ev[to[n].sorted]
        if words[retraction.detail].kind >= 0:
            retract_named(ev, retraction, words[retraction.detail].kind, first, end, to)


@rule
def is_named(retraction: Any, kind: int, event: Any) -> bool:
    """Whether a retraction by kind speaks of this event."""
    same = event.kind == kind or (kind == DISCHARGED and event.kind == DIED)
    return same and event.spell == retraction.spell and event.recorded <= retraction.recorded


@rule
def retract_named(ev: Any, retraction: Any, kind: int, first: int, end: int, to: Any) -> None:
    once = kind in (ATTENDED, LEFT, ADMITTED, DISCHARGED)
    every = once and retraction.spell != 0
    there = False
    latest = -OPEN
    for row in range(first, end):
        if is_named(retraction, kind, ev[row]):
            there = there or ev[row].happened == retraction.happened
            if not to[row - first].gone:
                latest = max(latest, ev[row].happened)
    moment = retraction.happened if there else latest
    for row in range(first, end):
        if is_named(retraction, kind, ev[row]) and (every or ev[row].happened == moment):
            to[row - first].gone = True


@rule
def correct(ev: Any, first: int, end: int, to: Any) -> None:
    """Write each standing correction that was recorded last over the event it is about."""
    for row in range(first, end):
        event = ev[row]
        if PART[event.kind] & MENDING:
            continue
        last = -1
        for c in range(first, end):
            if ev[c].kind == CORRECTED and ev[c].about == event.id and not to[c - first].gone:
                if last < 0 or later_recorded(ev[c], ev[last]):
                    last = c
        if last >= 0:
            said = ev[last]
            event.happened, event.recorded = said.happened, said.recorded
            event.location, event.service, event.detail = said.location, said.service, said.detail


# Which stay an event belongs to


@rule
def stay_number(key: int, stays: int, to: Any) -> int:
    """The number of the stay with this key, or of the next new one; the latest first, for it is most often meant."""
    for n in range(stays - 1, -1, -1):
        if not to[n].made and to[n].key == key:
            return n
    return stays


@rule
def open_stay(stay: Any, key: int) -> None:
    """A stay of which nothing is known yet, with the sender's key or (0) one of our own."""
    stay.key = key
    stay.made = key == 0
    stay.first = stay.end = 0
    stay.attended = stay.handed = stay.streamed = stay.decided = stay.left = -1
    stay.admitted = stay.placed = stay.detailed = stay.discharged = stay.told_end = -1


@rule
def admission_told(ev: Any, words: Any, first: int, end: int, key: int) -> bool:
    """Whether an admission to this stay was ever told, standing or not."""
    for row in range(first, end):
        event = ev[row]
        if event.spell == key:
            if event.kind == ADMITTED:
                return True
            if event.kind == RETRACTED and event.about == 0 and words[event.detail].kind == ADMITTED:
                return True
    return False


@rule
def told_before(ev: Any, words: Any, event: Any, stay: int, count: int, to: Any) -> bool:
    """Whether this admission is one that the stay already has, told again: same provider, same moment."""
    for n in range(count):
        other = ev[to[n].rows]
        if to[n].group == stay and other.kind == ADMITTED and other.happened == event.happened:
            if words[other.location].provider == words[event.location].provider:
                return True
    return False


@rule
def by_stay(ev: Any, words: Any, first: int, end: int, count: int, to: Any) -> int:
    """Give each standing row its stay's number in `to.group`, and each stay its tellings; give how many stays."""
    stays: int = int64(0)
    current: int = int64(-1)
    latest, visit = current, current
    for n in range(count):
        event = ev[to[n].rows]
        kind = event.kind
        stay: int = int64(-1)
        if not PART[kind] & (VISIT | STAY):
            pass
        elif event.spell != 0:
            stay = stay_number(event.spell, stays, to)
        elif kind == ATTENDED:
            stay = stays
        elif PART[kind] & VISIT:
            stay = visit
        elif kind == ADMITTED:
            again = current >= 0 and to[current].made and told_before(ev, words, event, current, n, to)
            stay = current if again else stays
        else:
            stay = current if current >= 0 else latest
            if stay < 0 and (kind in (MOVED, DISCHARGED)) and not admission_told(ev, words, first, end, event.spell):
                stay = latest = stays
        to[n].group = stay
        if stay < 0:
            continue
        if stay == stays:
            open_stay(to[stay], event.spell)
            stays += 1
        tell(ev, words, to[n].rows, to[stay])
        if kind == ATTENDED:
            visit = stay
        elif kind == ADMITTED:
            current = latest = stay
        elif kind == DISCHARGED and stay == current:
            current = int64(-1)
    return stays


@rule
def last_recorded(ev: Any, row: int, told: int) -> int:
    """Of two tellings of one fact the row recorded last; `told` is -1 where this is the first."""
    return row if told < 0 or later_recorded(ev[row], ev[told]) else told


@rule
def tell(ev: Any, words: Any, row: int, stay: Any) -> None:
    """Count the row in, and note it where it is the last recorded telling of one of the facts of its stay.

    Also of admissions that name a ward (placed) or say how (detailed), and of discharges that say where to (told_end).
    """
    event = ev[row]
    stay.end += 1
    if event.kind == ADMITTED:
        stay.admitted = last_recorded(ev, row, stay.admitted)
        if words[event.location].on_ward:
            stay.placed = last_recorded(ev, row, stay.placed)
        if event.detail != 0:
            stay.detailed = last_recorded(ev, row, stay.detailed)
    elif event.kind == DISCHARGED:
        stay.discharged = last_recorded(ev, row, stay.discharged)
        if words[event.detail].says_end:
            stay.told_end = last_recorded(ev, row, stay.told_end)
    elif event.kind == ATTENDED:
        stay.attended = last_recorded(ev, row, stay.attended)
    elif event.kind == HANDED_OVER:
        stay.handed = last_recorded(ev, row, stay.handed)
    elif event.kind == STREAMED:
        stay.streamed = last_recorded(ev, row, stay.streamed)
    elif event.kind == DECIDED:
        stay.decided = last_recorded(ev, row, stay.decided)
    elif event.kind == LEFT:
        stay.left = last_recorded(ev, row, stay.left)


@rule
def sort_by_stay(count: int, stays: int, to: Any) -> None:
    """Put the standing rows of each stay together, in order: `to.sorted[stay.first : stay.end]`."""
    place = 0
    for s in range(stays):
        size = to[s].end
        to[s].first = to[s].end = place
        place += size
    for n in range(count):
        if to[n].group >= 0:
            stay = to[to[n].group]
            to[stay.end].sorted = to[n].rows
            stay.end += 1


# Spells


@rule
def first_heard(ev: Any, words: Any, stay: Any, first: int, end: int, to: Any) -> int:
    """Where a stay seems to begin when nobody ever told us of an admission; -1 if somebody did."""
    if admission_told(ev, words, first, end, stay.key):
        return -1
    for n in range(stay.first, stay.end):
        kind = ev[to[n].sorted].kind
        if kind in (MOVED, DISCHARGED):
            return to[n].sorted
    return -1


@once
def spells_of(ev: Any, words: Any, stay: Any, first: int, end: int, out: Out, to: Any) -> None:
    """Write the spells of one stay, with their wards, readiness and delays."""
    began = stay.admitted if stay.admitted >= 0 else first_heard(ev, words, stay, first, end, to)
    if began < 0:
        return
    made = out.made[0]
    points = ward_points(ev, stay, ev[began], made.died, to)
    p: int = int64(0)
    while p < points:
        q = end_of_provider(words, p, points, to)
        spell = out.spells[made.spells]
        spell.number, spell.person = made.spells, ev[began].person
        made.spells += 1
        write_spell(ev, words, spell, stay, p, q, q == points, to)
        write_stays(spell, p, q, out.stays, made, to)
        fill(ev, words, spell, stay, p == 0, q == points, out.ready, out.delays, made, to)
        p = q


@rule
def ward_points(ev: Any, stay: Any, began: Any, died: int, to: Any) -> int:
    """The wards in turn (time and place), from the admission to the end, which is the last point; give how many."""
    ended: int = died if died >= began.happened else int64(OPEN)
    if stay.discharged >= 0:
        ended = ev[stay.discharged].happened
    to[0].point_at = began.happened
    to[0].point_place = ev[stay.placed].location if stay.placed >= 0 else began.location
    count = 1
    for n in range(stay.first, stay.end):
        event = ev[to[n].sorted]
        at, place = event.happened, event.location
        if event.kind != MOVED or place == 0 or at < began.happened or at >= ended:
            continue
        if at == to[count - 1].point_at:
            count -= 1
        if count == 0 or place != to[count - 1].point_place:
            to[count].point_at, to[count].point_place = at, place
            count += 1
    to[count].point_at = ended
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
def write_spell(ev: Any, words: Any, spell: Any, stay: Any, p: int, q: int, last: bool, to: Any) -> None:
    """The spell of the points from p to q: where, when, how it began and how it ended."""
    known = p + 1 if to[p].point_place == 0 and q > p + 1 else p
    spell.provider = words[to[known].point_place].provider
    spell.first_location, spell.location = to[p].point_place, to[q - 1].point_place
    spell.started, spell.ended = to[p].point_at, to[q].point_at
    spell.admission_heard = stay.admitted >= 0
    spell.admission_method = ev[stay.detailed].detail if stay.detailed >= 0 else 0
    if p > 0:
        spell.admission_method = TRANSFER_WORD
    spell.destination = spell.discharge_method = 0
    if not last:
        spell.destination = ONWARD_WORD
    elif stay.told_end >= 0:
        told = words[ev[stay.told_end].detail]
        spell.destination, spell.discharge_method = told.destination, told.method
    elif stay.discharged < 0 and spell.ended != OPEN:
        spell.destination, spell.discharge_method = DEATH_WORD, BY_DEATH_WORD


@rule
def write_stays(spell: Any, p: int, q: int, stays: Any, made: Any, to: Any) -> None:
    for n in range(p, q):
        stay = stays[made.stays]
        made.stays += 1
        stay.spell, stay.person, stay.provider = spell.number, spell.person, spell.provider
        stay.location = to[n].point_place
        stay.started, stay.ended = to[n].point_at, to[n + 1].point_at


@rule
def fill(
    ev: Any, words: Any, spell: Any, stay: Any, first: bool, last: bool, ready: Any, delays: Any, made: Any, to: Any
) -> None:
    """Readiness, delays, expected dates, pathway, main diagnosis and when the hub was told, of one spell."""
    spell.pathway = spell.expected = spell.expected_sets = spell.first_expected = spell.diagnosis = 0
    spell.ready = spell.first_expected_at = spell.notified = OPEN
    main: int = int64(-1)
    first_run, first_delay = made.ready, made.delays
    since: int = int64(OPEN)
    for n in range(stay.first, stay.end):
        event = ev[to[n].sorted]
        if not ((first or event.happened >= spell.started) and (last or event.happened < spell.ended)):
            continue
        if event.kind == PATHWAY:
            spell.pathway = event.detail
        elif event.kind == EXPECTED:
            expect(event, spell)
        elif event.kind == DIAGNOSED:
            if words[event.detail].main:
                main = last_recorded(ev, to[n].sorted, main)
                spell.diagnosis = words[ev[main].detail].destination
        elif event.kind == NOTIFIED:
            if spell.started <= event.happened <= spell.ended:
                spell.notified = min(spell.notified, event.happened)
        elif event.happened <= spell.ended:
            since = follow_ready(event, spell, since, ready, made)
            follow_delay(words, event, spell, first_delay, delays, made)
    if since != OPEN:
        write_run(spell, since, spell.ended, ready, made)
        spell.ready = since
    if made.ready > first_run or made.delays > first_delay:
        count_delays(spell, first_run, first_delay, ready, delays, made)


@rule
def expect(event: Any, spell: Any) -> None:
    """The spell after one more expected date of discharge."""
    spell.expected = event.detail
    if spell.expected_sets == 0:
        spell.first_expected, spell.first_expected_at = event.detail, event.happened
    spell.expected_sets += 1


@rule
def follow_ready(event: Any, spell: Any, since: int, ready: Any, made: Any) -> int:
    """Since when the person has been ready, after one more event: OPEN where they are not."""
    moment = max(event.happened, spell.started)
    if event.kind == NOT_MET and since == OPEN:
        return moment
    if event.kind == MET and since != OPEN:
        write_run(spell, since, moment, ready, made)
        return OPEN
    return since


@rule
def write_run(spell: Any, since: int, until: int, ready: Any, made: Any) -> None:
    run = ready[made.ready]
    made.ready += 1
    run.spell, run.person, run.provider = spell.number, spell.person, spell.provider
    run.started, run.ended = since, until


@rule
def follow_delay(words: Any, event: Any, spell: Any, first: int, delays: Any, made: Any) -> None:
    """The spell's delays (rows from `first`) after one more event."""
    if event.happened >= spell.ended:
        return
    moment = max(event.happened, spell.started)
    if event.kind == DELAY_STARTED:
        for n in range(first, made.delays):
            if delays[n].ended == OPEN and delays[n].detail == event.detail:
                return
        write_delay(spell, event.id, event.detail, moment, delays, made)
    elif event.kind in (DELAY_ENDED, MET):
        for n in range(first, made.delays):
            if delays[n].ended == OPEN and ends(words, event, delays[n]):
                delays[n].ended = moment


@rule
def ends(words: Any, event: Any, delay: Any) -> bool:
    """Whether this event ends that delay: by id, by reason, or because the person is not ready any more."""
    if event.kind == MET:
        return True
    if event.about != 0:
        return event.about == delay.id
    return words[event.detail].reason == words[delay.detail].reason


@rule
def write_delay(spell: Any, key: int, detail: int, started: int, delays: Any, made: Any) -> None:
    delay = delays[made.delays]
    made.delays += 1
    delay.spell, delay.person, delay.provider = spell.number, spell.person, spell.provider
    delay.id, delay.detail, delay.started, delay.ended = key, detail, started, OPEN


# The single national reason for each night


@rule
def until(time: int, made: Any) -> int:
    """An end, or the ledger's own time where there is none yet."""
    return made.as_at if time == OPEN else time


@rule
def count_delays(spell: Any, first_run: int, first: int, ready: Any, delays: Any, made: Any) -> None:
    """End the delays with the spell; count nights under each, and nights of readiness under no reason.

    An open delay or run is counted up to the ledger's own time.
    """
    covered = NO_DAY
    last = made.delays
    for n in range(first, last):
        delay = delays[n]
        if delay.ended == OPEN:
            delay.ended = spell.ended
        end = local_day(until(delay.ended, made))
        begin = max(local_day(delay.started), covered)
        delay.counted_from, delay.counted_days = begin, max(end - begin, 0)
        covered = max(covered, end)
    for n in range(first_run, made.ready):
        unexplained(spell, ready[n], first, last, delays, made)


@rule
def unexplained(spell: Any, run: Any, first: int, last: int, delays: Any, made: Any) -> None:
    """Rows for the nights of a run of readiness under no reason at all."""
    start, end = run.started, until(run.ended, made)
    since = local_day(start)
    for n in range(first, last):
        begun, over = delays[n].started, until(delays[n].ended, made)
        if begun >= end or over <= start:
            continue
        write_gap(spell, since, local_day(begun), start, delays, made)
        since = max(since, local_day(over))
    write_gap(spell, since, local_day(end), start, delays, made)


@rule
def write_gap(spell: Any, since: int, to_day: int, started: int, delays: Any, made: Any) -> None:
    if to_day > since:
        write_delay(spell, uint64(0), int32(0), started, delays, made)
        gap = delays[made.delays - 1]
        gap.counted_from, gap.counted_days = since, to_day - since


# What follows a spell


@rule
def begins_before(a: Any, b: Any) -> bool:
    """Whether spell a stands before spell b in the person's journey."""
    return a.started < b.started or (a.started == b.started and a.ended < b.ended)


@rule
def order_spells(s: Any, first: int, end: int, to: Any) -> None:
    """The person's spells in order, as numbers in `to.by_start`."""
    for n in range(end - first):
        place = n
        while place > 0 and begins_before(s[first + n], s[to[place - 1].by_start]):
            to[place].by_start = to[place - 1].by_start
            place -= 1
        to[place].by_start = first + n


@rule
def follow_spells(words: Any, s: Any, first: int, end: int, to: Any) -> None:
    """For each of a person's spells: does the stay go on in the next, and was it followed by an emergency?"""
    order_spells(s, first, end, to)
    count = end - first
    for n in range(count):
        here = s[to[n].by_start]
        here.transferred = n + 1 < count and is_transfer(words, here, s[to[n + 1].by_start])
        here.readmitted_after = NO_NUMBER
        if here.ended == OPEN or here.transferred:
            continue
        for m in range(n + 1, count):
            later = s[to[m].by_start]
            if later.started >= here.ended:
                if words[later.admission_method].emergency:
                    here.readmitted_after = local_day(later.started) - local_day(here.ended)
                break


@rule
def is_transfer(words: Any, here: Any, following: Any) -> bool:
    """Whether the stay goes on in the next spell: a transfer between providers, not a return."""
    if here.ended == OPEN:
        return False
    if not (words[here.destination].hospital or words[following.admission_method].transfer):
        return False
    return 0 <= local_day(following.started) - local_day(here.ended) <= TRANSFER_NIGHTS


# A&E, referrals, support, where the person lived


@rule
def attendance(ev: Any, stay: Any, visit: Any) -> None:
    """The A&E visit of one stay."""
    arrived, left = ev[stay.attended], stay.left
    visit.person, visit.location, visit.arrived = arrived.person, arrived.location, arrived.happened
    visit.arrival_mode = arrived.detail
    visit.followed = False
    visit.handed_over = ev[stay.handed].happened if stay.handed >= 0 else OPEN
    visit.stream = ev[stay.streamed].detail if stay.streamed >= 0 else 0
    visit.decided_to_admit = ev[stay.decided].happened if stay.decided >= 0 else OPEN
    visit.outcome = ev[left].detail if left >= 0 else 0
    if stay.admitted >= 0:
        visit.outcome = ADMITTED_WORD
        if left < 0 and ev[stay.admitted].happened >= arrived.happened:
            left = stay.admitted
    visit.left = ev[left].happened if left >= 0 else OPEN


@rule
def calls(ev: Any, count: int, table: Any, made: Any, to: Any) -> None:
    """Each call for help with the response to it, and each response to no call."""
    for n in range(count):
        event = ev[to[n].rows]
        if event.kind == CALLED:
            to[n].group = made.calls
            write_call(event, event.happened, event.detail, table, made)
        elif event.kind == RESPONDED:
            k = call_waiting(ev, n, table, to)
            if k < 0:
                k = made.calls
                write_call(event, int64(OPEN), int32(0), table, made)
            call = table[k]
            call.service, call.response, call.responded = event.service, event.detail, event.happened


@rule
def call_waiting(ev: Any, n: int, table: Any, to: Any) -> int:
    """The number of the call that the n-th standing row, a response, answers, or -1."""
    event = ev[to[n].rows]
    any_call = event.about == 0
    for m in range(n - 1, -1, -1):
        earlier = ev[to[m].rows]
        if earlier.kind == CALLED and (any_call or event.about == earlier.id):
            if table[to[m].group].responded == OPEN:
                return to[m].group
    return -1


@rule
def write_call(event: Any, called: int, detail: int, table: Any, made: Any) -> None:
    call = table[made.calls]
    made.calls += 1
    call.person, call.location, call.detail, call.called = event.person, event.location, detail, called
    call.service = call.response = 0
    call.responded = OPEN


@rule
def answers_to(ev: Any, n: int, kind: int, to: Any) -> int:
    """The number of the referral or support (of this kind) that the n-th standing row speaks of, or -1."""
    event = ev[to[n].rows]
    for m in range(n - 1, -1, -1):
        earlier = ev[to[m].rows]
        if earlier.kind != kind:
            continue
        if event.about != 0:
            if earlier.id == event.about:
                return to[m].group
        elif earlier.service == event.service:
            return to[m].group
    return -1


@rule
def referrals(ev: Any, count: int, table: Any, made: Any, to: Any) -> None:
    """Each referral with its triage, its last answer and the first start of help."""
    for n in range(count):
        event = ev[to[n].rows]
        if event.kind == REFERRED:
            to[n].group = made.referrals
            write_referral(event, table[made.referrals])
            made.referrals += 1
        elif event.kind in (TRIAGED, ACCEPTED, DECLINED, WITHDRAWN, SUPPORT_STARTED):
            k = answers_to(ev, n, int64(REFERRED), to)
            if k >= 0:
                answered(event, table[k])


@rule
def write_referral(event: Any, referral: Any) -> None:
    referral.person, referral.service, referral.detail = event.person, event.service, event.detail
    referral.referred = event.happened
    referral.triaged = referral.answered = referral.started = OPEN
    referral.answer = -1


@rule
def answered(event: Any, referral: Any) -> None:
    """The referral after one more event about it."""
    if event.kind == TRIAGED:
        referral.triaged = min(referral.triaged, event.happened)
    elif event.kind == SUPPORT_STARTED:
        referral.started = min(referral.started, event.happened)
    else:
        referral.answer, referral.answered = event.kind, event.happened


@rule
def supports(ev: Any, count: int, table: Any, made: Any, to: Any) -> None:
    """Each period of help, with its hold and its end."""
    for n in range(count):
        event = ev[to[n].rows]
        if event.kind == SUPPORT_STARTED:
            to[n].group = made.supports
            write_support(event, table[made.supports])
            made.supports += 1
        elif event.kind in (SUPPORT_HELD, SUPPORT_RESTARTED, SUPPORT_ENDED):
            k = answers_to(ev, n, int64(SUPPORT_STARTED), to)
            if k >= 0 and table[k].ended == OPEN:
                continued(event, table[k])


@rule
def write_support(event: Any, support: Any) -> None:
    support.person, support.kind, support.service = event.person, event.detail, event.service
    support.started, support.held, support.ended, support.outcome = event.happened, OPEN, OPEN, 0
    support.followed = False


@rule
def continued(event: Any, support: Any) -> None:
    """The support after one more event about it; its first end is its end."""
    support.held = event.happened if event.kind == SUPPORT_HELD else OPEN
    if event.kind == SUPPORT_ENDED:
        support.ended, support.outcome = event.happened, event.detail


@rule
def residences(ev: Any, words: Any, count: int, table: Any, made: Any, to: Any) -> None:
    """Where the person lived and until when."""
    first = made.first_home
    for n in range(count):
        event = ev[to[n].rows]
        if event.kind != RESIDENCE:
            continue
        if made.residences > first:
            table[made.residences - 1].until = event.happened
        home = table[made.residences]
        made.residences += 1
        home.person, home.since, home.until = event.person, event.happened, OPEN
        home.kind, home.council = event.detail, words[event.location].provider
        home.area = words[event.location].area
        if made.residences > first + 1:
            keep(home, table[made.residences - 2])


@rule
def keep(home: Any, before: Any) -> None:
    """What was not told again is as it was before."""
    home.kind = home.kind if home.kind != 0 else before.kind
    home.council = home.council if home.council != 0 else before.council
    if home.area == 0 and home.council == before.council:
        home.area = before.area


@rule
def live_at(moment: int, homes: Any, made: Any, row: Any) -> None:
    """Write where the person lived at a moment into a row."""
    row.residence = row.council = row.area = 0
    for n in range(made.first_home, made.residences):
        home = homes[n]
        if home.since <= moment:
            row.residence, row.council, row.area = home.kind, home.council, home.area


@rule
def death(ev: Any, count: int, deaths: Any, made: Any, to: Any) -> int:
    """When the person died: the earliest time told."""
    died: int = int64(-1)
    for n in range(count):
        if ev[to[n].rows].kind == DIED and died < 0:  # rows are in order
            died = to[n].rows
    if died < 0:
        return OPEN
    deaths[made.deaths].person, deaths[made.deaths].died = ev[died].person, ev[died].happened
    made.deaths += 1
    return ev[died].happened


# What was told and nothing sums up


@rule
def spell_by(spells: Any, made: Any, moment: int, to: Any) -> int:
    """The number of the stay that had begun last by then; NO_NUMBER if none had."""
    for n in range(made.spells - made.first_spell - 1, -1, -1):
        spell = spells[to[n].by_start]
        if spell.started <= moment:
            return spell.number
    return NO_NUMBER


@rule
def told(ev: Any, count: int, spells: Any, table: Any, made: Any, to: Any) -> None:
    """The events that stand and that no other table sums up."""
    for n in range(count):
        event = ev[to[n].rows]
        if not PART[event.kind] & TOLD:
            continue
        fact = table[made.standing]
        made.standing += 1
        fact.person, fact.kind, fact.happened = event.person, event.kind, event.happened
        fact.location, fact.service, fact.detail = event.location, event.service, event.detail
        fact.spell = spell_by(spells, made, event.happened, to)


@entry
def survey(ev: Any, counted: Any) -> int:
    """Count the events of each kind into `counted`; give the number of events in the longest journey."""
    longest: int = int64(0)
    first: int = int64(0)
    for row in range(len(ev)):
        counted[ev[row].kind] += 1
        if ev[row].person != ev[first].person:
            first = row
        longest = max(longest, row + 1 - first)
    return longest


@entry
def local_days(times: np.ndarray, days: np.ndarray) -> None:
    """The day of each time, into `days`; NO_DAY where there is none."""
    for n in range(len(times)):
        days[n] = NO_DAY if times[n] == OPEN else local_day(times[n])


# One person, then everyone


@once
def in_hospital(ev: Any, words: Any, first: int, end: int, count: int, out: Out, to: Any) -> None:
    """One person's spells and A&E visits."""
    made = out.made[0]
    stays = by_stay(ev, words, first, end, count, to)
    sort_by_stay(count, stays, to)
    for s in range(stays):
        spell = made.spells
        spells_of(ev, words, to[s], first, end, out, to)
        if to[s].attended >= 0:
            visit = out.attendances[made.attendances]
            made.attendances += 1
            attendance(ev, to[s], visit)
            visit.spell = spell if made.spells > spell else NO_NUMBER
    follow_spells(words, out.spells, made.first_spell, made.spells, to)


@rule
def begin_person(made: Any) -> None:
    """Where the rows of the person at hand begin."""
    made.first_spell, made.first_attendance = made.spells, made.attendances
    made.first_call, made.first_home = made.calls, made.residences
    made.first_support, made.first_hop = made.supports, made.hops


@once
def at_home(out: Out, made: Any) -> None:
    """Where the person lived when each spell began, on each arrival and at each call."""
    for n in range(made.first_spell, made.spells):
        live_at(out.spells[n].started, out.residences, made, out.spells[n])
    for n in range(made.first_attendance, made.attendances):
        live_at(out.attendances[n].arrived, out.residences, made, out.attendances[n])
    for n in range(made.first_call, made.calls):
        live_at(min(out.calls[n].called, out.calls[n].responded), out.residences, made, out.calls[n])


@once
def one_person(ev: Any, words: Any, first: int, end: int, out: Out, to: Any) -> None:
    """The rules in the order in which they are read, for the person whose rows run from first to end."""
    made = out.made[0]
    parts = parts_of(ev, first, end)
    count = standing(ev, words, first, end, parts, to)
    begin_person(made)
    made.died = death(ev, count, out.deaths, made, to) if parts & DYING else int64(OPEN)
    if parts & (VISIT | STAY):
        in_hospital(ev, words, first, end, count, out, to)
    if parts & ASKING:
        referrals(ev, count, out.referrals, made, to)
    if parts & HELPING:
        supports(ev, count, out.supports, made, to)
    if parts & CALLING:
        calls(ev, count, out.calls, made, to)
    if parts & HOUSING:
        residences(ev, words, count, out.residences, made, to)
    at_home(out, made)
    if parts & TOLD:
        told(ev, count, out.spells, out.standing, made, to)
    if parts & PLACED:
        hops(words, ev[first].person, out, made, to)


@entry
def everyone(ev: Any, words: Any, out: Out, to: Any) -> None:
    """Every person in these rows, one after another."""
    first: int = int64(0)
    for row in range(1, len(ev) + 1):
        if row == len(ev) or ev[row].person != ev[first].person:
            one_person(ev, words, first, row, out, to)
            first = row
