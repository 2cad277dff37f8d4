"""Answers that take seconds: made in the background, kept with the time at which they were made, never waited for."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

log = logging.getLogger("homefirst.web")


@dataclass(frozen=True)
class Made:
    """An answer, of which edition it is, and the time by the desk's clock at which it was made.

    `fault` is why there is none, in a sentence for the reader; "" where there is one.
    """

    answer: Any
    edition: object
    made_at: datetime
    fault: str = ""


@dataclass
class Later:
    """Answers by name, each made in its own thread, one at a time of one name. Threads share it.

    `faults` are those whose sentence a reader may be shown.
    """

    faults: tuple[type[Exception], ...] = ()
    most: int = 40
    _kept: dict[object, Made] = field(default_factory=dict)
    _making: dict[object, threading.Thread] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, name: object, edition: object, now: datetime, make: Callable[[], Any]) -> Made | None:
        """The answer as last made, or None while the first is being made; a newer edition is begun besides."""
        with self._lock:
            kept = self._kept.get(name)
            if (kept is None or kept.edition != edition) and name not in self._making:
                thread = threading.Thread(target=self._make, args=(name, edition, now, make), daemon=True)
                self._making[name] = thread
                thread.start()
            return kept

    def peek(self, name: object) -> Made | None:
        """The answer as last made; nothing is begun."""
        with self._lock:
            return self._kept.get(name)

    def wait(self, name: object) -> None:
        """Wait for what is being made under this name: for those who may wait, such as tests."""
        with self._lock:
            thread = self._making.get(name)
        if thread is not None:
            thread.join()

    def _make(self, name: object, edition: object, now: datetime, make: Callable[[], Any]) -> None:
        made = Made(None, edition, now, "This could not be worked out. Ask whoever runs homefirst to look at its log.")
        try:
            made = Made(make(), edition, now)
        except self.faults as fault:
            made = Made(None, edition, now, str(fault))
        except Exception as error:  # logged without its words, which may hold a person's data
            log.error("%s while making an answer", type(error).__name__)
        finally:
            with self._lock:
                self._making.pop(name, None)
                while len(self._kept) >= self.most:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[name] = made
