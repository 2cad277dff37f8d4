"""Asynchronous code run apart from the tests' own thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What this gives, run in a thread of its own: an open browser keeps a loop running in the tests' thread."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(lambda: asyncio.run(make())).result()
