"""Medicines compared: before admission, in hospital, at discharge

Every medicine that somebody took before ends in exactly one of continued, changed, stopped or paused, or stands out as
not accounted for. Every other medicine at discharge is new. Changed, stopped, paused and new ones need a reason, a
paused one until when, and one taken weekly or less often the day of its last dose. An allergy conflict is an error; a
missing dose or duration is a warning. Names mean the same only where the table of names says so; where it is not sure,
somebody is asked and both lines stand.

Source: NICE NG5, Medicines optimisation (March 2015); Discharge Medicines Service, essential dataset (as read in a
pharmacy network's summary). The table of names is from general knowledge and is not verified. That a missing dose or
duration is a warning, and all about names, is our own.

A line is written as somebody types it: name, strength, form; then dose, how often, for how long, what for.
"""

from __future__ import annotations

from tests.spec.hub.medicines_page import holds

# The same medicine, the same way


@holds
def test_the_same_on_both_lists_is_continued() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; once a day
    discharge  Ramipril 5 mg capsules; 5 mg; once a day; long term

    ramipril: continued
    """


@holds
def test_bd_and_twice_daily_are_the_same() -> None:
    """
    before     Metformin 500mg tabs; one tablet BD
    discharge  Metformin 500 mg tablets; 1 tablet; twice daily; long term

    metformin: continued
    """


@holds
def test_one_gram_is_a_thousand_milligrams_and_two_tablets_of_five_hundred() -> None:
    """
    before     Paracetamol 500 mg tablets; 2 tablets; four times a day
    discharge  Paracetamol 500 mg tablets; 1 g; QDS; for 5 days

    paracetamol: continued
    """


@holds
def test_mcg_and_micrograms_and_parts_of_a_milligram_are_the_same() -> None:
    """
    before     Levothyroxine 100mcg tablets; 100 mcg; od
               Digoxin 0.125 mg tablets; 0.125 mg; every morning
    discharge  Levothyroxine 100 micrograms tablets; 0.1 mg; daily; long term
               Digoxin 125 microgram tablets; 125 micrograms in the morning; long term

    digoxin: continued
    levothyroxine: continued
    """


@holds
def test_a_brand_and_its_generic_name_are_the_same() -> None:
    """
    before     Losec 20 mg capsules; 20 mg; once a day
    discharge  Omeprazole 20 mg capsules; 20 mg; once a day; long term

    omeprazole: continued
    """


@holds
def test_an_older_spelling_is_the_same() -> None:
    """
    before     Frusemide 40 mg tablets; 40 mg; in the morning
    discharge  Furosemide 40 mg tablets; 40 mg; in the morning; long term

    furosemide: continued
    """


@holds
def test_a_salt_that_one_list_leaves_out_makes_no_difference() -> None:
    """
    before     Amlodipine besilate 5 mg tablets; 5 mg; od
    discharge  Amlodipine 5mg tablets; 5 mg; od; long term

    amlodipine: continued
    """


@holds
def test_the_parts_of_a_combined_medicine_may_be_named_in_any_order() -> None:
    """
    before     Paracetamol and codeine 500 mg/8 mg tablets; 2 tablets; four times a day when needed
    discharge  Co-codamol 500/8 tablets; 2 tablets; up to four times a day as needed; for 7 days

    co-codamol: continued
    """


@holds
def test_a_liquid_of_the_same_strength_in_other_words_is_the_same() -> None:
    """
    before     Morphine 10 mg/5 ml oral solution; 2.5 mg; every 4 hours; prn
    discharge  Oramorph 2 mg/ml oral solution; 2.5 mg; 4 hourly; when required; for 7 days

    morphine: continued
    """


@holds
def test_what_one_list_leaves_out_is_no_change() -> None:
    """
    before     Atorvastatin
    discharge  Atorvastatin 40 mg tablets; 40 mg; at night; long term

    atorvastatin: continued
    """


# Changed


@holds
def test_a_lower_dose_with_its_reason_is_changed() -> None:
    """
    before     Bisoprolol 5 mg tablets; 1 tablet; once a day
    discharge  Bisoprolol 2.5 mg tablets; 1 tablet; once a day; long term; why: slow pulse

    bisoprolol: changed (strength: 5 mg to 2.5 mg, dose: 5 mg to 2.5 mg), slow pulse
    """


@holds
def test_a_change_without_a_reason_is_an_error() -> None:
    """
    before     Furosemide 40 mg tablets; 40 mg; once a day
    discharge  Furosemide 40 mg tablets; 80 mg; once a day; long term

    furosemide: changed (dose: 40 mg to 80 mg); error no reason
    """


@holds
def test_what_a_medicine_is_for_does_not_say_why_it_was_changed() -> None:
    """
    before     Furosemide 40 mg tablets; 40 mg; once a day
    discharge  Furosemide 40 mg tablets; 40 mg; twice a day; long term; for heart failure

    furosemide: changed (how often: once a day to twice a day); error no reason
    """


@holds
def test_another_time_of_day_is_a_change() -> None:
    """
    before     Mirtazapine 15 mg tablets; 15 mg; in the morning
    discharge  Mirtazapine 15 mg tablets; 15 mg; at night; long term; because drowsy by day

    mirtazapine: changed (when in the day: in the morning to at night), drowsy by day
    """


@holds
def test_released_slowly_is_another_form() -> None:
    """
    before     Gliclazide 30 mg tablets; 30 mg; od
    discharge  Gliclazide MR 30 mg tablets; 30 mg; od; long term; why: fewer low sugars

    gliclazide: changed (form: tablet to modified release tablet), fewer low sugars
    """


@holds
def test_from_regular_to_when_needed_is_a_change() -> None:
    """
    before     Senna 7.5 mg tablets; 2 tablets; at night
    discharge  Senna 7.5 mg tablets; 2 tablets; at night when needed; for 14 days; why: bowels loose

    senna: changed (when: regularly to when needed), bowels loose
    """


@holds
def test_two_strengths_of_one_medicine_are_told_apart() -> None:
    """
    before     Prednisolone 5 mg tablets; 1 tablet; od
               Prednisolone 1 mg tablets; 2 tablets; od
    discharge  Prednisolone 5 mg tablets; 1 tablet; od; long term
               Prednisolone 1 mg tablets; 1 tablet; od; long term; why: reducing by 1 mg a month

    prednisolone: changed (dose: 2 tablets to 1 tablet), reducing by 1 mg a month
    prednisolone: continued
    """


# Stopped, paused, left out


@holds
def test_stopped_with_its_reason() -> None:
    """
    before     Ibuprofen 400 mg tablets; 400 mg; three times a day
    discharge  Ibuprofen; stopped: bleeding from the stomach

    ibuprofen: stopped, bleeding from the stomach
    """


@holds
def test_a_stop_that_nobody_explains_is_an_error() -> None:
    """
    before     Aspirin 75 mg tablets; 75 mg; od
    discharge  Aspirin; stopped

    aspirin: stopped; error no reason
    """


@holds
def test_a_brand_may_be_stopped_under_its_generic_name() -> None:
    """
    before     Nurofen 200 mg tablets; 2 tablets; tds
    discharge  Ibuprofen; stopped: kidneys

    ibuprofen: stopped, kidneys
    """


@holds
def test_missing_at_discharge_without_a_word_stands_out() -> None:
    """
    before     Apixaban 5 mg tablets; 5 mg; bd
               Ramipril 5 mg capsules; 5 mg; od
    discharge  Ramipril 5 mg capsules; 5 mg; od; long term

    apixaban: not accounted for; error left out
    ramipril: continued
    """


@holds
def test_a_stop_said_only_in_hospital_does_not_account_for_it_at_discharge() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; od
    hospital   Ramipril; stopped: kidneys
    discharge  Paracetamol 500 mg tablets; 1 g; qds; for 5 days; for pain

    ramipril: not accounted for; error left out
    paracetamol: new, pain
    """


