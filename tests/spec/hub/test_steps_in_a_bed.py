"""Steps of the days in a bed

Each step is one thing that somebody decides about a person in a hospital bed. It becomes one event, or is refused with
a sentence that says what to do instead. The expected date is a forecast: a new one stands beside the old ones. The
criteria to reside are eleven questions, asked at each board round; the person still meets them if any answer is yes,
and an answer left out is no answer. A pathway, once chosen, changes only with a reason. A red day says what it was
lost to. A long stay is reviewed after 7, 14 and 21 nights, and the review says why they are here and what comes next.

Source: *Hospital discharge and community support guidance*, 26 January 2024, annexes B and D; Emergency Care
Improvement Programme, rapid improvement guide to red and green bed days; 7, 14 and 21 nights as in the SAFER guides
(general knowledge, unverified). What is refused, and in which words, is our own.
"""

from tests.spec.hub.step_page import holds


@holds
def test_an_expected_date_lies_ahead_and_is_another_than_before() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00  expected_discharge_set  RNS:HAWTHORN  2026-01-09
    Wed 7 Jan 2026 09:00  now

    set expected discharge, 2026-01-12: expected_discharge_set 2026-01-12
    set expected discharge, 2026-01-06: no. 2026-01-06 has passed. Choose today or a later day.
    set expected discharge, 2026-01-09: no. 2026-01-09 is the expected date already. Choose another day, or leave it.
    """


@holds
def test_one_yes_of_eleven_and_the_bed_is_still_needed() -> None:
    """Said before or not, it may be said again: it is asked twice a day.

    Mon 5 Jan 2026 10:00  admitted                RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_met  RNS:HAWTHORN
    Tue 6 Jan 2026 15:00  now

    judge criteria to reside, yes to 2: criteria_to_reside_met
    judge criteria to reside, yes to 2 8: criteria_to_reside_met
    judge criteria to reside: criteria_to_reside_not_met
    judge criteria to reside, left out 7: no. Not every question has an answer. Answer 7 too.
    judge criteria to reside, left out 7, left out 11: no. Not every question has an answer. Answer 7 and 11 too.
    """


@holds
def test_a_pathway_changes_only_with_a_reason() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  pathway_chosen  RNS:HAWTHORN  1
    Wed 7 Jan 2026 09:00  now

    choose pathway, 2, written: pathway_chosen 2
    choose pathway, 2: no. Pathway 1 is chosen. Say why it becomes 2.
    choose pathway, 1, written: no. Pathway 1 is chosen already. Choose another, or leave it.
    choose pathway, 4: no. “4” is not a pathway. Choose 0, 1, 2 or 3.
    """


