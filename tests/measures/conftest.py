"""What the tests of measures share."""

from __future__ import annotations

import pytest

from homefirst.system import System, load_system


@pytest.fixture(scope="session")
def system() -> System:
    return load_system("northamptonshire")
