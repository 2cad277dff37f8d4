"""They leave: A&E, hospital, a bed elsewhere, help at home; they come home, die, or leave the model."""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

import math
from typing import Any

from numba import int64, uint64

from homefirst.simulate.loop.chance import rule
from homefirst.simulate.loop.clocks import chance, schedule, set_home_clock
from homefirst.simulate.loop.memory import born
from homefirst.simulate.loop.places import delayed_by, is_task, leave, not_done, quit_queue
from homefirst.simulate.loop.shapes import (
    DAY,
    DIED,
    FIRST_CARE_HOME,
    GONE,
    HOME,
    HOUR,
    LONGEST_STAY,
    NEVER,
    NOBODY,
    NOT_HERE,
    Flag,
    Purpose,
    Tell,
    Word,
)
from homefirst.simulate.loop.telling import place_of, tell, write


@rule
def end_package(w: Any, p: Any, now: int, how: int) -> None:
    if p.package:
        p.package, p.held = False, False
        w.counts.packages -= 1
        if p.told > 0:
            tell(w, p, now, Tell.SUPPORT_ENDED, int64(0), w.m.home_care, how)


@rule
def end_help(w: Any, p: Any, now: int, how: int) -> None:
    """Help at home ends."""
    if p.home >= 0:
        node = w.nodes[p.home]
        how = how if how != 0 else int64(Word.SUPPORT_OTHER)
        tell(w, p, now, Tell.SUPPORT_ENDED, int64(0), node.service, how)
        leave(w, int64(p.home), now)
        p.home, p.resume, p.word = NOBODY, NEVER, 0


@rule
def restart_package(w: Any, p: Any, now: int) -> None:
    """The help that they had before begins again."""
    if p.package and p.held:
        kind = Tell.SUPPORT_STARTED if p.lapsed else Tell.SUPPORT_RESTARTED
        if p.lapsed:
            write(w, p, now, Tell.SUPPORT_ENDED, int64(0), w.m.home_care, Word.SUPPORT_HOSPITAL)
        tell(w, p, now, kind, int64(0), w.m.home_care, Word.PACKAGE if p.lapsed else int64(0))
        p.lapsed, p.held = False, False


@rule
def send_summary(w: Any, p: Any, now: int) -> None:
    """The discharge summary goes to the practice within a day, or does not."""
    u = chance(w, p, Purpose.SUMMARY, int64(0))
    if u < w.m.summary:
        at = now + int64(u / w.m.summary * 22 * HOUR)
        tell(w, p, at, Tell.SUMMARY_SENT, int64(0), w.m.practice, int64(0))


@rule
def leave_door(w: Any, p: Any, n: int, now: int) -> None:
    """They give up waiting to be seen at A&E, and the visit ends at its door."""
    w.counts.attended += 1
    w.counts.within_four += now - p.arrived <= 4 * HOUR
    p.by_ae = False
    tell(w, p, now, Tell.LEFT_DEPARTMENT, w.nodes[n].location, int64(0), int64(Word.LEFT_HOME))


@rule
def leave_ae(w: Any, p: Any, to: int, now: int) -> None:
    """The four hours end here."""
    counts = w.counts
    counts.attended += 1
    counts.within_four += now - p.arrived <= 4 * HOUR
    admitted = to >= 0 and w.nodes[to].traits & Flag.BED != 0
    word = Word.LEFT_DIED if to == DIED else Word.LEFT_ADMITTED if admitted else Word.LEFT_HOME
    p.by_ae = admitted
    tell(w, p, now, Tell.LEFT_DEPARTMENT, place_of(w, p), int64(0), word)


@rule
def leave_hospital(w: Any, p: Any, to: int, now: int) -> None:
    """The hospital stay ends."""
    counts, nights = w.counts, w.night - p.admitted
    delayed_by(w, p, int64(0), now)
    detail = int64(Word.TO_USUAL_PLACE)
    if to >= 0:
        detail = int64(w.nodes[to].destination)
    elif to == DIED:
        detail = int64(Word.TO_DEATH)
    tell(w, p, now, Tell.DISCHARGED, place_of(w, p), int64(0), detail)
    if p.ready > 0:
        counts.not_needing -= 1
    counts.discharges += 1
    counts.weekend += w.weekend
    if w.measured:
        w.nights_in[min(nights, LONGEST_STAY)] += 1
    p.site, p.ready, p.clock, p.by_ae = NOBODY, 0, NEVER, False
    if to != DIED:
        counts.left_alive += 1
        p.left, p.left_night = max(now, int64(1)), w.night
        send_summary(w, p, now)
        p.episode, p.relapses = p.episode + 1, 0


