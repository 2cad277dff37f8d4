"""The shapes that the compiled rules read and write: plain columns of numbers.

A word (a location, service or detail) is its number in a vocabulary; 0 is the empty word. A time is microseconds
since 1970 in UTC, with OPEN for "has not happened". A day is days since 1970 by the clock in England.

Tables, vocabulary and working space are arrays of rows, one array each: hundreds of separate columns as arguments would
make the compiler work for a minute.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.codes import DischargeMethod, Response, SupportKind, SupportOutcome
from homefirst.event import Kind
from homefirst.hops import HOSPICE, Place
from homefirst.journey import BY_DEATH, ONWARD, TRANSFER
from homefirst.journey import DEATH as BY_DYING

I64 = NDArray[np.int64]
I32 = NDArray[np.int32]

OPEN = int(np.iinfo(np.int64).max)
NO_NUMBER = int(np.iinfo(np.int32).min)
KIND_NUMBER = {kind: number for number, kind in enumerate(Kind)}


def row(**fields: type[np.generic]) -> np.dtype[np.void]:
    """The shape of one row, its fields at even addresses."""
    return np.dtype(list(fields.items()), align=True)


# One event. Events stand by person and then in their order.
EVENT = row(
    happened=np.int64,
    recorded=np.int64,
    spell=np.uint64,
    id=np.uint64,
    about=np.uint64,
    sequence=np.int64,
    person=np.int32,
    location=np.int32,
    service=np.int32,
    detail=np.int32,
    kind=np.int8,
)

PLACES = tuple(place.value for place in Place)
OF_PLACES = (
    SupportKind.OTHER.value,
    SupportOutcome.HOSPITAL.value,
    Response.CONVEYED.value,
    Response.CONVEYED_ELSEWHERE.value,
    DischargeMethod.STILLBIRTH.value,
    HOSPICE,
)

# What a word means to the rules, by its number
WORD = row(
    provider=np.int32,  # of a location: the word for its provider
    area=np.int32,  # of a residence's location: the small area after the council
    on_ward=np.bool_,  # of a location: names a ward, not only a provider
    reason=np.int32,  # of a delay's detail: the reason without its attribution
    kind=np.int16,  # of a retraction's detail: the kind it names, or -1
    main=np.bool_,  # of a diagnosis's detail: the main one
    says_end=np.bool_,  # of a discharge's detail: gives a destination or a method
    destination=np.int32,  # of a discharge's detail; of a diagnosis's, its code
    method=np.int32,  # of a discharge's detail
    emergency=np.bool_,  # of an admission method
    hospital=np.bool_,  # of a destination: another hospital
    transfer=np.bool_,  # of an admission method: from another hospital's bed
    bed=np.bool_,  # of a kind of support: a bed elsewhere
    care_home=np.bool_,  # of a residence
    to_care_home=np.bool_,  # of a destination
)
# Words that every vocabulary begins with, after the empty one
FIRST_WORDS = ("", TRANSFER, ONWARD, str(Kind.ADMITTED), BY_DYING, BY_DEATH, *PLACES, *OF_PLACES)
TRANSFER_WORD, ONWARD_WORD, ADMITTED_WORD, DEATH_WORD, BY_DEATH_WORD = range(1, 6)
HOME_WORD, CARE_HOME_WORD, CALL_WORD, AMBULANCE_WORD, AE_WORD, WARD_WORD, OTHER_HOSPITAL_WORD, DIED_WORD = range(6, 14)
OTHER_WORD, HOSPITAL_WORD, CONVEYED_WORD, CONVEYED_ELSEWHERE_WORD, STILLBIRTH_WORD, HOSPICE_WORD = range(14, 20)

SPELL = row(
    number=np.int32,  # in this batch
    person=np.int32,
    provider=np.int32,
    first_location=np.int32,
    location=np.int32,
    started=np.int64,
    ended=np.int64,
    admission_method=np.int32,
    destination=np.int32,
    discharge_method=np.int32,
    ready=np.int64,
    pathway=np.int32,
    expected=np.int32,
    expected_sets=np.int32,
    first_expected=np.int32,
    first_expected_at=np.int64,
    diagnosis=np.int32,
    notified=np.int64,
    admission_heard=np.bool_,
    residence=np.int32,
    council=np.int32,
    area=np.int32,
    transferred=np.bool_,
    readmitted_after=np.int32,
    leaves_for=np.int32,  # where to, if no support takes over; 0 while in, and for a transfer
    followed=np.bool_,  # whether support took over
)
STAY = row(spell=np.int32, person=np.int32, location=np.int32, provider=np.int32, started=np.int64, ended=np.int64)
RUN = row(spell=np.int32, person=np.int32, provider=np.int32, started=np.int64, ended=np.int64)
DELAY = row(
    id=np.uint64,  # of the event that began it
    spell=np.int32,
    person=np.int32,
    provider=np.int32,
    detail=np.int32,
    started=np.int64,
    ended=np.int64,
    counted_from=np.int32,
    counted_days=np.int32,
)
ATTENDANCE = row(
    person=np.int32,
    location=np.int32,
    arrived=np.int64,
    left=np.int64,
    arrival_mode=np.int32,
    stream=np.int32,
    decided_to_admit=np.int64,
    outcome=np.int32,
    handed_over=np.int64,
    residence=np.int32,
    council=np.int32,
    area=np.int32,
    spell=np.int32,  # the stay that it led to, or NO_NUMBER
    followed=np.bool_,  # whether a ward took over
)
CALL = row(
    person=np.int32,
    location=np.int32,
    detail=np.int32,
    called=np.int64,
    service=np.int32,
    response=np.int32,
    responded=np.int64,
    residence=np.int32,
    council=np.int32,
    area=np.int32,
)
REFERRAL = row(
    person=np.int32,
    service=np.int32,
    detail=np.int32,
    referred=np.int64,
    triaged=np.int64,
    answer=np.int8,  # a kind's number, or -1
    answered=np.int64,
    started=np.int64,
)
SUPPORT = row(
    person=np.int32,
    kind=np.int32,
    service=np.int32,
    started=np.int64,
    held=np.int64,
    ended=np.int64,
    outcome=np.int32,
    followed=np.bool_,  # whether other support took over
)
RESIDENCE = row(person=np.int32, since=np.int64, until=np.int64, kind=np.int32, council=np.int32, area=np.int32)
DEATH = row(person=np.int32, died=np.int64)
HOP = row(
    person=np.int32,
    from_kind=np.int32,
    from_service=np.int32,
    to_kind=np.int32,
    to_service=np.int32,
    spell=np.int32,  # the stay that it began or ended, or NO_NUMBER
    asked=np.int64,
    taken=np.int64,
    returned=np.bool_,
)
STANDING = row(
    person=np.int32,
    spell=np.int32,  # the stay that had begun last by then, or NO_NUMBER
    kind=np.int32,
    happened=np.int64,
    location=np.int32,
    service=np.int32,
    detail=np.int32,
)


# How many rows each table has so far, and the time up to which open delays and runs are counted
MADE = row(
    spells=np.int64,
    stays=np.int64,
    ready=np.int64,
    delays=np.int64,
    attendances=np.int64,
    referrals=np.int64,
    supports=np.int64,
    residences=np.int64,
    deaths=np.int64,
    standing=np.int64,
    calls=np.int64,
    hops=np.int64,
    first_spell=np.int64,  # where the rows of the person at hand begin
    first_attendance=np.int64,
    first_call=np.int64,
    first_support=np.int64,
    first_hop=np.int64,
    first_home=np.int64,
    died=np.int64,  # when the person at hand died, or OPEN
    as_at=np.int64,
)


class Out(NamedTuple):
    """Where the rules write: each table an array of rows, with room to spare; `made` is one row of MADE."""

    spells: Any
    stays: Any
    ready: Any
    delays: Any
    attendances: Any
    referrals: Any
    supports: Any
    residences: Any
    deaths: Any
    calls: Any
    hops: Any
    standing: Any
    made: Any


# Working space for one person, as long as the longest journey
SCRATCH = row(
    # Of each standing row
    rows=np.int64,  # the row that stands, in order
    sorted=np.int64,  # standing rows by stay
    group=np.int64,  # the row's stay, -1 for none; of referrals and supports, where they are written
    gone=np.bool_,  # rows taken back, from the person's first row
    # Of each stay
    key=np.uint64,
    made=np.bool_,  # whether that key was ours to make
    first=np.int64,  # where the stay's rows begin in `sorted`
    end=np.int64,  # and end
    attended=np.int64,  # the row recorded last that tells of each of these facts, or -1
    streamed=np.int64,
    decided=np.int64,
    handed=np.int64,
    left=np.int64,
    admitted=np.int64,
    placed=np.int64,  # of an admission that names a ward
    detailed=np.int64,  # of an admission that says how
    discharged=np.int64,
    told_end=np.int64,  # of a discharge that says where to
    # Of each ward in turn, in one stay
    point_at=np.int64,
    point_place=np.int32,
    # Of each spell
    by_start=np.int64,  # the person's spells in order
)
