"""Hiding small numbers of real people on pages and in files: one rule for every page that counts and lists nobody."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request

from homefirst.measures.disclosure import RECORDED, in_words
from homefirst.web.access import may
from homefirst.web.desk import Desk
from homefirst.web.sheet import Cell

# A number, and of how many people it is where one person may be counted twice.
Said = Callable[..., str]
Told = Callable[..., Cell]


def hides(request: Request) -> bool:
    """Whether small numbers are hidden: in a ledger of real people, from readers who see no list of people."""
    return hides_in_files(request) and not may(request, "read").allowed


def hides_in_files(request: Request) -> bool:
    """Whether files hide small numbers: of real people always, whoever asks, because a file leaves the house."""
    desk: Desk = request.app.state.desk
    return desk.ledger.origin == RECORDED


def said(hide: bool) -> Said:
    """How numbers are told: as they are, or with 1 to 7 hidden and the rest rounded to the nearest 5."""
    return lambda number, people=None: in_words(number, number if people is None else people, hide=hide)


def told(hide: bool) -> Told:
    """The same for a cell of a file: a number that is not hidden stays a number."""
    return said(True) if hide else lambda number, people=None: number
