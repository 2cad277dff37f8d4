"""A service's numbers, given on one screen: how many it holds and can take, or that nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.codes import ClosureReason
from homefirst.days import local_date
from homefirst.decisions import Refused, close_service, reopen_service, report_vacancies
from homefirst.event import Event
from homefirst.hub.capacity import Room
from homefirst.hub.words import day_of
from homefirst.record.reader import Reader
from homefirst.system.entry import Entry
from homefirst.web.access import Problem, act_for_service, permit, reader_of
from homefirst.web.referral_pages import WORDS
from homefirst.web.service_facts import Known, desk_of, known
from homefirst.web.show import show
from homefirst.web.step_facts import typed_by

NUMBERS = (
    ("maximum", "Most it can hold", "Staffed and fit to use today."),
    ("used", "Used now", "With somebody who is only in hospital."),
    ("reserved", "Kept for somebody", "Said yes to, and not here yet."),
    ("accepting", "Free to take", "How many you would say yes to now."),
)
NOTHING_BEFORE = Refused("There are no numbers yet to say that nothing has changed. Give them once below.")
NO_STEP = "There is no such step. Open your numbers, and choose one there."


def vacancies(request: Request) -> Response:
    """The form, with the last numbers in it."""
    desk, book = desk_of(request), known(request)
    entry, now = whose(request), desk.now()
    permit(request, "report", service=entry.service)
    room = book.services.rooms(now).get(entry.service)
    problem: Problem | None = request.scope.get("homefirst.problem")
    facts = {
        "title": f"Numbers: {entry.name}",
        "entry": entry,
        "room": room,
        "old": room is not None and book.is_old(room, now),
        "numbers": [(*number, value(room, entry, number[0])) for number in NUMBERS],
        "reasons": tuple(ClosureReason),
        "typed": typed_by(problem, problem.typed.get("step", "") if problem else ""),
        "thanks": "told" in request.query_params and problem is None,
        "own": entry.service == reader_of(request).service,
        "now": now,
        "today": local_date(now),
        "hours": book.directory.hours_of_room(entry.service),
        **WORDS,
    }
    return show(request, "ours/vacancies.html", facts)


def whose(request: Request) -> Entry:
    """The service that the form is of: the one named, else the reader's own. Raises HTTPException 404."""
    return known(request).entry(request.query_params.get("service") or reader_of(request).service)


def value(room: Room | None, entry: Entry, name: str) -> int | str:
    """What a field holds before anybody types: the last number, else what the directory says it holds."""
    if room is not None and room.maximum is not None:
        found: int | None = getattr(room, name)
        return "" if found is None else found
    return int(entry.capacity) if name == "maximum" and entry.capacity else ""


class Said:
    """What is said of one service, and by whom."""

    def __init__(self, book: Known, entry: Entry, form: FormData, by: str, now: datetime) -> None:
        self.book, self.service, self.form, self.by, self.now = book, entry.service, form, by, now

    def typed(self, name: str) -> str:
        return str(self.form.get(name, "")).strip()

    def numbers(self) -> Event | Refused:
        """The numbers as typed."""
        wrong = [words for name, words, _ in NUMBERS if not self.typed(name).isdecimal() or len(self.typed(name)) > 5]
        if wrong:
            return Refused(f"{wrong[0]}: give a whole number, 0 or more.")
        if self.typed("earliest") and day_of(self.typed("earliest")) is None:
            return Refused("Give the first day as in 2026-01-31, or leave it empty for today.")
        maximum, used, reserved, accepting = (int(self.typed(name)) for name, _, _ in NUMBERS)
        return self.report(maximum, used, reserved, accepting, day_of(self.typed("earliest")))

    def same(self) -> Event | Refused:
        """The last numbers once more, less whom the service said yes to since."""
        room = self.book.services.rooms(self.now).get(self.service)
        if room is None or room.maximum is None or room.used is None:
            return NOTHING_BEFORE
        day = room.earliest if room.earliest and room.earliest >= local_date(self.now) else None
        free = min(room.accepting, max(room.maximum - room.used - room.reserved, 0))
        return self.report(room.maximum, min(room.used, room.maximum), room.reserved, free, day)

    def report(self, maximum: int, used: int, reserved: int, accepting: int, earliest: date | None) -> Event | Refused:
        return report_vacancies(
            self.service, maximum=maximum, used=used, reserved=reserved, accepting=accepting,
            earliest=earliest, told=self.book.services.told(), by=self.by, now=self.now,
        )  # fmt: skip

    def close(self) -> Event | Refused:
        """That the service takes nobody new."""
        return close_service(self.book.services.told(), self.service, self.typed("why"), by=self.by, now=self.now)

    def reopen(self) -> Event | Refused:
        """That it takes people again."""
        return reopen_service(self.book.services.told(), self.service, by=self.by, now=self.now)


STEPS: Mapping[str, Callable[[Said], Event | Refused]] = {
    "numbers": Said.numbers,
    "same": Said.same,
    "close": Said.close,
    "reopen": Said.reopen,
}


async def take(request: Request) -> Response:
    """Record what a service says of itself, and go back to the form."""
    step = STEPS.get(request.path_params["step"])
    if step is None:
        raise HTTPException(404, NO_STEP)
    book, entry = known(request), whose(request)
    own = entry.service == reader_of(request).service
    back = "/ours/vacancies" + ("" if own else f"?service={entry.service}")

    def decide(form: FormData, reader: Reader, now: datetime) -> Event | Refused:
        return step(Said(book, entry, form, reader.by, now))

    answer = await act_for_service(request, decide, service=entry.service, back=back)
    thanks = back + ("?told" if own else "&told")
    return RedirectResponse(thanks, 303) if answer.status_code == 303 else answer


ROUTES = [
    Route("/ours/vacancies", vacancies),
    Route("/ours/vacancies/{step}", take, methods=["POST"]),
]
