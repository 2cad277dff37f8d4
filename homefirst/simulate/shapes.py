"""What the event loop reads and writes: rows of numbers, and the numbers that stand for things.

Changing a number here needs no more than a new run: the loop's compiled form is kept by its own file, so touch
engine.py too (tests/simulate/test_engine.py compares it with the plain form, and fails where it was forgotten).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from homefirst.codes import DelayReason, Residence, SupportKind, SupportOutcome
from homefirst.event import Kind

DAY = 86_400_000_000  # microseconds
HOUR = 3_600_000_000
NOBODY = -1
NEVER = 2**62
RING_MASK = 2**16 - 1  # a ring of so many short lists, and one

# Services by pathway: help at home (1), a bed elsewhere (2), a care home (3)
HOME, BED, CARE_HOME = 1, 2, 3

# Where somebody can be counted: the hospital's beds, of those there who wait for 1, 2, 3, who waits in a bed elsewhere
# for help at home, and who is in each service
PLACES = (
    "acute", "escalation", "awaiting_1", "awaiting_2", "awaiting_3", "awaiting_1_from_2", "in_1", "in_2", "in_3",
)  # fmt: skip
ACUTE, ESCALATION, AWAITING_FROM_BED, IN_HOME, IN_BED = 0, 1, 5, 6, 7
WAITS = ("wait_1_from_2", "wait_1", "wait_2", "wait_3")

# Where something is told to be: ordinary and escalation beds of two hospitals, their A&E, the council that answers
FIRST_WARD, FIRST_AE, COUNCIL = 1, 5, 7

# Lengths of stay: LEVELS times half of the people left, each in CELLS steps
LEVELS, CELLS = 32, 128


class Purpose(IntEnum):
    """What a draw is for. Never renumber: a number is part of the key of every draw."""

    GAP = 1
    KEPT = 2
    HOSPITAL_STAY = 3  # and 4, 5, 6 for the stay in service 1, 2, 3
    DIES_IN_HOSPITAL = 7  # and 8, 9, 10 in service 1, 2, 3
    PATHWAY = 11
    HELP_AFTER_BED = 12
    RETURNS = 13
    RETURNS_AFTER = 14
    RESIDENCE = 15
    HOSPITAL = 16
    BY_AE = 17
    HOURS_IN_AE = 18
    BY_AMBULANCE = 19
    AGE_BAND = 20
    AGE = 21
    SEX = 22


class Step(IntEnum):
    """What happens to a person next."""

    STAY_ENDS = 0
    SERVICE_ENDS = 1
    RETURN = 2
    GONE = 3


class Tick(IntEnum):
    """What the clock strikes, in this order where two strike at once."""

    CLOSES = 0
    MIDNIGHT = 1
    OPENS = 2


class Tell(IntEnum):
    """The kinds of event that the loop tells of."""

    RESIDENCE = 0
    ATTENDED = 1
    ADMITTED = 2
    NOT_MET = 3
    PATHWAY = 4
    REFERRED = 5
    DELAY = 6
    ACCEPTED = 7
    DISCHARGED = 8
    STARTED = 9
    ENDED = 10
    DIED = 11


KINDS = {
    Tell.RESIDENCE: Kind.RESIDENCE_CHANGED,
    Tell.ATTENDED: Kind.ATTENDED,
    Tell.ADMITTED: Kind.ADMITTED,
    Tell.NOT_MET: Kind.CRITERIA_TO_RESIDE_NOT_MET,
    Tell.PATHWAY: Kind.PATHWAY_CHOSEN,
    Tell.REFERRED: Kind.REFERRED,
    Tell.DELAY: Kind.DELAY_STARTED,
    Tell.ACCEPTED: Kind.ACCEPTED,
    Tell.DISCHARGED: Kind.DISCHARGED,
    Tell.STARTED: Kind.SUPPORT_STARTED,
    Tell.ENDED: Kind.SUPPORT_ENDED,
    Tell.DIED: Kind.DIED,
}


class Word(IntEnum):
    """The details that the loop tells. Of a run of three, the number before the first; add the service."""

    NOTHING = 0
    OWN_HOME = 1
    CARE_HOME_LIVED = 2
    AMBULANCE = 3
    WALK_IN = 4
    BY_AE = 5
    BY_OTHER_MEANS = 6
    PATHWAY_0 = 7  # and 8, 9, 10
    NONE_AVAILABLE = 10  # 11, 12, 13
    UNDERWAY = 13  # 14, 15, 16
    TO_USUAL_PLACE = 17  # also for help at home; 18 for a bed, 19 for a care home
    DIED = 20
    SUPPORT = 20  # 21, 22, 23
    MORE_INTERMEDIATE_CARE = 24
    NO_MORE_HELP = 25
    STAYS_IN_CARE_HOME = 26
    DIED_IN_SERVICE = 27


DETAILS = (
    "", Residence.OWN_HOME, Residence.CARE_HOME, "ambulance", "walk_in", "21", "2D", "0", "1", "2", "3",
    DelayReason.NO_HOME_REHABILITATION, DelayReason.NO_BED_REHABILITATION, DelayReason.NO_CARE_HOME,
    DelayReason.HOME_REHABILITATION_UNDERWAY, DelayReason.BED_REHABILITATION_UNDERWAY, DelayReason.CARE_HOME_UNDERWAY,
    "19/1", "29/1", "85/1", "79/4",
    SupportKind.HOME_BASED_INTERMEDIATE_CARE, SupportKind.BED_BASED_INTERMEDIATE_CARE, SupportKind.CARE_HOME_PLACEMENT,
    SupportOutcome.FURTHER_INTERMEDIATE_CARE, SupportOutcome.NO_FURTHER_SUPPORT, SupportOutcome.CARE_HOME,
    SupportOutcome.DIED,
)  # fmt: skip


def row(**fields: object) -> np.dtype[np.void]:
    """The shape of one row: a type for each field, or a type and how many of it."""
    parts = [(name, *(kind if isinstance(kind, tuple) else (kind,))) for name, kind in fields.items()]
    return np.dtype(parts, align=True)


f8, i8, i4, i2, i1 = np.float64, np.int64, np.int32, np.int16, np.int8
MODEL = row(
    arrivals_a_day=f8,
    peak=f8,  # the busiest hour of the busiest weekday, against the mean
    weekday=(f8, 7),
    hour=(f8, 24),
    first_weekday=i8,
    acute_beds=i8,
    places=(i8, 4),  # by service; the first is of no meaning
    office_hours=(i8, 4),  # 0 or 1
    dies_in_hospital=f8,
    dies=(f8, 4),
    pathway_up_to=(f8, 3),
    help_after_bed=f8,
    readmitted=f8,
    readmitted_from=f8,  # days
    readmitted_to=f8,
    first_hospital=f8,
    from_care_home=f8,
    through_ae=f8,
    ae_hours_from=f8,
    ae_hours_to=f8,
    by_ambulance=f8,
)
WORLD = row(
    seed=np.uint64,
    start=i8,
    measured_from=i8,
    arrival=i8,
    arrival_day=i8,
    candidate=i8,
    people=i8,
    minutes=i8,  # the width of a bucket of the ring, as a power of two in microseconds
    waiting=i8,  # how many people are in the ring
    due=i8,  # when the first of them is due
    who=i8,
    told=i8,
    night=i8,
    open=np.bool_,
    inside=(i8, 9),
    area=(i8, 9),  # person-microseconds
    first=(i8, 4),
    last=(i8, 4),
    waited=(i8, 4),
    started=(i8, 4),
    admissions=i8,
    escalations=i8,
    readmissions=i8,  # that will come, or came
    returns=i8,  # that came
    discharges=i8,
    deaths=i8,
    events=i8,
)
PERSON = row(
    due=i8,
    asked=i8,
    last=i8,  # when anything was last told of them
    candidate=i8,
    number=i4,
    behind=i4,  # in a queue
    beside=i4,  # in the ring
    episode=i4,
    told=i4,
    bed=i1,
    step=i1,
    service=i1,
    hospital=i1,
    care_home=np.bool_,
)
CLOCK = row(when=i8, what=i1)
TOLD = row(happened=i8, person=i4, sequence=i4, episode=i2, kind=i1, place=i1, service=i1, detail=i1)
NIGHT = row(inside=(i8, 9), admissions=i8, returns=i8, discharges=i8, deaths=i8)  # all but `inside` since the start
