"""What was taken back, and what was corrected

Nothing is removed from the ledger. A retraction says that something did not happen, a correction how it is to be read,
and both may arrive before what they speak of: the answer is the same. A cancelled admission leaves no stay; a
cancelled discharge, and only that, reopens one; a cancelled move puts the person back where they were. What a hospital
sends again with another time replaces what it sent before.

Sources: HL7 version 2, chapter 3: A11 cancels an admission, A12 a move, A13 a discharge; after A12 the person is where
they were before the move (<https://www.hl7.eu/refactored/msgADT_A12.html>), after A13 where the message says, which
may be another place than before (version 2.3, in a published copy of the chapter); both read 22 November 2026. NHS
England's table of events calls A13 a cancelled admission; followed to the letter that would lose the stay. The
examples are our own.
"""

from homefirst.journey import journey
from tests.intake.messages import adt, said
from tests.spec.page import holds


@holds
def test_a_cancelled_admission_leaves_no_stay() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 10:30  retracted  admitted          [spell=v1]

    spell: none
    """


@holds
def test_a_cancelled_admission_takes_back_every_telling_of_it_so_far() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 09:50  admitted   RNS:HAWTHORN  21  [spell=v1] [recorded=Mon 5 Jan 2026 10:10]
    Mon 5 Jan 2026 10:30  retracted  admitted          [spell=v1]

    spell: none
    """


@holds
def test_an_admission_recorded_after_the_cancelling_stands() -> None:
    """Retractions are final: to say that it happened after all, record it again.

    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 10:30  retracted  admitted          [spell=v1]
    Mon 5 Jan 2026 11:15  admitted   RNS:ROWAN     21  [spell=v1]
    Tue 6 Jan 2026 09:00  now

    spell: RNS Mon 5 Jan 2026 11:15 to now
    ward: RNS:ROWAN Mon 5 Jan 2026 11:15 to now
    """


@holds
def test_cancelling_one_stay_leaves_the_others_alone() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Fri 9 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v2]
    Fri 9 Jan 2026 10:30  retracted   admitted            [spell=v2]

    spell: RNS Mon 5 Jan 2026 10:00 to Wed 7 Jan 2026 12:00
    readmitted: no
    """


@holds
def test_a_cancelled_discharge_reopens_the_stay() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Wed 7 Jan 2026 13:00  retracted   discharged          [spell=v1]
    Thu 8 Jan 2026 09:00  now

    spell: RNS Mon 5 Jan 2026 10:00 to now
    """


@holds
def test_a_cancelled_discharge_takes_back_the_death_that_it_reported() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [spell=v1]
    Wed 7 Jan 2026 12:00  died                            [spell=v1]
    Wed 7 Jan 2026 13:00  retracted   discharged          [spell=v1]
    Thu 8 Jan 2026 09:00  now

    spell: RNS Mon 5 Jan 2026 10:00 to now
    died: none
    """


@holds
def test_a_cancelled_move_is_the_one_at_the_time_it_names() -> None:
    """Two moves; the first is cancelled by its time, and the second stands.

    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 12:00  moved      RNS:ROWAN         [spell=v1]
    Mon 5 Jan 2026 15:00  moved      RNS:BEECH         [spell=v1]
    Mon 5 Jan 2026 12:00  retracted  moved             [spell=v1] [recorded=Mon 5 Jan 2026 16:00]
    Tue 6 Jan 2026 09:00  now

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 15:00
    ward: RNS:BEECH Mon 5 Jan 2026 15:00 to now
    """


@holds
def test_a_cancelled_move_that_names_no_known_time_is_the_latest() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 12:00  moved      RNS:ROWAN         [spell=v1]
    Mon 5 Jan 2026 15:00  moved      RNS:BEECH         [spell=v1]
    Mon 5 Jan 2026 15:20  retracted  moved             [spell=v1]
    Tue 6 Jan 2026 09:00  now

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 12:00
    ward: RNS:ROWAN Mon 5 Jan 2026 12:00 to now
    """


@holds
def test_two_cancelled_moves_are_the_latest_two() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 12:00  moved      RNS:ROWAN         [spell=v1]
    Mon 5 Jan 2026 15:00  moved      RNS:BEECH         [spell=v1]
    Mon 5 Jan 2026 15:20  retracted  moved             [spell=v1]
    Mon 5 Jan 2026 15:25  retracted  moved             [spell=v1]
    Tue 6 Jan 2026 09:00  now

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to now
    """


@holds
def test_a_move_recorded_after_a_cancelling_is_not_cancelled_by_it() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1]
    Mon 5 Jan 2026 12:00  moved      RNS:ROWAN         [spell=v1]
    Mon 5 Jan 2026 13:00  retracted  moved             [spell=v1]
    Mon 5 Jan 2026 15:00  moved      RNS:BEECH         [spell=v1]
    Tue 6 Jan 2026 09:00  now

    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 15:00
    ward: RNS:BEECH Mon 5 Jan 2026 15:00 to now
    """


