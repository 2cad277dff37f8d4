"""The claims for reading, and for programs."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from homefirst.simulate.claims.line import Answer, InModel, Line, Part, Rule, Seen, Verdict, amount, number

WIDTH = 100
HEADINGS = {
    Verdict.HOLDS: "Hold as printed",
    Verdict.WHEN_READ_AS: "Hold when read in another way",
    Verdict.UNDECIDED: "Cannot be decided from what is published",
    Verdict.DOES_NOT_HOLD: "Do not hold as printed",
}
COLUMNS = ("claim", "title", "verdict", "part", "part_printed", "part_verdict", "read_as", "name", "what", "sum",
           "value", "unit", "rule", "printed", "within", "reading", "agrees", "model_lower", "model_upper")  # fmt: skip


def as_lines(answers: Sequence[Answer], sources: dict[str, str]) -> Iterator[str]:
    """For a board: which claims hold, then each claim with its sums and what follows. At most 100 columns wide."""
    if len(answers) > 1:
        yield from summary(answers)
    for answer in answers:
        yield from one_claim(answer)
    yield "Where the claims were read"
    for key in dict.fromkeys(key for answer in answers for key in answer.source):
        yield from wrapped(f"{key}: {sources[key]}", 2, 4)
    run = any(one.estimate for one in in_models(answers))
    if any(in_models(answers)) and not run:
        yield from wrapped("The model has not been run, so claims are held against arithmetic alone. Simulate it "
                           "with --run, or give what it measured with --model FILE.", 0, 0)  # fmt: skip


def in_models(answers: Sequence[Answer]) -> list[InModel]:
    return [one for answer in answers for part in answer.parts for one in part.in_model]


def summary(answers: Sequence[Answer]) -> Iterator[str]:
    """Which claims hold, in four lists."""
    yield f"{len(answers)} published claims, worked out again from the published figures"
    yield ""
    for verdict, heading in HEADINGS.items():
        some = [answer for answer in answers if answer.verdict is verdict]
        if some:
            yield f"{heading}: {len(some)}"
            for answer in some:
                yield f"  {answer.id:<4}{answer.title}"
                if len(answer.parts) > 1:
                    yield from (line for part in answer.parts for line in wrapped(in_short(part), 8, 10))
    if any(one.estimate for one in in_models(answers)):
        yield "In the model"
        yield from (line for answer in answers for one in in_models([answer])
                    for line in wrapped(f"{answer.id:<4}{model_text(one)}", 2, 8))  # fmt: skip
    yield ""


def in_short(part: Part) -> str:
    """A part in one line: what is printed, and whether it holds."""
    return f"{part.printed}: {verdict_of(part)}"


def verdict_of(part: Part) -> str:
    """The verdict in words, with the reading by which it would hold."""
    if part.verdict is Verdict.WHEN_READ_AS:
        return f"holds when read as {part.read_as}"
    if part.verdict is Verdict.DOES_NOT_HOLD and part.reading_holds:
        return f"does not hold as printed; holds when read as {part.read_as}"
    return part.verdict.value


def one_claim(answer: Answer) -> Iterator[str]:
    yield f"{answer.id:<4}{answer.title}".ljust(WIDTH - len(answer.verdict)) + answer.verdict.upper()
    yield from wrapped(f"Printed: {answer.printed} ({', '.join(answer.source)})", 4, 4)
    for part in answer.parts:
        yield from wrapped(f"- {in_short(part)}", 4, 6)
        for line in part.lines:
            yield from wrapped(line_text(line), 6, 10)
        for one in part.in_model:
            yield from wrapped(f"In the model: {model_text(one)}", 6, 10)
    yield from wrapped(f"So: {answer.plainly}", 4, 4)
    yield ""


def line_text(line: Line) -> str:
    """What, how it is worked out, the value, and what is printed beside it."""
    worked = "" if line.sum == "as printed" else f"{line.sum} = "
    text = f"{line.what}: {worked}{amount(line.value, line.unit)}."
    if line.printed is None:
        return text
    should = "Read so, it should be" if line.reading else "Should be"
    return f"{text} {should} {against(line)}: {yes(bool(line.agrees))}."


def against(line: Line) -> str:
    """What it is compared with, and how far it may be off."""
    printed = amount(line.printed or 0, line.unit)
    if line.rule is Rule.ABOUT:
        return f"{printed}, give or take {number(line.within)}" if line.within else printed
    return f"{line.rule} {printed}"


def model_text(one: InModel) -> str:
    """A printed number beside the simulated one."""
    printed = amount(one.printed, one.unit)
    if one.estimate is None:
        why = "the model has not been run" if one.seen is Seen.NOT_RUN else f"not measured ({', '.join(one.lacking)})"
        return f"{one.what}, beside {printed} printed: {why}."
    ends = f"{number(one.estimate.lower)} to {number(one.estimate.upper)}"
    where = {
        Seen.INSIDE: "lies inside it",
        Seen.CLOSE: f"lies outside it, by no more than {number(one.within)}",
        Seen.OUTSIDE: "lies plainly outside it",
    }[one.seen]
    return f"{one.what}: {amount(one.estimate.mean, one.unit)} (interval {ends}). {printed} as printed {where}."


def wrapped(text: str, first: int, rest: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * first, subsequent_indent=" " * rest,
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip


def as_json(answers: Iterable[Answer], sources: dict[str, str]) -> str:
    """Everything, for programs."""
    told = [
        {
            "claim": answer.id, "title": answer.title, "printed": answer.printed,
            "source": {key: sources[key] for key in answer.source}, "verdict": answer.verdict,
            "plainly": answer.plainly,
            "rests_on": [{"name": one.name, "value": one.value, "where": one.where} for one in answer.rests_on],
            "parts": [part_as_plain(part) for part in answer.parts],
        }
        for answer in answers
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2)


def part_as_plain(part: Part) -> dict[str, Any]:
    lines = [
        {"name": line.name, "what": line.what, "sum": line.sum, "value": line.value, "unit": line.unit,
         "printed": line.printed, "rule": line.rule if line.printed is not None else None, "within": line.within,
         "reading": line.reading, "agrees": line.agrees}
        for line in part.lines
    ]  # fmt: skip
    model = [
        {"what": one.what, "unit": one.unit, "printed": one.printed, "within": one.within, "seen": one.seen,
         "interval": one.estimate and [one.estimate.mean, one.estimate.lower, one.estimate.upper],
         "lacking": list(one.lacking)}
        for one in part.in_model
    ]  # fmt: skip
    return {"name": part.name, "printed": part.printed, "verdict": part.verdict, "read_as": part.read_as,
            "reading_holds": part.reading_holds, "lines": lines, "in_the_model": model}  # fmt: skip


def as_csv(answers: Iterable[Answer]) -> str:
    """One row a line of arithmetic, and one a line of the model, for spreadsheets."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    table.writeheader()
    for answer in answers:
        for part in answer.parts:
            of = {"claim": answer.id, "title": answer.title, "verdict": answer.verdict, "part": part.name,
                  "part_printed": part.printed, "part_verdict": part.verdict, "read_as": part.read_as}  # fmt: skip
            table.writerows({**of, **line_cells(line)} for line in part.lines)
            table.writerows({**of, **model_cells(one)} for one in part.in_model)
    return out.getvalue()


def line_cells(line: Line) -> dict[str, Any]:
    compared = {"rule": line.rule, "printed": line.printed, "within": line.within, "reading": yes(line.reading),
                "agrees": yes(bool(line.agrees))}  # fmt: skip
    return {"name": line.name, "what": line.what, "sum": line.sum, "value": line.value, "unit": line.unit,
            **(compared if line.printed is not None else {})}  # fmt: skip


def model_cells(one: InModel) -> dict[str, Any]:
    cells: dict[str, Any] = {"name": "in the model", "what": one.what, "unit": one.unit, "printed": one.printed,
                             "within": one.within, "agrees": one.seen}  # fmt: skip
    if one.estimate:
        cells |= {"value": one.estimate.mean, "model_lower": one.estimate.lower, "model_upper": one.estimate.upper}
    return cells


def yes(so: bool) -> str:
    return "yes" if so else "no"
