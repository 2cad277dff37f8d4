"""People at work for `hub_load.py`: each signs in, opens lists and people, takes steps, thinks; as a browser would.

A step carries words or a day that nobody else uses, so that the ledger can be asked afterwards whether it was kept,
and whether it was kept once.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import httpx

from homefirst.codes import CriteriaToReside, DelayReason, Refusal, Task
from homefirst.decisions.beds import answers_written
from homefirst.hub.in_words import in_words
from homefirst.record.invented import invented_users
from homefirst.record.reader import Reader, Role

PATIENCE = 30.0
# Of two hundred, how many work in each role.
SHARES = {
    Role.COORDINATOR: 40, Role.WARD: 60, Role.THERAPIST: 24, Role.SOCIAL_WORKER: 30, Role.BROKER: 12,
    Role.CARE_HOME: 20, Role.HOME_CARE: 14,
}  # fmt: skip
JUDGES = frozenset({Role.COORDINATOR, Role.WARD, Role.THERAPIST})  # of the criteria to reside
HOMES = frozenset({Role.CARE_HOME, Role.HOME_CARE})
FILTERS = (
    "show=all&pathway=1", "show=ready&reason=none", "show=all&sort=due", "show=ready&ready=7", "show=all&stay=21",
    "show=ready&group=blocker", "show=all&owner=social_worker", "show=all&task=none&sort=stay",
)  # fmt: skip
LINK = re.compile(r'href="/people/(p[0-9a-f]+)"')
OWN = re.compile(r'href="/ours/people/(p[0-9a-f]+)')
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
TODAY = re.compile(r'min="(\d{4}-\d\d-\d\d)"')
REFERRAL = re.compile(r'/accept"[^§]*?name="referral" value="([0-9a-f]+)"')
SERVICE = re.compile(r'name="service" value="([^"]+)"')
Key = tuple[str, str, str, str]  # who recorded it, of whom, what, and what sets it apart


@dataclass
class Step:
    """One step as it was sent: what the ledger has to hold if it was acknowledged, and what the server answered."""

    keys: tuple[Key, ...]
    sent: float
    status: int = 0  # 0: no answer came
    twice: bool = False  # sent twice at once, as by a double click


@dataclass
class Log:
    """What happened to everybody: requests by kind, steps, errors, and what screens were told."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    steps: list[Step] = field(default_factory=list)
    errors: list[tuple[float, str, str]] = field(default_factory=list)
    told: list[list[tuple[float, int]]] = field(default_factory=list)  # by screen: when it heard of which position
    drawn: list[list[tuple[float, int]]] = field(default_factory=list)  # by screen: when its list showed that position
    numbers: Counter[str] = field(default_factory=Counter)


class Browser:
    """One signed-in browser."""

    def __init__(self, base: str, log: Log) -> None:
        limits = httpx.Limits(max_connections=4)
        self.http = httpx.AsyncClient(base_url=base, timeout=PATIENCE, limits=limits, trust_env=False)
        self.log = log

    async def sign_in(self, account: str) -> None:
        await self.ask("sign in", "POST", "/sign-in/invented", data={"account": account})

    async def ask(self, kind: str, method: str, address: str, **rest: object) -> httpx.Response | None:
        """One request, timed; None where none came back, or a fault of the server did."""
        start = time.perf_counter()
        try:
            answer = await self.http.request(method, address, **rest)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self.log.errors.append((time.time(), kind, type(error).__name__))
            return None
        self.log.took[kind].append(time.perf_counter() - start)
        self.log.answers[kind, answer.status_code] += 1
        if answer.status_code >= 500:
            said = " ".join(re.sub("<[^>]+>", " ", answer.text.partition("<main")[2]).split())
            self.log.errors.append((time.time(), kind, f"{answer.status_code} {said[:300]}"))
        return answer

    async def page(self, kind: str, address: str) -> str:
        """A page; "" where it was not to be had."""
        answer = await self.ask(kind, "GET", address)
        return answer.text if answer is not None and answer.status_code == 200 else ""


class Over(Exception):
    """The time is over."""


