"""Pages that bring themselves up to date: what is new in the ledger is told to every open page within a second.

One look at the ledger serves every page: what is told to each is worked out in one thread, one page after another, so
that a change does not set a hundred threads against one another.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
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
LOOK_SECONDS = 0.5  # how often to ask the ledger for what is new; an open list is asked for again at each telling
STILL_HERE_SECONDS = 15.0  # how often to say so on a quiet line, so that nobody in between hangs up
SIGNED_OUT = ""


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
    """Tell every open page whenever the ledger has grown, and go on whatever comes up in one look.

    A page that is asked for meets the same fault and says so; here it is only logged, without its words.
    """
    while True:
        try:
            for page, line in await run_in_threadpool(look, desk):
                page.lines.put_nowait(line)
        except Exception as error:
            log.error("The board could not be brought up to date: %s", type(error).__name__)
            await asyncio.sleep(STILL_HERE_SECONDS)
        await asyncio.sleep(LOOK_SECONDS)


def look(desk: Desk) -> list[tuple[OpenPage, str]]:
    """Bring the board up to date; gives what each open page is to be told of all that changed since the last look."""
    desk.board.follow()
    changes = [desk.heard.pop(0) for _ in range(len(desk.heard))]
    if not changes:
        return []
    followed = gathered(changes)
    told = ((page, page.told(followed)) for page in list(desk.open_pages))
    return [(page, line) for page, line in told if line is not None]


def gathered(changes: Iterable[Followed]) -> Followed:
    """Several changes as one."""
    *_, last = changes
    return Followed(last.position, frozenset[str]().union(*(one.people for one in changes)))


async def stream(request: Request) -> StreamingResponse:
    """What changes, as server-sent events: to the people whom the reader may see, or with `person` to that one.

    Raises Forbidden for a person whom the reader may not see.
    """
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    person = request.query_params.get("person", "")
    await run_in_threadpool(refuse_unless_seen, request, person)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    lines = messages(OpenPage(request, person), int(after) if after.isdecimal() and len(after) < 16 else 0)
    return StreamingResponse(lines, media_type="text/event-stream", headers=headers)


def refuse_unless_seen(request: Request, person: str) -> None:
    """Raises Forbidden for a list, or for one person, that the reader may not see."""
    desk: Desk = request.app.state.desk
    decision = may(request, "read", journey=desk.board.read(person)[0] if person else None)
    if not decision.allowed:
        raise Forbidden(decision)


class OpenPage:
    """One open page, of a list or of one `person`: whom its reader may see, for as long as they are signed in.

    `lines` waits to be sent to it.
    """

    def __init__(self, request: Request, person: str = "") -> None:
        self.desk: Desk = request.app.state.desk
        self.lines: asyncio.Queue[str] = asyncio.Queue()
        self._request, self._person = request, person
        self._access: Access = request.app.state.access
        self._seen = frozenset[str]()

    def still_there(self) -> bool:
        """Whether the session still stands and its account holds the role still; listening is no use of it."""
        number = self._request.cookies.get(COOKIE, "")
        session = self._access.sessions.find(number, self._access.clock(), used=False)
        return session is not None and self._access.reader(session) == reader_of(self._request)

    def told(self, followed: Followed) -> str | None:
        """What to tell of a change: of people whom the reader may see or saw until now. None for nothing."""
        if not self.still_there():
            return SIGNED_OUT
        people = followed.people & ({self._person} if self._person else self._seen | self.look())
        return message(followed.position, change_words(len(people), self.desk)) if people else None

    def look(self) -> frozenset[str]:
        """Whom the reader may see now."""
        self._seen = visible(self._request)
        return self._seen


async def messages(page: OpenPage, after: int) -> AsyncIterator[str]:
    """The messages to one open page that has seen the ledger up to `after`, until its reader is signed out."""
    desk = page.desk
    await run_in_threadpool(page.look)
    with listening(page):
        yield ": listening\n\n"
        if desk.board.position > after:
            yield message(desk.board.position, f"Brought up to date {clock_words(desk)}")
        while line := await next_line(page):
            yield line


async def next_line(page: OpenPage) -> str:
    """What is to be sent next; SIGNED_OUT where nobody is there any more."""
    try:
        return await asyncio.wait_for(page.lines.get(), STILL_HERE_SECONDS)
    except TimeoutError:
        return ": still here\n\n" if await run_in_threadpool(page.still_there) else SIGNED_OUT


def message(position: int, words: str) -> str:
    """One change: words for the line that says so, then the event that makes the page fetch what changed."""
    return f"id: {position}\ndata: {words}\n\nid: {position}\nevent: changed\ndata: {position}\n\n"


def change_words(number: int, desk: Desk) -> str:
    return f"{number:,} {'person' if number == 1 else 'people'} changed {clock_words(desk)}"


def clock_words(desk: Desk) -> str:
    return f"at {desk.now().astimezone(LONDON):%H:%M}"


@contextmanager
def listening(page: OpenPage) -> Iterator[None]:
    """Tell this page of what changes, for as long as it is open."""
    page.desk.open_pages.append(page)
    try:
        yield
    finally:
        page.desk.open_pages.remove(page)
