"""Which invented general practice everybody in a bed is with: one near their home. No such practice exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from random import Random

from homefirst.codes import ServiceKind
from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.journey import Journey, journey
from homefirst.system import System
from homefirst.system.directory import Directory, load_directory

BY = "coordinator@NHCP/invented"


def tell(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell the practice of everybody in a bed; how many events. The same seed, the same answer."""
    ledger = data_dir.ledger()
    try:
        keys, _ = candidates(ledger)
        near = practices(load_directory(system.name, system))
        homes = {area.code: area.neighbourhood for area in system.areas}
        told = registered((journey(key, ledger.person(key)) for key in sorted(keys)), near, homes, now, seed)
        ledger.append(told)
        return len(told)
    finally:
        ledger.close()


def practices(directory: Directory) -> dict[str, list[str]]:
    """The codes of the practices of each neighbourhood; under "" all of them."""
    found: dict[str, list[str]] = {}
    for entry in directory:
        if entry.kind is ServiceKind.GENERAL_PRACTICE:
            for where in ("", *entry.neighbourhoods):
                found.setdefault(where, []).append(entry.service)
    return found


def registered(
    journeys: Iterable[Journey],
    near: Mapping[str, Sequence[str]],
    homes: Mapping[str, str],
    now: datetime,
    seed: int,
) -> list[Event]:
    """One event for each of these who is in a bed and has no practice yet, from when we first heard of them.

    `near` are the practices by neighbourhood, `homes` the neighbourhood of each small area.
    """
    told = []
    for found in journeys:
        if in_a_bed(found) is None or not near or any(e.kind is Kind.PRACTICE_CHANGED for e in found.events):
            continue
        home = found.residence_at(now)
        where = homes.get(home.area, "") if home else ""
        practice = Random(f"{seed}:{found.person}:practice").choice(near.get(where) or near[""])
        told.append(
            new_event(found.person, Kind.PRACTICE_CHANGED, found.events[0].happened_at, location=practice, source=BY)
        )
    return told
