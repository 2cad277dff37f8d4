"""The papers say what is so: the tutorial runs, the reference is what the code says, links lead somewhere."""

from __future__ import annotations

import asyncio
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
import typer

from homefirst.__main__ import app
from homefirst.columns import Tables
from homefirst.datadir import DataDir
from homefirst.demo_week import FOLDER
from homefirst.event import Group, Kind
from homefirst.intake.mllp import serve_mllp
from homefirst.measures import all_measures
from tools.make_reference import PAGES, REFERENCE, schemas

ROOT = Path(__file__).parents[1]
SHOW = re.compile(r"```console\n(.*?)```", re.DOTALL)
MACHINE_PATH = re.compile(r"(?<![\w.~}])/(?:home|root|Users|work|opt|mnt)/[\w.]")
REGISTRY = re.compile(r"https?://[\w.:@-]*(?:pypi|npmjs|artifactory|nexus|jfrog|crates)[\w.-]*", re.IGNORECASE)


def tracked() -> list[Path]:
    """Every file in version control that is text; all papers and code when this is no checkout."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = asked.stdout.split("\0") if asked.returncode == 0 else []
    found = [ROOT / name for name in names if name] or [*ROOT.glob("*.*"), *ROOT.glob("[dhst]*/**/*.*")]
    return [file for file in found if file.is_file() and b"\0" not in file.read_bytes()[:8000]]


PAPERS = sorted(file for file in tracked() if file.suffix == ".md")
PLACES = {str(file.relative_to(ROOT)): file for file in PAPERS}


def headings(page: str) -> list[str]:
    """The headings of a page, without what stands in code blocks."""
    return re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page, flags=re.DOTALL), re.MULTILINE)


def anchors(page: str) -> set[str]:
    """The names by which a browser finds the headings of a page."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings(page)}


# The reference


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_the_reference_is_what_the_code_says_today(name: str) -> None:
    assert (REFERENCE / name).read_text() == PAGES[name](), "Write it again: python tools/make_reference.py"


def test_every_kind_of_event_has_a_heading_under_its_group() -> None:
    written = headings((REFERENCE / "events.md").read_text())
    wanted = [g.value.capitalize() if i == 0 else k for g in Group for i, k in enumerate([None, *of_group(g)])]
    assert written == ["Events", *wanted]


def of_group(group: Group) -> list[str]:
    return [kind.value for kind in Kind if kind.group is group]


def test_every_command_has_a_heading_and_every_option_a_row_with_its_meaning() -> None:
    page = (REFERENCE / "command-line.md").read_text()
    group: typer.core.TyperGroup = typer.main.get_command(app)  # type: ignore[assignment]
    for name, command in group.commands.items():
        section = page.partition(f"\n## homefirst {name}\n")[2].partition("\n## ")[0]
        for option in (option for param in command.params for option in param.opts):
            assert re.search(rf"^\| `{option}\b.*` \| \w.+ \|$", section, re.MULTILINE), f"{name} {option}"


def test_every_table_has_a_heading_and_every_column_a_row_with_its_meaning() -> None:
    page = (REFERENCE / "tables.md").read_text()
    for name, schema in schemas().items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \| [\w ]+ \| \S.+ \|$", section, re.MULTILINE) == schema.names


def test_every_measure_is_listed_with_its_page() -> None:
    page = (REFERENCE / "measures.md").read_text()
    assert [name for name in all_measures() if f"](measures/{name}.md) | `{name}` |" not in page] == []
    assert [name for name in all_measures() if not (REFERENCE / "measures" / f"{name}.md").exists()] == []


# Links and addresses


@pytest.mark.parametrize("place", PLACES)
def test_every_link_inside_the_house_leads_to_a_file_and_a_heading(place: str) -> None:
    page = PLACES[place].read_text()
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", page, flags=re.DOTALL)):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (PLACES[place].parent / path).resolve() if path else PLACES[place]
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target.read_text()), link


def test_the_index_leads_to_every_guide_and_every_page_of_the_reference() -> None:
    listed = set(re.findall(r"\]\(([^)#]+\.md)\)", (ROOT / "docs" / "index.md").read_text()))
    pages = {
        f"{folder}/{file.name}" for folder in ("guides", "reference") for file in (ROOT / "docs" / folder).glob("*.md")
    }
    assert pages - listed == set()


