"""Hospital provider spells, and moves between hospitals

A hospital provider spell is a person's whole continuous stay using a bed of one provider. Moves between its wards and
beds do not end it. A move to another provider does, and begins a spell there. Leave of 28 days or less does not end it.

Source: NHS Data Dictionary, *Hospital Provider Spell*,
<https://www.datadictionary.nhs.uk/nhs_business_definitions/hospital_provider_spell.html>, read 22 November 2026. Its
one worked example, the person who dies in theatre before reaching a ward, is below; the others are our own. The
Dictionary begins a spell when a consultant, nurse or midwife takes over care after the decision to admit; we begin it
when the sender says that the person was admitted.
"""

from tests.spec.page import holds


@holds
def test_moves_within_a_hospital_are_one_spell() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN     21
    Mon 5 Jan 2026 19:30  moved       RNS:ROWAN
    Wed 7 Jan 2026 11:00  moved       RNS:ROWAN:B4
    Fri 9 Jan 2026 14:00  discharged  RNS:ROWAN:B4     19/1

    spell: RNS Mon 5 Jan 2026 10:00 to Fri 9 Jan 2026 14:00
    ward: RNS:HAWTHORN Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 19:30
    ward: RNS:ROWAN Mon 5 Jan 2026 19:30 to Wed 7 Jan 2026 11:00
    ward: RNS:ROWAN:B4 Wed 7 Jan 2026 11:00 to Fri 9 Jan 2026 14:00
    nights: 4
    admitted as: 21
    left for: 19/1
    """


@holds
def test_a_person_still_in_has_stayed_until_now() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Thu 8 Jan 2026 09:00  now

    spell: RNS Mon 5 Jan 2026 10:00 to now
    nights: 3
    left for: still in
    """


@holds
def test_a_move_to_another_provider_ends_one_spell_and_begins_another() -> None:
    """One stay in the sender's eyes, two hospitals: the first spell is left for another hospital's ward (51), the
    second is admitted by transfer (81), though no message said so.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [spell=v1]
    Thu 8 Jan 2026 15:00   moved       RNQ:ASHBY           [spell=v1]
    Mon 12 Jan 2026 11:00  discharged  RNQ:ASHBY     19/1  [spell=v1]

    spell: RNS Mon 5 Jan 2026 10:00 to Thu 8 Jan 2026 15:00
    spell: RNQ Thu 8 Jan 2026 15:00 to Mon 12 Jan 2026 11:00
    nights: 3
    nights: 4
    admitted as: 21
    admitted as: 81
    left for: 51/?
    left for: 19/1
    goes on elsewhere: yes
    goes on elsewhere: no
    """


@holds
def test_a_discharge_to_a_hospital_and_an_admission_there_are_one_stay_in_two_spells() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [spell=v1]
    Thu 8 Jan 2026 15:00   discharged  RNS:HAWTHORN  51/1  [spell=v1]
    Thu 8 Jan 2026 16:10   admitted    RNQ:ASHBY     81    [spell=k7]
    Mon 12 Jan 2026 11:00  discharged  RNQ:ASHBY     19/1  [spell=k7]

    spell: RNS Mon 5 Jan 2026 10:00 to Thu 8 Jan 2026 15:00
    spell: RNQ Thu 8 Jan 2026 16:10 to Mon 12 Jan 2026 11:00
    goes on elsewhere: yes
    goes on elsewhere: no
    """


@holds
def test_a_stay_goes_on_elsewhere_where_either_hospital_says_so_within_two_nights() -> None:
    """The two nights and the rule that one side's word is enough follow NHS Digital's continuous inpatient spells, as
    described in the manual of the R package epidm (UK Health Security Agency),
    <https://alexbhatt.github.io/epidm/reference/cip_spells.html>, read 22 November 2026; the methodology itself was
    not read.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1] [spell=v1]
    Thu 8 Jan 2026 15:00   discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=v1]
    Sat 10 Jan 2026 16:00  admitted    RNQ:ASHBY     81    [person=p1] [spell=k1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2] [spell=v2]
    Thu 8 Jan 2026 15:00   discharged  RNS:HAWTHORN  51/1  [person=p2] [spell=v2]
    Sun 11 Jan 2026 16:00  admitted    RNQ:ASHBY     81    [person=p2] [spell=k2]

    p1 goes on elsewhere: yes
    p1 goes on elsewhere: no
    p2 goes on elsewhere: no
    p2 goes on elsewhere: no
    """


@holds
def test_an_admission_told_twice_is_one_spell_and_the_last_telling_holds() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Mon 5 Jan 2026 08:40  admitted    RNS:HAWTHORN  21    [spell=v1] [recorded=Tue 6 Jan 2026 09:00]
    Fri 9 Jan 2026 14:00  discharged  RNS:HAWTHORN  19/1  [spell=v1]

    spell: RNS Mon 5 Jan 2026 08:40 to Fri 9 Jan 2026 14:00
    """


@holds
def test_a_person_who_dies_in_theatre_before_reaching_a_ward_has_had_a_spell() -> None:
    """The Dictionary's own example.

    Mon 5 Jan 2026 10:00  admitted    RNS  21
    Mon 5 Jan 2026 13:20  discharged  RNS  79/4
    Mon 5 Jan 2026 13:20  died

    spell: RNS Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 13:20
    nights: 0
    left for: 79/4
    died: Mon 5 Jan 2026 13:20
    """


@holds
def test_leave_to_go_home_does_not_end_the_spell() -> None:
    """Out on leave (A21) and back (A22) are kept and end nothing.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21
    Sat 10 Jan 2026 10:00  noted       A21
    Sun 11 Jan 2026 17:00  noted       A22
    Wed 14 Jan 2026 14:00  discharged  RNS:HAWTHORN  19/1

    spell: RNS Mon 5 Jan 2026 10:00 to Wed 14 Jan 2026 14:00
    nights: 9
    """


@holds
def test_two_stays_at_one_hospital_on_one_day_are_two_spells() -> None:
    """
    Mon 5 Jan 2026 08:00   admitted    RNS:HAWTHORN  11
    Mon 5 Jan 2026 16:00   discharged  RNS:HAWTHORN  19/1
    Mon 5 Jan 2026 22:00   admitted    RNS:ROWAN     21
    Wed 7 Jan 2026 12:00   discharged  RNS:ROWAN     19/1

    spell: RNS Mon 5 Jan 2026 08:00 to Mon 5 Jan 2026 16:00
    spell: RNS Mon 5 Jan 2026 22:00 to Wed 7 Jan 2026 12:00
    nights: 0
    nights: 2
    """


@holds
def test_a_visit_to_accident_and_emergency_is_not_a_spell() -> None:
    """
    Mon 5 Jan 2026 10:00  attended         RNS:ED  ambulance
    Mon 5 Jan 2026 13:30  left_department  RNS:ED

    spell: none
    A&E: RNS:ED Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 13:30
    """


@holds
def test_a_person_admitted_from_accident_and_emergency_left_it_when_the_spell_began() -> None:
    """
    Mon 5 Jan 2026 10:00  attended    RNS:ED        ambulance  [spell=v1]
    Mon 5 Jan 2026 12:00  decided_to_admit                     [spell=v1]
    Mon 5 Jan 2026 15:45  admitted    RNS:HAWTHORN  21         [spell=v1]
    Fri 9 Jan 2026 14:00  discharged  RNS:HAWTHORN  19/1       [spell=v1]

    A&E: RNS:ED Mon 5 Jan 2026 10:00 to Mon 5 Jan 2026 15:45
    spell: RNS Mon 5 Jan 2026 15:45 to Fri 9 Jan 2026 14:00
    """
