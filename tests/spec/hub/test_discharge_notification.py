"""The discharge notification and assessment

The form by which those who know a person on a ward tell the care transfer hub what they do, need and want. Professions
own its sections; each writes its own, as often as it changes, and every version is kept with when it was written and by
which role. It asks for needs and function and never for a product: what help there will be is decided where the person
lives.

Sending is blocked by a section not written, a required answer missing, two professions who say different things, and a
section that is too old: older than its hours, or written before something that changed since. Whoever sends it all the
same says why, and that goes with it. Whether a relative who is expected to care was asked is never sent past.

The form is open from the first writing of any section until it is first sent, in days by date. Each stretch of that
time belongs to the section whose completion ended it, so the stretches add up to the whole.

In the ledgers below a section is written *whole* (every question that has to be answered is) or *begun* (only those
said are); `sent` is an attempt to send, `sending` what the last one came to.

Source: sections, wording and rules are our own; no national list of fields was found. That it describes needs and does
not prescribe care: DHSC, *Hospital discharge and community support guidance* (26 January 2024) and its action cards.
Capacity and best interests: Mental Capacity Act 2005, sections 1 to 4 (general knowledge, unverified).
"""

from __future__ import annotations

from tests.spec.hub.notification_page import holds


@holds
def test_a_form_started_on_the_4th_and_sent_on_the_14th_was_open_for_ten_days_and_says_what_it_waited_for() -> None:
    """Ready on the 4th. The ward wrote at once, therapy after the weekend of the 10th, and the social worker, who had
    waited for a visit to the home, on the 13th.

    Thu 1 Jan 2026 10:00   admitted      RNS:HAWTHORN  21
    Sun 4 Jan 2026 09:00   criteria_to_reside_not_met
    Sun 4 Jan 2026 10:00   nursing       whole
    Sun 4 Jan 2026 16:00   person        whole
    Mon 5 Jan 2026 12:00   medical       whole
    Tue 6 Jan 2026 09:00   wishes        whole
    Tue 6 Jan 2026 10:00   carer         whole
    Tue 6 Jan 2026 11:00   capacity      whole
    Mon 12 Jan 2026 10:00  therapy       whole
    Mon 12 Jan 2026 11:00  equipment     whole
    Mon 12 Jan 2026 12:00  risks         whole
    Tue 13 Jan 2026 15:00  social-work   whole
    Tue 13 Jan 2026 15:30  safeguarding  whole
    Tue 13 Jan 2026 16:00  medicines     whole
    Tue 13 Jan 2026 17:00  nursing       whole
    Wed 14 Jan 2026 08:00  medical       whole
    Wed 14 Jan 2026 08:10  wishes        whole
    Wed 14 Jan 2026 08:20  carer         whole
    Wed 14 Jan 2026 08:30  capacity      whole
    Wed 14 Jan 2026 09:00  sent
    Fri 16 Jan 2026 09:00  now

    sending: sent
    open for: 10 days
    waited: 0 days for Day and night on the ward
    waited: 0 days for The person and whom to speak with
    waited: 1 day for Medical: steady, and what comes next
    waited: 1 day for What the person wants
    waited: 0 days for Family and friends who care for them
    waited: 0 days for Deciding about leaving: capacity and best interests
    waited: 6 days for Therapy: moving and everyday things
    waited: 0 days for Equipment
    waited: 0 days for Risks, and what makes them smaller
    waited: 1 day for Social work: home, and life there
    waited: 0 days for Safe from harm
    waited: 0 days for Medicines: taking them
    waited: 1 day for everything was there, and it was not sent
    """


@holds
def test_a_form_that_nobody_sent_is_open_until_now() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing   begun  walking=alone
    Wed 7 Jan 2026 09:00  now

    open for: 3 days, and not sent
    waited: 3 days for everything was there, and it was not sent
    """


@holds
def test_that_the_hub_was_told_by_telephone_is_not_the_sending_of_the_form() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing   begun  walking=alone
    Mon 5 Jan 2026 10:00  notified
    Wed 7 Jan 2026 09:00  now

    open for: 3 days, and not sent
    """


@holds
def test_the_nurse_saw_her_walk_alone_and_the_therapist_with_two_so_they_have_to_agree() -> None:
    """Until they do, what was written last is what the next service is told.

    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing   begun  walking=alone  transfers=one
    Sun 4 Jan 2026 11:00  therapy   begun  walking=two    transfers=one
    Sun 4 Jan 2026 12:00  now

    conflict: Walking indoors: Ward nurse “Alone”, Therapist “With two people helping”
    needs: two_care_workers
    """


@holds
def test_once_one_of_them_writes_again_and_agrees_there_is_no_conflict_and_both_versions_are_kept() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing   begun  walking=alone
    Sun 4 Jan 2026 11:00  therapy   begun  walking=two
    Sun 4 Jan 2026 15:00  therapy   begun  walking=alone
    Sun 4 Jan 2026 16:00  now

    conflict: none
    versions: Day and night on the ward: 1
    versions: Therapy: moving and everyday things: 2
    needs: none
    """


@holds
def test_what_the_ward_wrote_is_too_old_after_two_days_and_a_minute() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted     RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing      begun  walking=alone
    Sun 4 Jan 2026 10:01  social-work  begun  lives_with=alone
    Tue 6 Jan 2026 10:01  now

    stale: Day and night on the ward: older than 2 days
    """


@holds
def test_after_exactly_two_days_it_is_not() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing   begun  walking=alone
    Tue 6 Jan 2026 10:00  now

    stale: none
    """


@holds
def test_who_became_unwell_again_has_to_be_looked_at_again_but_their_home_has_not_changed() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Sun 4 Jan 2026 09:00  criteria_to_reside_not_met
    Sun 4 Jan 2026 10:00  medical      begun  steady=yes
    Sun 4 Jan 2026 11:00  social-work  begun  lives_with=alone
    Sun 4 Jan 2026 20:00  criteria_to_reside_met
    Mon 5 Jan 2026 09:00  now

    stale: Medical: steady, and what comes next: written before they became unwell again
    """


