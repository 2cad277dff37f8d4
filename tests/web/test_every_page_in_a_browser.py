"""Every page in a real browser: at 1280 pixels and at 400% zoom, looked at by a machine for WCAG 2.2 AA, and by Tab.

The pages are read from the application's own addresses: one that is not opened here is one of NO_PAGES, with a reason.
400% of a screen of 1280 by 1024 leaves 320 by 256 (WCAG 2.2, 1.4.10); everything that can be used is reached by Tab
(2.1.1) and in sight when it is (2.4.7, 2.4.11). What is folded away is opened first.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from starlette.routing import Route

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.returns.situation import NCTR, NO_LONGER
from homefirst.hub.summary import GIVEN, PAPER, Receiver, ReceiverKind, Version
from homefirst.hub.summary.versions import Passage
from homefirst.measures import all_measures
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.app import PAGES
from homefirst.web.step_decisions import STEPS
from tests.web.serving import serving
from tests.web.signing import browser_signed_in
from tests.web.step_cases import (
    AGENCY,
    HOME,
    HUB,
    NOW,
    Given,
    Somebody,
    asked_back,
    begun,
    carer_to_be_assessed,
    of,
    sent_a_summary,
    with_a_task,
    with_lists,
    with_room,
)
from tests.web.test_every_step_by_keyboard import IN_SIGHT, SIZES, nothing_runs_off
from tests.web.test_interface_pages import make_tables
from tests.web.two_wards import at

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READERS = ("amara.coordinator", "sister.northampton", "home.two", "privacy", "administrator")  # the first who may
DAYS = urlencode({"from": "2026-07-11", "to": "2026-07-12"})
WHO = urlencode({"group": NCTR, "metric": NO_LONGER})
ORIGIN = "made-up:steps"
ASKED = {  # what an address is asked, where without it it shows little
    "/returns": DAYS,
    "/returns/people": f"{DAYS}&{WHO}",
    "/interface": "first=2026-06-01&last=2026-07-12",
    "/interface/people": "first=2026-06-01&last=2026-07-12",
    "/round": "ward=RNS:HAWTHORN&began=1&since=0",
    "/days": "ward=RNS:HAWTHORN",
    "/made": "ready=0",
    "/summaries/audit": "seed=1&size=20",
}
ALSO = (  # a page that shows something else when it is asked something else
    "/audit?day=2026-07-13",
    "/clocks?kind=criteria",
    "/queues?by=week",
    f"/returns?name=dtoc&{DAYS}",
    "/break-glass?person={key}",
    "/round",
    "/round?ward=RNS:HAWTHORN&began=1&since=0&end=2",
)
FEW = ("delayed_days_by_reason", "no_longer_meeting_criteria_to_reside", "red_days", "weekend_discharges")
NO_PAGES = {
    "/board": "a part of the list",
    "/incidents/actions/{review}/done": "goes back to the list",
    "/people/{key}/part": "a part of a person's page",
    "/people/{key}/looked": "goes on to /audit",
    "/profile.css": "how a profile looks",
    "/profile.{ending}": "a profile as a file",
    "/who-am-i/second-factor": "of an account with a password: test_sign_in.py",
    "/what-if/answer": "a part of a page",
    "/what-if/scenario.toml": "a file",
    "/sign-in/provider": "goes on to the provider of identities",
    "/sign-in/provider/back": "comes back from it",
    "/health": "for machines",
}


def given_their_copy(one: Somebody) -> None:
    """The person has a copy of the summary on paper."""
    passage = Passage("clinical-summary", "What happened", ("You fell, and your wound heals.",))
    copy = Version(Receiver(ReceiverKind.PERSON, "", "You"), (passage,), (), ()).as_document()
    one.told(Kind.SECTION_WRITTEN, detail=f"{PAPER}/{GIVEN}", document=one.kept(copy))


def earlier_stay(key: str) -> list[Event]:
    """In spring they went home with a package, and something went wrong."""
    told = [
        (Kind.ADMITTED, at(1, month=4), {"location": "RNS:HAWTHORN:B01", "detail": "21"}),
        (Kind.REFERRED, at(2, month=4), {"service": AGENCY, "detail": "home_care"}),
        (Kind.DISCHARGED, at(9, month=4), {"location": "RNS:HAWTHORN:B01", "detail": "19/1"}),
        (Kind.INCIDENT_REPORTED, at(10, month=4), {"service": AGENCY}),
    ]
    events = [new_event(key, kind, moment, source=HUB, spell=f"before-{key}", **rest) for kind, moment, rest in told]
    declined = new_event(key, Kind.DECLINED, at(3, month=4), service=AGENCY, about=events[1].id, detail="full")
    return [*events, declined]


LIFE: tuple[Given, ...] = (
    begun,
    asked_back,
    sent_a_summary,
    given_their_copy,
    with_lists(
        "Furosemide 40 mg tablets; 40 mg; once a day\nRamipril 5 mg capsules; 5 mg; once a day", "Ramipril 5 mg; 5 mg"
    ),
    carer_to_be_assessed,
    of(Kind.CONTINUING_CARE_REQUESTED, "checklist"),
    of(Kind.LIBERTY_REQUESTED, "urgent"),
    of(Kind.CONCERN_RAISED),
    of(Kind.DELAY_STARTED, "33"),
    with_a_task,
    with_room,
)
OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
AXE = """asked => axe.run({
    runOnly: asked.rules, resultTypes: ["violations"], rules: {"color-contrast": {enabled: asked.colours}},
}).then(found => found.violations)"""
STOPS = """() => {  // what Tab should come to below the menu: of radios that belong together one, as browsers have it
    const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    const group = one => one.type === "radio" ? [...document.forms].indexOf(one.form) + one.name : one
    window.unreached = new Set(); window.group = group
    for (const one of document.querySelectorAll(`main :is(${kinds})`))
        if (one.checkVisibility() && !one.disabled) unreached.add(group(one))
    return unreached.size
}"""
AT = f"""() => {{
    const now = document.activeElement
    unreached.delete(group(now))
    return [({IN_SIGHT})(), now.outerHTML.slice(0, 120), unreached.size > 0 && now.closest("main") !== null]
}}"""
LEFT = "() => [...unreached].map(one => one.outerHTML?.slice(0, 120) ?? one)"
TOO_WIDE = """async () => {  // once the menu has seen the new size: it looks when the next frame is drawn
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    if (document.documentElement.scrollWidth <= innerWidth) return []
    return [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("[tabindex='0']"))
        .map(one => one.outerHTML.slice(0, 120))
}"""


def pages() -> list[str]:
    """The address of every page, with its blanks; and those that show something else when asked something else."""
    paths = {r.path for part in PAGES for r in part.ROUTES if isinstance(r, Route) and "GET" in (r.methods or ())}
    files = {path for path in paths if path.endswith(".csv")}
    return [*sorted(paths - files - NO_PAGES.keys()), *ALSO]


class Site:
    """The pages of one person for whom nearly everything happened, and a browser for each of the readers."""

    def __init__(self, one: Somebody, browser: Browser, address: str) -> None:
        self.one, self._browser, self.address = one, browser, address
        self._pages: dict[str, Page] = {}

    def page(self, who: str) -> Page:
        """The browser of this reader."""
        if who not in self._pages:
            context = self._browser.new_context(base_url=self.address, locale="en-GB")
            context.set_default_timeout(10_000)
            page = self._pages[who] = context.new_page()
            if who:
                browser_signed_in(page, who)
        return self._pages[who]

    def opened(self, address: str) -> Page:
        """The page at an address, opened by the first reader who may; what takes a while to be made is waited for."""
        if "/sign-in" in address:
            return self.at(self.page(""), address)
        for who in READERS:
            if self.page(who).request.get(address).ok:
                return self.at(self.page(who), address)
        said = [self.page(who).request.get(address).status for who in READERS]
        raise AssertionError(f"None of {READERS} may open {address}: {said}")

    def at(self, page: Page, address: str) -> Page:
        page.set_viewport_size({"width": 1280, "height": 1024})
        page.goto(address)
        while page.get_by_role("link", name="Look again").count():
            page.wait_for_timeout(300)
            page.reload()
        return page

    def filled(self, path: str) -> list[str]:
        """The address with its blanks filled: every step has one of its own."""
        if "{step}" in path:
            steps = [path.replace("{step}", name) for name, step in STEPS.items() if not step.form]
            return [address for step in steps for address in self.filled(step)]
        events = self.one.events
        shown = {"form": Kind.NOTIFIED, "summary": Kind.SUMMARY_SENT, "incidents": Kind.INCIDENT_REPORTED}
        event = next((events[kind].id for part, kind in shown.items() if f"/{part}/" in path), "")
        asked = ASKED.get(path)
        path = path.format(
            key=self.one.key, event=event, section="carer", heading="social-context", to="person", service=HOME,
            name="delayed_days",
        )  # fmt: skip
        return [f"{path}?{asked}" if asked else path]


@pytest.fixture(scope="module")
def site(browser: Browser, system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One person in a bed with services around them, and one use of emergency access; tables are made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("HOMEFIRST_SECRET", "a secret for tests")
        few = {name: all_measures()[name] for name in FEW}  # a profile of all of them takes a quarter of a minute
        patch.setattr("homefirst.profile.make.all_measures", lambda: few)
        data = DataDir(tmp_path_factory.mktemp("pages") / "data")
        one = Somebody(data, 1, NOW)
        told = data.ledger(ORIGIN)
        told.append(earlier_stay(one.key))
        told.close()
        for tell in LIFE:
            tell(one)
        make_tables(data)
        with serving(make_app(data, system, now=lambda: NOW)) as address:
            made = Site(one, browser, address)
            in_an_emergency(made)
            the_form_is_sent(made)
            told = data.ledger(ORIGIN)
            one.events |= {event.kind: event for event in told.person(one.key)}
            told.close()
            yield made


def in_an_emergency(site: Site) -> None:
    """A nurse of the other hospital opens the record, for a reason."""
    page = site.at(site.page("sister.kettering"), f"/break-glass?person={site.one.key}")
    looked_at(page)
    page.get_by_role("radio").first.check()
    page.locator("[name=words]").fill("Came to us without papers.")
    page.locator("main button").click()


def the_form_is_sent(site: Site) -> None:
    """The hub is sent what is written, and is told why the rest is not."""
    page = site.at(site.page(READERS[0]), f"/people/{site.one.key}/form/send")
    page.locator("[name=reason]").fill("The rest follows.")
    page.get_by_role("button", name="Send it all the same").click()


@pytest.mark.parametrize("path", pages())
def test_a_page_is_for_everybody(site: Site, path: str) -> None:
    for address in site.filled(path):
        looked_at(site.opened(address))


def looked_at(page: Page) -> None:
    """A page at both sizes, as for somebody who makes it larger: nothing of it is loaded again."""
    page.evaluate(OPEN_ALL)
    assert page.locator("h1").count() == 1, page.url
    page.evaluate(Axe().axe_script)
    for width, height in SIZES.values():  # colours are the same at both
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(TOO_WIDE) == [], page.url
        nothing_runs_off(page)
        found = page.evaluate(AXE, {"rules": RULES, "colours": width > 320})
        assert not found, [(one["id"], one["help"], [node["html"] for node in one["nodes"]]) for one in found]
    everything_is_reached(page)


def everything_is_reached(page: Page) -> None:
    """Tab comes to everything that can be used, and nothing covers it then."""
    on = page.evaluate(STOPS) > 0
    page.locator("main").evaluate("main => { main.tabIndex = -1; main.focus() }")
    while on:  # a field for a day has several stops of its own
        page.keyboard.press("Tab")
        in_sight, stop, on = page.evaluate(AT)
        assert in_sight, f"{stop} of {page.url} has the focus and is hidden"
    assert page.evaluate(LEFT) == [], page.url