@holds
def test_paused_until_a_day_with_its_reason() -> None:
    """
    before     Metformin 500 mg tablets; 500 mg; bd
    discharge  Metformin; paused until 2026-01-19: kidneys, blood test on the 16th

    metformin: paused until 2026-01-19, kidneys, blood test on the 16th
    """


@holds
def test_paused_without_a_day_or_a_reason_is_two_errors() -> None:
    """
    before     Metformin 500 mg tablets; 500 mg; bd
    discharge  Metformin; on hold

    metformin: paused; error no reason; error until when
    """


@holds
def test_taken_and_stopped_at_once_is_a_contradiction() -> None:
    """
    before     Clopidogrel 75 mg tablets; 75 mg; od
    discharge  Clopidogrel 75 mg tablets; 75 mg; od; long term
               Clopidogrel; stopped: bleeding

    clopidogrel: continued; error contradiction
    """


@holds
def test_one_strength_stopped_leaves_the_other() -> None:
    """
    before     Warfarin 1 mg tablets; 1 mg; od
               Warfarin 3 mg tablets; 3 mg; od
    discharge  Warfarin 3 mg tablets; 3 mg; od; long term
               Warfarin 1 mg tablets; stopped: dose is 3 mg now

    warfarin: stopped, dose is 3 mg now
    warfarin: continued
    """


