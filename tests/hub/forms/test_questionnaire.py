"""Reading a form from its file: what comes with homefirst is sound, and a bad file is refused in one sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homefirst.hub.forms.form import Condition, QuestionKind, faults, tidy
from homefirst.hub.forms.questionnaire import OURS, FormFault, load_form, read_form
from homefirst.record.reader import Role
from homefirst.record.sections import SECTIONS

FILE = Path(__file__).parents[3] / "systems" / "northamptonshire" / "forms" / "discharge-notification.json"
FORM = load_form("northamptonshire")


def ours(name: str, **value: Any) -> dict[str, Any]:
    return {"url": OURS + name, **value}


def small() -> dict[str, Any]:
    """A small sound form."""
    yes_no = [{"valueCoding": {"code": "yes", "display": "Yes"}}, {"valueCoding": {"code": "no", "display": "No"}}]
    when = [{"question": "a.one", "operator": "=", "answerCoding": {"code": "yes"}}]
    owner = {"code": "ward", "display": "Ward nurse"}
    return {
        "resourceType": "Questionnaire",
        "title": "A form",
        "version": "1",
        "item": [
            {
                "linkId": "a",
                "text": "A section",
                "type": "group",
                "extension": [ours("section-owner", valueCoding=owner), ours("stale-after-hours", valueInteger=24)],
                "item": [
                    {"linkId": "a.one", "text": "One?", "type": "choice", "answerOption": yes_no},
                    {"linkId": "a.two", "text": "Why?", "type": "text", "required": True, "enableWhen": when},
                ],
            }
        ],
    }


def test_the_form_that_comes_with_homefirst_is_read_whole() -> None:
    raw = json.loads(FILE.read_text())
    assert [s.link for s in FORM.sections] == [item["linkId"] for item in raw["item"]]
    links = [q.link for s in FORM.sections for q in s.questions]
    assert links == [q["linkId"] for item in raw["item"] for q in item["item"]]
    assert {"nursing", "therapy", "social-work", "capacity", "carer"} <= {s.link for s in FORM.sections}


def test_every_owner_is_a_role_that_somebody_can_sign_in_with() -> None:
    assert {owner.role for s in FORM.sections for owner in s.owners} <= set(Role)


def test_what_few_may_read_stands_in_a_section_of_its_own() -> None:
    kept = {s.link: s.record_section for s in FORM.sections if s.record_section != "assessment"}
    assert kept == {"safeguarding": "safeguarding", "medicines": "medicines"}
    assert all(section in set(SECTIONS) for section in kept.values())


def test_no_question_asks_for_a_product() -> None:
    words = [q.words.lower() for s in FORM.sections for q in s.questions if q.kind is not QuestionKind.DISPLAY]
    for product in ("package", "visits a day", "four times", "placement", "reablement", "pathway", "hours of care"):
        assert [w for w in words if product in w] == []


def test_every_need_that_matching_asks_for_comes_of_some_answer() -> None:
    said = {n for s in FORM.sections for q in s.questions for n in (*q.needs, *(n for o in q.options for n in o.needs))}
    assert said == {
        "nursing", "two_care_workers", "dementia", "behaviour", "bariatric", "night_care", "visit", "gender",
        "equipment",
    }  # fmt: skip


def first(raw: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = raw["item"][0]
    return found


def question(raw: dict[str, Any], n: int) -> dict[str, Any]:
    found: dict[str, Any] = raw["item"][0]["item"][n]
    return found


BAD: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no sections": (lambda r: r.update(item=[]), "has no sections"),
    "no version": (lambda r: r.update(version=""), "needs a title and a version"),
    "not a group": (lambda r: first(r).update(type="string"), 'linkId a: a section is of type "group"'),
    "no owner": (lambda r: first(r)["extension"].pop(0), "linkId a: say at least one section-owner"),
    "an address": (lambda r: first(r).update(linkId="A/b"), "small letters"),
    "a type unknown": (lambda r: question(r, 0).update(type="quantity"), 'linkId a.one: type "quantity"'),
    "no answers": (lambda r: question(r, 0).pop("answerOption"), "linkId a.one: a choice needs its answerOption"),
    "twice": (lambda r: question(r, 1).update(linkId="a.one"), "linkId a.one: this linkId stands there twice"),
    "unknown key": (lambda r: question(r, 1).update(initial=[]), "linkId a.two: “initial” is not understood"),
    "unknown extension": (
        lambda r: question(r, 1).update(extension=[ours("prefil", valueCode="name")]),
        "linkId a.two: the extension prefil is not known",
    ),
    "unknown prefill": (
        lambda r: question(r, 1).update(extension=[ours("prefill", valueCode="postcode")]),
        "linkId a.two: prefill “postcode” is not known. Write one of birth_date",
    ),
    "asked of nothing": (
        lambda r: question(r, 1)["enableWhen"][0].update(question="b.one"),
        "linkId a.two: enableWhen asks for b.one",
    ),
    "asked of an answer that is none": (
        lambda r: question(r, 1)["enableWhen"][0]["answerCoding"].update(code="maybe"),
        "linkId a.two: a.one has no answer “maybe”",
    ),
    "one key, two lists": (
        lambda r: (
            question(r, 0).update(extension=[ours("conflict-key", valueCoding={"code": "k", "display": "K"})]),
            first(r)["item"].append(
                {
                    "linkId": "a.three",
                    "text": "Three?",
                    "type": "choice",
                    "answerOption": [{"valueCoding": {"code": "x", "display": "X"}}],
                    "extension": [ours("conflict-key", valueCoding={"code": "k", "display": "K"})],
                }
            ),
        ),
        "linkId a.three: offer the same answers",
    ),
    "a wrong shape": (lambda r: r.update(item={"linkId": "a"}), "as a list"),
    "extensions that are none": (lambda r: question(r, 1).update(extension="hint"), "linkId a.two: write extension as"),
    "a length in words": (lambda r: question(r, 1).update(maxLength="long"), "linkId a.two: maxLength"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_form_is_refused_in_one_sentence_that_names_the_place(name: str) -> None:
    change, words = BAD[name]
    raw = copy.deepcopy(small())
    change(raw)
    with pytest.raises(FormFault) as refused:
        read_form(json.dumps(raw), "ours")
    assert words in str(refused.value)
    assert str(refused.value).startswith("ours.json")
    assert "\n" not in str(refused.value)


def places(raw: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every value in a form."""
    inner = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    return [found for key, value in inner for found in [(*path, key), *places(value, (*path, key))]]


