"""Steps of referral, offer and choice

Several services may be asked at once; none is asked twice for the same help while its answer is open. A service looks
at the referral, may ask something first, and says yes with the first day on which it can begin, or no with its reason.
What a service has said yes to is offered to the person. They choose: yes, yes for now with the place they prefer kept
for later, no, or more time. A match lapses when the person has left, has died, or needs the hospital bed again: then
nothing more is answered, offered or chosen on it. Whoever comes second is told what happened meanwhile.

Source: *Hospital discharge and community support guidance*, 26 January 2024, for choice and for home first; reasons
for withdrawing as in Nottinghamshire's *Supported Hospital Discharge to Social Care*. The rules and examples are our
own.
"""

from tests.spec.hub.step_page import holds


@holds
def test_several_services_are_asked_at_once_and_none_twice_for_the_same_help() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  reablement  [service=START]
    Tue 6 Jan 2026 09:00  referred  reablement  [service=CRT] [as=crt]
    Tue 6 Jan 2026 12:00  declined  full        [service=CRT] [about=crt]
    Wed 7 Jan 2026 09:00  now

    refer, GOSSAMER + QUILL, care_home_placement: referred care_home_placement GOSSAMER
    refer, GOSSAMER + QUILL, care_home_placement: referred care_home_placement QUILL
    refer, START, home_care: referred home_care START
    refer, CRT, reablement: referred reablement CRT
    refer, CRT + START, reablement: no. START is asked already for this help. Wait for its answer, or withdraw that
        referral.
    refer, nobody, reablement: no. Nobody is asked yet. Choose at least one service.
    refer, CRT, gardening: no. “gardening” is not a kind of help. Choose one of the list, such as reablement.
    """


@holds
def test_a_service_looks_asks_and_answers() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  reablement  [service=START] [as=asked]
    Tue 6 Jan 2026 10:00  asked     [service=START] [about=asked] [as=question]
    Wed 7 Jan 2026 09:00  now

    triage, @asked: triaged START
    accept, @asked, 2026-01-08: accepted 2026-01-08 START
    accept, @asked: accepted START
    accept, @asked, 2026-01-06: no. 2026-01-06 has passed. Choose today or a later day.
    decline, @asked, full: declined full START
    decline, @asked, busy: no. “busy” is not a reason for saying no. Choose one of the list, such as full.
    decline, @asked, other: no. Say in a few words why not, or choose a reason of the list.
    decline, @asked, other, written: declined other START
    ask, @asked, written: asked START
    ask, @asked: no. There is no question yet. Write what you need to know.
    reply, @question, written: replied START
    reply, @question: no. There is no answer yet. Write what the service asked for.
    withdraw, @asked, 07: withdrawn 07 START
    withdraw, @asked, 99: no. “99” is not a reason for withdrawing. Choose one of the list, such as 01.
    """


@holds
def test_whoever_answers_second_is_told_what_happened_meanwhile() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred   reablement           [service=START] [as=yes]
    Tue 6 Jan 2026 09:00  referred   reablement           [service=CRT] [as=no]
    Tue 6 Jan 2026 09:00  referred   home_care            [service=QUILL] [as=gone]
    Tue 6 Jan 2026 11:00  triaged                         [service=START] [about=yes]
    Tue 6 Jan 2026 12:00  accepted   2026-01-08           [service=START] [about=yes]
    Tue 6 Jan 2026 12:00  declined   full                 [service=CRT] [about=no]
    Tue 6 Jan 2026 12:30  withdrawn  another_accepted     [service=QUILL] [about=gone]
    Wed 7 Jan 2026 09:00  now

    accept, @yes: no. The service has said yes meanwhile. Look at the person again.
    decline, @no, full: no. The service has said no meanwhile. To ask it again, refer again.
    accept, @gone: no. This referral was withdrawn meanwhile. If help is needed after all, refer again.
    triage, @yes: no. The service has said yes meanwhile. Look at the person again.
    withdraw, @gone, 01: no. This referral was withdrawn meanwhile. If help is needed after all, refer again.
    withdraw, @yes, 11: withdrawn 11 START
    """


@holds
def test_a_match_lapses_when_the_person_needs_the_bed_again() -> None:
    """No and withdrawing stay possible; only what would bind the person or the service is held.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Mon 5 Jan 2026 15:00  criteria_to_reside_not_met  RNS:HAWTHORN
    Tue 6 Jan 2026 09:00  referred  reablement  [service=START] [as=asked]
    Tue 6 Jan 2026 09:00  referred  home_care   [service=QUILL] [as=agreed]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08  [service=QUILL] [about=agreed]
    Wed 7 Jan 2026 08:00  criteria_to_reside_met      RNS:HAWTHORN
    Wed 7 Jan 2026 09:00  now

    accept, @asked: no. This person needs the hospital bed again, so the match has lapsed. Wait until they no longer
        meet the criteria to reside, or withdraw the referral.
    offer, @agreed, 2026-01-08: no. This person needs the hospital bed again, so the match has lapsed. Wait until
        they no longer meet the criteria to reside, or withdraw the referral.
    decline, @asked, need: declined need START
    withdraw, @agreed, 07: withdrawn 07 QUILL
    """


@holds
def test_a_match_lapses_when_the_person_has_left_and_one_made_at_home_does_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred    reablement  [service=START] [as=inside]
    Wed 7 Jan 2026 14:00  discharged  RNS:HAWTHORN  19/1
    Wed 7 Jan 2026 15:00  referred    voluntary   [service=FRIENDS] [as=outside]
    Thu 8 Jan 2026 09:00  now

    accept, @inside: no. This person has left hospital since they were referred. Refer again if they still need the
        help.
    accept, @outside: accepted FRIENDS
    """