@holds
def test_stopped_though_nobody_wrote_that_it_was_taken_is_a_question() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; od
    discharge  Ramipril 5 mg capsules; 5 mg; od; long term
               Diazepam; stopped: falls

    diazepam: stopped, falls; question taken before
    ramipril: continued
    """


# New, and in hospital only


@holds
def test_new_with_what_it_is_for() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; od
    discharge  Ramipril 5 mg capsules; 5 mg; od; long term
               Doxycycline 100 mg capsules; 100 mg; od; for 5 days; for chest infection

    doxycycline: new, chest infection
    ramipril: continued
    """


@holds
def test_new_without_a_reason_is_an_error_and_without_dose_or_duration_a_warning() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; od
    discharge  Ramipril 5 mg capsules; 5 mg; od; long term
               Zopiclone 3.75 mg tablets; at night

    zopiclone: new; error no reason; warning no dose; warning no duration
    ramipril: continued
    """


@holds
def test_given_in_hospital_only_is_listed_and_asks_for_nothing() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; od
    hospital   Enoxaparin 40 mg injection; 40 mg; od
               Ramipril 5 mg capsules; 5 mg; od
    discharge  Ramipril 5 mg capsules; 5 mg; od; long term

    ramipril: continued
    enoxaparin: in hospital only
    """


# Weekly and monthly


@holds
def test_once_a_week_needs_the_day_of_the_last_dose() -> None:
    """
    before     Alendronic acid 70 mg tablets; 70 mg; once a week
               Methotrexate 2.5 mg tablets; 10 mg; weekly
    discharge  Alendronate 70 mg tablets; 70 mg; on Mondays; long term; last dose 2026-01-05
               Methotrexate 2.5 mg tablets; 10 mg; weekly; long term

    alendronic acid: continued
    methotrexate: continued; error last dose
    """


@holds
def test_an_injection_every_twelve_weeks_needs_it_too() -> None:
    """
    before     Hydroxocobalamin 1 mg injection; 1 mg; every 12 weeks
    discharge  Hydroxocobalamin 1 mg/ml injection; 1 mg; 12 weekly; long term

    hydroxocobalamin: changed (strength: 1 mg to 1 mg/ml); error no reason; error last dose
    """


# Allergies


@holds
def test_a_medicine_of_the_family_that_somebody_is_allergic_to_is_an_error() -> None:
    """
    before     Ramipril 5 mg capsules; 5 mg; od
    discharge  Ramipril 5 mg capsules; 5 mg; od; long term
               Co-amoxiclav 500/125 tablets; 1 tablet; tds; for 5 days; for chest infection
    allergies  Penicillin: rash

    co-amoxiclav: new, chest infection; error allergy
    ramipril: continued
    """


@holds
def test_a_brand_does_not_hide_an_allergy() -> None:
    """
    before     Septrin 480 mg tablets; 2 tablets; bd
    discharge  Septrin 480 mg tablets; 2 tablets; bd; for 3 days
    allergies  Trimethoprim: swelling

    co-trimoxazole: continued; error allergy
    """


@holds
def test_a_stopped_medicine_is_no_conflict() -> None:
    """
    before     Flucloxacillin 500 mg capsules; 500 mg; qds
    discharge  Flucloxacillin; stopped: rash on the second day
    allergies  Penicillins: rash

    flucloxacillin: stopped, rash on the second day
    """


