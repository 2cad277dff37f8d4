"""Comparing medicines, whatever is on the lists."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.hub.medicines import Medicine, Outcome, Said, compare, read_allergies_in, read_line, written
from homefirst.hub.medicines.amounts import often_of, strength_of
from homefirst.hub.medicines.names import compared_name, letters_apart, might_be_same

NAMES = ("Omeprazole", "Losec", "Amlodipine besilate", "Amlodipine", "Co-codamol", "Paracetamol", "Ferrous",
         "Ferrous sulfate", "Amlodapine", "Wibblestat", "Warfarin")  # fmt: skip
medicines = st.builds(
    Medicine,
    name=st.sampled_from(NAMES),
    strength=st.sampled_from(("", "5 mg", "500 mg", "0.5 g")),
    form=st.sampled_from(("", "tablets", "gel")),
    dose=st.sampled_from(("", "5 mg", "1 tablet", "two")),
    frequency=st.sampled_from(("", "od", "twice a day", "weekly", "as the book says")),
    said=st.sampled_from((Said.TAKEN, Said.TAKEN, Said.STOPPED, Said.PAUSED)),
    why=st.sampled_from(("", "kidneys")),
)
taken = medicines.map(lambda one: Medicine(one.name, one.strength, one.form, one.dose, one.frequency))
before_lists = st.lists(taken, max_size=7)
lists = st.lists(medicines, max_size=7)
ALLERGY = read_allergies_in("Paracetamol: rash")


@given(before_lists, lists, lists)
def test_every_medicine_from_before_ends_in_exactly_one_outcome_and_every_other_is_there_once(
    before: list[Medicine], hospital: list[Medicine], discharge: list[Medicine]
) -> None:
    lines = compare(before, hospital, discharge, ALLERGY)
    assert Counter(chain.from_iterable(line.before for line in lines)) == Counter(before)
    assert Counter(chain.from_iterable(line.discharge for line in lines)) == Counter(discharge)
    for line in lines:
        assert (line.outcome is Outcome.NEW) <= (not line.before)
        assert (line.outcome is Outcome.UNACCOUNTED) == (bool(line.before) and not line.discharge)
        assert (line.outcome in (Outcome.CONTINUED, Outcome.CHANGED)) <= bool(line.before and line.discharge)
        assert (line.outcome is Outcome.CHANGED) == bool(line.differences)


@given(before_lists, lists, lists, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing(
    before: list[Medicine], hospital: list[Medicine], discharge: list[Medicine], chance: object
) -> None:
    def again(medicines: list[Medicine]) -> list[Medicine]:
        other = list(medicines)
        chance.shuffle(other)  # type: ignore[attr-defined]
        return other

    shuffled = compare(again(before), again(hospital), again(discharge), ALLERGY)
    assert shuffled == compare(before, hospital, discharge, ALLERGY)


@given(before_lists)
def test_a_list_beside_itself_is_all_continued(before: list[Medicine]) -> None:
    assert {line.outcome for line in compare(before, (), before, None)} <= {Outcome.CONTINUED}


@given(before_lists)
def test_nothing_at_discharge_is_never_in_silence(before: list[Medicine]) -> None:
    assert all(line.errors for line in compare(before, (), (), None))


@given(medicines.filter(lambda one: one.said is Said.TAKEN))
def test_a_medicine_written_as_a_line_reads_back_as_the_same(one: Medicine) -> None:
    back = read_line(written(one))
    assert isinstance(back, Medicine)
    assert compare([one], (), [back], None)[0].outcome is Outcome.CONTINUED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BD", "twice daily"), ("b.d.", "2 times a day"), ("TDS", "three times a day"),
        ("every 12 hours", "twice a day"), ("12 hourly", "BD"), ("once weekly", "on Mondays"),
        ("every 7 days", "weekly"),
        ("nocte", "at night"), ("fortnightly", "every 2 weeks"),
    ],
)  # fmt: skip
def test_these_say_how_often_alike(one: str, other: str) -> None:
    assert (often_of(one).every_days, often_of(one).timing) == (often_of(other).every_days, often_of(other).timing)


DIFFERENT = [("weekly", "daily"), ("monthly", "every 4 weeks"), ("at night", "in the morning")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_these_do_not(one: str, other: str) -> None:
    assert (often_of(one).every_days, often_of(one).timing) != (often_of(other).every_days, often_of(other).timing)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 g", "1000 mg"), ("1,000mg", "1g"), ("0.1 mg", "100mcg"), ("100 µg", "100 micrograms"), ("5 mg/5 ml", "1mg/ml"),
     ("8/500", "8 mg/500 mg"), ("1000 units", "1,000 IU")],
)  # fmt: skip
def test_these_strengths_are_the_same(one: str, other: str) -> None:
    assert strength_of(one) == strength_of(other) != ()


def test_milligrams_are_not_micrograms_nor_units_milligrams() -> None:
    assert len({strength_of(one) for one in ("5 mg", "5 micrograms", "5 units", "5 ml", "5 g")}) == 5


def test_salts_are_left_out_only_where_they_make_no_difference() -> None:
    assert compared_name("Metformin hydrochloride") == "metformin"
    assert compared_name("Sodium valproate") == compared_name("Epilim Chrono") == "valproate"
    assert compared_name("Ferrous sulfate") != compared_name("Ferrous fumarate")
    assert compared_name("Lithium carbonate") != compared_name("Lithium citrate")
    assert compared_name("Sodium chloride") == "sodium chloride"


def test_known_names_that_look_alike_are_never_asked_about() -> None:
    assert letters_apart("amlodapine", "amlodipine") == 1
    assert might_be_same("amlodapine", "amlodipine")
    assert not might_be_same("lansoprazole", "pantoprazole")
    assert not might_be_same("omeprazole", "omeprazole")
