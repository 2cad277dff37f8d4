"""From outside into events: HL7 v2 messages (files or a live connection) and extracts (CSV through a mapping).

`take_in` reads files and folders into a --data directory. What was understood becomes events; names and numbers
go to people.py; what was not understood is set aside whole, counted, and can be replayed with `replay` once a
local code or a mapping is mended. Read again, or read twice at once, the same file adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from homefirst.datadir import DataDir
from homefirst.intake import extract, feed
from homefirst.intake.hl7 import Understood
from homefirst.intake.hl7_heard import SetAside
from homefirst.intake.keep import Store, Taken, keep, opened
from homefirst.intake.local import LocalCodesFault, local_codes
from homefirst.intake.mapping import ExtractFault, Mapping, MappingFault
from homefirst.intake.mapping_file import read_mapping
from homefirst.intake.mllp import MllpFault
from homefirst.intake.set_aside import CUT, Aside, SetAsideStore
from homefirst.intake.source_file import Unreadable, files, kind_of
from homefirst.intake.source_file import opened as opened_file

__all__ = [
    "Aside",
    "LocalCodesFault",
    "MappingFault",
    "MllpFault",
    "SetAside",
    "SetAsideStore",
    "Taken",
    "Understood",
    "replay",
    "take_in",
]

KINDS = ("hl7", "extract")
NOTHING = "Nothing to read was found. Name a file, or a folder that holds HL7 or CSV files."
Progress = Callable[[Taken, str], None]


class UnknownKind(ValueError):
    """A kind of file that intake does not read, in one sentence."""


def take_in(
    paths: Iterable[Path | str],
    data_dir: DataDir,
    *,
    kind: str | None = None,
    mapping: Path | str | None = None,
    local: str = "auto",
    origin: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Taken:
    """Read files and folders into a --data directory: read = kept + already known + set aside.

    `kind` is "hl7", "extract" or None (each file is looked at); `mapping` the TOML file of an extract (else the
    one beside it of the same name); `local` is "uk", "us", "auto" or a TOML file of local codes. `progress` is
    told the running counts and the file's name after each batch. Files that cannot be read give a sentence each
    in `unreadable`. Raises UnknownKind, MappingFault, LocalCodesFault, and what the stores raise.
    """
    if kind is not None and kind not in KINDS:
        raise UnknownKind(f"Files of kind {kind} are not read here. Say --kind {' or '.join(KINDS)}.")
    if local != "auto":
        local_codes(local)
    given = read_mapping(Path(mapping)) if mapping else None
    found = list(files(paths))
    if not found or (said := _none_readable(found)):
        return Taken(unreadable=said if found else [NOTHING])
    taken, now = Taken(), now or datetime.now(UTC)
    with opened(data_dir, origin) as store:
        for file in found:
            for more in _read(file, store, now, kind, given, local):
                taken.add(more)
                if progress:
                    progress(taken, file.name)
    if not taken.read and not taken.unreadable:
        taken.unreadable.append(NOTHING)
    return taken


def _none_readable(found: Iterable[Path]) -> list[str]:
    """A sentence for each file where none can be read, so that no ledger is made for them; empty as soon as one can."""
    said: list[str] = []
    for file in found:
        try:
            kind_of(file)
        except Unreadable as fault:
            said.append(str(fault))
        else:
            return []
    return said


def _read(
    file: Path, store: Store, now: datetime, kind: str | None, given: Mapping | None, local: str
) -> Iterator[Taken]:
    """One file, batch by batch; a file that cannot be read gives its sentence instead."""
    try:
        found = kind_of(file)
        if kind == "hl7" and found != "hl7":
            raise Unreadable(f"{file} holds no HL7 v2: no line in it begins with MSH. Check which file was meant.")
        if (kind or found) == "hl7":
            with opened_file(file) as stream:
                yield from feed.read_stream(stream, str(file), store, now, local)
        else:
            yield from extract.read_file(file, given or extract.mapping_beside(file), store, now)
    except (Unreadable, ExtractFault) as fault:
        yield Taken(unreadable=[str(fault)])
    except OSError as fault:
        why = fault.strerror or "its disk or network failed"
        yield Taken(unreadable=[f"{file} stopped being readable: {why}. Read it again once that is mended."])


def replay(
    data_dir: DataDir, *, mapping: Path | str | None = None, local: str = "auto", now: datetime | None = None
) -> Taken:
    """Read again all that is set aside and not yet understood; what is understood now is kept and marked so.

    `mapping` is read in place of the mapping of the same file name by which rows were set aside.
    """
    taken, now = Taken(), now or datetime.now(UTC)
    given = read_mapping(Path(mapping)) if mapping else None
    with opened(data_dir) as store:
        for aside in store.set_aside.waiting():
            taken.add(_replay_one(aside, store, given, local, now))
    return taken


def _replay_one(aside: Aside, store: Store, given: Mapping | None, local: str, now: datetime) -> Taken:
    body = store.set_aside.body(aside.sha256)
    if body is None or aside.form == CUT:
        return Taken(1, set_aside=1)
    said = (
        feed.read(body, store.people, local)
        if aside.form == "hl7"
        else extract.read_again(body, aside, given, store.people)
    )
    if isinstance(said, SetAside):
        return Taken(1, set_aside=1)
    taken = keep(store, [said], now)
    store.set_aside.mark_replayed([aside.sha256], now)
    return taken
