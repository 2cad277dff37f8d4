"""The command line: wires the rooms together, nothing else. `homefirst --help` lists what it can do.

Over 300 lines, because every command and option stands in one place, as the reference page lists them.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import threading
import traceback
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from homefirst.columns import Tables
    from homefirst.datadir import DataDir
    from homefirst.intake import Taken
    from homefirst.ledger import Ledger
    from homefirst.system import System

app = typer.Typer(
    help="Get older people home: hospital messages in, the board and the measures out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
to_stderr = Console(stderr=True)

TABLES_MINUTES = 15
NO_SECRET = (
    "Keys of people were made without a secret: anybody who has the hospital numbers can work them out. Before real "
    "people's records go in, set HOMEFIRST_SECRET and begin a new --data directory."
)
YEAR = 365
DEMO_WARM_UP = 90  # days: the start matters less to a board than the time it takes
DEMO_ORIGIN = "made-up:the invented week"
Data = Annotated[Path, typer.Option("--data", help="The folder of the ledger, people, documents and tables.")]
SystemName = Annotated[str, typer.Option("--system", help="The local system: a name under systems/, or a folder.")]
Port = Annotated[int, typer.Option("--port", help="The port of the pages on this machine.")]


class Format(StrEnum):
    """How an answer is shown: for reading, or for programs."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class TextOrJson(StrEnum):
    TEXT = "text"
    JSON = "json"


class TextJsonOrCsv(StrEnum):
    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class TextCsvJsonOrPage(StrEnum):
    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    PAGE = "page"


class AccountChange(StrEnum):
    ADD = "add"
    LIST = "list"
    DISABLE = "disable"
    RESET = "reset"


class AuditTask(StrEnum):
    CHECK = "check"


class Stop(Exception):
    """Something the reader must mend first, in one sentence."""


def say(line: str = "") -> None:
    typer.echo(line)


# Opening a data directory


@contextmanager
def opened(data: Path, origin: str | None = None) -> Iterator[tuple[DataDir, Ledger]]:
    """A data directory and its ledger, closed at the end."""
    from homefirst.datadir import DataDir

    directory = DataDir(data)
    ledger = directory.ledger(origin)
    try:
        yield directory, ledger
    finally:
        ledger.close()


def existing(data: Path) -> Path:
    """The folder, which must hold a ledger already. Raises Stop."""
    if not os.environ.get("DATABASE_URL") and not (data / "ledger.sqlite").exists():
        raise Stop(f"There is no ledger in {data}. Take messages in first: homefirst intake PATH --data {data}")
    return data


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, only on a terminal; call it with how many are done, of how many (0: not known)."""
    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=to_stderr, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of or None)


def fresh_tables(directory: DataDir, ledger: Ledger) -> Tables:
    """The tables of this ledger as it now is, with a progress bar."""
    from homefirst import fresh

    with progress_bar("Making tables") as tell:
        return fresh.fresh_tables(directory, ledger, tell)


def time_now(ledger: Ledger) -> datetime:
    """The time of a ledger's last record, or the real one where nothing is recorded."""
    from homefirst.fresh import time_of

    return time_of(ledger) or datetime.now(UTC)


# Commands


@app.command()
def demo(
    data: Annotated[
        Path | None, typer.Option("--data", help="Where to keep it; ./demo-data, or ./demo-week, if not given.")
    ] = None,
    port: Port = 8000,
    system: SystemName = "northamptonshire",
    week: Annotated[
        bool, typer.Option("--week", help="Instead, an invented week on two wards, taken in from HL7 messages.")
    ] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Simulate again, up to today, what was kept before.")] = False,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Open the pages when it is ready.")] = True,
) -> None:
    """A simulated year of a whole local system, up to today: make it, or open what is there, and show the board."""
    os.environ.pop("DATABASE_URL", None)  # invented people never go into a place's own database
    kept = data or Path.cwd() / ("demo-week" if week else "demo-data")
    if week:
        demo_week(kept, made_anew=data is None)
    else:
        demo_year(kept, system, anew)
    if serve_it:
        serve(kept, port=port, system=system, open_browser=True)
    else:
        say(f"Ready. Open the pages with: homefirst serve --data {kept}")


def demo_week(kept: Path, made_anew: bool) -> None:
    """The invented week in this folder: its messages taken in, and the tables."""
    from homefirst.demo_week import paths

    if made_anew and (kept / "ledger.sqlite").exists():
        with opened(kept, DEMO_ORIGIN):  # refused if it holds anything else
            pass
        shutil.rmtree(kept)
    take(list(paths()), kept, origin=DEMO_ORIGIN)
    with opened(kept) as (directory, ledger):
        tables = fresh_tables(directory, ledger)
        say(f"Tables of {tables.events:,} events made in {tables.folder}")


def demo_year(kept: Path, system: str, anew: bool) -> None:
    """A simulated year that ends today in this folder, unless one is there already. Raises Stop."""
    if (kept / "ledger.sqlite").exists():
        refuse_unless_simulated(kept)
        if not anew:
            say(f"Opening the year simulated before, in {kept}. For one up to today: homefirst demo --anew")
            return
        shutil.rmtree(kept)
    simulate_year(kept, system)


def refuse_unless_simulated(kept: Path) -> None:
    with opened(kept) as (_, ledger):
        if not ledger.origin.startswith("simulated:"):
            raise Stop(f"{kept} holds {ledger.origin} events, not a simulated year. Name another folder: --data DIR")