class Worker:
    """One person at work, until the time is over."""

    def __init__(self, browser: Browser, user: Reader, n: int, think: tuple[float, float], until: float) -> None:
        self.browser, self.user, self.think, self.until = browser, user, think, until
        self.draw, self.name, self.steps = Random(n), f"{user.account}-{n}", 0

    async def work(self) -> None:
        await asyncio.sleep(self.draw.uniform(0, self.think[1]))
        await self.browser.sign_in(self.user.account)
        while time.time() < self.until:
            try:
                await (self.provide() if self.user.role in HOMES else self.get_somebody_home())
            except Over:
                break
        await self.browser.http.aclose()

    async def pause(self) -> None:
        """Think; raises Over when the time is."""
        await asyncio.sleep(self.draw.uniform(*self.think))
        if time.time() > self.until:
            raise Over

    def word(self) -> str:
        """Words that nobody else says."""
        self.steps += 1
        return f"{self.name} step {self.steps}"

    async def get_somebody_home(self) -> None:
        """The list, part of it, one person on it, one step."""
        await self.browser.page("list", "/")
        await self.pause()
        found = LINK.findall(await self.browser.page("list, filtered", f"/?{self.draw.choice(FILTERS)}"))
        await self.pause()
        if not found:
            return
        person = self.draw.choice(found)
        if not await self.browser.page("person", f"/people/{person}"):
            return
        await self.pause()
        shares = (30, 20, 20, 20, 10) if self.user.role in JUDGES else (40, 0, 25, 25, 10)
        step = self.draw.choices(("expected", "criteria", "delays", "task", "refer"), shares)[0]
        await (self.refer(person) if step == "refer" else self.step(person, step))
        await self.pause()

    async def step(self, person: str, step: str) -> None:
        """Open the form of a step, fill it in, and send it."""
        form = await self.browser.page("form of a step", f"/people/{person}/steps/{step}")
        if not form:
            return
        if step == "delays" and 'name="reason"' not in form:
            step = "criteria" if self.user.role in JUDGES else "task"
        filled, kind, set_apart = getattr(self, f"as_{step}")(form)
        await self.send(f"/people/{person}/steps/{step}", form, filled, person, kind, set_apart)

    def as_expected(self, form: str) -> tuple[dict[str, object], str, str]:
        today = TODAY.search(form)
        day = date.fromisoformat(today[1]) if today else datetime.now(UTC).date()
        said = {"why": self.word()}
        later = (day + timedelta(days=self.draw.randint(1, 14))).isoformat()
        return {"day": later, **said}, "expected_discharge_set", named(in_words(**said))

    def as_criteria(self, form: str) -> tuple[dict[str, object], str, str]:
        ready = self.draw.random() < 0.7
        ticked = [] if ready else [self.draw.choice(list(CriteriaToReside)).value]
        kind = "criteria_to_reside_not_met" if ready else "criteria_to_reside_met"
        written = answers_written({one.value: one.value in ticked for one in CriteriaToReside})
        return {"answer": "none" if ready else "some", "question": ticked}, kind, named(written)

    def as_delays(self, form: str) -> tuple[dict[str, object], str, str]:
        said = {"why": self.word()}
        reason = str(self.draw.choice(tuple(DelayReason)))
        return {"reason": [reason], **said}, "delay_started", named(in_words(**said))

    def as_task(self, form: str) -> tuple[dict[str, object], str, str]:
        said = {"what": self.word()}
        task = str(self.draw.choice((Task.MEDICINES, Task.TRANSPORT, Task.EQUIPMENT)))
        return {"task": task, "owner": "pharmacist", **said}, "task_set", named(in_words(**said))

    async def refer(self, person: str) -> None:
        """Ask a service to help."""
        form = await self.browser.page("referrals", f"/people/{person}/referrals")
        services = SERVICE.findall(form)
        if services:
            said = {"why": self.word()}
            filled = {"service": self.draw.choice(services), "help": "home_care", **said}
            address, words = f"/people/{person}/referrals/refer", named(in_words(**said))
            await self.send(address, form, filled, person, "referred", words)

    async def provide(self) -> None:
        """A service: its own people, an answer or its numbers."""
        page = await self.browser.page("own people", "/ours")
        await self.pause()
        people = OWN.findall(page)
        if people and self.draw.random() < 0.4:
            await self.answer(self.draw.choice(people))
        else:
            await self.tell_numbers()
        await self.pause()

    async def answer(self, person: str) -> None:
        """Yes or no to a referral that waits; else that the ward was spoken with."""
        form = await self.browser.page("own person", f"/ours/people/{person}")
        await self.pause()
        waiting = REFERRAL.findall(form)
        base = f"/ours/people/{person}"
        if waiting and self.draw.random() < 0.7:
            said = {"words": self.word()}
            filled = {"referral": waiting[0], "reason": str(self.draw.choice((Refusal.FULL, Refusal.DISTANCE)))}
            await self.send(f"{base}/decline", form, {**filled, **said}, person, "declined", named(in_words(**said)))
        elif f"{base}/spoke" in form:
            said = {"what": self.word()}
            await self.send(f"{base}/spoke", form, said, person, "contacted", named(in_words(**said)))

    async def tell_numbers(self) -> None:
        """How full it is. The first day sets one telling apart from every other."""
        form = await self.browser.page("numbers", "/ours/vacancies")
        await self.pause()
        self.browser.log.numbers[self.user.service] += 1
        first = datetime.now(UTC).date() + timedelta(days=self.browser.log.numbers[self.user.service])
        used = self.draw.randint(30, 36)
        filled = {"maximum": "40", "used": str(used), "reserved": "1", "accepting": "3", "earliest": first.isoformat()}
        detail = f"40/{used}/1/3/{first}"
        await self.send("/ours/vacancies/numbers", form, filled, "", "vacancies_reported", detail)

    async def send(
        self, address: str, form: str, filled: dict[str, object], person: str, kind: str, set_apart: str
    ) -> None:
        """Send a form; now and then twice at once, as by a double click, where the form says what was seen."""
        token, seen = TOKEN.search(form), SEEN.search(form)
        if token is None:
            return
        data = {"form_token": token[1], **({"seen": seen[1]} if seen else {}), **filled}
        twice = seen is not None and self.draw.random() < 0.03
        sent = [self.send_once(address, data, (self.user.by, person, kind, set_apart), twice) for _ in range(1 + twice)]
        await asyncio.gather(*sent)

    async def send_once(self, address: str, data: dict[str, object], key: Key, twice: bool) -> None:
        step = Step((key,), time.time(), twice=twice)
        self.browser.log.steps.append(step)
        answer = await self.browser.ask("step", "POST", address, data=data)
        step.status = answer.status_code if answer is not None else 0
        if answer is not None and answer.status_code == 303:
            if "sign-in" in answer.headers["location"]:
                step.status = 401
            await self.browser.page("page after a step" if key[1] else "numbers saved", answer.headers["location"])