@pytest.mark.parametrize("odd", [None, "odd", 7, True, [], {}, [[]], [{}]], ids=str)
def test_whatever_stands_in_a_file_it_is_read_or_refused(odd: Any) -> None:
    for path in places(small()):
        raw = small()
        within = raw
        for key in path[:-1]:
            within = within[key]
        within[path[-1]] = odd
        try:
            read_form(json.dumps(raw), "ours")
        except FormFault as refused:
            assert str(refused).startswith("ours.json")


def test_what_is_no_json_is_refused_with_its_line() -> None:
    with pytest.raises(FormFault, match=r"ours\.json, line 2"):
        read_form('{\n "resourceType": }', "ours")
    with pytest.raises(FormFault, match="is not a Questionnaire"):
        read_form('{"resourceType": "Patient"}', "ours")


def test_a_place_without_the_form_is_told_where_to_put_it() -> None:
    with pytest.raises(FormFault, match=r"nowhere has no form discharge-notification\. Put"):
        load_form("nowhere")


def test_a_place_may_bring_a_form_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "discharge-notification.json").write_text(json.dumps(small()))
    assert load_form(tmp_path).words == "A form"


# Answers


def test_an_answer_to_a_question_that_is_not_asked_is_not_kept() -> None:
    section = read_form(json.dumps(small()), "ours").sections[0]
    assert tidy(section, {"a.one": ("no",), "a.two": ("because",)}) == {"a.one": ("no",)}
    assert tidy(section, {"a.one": ("yes",), "a.two": (" because ",)}) == {"a.one": ("yes",), "a.two": ("because",)}


def test_a_question_is_missing_only_where_it_is_asked() -> None:
    section = read_form(json.dumps(small()), "ours").sections[0]
    assert [q.link for q in section.missing({"a.one": ("yes",)})] == ["a.two"]
    assert section.missing({"a.one": ("no",)}) == ()


def test_not_equal_holds_only_once_the_other_question_is_answered() -> None:
    condition = Condition("q", "!=", "no")
    assert [condition.holds({}), condition.holds({"q": ("no",)}), condition.holds({"q": ("yes",)})] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("section", "link", "typed", "said"),
    [
        ("medicines", "medicines.times", ("often",), "is not a whole number"),
        ("medical", "medical.expected", ("31/2/2026",), "is not a day"),
        ("medical", "medical.steady", ("perhaps",), "does not offer"),
        ("medical", "medical.steady", ("yes", "no"), "has one answer"),
        ("equipment", "equipment.needed", ("none", "bed"), "“Nothing” goes with no other answer"),
        ("person", "person.called", ("x" * 251,), "Write at most 250"),
        ("nursing", "nursing.weight", ("maybe",), "does not offer"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_what_to_write(
    section: str, link: str, typed: tuple[str, ...], said: str
) -> None:
    found = FORM.section(section)
    assert found is not None
    assert said in faults(found, {link: typed})[link]