def simulate_year(kept: Path, system: str) -> None:
    """Simulate the 365 days up to today's midnight, and say what came of it."""
    from homefirst import simulate as room
    from homefirst.days import local_date
    from homefirst.simulate.flow import read_flow
    from homefirst.system import load_system

    place = load_system(system)
    flow = read_flow(system, place)
    begins = local_date(datetime.now(UTC)) - timedelta(days=YEAR)
    with progress_bar("Preparing the simulator (the first time takes about 15 seconds)"):
        room.prepare(flow)
    with progress_bar(f"Simulating a year, from {begins:%d %B %Y}, and writing it down") as tell:
        done = room.simulate(flow, kept, days=YEAR, warm_up=DEMO_WARM_UP, first_day=begins, progress=tell)
    say(f"Simulated a year of {place.title}: {done.events:,} events of {done.people:,} people, none of whom exists.")
    tell_hub(kept, place)


def tell_hub(kept: Path, place: System) -> None:
    """Tell what an invented hub did for the people in a bed at the end of the year."""
    from homefirst.demo_hub import tell_all

    with opened(kept) as (directory, ledger):
        now = time_now(ledger)
        say(f"Told {tell_all(directory, place, now, seed=1):,} things that the hub did for them.")
        fresh_tables(directory, ledger)


@app.command()
def serve(
    data: Data,
    port: Port = 8000,
    system: SystemName = "northamptonshire",
    mllp: Annotated[int | None, typer.Option(help="Also take HL7 messages in on this port of this machine.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the board in a browser.")] = False,
) -> None:
    """Show the board, journeys and measures as pages on this machine; stop with Ctrl-C."""
    from homefirst.apart import apart
    from homefirst.datadir import DataDir
    from homefirst.system import load_system
    from homefirst.web import app as web
    from homefirst.web import profile_pages, tomorrow_pages

    directory = DataDir(existing(data))
    if not port_free(port):
        raise Stop(f"Port {port} is in use, perhaps by homefirst already. Choose another: --port {port + 1}")
    pages = web.make_app(directory, load_system(system), flow_of=system, long_work=apart)
    web.refuse_unless_ready(pages)
    address = f"http://localhost:{port}/"

    def warm() -> None:
        profile_pages.warm(pages)
        tomorrow_pages.warm(pages)

    with fresh(directory, warm), listening(directory, mllp):
        say(f"The list is at {address}  (stop with Ctrl-C)")
        if open_browser and os.environ.get("HOMEFIRST_NO_BROWSER") is None:
            threading.Timer(1.0, webbrowser.open, [address]).start()
        web.serve(pages, port=port)


@app.command()
def account(
    what: Annotated[AccountChange, typer.Argument(help="What to do with accounts.")],
    key: Annotated[str, typer.Argument(help="The account, such as ann.bell; not for list.")] = "",
    data: Data = Path("data"),
    name: Annotated[str, typer.Option(help="Of the person who uses it.")] = "",
    role: Annotated[str, typer.Option(help="The first role it holds, such as coordinator or administrator.")] = "",
    organisation: Annotated[str, typer.Option(help="The code of the organisation that the role is for.")] = "",
    service: Annotated[str, typer.Option(help="The code of the service, where the role is of one.")] = "",
    until: Annotated[str, typer.Option(help="The last day of the role, such as 2026-12-31; open if not given.")] = "",
    email: Annotated[str, typer.Option(help="For who signs in through a provider: the address it checked.")] = "",
    subject: Annotated[str, typer.Option(help="For who signs in through a provider: its own name for them.")] = "",
    factor: Annotated[bool, typer.Option("--factor", help="Reset the second factor, not the password.")] = False,
) -> None:
    """Make, list, disable and reset accounts. A password is asked for, or read from standard input."""
    from homefirst.record import commands

    if what is not AccountChange.LIST and not key:
        raise Stop(f"Say which account: homefirst account {what.value} KEY --data {data}")
    if what is AccountChange.ADD:
        asked = commands.Asked(role, organisation, service, until)
        lines = commands.add(data, key, name, asked, email=email, subject=subject)
    elif what is AccountChange.LIST:
        lines = commands.list_lines(data)
    elif what is AccountChange.DISABLE:
        lines = commands.disable(data, key)
    else:
        lines = commands.reset(data, key, factor=factor)
    for line in lines:
        say(line)


@app.command()
def audit(
    what: Annotated[AuditTask, typer.Argument(help="Check that no row was removed or changed.")],
    data: Data,
) -> None:
    """The record of who looked at whom: exits with 1 where a row is missing or changed."""
    from homefirst.record import commands

    lines, holds = commands.check_audit(data)
    for line in lines:
        say(line)
    if not holds:
        raise typer.Exit(1)


