"""May this reader do this? Answered from policies that a lead can read, with the rule and its sentence.

The policies are Cedar (policies/*.cedar); each has an @id, and an @says that is shown to whoever is told no. A
"no" that no policy names is D0, so that no refusal is without a name. Policies are read once, and each question,
made only of what policies may ask about, is answered once: the same question has the same answer.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cedarpy

from homefirst.record.access_file import AccessError
from homefirst.record.agreement import Covered
from homefirst.record.reader import Reader
from homefirst.record.relationship import Relation

FOLDER = Path(__file__).with_name("policies")
MOST_KEPT = 50_000  # answers
NOTHING_ALLOWS = "D0-nothing-allows-this"
NOTHING_SAYS = "No rule allows your role to do this. If your work needs it, ask whoever leads on information here."


class Decision(NamedTuple):
    """The answer: whether it is allowed, the name of the rule that says so, and that rule's sentence."""

    allowed: bool
    rule: str
    says: str
    silent: bool = False  # not even that there is something may be shown
    emergency: bool = False  # a "no" that emergency access would open


class Rule(NamedTuple):
    """One policy as a lead reads it: its name, its sentence, whether it allows or forbids, and its own text."""

    id: str
    says: str
    effect: str
    silent: bool
    text: str
    file: str


class Question(NamedTuple):
    """All that a policy may ask about: who, what, of which part, and how the reader belongs to the person.

    `of` is "Part", "Service" or "House"; `name` the section or the service's code.
    """

    role: str
    organisation: str
    service: str
    agreement: bool
    covered: frozenset[str]
    action: str
    of: str
    name: str
    links: frozenset[str]
    objected: frozenset[str]
    emergency: bool


def about_person(
    reader: Reader, covered: Covered, action: str, section: str, relation: Relation, emergency: bool = False
) -> Question:
    """Whether a reader may do something with one section of a person's record."""
    links = frozenset(str(link) for link in relation.links(reader))
    return asked(reader, covered, action, "Part", section)._replace(
        links=links, objected=relation.objected, emergency=emergency
    )


def asked(reader: Reader, covered: Covered, action: str, of: str = "House", name: str = "") -> Question:
    """Whether a reader may do something that is not about one person."""
    who = (str(reader.role), reader.organisation, reader.service, covered.in_force, covered.sections)
    return Question(*who, action, of, name, frozenset(), frozenset(), emergency=False)


