"""What several tests need: a PostgreSQL database new to each test, an empty data directory, a browser."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from homefirst.datadir import DataDir
from tests.postgres_server import EmbeddedPostgres, NoPostgres

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server: that of DATABASE_URL when it is set, else one of our own for the session."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    try:
        server = EmbeddedPostgres()
    except NoPostgres as reason:
        pytest.skip(str(reason))
    yield server.uri()
    server.stop()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of a database made for this test alone and dropped after it."""
    name = f"homefirst_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"create database {name} template template0")
        yield urlunsplit(urlsplit(postgres_server)._replace(path=f"/{name}"))
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    """An empty data directory with files of its own, whatever DATABASE_URL and HOMEFIRST_SECRET say."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("HOMEFIRST_SECRET", "a secret for tests")
    return DataDir(tmp_path / "data")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Without one the stories are skipped here, and fail where everything has to be tested."""
    if not CHROMIUM.exists():
        assert os.environ.get("CI") != "true", f"There is no Chromium at {CHROMIUM}: install it, or set CHROMIUM."
        pytest.skip(f"There is no Chromium at {CHROMIUM}: install it, or set CHROMIUM to where it is.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()