def port_free(port: int) -> bool:
    """Whether nothing else on this machine listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OverflowError:
            raise Stop(f"{port} is not a port. Choose one from 1024 to 65535.") from None
        except OSError:
            return False
        return True


@contextmanager
def fresh(directory: DataDir, then: Callable[[], None]) -> Iterator[None]:
    """Keep the tables that measures are counted from no older than TABLES_MINUTES, and do what comes `then`."""
    from homefirst.apart import apart
    from homefirst.fresh import bring_up_to_date

    stop = threading.Event()

    def follow() -> None:
        while True:
            apart(bring_up_to_date, directory.path)
            then()
            if stop.wait(TABLES_MINUTES * 60):
                return

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


@contextmanager
def listening(directory: DataDir, port: int | None) -> Iterator[None]:
    """Take HL7 messages in over MLLP meanwhile, if a port is given."""
    if port is None:
        yield
        return
    import asyncio

    from homefirst.intake.mllp import serve_mllp

    if not port_free(port):
        raise Stop(f"Port {port} is in use, so no messages can be heard there. Choose another: --mllp {port + 1}")
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    heard = threading.Thread(target=loop.run_until_complete, args=[serve_mllp("127.0.0.1", port, directory, stop)])
    heard.start()
    say(f"Listening for HL7 messages on port {port} of this machine (MLLP)")
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        heard.join()


@app.command()
def intake(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders of HL7 messages or CSV extracts.")
    ] = None,
    data: Data = Path("data"),
    kind: Annotated[str | None, typer.Option(help="hl7 or extract; looked at file by file if not given.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="The TOML file that says what an extract's columns mean.")
    ] = None,
    local: Annotated[str, typer.Option(help="Local codes: uk, us, auto, or a TOML file.")] = "auto",
    origin: Annotated[str | None, typer.Option(help="recorded (of a new folder the default), or made-up:NAME.")] = None,
    list_set_aside: Annotated[bool, typer.Option("--list-set-aside", help="List what was set aside, and why.")] = False,
    replay: Annotated[bool, typer.Option("--replay", help="Try what was set aside again, after mending.")] = False,
    shape: Annotated[TextOrJson, typer.Option("--format", help="For reading, or for programs.")] = TextOrJson.TEXT,
) -> None:
    """Take messages and extracts in. Nothing is lost: read = kept + already known + set aside."""
    if list_set_aside:
        show_set_aside(data, shape)
    elif replay:
        from homefirst import intake as room
        from homefirst.datadir import DataDir

        finish(room.replay(DataDir(existing(data)), mapping=mapping, local=local), data, shape)
    elif paths:
        taken = take(paths, data, kind=kind, mapping=mapping, local=local, origin=origin, shape=shape)
        raise typer.Exit(taken.exit_code)
    else:
        raise Stop("Name the files or folders to take in: homefirst intake PATH... --data DIR")


def take(paths: list[Path], data: Path, shape: TextOrJson = TextOrJson.TEXT, **how: Any) -> Taken:
    """Take files in with a progress bar, and say what became of them."""
    from homefirst import intake as room
    from homefirst.datadir import DataDir

    with progress_bar("Taking in") as tell:
        taken = room.take_in(paths, DataDir(data), progress=lambda so_far, _: tell(so_far.read, 0), **how)
    finish(taken, data, shape)
    if taken.events:
        warn(data, asked=bool(how.get("origin")))
    return taken


def warn(data: Path, asked: bool) -> None:
    """Say aloud whose records these are, and what is lacking to keep real people's safely."""
    with opened(data) as (directory, ledger):
        people = directory.people()
        if ledger.origin == "recorded" and not people.has_secret:
            typer.echo(NO_SECRET, err=True)
        elif ledger.origin != "recorded" and not asked:
            typer.echo(f"This ledger is {ledger.origin}. Real people's records do not belong in it.", err=True)
        people.close()


def finish(taken: Taken, data: Path, shape: TextOrJson) -> None:
    """Say what became of what was read."""
    counts = {"read": taken.read, "kept": taken.kept, "already_known": taken.known, "set_aside": taken.set_aside}
    if shape is TextOrJson.JSON:
        say(json.dumps({**counts, "events": taken.events, "unreadable": taken.unreadable, "data": str(data)}))
        return
    for sentence in taken.unreadable:
        typer.echo(sentence, err=True)
    if not taken.read:
        return
    say(
        f"Read {taken.read:,}: {taken.kept:,} kept ({taken.events:,} events), {taken.known:,} already known, "
        f"{taken.set_aside:,} set aside. Ledger: {where(data)}"
    )
    for reason, count in taken.reasons.most_common(3):
        say(f"  set aside: {reason}" + (f" ({count:,} times)" if count > 1 else ""))
    if taken.set_aside:
        say(f"See all with: homefirst intake --list-set-aside --data {data}")


def where(data: Path) -> str:
    """Where the ledger is, without a password that an address may hold."""
    return "the database of DATABASE_URL" if os.environ.get("DATABASE_URL") else str(data)


def show_set_aside(data: Path, shape: TextOrJson) -> None:
    """List what could not be understood, with the reasons."""
    from homefirst.datadir import DataDir
    from homefirst.intake import SetAsideStore

    store = SetAsideStore(DataDir(existing(data)).set_aside)
    try:
        found = list(store.waiting())
    finally:
        store.close()
    if shape is TextOrJson.JSON:
        say(json.dumps([aside._asdict() for aside in found], default=str, indent=2))
        return
    for aside in found:
        say(f"{aside.sha256[:12]}  {aside.reason}  ({Path(aside.file).name})")
    say(f"{len(found):,} set aside. Mend the mapping or the local codes, then: homefirst intake --replay --data {data}")


@app.command()
def tables(
    data: Data,
    anew: Annotated[bool, typer.Option("--anew", help="Everybody's, not only of those touched since.")] = False,
) -> None:
    """Make the tables that measures are counted from: spells, stays, delays, attendances, referrals, supports."""
    from homefirst.fresh import make_tables

    with opened(existing(data)) as (directory, ledger), progress_bar("Making tables") as tell:
        made = make_tables(directory, ledger, tell, anew=anew)
        say(f"Tables of {made.events:,} events made in {made.folder}")


@app.command()
def check(
    data: Data,
    shape: Annotated[TextOrJson, typer.Option("--format", help="For reading, or for programs.")] = TextOrJson.TEXT,
) -> None:
    """List what looks odd in everybody's journeys, each with what to do about it."""
    from collections import Counter

    with opened(existing(data)) as (directory, ledger):
        found = [oddity for _, odd in everyone(directory, ledger) for oddity in odd]
    if shape is TextOrJson.JSON:
        say(json.dumps([oddity._asdict() for oddity in found], indent=2))
        return
    for kind, count in Counter(o.kind for o in found).most_common():
        some = [o for o in found if o.kind == kind]
        say(f"{some[0].title}: {count:,}. {some[0].do}")
        for oddity in some:
            say(f"  {oddity.person}  {oddity.what}")
    say(f"{len(found):,} oddities." if found else "Nothing looks odd.")


