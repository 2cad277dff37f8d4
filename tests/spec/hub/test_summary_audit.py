"""Auditing discharge summaries against 85%

A sample of the summaries that were sent is drawn by chance, with a seed that is said. Each is compared with the notes
and is accurate only where every criterion holds. The share that is accurate stands with Wilson's 95% interval; it is
said to be below or above the standard only where the whole interval is.

Source: the standard of 85% and the two audits are those of the local reviews (Kettering, April 2018: 42% of 110;
Northampton, February 2018: 67% of 146). 42% of 110 is 46 summaries and 67% of 146 is 98, to the nearest whole one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from homefirst.event import Event, Kind, new_event
from homefirst.hub.summary import audited, audited_events, draw
from tests.spec.page import each_row


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


def test_the_same_seed_draws_the_same_sample_in_whatever_order_they_were_told() -> None:
    """Forty summaries; the sample of ten has ten different ones, and another seed draws others."""
    sent = summaries(40)
    assert draw(sent, 10, seed=1) == draw(sent[::-1], 10, seed=1)
    assert len({event.id for event in draw(sent, 10, seed=1)}) == 10
    assert draw(sent, 10, seed=1) != draw(sent, 10, seed=2)
    assert len(draw(sent, 50, seed=1)) == 40


def test_what_was_recorded_is_counted() -> None:
    """Two of three were found accurate."""
    found = [summary(n, Kind.SUMMARY_CHECKED, said) for n, said in enumerate(("accurate", "not_accurate", "accurate"))]
    assert (audited_events(found).accurate, audited_events(found).checked) == (2, 3)
    assert audited_events([]).words == "Nothing has been checked yet."


def summary(n: int, kind: Kind = Kind.SUMMARY_SENT, detail: str = "") -> Event:
    return new_event(f"p{n}", kind, datetime(2026, 1, 5, tzinfo=UTC) + timedelta(hours=n), detail=detail)


def summaries(many: int) -> list[Event]:
    return [summary(n) for n in range(many)]
