"""Reading a form from its file: a FHIR R4 Questionnaire in JSON, checked, with faults that say where and what to write.

Only what a page can show is taken; anything else is refused rather than left out, so that nobody believes that a
question is asked when it is not. What is ours beside FHIR stands in extensions under `OURS`.
Source: HL7 FHIR R4 (4.0.1), Questionnaire.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from homefirst.hub.forms.form import (
    NEEDS,
    PREFILLS,
    RECORD_SECTIONS,
    Change,
    Condition,
    Form,
    Option,
    Owner,
    Question,
    QuestionKind,
    Section,
)
from homefirst.system.read import FOLDERS

NOTIFICATION = "discharge-notification"
OURS = "https://homefirst.example/fhir/StructureDefinition/"
ALONE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
OF_SECTIONS = {
    "section-owner": "valueCoding",
    "stale-after-hours": "valueInteger",
    "stale-when": "valueCode",
    "record-section": "valueCode",
}
OF_QUESTIONS = {"prefill": "valueCode", "conflict-key": "valueCoding", "never-overridden": "valueBoolean"}
OF_BOTH = {"hint": "valueString", "need": "valueCode"}
VALUES = OF_SECTIONS | OF_QUESTIONS | OF_BOTH
ITEM_KEYS = {"linkId", "extension", "text", "type", "required", "item"}
QUESTION_KEYS = ITEM_KEYS | {"repeats", "maxLength", "answerOption", "enableWhen", "enableBehavior"}
KINDS = ", ".join(QuestionKind)
LISTS = ("extension", "item", "answerOption", "enableWhen")  # each of { }
PLAIN: dict[str, type] = {"required": bool, "repeats": bool, "maxLength": int}
VALUE_IS = {"valueInteger": int, "valueCode": str, "valueString": str, "valueBoolean": bool, "valueCoding": dict}
Raw = Mapping[str, Any]


class FormFault(Exception):
    """A form cannot be used; the message names the file, the linkId, and what to write instead."""


def load_form(system: str | Path, name: str = NOTIFICATION) -> Form:
    """The form of this name of a system, by the system's name or its folder. Raises FormFault."""
    return _load(str(system), name)


@lru_cache(maxsize=16)
def _load(system: str, name: str) -> Form:
    places = [place / "forms" / f"{name}.json" for place in (Path(system), *(f / system for f in FOLDERS))]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise FormFault(f"{Path(system).name} has no form {name}. Put a Questionnaire into forms/{name}.json there.")
    return read_form(file.read_text(encoding="utf-8"), name)