def everyone(directory: DataDir, ledger: Ledger) -> Iterator[tuple[str, list[Any]]]:
    """Each person's first key with the oddities of their journey."""
    from homefirst.checks import oddities
    from homefirst.journey import journey

    people = directory.people()
    same = people.same_person()
    firsts = dict.fromkeys(same.get(key, key) for key in ledger.persons())
    with progress_bar("Checking journeys") as tell:
        for n, first in enumerate(firsts):
            tell(n, len(firsts))
            told = ledger.person(*people.keys_of(first))
            yield first, oddities(journey(first, told), told)
    people.close()


@app.command()
def journey(
    person: Annotated[str, typer.Argument(help="A person's key, NHS number or hospital number.")],
    data: Data,
    system: SystemName = "northamptonshire",
    shape: Annotated[TextOrJson, typer.Option("--format", help="For reading, or for programs.")] = TextOrJson.TEXT,
) -> None:
    """One person's journey: stays, waits, help, and everything that was told of them."""
    from homefirst.hub.text import as_plain, journey_lines
    from homefirst.journey import journey as journey_of
    from homefirst.system import load_system
    from homefirst.web.desk import clock_of, short_titles

    with opened(existing(data)) as (directory, ledger):
        people = directory.people()
        first = people.find(person)
        told = ledger.person(*people.keys_of(first)) if first else []
        people.close()
        if not first or not told:
            raise Stop("Nobody here has that key or number. Look for the person on the board, or check the number.")
        found = journey_of(first, told)
        if shape is TextOrJson.JSON:
            say(json.dumps(as_plain(found), indent=2))
            return
        for line in journey_lines(found, told, clock_of(ledger)(), short_titles(load_system(system))):
            say(line)


@app.command()
def measure(
    name: Annotated[str | None, typer.Argument(help="The measure; every one if not given.")] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="The folder of the ledger; without it, only the headers.")
    ] = None,
    by: Annotated[list[str] | None, typer.Option(help="Split by month, provider, reason ...; may be repeated.")] = None,
    section: Annotated[
        str | None, typer.Option(help="Only home, crisis, hospital, leaving, after, fairness, money; or headline.")
    ] = None,
    system: SystemName = "northamptonshire",
    start: Annotated[str | None, typer.Option("--from", help="First day, such as 2025-01-01.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, such as 2025-12-31.")] = None,
    shape: Annotated[Format, typer.Option("--format", help="A table, CSV or JSON.")] = Format.TABLE,
    spark: Annotated[str | None, typer.Option(help="Count inside Apache Spark: its master, such as local[4].")] = None,
) -> None:
    """Measures with their headers; with --data, their values too."""
    from homefirst.measures import measure_named, measures_of

    asked = [measure_named(name)] if name else measures_of(section)
    if data is None:
        show_headers(asked, shape)
    else:
        show_values(asked, existing(data), system, by or [], (start, end), shape, spark)


def show_headers(asked: list[Any], shape: Format) -> None:
    """What each measure means."""
    from homefirst.measures import by_section, describe

    if shape is Format.JSON:
        say(json.dumps([describe(m) for m in asked], ensure_ascii=False, indent=2, default=str))
        return
    if len(asked) == 1:
        say(f"{asked[0].name}: {asked[0].title} ({asked[0].unit}; better {asked[0].better})")
        for what, words in describe(asked[0]).items():
            if words or what == "verified":
                say(f"  {what.replace('_', ' ')}: {in_text(words)}")
        return
    for heading, some in by_section(asked).items():
        say(f"{heading} ({len(some)})")
        for m in some:
            say(f"  {m.name}: {m.title} ({m.unit}; better {m.better})")
    say(f"{len(asked)} measures. One of them whole: homefirst measure NAME")


def in_text(words: Any) -> str:
    """A part of a header as text: lists with commas, tables as NAME: WORDS."""
    if isinstance(words, dict):
        return "; ".join(f"{name}: {in_text(value)}" for name, value in words.items())
    return ", ".join(map(str, words)) if isinstance(words, list | tuple) else str(words)


def show_values(
    asked: list[Any],
    data: Path,
    system: str,
    by: list[str],
    days: tuple[str | None, str | None],
    shape: Format,
    spark: str | None = None,
) -> None:
    """The answers of these measures, each with its header where programs read them."""
    from homefirst.measures import as_csv, as_json, describe, evaluate_all
    from homefirst.system import load_system

    with opened(data) as (directory, ledger):
        counted = fresh_tables(directory, ledger)
        question = (counted, load_system(system), period_of(days), by)
        with progress_bar("Counting") as progress:
            if spark:
                from homefirst.spark import measured_in_spark

                answers = measured_in_spark(spark, asked, *question)
            else:
                answers = evaluate_all(asked, *question, progress)
    values = [value for some in answers.values() for value in some]
    if shape is Format.CSV:
        say(as_csv(values).rstrip("\r\n"))
    elif shape is Format.JSON:
        headed = [{**describe(m), "values": json.loads(as_json(answers.get(m.name, [])))} for m in asked]
        say(json.dumps(headed, ensure_ascii=False, indent=2, default=str))
    else:
        show_table(asked, answers)


