"""How a page about the hub's steps is written: `@holds` for a small ledger and what each step then comes to.

The ledger is that of any page (`tests/spec/ledger_text.py`); its `now` is when somebody decides. Below it each line is
one step with what it is given, and what comes of it:

    start delay, 28: delay_started 28
    start delay, 99: no. “99” is not ...
    refer, START + CRT, reablement: referred reablement START
    refer, START + CRT, reablement: referred reablement CRT

A line that begins further in goes on with the one above. `@asked` is the event that the ledger calls so
(`[as=asked]`); `written` says that something was written with it, `nobody` and `none` that nothing was given. Every
step is asked of the ledger as it stands, each for itself, told forwards, backwards and twice, and comes to the same.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from homefirst import decisions
from homefirst.codes import CriteriaToReside
from homefirst.decisions import Agreement, Refused
from homefirst.event import Event
from homefirst.journey import journey
from tests.spec.ledger_text import BRACKET, LINE, SmallLedger, read_ledger
from tests.spec.page import orders, paragraphs, read_answers

WRITTEN = "d" * 64
BY = "hub@HUB/k1"
AGREEMENT = Agreement(
    "homes-2026",
    frozenset({"GOSSAMER"}),
    frozenset({"therapist@RNS"}),
    frozenset({"therapy", "needs"}),
    date(2026, 1, 1),
    date(2026, 12, 31),
)


def holds(test: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring is a ledger and what each step comes to."""
    text, answers = paragraphs(test)[-2:]
    ledger, wanted = read_ledger(text), read_answers(re.sub(r"\n\s+", " ", answers))
    names = named(text, ledger)

    @functools.wraps(test)
    def check() -> None:
        for order in orders(ledger.events):
            assert {asked: comes_to(asked, order, ledger, names) for asked in wanted} == wanted

    return check


def named(text: str, ledger: SmallLedger) -> dict[str, Event]:
    """The events that the ledger gives a name to."""
    lines = [found for line in text.splitlines() if (found := LINE.fullmatch(line.strip())) and found[2] != "now"]
    told = zip(lines, ledger.events, strict=True)
    return {fields["as"]: event for line, event in told if "as" in (fields := dict(BRACKET.findall(line[3])))}


def comes_to(asked: str, events: tuple[Event, ...], ledger: SmallLedger, names: dict[str, Event]) -> list[str]:
    """What a step gives: the events, a line each, or no and the sentence."""
    name, *given = asked.split(", ")
    by = next((word[3:] for word in given if word.startswith("by ")), BY)
    given = [word for word in given if not word.startswith("by ")]
    step = getattr(decisions, name.replace(" ", "_"))
    wants = inspect.signature(step).parameters
    told = journey("p1", [event for event in events if event.person])
    fields: dict[str, Any] = {"journey": told, "told": [e for e in events if not e.person]}
    fields = {field: value for field, value in fields.items() if field in wants}
    if "document" in wants:
        fields["document"] = WRITTEN if "written" in given else ""
    words = [word for word in given if word != "written"]
    if "answers" in wants:
        fields["answers"], words = answered(words), []
    open_to = [field for field in wants if field not in (*fields, "document", "by", "now")]
    pairs = zip(open_to, words, strict=False)
    fields |= {field: meant(wants[field].annotation, word, names, told) for field, word in pairs}
    decided = step(**fields, by=by, now=ledger.now)
    if isinstance(decided, Refused):
        return [f"no. {decided.why}"]
    several = decided if not isinstance(decided, Event) else (decided,)
    return [" ".join(filter(None, [e.kind.value, e.detail, e.service])) for e in several]


def answered(words: list[str]) -> dict[str, bool]:
    """The answers to the eleven questions: no to all, but yes to those named; `left out 3` leaves one out."""
    said = {q.value: q.value in " ".join(words).replace("yes to", "").split() for q in CriteriaToReside}
    for word in words:
        if word.startswith("left out "):
            del said[word.removeprefix("left out ")]
    return said


def meant(annotation: str, word: str, names: dict[str, Event], told: Any) -> Any:
    """A word of a step as the step takes it."""
    if word.startswith("@"):
        return names[word[1:]].id
    if annotation.startswith("date"):
        return date.fromisoformat(word)
    if annotation == "int":
        return int(word)
    if annotation.startswith("Sequence"):
        return word.split(" + ") if word != "nobody" else []
    if annotation.startswith("Agreement"):
        return AGREEMENT if word == AGREEMENT.code else None
    if annotation == "Spell":
        return told.spells[-1]
    return word if word != "none" else ""