# The same twice, and names that are not sure


@holds
def test_one_medicine_under_two_names_before_is_one_line_and_said() -> None:
    """
    before     Omeprazole 20 mg capsules; 20 mg; od
               Losec 20 mg capsules; 1 capsule; daily
    discharge  Omeprazole 20 mg capsules; 20 mg; od; long term

    omeprazole: continued; warning written twice
    """


@holds
def test_the_same_substance_in_two_medicines_at_discharge_is_a_warning_on_both() -> None:
    """
    before     Paracetamol 500 mg tablets; 1 g; qds
    discharge  Paracetamol 500 mg tablets; 1 g; qds; for 7 days
               Co-codamol 8/500 tablets; 2 tablets; qds; for 7 days; for hip pain

    co-codamol: new, hip pain; warning same substance
    paracetamol: continued; warning same substance
    """


@holds
def test_a_name_without_its_salt_is_asked_about_where_the_salt_matters() -> None:
    """
    before     Ferrous tablets; 1 tablet; bd
    discharge  Ferrous sulfate 200 mg tablets; 1 tablet; bd; long term; for anaemia

    ferrous: not accounted for; error left out; question same medicine
    ferrous sulfate: new, anaemia; question same medicine
    """


@holds
def test_a_likely_slip_of_spelling_is_asked_about_and_settled_by_same_as() -> None:
    """
    before     Amlodapine 5 mg tablets; 5 mg; od
               Letrozol 2.5 mg tablets; 2.5 mg; od
    discharge  Amlodipine 5 mg tablets; 5 mg; od; long term; for blood pressure
               Letrozole 2.5 mg tablets; 2.5 mg; od; long term; same as: Letrozol

    amlodapine: not accounted for; error left out; question same medicine
    amlodipine: new, blood pressure; question same medicine
    letrozol: continued
    """


@holds
def test_names_that_look_alike_and_are_both_known_are_not_taken_for_each_other() -> None:
    """
    before     Lansoprazole 30 mg capsules; 30 mg; od
    discharge  Pantoprazole 40 mg tablets; 40 mg; od; long term; for reflux

    lansoprazole: not accounted for; error left out
    pantoprazole: new, reflux
    """


@holds
def test_the_same_substance_by_another_way_is_asked_about() -> None:
    """
    before     Ibuprofen 5% gel; to the skin; three times a day
    discharge  Ibuprofen 200 mg tablets; 200 mg; tds; for 5 days; for knee pain

    ibuprofen: not accounted for; error left out; question same medicine
    ibuprofen: new, knee pain; question same medicine
    """


@holds
def test_another_brand_of_a_medicine_that_is_kept_to_one_is_a_warning() -> None:
    """
    before     Prograf 1 mg capsules; 1 mg; bd
    discharge  Adoport 1 mg capsules; 1 mg; bd; long term

    tacrolimus: continued; warning another brand
    """


@holds
def test_a_counted_dose_and_a_weighed_one_without_a_strength_are_asked_about() -> None:
    """
    before     Metformin tablets; 2 tablets; bd
    discharge  Metformin 500 mg tablets; 1 g; bd; long term

    metformin: continued; question same dose
    """


@holds
def test_two_lines_of_one_medicine_and_one_at_discharge_are_not_paired_by_guess() -> None:
    """
    before     Gabapentin 100 mg capsules; 100 mg; in the morning
               Gabapentin 300 mg capsules; 300 mg; at night
    discharge  Gabapentin 600 mg tablets; 600 mg; at night; long term; why: pain

    gabapentin: not accounted for; error left out; question same medicine
    gabapentin: not accounted for; error left out; question same medicine
    gabapentin: new, pain; question same medicine
    """


@holds
def test_a_second_line_of_a_medicine_that_is_new_is_a_warning_on_both() -> None:
    """
    before     Omeprazole 20 mg capsules; 20 mg; od
    discharge  Losec 20 mg capsules; 20 mg; od; long term
               Omeprazole 40 mg capsules; 40 mg; at night; long term; for bleeding

    omeprazole: new, bleeding; warning same substance
    omeprazole: continued; warning same substance
    """
