"""What was answered, as a document: a FHIR R4 QuestionnaireResponse in JSON, of one section or of a whole form.

The document keeps the words of questions and answers and what each answer says of the person's needs, so that it means
tomorrow what it meant when it was written, whatever becomes of the form. Pure.
Source: HL7 FHIR R4 (4.0.1), QuestionnaireResponse.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homefirst.hub.forms.form import Answers, Form, Question, QuestionKind, Section
from homefirst.hub.forms.questionnaire import OURS

MEDIA_TYPE = "application/json"
VALUE = {
    QuestionKind.BOOLEAN: "valueBoolean",
    QuestionKind.CHOICE: "valueCoding",
    QuestionKind.STRING: "valueString",
    QuestionKind.TEXT: "valueString",
    QuestionKind.DATE: "valueDate",
    QuestionKind.INTEGER: "valueInteger",
}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question as it was answered: the answers (codes, ISO days, text), their words, and what they say is needed.

    `needs` holds pairs of a need and the code of the answer that says so, as ("equipment", "hoist").
    """

    link: str
    question: str
    values: tuple[str, ...]
    words: tuple[str, ...]
    needs: tuple[tuple[str, str], ...] = ()
    conflict_key: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a document. In a sent form, when and by whom it was written."""

    link: str
    words: str
    answers: tuple[Answer, ...]
    written_at: datetime | None = None
    written_by: str = ""
    raw: str = "{}"  # as it stands in the document

    @property
    def values(self) -> Answers:
        return {answer.link: answer.values for answer in self.answers}


@dataclass(frozen=True, slots=True)
class Overridden:
    """What stood in the way of sending, why it was sent all the same, and which sections it speaks of."""

    block: str
    reason: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """A document read: who it is about (key), who wrote it when, for which profession, and its parts."""

    person: str
    form: str
    authored: datetime
    by: str
    written_for: str
    parts: tuple[Part, ...]
    overridden: tuple[Overridden, ...]


# Writing


def write_part(
    form: Form, section: Section, answers: Answers, *, person: str, by: str, now: datetime, written_for: str = ""
) -> bytes:
    """The document of one section. `by` is role@organisation/account, never a name."""
    item = {"linkId": section.link, "text": section.words, "item": [*as_items(section, answers)]}
    return as_bytes(head(form, person, by, now, "in-progress", ours("written-for", written_for)) | {"item": [item]})


def write_whole(
    form: Form, parts: Iterable[Part], *, person: str, by: str, now: datetime, overridden: Iterable[Overridden] = ()
) -> bytes:
    """The document of a whole form as it is sent, with what was overridden and why."""
    extensions = [
        nested("overridden", {"block": one.block, "reason": one.reason, "sections": " ".join(one.sections)})
        for one in overridden
    ]
    items = []
    for part in parts:
        written = {"at": part.written_at.isoformat() if part.written_at else "", "by": part.written_by}
        items.append(json.loads(part.raw) | {"extension": [nested("written", written)]})
    return as_bytes(head(form, person, by, now, "completed", extensions) | {"item": items})


def head(form: Form, person: str, by: str, now: datetime, progress: str, extensions: list[Json]) -> Json:
    """What every document says of itself; FHIR calls its progress its status."""
    top: Json = {"resourceType": "QuestionnaireResponse"}
    if extensions:
        top["extension"] = extensions
    return top | {
        "questionnaire": f"{form.url or form.name}|{form.version}",
        "status": progress,
        "subject": {"identifier": {"value": person}},
        "authored": now.isoformat(),
        "author": {"identifier": {"value": by}},
    }


def as_items(section: Section, answers: Answers) -> Iterable[Json]:
    for question in section.questions:
        if given := answers.get(question.link):
            item: Json = {"linkId": question.link, "text": question.words}
            if question.conflict_key:
                item["extension"] = ours("conflict-key", question.conflict_key)
            yield item | {"answer": [as_answer(question, value) for value in given]}


def as_answer(question: Question, value: str) -> Json:
    """One answer, with what it says is needed."""
    option = next((o for o in question.options if o.code == value), None)
    needs = option.needs if option else question.needs if value == "true" else ()
    extensions = [e for need in needs for e in ours("need", need)]
    said: Any = value
    if question.kind is QuestionKind.CHOICE:
        said = {"code": value, "display": question.words_of(value)}
    elif question.kind is QuestionKind.BOOLEAN:
        said = value == "true"
    elif question.kind is QuestionKind.INTEGER:
        said = int(value)
    return {VALUE[question.kind]: said} | ({"extension": extensions} if extensions else {})


def ours(name: str, value: str) -> list[Json]:
    """An extension of ours, or none for an empty value."""
    return [{"url": OURS + name, "valueString": value}] if value else []


def nested(name: str, values: Mapping[str, str]) -> Json:
    inner = [{"url": key, "valueString": value} for key, value in values.items() if value]
    return {"url": OURS + name, "extension": inner}


def as_bytes(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


# Reading


def read_response(content: bytes) -> Response:
    """What a document says. Raises ValueError for one that is not an answered form."""
    raw = json.loads(content)
    if not isinstance(raw, dict) or raw.get("resourceType") != "QuestionnaireResponse":
        raise ValueError("This document is not an answered form. Look at the event that points to it.")
    overrides = [said for e in raw.get("extension", []) if e["url"] == OURS + "overridden" for said in [inner(e)]]
    return Response(
        person=raw["subject"]["identifier"]["value"],
        form=raw["questionnaire"],
        authored=datetime.fromisoformat(raw["authored"]),
        by=raw["author"]["identifier"]["value"],
        written_for=said_in(raw, "written-for"),
        parts=tuple(part(item) for item in raw["item"]),
        overridden=tuple(
            Overridden(said.get("block", ""), said.get("reason", ""), tuple(said.get("sections", "").split()))
            for said in overrides
        ),
    )


def part(raw: Json) -> Part:
    written = next((inner(e) for e in raw.get("extension", []) if e["url"] == OURS + "written"), {})
    at = datetime.fromisoformat(written["at"]) if written.get("at") else None
    answers = tuple(answer(item) for item in raw.get("item", []))
    return Part(raw["linkId"], raw["text"], answers, at, written.get("by", ""), json.dumps(raw))


def answer(raw: Json) -> Answer:
    given = [value_of(a) for a in raw["answer"]]
    needs = ((e["valueString"], value_of(a)[0]) for a in raw["answer"] for e in a.get("extension", []))
    values, words = tuple(value for value, _ in given), tuple(words for _, words in given)
    return Answer(raw["linkId"], raw["text"], values, words, tuple(needs), said_in(raw, "conflict-key"))


def value_of(raw: Json) -> tuple[str, str]:
    """An answer and its words."""
    if "valueCoding" in raw:
        return raw["valueCoding"]["code"], raw["valueCoding"]["display"]
    if "valueBoolean" in raw:
        return ("true", "Yes") if raw["valueBoolean"] else ("false", "No")
    text = str(next(value for key, value in raw.items() if key.startswith("value")))
    return text, text


def said_in(raw: Json, name: str) -> str:
    return str(next((e["valueString"] for e in raw.get("extension", []) if e["url"] == OURS + name), ""))


def inner(extension: Json) -> dict[str, str]:
    return {e["url"]: e["valueString"] for e in extension["extension"]}
