"""A return of some days, from the ledger: which it is, of which providers, and its table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from homefirst.days import dates, local_date
from homefirst.hub.returns.dtoc import dtoc
from homefirst.hub.returns.line import Line
from homefirst.hub.returns.situation import situation
from homefirst.hub.returns.stays import Born, ReturnStay, providers_of, stays_between
from homefirst.hub.returns.table import DTOC_HEADINGS, HEADINGS, Cell, dtoc_rows, is_community, situation_rows
from homefirst.ledger import Ledger
from homefirst.system import System

TITLES = {
    "acute": "Acute discharge situation report",
    "community": "Community discharge situation report",
    "dtoc": "Delayed transfers of care",
}
MOST_DAYS = 366


class ReturnError(Exception):
    """A return that cannot be made; the message says what to ask for instead."""


@dataclass(frozen=True)
class Return:
    """A return as made: its lines, which hold the people behind each number, and its table, which names nobody.

    `in_bed` is how many were in a bed at the midnight that ends each day: no return asks for it, and a share needs it.
    """

    name: str
    first: date
    last: date
    providers: tuple[str, ...]
    lines: tuple[Line, ...]
    in_bed: Mapping[date, int] = field(default_factory=dict)

    def table(self, system: System) -> tuple[Sequence[str], list[tuple[Cell, ...]]]:
        """Headings and rows of the file."""
        if self.name == "dtoc":
            return DTOC_HEADINGS, list(dtoc_rows(self.lines, system))
        return HEADINGS, list(situation_rows(self.lines, system))


def make_return(
    name: str,
    ledger: Ledger,
    keys_of: Callable[[str], tuple[str, ...]],
    system: System,
    first: date,
    last: date,
    *,
    now: datetime,
    provider: str = "",
    born: Born = lambda _: None,
) -> Return:
    """The return of these days, both counted. Raises ReturnError for days or a return that it cannot be made of."""
    check(name, first, last, now)
    return return_of(name, stays_between(ledger, keys_of, first, last, now, born), system, first, last, provider)


def check(name: str, first: date, last: date, now: datetime) -> None:
    """Refuse what no return can be made of. Raises ReturnError."""
    if name not in TITLES:
        raise ReturnError(f"There is no return called {name}. Ask for acute, community or dtoc.")
    if last < first or (last - first).days >= MOST_DAYS:
        raise ReturnError(f"{first} to {last} cannot be asked for. Give two days in order, a year apart at most.")
    if last >= local_date(now):
        before = local_date(now) - timedelta(days=1)
        raise ReturnError(f"{last} is not over yet, so its midnight cannot be counted. Ask for days up to {before}.")


def return_of(
    name: str, stays: Sequence[ReturnStay], system: System, first: date, last: date, provider: str = ""
) -> Return:
    """The return of these stays: the acute report of acute trusts, the community report of the others, DTOC of both."""
    wanted = [
        one
        for one in providers_of(stays, {provider} if provider else ())
        if name == "dtoc" or is_community(one, system) == (name == "community")
    ]
    if name == "dtoc":
        lines = dtoc(stays, first, last, wanted)
    else:
        lines = situation(stays, first, last, wanted, community=name == "community")
    return Return(name, first, last, tuple(wanted), tuple(lines), beds_used(stays, wanted, first, last))


def beds_used(stays: Iterable[ReturnStay], providers: Collection[str], first: date, last: date) -> dict[date, int]:
    """How many were in a bed of these providers at the midnight that ends each day."""
    theirs = [one for one in stays if one.provider in providers]
    return {day: sum(one.is_in_bed_on(day) for one in theirs) for day in dates(first, last)}