def named(content: bytes) -> str:
    """The name by which an event points to a document."""
    return hashlib.sha256(content).hexdigest()


class Screen:
    """An open list that brings itself up to date, as the page does: told by the stream, it asks for its part again."""

    def __init__(self, browser: Browser, user: Reader, query: str, until: float) -> None:
        self.browser, self.user, self.query, self.until = browser, user, query, until
        self.told: list[tuple[float, int]] = []
        self.drawn: list[tuple[float, int]] = []
        self.waiting = asyncio.Event()

    async def show(self) -> None:
        await self.browser.sign_in(self.user.account)
        page = await self.browser.page("list", f"/?{self.query}")
        found = re.search(r"/stream\?after=(\d+)", page)
        drawing = asyncio.create_task(self.draw())
        position = int(found[1]) if found else 0
        while time.time() < self.until:
            try:
                position = await self.listen(position)
            except httpx.HTTPError as error:
                self.browser.log.errors.append((time.time(), "stream", type(error).__name__))
            await asyncio.sleep(0.5)
        drawing.cancel()
        await self.browser.http.aclose()

    async def listen(self, position: int) -> int:
        """Hear what changes until the time is over or the line breaks; gives the last position heard of."""
        lines = self.browser.http.stream("GET", f"/stream?after={position}", timeout=httpx.Timeout(PATIENCE))
        async with lines as answer:
            async for line in answer.aiter_lines():
                if line.startswith("id: "):
                    position = int(line[4:])
                elif line.startswith("event: changed"):
                    self.told.append((time.time(), position))
                    self.waiting.set()
                if time.time() > self.until:
                    break
        return position

    async def draw(self) -> None:
        """Ask for the list again whenever something changed; what changes meanwhile is asked for once more after."""
        while True:
            await self.waiting.wait()
            self.waiting.clear()
            position = self.told[-1][1]
            await self.browser.ask(
                "list, brought up to date", "GET", f"/board?{self.query}", headers={"hx-request": "true"}
            )
            self.drawn.append((time.time(), position))


def crew(people: int) -> list[Reader]:
    """So many invented users, in the shares of each role; several browsers may be of one."""
    of_role = {role: [user for user in invented_users() if user.role is role] for role in SHARES}
    found = list[Reader]()
    for role, share in SHARES.items():
        number = max(1, round(share * people / sum(SHARES.values())))
        found += [of_role[role][n % len(of_role[role])] for n in range(number)]
    return found[:people] + [found[0]] * (people - len(found))
