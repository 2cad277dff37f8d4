"""The pages of two invented wards, for tests without a browser and with one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.system import System, load_system
from homefirst.web import make_app
from tests.web.serving import serving
from tests.web.signing import browser_signed_in, signed_in
from tests.web.two_wards import two_wards


@pytest.fixture(scope="session")
def system() -> System:
    return load_system("northamptonshire")


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """A data directory that holds the two wards."""
    return two_wards(data_dir)


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    """Their pages, asked without a browser by the coordinator; `signed_in(client, role)` makes it somebody else."""
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False))
    app.state.desk.close()


@pytest.fixture
def site(wards: DataDir, system: System) -> Iterator[str]:
    """The address at which their pages are served."""
    with serving(make_app(wards, system)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page signed in as coordinator; it complains of faults in scripts, of what is blocked, and of other machines."""
    opened = browser.new_page(base_url=site, viewport={"width": 1300, "height": 900})
    browser_signed_in(opened)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    opened.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(site) else None)
    yield opened
    opened.close()
    assert wrong == []
