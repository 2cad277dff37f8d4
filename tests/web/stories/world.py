"""A small world for stories: the story moves its time, the hospital's system speaks, people sign in in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from homefirst.columns import Person, build
from homefirst.datadir import DataDir
from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey, journey
from homefirst.measures.definition import measure_named
from homefirst.measures.evaluate import evaluate
from homefirst.measures.period import Period
from homefirst.measures.value import Value
from homefirst.people import Identifier, Identity, Statement
from homefirst.system import System
from homefirst.web import make_app
from tests.web.serving import serving
from tests.web.signing import browser_signed_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KETTERING = "E06000061:E01027079"
MINUTE = timedelta(minutes=1)
CHECKED = set[tuple[str, str, bool]]()  # kinds of page that one of the stories told here has looked at


def accessible(page: Page) -> None:
    """The page keeps to WCAG 2.2 AA as far as a machine can tell, and does not run off its side."""
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


class World:
    """One data directory of invented people, its pages, and the time that it is there."""

    def __init__(self, data: DataDir, system: System, browser: Browser, begins: datetime) -> None:
        self.data, self.system, self._browser, self._now = data, system, browser, begins
        self.ledger, self.people = data.ledger("made-up:a story"), data.people()
        self._pages: dict[str, Page] = {}
        self.address = ""

    # Time

    def now(self) -> datetime:
        """The time that it is, as the pages ask it."""
        return self._now

    def at(self, day: str, clock: str = "10:00") -> datetime:
        """Go on to this day and hour by the clock on the wall; never back."""
        then = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)
        assert then >= self._now, f"{then} is before {self._now}: a story is told in order"
        self._now = then
        return then

    # The hospital's own system

    def arrives(self, given: str, family: str, born: date, number: str, *, ward: str, sex: str = "F") -> str:
        """The hospital's system says that this person lives in Kettering and is admitted now; gives their key."""
        identifier = Identifier("local", number, ward.partition(":")[0])
        self.people.say([Statement((identifier,), Identity(family, given, born, sex=sex), self._now, "PAS")])
        key = self.people.key([identifier])
        years_ago = self._now - timedelta(days=2000)
        self.ledger.append([new_event(key, Kind.RESIDENCE_CHANGED, years_ago, location=KETTERING, detail="own_home")])
        self.heard(key, Kind.ADMITTED, location=ward, detail="21")
        return key

    def heard(self, person: str, kind: Kind, *, detail: str = "", location: str = "") -> Event:
        """Something that the hospital's system tells, as it happens."""
        event = new_event(
            person, kind, self._now, detail=detail, location=location, source="PAS@RNS", spell=f"v-{person}"
        )
        self.ledger.append([event])
        return event

    # People at work

    def signs_in(self, account: str) -> Page:
        """The page of whoever this is, signed in through the chooser; each keeps a browser of their own."""
        if account not in self._pages:
            context = self._browser.new_context(base_url=self.address, viewport={"width": 1200, "height": 900})
            context.set_default_timeout(8_000)
            self._pages[account] = browser_signed_in(context.new_page(), account)
            self.looks(self._pages[account])
        return self._pages[account]

    def looks(self, page: Page) -> Page:
        """Check the page for accessibility, once for each kind of page with each title, and when something is wrong."""
        path = re.sub(r"/p?[0-9a-f]{16,}", "/", page.url.partition("?")[0])
        kind = (path, page.locator("h1").inner_text(), page.locator(".nhsuk-error-summary").count() > 0)
        if kind not in CHECKED:
            accessible(page)
            CHECKED.add(kind)
        return page

    def waits(self, page: Page, person: str, *reasons: str) -> None:
        """Record what somebody waits for from now on."""
        page.goto(f"/people/{person}/steps/delays")
        for reason in reasons:
            page.get_by_label(reason).check()
        self.looks(page)
        self.sends(page, "Record what they wait for")

    def waits_no_more(self, page: Page, person: str, reason: str) -> None:
        """End one of the things that somebody waits for."""
        page.goto(f"/people/{person}/steps/delays")
        self.sends(page, re.compile("End this wait ?: " + reason.partition(" (")[0].replace("/", ".")))

    def sends(self, page: Page, button: str | re.Pattern[str], *, refused: bool = False) -> None:
        """Press a button that records something, and look at the page that follows; a minute goes by."""
        page.get_by_role("button", name=button, exact=isinstance(button, str)).click()
        page.wait_for_load_state()
        told = page.locator(".nhsuk-error-summary")
        assert (told.count() > 0) is refused, told.inner_text() if told.count() else f"{button} was not refused"
        self.looks(page)
        self._now += MINUTE

    def writes(self, page: Page, person: str, section: str, **answers: str) -> None:
        """Write a section of the form: each question by its name after the section's, each answer as it is worded."""
        page.goto(f"/people/{person}/form/sections/{section}")
        for name, answer in answers.items():
            fields = page.locator(f"[name='{section.removesuffix('-work')}.{name}']")
            if fields.first.get_attribute("type") in ("radio", "checkbox"):
                page.locator("fieldset").filter(has=fields).get_by_label(answer, exact=True).check()
            else:
                fields.fill(answer)
        self.looks(page)
        self.sends(page, "Save this section")

    def asks(self, page: Page, person: str, service: str, *, help: str = "", why: str = "", pathway: str = "") -> None:
        """Ask a service to help, from the person's referrals; one further down the list is opened first."""
        page.goto(f"/people/{person}/referrals" + (f"?pathway={pathway}" if pathway else ""))
        self.ticks(page, service)
        if help:
            page.get_by_label("What kind of help").select_option(label=help)
        if why:
            page.get_by_label("What they should know").fill(why)
        self.looks(page)
        self.sends(page, "Ask them")

    def ticks(self, page: Page, service: str) -> None:
        """Tick a service to ask; one that is folded away is opened first."""
        tick = page.locator(f"#service-{service}")
        if not tick.is_visible():
            page.locator("details").filter(has=tick).locator("summary").click()
        tick.check()

    # What the ledger says in the end

    def journey(self, person: str) -> Journey:
        """The journey as the ledger tells it now."""
        return journey(person, self.ledger.person(person))

    def written(self, event: Event) -> bytes:
        """What was written in words with an event."""
        documents = self.data.documents()
        content = documents.get(event.document).content
        documents.close()
        return content

    def measure(self, name: str, first: date, last: date, **group: str) -> Value:
        """A measure of this ledger over a period, of one group where one is named."""
        tables = build(
            self.ledger, self.data.tables, [Person(*who) for who in self.people.attributes()], as_at=self._now
        )
        values = evaluate(measure_named(name), tables, self.system, Period(first, last), list(group))
        return next(value for value in values if value.group == group)

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()
        self.ledger.close()
        self.people.close()


@contextmanager
def served(world: World) -> Iterator[World]:
    """The world with its pages served."""
    with serving(make_app(world.data, world.system, now=world.now)) as address:
        world.address = address
        yield world
        world.close()