def test_no_file_holds_the_address_of_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {hit.group()}"
        for file in tracked()
        for pattern in (MACHINE_PATH, REGISTRY)
        for hit in pattern.finditer(file.read_text(errors="replace"))
    ]
    assert found == []


def test_the_papers_do_not_use_the_words_that_the_glossary_refuses() -> None:
    said = re.compile(r"\b(?:bed[- ]block\w*|KPIs?|service users?|medically (?:fit|optimised))\b", re.IGNORECASE)
    for place, file in PLACES.items():
        if place != "GLOSSARY.md" and place.startswith(("README", "docs/guides", "docs/tutorial", "CHANGELOG")):
            assert not said.search(file.read_text()), place


def test_the_words_that_the_papers_explain_stand_in_the_glossary() -> None:
    terms = (ROOT / "GLOSSARY.md").read_text().lower()
    for word in (
        "event",
        "journey",
        "ledger",
        "measure",
        "stay",
        "delay",
        "discharge ready date",
        "criteria to reside",
    ):
        assert re.search(rf"^\| \*\*{word}\b", terms, re.MULTILINE), word


# The tutorial and the examples


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for the repository of somebody who follows the tutorial."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "homefirst").mkdir()
    (folder / "homefirst" / "demo_week").symlink_to(FOLDER)
    return folder


def steps() -> Iterator[tuple[str, list[str]]]:
    """Each command of the tutorial with the lines that it should print."""
    for block in SHOW.findall((ROOT / "docs" / "tutorial.md").read_text()):
        command, *printed = block.rstrip("\n").split("\n")
        yield command.removeprefix("$ ./run "), printed


def test_the_tutorial_prints_what_it_says(week: Path) -> None:
    quiet = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOMEFIRST_SECRET")}
    for command, expected in steps():
        done = subprocess.run(
            [sys.executable, "-m", "homefirst", *command.split()],
            cwd=week, env=quiet, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert follows(done.stdout.splitlines(), expected), f"{command} printed:\n{done.stdout[:2000]}"


def follows(printed: list[str], expected: list[str]) -> bool:
    """Whether the lines are those expected, with `...` for any number of others."""
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def test_three_dots_stand_for_any_lines_and_nothing_else_does() -> None:
    assert follows(["a", "b", "c"], ["a", "..."])
    assert follows(["a", "b", "c"], ["...", "c"])
    assert not follows(["a", "b", "c"], ["a", "b"])
    assert not follows(["a", "b"], ["b", "..."])


def test_the_sql_of_the_guide_to_measures_runs_on_the_tables_of_the_tutorial(week: Path) -> None:
    line = [sys.executable, "-m", "homefirst", "demo", "--week", "--no-serve", "--data", str(week / "again")]
    subprocess.run(line, check=True, capture_output=True)
    (printed,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/guides/measures.md").read_text(), re.DOTALL)
    tables = Tables(week / "again" / "tables").folder
    found = duckdb.sql(printed.replace("DIR/tables/VERSION", str(tables))).fetchall()
    assert found[0][0] == "p682388f7c9a3155d"  # the tutorial's own person is longest ready


def test_the_message_of_the_guide_to_live_connections_is_acknowledged(data_dir: DataDir) -> None:
    (printed,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/guides/mllp.md").read_text(), re.DOTALL)
    with listening(data_dir) as port:
        done = subprocess.run(
            [sys.executable, "-c", printed.replace("2575", str(port))], capture_output=True, text=True, check=True
        )
    assert "MSA|AA|TRY1" in done.stdout


@contextmanager
def listening(data_dir: DataDir) -> Iterator[int]:
    """A port on which messages are taken in meanwhile."""
    loop, stop, ports = asyncio.new_event_loop(), asyncio.Event(), queue.Queue[int]()
    heard = serve_mllp("127.0.0.1", 0, data_dir, stop, ready=ports.put)
    thread = threading.Thread(target=loop.run_until_complete, args=[heard])
    thread.start()
    try:
        yield ports.get(timeout=20)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