def show_table(asked: list[Any], answers: dict[str, list[Any]]) -> None:
    """Values as text, a measure after another."""
    for m in (m for m in asked if m.name in answers):
        say(f"{m.title} ({m.unit})")
        for value in answers[m.name]:
            group = ", ".join(f"{split} {word}" for split, word in value.group.items()) or "all"
            shown = number(value.value)
            count = "" if value.numerator is None else f"  ({number(value.numerator)} of {number(value.denominator)})"
            note = f"  {value.note}" if value.note else ""
            say(f"  {group}: {shown}{count}  {value.period_start} to {value.period_end}{note}")


def number(value: float | None) -> str:
    """A number as people write it: whole if it is whole, else to two places."""
    if value is None:
        return "not known"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def period_of(days: tuple[str | None, str | None]) -> Any:
    """The period asked for, or None for the measure's own. Raises Stop."""
    from datetime import date

    from homefirst.measures import Period

    if days == (None, None):
        return None
    if None in days:
        raise Stop("Give both --from and --to, or neither.")
    try:
        return Period(*(date.fromisoformat(day) for day in days if day))
    except ValueError:
        raise Stop(f"{days[0]} to {days[1]} is not a period. Write days such as 2025-01-31.") from None


@app.command()
def profile(
    data: Data,
    out: Annotated[Path, typer.Option("--out", help="The file to write: .html, .pdf, or .csv of all of it.")],
    system: SystemName = "northamptonshire",
    start: Annotated[str | None, typer.Option("--from", help="First day, such as 2025-01-01.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, such as 2025-12-31.")] = None,
    council: Annotated[str | None, typer.Option(help="Of the residents of one council only: its code.")] = None,
    provider: Annotated[str | None, typer.Option(help="Of one hospital provider only: its code.")] = None,
    statistics: Annotated[
        Path | None, typer.Option("--published", help="Imported official statistics; DATA/published if not given.")
    ] = None,
    beside: Annotated[
        list[Path] | None, typer.Option("--beside", help="Compare with the ledger of this folder; may be repeated.")
    ] = None,
    beside_published: Annotated[
        list[Path] | None,
        typer.Option("--beside-published", help="Compare with the statistics imported in this folder."),
    ] = None,
    neighbours: Annotated[
        Path | None,
        typer.Option("--neighbours", help="A list of statistical neighbours; DATA/neighbours.csv if not given."),
    ] = None,
    peers: Annotated[
        str, typer.Option("--peers", help="Councils of your choice instead of neighbours: CODE,CODE,...")
    ] = "",
) -> None:
    """Every measure of a system for a board: values, trends, signals, what was published, definitions and doubts."""
    from homefirst import profile as room
    from homefirst.system import load_system

    shapes = room.COMPARED if beside or beside_published else room.SHAPES
    if out.suffix not in shapes:
        raise Stop(f"{out.name} should end in {' or '.join(shapes)}. Name such a file: --out profile.html")
    if not out.parent.is_dir():
        raise Stop(f"There is no folder {out.parent}. Make it first, or name a file elsewhere: --out FILE")
    if council and provider:
        raise Stop("Give --council or --provider, not both.")
    if neighbours and peers:
        raise Stop("Give --neighbours or --peers, not both.")
    chosen = [code.strip() for code in peers.split(",") if code.strip()]
    others = room.peers_of(load_system(system), neighbours or room.listed_in(data), chosen)
    asked: Any = {"period": period_of((start, end)), "scope": room.scope_of(council, provider), "peers": others}
    now = datetime.now(UTC)
    first = profile_of(data, system, now, published=statistics or data / "published", **asked)
    if beside or beside_published:
        more = [profile_of(folder, system, now, **asked) for folder in beside or []]
        place = [room.published_of(folder, system) for folder in beside_published or []]
        made: Any = room.side_by_side([first, *more], place, now)
    else:
        made = first
    written = shapes[out.suffix](made)
    out.write_bytes(written if isinstance(written, bytes) else written.encode())
    say(f"Wrote {out}")


def profile_of(data: Path, system: str, now: datetime, **asked: Any) -> Any:
    """The profile of one folder's ledger, its tables made first where they are not up to date."""
    from homefirst import profile as room
    from homefirst.system import load_system

    with opened(existing(data)) as (directory, ledger):
        tables = fresh_tables(directory, ledger)
    with progress_bar(f"Measuring {data.name}") as tell:
        return room.make_profile(tables, load_system(system), now, progress=tell, **asked)


@app.command()
def interface(
    data: Data,
    start: Annotated[str | None, typer.Option("--from", help="First day, such as 2025-01-01.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, such as 2025-12-31.")] = None,
    by: Annotated[
        list[str] | None, typer.Option(help="Split by month, council, from_service or to_service; may be repeated.")
    ] = None,
    council: Annotated[str, typer.Option(help="Only people whom this council answers for, by its code.")] = "",
    shape: Annotated[
        TextJsonOrCsv, typer.Option("--format", help="For reading, or for programs.")
    ] = TextJsonOrCsv.TEXT,
) -> None:
    """Who hands over to whom: how many people, how long it takes, how often they are back, and the commonest ways."""
    from homefirst.measures import interface_show as show
    from homefirst.measures.interface_map import interface_map, usual_ask

    with opened(existing(data)) as (directory, ledger):
        tables = fresh_tables(directory, ledger)
    usual = usual_ask(tables)
    ask = usual._replace(period=period_of((start, end)) or usual.period, by=tuple(by or ()), council=council)
    found = interface_map(tables, ask)
    if shape is TextJsonOrCsv.TEXT:
        for line in show.as_lines(found):
            say(line)
    else:
        say(show.as_json(found) if shape is TextJsonOrCsv.JSON else show.as_csv(found).rstrip("\r\n"))


