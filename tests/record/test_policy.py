"""Who may see and do what: every combination has a named rule, and the rules say what they mean."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from homefirst.record.access_file import AccessError
from homefirst.record.agreement import Agreement, Covered, covered, read_agreements
from homefirst.record.policy import FOLDER, NOTHING_ALLOWS, Decision, Policies, Question, asked, usual_policies
from homefirst.record.reader import Reader, Role
from homefirst.record.relationship import Link
from homefirst.record.sections import ACTIONS, SECTIONS

ALL = frozenset(SECTIONS)
AGREED, NONE = Covered(True, ALL), Covered(False, frozenset())
OF_PERSON = [action for action in ACTIONS if action not in ("measure", "administer", "review")]
OF_HOUSE = [action for action in ACTIONS if action not in ("report", "judge")]
PROVIDERS = (Role.CARE_HOME, Role.HOME_CARE, Role.VOLUNTARY, Role.TRANSPORT)
EMERGENCY = {
    Role.COORDINATOR, Role.WARD, Role.THERAPIST, Role.PHARMACIST, Role.SOCIAL_WORKER, Role.COMMUNITY, Role.GP,
    Role.PARAMEDIC,
}  # fmt: skip


def ask(
    role: Role,
    action: str = "read",
    section: str = "hub",
    links: tuple[Link, ...] = (),
    agreed: Covered = AGREED,
    objected: tuple[str, ...] = (),
    emergency: bool = False,
) -> Decision:
    """What the policies say to somebody with this role, linked to a person in these ways."""
    who = (str(role), "ORG", "SERVICE", agreed.in_force, agreed.sections)
    words = frozenset(str(link) for link in links)
    return usual_policies().decide(Question(*who, action, "Part", section, words, frozenset(objected), emergency))


@pytest.mark.parametrize("role", Role)
def test_a_no_always_has_a_rule_with_a_name_and_a_sentence(role: Role) -> None:
    known = {rule.id: rule.says for rule in usual_policies().rules}
    for action, section, link, agreed in itertools.product(OF_PERSON, SECTIONS, [None, *Link], (AGREED, NONE)):
        decision = ask(role, action, section, (link,) if link else (), agreed)
        assert known[decision.rule] == decision.says, (action, section, link)


@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from(Role),
    some.sampled_from(OF_PERSON),
    some.sampled_from(list(SECTIONS)),
    some.frozensets(some.sampled_from(list(Link))),
    some.booleans(),
    some.frozensets(some.sampled_from(list(SECTIONS)), max_size=3),
    some.booleans(),
)
def test_no_combination_of_links_objections_agreement_and_emergency_is_without_a_rule(
    role: Role, action: str, section: str, links: frozenset[Link], agreed: bool, objected: frozenset[str], urgent: bool
) -> None:
    decision = ask(role, action, section, tuple(links), AGREED if agreed else NONE, tuple(objected), urgent)
    assert decision.rule != NOTHING_ALLOWS
    if decision.allowed and action == "read" and not urgent:
        assert links and section not in objected
    if decision.allowed and role in PROVIDERS:
        assert agreed


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", OF_HOUSE)
def test_what_is_about_nobody_in_particular_has_a_rule_too(role: Role, action: str) -> None:
    decision = usual_policies().decide(asked(Reader("a", "A", role, "ORG", "S"), AGREED, action))
    assert decision.rule != NOTHING_ALLOWS


@pytest.mark.parametrize("role", Role)
def test_who_is_linked_to_nobody_reads_about_nobody(role: Role) -> None:
    for section in SECTIONS:
        decision = ask(role, "read", section)
        assert not decision.allowed
        assert decision.emergency == (role in EMERGENCY and section != "finance")


@pytest.mark.parametrize("role", [Role.CARE_HOME, Role.HOME_CARE, Role.COMMUNITY])
def test_a_service_that_was_asked_sees_what_it_needs_to_answer_and_after_yes_what_it_needs_to_care(role: Role) -> None:
    asked_, yes = (Link.REFERRED,), (Link.ACCEPTED,)
    seen = {section for section in SECTIONS if ask(role, "read", section, asked_).allowed}
    assert seen == {"who", "hub", "about-me", "assessment"}
    more = {section for section in SECTIONS if ask(role, "read", section, yes).allowed}
    assert more == seen | {"care-plan", "medicines", "allergies", "discharge-summary"}
    assert ask(role, "read", "medicines", asked_).rule == "N24-not-accepted-nor-sent"
    assert ask(role, "answer", "hub", asked_).allowed and not ask(role, "answer", "hub", ()).allowed


def test_a_care_home_without_an_agreement_in_force_sees_nobody_and_is_told_which_rule() -> None:
    assert ask(Role.CARE_HOME, links=(Link.SUPPORT,), agreed=NONE).rule == "N5-no-agreement"
    part = Covered(True, frozenset({"who", "hub"}))
    assert ask(Role.CARE_HOME, section="hub", links=(Link.SUPPORT,), agreed=part).allowed
    assert (
        ask(Role.CARE_HOME, section="medicines", links=(Link.SUPPORT,), agreed=part).rule == "N6-not-in-the-agreement"
    )


def test_an_objection_closes_a_section_to_everyone_but_an_emergency() -> None:
    for role, link in ((Role.WARD, Link.HOSPITAL), (Role.COORDINATOR, Link.BED), (Role.CARE_HOME, Link.SUPPORT)):
        assert ask(role, "read", "medicines", (link,), objected=("medicines",)).rule == "N14-the-person-said-no"
        assert ask(role, "read", "allergies", (link,), objected=("medicines",)).allowed
    opened = ask(Role.WARD, "read", "medicines", (Link.HOSPITAL,), objected=("medicines",), emergency=True)
    assert opened.allowed


def test_a_ward_sees_its_own_hospital_and_the_hub_everyone_in_a_bed() -> None:
    assert ask(Role.WARD, links=(Link.BED, Link.HOSPITAL)).allowed
    assert ask(Role.WARD, links=(Link.BED,)).rule == "N2-not-in-your-hospital"
    assert ask(Role.COORDINATOR, links=(Link.BED,)).allowed
    assert ask(Role.COORDINATOR, links=(Link.COUNCIL,)).rule == "N1-not-in-a-bed"


def test_criteria_to_reside_are_judged_by_the_ward_therapists_and_the_hub_alone() -> None:
    every = tuple(Link)
    assert {role for role in Role if ask(role, "judge", links=every).allowed} == {
        Role.COORDINATOR, Role.WARD, Role.THERAPIST,
    }  # fmt: skip
    for role in (Role.BROKER, Role.SOCIAL_WORKER, Role.COMMUNITY):
        assert ask(role, "decide", links=every).allowed
        assert ask(role, "judge", links=every).rule == "N31-not-yours-to-judge"
    assert ask(Role.THERAPIST, "judge", links=(Link.BED,)).rule == "N2-not-in-your-hospital"


@pytest.mark.parametrize("action", ["read", "decide", "refer", "match", "report"])
def test_a_broker_reaches_people_of_their_own_council_or_of_none_that_is_known(action: str) -> None:
    for link in (Link.COUNCIL, Link.NO_COUNCIL):
        assert ask(Role.BROKER, action, links=(Link.BED, link)).allowed
        assert ask(Role.BROKER, action, links=(link,)).rule == "N1-not-in-a-bed"
    assert ask(Role.BROKER, action, links=(Link.BED,)).rule == "N32-another-council"


def test_a_pharmacy_that_was_sent_a_summary_sees_it_and_the_medicines_and_says_that_it_read_it() -> None:
    chemist, sent = Role.COMMUNITY_PHARMACY, (Link.SUMMARY,)
    seen = {section for section in SECTIONS if ask(chemist, "read", section, sent, NONE).allowed}
    assert seen == {"who", "discharge-summary", "medicines", "allergies"}
    assert ask(chemist, "report", "discharge-summary", sent, NONE).allowed
    assert not any(
        ask(chemist, action, "hub", sent).allowed for action in OF_PERSON if action not in ("read", "report")
    )
    assert ask(chemist, "read", "medicines", (Link.BED, Link.REFERRED)).rule == "N34-not-sent-to-your-pharmacy"


def test_that_there_is_safeguarding_is_not_even_said_to_who_may_not_see_it() -> None:
    decision = ask(Role.CARE_HOME, "read", "safeguarding", (Link.SUPPORT,), agreed=AGREED)
    assert (decision.allowed, decision.silent) == (False, True)
    assert not ask(Role.CARE_HOME, "read", "finance", (Link.SUPPORT,)).silent


@pytest.mark.parametrize("role", [Role.ANALYST, Role.LEAD, Role.PRIVACY, Role.ADMINISTRATOR])
def test_who_works_with_measures_sees_no_page_about_a_person_whatever_links_them(role: Role) -> None:
    for section, link in itertools.product(SECTIONS, Link):
        for urgent in (False, True):
            assert ask(role, "read", section, (link,), emergency=urgent).rule == "N10-names-nobody"
    assert usual_policies().decide(asked(Reader("a", "A", role, "ORG"), NONE, "measure")).allowed


def test_a_provider_speaks_for_its_own_service_alone_and_the_hub_may_note_what_any_said() -> None:
    home = Reader("a", "A", Role.CARE_HOME, "ORG", "HOME-1")
    say = usual_policies().decide
    assert say(asked(home, AGREED, "report", "Service", "HOME-1")).allowed
    assert say(asked(home, AGREED, "report", "Service", "HOME-2")).rule == "N7-another-service"
    assert say(asked(Reader("c", "C", Role.COORDINATOR, "HUB"), NONE, "report", "Service", "HOME-2")).allowed


def test_an_agreement_holds_from_its_first_day_to_its_last() -> None:
    agreements = [Agreement("ORG", "One", frozenset({"who"}), date(2026, 1, 2), date(2026, 1, 31))]
    reader = Reader("a", "A", Role.CARE_HOME, "ORG", "HOME-1")
    held = [covered(agreements, reader, date(2026, 1, day)).in_force for day in (1, 2, 31)]
    assert held == [False, True, True]
    assert not covered(agreements, reader, date(2026, 2, 1)).in_force
    assert not covered(agreements, Reader("b", "B", Role.CARE_HOME, "ELSE"), date(2026, 1, 2)).in_force


def test_an_agreement_that_covers_what_is_no_section_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "agreements.toml"
    file.write_text('[[agreements]]\norganisation = "X"\ntitle = "T"\nsections = ["whole"]\nfrom = 2026-01-01\n')
    with pytest.raises(AccessError, match="“whole” is not a section"):
        read_agreements(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('@says("x") permit (principal, action, resource);', "needs an @id"),
        ('@id("A") permit (principal, action, resource);', "needs an @id"),
        ('@id("A") @says("x") permit (principal, action, resource is Part) when { resource.ward == "X" };', "schema"),
        ('@id("A") @says("x") permit (principal, action, resource', "parse error"),
    ],
)
def test_a_policy_that_is_not_whole_is_refused_when_it_is_read(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "schema.cedarschema").write_text((FOLDER / "schema.cedarschema").read_text())
    (tmp_path / "1.cedar").write_text(text)
    with pytest.raises(AccessError, match=said):
        Policies(tmp_path)
