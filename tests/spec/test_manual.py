"""The manual's pages of rules are printed from these tests, and from these tests as they are now."""

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.spec.answers import QUESTIONS
from tests.spec.ledger_text import day, moment, read_ledger, when
from tests.spec.page import read_answers

ROOT = Path(__file__).parents[2]
RULES = ROOT / "docs" / "reference" / "rules"
MEASURES = ROOT / "docs" / "reference" / "measures"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_manual", ROOT / "tools" / "make_manual.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_in_the_repository_are_up_to_date(tool: ModuleType) -> None:
    stale = {name for name, text in tool.pages().items() if not same(RULES / name, text)}
    assert not stale, "Write them again: python tools/make_manual.py"
    assert {file.name for file in RULES.glob("*.md")} == set(tool.pages())


def test_every_measure_has_a_page_and_it_is_up_to_date(tool: ModuleType) -> None:
    wanted = tool.measure_pages()
    stale = {name for name, text in wanted.items() if not same(MEASURES / name, text)}
    assert not stale, "Write them again: python tools/make_manual.py"
    assert {file.name for file in MEASURES.glob("*.md")} == set(wanted)


def test_every_page_of_a_measure_works_out_its_value_by_hand_and_names_its_source(tool: ModuleType) -> None:
    for name, text in tool.measure_pages().items():
        assert text.count(f"\nmeasure {name.removesuffix('.md')}") >= 2, name
        assert re.search(r"^Sources?: |^- \*\*Defined by\*\*: ", text, re.MULTILINE), name


def test_every_file_of_a_measures_page_is_of_a_measure(tool: ModuleType) -> None:
    files = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("measures/test_*.py")}
    assert files == {name.removesuffix(".md") for name in tool.measure_pages()}


def same(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


def test_every_page_says_its_rule_and_its_source(tool: ModuleType) -> None:
    for name, text in tool.pages().items():
        if name != "index.md":
            title, rule, *_ = text.split("\n\n")
            assert title.startswith("# ") and len(rule) > 100, name
            assert re.search(r"^Sources?: ", text, re.MULTILINE), name


def test_every_test_of_a_page_is_on_it(tool: ModuleType) -> None:
    for file in sorted([*Path(__file__).parent.glob("test_*.py"), *Path(__file__).parent.glob("hub/test_*.py")]):
        if file.name == tool.NOT_A_PAGE:
            continue
        source = file.read_text(encoding="utf-8")
        tests = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
        headings = re.findall(r"^## (.*)$", tool.page(source), re.MULTILINE)
        assert headings == [tool.sentence(name) for name in tests if name.startswith("test_")], file.name


def test_every_question_is_asked_on_some_page(tool: ModuleType) -> None:
    text = "\n".join(tool.pages().values())
    assert [q for q in QUESTIONS if not re.search(rf"^(p\d )?{re.escape(q)}: ", text, re.MULTILINE)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Tue 5 Jan 2026 10:00  admitted", "Monday"),
        ("Sun 29 Mar 2026 01:30  admitted", "never showed"),
        ("Mon 5 Jan 2026 10:00 BST  admitted", "not BST"),
        ("Mon 5 Jan 2026 10:00  arrived", "arrived"),
        ("Mon 5 Jan 2026 10:00  admitted  21  11", "one detail"),
        ("5 January 2026  admitted", "TIME  KIND"),
    ],
)
def test_a_ledger_with_a_slip_in_it_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_ledger(text)


def test_an_answer_without_a_question_is_refused() -> None:
    with pytest.raises(ValueError, match="QUESTION: ANSWER"):
        read_answers("nights 4")


@pytest.mark.parametrize("text", ["Mon 5 Jan 2026 10:00", "Sun 25 Oct 2026 01:10 GMT", "Sun 25 Oct 2026 01:40 BST"])
def test_a_time_is_written_as_it_was_read(text: str) -> None:
    assert when(moment(text)) == text
    assert text.startswith(day(moment(text).date()))
