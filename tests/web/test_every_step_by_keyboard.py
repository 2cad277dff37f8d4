"""A person using only a keyboard, and one at 400% zoom, can take every step.

The steps are read from the addresses of the pages, so that a new one without a case here fails. 400% of a screen of
1280 by 1024 leaves 320 by 256 (WCAG 2.2, 1.4.10); the keyboard's focus is in sight at every press (2.4.7, 2.4.11).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.routing import Route

from homefirst.datadir import DataDir
from homefirst.system import System
from homefirst.web import make_app
from tests.web.serving import serving
from tests.web.signing import browser_signed_in
from tests.web.step_cases import CASES, NOW, Case, Somebody

pytestmark = pytest.mark.browser
SIZES = {"1280x1024": (1280, 1024), "at 400%": (320, 256)}
MOST_TABS = 160
NO_STEPS = {
    "/find": "looks for somebody",
    "/sign-in": "begins a session",
    "/sign-in/invented": "begins a session",
    "/sign-out": "ends a session",
    "/who-am-i/role": "of the reader's own account",
    "/who-am-i/sessions": "of the reader's own account",
    "/who-am-i/password": "of the reader's own account",
    "/who-am-i/second-factor": "of the reader's own account",
    "/accounts": "gives accounts",
    "/break-glass": "opens a record in an emergency",
    "/break-glass/review": "reviews an emergency",
    "/what-if/scenarios": "tries what might be",
}
REACHED = """selector => {
    const now = document.activeElement
    if (now.matches(selector)) return "there"
    const shut = now.tagName === "SUMMARY" && !now.parentElement.open && now.parentElement.querySelector(selector)
    return shut ? "shut" : ""
}"""
IN_SIGHT = """() => {
    const now = document.activeElement, box = now.getClientRects()[0]  // a link over two lines has two
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2
    const above = document.elementFromPoint(x, y)
    return above !== null && (now.contains(above) || above.contains(now) || [...(now.labels || [])].includes(above))
}"""
RUN_OFF = """() => [...document.querySelectorAll("table, pre, svg")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("[tabindex='0']"))
    .map(one => one.outerHTML.slice(0, 80))"""


class Place:
    """The pages of people for each of whom one step can be taken, and a page for each reader at each size."""

    def __init__(self, data: DataDir, browser: Browser) -> None:
        self.data, self._browser, self.address = data, browser, ""
        self._pages: dict[tuple[str, str], Page] = {}
        self._numbers, self._now = count(), NOW

    def now(self) -> datetime:
        """The time that it is: a minute later for each case."""
        return self._now

    def somebody(self) -> Somebody:
        """Another person in a bed."""
        self._now += timedelta(minutes=1)
        return Somebody(self.data, next(self._numbers), self._now)

    def page(self, who: str, size: str) -> Page:
        """The page of this reader, of this size."""
        if (who, size) not in self._pages:
            width, height = SIZES[size]
            context = self._browser.new_context(
                base_url=self.address, viewport={"width": width, "height": height}, locale="en-GB"
            )
            context.set_default_timeout(10_000)
            self._pages[who, size] = browser_signed_in(context.new_page(), who)
        return self._pages[who, size]

    def position(self) -> int:
        """How far the ledger has come."""
        ledger = self.data.ledger("made-up:steps")
        reached = ledger.position()
        ledger.close()
        return reached


@pytest.fixture(scope="module")
def place(browser: Browser, system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One site for all the cases; each case has a person of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("HOMEFIRST_SECRET", "a secret for tests")
        data = DataDir(tmp_path_factory.mktemp("steps") / "data")
        data.ledger("made-up:steps").close()
        made = Place(data, browser)
        with serving(make_app(data, system, now=made.now)) as made.address:
            yield made


def test_every_step_that_a_page_can_take_has_a_case(data_dir: DataDir, system: System) -> None:
    data_dir.ledger("made-up:steps").close()
    app = make_app(data_dir, system)
    assert sorted(steps(app) - NO_STEPS.keys()) == sorted({case.step for case in CASES})
    app.state.desk.close()


def steps(app: Starlette) -> set[str]:
    """The address of every step: of those that share one address, each of the steps that its module lists."""
    found = set[str]()
    for route in app.routes:
        if isinstance(route, Route) and "POST" in (route.methods or ()):
            names = getattr(sys.modules[route.endpoint.__module__], "STEPS", {})
            shared = next((part for part in ("{step}", "{what}") if part in route.path), "")
            found |= {route.path.replace(shared, name) for name in names} if shared else {route.path}
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.step)
def test_a_step_is_taken_by_keyboard_alone(place: Place, case: Case, size: str) -> None:
    one, page = place.somebody(), place.page(case.who, size)
    case.given(one)
    last = next(reversed(one.events.values())).id
    before = place.position()
    page.goto(case.page.format(key=one.key, event=last))
    nothing_runs_off(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to main content
    for name, keys in case.fields:
        reach(page, f"{case.sends} [name='{name}']")
        fill(page, keys)
    reach(page, f"{case.sends} {case.button}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".nhsuk-error-summary").count() == 0, page.locator(".nhsuk-error-summary").inner_text()
    assert place.position() > before
    nothing_runs_off(page)


def reach(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus, opening what is folded on the way; all of it in sight."""
    for _ in range(MOST_TABS):
        state = page.evaluate(REACHED, selector)
        if state == "there":
            assert page.evaluate(IN_SIGHT), f"{selector} has the focus and is hidden"
            return
        if state == "shut":
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard never reached {selector}")


def fill(page: Page, keys: str) -> None:
    """Type; or with ↓ and ␣ choose the next of a list and tick."""
    for pressed, key in (("↓", "ArrowDown"), ("␣", "Space")):
        if keys == pressed:
            page.keyboard.press(key)
            return
    page.keyboard.type(keys)


def nothing_runs_off(page: Page) -> None:
    """The page does not scroll sideways; what is wider stands in a part that the keyboard can scroll."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.evaluate(RUN_OFF) == [], page.url
