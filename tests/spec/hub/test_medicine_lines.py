"""Medicine lines as wards type them: what is read, and what is asked about

One medicine stands on a line: its name, then strength, form, dose, by what way, how often, for how long and what for,
in words or in the usual abbreviations, with commas, brackets, dashes or nothing between. What is read is only what is
written. An amount before a form is the strength of the product; an amount with directions and no form is the dose. What
cannot be read for certain is shown back as it was typed, with the question what it is, and nothing is saved until it is
answered.

Source: Latin abbreviations (o.d., o.m., o.n., b.d., t.d.s., q.d.s., p.r.n., stat, a.c., p.c.) as in the list of the
British National Formulary; PO and MDU, and QD for four times a day, from a local pharmaceutical committee's list
(Barnsley); other lists have QD for once a day, so it is asked about. The rest, as 5/7 for five days, is from general
knowledge and is not verified.
"""

from __future__ import annotations

from tests.spec.hub.medicine_lines_page import holds

# Dose and how often


@holds
def test_an_amount_with_directions_is_the_dose() -> None:
    """
    Bisoprolol 2.5 mg once a day

    name: Bisoprolol; dose: 2.5 mg; how often: once a day
    """


@holds
def test_small_letters_and_no_space_are_read_the_same() -> None:
    """
    amlodipine 5mg OD

    name: amlodipine; dose: 5mg; how often: OD
    """


@holds
def test_up_to_so_often_as_needed() -> None:
    """
    Paracetamol 1 g up to four times a day as needed

    name: Paracetamol; dose: 1 g; how often: up to four times a day; when needed
    """


@holds
def test_commas_part_what_is_said() -> None:
    """
    Ramipril 5 mg capsules, 1 capsule, once a day, long term, for blood pressure

    name: Ramipril; strength: 5 mg; form: capsules; dose: 1 capsule; how often: once a day; how long: long term;
    what for: blood pressure
    """


@holds
def test_an_amount_before_the_form_is_the_strength_and_no_dose_is_made_of_it() -> None:
    """
    Ramipril 5 mg capsules once a day

    name: Ramipril; strength: 5 mg; form: capsules; how often: once a day
    """


@holds
def test_an_amount_alone_is_the_strength() -> None:
    """
    Aspirin 75 mg

    name: Aspirin; strength: 75 mg
    """


@holds
def test_by_mouth_in_the_morning() -> None:
    """
    Furosemide 40mg PO mane

    name: Furosemide; dose: 40mg; how often: mane; how taken: PO
    """


@holds
def test_at_night_in_capitals() -> None:
    """
    Atorvastatin 20mg ON

    name: Atorvastatin; dose: 20mg; how often: ON
    """


@holds
def test_so_many_of_a_strength() -> None:
    """
    Paracetamol 500 mg x 2 QDS

    name: Paracetamol; strength: 500 mg; dose: 2; how often: QDS
    """


@holds
def test_tablets_of_no_strength_stay_so() -> None:
    """
    Senna 2 tablets nocte

    name: Senna; dose: 2 tablets; how often: nocte
    """


@holds
def test_puffs_when_needed() -> None:
    """
    Salbutamol 100 micrograms inhaler 2 puffs QDS PRN

    name: Salbutamol; strength: 100 micrograms; form: inhaler; dose: 2 puffs; how often: QDS; when needed
    """


@holds
def test_units_of_insulin_from_a_pen() -> None:
    """
    Insulin glargine 100 units/ml pen 12 units at night

    name: Insulin glargine; strength: 100 units/ml; form: pen; dose: 12 units; how often: at night
    """


@holds
def test_a_number_that_belongs_to_the_name_of_an_insulin() -> None:
    """
    NovoMix 30 20 units BD with meals

    name: NovoMix 30; dose: 20 units; how often: BD with meals
    """


@holds
def test_a_liquid_with_the_most_in_a_day() -> None:
    """
    Morphine sulfate 10mg/5ml oral solution 2.5 mg every 4 hours PRN max 20 mg in 24 hours

    name: Morphine sulfate; strength: 10mg/5ml; form: oral solution; dose: 2.5 mg; how often: every 4 hours;
    at most: 20 mg in 24 hours; when needed
    """


@holds
def test_ranges_are_kept_as_they_are_written() -> None:
    """
    Oramorph 5-10 mg every 4-6 hours prn

    name: Oramorph; dose: 5-10 mg; how often: every 4-6 hours; when needed
    """


@holds
def test_a_patch_by_the_hour() -> None:
    """
    Fentanyl 25 micrograms/hour patch every 72 hours

    name: Fentanyl; strength: 25 micrograms/hour; form: patch; how often: every 72 hours
    """


@holds
def test_two_strengths_of_a_combined_tablet() -> None:
    """
    Co-codamol 8/500 tablets two up to QDS when required for pain

    name: Co-codamol; strength: 8/500; form: tablets; dose: two; how often: up to QDS; what for: pain; when needed
    """