@holds
def test_a_discharge_sent_again_with_another_time_is_moved_to_it() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]
    Tue 6 Jan 2026 21:30  discharged  RNS:HAWTHORN  19/1  [spell=v1] [recorded=Thu 8 Jan 2026 09:00]

    spell: RNS Mon 5 Jan 2026 10:00 to Tue 6 Jan 2026 21:30
    nights: 1
    """


@holds
def test_a_later_telling_without_a_destination_does_not_wipe_out_the_one_that_had_it() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  85/1  [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  /     [spell=v1] [recorded=Thu 8 Jan 2026 09:00]

    left for: 85/1
    """


@holds
def test_a_correction_replaces_time_place_and_code() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted   RNS:HAWTHORN  21  [spell=v1] [as=first]
    Mon 5 Jan 2026 08:15  corrected  RNS:ROWAN     2A  [about=first] [recorded=Tue 6 Jan 2026 09:00]
    Wed 7 Jan 2026 12:00  discharged  RNS:ROWAN  19/1  [spell=v1]

    ward: RNS:ROWAN Mon 5 Jan 2026 08:15 to Wed 7 Jan 2026 12:00
    admitted as: 2A
    """


@holds
def test_of_two_corrections_the_one_recorded_last_holds() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1] [as=first]
    Mon 5 Jan 2026 07:00  corrected   RNS:ROWAN     21    [about=first] [recorded=Wed 7 Jan 2026 09:00]
    Mon 5 Jan 2026 08:15  corrected   RNS:BEECH     21    [about=first] [recorded=Tue 6 Jan 2026 09:00]
    Wed 7 Jan 2026 12:00  discharged  RNS:ROWAN     19/1  [spell=v1]

    spell: RNS Mon 5 Jan 2026 07:00 to Wed 7 Jan 2026 12:00
    """


@holds
def test_a_correction_is_the_last_word_when_it_was_recorded_last() -> None:
    """An admission told twice; then the first telling is corrected, and that was said last.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1] [as=first]
    Mon 5 Jan 2026 08:40  admitted    RNS:HAWTHORN  21    [spell=v1] [recorded=Tue 6 Jan 2026 09:00]
    Mon 5 Jan 2026 09:30  corrected   RNS:HAWTHORN  21    [about=first] [recorded=Wed 7 Jan 2026 09:00]
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]

    spell: RNS Mon 5 Jan 2026 09:30 to Wed 7 Jan 2026 12:00
    """


@holds
def test_an_event_named_by_a_retraction_is_gone_corrected_or_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21  [spell=v1]
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met                    [spell=v1] [as=round]
    Tue 6 Jan 2026 10:00  corrected                                     [about=round]
    Tue 6 Jan 2026 11:00  retracted                                     [about=round]
    Wed 7 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [spell=v1]

    discharge ready date: none
    """


@holds
def test_an_expected_date_taken_back_leaves_the_one_before_it() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                RNS:HAWTHORN  21        [spell=v1]
    Mon 5 Jan 2026 11:00  expected_discharge_set  2026-01-08              [spell=v1]
    Tue 6 Jan 2026 11:00  expected_discharge_set  2026-01-12              [spell=v1]
    Tue 6 Jan 2026 12:00  retracted               expected_discharge_set  [spell=v1]
    Wed 7 Jan 2026 09:00  now

    expected discharge date: 2026-01-08
    """


def test_a_person_brought_back_after_a_cancelled_discharge_is_where_the_message_says() -> None:
    """HL7: after A13 the assigned location is where the person is now, which may not be where they were."""
    events = [
        *said(adt("A01", p3="HAWTHORN^HAWTHORN^^RNS", evn="20260105100000")).events,
        *said(adt("A03", p3="HAWTHORN^HAWTHORN^^RNS", evn="20260107120000")).events,
        *said(adt("A13", p3="ROWAN^ROWAN^^RNS", evn="20260107140000")).events,
    ]
    (spell,) = journey(events[0].person, events).spells
    assert spell.is_open
    assert spell.location == "RNS:ROWAN"