@app.command()
def simulate(
    out: Annotated[Path, typer.Option("--out", help="A new folder, for the ledger and tables of the first run.")],
    days: Annotated[int, typer.Option(help="How many days to measure.")],
    system: SystemName = "northamptonshire",
    warm_up: Annotated[int, typer.Option(help="How many days to run before that, from everybody at home.")] = 180,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people and the same days.")] = 1,
    replications: Annotated[int, typer.Option(help="How many runs to take means over.")] = 1,
    flow_only: Annotated[
        bool, typer.Option("--flow-only", help="Tell no diagnoses, red days, plans or papers: only the flow.")
    ] = False,
    shape: Annotated[TextOrJson, typer.Option("--format", help="For reading, or for programs.")] = TextOrJson.TEXT,
) -> None:
    """Invented people through a described system: how many beds, how long the waits, and every event as if recorded."""
    from homefirst import simulate as room
    from homefirst.simulate.flow import read_flow

    with progress_bar("Simulating") as tell:
        flow, also = read_flow(system), not flow_only
        done = room.simulate(
            flow, out, days=days, warm_up=warm_up, seed=seed, count=replications, also=also, progress=tell
        )
    for line in room.as_lines(done, out) if shape is TextOrJson.TEXT else [room.as_json(done, out)]:
        say(line)


@app.command()
def scenarios(system: SystemName = "northamptonshire") -> None:
    """The scenarios that can be compared, each with what it rests on."""
    from homefirst.simulate.compare_show import list_lines
    from homefirst.simulate.flow import read_flow
    from homefirst.simulate.scenario_file import read_scenarios

    for line in list_lines(read_scenarios(read_flow(system))):
        say(line)


@app.command()
def compare(
    scenario: Annotated[
        list[str], typer.Argument(help="Scenarios or files, the first to compare the others with; a+b is both.")
    ],
    system: SystemName = "northamptonshire",
    days: Annotated[int, typer.Option(help="How many days to measure.")] = 365,
    warm_up: Annotated[int, typer.Option(help="How many days to run before that, from everybody at home.")] = 180,
    replications: Annotated[int, typer.Option(help="How many pairs of runs at most.")] = 50,
    precision: Annotated[
        float | None, typer.Option(help="Stop when differences are known to this share, such as 0.05.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people and the same answer.")] = 1,
    threads: Annotated[int | None, typer.Option(help="How many runs at once; as many as the machine can.")] = None,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="Draw each effect within its interval, in each replication.")
    ] = False,
    shape: Annotated[
        TextCsvJsonOrPage, typer.Option("--format", help="For reading, for a spreadsheet, for programs, or to print.")
    ] = TextCsvJsonOrPage.TEXT,
    out: Annotated[Path | None, typer.Option("--out", help="Write it to this file instead of showing it.")] = None,
) -> None:
    """What if: scenarios side by side on the same people, each difference with its 95% interval."""
    from homefirst.simulate import prepare
    from homefirst.simulate.compare import compare as compared
    from homefirst.simulate.compare_page import as_page
    from homefirst.simulate.compare_show import as_csv, as_json, as_lines
    from homefirst.simulate.flow import read_flow
    from homefirst.simulate.scenario_file import read_scenario

    flow = read_flow(system)
    some = [read_scenario(flow, name) for name in scenario]
    if out and not out.parent.is_dir():
        raise Stop(f"There is no folder {out.parent}. Make it first, or name a file elsewhere: --out FILE")
    if out and out.is_dir():
        raise Stop(f"{out} is a folder. Name a file in it: --out {out / 'what-if.html'}")
    with progress_bar("Preparing the simulator (the first time takes about 15 seconds)"):
        prepare(flow)
    with progress_bar("Comparing") as tell:
        found = compared(
            flow, some, days=days, warm_up=warm_up, count=replications, seed=seed, precision=precision,
            threads=threads, uncertain=uncertain, progress=tell,
        )  # fmt: skip
    shapes = {"text": lambda: "\n".join(as_lines(found)), "csv": lambda: as_csv(found).rstrip("\n")}
    written = {**shapes, "json": lambda: as_json(found), "page": lambda: as_page(found)}[shape.value]()
    if out is None:
        say(written)
    else:
        out.write_text(written + "\n", encoding="utf-8")
        say(f"Wrote {out}")


@app.command()
def forecast(
    data: Data,
    system: SystemName = "northamptonshire",
    days: Annotated[int, typer.Option(help="How many days ahead, 1 to 28.")] = 28,
    replications: Annotated[int, typer.Option(help="How many runs the intervals are taken from, 39 or more.")] = 200,
    as_at: Annotated[
        str | None, typer.Option("--as-at", help="Begin at the midnight before this time, not at the ledger's end.")
    ] = None,
    backtest: Annotated[
        int | None, typer.Option(help="Forecast from so many past dates instead, and tell how far that was right.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same forecast.")] = 1,
    shape: Annotated[
        TextJsonOrCsv, typer.Option("--format", help="For reading, or for programs.")
    ] = TextJsonOrCsv.TEXT,
) -> None:
    """The next days from where everybody is now: beds needed, people ready to leave, queues, and how sure that is."""
    from homefirst.simulate import forecast_show as show
    from homefirst.simulate.flow import read_flow
    from homefirst.simulate.forecast import check, forecast_from
    from homefirst.simulate.forecast_backtest import backtest as tested

    check(days, replications)
    with opened(existing(data)) as (directory, ledger):
        tables = fresh_tables(directory, ledger)
    runs: Any = {"days": days, "count": replications, "seed": seed}
    with progress_bar("Forecasting") as tell:
        if backtest is None:
            one = forecast_from(tables, read_flow(system), data, moment_of(as_at), progress=tell, **runs)
            said = show.forecast_said(one, shape.value)
        else:
            said = show.backtest_said(
                tested(tables, read_flow(system), backtest, data, progress=tell, **runs), shape.value
            )
    say(said)