@holds
def test_drops_to_both_eyes() -> None:
    """
    Carmellose 0.5% eye drops one drop to both eyes q.d.s.

    name: Carmellose; strength: 0.5%; form: eye drops; dose: one drop; how often: q.d.s.; how taken: both eyes
    """


@holds
def test_an_injection_under_the_skin_for_some_days() -> None:
    """
    Enoxaparin 40 mg SC OD for 28 days

    name: Enoxaparin; dose: 40 mg; how often: OD; how taken: SC; how long: for 28 days
    """


@holds
def test_days_as_a_fraction_of_the_week() -> None:
    """
    Nitrofurantoin MR 100 mg BD 5/7

    name: Nitrofurantoin MR; dose: 100 mg; how often: BD; how long: 5/7
    """


@holds
def test_once_a_week_on_a_day_with_its_last_dose() -> None:
    """
    Alendronic acid 70 mg once a week on Mondays, last dose 16/11/2026

    name: Alendronic acid; dose: 70 mg; how often: once a week on Mondays; last dose: 2026-11-16
    """


@holds
def test_the_day_of_the_week_in_brackets() -> None:
    """
    Methotrexate 10 mg weekly (Monday)

    name: Methotrexate; dose: 10 mg; how often: weekly; when: Monday
    """


@holds
def test_what_for_and_how_long_together() -> None:
    """
    Apixaban 5 mg BD for AF long term

    name: Apixaban; dose: 5 mg; how often: BD; how long: long term; what for: AF
    """


@holds
def test_a_numbered_line_beginning_with_the_form() -> None:
    """
    1. Tab Digoxin 125 mcg OD

    name: Digoxin; form: Tab; dose: 125 mcg; how often: OD
    """


# Stopped and paused


@holds
def test_stopped_first_with_the_reason_in_brackets() -> None:
    """
    Stopped: aspirin 75 mg (bleeding)

    name: aspirin; strength: 75 mg; why: bleeding; stopped
    """


@holds
def test_stopped_last_because_of_something() -> None:
    """
    Aspirin 75 mg tablets stopped because of bleeding

    name: Aspirin; strength: 75 mg; form: tablets; why: bleeding; stopped
    """


@holds
def test_on_hold_until_somebody_looks() -> None:
    """
    Ramipril 2.5 mg OD on hold until kidney function is checked: AKI

    name: Ramipril; dose: 2.5 mg; how often: OD; until: kidney function is checked; why: AKI; paused
    """


@holds
def test_stopped_without_a_reason_has_none() -> None:
    """
    STOPPED Clopidogrel 75 mg OD

    name: Clopidogrel; dose: 75 mg; how often: OD; stopped
    """


# What is asked about


@holds
def test_a_dose_that_another_decides_is_asked_about() -> None:
    """
    Warfarin as per INR

    asked about: as per INR
    """


@holds
def test_two_doses_on_one_line_are_asked_about() -> None:
    """
    Furosemide 40 mg in the morning and 20 mg at lunchtime

    asked about: and 20 mg at lunchtime
    """


@holds
def test_qd_means_four_times_a_day_to_some_and_once_to_others() -> None:
    """
    Amlodipine 5 mg QD

    asked about: QD
    """


@holds
def test_on_in_small_letters_may_be_a_word_left_unfinished() -> None:
    """
    Zopiclone 7.5 mg on

    asked about: on
    """


@holds
def test_so_much_a_day_may_be_in_several_doses() -> None:
    """
    Prednisolone 40 mg per day

    asked about: per day
    """


@holds
def test_a_number_without_a_unit_is_no_dose() -> None:
    """
    Furosemide 40 OD

    asked about: 40
    """


@holds
def test_a_number_that_came_apart_is_no_dose() -> None:
    """
    Bisoprolol 2 5 mg OD

    asked about: 2
    """


@holds
def test_two_amounts_side_by_side_are_asked_about() -> None:
    """
    Ramipril 5 mg 10 mg OD

    asked about: 10 mg OD
    """


@holds
def test_two_medicines_on_one_line_are_asked_about() -> None:
    """
    Aspirin 75 mg OD, clopidogrel 75 mg OD

    asked about: clopidogrel 75 mg OD
    """


@holds
def test_what_was_changed_is_no_reason_until_somebody_says_that_it_is() -> None:
    """
    Bisoprolol 5 mg OD (increased from 2.5 mg)

    asked about: increased from 2.5 mg
    """


@holds
def test_two_that_are_stopped_are_not_one_with_a_reason() -> None:
    """
    Stopped: aspirin, clopidogrel

    asked about: clopidogrel
    """


@holds
def test_said_by_its_name_it_is_kept_as_it_was_typed() -> None:
    """
    Warfarin, dose: as per INR, how often: OD

    name: Warfarin; dose: as per INR; how often: OD
    """