@holds
def test_what_a_service_said_yes_to_is_offered_once_until_they_have_chosen() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=GOSSAMER] [as=one]
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=QUILL] [as=two]
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=WREN] [as=three]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08           [service=GOSSAMER] [about=one]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08           [service=QUILL] [about=two]
    Tue 6 Jan 2026 13:00  offered   2026-01-08           [service=GOSSAMER] [about=one]
    Wed 7 Jan 2026 09:00  now

    offer, @two, 2026-01-08: offered 2026-01-08 QUILL
    offer, @one, 2026-01-08: no. This place is offered already. Record what they choose, or take that offer back.
    offer, @three: no. The service has not said yes yet. Wait for its answer, then offer the place.
    offer, @two, 2026-01-06: no. 2026-01-06 has passed. Choose today or a later day.
    """


@holds
def test_yes_for_now_keeps_the_place_that_they_prefer_for_later() -> None:
    """They have named Wren first and Quill second, and are offered Gossamer.

    Mon 5 Jan 2026 10:00  admitted         RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred         care_home_placement  [service=GOSSAMER] [as=asked]
    Tue 6 Jan 2026 10:00  place_preferred  1                    [service=WREN]
    Tue 6 Jan 2026 10:00  place_preferred  2                    [service=QUILL]
    Tue 6 Jan 2026 12:00  accepted         2026-01-08           [service=GOSSAMER] [about=asked]
    Tue 6 Jan 2026 13:00  offered          2026-01-08           [service=GOSSAMER] [about=asked] [as=place]
    Wed 7 Jan 2026 09:00  now

    choose, @place, accepted: chosen accepted GOSSAMER
    choose, @place, interim: chosen interim GOSSAMER
    choose, @place, interim, WREN: chosen interim GOSSAMER
    choose, @place, interim, QUILL: chosen interim GOSSAMER
    choose, @place, interim, QUILL: place_preferred 1 QUILL
    choose, @place, interim, QUILL: place_preferred 2 WREN
    choose, @place, refused: chosen refused GOSSAMER
    choose, @place, more_time: chosen more_time GOSSAMER
    choose, @place, perhaps: no. “perhaps” is not an answer to an offer. Choose accepted, interim, refused or
        more_time.
    prefer places, QUILL + WREN: place_preferred 1 QUILL
    prefer places, QUILL + WREN: place_preferred 2 WREN
    prefer places, QUILL + QUILL: no. A place stands in the list twice. Name each place once.
    prefer places, nobody: no. No place is named. Name at least one, the one they like best first.
    """


@holds
def test_yes_for_now_without_a_place_that_they_prefer_is_asked_again() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=GOSSAMER] [as=asked]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08           [service=GOSSAMER] [about=asked]
    Tue 6 Jan 2026 13:00  offered   2026-01-08           [service=GOSSAMER] [about=asked] [as=place]
    Wed 7 Jan 2026 09:00  now

    choose, @place, interim: no. Yes for now means that they prefer another place. Say which, so that it is kept for
        later.
    choose, @place, interim, WREN: chosen interim GOSSAMER
    choose, @place, interim, WREN: place_preferred 1 WREN
    """


