"""Long work in a process of its own at a lower priority, so that nobody's page waits for its turn behind it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


class LongWork(Protocol):
    """A way to have long work done: here (`at_once`), or in a process of its own (`apart`)."""

    def __call__(self, work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found: ...


def at_once(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What `work` gives, done here."""
    return work(*given, **named)


def apart(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What `work` gives, done elsewhere while this thread waits. All that is given and found must be picklable.

    Raises what `work` raises, and EOFError where the process ended without an answer.
    """
    new = get_context("spawn")  # never forked: a copy of a lock that another thread holds would never open
    ours, theirs = new.Pipe(duplex=False)
    process = new.Process(target=answer, args=(theirs, work, given, named), daemon=True)
    process.start()
    theirs.close()
    try:
        worked, found = ours.recv()
    finally:
        ours.close()
        process.join()
    if not worked:
        raise found
    return found  # type: ignore[no-any-return]


def answer(theirs: Connection, work: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """In the process apart: do the work and send what came of it."""
    give_way()
    try:
        found = True, work(*given, **named)
    except Exception as error:
        found = False, error
    theirs.send(found)


def give_way() -> None:
    """Let pages go first, leave Ctrl-C to the server, and end with it however it ends."""
    if hasattr(os, "nice"):
        os.nice(10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_the_server, daemon=True).start()


def end_with_the_server() -> None:
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(1)