def read_form(text: str, name: str) -> Form:
    """The form that a file says. Raises FormFault."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise FormFault(f"{name}.json, line {wrong.lineno}: this is not JSON: {wrong.msg}.") from None
    if not isinstance(raw, dict) or raw.get("resourceType") != "Questionnaire":
        raise FormFault(f'{name}.json is not a Questionnaire. Write "resourceType": "Questionnaire" at its top.')
    return _Reading(name).form(raw)


class _Reading:
    """One file being read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fault(self, link: str, words: str) -> FormFault:
        return FormFault(f"{self.name}.json, linkId {link or '(none)'}: {words}")

    def form(self, raw: Raw) -> Form:
        sections = tuple(self.section(item) for item in self.items(raw, ""))
        if not sections:
            raise FormFault(f"{self.name}.json has no sections. Write one item of type group for each.")
        self.no_link_twice(sections)
        self.one_key_one_question(sections)
        title, version = raw.get("title"), raw.get("version")
        if not title or not version:
            raise FormFault(f"{self.name}.json needs a title and a version: they are kept with every answer.")
        return Form(self.name, str(title), str(version), str(raw.get("url", "")), sections)

    def items(self, raw: Raw, link: str) -> list[Raw]:
        self.shaped(raw, link)
        found: list[Raw] = raw.get("item", [])
        return found

    def shaped(self, raw: Raw, link: str) -> None:
        """Refuse lists that are none, and true, false or numbers written otherwise. Raises FormFault."""
        for key in LISTS:
            found = raw.get(key, [])
            if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
                raise self.fault(link, f"write {key} as a list of parts in {{ }}")
        for key, plain in PLAIN.items():
            if key in raw and type(raw[key]) is not plain:
                raise self.fault(link, f"{key} is written as {'a number' if plain is int else 'true or false'}")

    def section(self, raw: Raw) -> Section:
        link = self.word(raw, "linkId", "")
        if raw.get("type") != "group":
            raise self.fault(link, f'a section is of type "group", not "{raw.get("type")}"')
        self.shaped(raw, link)
        self.only(raw, ITEM_KEYS, link)
        if not set(link) <= set("abcdefghijklmnopqrstuvwxyz0123456789-"):
            raise self.fault(link, "the linkId of a section stands in an address: small letters, figures and - only")
        owners = tuple(self.owner(link, value) for value in self.values(raw, "section-owner", link))
        hours = self.values(raw, "stale-after-hours", link)
        if not owners or len(hours) != 1 or int(hours[0]) < 1:
            raise self.fault(link, "say at least one section-owner, and once the stale-after-hours, 1 or more")
        when = (self.one_of(link, "stale-when", v, Change) for v in self.values(raw, "stale-when", link))
        questions = tuple(self.question(item, link) for item in self.items(raw, link))
        self.asked_before(questions)
        words, hint = self.word(raw, "text", link), self.hint(raw, link)
        kept = [
            self.one_of(link, "record-section", v, RECORD_SECTIONS) for v in self.values(raw, "record-section", link)
        ]
        changes, read_as = frozenset(map(Change, when)), (kept or ["assessment"])[0]
        return Section(link, words, hint, owners, hours[0], changes, questions, read_as)

    def owner(self, link: str, value: Raw) -> Owner:
        return Owner(self.word(value, "code", link), self.word(value, "display", link))

    def question(self, raw: Raw, section: str) -> Question:
        link = self.word(raw, "linkId", section)
        self.shaped(raw, link)
        self.only(raw, QUESTION_KEYS, link)
        if raw.get("type") not in list(QuestionKind):
            raise self.fault(link, f'type "{raw.get("type")}" cannot be shown. Write one of {KINDS}')
        if raw.get("item"):
            raise self.fault(link, "questions inside a question are not shown. Write it after, with enableWhen")
        kind = QuestionKind(raw["type"])
        options = tuple(self.option(option, link) for option in raw.get("answerOption", []))
        if (kind is QuestionKind.CHOICE) != bool(options):
            raise self.fault(link, "a choice needs its answerOption, and nothing else has any")
        if repeated := [code for code, n in Counter(o.code for o in options).items() if n > 1]:
            raise self.fault(link, f"the answer {repeated[0]} stands there twice; change one")
        if raw.get("repeats") and kind is not QuestionKind.CHOICE:
            raise self.fault(link, "only a choice can have several answers. Take repeats out")
        prefill = [self.one_of(link, "prefill", v, PREFILLS) for v in self.values(raw, "prefill", link)]
        key = self.values(raw, "conflict-key", link)
        return Question(
            link=link,
            words=self.word(raw, "text", link),
            kind=kind,
            hint=self.hint(raw, link),
            required=bool(raw.get("required")),
            repeats=bool(raw.get("repeats")),
            longest=int(raw.get("maxLength", 0)),
            options=options,
            conditions=tuple(self.condition(c, link) for c in raw.get("enableWhen", [])),
            any_condition=self.any_of(raw, link),
            prefill=prefill[0] if prefill else "",
            conflict_key=self.word(key[0], "code", link) if key else "",
            conflict_words=self.word(key[0], "display", link) if key else "",
            needs=self.needs(raw, link),
            never_overridden=any(self.values(raw, "never-overridden", link)),
        )

    def option(self, raw: Raw, link: str) -> Option:
        coding = raw.get("valueCoding")
        self.shaped(raw, link)
        if not isinstance(coding, dict):
            raise self.fault(link, 'write each answerOption as {"valueCoding": {"code": ..., "display": ...}}')
        alone = any(e.get("url") == ALONE and e.get("valueBoolean") for e in raw.get("extension", []))
        return Option(self.word(coding, "code", link), self.word(coding, "display", link), self.needs(raw, link), alone)

    def condition(self, raw: Raw, link: str) -> Condition:
        operator = raw.get("operator")
        if operator not in ("=", "!=", "exists"):
            raise self.fault(link, f'enableWhen cannot ask "{operator}". Write =, != or exists')
        coding, plain = raw.get("answerCoding"), raw.get("answerBoolean")
        if isinstance(coding, dict) and operator != "exists":
            answer = self.word(coding, "code", link)
        elif isinstance(plain, bool):
            answer = str(plain).lower()
        else:
            raise self.fault(link, "enableWhen needs an answerCoding with its code, or an answerBoolean")
        return Condition(self.word(raw, "question", link), operator, answer)

    def any_of(self, raw: Raw, link: str) -> bool:
        said = raw.get("enableBehavior")
        if said not in ("any", "all") and (said or len(raw.get("enableWhen", [])) > 1):
            raise self.fault(link, 'several enableWhen need "enableBehavior": "any" or "all"')
        return bool(said == "any")

    # Our own extensions

    def values(self, raw: Raw, name: str, link: str) -> list[Any]:
        """What an extension of ours says, each time that it stands there."""
        found = [e for e in raw.get("extension", []) if e.get("url") == OURS + name]
        if any(type(e.get(VALUES[name])) is not VALUE_IS[VALUES[name]] for e in found):
            raise self.fault(link, f"the extension {name} is written with {VALUES[name]}")
        return [e[VALUES[name]] for e in found]

    def needs(self, raw: Raw, link: str) -> tuple[str, ...]:
        return tuple(self.one_of(link, "need", value, NEEDS) for value in self.values(raw, "need", link))

    def hint(self, raw: Raw, link: str) -> str:
        return " ".join(self.values(raw, "hint", link))

    # Checks

    def word(self, raw: Raw, key: str, link: str) -> str:
        value = raw.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(link, f"{key} is missing: write some text")
        return value

    def one_of(self, link: str, name: str, value: str, known: Iterable[str]) -> str:
        if value not in set(known):
            raise self.fault(link, f"{name} “{value}” is not known. Write one of {', '.join(sorted(known))}")
        return value

    def only(self, raw: Raw, known: set[str], link: str) -> None:
        """Refuse what would change the meaning and is not understood. Raises FormFault."""
        if strange := sorted(set(raw) - known):
            raise self.fault(link, f"“{strange[0]}” is not understood here. Take it out")
        urls = [str(e.get("url", "")) for e in raw.get("extension", [])]
        ours = [url.removeprefix(OURS) for url in urls if url.startswith(OURS)]
        if odd := [name for name in ours if name not in VALUES]:
            raise self.fault(link, f"the extension {odd[0]} is not known. Write one of {', '.join(sorted(VALUES))}")

    def no_link_twice(self, sections: Iterable[Section]) -> None:
        links = Counter(link for s in sections for link in (s.link, *(q.link for q in s.questions)))
        if twice := [link for link, n in links.items() if n > 1]:
            raise self.fault(twice[0], "this linkId stands there twice; change one")

    def asked_before(self, questions: Iterable[Question]) -> None:
        """A question may depend only on those above it in its own section, and on answers that they have."""
        above: dict[str, set[str]] = {}
        for question in questions:
            for condition in question.conditions:
                if condition.question not in above:
                    said = f"enableWhen asks for {condition.question}, which does not stand above it in its section"
                    raise self.fault(question.link, said)
                if condition.operator != "exists" and condition.answer not in above[condition.question]:
                    raise self.fault(question.link, f"{condition.question} has no answer “{condition.answer}”")
            above[question.link] = {o.code for o in question.options} or {"true", "false"}

    def one_key_one_question(self, sections: Iterable[Section]) -> None:
        """Answers under one conflict key can be compared only where they are chosen from the same list."""
        lists: dict[str, set[str]] = {}
        for question in (q for s in sections for q in s.questions if q.conflict_key):
            codes = {option.code for option in question.options}
            if not codes or lists.setdefault(question.conflict_key, codes) != codes:
                said = f"offer the same answers as every other question with the conflict key {question.conflict_key}"
                raise self.fault(question.link, said)