@holds
def test_a_round_that_finds_somebody_as_ill_as_the_day_before_makes_nothing_old() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted                RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  medical                 begun  steady=soon
    Sun 4 Jan 2026 20:00  criteria_to_reside_met
    Mon 5 Jan 2026 09:00  now

    stale: none
    """


@holds
def test_another_ward_has_to_see_for_itself_but_another_bed_on_the_same_ward_has_not() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN:B1  21
    Sun 4 Jan 2026 10:00  nursing   begun  walking=alone
    Sun 4 Jan 2026 12:00  moved     RNS:HAWTHORN:B2
    Sun 4 Jan 2026 14:00  moved     RNS:ROWAN:B1
    Mon 5 Jan 2026 09:00  now

    stale: Day and night on the ward: written before they were moved to another ward
    """


@holds
def test_a_change_in_what_they_can_do_makes_what_was_written_before_it_old() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted      RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  equipment     begun  needed=frame
    Sun 4 Jan 2026 12:00  need_changed  stroke
    Sun 4 Jan 2026 13:00  therapy       begun  walking=two
    Mon 5 Jan 2026 09:00  now

    stale: Equipment: written before what they can do changed
    """


@holds
def test_a_form_with_a_hole_is_not_sent_until_somebody_says_why() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted     RNS:HAWTHORN  21
    Sun 4 Jan 2026 09:00  person       whole
    Sun 4 Jan 2026 09:10  nursing      whole
    Sun 4 Jan 2026 09:20  therapy      whole
    Sun 4 Jan 2026 09:30  medical      whole
    Sun 4 Jan 2026 09:40  social-work  begun  lives_with=alone  stands=yes  visit=not_needed
    Sun 4 Jan 2026 09:45  safeguarding  whole
    Sun 4 Jan 2026 09:50  medicines    whole
    Sun 4 Jan 2026 10:00  carer        whole
    Sun 4 Jan 2026 10:10  capacity     whole
    Sun 4 Jan 2026 10:20  wishes       whole
    Sun 4 Jan 2026 10:30  risks        whole
    Sun 4 Jan 2026 11:00  sent
    Sun 4 Jan 2026 12:00  now

    sending: 2 things stand in the way, listed here. Put it right, or say why it goes so.
    in the way: Social work: home, and life there: “How does help get in?” is not answered.
    in the way: Equipment: not written yet. Therapist writes it.
    """


@holds
def test_with_a_reason_it_goes_and_the_hub_reads_the_reason() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  carer     begun  expected=no
    Sun 4 Jan 2026 11:00  sent      because a bed in the hospice is free today
    Sun 4 Jan 2026 12:00  now

    sending: sent
    open for: 0 days
    """


@holds
def test_no_reason_sends_somebody_home_to_a_carer_who_was_not_asked() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  carer     begun  expected=yes
    Sun 4 Jan 2026 11:00  sent      because the daughter will manage
    Sun 4 Jan 2026 12:00  now

    sending: Family and friends who care for them: “Was that carer asked?” is not answered.
      This has to be answered before sending, whatever the reason.
    """


@holds
def test_a_form_is_not_sent_twice_with_nothing_new_in_it() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  carer     begun  expected=no
    Sun 4 Jan 2026 11:00  sent      because it is a weekend
    Sun 4 Jan 2026 12:00  sent      because it is a weekend
    Sun 4 Jan 2026 13:00  now

    sending: It was sent on Sun 4 January 2026, 11:00 and nothing was written since.
      Write a section first, or look at that copy.
    """


@holds
def test_who_cannot_decide_needs_a_record_of_what_is_best_for_them_and_of_who_was_asked() -> None:
    """The frailty unit's story: no authorisation to keep her was asked for yet.

    Thu 1 Jan 2026 10:00  admitted  RNS:FRAILTY  21
    Fri 2 Jan 2026 10:00  carer     begun  expected=no
    Fri 2 Jan 2026 11:00  capacity  begun  doubt=yes  outcome=lacks  decision=home  liberty=not_asked  who=nobody
    Fri 2 Jan 2026 12:00  sent
    Fri 2 Jan 2026 12:00  now

    sending: 15 things stand in the way, listed here. Put it right, or say why it goes so.
    """


@holds
def test_what_somebody_needs_is_read_from_what_they_do_and_when_somebody_has_to_be_there() -> None:
    """
    Thu 1 Jan 2026 10:00  admitted   RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00  nursing    begun  transfers=hoist  daytime=morning+midday+bedtime+between
      night=often  weight=true
    Sun 4 Jan 2026 11:00  nursing    begun  transfers=hoist  daytime=morning+midday+bedtime
      thinking=dementia  weight=false
    Sun 4 Jan 2026 12:00  equipment  begun  needed=hoist+bed
    Sun 4 Jan 2026 12:30  wishes     begun  workers=female
    Sun 4 Jan 2026 13:00  now

    needs: two_care_workers, dementia, visits_a_day 3, gender female, equipment ('bed', 'hoist')
    """


@holds
def test_an_earlier_stay_says_nothing_of_what_is_needed_in_this_one() -> None:
    """
    Thu 1 Jan 2026 10:00   admitted    RNS:HAWTHORN  21
    Sun 4 Jan 2026 10:00   nursing     begun  walking=two
    Mon 5 Jan 2026 10:00   discharged  19/1
    Sat 10 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Sat 10 Jan 2026 12:00  now

    needs: none
    """
