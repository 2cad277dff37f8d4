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
from homefirst.web.access import Forbidden, may, reader_of, visible
from homefirst.web.desk import Desk
from homefirst.web.door import COOKIE, Access
from homefirst.web.service_facts import known_by

log = logging.getLogger("homefirst.web")
LOOK_SECONDS = 0.3  # how often to ask the ledger whether there is anything new
GATHER_SECONDS = 0.5  # told at once, then no more often than this: an open list is asked for again at each telling
STILL_HERE_SECONDS = 15.0  # how often to say so on a quiet line, so that nobody in between hangs up


@asynccontextmanager
async def following(app: Starlette) -> AsyncIterator[None]:
    """Follow the ledger for as long as the pages are served."""
    watching = asyncio.create_task(watch(app.state.desk))
    services = asyncio.create_task(know_services(app))
    try:
        yield
    finally:
        for task in (watching, services):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        app.state.desk.close()
        app.state.access.close()


async def know_services(app: Starlette) -> None:
    """Read what services said and were asked before anybody asks for it: of a year of a county it takes seconds."""
    try:
        await run_in_threadpool(known_by(app).services.follow)
    except Exception as error:
        log.error("What services said could not be read: %s", type(error).__name__)


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
    """What changes, as server-sent events: to the people whom the reader may see, or with `person` to that one.

    Raises Forbidden for a person whom the reader may not see.
    """
    desk: Desk = request.app.state.desk
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    person = request.query_params.get("person", "")
    await run_in_threadpool(refuse_unless_seen, request, person)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    lines = messages(desk, int(after) if after.isdecimal() and len(after) < 16 else 0, person, Watcher(request))
    return StreamingResponse(lines, media_type="text/event-stream", headers=headers)


def refuse_unless_seen(request: Request, person: str) -> None:
    """Raises Forbidden for a list, or for one person, that the reader may not see."""
    desk: Desk = request.app.state.desk
    decision = may(request, "read", journey=desk.board.read(person)[0] if person else None)
    if not decision.allowed:
        raise Forbidden(decision)


class Watcher:
    """One open page: whom its reader may see, for as long as they are signed in."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._access: Access = request.app.state.access
        self._seen = frozenset[str]()

    def still_there(self) -> bool:
        """Whether the session still stands and its account holds the role still; listening is no use of it."""
        number = self._request.cookies.get(COOKIE, "")
        session = self._access.sessions.find(number, self._access.clock(), used=False)
        return session is not None and self._access.reader(session) == reader_of(self._request)

    async def of(self, changed: frozenset[str]) -> frozenset[str]:
        """Of the people to whom something happened, those whom the reader may see or saw until now."""
        before, self._seen = self._seen, await run_in_threadpool(visible, self._request)
        return changed & (before | self._seen)


async def messages(desk: Desk, after: int, person: str, watcher: Watcher) -> AsyncIterator[str]:
    """The messages to one open page that has seen the ledger up to `after`, until its reader is signed out."""
    await watcher.of(frozenset())
    with listening(desk) as queue:
        yield ": listening\n\n"
        if desk.board.position > after:
            yield message(desk.board.position, f"Brought up to date {clock_words(desk)}")
        while watcher.still_there():
            try:
                followed = gathered(await asyncio.wait_for(queue.get(), STILL_HERE_SECONDS), queue)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            people = followed.people & {person} if person else await watcher.of(followed.people)
            if people:
                yield message(followed.position, change_words(len(people), desk))
                await asyncio.sleep(GATHER_SECONDS)


def gathered(first: Followed, queue: asyncio.Queue[Followed]) -> Followed:
    """One change of all that waits to be told."""
    people = set(first.people)
    while not queue.empty():
        first = queue.get_nowait()
        people |= first.people
    return Followed(first.position, frozenset(people))


def message(position: int, words: str) -> str:
    """One change: words for the line that says so, then the event that makes the page fetch what changed."""
    return f"id: {position}\ndata: {words}\n\nid: {position}\nevent: changed\ndata: {position}\n\n"


def change_words(number: int, desk: Desk) -> str:
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