@holds
def test_a_red_day_says_what_it_was_lost_to_and_a_green_one_needs_no_reason() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Mon 5 Jan 2026 15:00  day_judged  RNS:HAWTHORN  red/diagnostics
    Tue 6 Jan 2026 15:00  now

    judge day, red, therapy: day_judged red/therapy
    judge day, green: day_judged green
    judge day, red: no. A red day needs its reason. Say what the day was lost to.
    judge day, green, therapy: no. A green day has no reason. Leave the reason out, or judge the day red.
    judge day, red, weather: no. “weather” is not a reason for a red day. Choose one of the list, such as therapy.
    judge day, amber: no. “amber” is not a colour of a day. Choose red or green.
    """


@holds
def test_a_long_stay_is_reviewed_when_it_has_lasted_that_long() -> None:
    """Nights are midnights: this is the morning after the fourteenth.

    Mon 5 Jan 2026 23:00   admitted       RNS:HAWTHORN  21
    Mon 12 Jan 2026 09:00  stay_reviewed  RNS:HAWTHORN  7
    Mon 19 Jan 2026 08:00  now

    review stay, 14, written: stay_reviewed 14
    review stay, 14: no. Say why they are still here and what the next step is.
    review stay, 21, written: no. They have been here 14 nights. Review the stay when it has lasted 21.
    review stay, 10, written: no. 10 nights is not a review of long stays. Choose 7, 14 or 21.
    """


@holds
def test_a_task_has_an_owner_and_a_day_and_is_done_once() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  task_set   transport/2026-01-08  [service=TRANSPORT] [as=lift]
    Tue 6 Jan 2026 09:05  task_set   equipment             [service=EQUIPMENT] [as=bed]
    Wed 7 Jan 2026 09:00  task_done  equipment             [service=EQUIPMENT] [about=bed]
    Wed 7 Jan 2026 12:00  now

    set task, medicines, PHARMACY, 2026-01-08: task_set medicines/2026-01-08 PHARMACY
    set task, key_safe, COUNCIL: task_set key_safe COUNCIL
    set task, other, HUB, 2026-01-08, written: task_set other/2026-01-08 HUB
    set task, other, HUB, 2026-01-08: no. Say in a few words what is to be done.
    set task, medicines, none: no. A task that is nobody's is not done. Say which team does it.
    set task, medicines, PHARMACY, 2026-01-06: no. 2026-01-06 has passed. Choose today or a later day.
    set task, taxi, TRANSPORT: no. “taxi” is not a task before leaving. Choose one of the list, such as medicines.
    set task, transport, TRANSPORT, 2026-01-08: no. This task is set already, for the same team and day. Look at the
        list again.
    finish task, @lift: task_done transport TRANSPORT
    finish task, @bed: no. This task is not open: it may be done, or taken back, meanwhile. Look at the list again.
    drop task, @lift: retracted
    drop task, @bed: no. This task is not open: it may be done, or taken back, meanwhile. Look at the list again.
    reopen task, @bed: retracted
    reopen task, @lift: no. Nobody has said that this task is done. Look at the list again.
    """


@holds
def test_nothing_of_a_stay_is_decided_for_somebody_who_is_at_home() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Thu 8 Jan 2026 14:00  discharged  RNS:HAWTHORN  19/1
    Thu 8 Jan 2026 15:00  now

    set expected discharge, 2026-01-12: no. This person is not in a hospital bed now. Look where they are, and
        record it there.
    judge day, green: no. This person is not in a hospital bed now. Look where they are, and record it there.
    set task, medicines, PHARMACY: no. This person is not in a hospital bed now. Look where they are, and record it
        there.
    reopen, the last stay: retracted
    """


@holds
def test_a_discharge_that_did_not_happen_is_cancelled_once() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Thu 8 Jan 2026 14:00  discharged  RNS:HAWTHORN  19/1  [as=left]
    Thu 8 Jan 2026 16:00  retracted   [about=left]
    Thu 8 Jan 2026 17:00  now

    reopen, the last stay: no. This stay has not ended, so there is no discharge to cancel.
    take back, @left: no. This event does not stand: it may have been taken back already. Look at the journey again.
    """


@holds
def test_needs_that_changed_are_recorded_with_the_day_since_when() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21
    Tue 6 Jan 2026 10:00  need_changed  night_care
    Thu 8 Jan 2026 09:00  now

    change needs, two_care_workers, 2026-01-06: need_changed two_care_workers
    change needs, two_care_workers: need_changed two_care_workers
    change needs, other, 2026-01-06, written: need_changed other
    change needs, other: no. Say in a few words what changed.
    change needs, night_care: no. That is recorded already. If it changed again, say how in a few words.
    change needs, night_care, 2026-01-07, written: need_changed night_care
    change needs, dementia, 2026-01-04: no. 2026-01-04 is not a day of this stay so far. Give a day from the admission
        to today.
    change needs, dementia, 2026-01-09: no. 2026-01-09 is not a day of this stay so far. Give a day from the admission
        to today.
    change needs, gardening: no. “gardening” is not a need of the list. Choose one, or something else.
    """