@holds
def test_more_time_is_no_choice_and_yes_is_one() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=GOSSAMER] [as=one]
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=QUILL] [as=two]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08           [service=GOSSAMER] [about=one]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08           [service=QUILL] [about=two]
    Tue 6 Jan 2026 13:00  offered   2026-01-08           [service=GOSSAMER] [about=one] [as=first]
    Tue 6 Jan 2026 13:00  offered   2026-01-08           [service=QUILL] [about=two] [as=second]
    Tue 6 Jan 2026 14:00  chosen    more_time            [service=GOSSAMER] [about=first]
    Tue 6 Jan 2026 15:00  chosen    refused              [service=QUILL] [about=second]
    Wed 7 Jan 2026 09:00  now

    choose, @first, accepted: chosen accepted GOSSAMER
    choose, @second, accepted: no. They have chosen about this offer meanwhile. If they think otherwise now, offer
        it again.
    offer, @two, 2026-01-09: offered 2026-01-09 QUILL
    """


@holds
def test_help_starts_on_a_yes_is_held_restarts_and_ends_once() -> None:
    """Home care from Quill was held on admission; reablement was accepted; nobody has answered for the bed.

    Thu 1 Jan 2026 10:00  support_started  home_care  [service=QUILL] [as=package]
    Mon 5 Jan 2026 10:00  admitted         RNS:HAWTHORN  21
    Mon 5 Jan 2026 11:00  support_held                [service=QUILL] [about=package]
    Tue 6 Jan 2026 09:00  referred         reablement                   [service=START] [as=yes]
    Tue 6 Jan 2026 09:00  referred         bed_based_intermediate_care  [service=SHAW] [as=open]
    Tue 6 Jan 2026 12:00  accepted         2026-01-08                   [service=START] [about=yes]
    Wed 7 Jan 2026 09:00  now

    start support, reablement, START, @yes: support_started reablement START
    start support, voluntary, FRIENDS: support_started voluntary FRIENDS
    start support, bed_based_intermediate_care, SHAW, @open: no. The service has not said yes yet. Record its answer
        first.
    start support, home_care, QUILL: no. QUILL gives this support already. If it was held, restart it.
    start support, reablement, CRT, @yes: no. That referral is to START. Choose the referral to CRT, or none.
    restart support, @package: support_restarted QUILL
    hold support, @package: no. This support is held already. Restart it, or end it.
    end support, @package, long_term_at_home: support_ended long_term_at_home QUILL
    end support, @package, gone: no. “gone” does not say how support ended. Choose one of the list, such as
        long_term_at_home.
    """


@holds
def test_of_several_that_said_yes_one_is_chosen_and_the_others_are_withdrawn_at_once() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  home_care   [service=QUILL]  [as=quill]
    Tue 6 Jan 2026 09:00  referred  home_care   [service=WREN]   [as=wren]
    Tue 6 Jan 2026 09:00  referred  home_care   [service=FINCH]  [as=finch]
    Tue 6 Jan 2026 09:00  referred  home_care   [service=CROW]   [as=crow]
    Tue 6 Jan 2026 09:00  referred  voluntary   [service=CROW]   [as=friends]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08  [service=QUILL]  [about=quill]
    Tue 6 Jan 2026 13:00  accepted  2026-01-09  [service=WREN]   [about=wren]
    Tue 6 Jan 2026 14:00  accepted  2026-01-09  [service=CROW]   [about=friends]
    Tue 6 Jan 2026 15:00  declined  full        [service=CROW]   [about=crow]
    Wed 7 Jan 2026 09:00  now

    stand down, @wren: withdrawn another_accepted FINCH
    stand down, @wren: withdrawn another_accepted QUILL
    stand down, @finch: no. This service has not said yes, so it cannot be chosen. Wait for its answer, or choose
        another.
    stand down, @friends: no. No other service is asked for this help now, so there is nobody to tell.
    """


@holds
def test_a_place_that_the_person_said_yes_to_is_not_withdrawn_for_another() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=QUILL]  [as=quill]
    Tue 6 Jan 2026 09:00  referred  care_home_placement  [service=WREN]   [as=wren]
    Tue 6 Jan 2026 12:00  accepted  2026-01-08           [service=QUILL]  [about=quill]
    Tue 6 Jan 2026 13:00  accepted  2026-01-09           [service=WREN]   [about=wren]
    Tue 6 Jan 2026 14:00  offered   2026-01-08           [service=QUILL]  [about=quill] [as=place]
    Tue 6 Jan 2026 15:00  chosen    accepted             [service=QUILL]  [about=place]
    Wed 7 Jan 2026 09:00  now

    stand down, @quill: withdrawn another_accepted WREN
    stand down, @wren: no. The person said yes to QUILL. Choose that one, or record first what they want now.
    """
