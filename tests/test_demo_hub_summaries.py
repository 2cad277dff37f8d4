"""The invented medicines and summaries of the demonstration: of every outcome, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from homefirst.datadir import DataDir
from homefirst.demo_hub.summaries import tell
from homefirst.event import Kind, new_event
from homefirst.hub.medicines import Outcome, kept_lists
from homefirst.journey import journey
from homefirst.system import load_system

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)


def ready(n: int) -> list[object]:
    came = NOW - timedelta(days=6 + n % 9)
    return [
        new_event(f"p{n:02}", Kind.ADMITTED, came, location="RNS:HAWTHORN:B1", detail="21", spell=f"s{n}"),
        new_event(f"p{n:02}", Kind.CRITERIA_TO_RESIDE_NOT_MET, came + timedelta(days=3), spell=f"s{n}"),
    ]


def told(data_dir: DataDir) -> DataDir:
    ledger = data_dir.ledger("made-up:summaries")
    ledger.append(event for n in range(60) for event in ready(n))  # type: ignore[misc]
    ledger.close()
    assert tell(data_dir, load_system("northamptonshire"), NOW, 7) > 100
    return data_dir


def test_medicines_come_to_every_outcome_and_a_few_are_left_out_or_stopped_without_a_word(data_dir: DataDir) -> None:
    told(data_dir)
    ledger, documents = data_dir.ledger(), data_dir.documents()
    people = [journey(f"p{n:02}", ledger.person(f"p{n:02}")) for n in range(60)]
    lines = [line for one in people for line in kept_lists(one, documents).compared()]
    outcomes = Counter(line.outcome for line in lines)
    assert set(outcomes) == set(Outcome) - {Outcome.HOSPITAL_ONLY}
    errors = Counter(finding.name for line in lines for finding in line.errors)
    assert 0 < errors["left out"] + errors["no reason"] < len(lines) * 0.2
    assert all(event.happened_at <= NOW for one in people for event in one.events)
    recorded = [one for one in people if any(e.kind is Kind.MEDICINES_RECONCILED for e in one.events)]
    assert recorded
    assert not any(line.errors for one in recorded for line in kept_lists(one, documents).compared())
    ledger.close()
    documents.close()


def test_the_same_seed_tells_the_same(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        data_dir = told(DataDir(tmp_path / name))
        ledger = data_dir.ledger()
        found.append([e.id for _, e in ledger.after(0)])
        ledger.close()
    assert found[0] == found[1]
