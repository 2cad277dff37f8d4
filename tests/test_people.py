"""Who anyone is: numbers, links between them, and the same answer in any order of arrival."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homefirst.datadir import DataDir
from homefirst.people import (
    Identifier,
    Identity,
    Merge,
    NhsNumber,
    People,
    PeopleError,
    Statement,
    nhs_number_fault,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NUMBER, OTHER_NUMBER = "9434765919", "9990000018"
WRONG_NUMBER = "2478684691"  # a message simulator's: Scottish by its range, and no day of birth
ADA = Identity("Example", "Ada", date(1936, 2, 29), "2", ("1 High Street", "Kettering"), "NN16 0AA", "K83001", "0")


def local(value: str, assigner: str = "RNS") -> Identifier:
    return Identifier("local", value, assigner)


def nhs(value: str) -> Identifier:
    return Identifier("nhs", value)


def said(*identifiers: Identifier, day: int = 0, identity: Identity = ADA) -> Statement:
    return Statement(identifiers, identity, MONDAY + timedelta(days=day), "PAS")


@pytest.fixture
def people(data_dir: DataDir) -> People:
    return data_dir.people()


@pytest.mark.parametrize("number", [NUMBER, "943 476 5919", " 943-476-5919 ", OTHER_NUMBER, "4010232137"])
def test_a_number_with_its_right_check_digit_can_be_used(number: str) -> None:
    assert nhs_number_fault(number) is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("9434765918", "fails its check"),
        (WRONG_NUMBER, "fails its check"),
        ("5000000000", "fails its check"),
        ("943476591", "ten digits"),
        ("94347659199", "ten digits"),
        ("", "ten digits"),
        ("943476591X", "ten digits"),
        ("٩٤٣٤٧٦٥٩١٩", "ten digits"),
        *((digit * 10, "placeholder") for digit in "0123456789"),
    ],
)
def test_a_number_that_cannot_be_used_is_refused_in_a_sentence_that_does_not_repeat_it(
    number: str, sentence: str
) -> None:
    fault = nhs_number_fault(number)
    assert fault is not None
    assert sentence in fault
    assert number == "" or number not in fault


@given(st.integers(0, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_a_slip_in_any_one_digit_is_noticed(nine: int, place: int, slip: int) -> None:
    right = [f"{nine:09}{check}" for check in range(10) if nhs_number_fault(f"{nine:09}{check}") is None]
    assert len(right) <= 1
    for number in right:
        wrong = (int(number[place]) + slip) % 10
        assert nhs_number_fault(f"{number[:place]}{wrong}{number[place + 1 :]}") is not None


def test_a_key_is_the_same_however_the_hospital_number_was_typed(people: People) -> None:
    key = people.key([local("rj123 "), nhs(NUMBER)])
    assert key == people.key([nhs(OTHER_NUMBER), local("RJ123", " rns")])
    assert len(key) == 17
    assert key[0] == "p"
    assert int(key[1:], 16) >= 0
    assert key != people.key([local("RJ123", "KGH")])


def test_without_a_hospital_number_the_nhs_number_gives_the_key(people: People) -> None:
    assert people.key([nhs("943 476 5919")]) == people.key([nhs(NUMBER), nhs(WRONG_NUMBER), local(" ")])


@pytest.mark.parametrize(
    "identifiers", [[], [local("")], [nhs("0000000000")], [nhs("9999999999")], [nhs(WRONG_NUMBER)]]
)
def test_nobody_is_known_by_a_number_that_strangers_may_share(people: People, identifiers: list[Identifier]) -> None:
    with pytest.raises(ValueError, match="give a hospital number, or an NHS number"):
        people.key(identifiers)


def test_a_kind_of_identifier_that_is_not_known_is_named(people: People) -> None:
    with pytest.raises(ValueError, match="'passport' is not a kind"):
        people.key([Identifier("passport", "1")])


def test_keys_say_nothing_without_the_secret(tmp_path: Path) -> None:
    one, other = People(tmp_path / "one", "secret"), People(tmp_path / "other", "another")
    assert one.key([nhs(NUMBER)]) != other.key([nhs(NUMBER)])
    assert one.opaque("RNS", "V1") != other.opaque("RNS", "V1")
    assert one.opaque("RNS", "V1") == People(tmp_path / "one", "secret").opaque("RNS", "V1")
    assert one.opaque("RNS", "V1") != one.opaque("RNS", "V2")
    assert len(one.opaque("RNS", "V1")) == 16


def test_without_a_secret_of_its_own_a_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOMEFIRST_SECRET", raising=False)
    assert not People(tmp_path / "people.sqlite").has_secret
    monkeypatch.setenv("HOMEFIRST_SECRET", "secret")
    assert People(tmp_path / "others.sqlite").has_secret
    with pytest.raises(PeopleError, match="another HOMEFIRST_SECRET"):
        People(tmp_path / "people.sqlite")


def test_the_same_nhs_number_makes_two_hospitals_people_one(people: People) -> None:
    people.say([said(local("1"), nhs(NUMBER)), said(local("2", "KGH"), nhs("943 476 5919"))])
    keys = tuple(sorted([people.key([local("1")]), people.key([local("2", "KGH")])]))
    assert people.keys_of(keys[0]) == people.keys_of(keys[1]) == keys
    assert people.same_person() == {keys[1]: keys[0]}


@pytest.mark.parametrize("number", [WRONG_NUMBER, "9999999999", "0000000000", "123"])
def test_a_number_that_fails_its_check_joins_nobody_to_anybody(people: People, number: str) -> None:
    people.say([said(local("1"), nhs(number)), said(local("2"), nhs(number))])
    assert people.same_person() == {}
    assert people.keys_of(people.key([local("1")])) == (people.key([local("1")]),)


def test_a_number_that_fails_its_check_is_kept_and_flagged_until_a_right_one_is_said(people: People) -> None:
    key = people.key([local("1")])
    people.say([said(local("1"), nhs(WRONG_NUMBER), day=5)])
    assert people.nhs_number(key) == NhsNumber(WRONG_NUMBER, verified=False)
    people.say([said(local("1"), nhs(NUMBER), day=1)])
    assert people.nhs_number(key) == NhsNumber(NUMBER, verified=True)
    assert people.nhs_number("p0") is None


def test_a_corrected_nhs_number_parts_those_whom_the_mistake_had_joined(people: People) -> None:
    one, two = people.key([local("1")]), people.key([local("2")])
    people.say([said(local("1"), nhs(NUMBER)), said(local("2"), nhs(NUMBER))])
    assert people.keys_of(one) == people.keys_of(two)
    people.say([said(local("2"), nhs(OTHER_NUMBER), day=1)])
    assert people.keys_of(one) == (one,)
    assert people.keys_of(two) == (two,)
    assert people.find(NUMBER) == one


def test_somebody_first_known_by_nhs_number_alone_is_the_one_later_known_by_hospital_number(people: People) -> None:
    people.say([said(nhs(NUMBER)), said(local("1"), nhs(NUMBER), day=1)])
    assert people.keys_of(people.key([nhs(NUMBER)])) == people.keys_of(people.key([local("1")]))


def test_numbers_given_together_are_one_person(people: People) -> None:
    people.say([said(local("1"), local("X9", "COMMUNITY"))])
    assert people.keys_of(people.key([local("X9", "COMMUNITY")])) == people.keys_of(people.key([local("1")]))


def test_a_merge_joins_two_and_undoing_it_parts_them_in_any_order(tmp_path: Path) -> None:
    at = [MONDAY + timedelta(days=day) for day in range(3)]
    merges = [
        Merge((local("1"),), (local("2"),), at[0], "PAS"),
        Merge((local("2"),), (local("1"),), at[1], "PAS", undo=True),
        Merge((local("1"),), (local("2"),), at[2], "PAS"),
    ]
    for number, (told, joined) in enumerate([(merges[:1], True), (merges[:2], False), (merges, True)]):
        for turn, order in enumerate(permutations(told)):
            people = People(tmp_path / f"{number}-{turn}", "secret")
            for merge in order:
                people.say([], [merge])
            assert (people.key([local("2")]) in people.keys_of(people.key([local("1")]))) is joined


def test_a_number_that_two_people_were_both_given_with_does_not_make_them_one(people: People) -> None:
    shared, ada, bob = local("SHARED1"), local("1"), local("2")
    people.say([said(ada, shared, nhs(NUMBER)), said(bob, shared, nhs(OTHER_NUMBER), day=1)])
    assert people.key([bob]) not in people.keys_of(people.key([ada]))
    assert people.find(NUMBER) == people.key([ada])
    assert people.same_person().get(people.key([ada])) is None


def test_a_merge_joins_two_who_carried_different_nhs_numbers(people: People) -> None:
    merge = Merge((local("1"),), (local("2"),), MONDAY, "PAS")
    people.say([said(local("1"), nhs(NUMBER)), said(local("2"), nhs(OTHER_NUMBER))], [merge])
    assert people.key([local("2")]) in people.keys_of(people.key([local("1")]))
    assert len(people.same_person()) == 1


def test_a_merge_that_names_the_survivors_nhs_number_twice_can_be_undone(people: People) -> None:
    one, two = people.key([local("1")]), people.key([local("2")])
    merge = Merge((local("1"), nhs(NUMBER)), (local("2"), nhs("943 476 5919")), MONDAY, "PAS")
    people.say([], [merge])
    assert people.keys_of(one) == people.keys_of(two)
    people.say([], [merge._replace(recorded_at=MONDAY + timedelta(days=1), undo=True)])
    assert people.keys_of(one) == (one,)
    assert people.keys_of(two) == (two,)


def test_who_somebody_is_now_is_field_by_field_what_was_said_last(people: People) -> None:
    moved = Identity("", "", None, "", ("2 Low Road",), "NN1 1AA")
    people.say([said(local("1"), nhs(NUMBER), day=1, identity=moved), said(local("2"), nhs(NUMBER))])
    one, two = people.key([local("1")]), people.key([local("2")])
    assert people.identity(one) == people.identity(two) == ADA._replace(address=("2 Low Road",), postcode="NN1 1AA")
    assert people.identity("p0") == Identity()


def test_something_said_again_later_is_the_latest_again(people: People) -> None:
    two = ADA._replace(postcode="NN2 2BB")
    people.say([said(local("1"), day=0), said(local("1"), day=2), said(local("1"), day=1, identity=two)])
    assert people.identity(people.key([local("1")])).postcode == ADA.postcode


@pytest.mark.parametrize("text", ["943 476 5919", "9434765919", "RNS 0042", "rns:0042", " 0042 ", "the key"])
def test_a_person_is_found_by_key_nhs_number_or_hospital_number(people: People, text: str) -> None:
    people.say([said(local("0042"), nhs(NUMBER)), said(local("7", "KGH"), nhs(NUMBER)), said(local("8"))])
    key = people.key([local("0042")])
    assert people.find(key if text == "the key" else text) == people.keys_of(key)[0]


@pytest.mark.parametrize("text", ["", "p", "p0123456789abcdef", OTHER_NUMBER, "RNS 43", "KGH 0042", "Ada", "'", "%"])
def test_nobody_is_found_by_what_nobody_has(people: People, text: str) -> None:
    people.say([said(local("0042"), nhs(NUMBER))])
    assert people.find(text) is None


def test_a_hospital_number_that_two_hospitals_gave_needs_its_hospital(people: People) -> None:
    people.say([said(local("0042")), said(local("0042", "KGH"))])
    assert people.find("0042") is None
    assert people.find("KGH 0042") == people.key([local("0042", "KGH")])


def test_a_number_that_was_said_of_somebody_once_still_finds_them(people: People) -> None:
    people.say([said(local("1"), nhs(NUMBER)), said(local("1"), nhs(OTHER_NUMBER), day=1)])
    assert people.find(NUMBER) == people.find(OTHER_NUMBER) == people.key([local("1")])
    people.say([said(local("2"), nhs(WRONG_NUMBER))])
    assert people.find(WRONG_NUMBER) == people.key([local("2")])


def test_attributes_give_each_person_once_and_neither_name_nor_number(people: People) -> None:
    people.say([
        said(local("1"), nhs(NUMBER), identity=Identity("Example", birth_date=date(1936, 2, 29))),
        said(local("2"), nhs(NUMBER), day=1, identity=Identity(sex="2")),
        said(local("3"), identity=Identity("Nobody")),
    ])  # fmt: skip
    first = people.keys_of(people.key([local("1")]))[0]
    everyone = {first: (date(1936, 2, 29), "2"), people.key([local("3")]): (None, "")}
    assert list(people.attributes()) == [(key, *everyone[key]) for key in sorted(everyone)]


def test_one_statement_that_cannot_be_kept_keeps_none_of_them(people: People) -> None:
    with pytest.raises(ValueError, match="Nobody can be known by this"):
        people.say([said(local("1")), said(nhs(WRONG_NUMBER))])
    with pytest.raises(ValueError, match="needs its zone"):
        people.say([said(local("1")), said(local("2"))._replace(recorded_at=datetime(2026, 3, 2))])  # noqa: DTZ001
    assert list(people.attributes()) == []
    assert people.find("1") is None


def test_only_its_owner_may_read_who_people_are(people: People) -> None:
    people.say([said(local("1"))])
    for file in people.path.parent.glob("people.sqlite*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_not_a_people_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "people.sqlite").write_text("family,given\n" * 200)
    with pytest.raises(PeopleError, match="put back a backup"):
        People(tmp_path / "people.sqlite")
    with pytest.raises(PeopleError, match="Check the folder"):
        People(tmp_path / "nowhere" / "people.sqlite")


def test_what_was_said_outlives_the_program(tmp_path: Path) -> None:
    people = People(tmp_path / "people.sqlite", "secret")
    people.say([said(local("1"), nhs(NUMBER))])
    people.close()
    assert People(tmp_path / "people.sqlite", "secret").identity(people.key([local("1")])) == ADA
    with pytest.raises(PeopleError):
        people.find("1")


NUMBERS = [NUMBER, OTHER_NUMBER, WRONG_NUMBER, "9999999999"]
LOCALS = st.builds(local, st.sampled_from("1234"), st.sampled_from(["RNS", "KGH"]))
IDENTIFIERS = (
    st.tuples(LOCALS) | st.tuples(LOCALS, st.builds(nhs, st.sampled_from(NUMBERS))) | st.tuples(LOCALS, LOCALS)
)
IDENTIFIERS |= st.just((nhs(NUMBER),))
TIMES = st.integers(0, 4).map(lambda day: MONDAY + timedelta(days=day))
IDENTITIES = st.builds(
    Identity,
    family=st.sampled_from(["", "A", "B"]),
    birth_date=st.sampled_from([None, date(1936, 2, 29), date(1940, 1, 1)]),
    address=st.sampled_from([(), ("1",), ("1", "2")]),
)
STATEMENTS = st.builds(Statement, IDENTIFIERS, IDENTITIES, TIMES, st.sampled_from(["PAS", "GP"]))
MERGES = st.builds(Merge, IDENTIFIERS, IDENTIFIERS, TIMES, st.just("PAS"), st.booleans())


def groups_said_plainly(people: People, statements: list[Statement], merges: list[Merge]) -> list[set[str]]:
    """The people there are, worked out the slow way: lists of claims, then joining groups until nothing changes."""
    numbers: dict[str, list[tuple[datetime, str]]] = {}
    pairs: dict[frozenset[str], list[tuple[datetime, bool]]] = {}
    claims = [(said.identifiers, said.recorded_at) for said in statements]
    merges = [merge._replace(prior=without_the_survivors_nhs_number(merge)) for merge in merges]
    claims += [(side, merge.recorded_at) for merge in merges for side in (merge.surviving, merge.prior)]
    for identifiers, at in claims:
        locals_ = [people.key([one]) for one in identifiers if one.kind == "local"]
        for key in locals_ or [people.key(identifiers)]:
            stated = [(at, one.value) for one in identifiers if one.kind == "nhs" and not nhs_number_fault(one.value)]
            numbers.setdefault(key, []).extend(stated)
            pairs.setdefault(frozenset({people.key(identifiers), key}), []).append((at, False))
    outright: dict[frozenset[str], list[tuple[datetime, bool]]] = {}
    for merge in merges:
        pair = frozenset({people.key(merge.surviving), people.key(merge.prior)})
        pairs.setdefault(pair, []).append((merge.recorded_at, merge.undo))
        outright.setdefault(pair, []).append((merge.recorded_at, merge.undo))
    groups = [{key} for key in numbers]
    for pair, told in pairs.items():
        carried = {max(numbers[key])[1] for key in pair if numbers[key]}
        merged = pair in outright and not max(outright[pair])[1]
        groups += [set(pair)] if not max(told)[1] and (merged or len(carried) < 2) else []
    groups += [{key for key, told in numbers.items() if told and max(told)[1] == number} for number in NUMBERS]
    return joined_up(groups)


def without_the_survivors_nhs_number(merge: Merge) -> tuple[Identifier, ...]:
    own = tuple(one for one in merge.prior if one.kind == "local" or one not in merge.surviving)
    return own if any(one.kind == "local" for one in own) else merge.prior


def joined_up(groups: list[set[str]]) -> list[set[str]]:
    for one in groups:
        for other in groups:
            if one is not other and one & other:
                return joined_up([group for group in groups if group not in (one, other)] + [one | other])
    return [group for group in groups if group]


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, max_size=7), st.lists(MERGES, max_size=4), st.data())
def test_any_order_with_repeats_ends_in_the_same_people(
    tmp_path_factory: pytest.TempPathFactory, statements: list[Statement], merges: list[Merge], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("people")
    once, told = People(folder / "once", "secret"), People(folder / "told", "secret")
    once.say(statements, merges)
    for said_or_merge in data.draw(st.permutations([*statements, *merges, *statements[:2], *merges[:2]])):
        told.say(*(([said_or_merge], []) if isinstance(said_or_merge, Statement) else ([], [said_or_merge])))
    groups = groups_said_plainly(once, statements, merges)
    assert once.same_person() == told.same_person()
    assert once.same_person() == {key: min(group) for group in groups for key in group if key != min(group)}
    for group in groups:
        for key in group:
            assert once.keys_of(key) == told.keys_of(key) == tuple(sorted(group))
            assert once.identity(key) == told.identity(key)
            assert once.nhs_number(key) == told.nhs_number(key)
    assert list(once.attributes()) == list(told.attributes())


def test_the_people_file_holds_no_secret(people: People) -> None:
    people.say([said(local("1"))])
    with sqlite3.connect(people.path) as connection:
        assert "a secret for tests" not in "\n".join(connection.iterdump())
