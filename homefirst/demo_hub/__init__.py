"""What an invented hub did, for demonstrations: told after a simulated year, of people in a bed at its end.

Nobody in it exists. Nothing here is ever told into a ledger of recorded people.
"""

from __future__ import annotations

from datetime import datetime

from homefirst.datadir import DataDir
from homefirst.demo_hub import clocks, forms, practices, summaries, tasks, vacancies
from homefirst.system import System

TOPICS = (practices, tasks, forms, vacancies, clocks, summaries)


def tell_all(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell what every topic makes up, one after the other; how many events. A recorded ledger is left alone."""
    ledger = data_dir.ledger()
    origin = ledger.origin
    ledger.close()
    if origin == "recorded":
        return 0
    return sum(topic.tell(data_dir, system, now, seed) for topic in TOPICS)