class Policies:
    """The policies of one folder, read once. Threads may share it."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read and check them. Raises AccessError with what is wrong and where."""
        texts = {file: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.cedar"))}
        schema, text = (folder / "schema.cedarschema").read_text(encoding="utf-8"), "\n".join(texts.values())
        refuse_faults(text, schema)
        self.rules = tuple(rule for file, part in texts.items() for rule in rules_of(part, file.stem))
        refuse_unnamed(self.rules)
        self._by_id = {rule.id: rule for rule in self.rules}
        self._order = {rule.id: n for n, rule in enumerate(self.rules)}
        self._policies: dict[str, dict[str, Any]] = json.loads(cedarpy.policies_to_json_str(text))["staticPolicies"]
        self._sets: dict[tuple[str, str, str], cedarpy.PolicySet] = {}
        self._kept: dict[Question, Decision] = {}

    def decide(self, question: Question) -> Decision:
        """The answer, and the rule that gives it; of several that say no, the first in the files' order."""
        found = self._kept.get(question)
        if found is None:
            found = self._decide(question)
            if len(self._kept) >= MOST_KEPT:
                self._kept = {}
            self._kept[question] = found
        return found

    def _decide(self, question: Question) -> Decision:
        """Emergency access only ever opens, and only for reading: where it does not, the usual rule answers."""
        usual = self._ask(question._replace(emergency=False))
        if usual.allowed or question.action != "read" or question.of != "Part":
            return usual
        urgent = self._ask(question._replace(emergency=True))
        return urgent if question.emergency and urgent.allowed else usual._replace(emergency=urgent.allowed)

    def _ask(self, question: Question) -> Decision:
        request, entities = told(question)
        answer = cedarpy.is_authorized(request, self._set(question.role, question.action, question.of), entities)
        ids = sorted(answer.diagnostics.id_annotations_by_reason.values(), key=self._order.__getitem__)
        if answer.diagnostics.errors or not ids:
            return Decision(False, NOTHING_ALLOWS, NOTHING_SAYS)
        rules = [self._by_id[id] for id in ids]
        return Decision(answer.allowed, rules[0].id, rules[0].says, any(rule.silent for rule in rules))

    def _set(self, role: str, action: str, of: str) -> cedarpy.PolicySet:
        """Those policies that can speak of this at all: a third of them, in a third of the time."""
        key = (role, action, of)
        if key not in self._sets:
            some = {name: policy for name, policy in self._policies.items() if can_speak(policy, *key)}
            whole = {"templates": {}, "templateLinks": [], "staticPolicies": some}
            self._sets[key] = cedarpy.PolicySet.from_json_str(json.dumps(whole))
        return self._sets[key]


def can_speak(policy: dict[str, Any], role: str, action: str, of: str) -> bool:
    """Whether the head of a policy fits; what stands in its conditions is left to Cedar."""
    who, what, about = policy["principal"], policy["action"], policy["resource"]
    actions = [what["entity"], *what.get("entities", ())] if "entity" in what else what.get("entities", [])
    return (
        (who["op"] == "All" or who["entity"]["id"] == role)
        and (what["op"] == "All" or action in [entity["id"] for entity in actions])
        and (about["op"] == "All" or about["entity_type"] == of)
    )


@cache
def usual_policies() -> Policies:
    """The policies that come with homefirst. Raises AccessError."""
    return Policies()


def told(question: Question) -> tuple[dict[str, Any], str]:
    """The question as Cedar takes it: a request, and the entities that it speaks of as JSON."""
    reader = {
        "organisation": question.organisation,
        "service": question.service,
        "agreement": question.agreement,
        "covered": sorted(question.covered),
    }
    of = {
        "Part": {"section": question.name, "links": sorted(question.links), "objected": sorted(question.objected)},
        "Service": {"code": question.name},
        "House": {},
    }[question.of]
    entities = [
        {"uid": {"type": "Reader", "id": "r"}, "attrs": reader, "parents": [{"type": "Role", "id": question.role}]},
        {"uid": {"type": question.of, "id": "p"}, "attrs": of, "parents": []},
    ]
    request = {
        "principal": 'Reader::"r"',
        "action": f'Action::"{question.action}"',
        "resource": f'{question.of}::"p"',
        "context": {"emergency": question.emergency},
    }
    return request, json.dumps(entities)


def refuse_faults(policies: str, schema: str) -> None:
    """Policies that cannot be read, or that ask about what is not there, are refused. Raises AccessError."""
    try:
        found = cedarpy.validate_policies(policies, schema)
    except Exception as fault:
        raise AccessError(f"The policies cannot be read: {fault}. Mend them and start again.") from None
    if not found.validation_passed:
        raise AccessError(f"The policies cannot be used with their schema: {found.errors[0]}. Mend them.")


def refuse_unnamed(rules: tuple[Rule, ...]) -> None:
    """Every policy has a name of its own and a sentence. Raises AccessError."""
    seen: set[str] = set()
    for rule in rules:
        if not rule.id or not rule.says or rule.id in seen:
            raise AccessError(f"A policy in {rule.file} needs an @id of its own and an @says: “{rule.id or '?'}”.")
        seen.add(rule.id)


def rules_of(text: str, file: str) -> list[Rule]:
    """The policies of one file as a lead reads them, in its order."""
    found = json.loads(cedarpy.policies_to_json_str(text))["staticPolicies"]
    in_order = sorted(found.items(), key=lambda pair: int(pair[0].removeprefix("policy")))
    bodies = {part.partition('"')[2].partition('"')[0]: "@id(" + part for part in text.split("@id(")[1:]}
    return [rule_of(policy, bodies, file) for _, policy in in_order]


def rule_of(policy: dict[str, Any], bodies: dict[str, str], file: str) -> Rule:
    notes = policy.get("annotations", {})
    id, silent = notes.get("id", ""), notes.get("silent") == "yes"
    return Rule(id, notes.get("says", ""), policy["effect"], silent, bodies.get(id, "").strip(), file)
