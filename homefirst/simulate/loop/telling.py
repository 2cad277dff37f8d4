"""Telling: each thing that happens, as a row of the ledger to come; counted when there is no room to write it."""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import Any

from numba import int64

from homefirst.simulate.loop.chance import draw, rule
from homefirst.simulate.loop.memory import told
from homefirst.simulate.loop.shapes import DAY, EXPECTED_AHEAD, HOUR, Purpose, Tell, Word


@rule
def tell(w: Any, p: Any, time: int, kind: int, place: int, service: int, detail: int) -> None:
    """Write a row of what happened; of somebody's first, also where they live and how frail they are."""
    if kind == Tell.NOTHING:
        return
    if p.told == 0:
        write(w, p, time, Tell.RESIDENCE_CHANGED, w.m.council, int64(0), Word.RESIDENCE + p.residence)
        write(w, p, time, Tell.FRAILTY_SCORED, int64(0), int64(0), Word.FRAILTY + p.frailty)
        if p.package:
            write(w, p, time, Tell.SUPPORT_STARTED, int64(0), w.m.home_care, Word.PACKAGE)
    write(w, p, time, kind, place, service, detail)


@rule
def write(w: Any, p: Any, time: int, kind: int, place: int, service: int, detail: int) -> None:
    """Write a row; without room only count it, so that the next run can make room."""
    if w.told < w.rows_room:
        row = told(w.rows_at, w.told)
        row.happened, row.person, row.sequence, row.episode = time, p.number, p.told, p.episode
        row.kind, row.place, row.service, row.detail = kind, place, service, detail
    w.told += 1
    p.told += 1
    p.last = max(p.last, time)


@rule
def place_of(w: Any, p: Any) -> int:
    """The place that the person is at, as an event says it; 0 for home."""
    return int64(w.nodes[p.place].location) if p.place >= 0 else int64(0)


@rule
def tell_expected_date(w: Any, p: Any, now: int, length: int) -> None:
    """Within two days of admission most have an expected date of discharge, some days out either way."""
    m = w.m
    u = draw(w.seed, p.candidate, p.episode, Purpose.EXPECTED_AT, p.relapses)
    if u >= m.expected_set:
        return
    at = now + int64(u / m.expected_set * 46 * HOUR)
    if at >= now + length:
        return
    out = (2 * draw(w.seed, p.candidate, p.episode, Purpose.EXPECTED_ERROR, p.relapses) - 1) * m.expected_error
    day = max((now + length + int64(out * DAY) - w.start) // DAY, (at - w.start) // DAY)
    tell(
        w, p, at, Tell.EXPECTED_DISCHARGE_SET, place_of(w, p), int64(0), min(day, w.how_many_days + EXPECTED_AHEAD - 1)
    )