def moment_of(text: str | None) -> datetime | None:
    """The time that --as-at gives, on the clock in England unless it has a zone."""
    from homefirst.days import LONDON

    try:
        moment = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f'"{text}" is not a time. Write it as 2018-01-31 or 2018-01-31T09:00: --as-at 2018-01-31') from None
    return moment.replace(tzinfo=LONDON) if moment and moment.tzinfo is None else moment


@app.command("return")
def send_return(
    name: Annotated[str, typer.Argument(help="acute, community or dtoc.")],
    data: Data,
    first: Annotated[str, typer.Option("--from", help="First day, as 2026-01-01.")],
    last: Annotated[str, typer.Option("--to", help="Last day, counted too; one that is over.")],
    provider: Annotated[str, typer.Option(help="The code of one provider; all of them if left out.")] = "",
    system: SystemName = "northamptonshire",
    out: Annotated[Path | None, typer.Option(help="The file to write; the screen if left out.")] = None,
) -> None:
    """A national return as CSV: discharge situation report, acute or community, or delayed transfers of care."""
    from homefirst.hub.returns import as_csv, make_return
    from homefirst.system import load_system

    place, days = load_system(system), period_of((first, last))
    with opened(existing(data)) as (directory, ledger):
        people = directory.people()
        births = {about[0]: about[1] for about in people.attributes()}
        made = make_return(
            name, ledger, people.keys_of, place, days.first, days.last, now=time_now(ledger),
            provider=provider, born=births.get,
        )  # fmt: skip
        people.close()
    if not made.providers:
        raise Stop("No provider has anything to count in these days. Check the days, the return and --provider.")
    headings, rows = made.table(place)
    if out is None:
        say(as_csv(headings, rows).rstrip("\n"))
        return
    out.write_text(as_csv(headings, rows), encoding="utf-8")
    say(
        f"Wrote {len(rows):,} rows to {out}. It is complete: small numbers are not hidden, so send it only as a return."
    )


@app.command()
def match(
    data: Data,
    system: SystemName = "northamptonshire",
    as_at: Annotated[
        str | None, typer.Option("--as-at", help="At this time, by what was recorded by then, not at the ledger's end.")
    ] = None,
    dates: Annotated[int, typer.Option(help="Beside first come at so many days back, each at the same hour.")] = 1,
    shape: Annotated[TextOrJson, typer.Option("--format", help="For reading, or for programs.")] = TextOrJson.TEXT,
) -> None:
    """Propose a place to everyone who waits, at once, with the proof; and what that saves beside first come."""
    from homefirst.hub.matching import said
    from homefirst.hub.matching.as_told import as_told
    from homefirst.hub.matching.days_saved import beside
    from homefirst.hub.matching.propose import propose
    from homefirst.hub.matching.sources import open_sources
    from homefirst.system import load_system

    with opened(existing(data)) as (directory, ledger):
        with open_sources(directory, ledger, load_system(system)) as sources:
            at = moment_of(as_at) or time_now(ledger)
            told = [as_told(sources, at - timedelta(days=n)) for n in range(max(dates, 1))]
    proposal = propose(told[0].people, told[0].places, sources.weights, at)
    several = [beside(one, sources.weights) for one in told]
    say((said.as_json if shape is TextOrJson.JSON else said.as_text)(proposal, several))


@app.command()
def calibrate(
    system: SystemName = "northamptonshire",
    waves: Annotated[int, typer.Option(help="How many times to rule out what cannot be right.")] = 2,
    points: Annotated[int, typer.Option(help="How many sets of numbers to run in each wave.")] = 200,
    steps: Annotated[int, typer.Option(help="How many more to run in search of the best.")] = 100,
    replications: Annotated[int, typer.Option(help="How many runs of each.")] = 1,
    seed: Annotated[int, typer.Option(help="The same seed gives the same fit.")] = 1,
    days: Annotated[int, typer.Option(help="How many days to measure, after half a year of warm-up.")] = 365,
    write: Annotated[bool, typer.Option("--write", help="Put the numbers into flow.toml too.")] = False,
) -> None:
    """Fit a system's numbers to what was published of it; the numbers and their ranges go to fitted.toml beside it."""
    from homefirst.simulate import calibrate as room
    from homefirst.simulate.flow import read_flow

    ask, today = room.Ask(waves, points, seed, steps), datetime.now(UTC).date()
    with progress_bar("Fitting") as tell:
        found, after = room.calibrate(
            read_flow(system), system, ask, on=today, replications=replications, days=days, write=write, progress=tell
        )
    for line in room.as_lines(after):
        say(line)
    say(f"Ran {found.runs} sets of numbers. Wrote fitted.toml{' and flow.toml' if write else ''} beside the system.")


