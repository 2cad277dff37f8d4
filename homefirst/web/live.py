"""Pages that bring themselves up to date: what is new in the ledger is told to every open page within a second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse

from homefirst.days import LONDON
from homefirst.hub.follow import Followed
from homefirst.web.desk import Desk

log = logging.getLogger("homefirst.web")
LOOK_SECONDS = 0.3  # how often to ask the ledger whether there is anything new
STILL_HERE_SECONDS = 15.0  # how often to say so on a quiet line, so that nobody in between hangs up


@asynccontextmanager
async def following(app: Starlette) -> AsyncIterator[None]:
    """Follow the ledger for as long as the pages are served."""
    watching = asyncio.create_task(watch(app.state.desk))
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        app.state.desk.close()
        app.state.access.close()


async def watch(desk: Desk) -> None:
    """Bring the board up to date whenever the ledger has grown, and go on whatever comes up in one look.

    A page that is asked for meets the same fault and says so; here it is only logged, without its words.
    """
    while True:
        try:
            await run_in_threadpool(desk.board.follow)
        except Exception as error:
            log.error("The board could not be brought up to date: %s", type(error).__name__)
            await asyncio.sleep(STILL_HERE_SECONDS)
        await asyncio.sleep(LOOK_SECONDS)


async def stream(request: Request) -> StreamingResponse:
    """What changes, as server-sent events: everyone's, or with `person` one person's."""
    desk: Desk = request.app.state.desk
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    person = request.query_params.get("person", "")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    lines = messages(desk, int(after) if after.isdecimal() else 0, person)
    return StreamingResponse(lines, media_type="text/event-stream", headers=headers)


async def messages(desk: Desk, after: int, person: str) -> AsyncIterator[str]:
    """The messages to one open page that has seen the ledger up to `after`."""
    with listening(desk) as queue:
        yield ": listening\n\n"
        if desk.board.position > after:
            yield message(desk.board.position, f"Brought up to date {clock_words(desk)}")
        while True:
            try:
                followed = await asyncio.wait_for(queue.get(), STILL_HERE_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if not person or person in followed.people:
                yield message(followed.position, change_words(followed, desk))


def message(position: int, words: str) -> str:
    """One change: words for the line that says so, then the event that makes the page fetch what changed."""
    return f"id: {position}\ndata: {words}\n\nid: {position}\nevent: changed\ndata: {position}\n\n"


def change_words(followed: Followed, desk: Desk) -> str:
    number = len(followed.people)
    return f"{number:,} {'person' if number == 1 else 'people'} changed {clock_words(desk)}"


def clock_words(desk: Desk) -> str:
    return f"at {desk.now().astimezone(LONDON):%H:%M}"


@contextmanager
def listening(desk: Desk) -> Iterator[asyncio.Queue[Followed]]:
    """A queue of what changes, for as long as a page is open. The board speaks from other threads."""
    queue: asyncio.Queue[Followed] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def hear(followed: Followed) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, followed)

    listener: Callable[[Followed], None] = hear
    desk.listeners.append(listener)
    try:
        yield queue
    finally:
        desk.listeners.remove(listener)
