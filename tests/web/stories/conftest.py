"""A world for each story, which begins on the day and hour that the story names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser

from homefirst.datadir import DataDir
from homefirst.days import LONDON
from homefirst.system import System
from tests.web.stories.world import World, served


@pytest.fixture
def world(request: pytest.FixtureRequest, data_dir: DataDir, system: System, browser: Browser) -> Iterator[World]:
    """The world of the story, served; `@pytest.mark.parametrize("world", ["2026-01-05T09:00"], indirect=True)`."""
    begins = datetime.fromisoformat(request.param).replace(tzinfo=LONDON)
    with served(World(data_dir, system, browser, begins)) as made:
        yield made
