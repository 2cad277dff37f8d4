"""Write the manual's pages of rules and of measures, docs/reference/, from the tests in tests/spec/.

    python tools/make_manual.py

Each test file is a page: its docstring is the rule, each test an example under the sentence that is its name. A test
checks that the pages in the repository are the ones that this would write. A measure's page, from
tests/spec/measures/, begins with what its header says.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from homefirst.measures import all_measures
from homefirst.measures.manual import head

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "tests" / "spec"
RULES = ROOT / "docs" / "reference" / "rules"
MEASURES = ROOT / "docs" / "reference" / "measures"
NOT_A_PAGE = "test_manual.py"
INDEX = """\
# The rules, by example

Each page is a rule in the field's words, with its source, and small ledgers that show what follows from it. The pages
are printed from `tests/spec/`, where every example is told forwards, backwards and twice, and answered once from a
person's journey and once from the tables that measures are counted from: an answer printed here is true of both. Where
the software does not yet do what a rule asks, the example says *Not so yet*.

A ledger is one event a line: when it happened by the clock in England, what happened (the kinds are in
`homefirst/event.py`), where, and the code that goes with it. In square brackets: `recorded`, when somebody wrote it
down if that was not at once; `spell`, the sender's own key for the stay; `sequence`, the sender's own order; `person`,
where there are several; `as` and `about`, where one line speaks of another. `now` is when somebody asks.

Below the ledger is what is then true, one answer a line. RNS and RNQ are two hospitals; nobody in these ledgers exists.
"""
HUB = """\
## Of the hub

What staff decide, what they are told where it cannot be recorded, and what the hub's pages work out.
"""


def pages() -> dict[str, str]:
    """Every page by its file name: first those of journeys, then those of the hub."""
    journeys, hub = pages_of(SPEC), pages_of(SPEC / "hub")
    index = "\n".join([INDEX, *titles(journeys), "", HUB, *titles(hub), ""])
    return {"index.md": index, **journeys, **hub}


def pages_of(folder: Path) -> dict[str, str]:
    """The pages of one folder of tests by their file names."""
    files = (file for file in sorted(folder.glob("test_*.py")) if file.name != NOT_A_PAGE)
    return {f"{f.stem.removeprefix('test_').replace('_', '-')}.md": page(f.read_text(encoding="utf-8")) for f in files}


def titles(found: dict[str, str]) -> list[str]:
    return [f"- [{text.partition(chr(10))[0].removeprefix('# ')}]({name})" for name, text in found.items()]


def measure_pages() -> dict[str, str]:
    """Every measure's page by its file name; raises FileNotFoundError for a measure without one."""
    found = {}
    for name, measure in all_measures().items():
        source = (SPEC / "measures" / f"test_{name}.py").read_text(encoding="utf-8")
        found[f"{name}.md"] = page(source, head(measure))
    return found


def page(source: str, *before: str) -> str:
    """One test file as a page: its title, what stands before its own words, those words, and its examples."""
    module = ast.parse(source)
    title, _, rule = inspect.cleandoc(ast.get_docstring(module) or "").partition("\n")
    tests = (node for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))
    examples = (part for test in tests for part in example(test, source))
    return "\n\n".join([f"# {title}", *before, rule.strip(), *examples]) + "\n"


def example(test: ast.FunctionDef, source: str) -> Iterator[str]:
    """One test: its sentence, what is said about it, and its ledger, its table or, where it has neither, its code."""
    yield f"## {sentence(test.name)}"
    *said, last = re.split(r"\n\s*\n", ast.get_docstring(test) or "")
    used = decorators(test)
    if reason := used.get("xfail"):
        yield f"**Not so yet.** {reason}"
    if "holds" in used:
        *said, ledger = said
        yield from [*said, block(ledger), "Then:", block(last)]
    elif "each_row" in used:
        yield from [*said, table(last)]
    else:
        yield from [*said, last, block(body(test, source), "python")]


def sentence(name: str) -> str:
    words = name.removeprefix("test_").replace("_", " ")
    return words[0].upper() + words[1:]


def decorators(test: ast.FunctionDef) -> dict[str, str]:
    """The names of a test's decorators, each with the reason that it gives, if any."""
    found = {}
    for node in test.decorator_list:
        called = node.func if isinstance(node, ast.Call) else node
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        keywords = node.keywords if isinstance(node, ast.Call) else []
        reasons = [ast.literal_eval(keyword.value) for keyword in keywords if keyword.arg == "reason"]
        found[name] = "".join(reasons)
    return found


def block(text: str, language: str = "text") -> str:
    return f"```{language}\n{text}\n```"


def table(text: str) -> str:
    """A table of columns parted by two spaces or more, as Markdown."""
    headings, *rows = (re.split(r"\s{2,}", line.strip()) for line in text.splitlines())
    lines = [[heading.replace("_", " ") for heading in headings], ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def body(test: ast.FunctionDef, source: str) -> str:
    """The code of a test without its name and docstring."""
    first, last = test.body[1], test.body[-1]
    return inspect.cleandoc("\n" + "\n".join(source.splitlines()[first.lineno - 1 : last.end_lineno]))


def main() -> None:
    write(RULES, pages())
    write(MEASURES, measure_pages())


def write(folder: Path, wanted: dict[str, str]) -> None:
    """Write these pages, and take away what is no page any more."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in {file.name for file in folder.glob("*.md")} - set(wanted):
        (folder / stale).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
