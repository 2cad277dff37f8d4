"""Connections lent one at a time, because a database connection cannot serve two threads at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

MOST_IDLE = 8


class Closable(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closable)


class Pool(Generic[C]):
    """Lends a connection, opening one when none is idle. One that met an error is closed, with all the idle ones:
    after a database has gone away and come back, every older connection is dead.
    """

    def __init__(self, connect: Callable[[], C]) -> None:
        self._connect = connect
        self._idle: deque[C] = deque()

    @contextmanager
    def borrow(self) -> Iterator[C]:
        """A connection for the length of a with block."""
        connection = self._take()
        try:
            yield connection
        except BaseException:
            connection.close()
            self.close()
            raise
        self._give_back(connection)

    def _take(self) -> C:
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def _give_back(self, connection: C) -> None:
        if len(self._idle) < MOST_IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close every idle connection."""
        while self._idle:
            self._idle.pop().close()