@rule
def weaken(w: Any, p: Any, rate: float, key: int, now: int) -> None:
    """Days in bed since strength was last looked at cost some of it; `key` tells one look from another."""
    if rate <= 0 or p.frailty == 3:
        return
    days = float(now - p.since) / DAY
    p.since = now
    if chance(w, p, Purpose.WEAKER, key) < 1 - math.exp(-rate * days):
        p.frailty += 1
        w.counts.frailer += 1
        tell(w, p, now, Tell.FRAILTY_SCORED, place_of(w, p), int64(0), Word.FRAILTY + p.frailty)


@rule
def leave_place(w: Any, p: Any, to: int, now: int) -> None:
    """Leave the bed or room they have, for another node, home, or because they died."""
    n = int64(p.place)
    if n < 0:
        return
    node = w.nodes[n]
    if node.traits & Flag.AE:
        leave_ae(w, p, to, now)
    elif node.traits & Flag.BED:
        if to < 0 or w.nodes[to].site != p.site or w.nodes[to].traits & Flag.BED == 0:
            if to != DIED:
                weaken(w, p, node.weakens, uint64(1), now)
            leave_hospital(w, p, to, now)
    elif node.traits & Flag.CARE:
        word = Word.SUPPORT_DIED if to == DIED else int64(p.word) if p.word != 0 else int64(Word.SUPPORT_OTHER)
        tell(w, p, now, Tell.SUPPORT_ENDED, int64(0), node.service, word)
        p.word = 0
    not_done(w, p, n, now)
    leave(w, n, now)
    p.place = NOBODY


@rule
def stop_waiting(w: Any, p: Any, now: int) -> None:
    """Out of a queue, or away from the staff who work on it."""
    if p.queued:
        quit_queue(w, p, now)
    elif p.at >= 0 and is_task(w, p.at):
        leave(w, int64(p.at), now)
    p.at, p.ends = NOBODY, NEVER


@rule
def finish(w: Any, p: Any) -> None:
    p.gone, p.at = True, NOBODY
    born(w.born_at, int64(p.number)).day = NOT_HERE
    p.ends, p.clock, p.day91 = NEVER, NEVER, NEVER
    schedule(w, p)


@rule
def die(w: Any, p: Any, now: int) -> None:
    """They die, wherever they are."""
    counts, place = w.counts, place_of(w, p)
    stop_waiting(w, p, now)
    counts.deaths += 1
    counts.hospital_deaths += p.site >= 0
    leave_place(w, p, int64(DIED), now)
    end_help(w, p, now, Word.SUPPORT_DIED)
    end_package(w, p, now, Word.SUPPORT_DIED)
    tell(w, p, now, Tell.DIED, place, int64(0), int64(0))
    if p.day91 != NEVER:
        counts.followed += 1
    counts.residents -= p.resident
    finish(w, p)


@rule
def leave_model(w: Any, p: Any, now: int) -> None:
    """They go where this model does not follow."""
    leave_place(w, p, int64(GONE), now)
    end_help(w, p, now, int64(p.word))
    w.counts.residents -= p.resident
    w.counts.packages -= p.package
    finish(w, p)


@rule
def come_home(w: Any, p: Any, now: int) -> None:
    """Home, with the help that goes on if there is any; life there goes on too."""
    leave_place(w, p, int64(HOME), now)
    restart_package(w, p, now)
    p.at, p.ends, p.clock, p.word, p.ambulance = NOBODY, NEVER, NEVER, 0, False
    if p.home >= 0:
        p.at = p.home
        p.ends = now + DAY if p.resume == NEVER else max(p.resume, now + 1)
        p.resume = NEVER
    elif not p.resident:
        leave_model(w, p, now)
        return
    set_home_clock(w, p, now)
    schedule(w, p)


@rule
def day_91(w: Any, p: Any) -> None:
    """Who was helped by reablement: are they at home?"""
    w.counts.followed += 1
    placed = p.home >= 0 and w.nodes[p.home].traits & Flag.PLACEMENT != 0
    in_bed = p.place >= 0 and w.nodes[p.place].traits & Flag.AE == 0
    w.counts.at_home_91 += p.residence < FIRST_CARE_HOME and not (placed or in_bed)
    p.day91 = NEVER
