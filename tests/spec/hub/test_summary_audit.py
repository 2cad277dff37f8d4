"""Auditing discharge summaries against 85%

A sample of the summaries that were sent is drawn by chance, with a seed that is said. Each is compared with the notes
and is accurate only where every criterion holds. The share that is accurate stands with Wilson's 95% interval; it is
said to be below or above the standard only where the whole interval is.

Source: the standard of 85% and the two audits are those of the local reviews (Kettering, April 2018: 42% of 110;
Northampton, February 2018: 67% of 146). 42% of 110 is 46 summaries and 67% of 146 is 98, to the nearest whole one.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.summary import Summaries, audited, audited_events
from tests.spec.page import each_row

START = datetime(2026, 1, 5, tzinfo=UTC)


@each_row
def test_each_audit_has_its_share_its_interval_and_what_may_be_said(
    accurate: str, of: str, share: str, lower: str, upper: str, says: str
) -> None:
    """
    accurate  of   share  lower  upper  says
    46        110  42%    33.0%  51.2%  Below 85%: even the upper end of the interval is.
    98        146  67%    59.1%  74.2%  Below 85%: even the upper end of the interval is.
    17        20   85%    64.0%  94.8%  Too few to say whether it is below or above 85%.
    98        100  98%    93.0%  99.4%  Above 85%: even the lower end of the interval is.
    0         3    0%     0.0%   56.1%  Below 85%: even the upper end of the interval is.
    """
    found = audited(int(accurate), int(of))
    assert found.interval is not None
    assert found.share is not None
    assert (f"{found.share:.0%}", f"{found.interval.lower:.1%}", f"{found.interval.upper:.1%}") == (share, lower, upper)
    assert found.words == says


def test_the_same_seed_draws_the_same_sample_in_whatever_order_they_were_told(
    data_dir: DataDir, tmp_path: Path
) -> None:
    """Forty summaries; the sample of ten has ten different ones, and another seed draws others."""
    told, backwards = book(data_dir, summaries(40)), book(DataDir(tmp_path / "other"), summaries(40)[::-1])
    sample = list(islice(told.by_chance(START, seed=1), 10))
    assert sample == list(islice(backwards.by_chance(START, seed=1), 10))
    assert len({event.id for event in sample}) == 10
    assert sample != list(islice(told.by_chance(START, seed=2), 10))
    assert len(list(told.by_chance(START, seed=1))) == 40


def test_every_summary_is_as_likely_to_be_drawn(data_dir: DataDir) -> None:
    """Four summaries, a sample of one under each of 400 seeds: each is drawn about 100 times."""
    told = book(data_dir, summaries(4))
    drawn = Counter(next(told.by_chance(START, seed)).id for seed in range(400))
    assert len(drawn) == 4
    assert all(65 < times < 135 for times in drawn.values())


def test_one_that_nobody_acknowledged_in_a_day_is_listed_the_longest_first(data_dir: DataDir) -> None:
    """Of three, the second was read by its service."""
    one, two, three = summaries(3)
    read = new_event("p1", Kind.SUMMARY_RECEIVED, START + timedelta(hours=5), about=two.id)
    told = book(data_dir, [three, one, read, two])
    assert told.unread(START, START + timedelta(hours=30)) == [one, three]
    assert told.unread(START, START + timedelta(hours=20)) == []


def test_what_was_recorded_is_counted_and_what_was_taken_back_is_not(data_dir: DataDir) -> None:
    """Two of three were found accurate; a fourth check was a mistake."""
    found = [summary(n, Kind.SUMMARY_CHECKED, said) for n, said in enumerate(("accurate", "not_accurate", "accurate"))]
    mistake = summary(9, Kind.SUMMARY_CHECKED, "accurate")
    undone = new_event("p9", Kind.RETRACTED, START + timedelta(hours=10), about=mistake.id)
    counted = audited_events(book(data_dir, [*found, mistake, undone]).checks)
    assert (counted.accurate, counted.checked) == (2, 3)
    assert audited_events([]).words == "Nothing has been checked yet."


def book(data_dir: DataDir, events: list[Event]) -> Summaries:
    ledger = data_dir.ledger("made-up:summaries")
    ledger.append(events)
    told = Summaries(ledger)
    told.follow()
    ledger.close()
    return told


def summary(n: int, kind: Kind = Kind.SUMMARY_SENT, detail: str = "") -> Event:
    return new_event(f"p{n}", kind, START + timedelta(hours=n / 10), detail=detail)


def summaries(many: int) -> list[Event]:
    return [summary(n) for n in range(many)]
