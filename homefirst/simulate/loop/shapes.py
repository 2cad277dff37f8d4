"""What the event loop reads and writes: rows of numbers, and the numbers that stand for things.

Over 300 lines: a list of fields, one to a line, each with what it means.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np

from homefirst.codes import FrailtyScale, Residence
from homefirst.event import Kind

DAY = 86_400_000_000  # microseconds
HOUR = 3_600_000_000
NOBODY = -1
NEVER = 2**62

# Where a route may end, instead of a node
HOME, DIED, GONE, THERE = -1, -2, -3, -4  # (there: they are in a node, or its queue)

# Classes of people: four degrees of frailty by five kinds of residence. A plain network may use them for anything.
FRAILTIES = ("fit", "mild", "moderate", "severe")
RESIDENCES = ("alone", "with_others", "extra_care", "residential", "nursing")
CLASSES = len(FRAILTIES) * len(RESIDENCES)
FIRST_CARE_HOME = 3  # of the residences, from here on

# Ages 65-69, 70-74 ... 90 and over
BANDS = 6

# Lengths of stay: LEVELS times half of the people left, each in CELLS steps
LEVELS, CELLS = 32, 128

AT_MOST_FEEDS, AT_MOST_DRAWS = 8, 6
SITES = 8
AT_MOST_NODES, AT_MOST_ROUTES, AT_MOST_WORDS = 128, 640, 256
AT_MOST_STREAMS = 16
EXPECTED_AHEAD = 90  # days after the run for which an expected date may be told
LONGEST_STAY = 400  # nights; longer stays are counted as this


class Purpose(IntEnum):
    """What a draw is for. Never renumber: a number is part of the key of every draw."""

    GAP = 1  # between one arrival and the next
    KEPT = 2  # whether a candidate arrival, or crisis, comes in this hour
    STAY = 3
    ROUTE = 4
    ACCEPTS = 5
    WAITING = 6  # how long until something changes while they wait
    CHANGE = 7  # what changes then
    WEAKER = 8  # whether the days in bed left them frailer
    HARMED_STAY = 9
    CLASS = 10
    BORN = 11
    SEX = 12
    CARER = 13
    PACKAGE = 14
    HOME_GAP = 15
    HOME_WHAT = 16
    AVOIDED = 17
    EXPECTED_AT = 18
    EXPECTED_ERROR = 19
    SUMMARY = 22


class Flag(IntEnum):
    """What is special about a node."""

    TASK = 1  # staff work for them, and they stay where they are
    AE = 2
    BED = 4  # a hospital bed, at a site
    AT_HOME = 8  # help for somebody who lives at home, or in the care home where they are placed
    OUT = 16  # they leave where they were as soon as they ask, and wait outside
    PASS = 32  # takes no time: only a choice
    LASTING = 64  # the choice is the same each time for one person
    PLACEMENT = 128  # they live in a care home while there
    REABLEMENT = 256  # followed up on day 91
    AMBULANCE = 512  # whoever asks here came by ambulance
    CARE = 1024  # help or a bed that is a period of support


class Effect(IntEnum):
    """What a route changes for the person who takes it."""

    NOTHING = 0
    PACKAGE = 1  # a long-term home care package begins
    RESIDENTIAL = 2  # they live in a care home without nursing from now on
    NURSING = 3
    UNSUPPORTED = 4  # they go home without the help that they need
    SUPPORTED = 5
    AGAIN = 7  # a new stay begins


class Tick(IntEnum):
    """What the clock strikes, in this order where two strike at once."""

    MIDNIGHT = 0
    HOURS = 1  # services may open or close


# The kinds that the loop tells, by number: 0 tells nothing
TELLS = (None, *Kind)
an_enum: Any = IntEnum  # made of another list, so its names are not written out here
Tell = an_enum("Tell", [("NOTHING", 0), *((kind.name, n + 1) for n, kind in enumerate(Kind))])


class Word(IntEnum):
    """Details that the loop itself tells; those of nodes and routes come after (network.py)."""

    NOTHING = 0
    RESIDENCE = 1  # five, by residence
    FRAILTY = 6  # four
    AMBULANCE = 10
    WALK_IN = 11
    BY_AE = 12
    OTHERWISE = 13
    PATHWAY = 14  # four
    TO_USUAL_PLACE = 18
    TO_DEATH = 19
    SUPPORT_DIED = 20
    SUPPORT_HOSPITAL = 21
    PACKAGE = 22
    LEFT_HOME = 23
    LEFT_ADMITTED = 24
    LEFT_DIED = 25
    SUPPORT_OTHER = 26


WORDS = (
    "", Residence.OWN_HOME, Residence.OWN_HOME, Residence.EXTRA_CARE, Residence.RESIDENTIAL_HOME,
    Residence.NURSING_HOME, FrailtyScale.MANAGING_WELL, FrailtyScale.MILDLY_FRAIL, FrailtyScale.MODERATELY_FRAIL,
    FrailtyScale.SEVERELY_FRAIL, "ambulance", "walk_in", "21", "2D", "0", "1", "2", "3", "19/1", "79/4", "died",
    "hospital", "home_care", "home", "admitted", "died", "other",
)  # fmt: skip


def row(**fields: object) -> np.dtype[np.void]:
    """The shape of one row: a type for each field, or a type and how many of it."""
    parts = [(name, *(kind if isinstance(kind, tuple) else (kind,))) for name, kind in fields.items()]
    return np.dtype(parts, align=True)


f8, f4, i8, i4, i2, i1 = np.float64, np.float32, np.int64, np.int32, np.int16, np.int8

NODE = row(
    key=np.uint64,  # of its name: its draws stay the same when other nodes come or go
    choice=np.uint64,  # of the name under which it chooses; nodes that share one choose alike
    traits=i4,  # of Flag, added up
    places=(i4, 2),  # on weekdays and at weekends
    starts=(i4, 2),  # a day; -1 for no limit
    room=i4,  # for how many to wait; -1 for no limit
    full=i2,  # where they go when there is no room
    site=i2,  # of hospital beds and A&E; -1 for none
    location=i2,
    service=i2,
    stay=i2,
    first_route=i4,
    routes=i2,
    feeds=(i2, AT_MOST_FEEDS),  # nodes that start those who wait here, in order; the node itself if it has places
    fed=i2,
    draws=(i2, AT_MOST_DRAWS),  # nodes whose waiting it starts, first those that go first
    drawn=i2,
    ask_tells=i2,
    ask_word=i2,
    start_tells=i2,
    start_word=i2,
    end_tells=i2,
    destination=i2,  # the word for leaving hospital to it
    delay_full=i2,  # the reason for delay while there is no place
    delay_closed=i2,  # ... while it starts nobody
    delay_during=i2,  # ... while staff work on it
    dies=f8,  # a day, while they wait: for it, or in it once they no longer need it
    harmed=f8,
    recovers=f8,
    recovered=i2,  # where they go then
    harm_stay=i2,  # how long they need a hospital bed again
    soon=i8,  # a start within this many microseconds of asking counts as soon
    open=(i1, 168),  # by hour of the week, Monday first
    weakens=f8,  # by day in bed, the chance of becoming one degree frailer
    by_class=(f4, CLASSES),  # how many times as long they stay
    accepts=(f4, CLASSES),  # share that meets its criteria
)
STATE = row(  # of a node
    inside=i8,
    queued=i8,
    area=i8,  # person-microseconds inside
    queue_area=i8,
    blocked=i8,  # who are done here and cannot leave
    blocked_area=i8,
    first=i4,
    last=i4,
    open=np.bool_,
    freed=np.bool_,  # a place here may be given
    starts_today=i4,
    asked=i8,  # from here on, since the measured days began
    started=i8,  # of those who asked here
    waited=i8,  # microseconds
    soon=i8,
    begun=i8,  # here, whoever they asked
    ended=i8,
    lost=i8,
    harmed=i8,
    died=i8,
)
ROUTE = row(
    up_to=(f8, CLASSES),  # by class: the share of people who take this or an earlier route of the node
    to=i2,
    word=i2,
    pathway=i1,
    effect=i1,
)
LINE = row(due=i8, beside=i4, before=i4)  # of a person: when they are due, and who stands on either side of them
STREAM = row(  # people who come from outside
    key=np.uint64,
    to=i2,
    a_day=f8,
    peak=f8,  # the busiest hour of the busiest weekday, against the mean
    weekday=(f8, 7),
    hour=(f8, 24),
    gap=i2,  # a stay shape between arrivals instead; -1 for a Poisson stream
    classes=(f8, CLASSES),  # up to
    next=i8,
    candidate=i8,
)
MODEL = row(
    first_weekday=i8,
    shares=(f8, (BANDS, CLASSES)),  # up to: the classes of residents by age
    crisis=(f8, (BANDS, CLASSES)),  # a day
    no_carer=f8,  # times the crises of those without
    with_package=f8,
    peak=f8,
    month=(f8, 12),
    weekday=(f8, 7),
    hour=(f8, 24),
    after_leaving=f8,  # how many times as many more crises on the day of leaving hospital
    after_days=f8,  # days in which that falls to 37%
    unsupported=f8,  # times, for those who left without the help that they need
    avoided=(f8, CLASSES),  # share of crises that earlier help prevents
    crisis_node=i8,
    dies=(f8, (BANDS, CLASSES)),  # a day, at home
    frailer=(f8, (BANDS, CLASSES)),
    carer=(f8, CLASSES),
    package=(f8, CLASSES),
    hold_days=f8,  # that a package is kept for them
    restart=(i8, SITES),  # by hospital, the node to leave by with a package that was kept
    rebroker=(i8, SITES),  # and with one that was not
    women=f8,
    packages_end=f8,  # a day: share of packages that end at home
    expected_set=f8,  # share with an expected date within two days
    expected_error=f8,  # days either way
    outside_born=(f8, BANDS),  # up to: ages of those from outside
    council=i8,  # the word of the place that answers for homes
    home_care=i8,  # the service that gives packages
    summary=f8,  # share of summaries that are sent within a day
    practice=i8,  # the service they are sent to
)
COUNTS = row(  # of what happened since the run began
    admissions=i8,
    returns=i8,
    discharges=i8,
    left_alive=i8,
    weekend=i8,
    deaths=i8,
    hospital_deaths=i8,
    crises=i8,
    attended=i8,
    within_four=i8,
    handed_over=i8,
    over_hour=i8,
    permanent=i8,
    harms=i8,
    packages=i8,  # now
    residents=i8,  # now
    not_needing=i8,  # now, in hospital beds
    followed=i8,
    at_home_91=i8,
    frailer=i8,
    within_quarter=i8,  # of those handed over
    avoided=i8,
)
WORLD = row(
    seed=np.uint64,
    start=i8,
    end=i8,
    measured_from=i8,
    measured=np.bool_,
    shift=i8,  # the width of a bucket of the ring, as a power of two in microseconds
    mask=i8,
    near_until=i8,  # who is due before stands in the ring
    waiting=i8,  # how many people are in it
    due=i8,  # when the first of them is due
    who=i8,
    people=i8,
    newcomers=i8,
    full=np.bool_,  # no room for more people: run again with more
    told=i8,
    night=i8,
    weekend=i8,  # 0 or 1
    today=i8,  # when the day began
    month=i8,
    how_many_freed=i8,  # how many nodes have a place that may be given
    stream=i8,  # who comes next
    arrival=i8,
    events=i8,
    how_many_nodes=i8,
    counts=COUNTS,
    m=MODEL,
    nodes=(NODE, AT_MOST_NODES),
    state=(STATE, AT_MOST_NODES),
    routes=(ROUTE, AT_MOST_ROUTES),
    freed=(i4, AT_MOST_NODES),  # which, in turn, round and round
    delays=(i4, AT_MOST_WORDS),  # people delayed now, by reason
    nights_in=(i8, LONGEST_STAY + 1),  # hospital stays of so many nights that ended in the measured days
    streams=(STREAM, AT_MOST_STREAMS),
    how_many_streams=i8,
    bands=(i8, BANDS),
    how_many_words=i8,
    people_at=i8,  # where the arrays of one row for each begin
    people_room=i8,
    line_at=i8,
    ring_at=i8,
    later_at=i8,
    born_at=i8,
    rows_at=i8,
    rows_room=i8,
    stays_at=i8,
    days_at=i8,
    how_many_days=i8,
    targets_at=i8,
    how_many_targets=i8,
    clock_at=i8,
    how_many_ticks=i8,
    starters_at=i8,
    how_many_starters=i8,
    census_at=i8,
)
PERSON = row(  # what is looked at together stands together: the first 64 bytes are enough for life at home
    ends=i8,  # what they are in
    clock=i8,  # when something may happen to them of itself
    day91=i8,
    candidate=i8,
    bound=f8,  # how often something could happen at home, a day, when that clock was set
    left=i8,  # hospital, last; 0 if never
    born=i4,  # days since 1970
    homes=i4,  # how many times the clock at home was set
    frailty=i1,
    residence=i1,
    carer=np.bool_,
    package=np.bool_,
    held=np.bool_,  # the package, while they are away
    unsupported=np.bool_,
    resident=np.bool_,
    home_clock=np.bool_,
    asked=i8,
    since=i8,  # when they came to where they are, or were last weakened or not by the days there
    ready=i8,  # when they no longer met the criteria to reside; 0 if they do
    episode=i4,
    number=i4,
    at=i2,  # the node asked, or in
    place=i2,  # the bed or room held
    home=i2,  # the help at home held
    asked_at=i2,
    delay=i2,
    word=i2,  # how what they are in ended
    relapses=i1,  # how often in this stay they needed the bed again
    site=i1,  # in hospital
    queued=np.bool_,
    done=np.bool_,  # with the place they still hold
    behind=i4,  # in a queue
    before=i4,
    told=i4,
    admitted=i4,  # the night's number
    arrived=i8,  # at A&E
    resume=i8,  # when help at home that goes on would end
    last=i8,  # when anything was last told of them
    left_night=i4,
    changes=i4,  # while waiting
    pathway=i1,
    lapsed=np.bool_,
    ambulance=np.bool_,
    by_ae=np.bool_,
    female=np.bool_,
    gone=np.bool_,
)
CLOCK = row(when=i8, what=i1, weekday=i1, hour=i1)
TOLD = row(happened=i8, person=i4, sequence=i4, episode=i2, kind=i1, place=i2, service=i2, detail=i2)

STARTER = row(  # somebody who is somewhere when the run begins
    candidate=i8,
    born=i4,
    female=np.bool_,
    frailty=i1,
    residence=i1,
    carer=np.bool_,
    package=np.bool_,
    place=i2,  # the bed or room they hold; -1 for none
    home=i2,  # the help at home they have
    at=i2,  # the node they are in; -1 if they wait
    asked_at=i2,  # the node they wait for; -1 if none
    since=i8,  # when what they are in began
    asked=i8,
    ready=i8,
    pathway=i1,
    nights=i4,  # already in hospital
    left=i8,  # hospital, last; 0 if never
    left_nights=i4,  # since then
)
SLOT = row(first=i4)  # of the ring, or of a day: who stands there first
BORN = row(day=i4)  # of a person, since 1970; NOT_HERE for whoever does not live here
NOT_HERE = 2**31 - 1
TABLE = row(days=(f8, (LEVELS, CELLS + 1)))  # a shape of stays
DAYS = row(begins=i8, month=i1)
TARGET = row(residents=(f8, BANDS))  # of a month
NIGHT = row(  # at each midnight
    counts=COUNTS,
    inside=(i4, AT_MOST_NODES),
    queued=(i4, AT_MOST_NODES),
    blocked=(i4, AT_MOST_NODES),
    delayed=(i4, AT_MOST_WORDS),
)
