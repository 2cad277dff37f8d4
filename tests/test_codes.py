"""Closed lists: complete, sourced, and read the way the field writes them."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst import codes
from homefirst.codes import (
    ACUTE_2021_TO_DELAY_REASON,
    DELAY_REASON_TO_DTOC,
    DTOC_TO_DELAY_REASON,
    LISTS,
    AcuteReason2021,
    AdmissionMethod,
    Attribution,
    DelayFamily,
    DelayReason,
    Destination,
    DischargeMethod,
    DtocReason,
    NationalDestination,
    Pathway,
    Residence,
    SupportKind,
    attribution_fault,
    delay_reason,
    find_code,
    parse_delay_detail,
    parse_discharge,
)
from homefirst.event import Event, Kind

PLAIN_FORMS = {"", "text", "date", "number", "Diagnosis", "Kind"}


def test_every_kind_of_event_names_a_list_that_exists_or_a_plain_form():
    for kind in Kind:
        for name in kind.detail_list.split("/"):
            assert name in PLAIN_FORMS or name in LISTS, kind


def test_every_list_says_where_and_when_it_was_read():
    for codes_of in LISTS.values():
        provenance = codes_of.provenance
        assert provenance.source and provenance.dated, codes_of.name
        assert date.fromisoformat(f"{provenance.read_on}-01").year >= 2026
        assert codes_of.name == codes_of.codes.__name__


def test_every_code_has_words_of_its_own():
    for codes_of in LISTS.values():
        labels = [code.label for code in codes_of]
        assert all(label.strip() == label and label for label in labels), codes_of.name
        assert len(set(labels)) == len(labels), codes_of.name


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Pathway", 4),
        ("NationalDestination", 8),
        ("DtocReason", 11),
        ("DelayReason", 37),
        ("AcuteReason2021", 18),
        ("CommunityReason", 20),
        ("Destination", 21),
        ("DischargeMethod", 9),
        ("CriteriaToReside", 11),
        ("FrailtyScale", 9),
    ],
)
def test_a_national_list_has_as_many_codes_as_were_published(name, number):
    assert len(LISTS[name]) == number


def test_the_37_reasons_fall_into_families_of_7_4_3_12_and_11():
    counted = Counter(reason.family for reason in DelayReason)
    assert [counted[family] for family in DelayFamily] == [7, 4, 3, 12, 11]
    assert [reason.value for reason in DelayReason] == [str(n) for n in range(1, 38)]


def test_a_reason_that_prints_a_pathway_carries_it_and_no_other_reason_does():
    for reason in DelayReason:
        assert bool(reason.pathways) == ("(Pathway" in reason.label), reason
        for pathway in reason.pathways:
            assert pathway.value in reason.label.rpartition("(Pathway")[2] or "1-3" in reason.label


def test_equipment_may_be_awaited_on_pathways_1_to_3():
    assert DelayReason.NO_EQUIPMENT.pathways == (Pathway.P1, Pathway.P2, Pathway.P3)


def test_the_eight_destinations_count_under_their_pathways():
    assert Counter(d.pathway for d in NationalDestination) == {
        Pathway.P0: 2,
        Pathway.P1: 3,
        Pathway.P2: 1,
        Pathway.P3: 2,
    }


@pytest.mark.parametrize(
    ("text", "list_name", "family", "attribution"),
    [
        ("29", "DelayReason", DelayFamily.CAPACITY, None),
        ("E", "DtocReason", None, None),
        ("E/social_care", "DtocReason", None, Attribution.SOCIAL_CARE),
        ("Dii/both", "DtocReason", None, Attribution.BOTH),
        ("xviii", "AcuteReason2021", None, None),
    ],
)
def test_the_detail_of_a_delay_says_its_list_and_who_was_responsible(text, list_name, family, attribution):
    delay = parse_delay_detail(text)
    assert (delay.list_name, delay.family, delay.attribution) == (list_name, family, attribution)
    assert delay.label == next(c.label for c in LISTS[list_name] if c == delay.code)


def test_capital_i_is_housing_and_small_i_is_the_first_reason_of_2021():
    assert parse_delay_detail("I").label == DtocReason.HOUSING.label
    assert parse_delay_detail("i").label == AcuteReason2021.MEETS_CRITERIA_AFTER_ALL.label


@pytest.mark.parametrize("text", ["38", "0", "", "Z", "d", "E/", "E/council", "/nhs", "1/2/3"])
def test_a_detail_that_names_no_reason_is_refused_with_what_to_write_instead(text):
    with pytest.raises(ValueError, match="Use ") as refused:
        parse_delay_detail(text)
    assert str(refused.value).endswith(".")


@given(st.text(max_size=12))
def test_any_text_at_all_is_a_delay_or_a_plain_refusal(text):
    try:
        delay = parse_delay_detail(text)
    except ValueError as refused:
        assert "Use " in str(refused)
    else:
        assert delay.code in {c.value for c in LISTS[delay.list_name]}


# Counted from 115 months of the national series: who may not be held responsible for what.
NEVER = {"C/social_care", "C/both", "Di/both", "G/both", "H/both", "I/social_care", "I/both"}


def test_a_delay_may_be_put_down_to_exactly_those_the_national_series_ever_showed():
    every = {f"{reason}/{who}" for reason in DtocReason for who in Attribution}
    assert {detail for detail in every if attribution_fault(detail)} == NEVER


def test_a_fault_of_attribution_says_what_is_allowed():
    assert attribution_fault("G/both") == (
        "Reason G (Patient or family choice) cannot be put down to both. Use nhs or social_care."
    )


def test_the_reasons_of_2024_are_put_down_to_nobody():
    assert attribution_fault("29") is None
    assert 'Leave out "/nhs"' in (attribution_fault("29/nhs") or "")


def test_a_delay_without_attribution_has_no_fault():
    assert all(attribution_fault(reason.value) is None for reason in DtocReason)


def test_every_published_label_is_matched_to_its_own_reason():
    assert all(delay_reason(reason.label) is reason for reason in DelayReason)


@given(st.sampled_from(DelayReason), st.sampled_from("–-‐‑—"), st.sampled_from([" ", "\xa0", "  ", ""]), st.booleans())
def test_dashes_spaces_and_capitals_do_not_matter_in_a_label(reason, dash, space, shout):
    text = reason.label.replace("-", dash).replace(" ", space)
    assert delay_reason(text.upper() if shout else text) is reason


def test_a_label_after_its_family_is_matched():
    assert delay_reason("Capacity – Housing adaptations not yet completed") is DelayReason.NO_ADAPTATIONS


@given(st.sampled_from(DelayReason), st.integers(min_value=0, max_value=120))
def test_a_label_cut_short_is_its_own_reason_or_none_but_never_another(reason, length):
    assert delay_reason(reason.label[:length]) in {reason, None}


def test_of_the_labels_cut_at_fifty_characters_only_those_that_begin_alike_are_lost():
    lost = [reason.value for reason in DelayReason if delay_reason(reason.label[:50]) is None]
    assert lost == ["15", "18", "28", "31"]  # home-based and bed-based rehabilitation, arranging or not there


@pytest.mark.parametrize("text", ["", "Awaiting", "Other", "Delayed", "no plan", "Hospital process", "15"])
def test_words_that_fit_several_reasons_or_none_are_no_reason(text):
    assert delay_reason(text) is None


def test_every_reason_of_every_list_is_mapped_if_only_to_nothing():
    assert set(DTOC_TO_DELAY_REASON) == set(DtocReason)
    assert set(ACUTE_2021_TO_DELAY_REASON) == set(AcuteReason2021)
    assert set(DELAY_REASON_TO_DTOC) == set(DelayReason)
    assert not codes.MAPPING.verified


def test_a_reason_mapped_back_to_2010_leads_to_a_reason_that_leads_to_it():
    for old, closest in ((old, new[0]) for old, new in DTOC_TO_DELAY_REASON.items() if new):
        assert old in DELAY_REASON_TO_DTOC[closest], old


@pytest.mark.parametrize(
    ("detail", "found"),
    [
        ("19/1", (Destination.USUAL_PLACE_OF_RESIDENCE, DischargeMethod.CLINICAL_ADVICE)),
        ("79/4", (Destination.DIED, DischargeMethod.DIED)),
        ("19/", (Destination.USUAL_PLACE_OF_RESIDENCE, None)),
        ("19", (Destination.USUAL_PLACE_OF_RESIDENCE, None)),
        ("/1", (None, DischargeMethod.CLINICAL_ADVICE)),
        ("/", (None, None)),
        ("", (None, None)),
        ("HOME/1", (None, DischargeMethod.CLINICAL_ADVICE)),
    ],
)
def test_a_discharge_says_where_and_how_as_far_as_is_known(detail, found):
    assert parse_discharge(detail) == found


def test_a_discharge_of_three_parts_is_refused():
    with pytest.raises(ValueError, match="19/1"):
        parse_discharge("19/1/2")


def test_death_and_another_hospital_are_told_from_going_home():
    assert codes.destination_means_death("79") and not codes.destination_means_death("19")
    hospitals = {d for d in Destination if codes.destination_is_hospital(d)}
    assert hospitals == {"30", "48", "49", "50", "51", "52", "53", "84", "87"}
    assert not codes.destination_is_hospital("88") and not codes.destination_is_hospital("never heard of")


def test_an_emergency_admission_is_one_of_ten_codes_and_a_transfer_is_not_one():
    emergencies = {m.value for m in AdmissionMethod if m.is_emergency}
    assert emergencies == {"21", "22", "23", "24", "25", "28", "2A", "2B", "2C", "2D"}
    assert AdmissionMethod.TRANSFER.is_transfer and not AdmissionMethod.TRANSFER.is_emergency
    assert not AdmissionMethod.EMERGENCY_TRANSFER.is_transfer


def test_a_care_home_of_any_kind_is_a_care_home_and_extra_care_is_not():
    assert {r.value for r in Residence if r.is_care_home} == {"care_home", "residential_home", "nursing_home"}


def test_intermediate_care_is_the_four_kinds_that_nice_counts_and_none_is_long_term():
    four = {k for k in SupportKind if k.is_intermediate_care}
    assert len(four) == 4 and SupportKind.REABLEMENT in four
    assert not any(k.is_long_term for k in four)


def test_an_unknown_code_from_outside_is_none_and_never_an_error():
    assert find_code(Destination, "ZZ") is None
    assert find_code(Destination, " 19 ") is Destination.USUAL_PLACE_OF_RESIDENCE


GLOSSARY = Path(__file__).resolve().parents[1] / "GLOSSARY.md"


def glossary_rows():
    table = GLOSSARY.read_text(encoding="utf-8").partition("|---|---|---|---|---|\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_the_glossary_is_in_the_order_of_the_alphabet_and_says_no_word_twice():
    terms = [row[0].strip("*") for row in glossary_rows()]
    assert len(terms) > 60
    assert terms == sorted(set(terms), key=str.casefold)


def test_every_word_of_the_glossary_has_a_meaning_a_source_and_says_if_it_was_checked():
    for term, meaning, _, source, checked in glossary_rows():
        assert meaning.endswith((".", ").")) and source, term
        assert checked in {"yes", "*unverified*", "our own word"}, term


def test_every_code_that_the_glossary_names_is_there_to_be_found():
    named = [name for row in glossary_rows() for name in re.findall(r"`([\w.]+)`", row[2])]
    roots = {"Kind": Kind, "Event": Event} | {name: getattr(codes, name) for name in codes.__all__}
    ours = [name.split(".") for name in named if name.split(".")[0] in roots]
    assert len(ours) > 30
    for root, *rest in ours:
        assert all(hasattr(roots[root], part) for part in rest), (root, rest)


def test_support_that_ended_at_home_is_told_from_support_that_ended_elsewhere():
    at_home = {o.value for o in codes.SupportOutcome if o.is_at_home}
    assert at_home == {"no_further_support", "low_level_support", "long_term_at_home"}