@app.command()
def validate(
    system: SystemName = "northamptonshire",
    replications: Annotated[int, typer.Option(help="How many years; 39 give an interval that holds 95 in 100.")] = 39,
    seed: Annotated[int, typer.Option(help="The same seed gives the same years.")] = 1,
    share_calibrate: Annotated[float, typer.Option(help="The share of figures fitted to that must be met.")] = 0.9,
    share_validate: Annotated[float, typer.Option(help="The share of figures held out that must be inside.")] = 0.667,
    shape: Annotated[
        TextJsonOrCsv, typer.Option("--format", help="For reading, or for programs.")
    ] = TextJsonOrCsv.TEXT,
) -> None:
    """Hold a simulated system against what was published of it; exits with 1 when too few figures are met."""
    from homefirst.simulate import calibrate as room
    from homefirst.simulate.flow import read_flow

    with progress_bar("Simulating") as tell:
        found = room.validate(
            read_flow(system), system, replications=replications, seed=seed, share_calibrate=share_calibrate,
            share_validate=share_validate, progress=tell,
        )  # fmt: skip
    if shape is TextJsonOrCsv.CSV:
        say(room.as_csv(found).rstrip("\n"))
    else:
        for line in room.as_lines(found) if shape is TextJsonOrCsv.TEXT else [room.as_json(found)]:
            say(line)
    if found.missed:
        raise typer.Exit(1)


@app.command()
def claims(
    system: SystemName = "northamptonshire",
    only: Annotated[str | None, typer.Option("--only", help="One claim, such as X7; all if not given.")] = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="Simulated measures, {name: [mean, lower, upper]} as JSON.")
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Simulate them: now, 2029, 2039, and stays 7% shorter.")] = False,
    replications: Annotated[int, typer.Option(help="How many years of each to simulate.")] = 6,
    shape: Annotated[
        TextJsonOrCsv, typer.Option("--format", help="For reading, or for programs.")
    ] = TextJsonOrCsv.TEXT,
) -> None:
    """What was published about a system, worked out again: which claims hold, and which do not."""
    from homefirst.simulate import claims as room
    from homefirst.system import load_system

    if run and model:
        raise Stop("Give --run or --model, not both.")
    measures = room.read_measures(model) if model else simulated(system, replications) if run else None
    found = room.work_out(system, measures, only)
    sources = {source.key: source.title for source in load_system(system).sources}
    if shape is TextJsonOrCsv.CSV:
        say(room.as_csv(found).rstrip("\n"))
        return
    for line in room.as_lines(found, sources) if shape is TextJsonOrCsv.TEXT else [room.as_json(found, sources)]:
        say(line)


def simulated(system: str, replications: int) -> Any:
    """The measures that claims are held against, simulated."""
    from homefirst.simulate.claims.run import measured
    from homefirst.simulate.flow import read_flow

    with progress_bar("Simulating") as tell:
        return measured(read_flow(system), count=replications, progress=tell)


@app.command()
def published(
    files: Annotated[list[Path] | None, typer.Argument(help="Published files to import: CSV, xls, xlsx, ods.")] = None,
    data: Data = Path("data"),
    measure: Annotated[str | None, typer.Option("--measure", help="A published measure to show.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="The code or name of one area or organisation.")] = None,
    by: Annotated[list[str] | None, typer.Option(help="Split by month, year, reason, sector ...; may repeat.")] = None,
    system: SystemName = "northamptonshire",
    start: Annotated[str | None, typer.Option("--from", help="First day, such as 2016-04-01.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, such as 2017-03-31.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print the values as CSV.")] = False,
) -> None:
    """Published statistics: import files, list what is there, or show a measure of them."""
    from homefirst import published as room
    from homefirst.published import show
    from homefirst.system import load_system

    if files:
        done = list(show.import_files(files, data / "published", datetime.now(UTC)))
        for known, lines in done:
            for line in lines:
                typer.echo(line, err=not known)
        raise typer.Exit(0 if all(known for known, _ in done) else 1)
    store = room.PublishedStore(data / "published", load_system(system))
    if measure is None:
        lines = show.listed(store)
    else:
        values = store.values(measure, area, show.split_words(by or []), period_of((start, end)))
        lines = show.as_csv(values).splitlines() if csv else show.answered(values, measure)
    for line in lines:
        say(line)


def faults() -> tuple[type[Exception], ...]:
    """Every way in which the reader may have to mend something first; each carries its own sentence."""
    from homefirst.columns import NoTables
    from homefirst.datadir import DataDirError
    from homefirst.documents import DocumentError
    from homefirst.hub.returns import ReturnError
    from homefirst.intake import LocalCodesFault, MappingFault, UnknownKind
    from homefirst.ledger import LedgerError
    from homefirst.measures import MeasureError
    from homefirst.people import PeopleError
    from homefirst.profile import ProfileFault
    from homefirst.published import PublishedFault
    from homefirst.record.access_file import AccessError
    from homefirst.simulate import SimulationFault
    from homefirst.system import SystemFault

    return (
        AccessError,
        Stop,
        DataDirError,
        DocumentError,
        LedgerError,
        LocalCodesFault,
        MappingFault,
        MeasureError,
        NoTables,
        PeopleError,
        ProfileFault,
        PublishedFault,
        ReturnError,
        SimulationFault,
        SystemFault,
        UnknownKind,
    )  # fmt: skip


def main() -> None:
    """Run the command line: one clear sentence and exit 1 for what the reader must mend, never a traceback."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        typer.echo(str(error) if isinstance(error, faults()) else unforeseen(error), err=True)
        sys.exit(1)


def unforeseen(error: Exception) -> str:
    """A fault of ours: where in the code it came up, never its own words, which may hold a person's data."""
    if os.environ.get("HOMEFIRST_TRACEBACK"):
        raise error
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((frame for frame in reversed(frames) if "homefirst" in frame.filename), frames[-1])
    where_in_code = f"{type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}"
    return (
        f"Something went wrong here that nobody foresaw ({where_in_code}). Nothing in the ledger was changed by it. "
        "Please report that line; to see more, on made-up people only, set HOMEFIRST_TRACEBACK=1 and run it again."
    )


if __name__ == "__main__":
    main()
