"""What one person's events add up to: the stays, the waits, the help, and when they were ready to leave.

This says the rules one person at a time, plainly. `columns.py` says the same rules for everyone at once, fast;
random ledgers hold the two to one answer (tests/test_two_ways.py) and the pages of tests/spec/ guard the meaning.
The file is longer than 300 lines because it is the one place where a reader can see all the rules together.

Everything is a pure function of events. Open ends are None: whoever asks for a length passes `now`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from homefirst.codes import AdmissionMethod, Destination, destination_is_hospital, parse_diagnosis
from homefirst.days import local_date, nights
from homefirst.event import Event, Kind, provider
from homefirst.standing import standing

EMERGENCY = frozenset(m.value for m in AdmissionMethod if m.is_emergency)
HOSPITALS = frozenset(d.value for d in Destination if destination_is_hospital(d))
TRANSFER_NIGHTS = 2
TRANSFERS = frozenset({AdmissionMethod.TRANSFER.value, AdmissionMethod.EMERGENCY_TRANSFER.value})
TRANSFER = "81"  # admission method: transfer from another provider (derived when a stay crosses providers)
DEATH, BY_DEATH = "79", "4"  # destination and method of a stay that a death ended and no discharge did (derived)
ONWARD = "51"  # discharge destination: another hospital's ward (derived, the other side of the same)

AE_KINDS = frozenset({Kind.ATTENDED, Kind.HANDED_OVER, Kind.STREAMED, Kind.DECIDED_TO_ADMIT, Kind.LEFT_DEPARTMENT})
SPELL_KINDS = frozenset(
    {
        Kind.ADMITTED,
        Kind.MOVED,
        Kind.EXPECTED_DISCHARGE_SET,
        Kind.CRITERIA_TO_RESIDE_MET,
        Kind.CRITERIA_TO_RESIDE_NOT_MET,
        Kind.DELAY_STARTED,
        Kind.DELAY_ENDED,
        Kind.DIAGNOSED,
        Kind.NOTIFIED,
        Kind.PATHWAY_CHOSEN,
        Kind.DISCHARGED,
    }
)
# What no stay, visit, referral, support or residence sums up, and is counted as it was told
STANDING_KINDS = frozenset(
    {
        Kind.PRACTICE_CHANGED,
        Kind.FRAILTY_SCORED,
        Kind.PREFERENCE_RECORDED,
        Kind.CARE_PLAN_AGREED,
        Kind.CARER_IDENTIFIED,
        Kind.CARER_ASSESSMENT_REQUESTED,
        Kind.CARER_ASSESSED,
        Kind.NEED_CHANGED,
        Kind.SUPPORT_HELD,
        Kind.SUPPORT_RESTARTED,
        Kind.VISITED,
        Kind.BUDGET_AGREED,
        Kind.ALERT_RAISED,
        Kind.CONCERN_RAISED,
        Kind.CONCERN_DECIDED,
        Kind.LIBERTY_REQUESTED,
        Kind.LIBERTY_DECIDED,
        Kind.CONTINUING_CARE_REQUESTED,
        Kind.CONTINUING_CARE_DECIDED,
        Kind.EXPECTED_DISCHARGE_SET,
        Kind.DAY_JUDGED,
        Kind.STAY_REVIEWED,
        Kind.DIAGNOSED,
        Kind.NOTIFIED,
        Kind.ASSESSED,
        Kind.ASSESSMENT_ACCEPTED,
        Kind.ASSESSMENT_DISPUTED,
        Kind.SECTION_WRITTEN,
        Kind.CONTACTED,
        Kind.ASKED,
        Kind.REPLIED,
        Kind.PLACE_PREFERRED,
        Kind.OFFERED,
        Kind.CHOSEN,
        Kind.PATHWAY_CHOSEN,
        Kind.TASK_SET,
        Kind.TASK_DONE,
        Kind.MEDICINES_RECONCILED,
        Kind.SUMMARY_SENT,
        Kind.SUMMARY_RECEIVED,
        Kind.SUMMARY_CHECKED,
        Kind.FOLLOWED_UP,
        Kind.INCIDENT_REPORTED,
    }
)
ANSWERS = frozenset({Kind.ACCEPTED, Kind.DECLINED, Kind.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time; `ended_at` is None while it lasts. `lapsed`: something ended it other than leaving."""

    started_at: datetime
    ended_at: datetime | None
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """A time on one ward or in one bed, inside a spell."""

    location: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Delay:
    """One reason that kept a person who was ready to leave, with a clock of its own.

    `detail` is the reason as recorded ("28", "E/social_care"). Several may run at once; `national_delays`
    derives the single national reason for each night.
    """

    id: str
    detail: str
    started_at: datetime
    ended_at: datetime | None

    @property
    def reason(self) -> str:
        return self.detail.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected date of discharge and when it was set: a forecast, so a change is evidence."""

    set_at: datetime
    day: str


@dataclass(frozen=True, slots=True)
class NationalDelay:
    """Nights of delay under one reason, each night counted once. `detail` is "" where no reason was recorded."""

    detail: str
    first_night: date
    nights: int


@dataclass(frozen=True, slots=True)
class Spell:
    """A person's whole continuous stay using a bed of one provider (NHS Data Dictionary, hospital provider spell).

    A move to another provider ends one spell and starts another. `started_at` may precede the first message
    we heard. `destination` and `method` are national codes, "" where not told.
    """

    key: str
    provider: str
    started_at: datetime
    ended_at: datetime | None
    admission_method: str
    destination: str
    discharge_method: str
    stays: tuple[Stay, ...]
    ready: tuple[Period, ...]  # the runs of no longer meeting the criteria to reside
    delays: tuple[Delay, ...]
    expected: tuple[Expected, ...]
    pathway: str
    diagnosis: str  # the ICD-10 code that the stay was coded for first of all, as last recorded
    notified_at: datetime | None  # when the hub was first told, during the stay, that they will need help to leave
    admission_heard: bool  # False where we know of the stay only from what came later
    end_heard: bool  # False while it lasts, and where only the person's death ended it

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def location(self) -> str:
        """Where the person is now, or was last."""
        return self.stays[-1].location if self.stays else self.provider

    @property
    def is_ready(self) -> bool:
        """Whether the person no longer met the criteria to reside when last asked, or when they left."""
        return bool(self.ready) and not self.ready[-1].lapsed

    @property
    def ready_at(self) -> datetime | None:
        """Start of the run of *criteria not met* that still holds, or that held when the person left."""
        return self.ready[-1].started_at if self.is_ready else None

    @property
    def discharge_ready_date(self) -> date | None:
        """The discharge ready date: derived, and None (not zero days) where nobody recorded it."""
        return None if self.ready_at is None else local_date(self.ready_at)

    @property
    def expected_discharge_date(self) -> str:
        return self.expected[-1].day if self.expected else ""

    @property
    def expected_moves(self) -> int:
        """How often the expected date became another one; told again, it has not moved."""
        return sum(a.day != b.day for a, b in pairwise(self.expected))

    def nights(self, now: datetime) -> int:
        """Length of stay in whole nights, up to `now` where the person is still in."""
        return nights(self.started_at, self.ended_at or now)

    def nights_since_ready(self, now: datetime) -> int | None:
        """Nights in the bed since the discharge ready date; None where there is none."""
        return None if self.ready_at is None else nights(self.ready_at, self.ended_at or now)

    @property
    def is_emergency(self) -> bool:
        return self.admission_method in EMERGENCY

    def open_delays(self) -> tuple[Delay, ...]:
        return tuple(d for d in self.delays if d.ended_at is None)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One visit to A&E, from arrival to leaving the department."""

    key: str
    location: str
    arrived_at: datetime
    arrival_mode: str
    handed_over_at: datetime | None  # by an ambulance crew
    stream: str
    decided_to_admit_at: datetime | None
    left_at: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call for help in a crisis and the response that answered it.

    A response that answers no call known to us has no `called_at`; a call without one has no `responded_at`.
    """

    location: str  # of the call; of the response where there was no call
    detail: str
    called_at: datetime | None
    service: str
    response: str
    responded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Referral:
    """A service asked to help, and what came of it: "" , accepted, declined or withdrawn."""

    id: str
    service: str
    detail: str
    referred_at: datetime
    triaged_at: datetime | None
    answer: str
    answered_at: datetime | None
    started_at: datetime | None


@dataclass(frozen=True, slots=True)
class Support:
    """A period of help: its kind, the service that gives it, start, hold and end."""

    id: str
    kind: str
    service: str
    started_at: datetime
    held_at: datetime | None
    ended_at: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Residence:
    """Where the person lived from then on: kind (codes.Residence), council, small area. A state, not an attribute."""

    since: datetime
    kind: str
    council: str
    area: str


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything that has happened to one person. `events` are those that stand, in order."""

    person: str
    events: tuple[Event, ...]
    spells: tuple[Spell, ...]
    attendances: tuple[Attendance, ...]
    calls: tuple[Call, ...]
    referrals: tuple[Referral, ...]
    supports: tuple[Support, ...]
    residences: tuple[Residence, ...]
    died_at: datetime | None

    @property
    def open_spell(self) -> Spell | None:
        """The stay the person is in now; of several by mistake, the one that began last."""
        return next((s for s in reversed(self.spells) if s.is_open), None)

    def residence_at(self, moment: datetime) -> Residence | None:
        """Where they lived then, as far as was told."""
        return next((r for r in reversed(self.residences) if r.since <= moment), None)

    def spell_of(self, visit: Attendance) -> Spell | None:
        """The stay that an A&E visit led to: the first spell under the same key."""
        return next((s for s in self.spells if s.key == visit.key), None)

    def spell_by(self, moment: datetime) -> Spell | None:
        """The stay that had begun last by then, over or not."""
        return next((s for s in reversed(self.spells) if s.started_at <= moment), None)

    @property
    def told(self) -> tuple[Event, ...]:
        """The events that stand and that nothing here sums up: each is counted as it was told."""
        return tuple(e for e in self.events if e.kind in STANDING_KINDS)


def journey(person: str, events: Iterable[Event]) -> Journey:
    """One person's journey from all their events, in whatever order these are given."""
    events = tuple(events)
    stand = tuple(standing(events))
    told, died_at = admissions_told(events), death(stand)
    groups = by_stay(stand, told)
    spells = sorted(
        (s for key, group in groups.items() for s in spells_of(key, group, told, died_at)),
        key=lambda s: (s.started_at, s.ended_at is None, s.ended_at or s.started_at),
    )
    return Journey(
        person=person,
        events=stand,
        spells=tuple(spells),
        attendances=attendances(groups),
        calls=calls(stand),
        referrals=referrals(stand),
        supports=supports(stand),
        residences=residences(stand),
        died_at=died_at,
    )


def admissions_told(events: Iterable[Event]) -> frozenset[str]:
    """The stays of which an admission was ever told, standing or not.

    Such a stay exists only while an admission stands: if it was cancelled, what else was said of it is kept
    but makes no spell. A stay of which no admission was ever heard is known by its moves and its end.
    """
    return frozenset(
        e.spell
        for e in events
        if e.kind is Kind.ADMITTED or (e.kind is Kind.RETRACTED and not e.about and e.detail == Kind.ADMITTED)
    )


# Which stay an event belongs to


@dataclass(slots=True)
class Walk:
    """Where we are while walking through a person's events in order."""

    told: frozenset[str]
    current: str = ""  # the stay the person is in
    latest: str = ""  # the stay they were in last
    visit: str = ""  # the A&E visit they are on, or were on last
    made: int = 0

    def new_key(self) -> str:
        self.made += 1
        return f"~{self.made}"


def by_stay(stand: Sequence[Event], told: frozenset[str]) -> dict[str, list[Event]]:
    """Events of hospital stays and A&E visits by stay: by the sender's key, else by where the person was then."""
    walk = Walk(told)
    groups: dict[str, list[Event]] = {}
    for event in stand:
        if event.kind in AE_KINDS:
            key = visit_of(event, walk)
        elif event.kind in SPELL_KINDS:
            key = stay_of(event, walk, groups)
        else:
            continue
        if key:
            groups.setdefault(key, []).append(event)
    return groups


def visit_of(event: Event, walk: Walk) -> str:
    """The A&E visit of an event; "" if there is none to belong to."""
    if event.kind is Kind.ATTENDED:
        walk.visit = event.spell or walk.new_key()
    return event.spell or walk.visit


def stay_of(event: Event, walk: Walk, groups: dict[str, list[Event]]) -> str:
    """The stay of an event; "" if there is none to belong to."""
    key = event.spell or keyless(event, walk, groups)
    if event.kind is Kind.ADMITTED:
        walk.current = walk.latest = key
    elif event.kind is Kind.DISCHARGED and key == walk.current:
        walk.current = ""
    return key


def keyless(event: Event, walk: Walk, groups: dict[str, list[Event]]) -> str:
    """An event without a key belongs to the stay the person is in, else to their latest."""
    here = walk.current or walk.latest
    if event.kind is Kind.ADMITTED:
        again = walk.current.startswith("~") and told_before(event, groups[walk.current])
        return walk.current if again else walk.new_key()
    if not here and event.kind in (Kind.MOVED, Kind.DISCHARGED) and "" not in walk.told:
        walk.latest = here = walk.new_key()
    return here


def told_before(event: Event, group: Sequence[Event]) -> bool:
    """Whether this admission is one that the stay already has, told again: same provider, same moment."""
    return any(
        e.kind is Kind.ADMITTED
        and e.happened_at == event.happened_at
        and provider(e.location) == provider(event.location)
        for e in group
    )


# Spells


def last_recorded(events: Iterable[Event]) -> Event | None:
    """Of several tellings of one fact, the one recorded last."""
    return max(events, key=lambda e: (e.recorded_at, e.id), default=None)


def death(stand: Iterable[Event]) -> datetime | None:
    """When the person died: the earliest time told, for later updates say that they are dead and not when."""
    return min((e.happened_at for e in stand if e.kind is Kind.DIED), default=None)


def spells_of(key: str, group: Sequence[Event], told: frozenset[str], died_at: datetime | None) -> list[Spell]:
    """The spells of one stay: one, or one for each provider that the person was moved between.

    A stay with no discharge ends when the person dies.
    """
    admissions = [e for e in group if e.kind is Kind.ADMITTED]
    began = last_recorded(admissions) or first_heard(key, group, told)
    if began is None:
        return []
    discharges = [e for e in group if e.kind is Kind.DISCHARGED]
    left = last_recorded(discharges)
    died_in = died_at if died_at is not None and died_at >= began.happened_at else None
    ended_at = left.happened_at if left else died_in
    parts = by_provider(stays_of(group, began, admissions, ended_at))
    method_said = last_recorded(e for e in admissions if e.detail)
    method = method_said.detail if method_said else ""
    end = end_detail(discharges) if left or not died_in else f"{DEATH}/{BY_DEATH}"
    destination, _, discharge_method = end.partition("/")
    spells = []
    for n, part in enumerate(parts):
        first, last = n == 0, n == len(parts) - 1
        spell = Spell(
            key=key,
            provider=next((provider(s.location) for s in part if s.location), ""),
            started_at=part[0].started_at,
            ended_at=ended_at if last else part[-1].ended_at,
            admission_method=method if first else TRANSFER,
            destination=destination if last else ONWARD,
            discharge_method=discharge_method if last else "",
            stays=part,
            ready=(),
            delays=(),
            expected=(),
            pathway="",
            diagnosis="",
            notified_at=None,
            admission_heard=bool(admissions),
            end_heard=left is not None or not last,
        )
        spells.append(fill(spell, [e for e in group if within(e, spell, first, last)]))
    return spells


def first_heard(key: str, group: Sequence[Event], told: frozenset[str]) -> Event | None:
    """Where a stay seems to begin when nobody ever told us of an admission."""
    if ("" if key.startswith("~") else key) in told:
        return None
    return next((e for e in group if e.kind in (Kind.MOVED, Kind.DISCHARGED)), None)


def within(event: Event, spell: Spell, first: bool, last: bool) -> bool:
    """Whether an event of the stay falls in this provider's part of it."""
    after_start = first or event.happened_at >= spell.started_at
    before_end = last or (spell.ended_at is not None and event.happened_at < spell.ended_at)
    return after_start and before_end


def end_detail(discharges: Sequence[Event]) -> str:
    """Destination and method from the last telling that gives any."""
    said = last_recorded(e for e in discharges if e.detail.strip("/"))
    return said.detail if said else ""


def stays_of(
    group: Sequence[Event], began: Event, admissions: Sequence[Event], ended_at: datetime | None
) -> tuple[Stay, ...]:
    """The wards in turn, from the admission to the end; what is said to be before or after is left out."""
    placed = last_recorded(e for e in admissions if ":" in e.location) or began
    points = [(began.happened_at, placed.location)]
    for event in group:
        if event.kind is not Kind.MOVED or not event.location or event.happened_at < began.happened_at:
            continue
        if ended_at is not None and event.happened_at >= ended_at:
            continue
        if event.happened_at == points[-1][0]:
            points.pop()
        if not points or event.location != points[-1][1]:
            points.append((event.happened_at, event.location))
    ends = [at for at, _ in points[1:]] + [ended_at]
    return tuple(Stay(location, at, end) for (at, location), end in zip(points, ends, strict=True))


def by_provider(stays: tuple[Stay, ...]) -> list[tuple[Stay, ...]]:
    """Stays in runs of one provider; a stay whose place is unknown goes with the one before it."""
    runs: list[list[Stay]] = [[stays[0]]]
    for stay in stays[1:]:
        known = next((provider(s.location) for s in runs[-1] if s.location), provider(stay.location))
        runs[-1].append(stay) if provider(stay.location) == known else runs.append([stay])
    return [tuple(run) for run in runs]


def fill(spell: Spell, events: Sequence[Event]) -> Spell:
    """The spell with its readiness, delays, expected dates, pathway, main diagnosis and when the hub was told."""
    pathways = [e.detail for e in events if e.kind is Kind.PATHWAY_CHOSEN]
    main = last_recorded(e for e in events if e.kind is Kind.DIAGNOSED and parse_diagnosis(e.detail)[1] == "1")
    return replace(
        spell,
        ready=ready_runs(spell, events),
        delays=delays_of(spell, events),
        expected=tuple(Expected(e.happened_at, e.detail) for e in events if e.kind is Kind.EXPECTED_DISCHARGE_SET),
        pathway=pathways[-1] if pathways else "",
        diagnosis=parse_diagnosis(main.detail)[0] if main else "",
        notified_at=next((e.happened_at for e in events if e.kind is Kind.NOTIFIED and during(e, spell)), None),
    )


def during(event: Event, spell: Spell) -> bool:
    """Whether something happened between the start of a spell and its end."""
    return spell.started_at <= event.happened_at and (spell.ended_at is None or event.happened_at <= spell.ended_at)


def ready_runs(spell: Spell, events: Iterable[Event]) -> tuple[Period, ...]:
    """The runs of no longer meeting the criteria to reside.

    Wards ask every day: a repeat does not start a new run. Meeting the criteria again ends the run. The last
    run ends when the spell does. Nothing before the admission counts, nor anything after the person left.
    """
    runs: list[Period] = []
    since: datetime | None = None
    for event in events:
        if spell.ended_at is not None and event.happened_at > spell.ended_at:
            break
        at = max(event.happened_at, spell.started_at)
        if event.kind is Kind.CRITERIA_TO_RESIDE_NOT_MET and since is None:
            since = at
        elif event.kind is Kind.CRITERIA_TO_RESIDE_MET and since is not None:
            runs.append(Period(since, at, lapsed=True))
            since = None
    if since is not None:
        runs.append(Period(since, spell.ended_at))
    return tuple(runs)


def delays_of(spell: Spell, events: Iterable[Event]) -> tuple[Delay, ...]:
    """Each reason's clock: from when it was recorded to its end, to readiness lapsing, or to leaving.

    The same reason recorded again while it runs is the same clock.
    """
    delays: list[Delay] = []
    for event in events:
        if spell.ended_at is not None and event.happened_at >= spell.ended_at:
            break
        at = max(event.happened_at, spell.started_at)
        if event.kind is Kind.DELAY_STARTED:
            if not any(d.ended_at is None and d.detail == event.detail for d in delays):
                delays.append(Delay(event.id, event.detail, at, None))
        elif event.kind in (Kind.DELAY_ENDED, Kind.CRITERIA_TO_RESIDE_MET):
            delays = [replace(d, ended_at=at) if d.ended_at is None and ends(event, d) else d for d in delays]
    return tuple(replace(d, ended_at=spell.ended_at) if d.ended_at is None else d for d in delays)


def ends(event: Event, delay: Delay) -> bool:
    """Whether this event ends that delay: by id, by reason, or because the person is not ready any more."""
    if event.kind is Kind.CRITERIA_TO_RESIDE_MET:
        return True
    return event.about == delay.id if event.about else event.detail.partition("/")[0] == delay.reason


def national_delays(spell: Spell, now: datetime) -> tuple[NationalDelay, ...]:
    """The single national reason for each night of delay: of those running, the one that began first.

    Nights of a person ready to leave for whom no reason was recorded are counted too, under "". The national
    collections (delayed transfers to 2020, the acute discharge situation report since) take one reason for a
    person and day; which of several is ours to choose, and this is the choice (DECISIONS.md).
    """
    counted: list[NationalDelay] = []
    covered: date | None = None
    for delay in sorted(spell.delays, key=lambda d: d.started_at):
        counted.append(counted_from(delay.detail, delay.started_at, delay.ended_at or now, covered))
        last = local_date(delay.ended_at or now)
        covered = last if covered is None else max(covered, last)
    for run in spell.ready:
        counted.extend(unexplained(run, spell.delays, now))
    return tuple(c for c in counted if c.nights > 0)


def counted_from(detail: str, start: datetime, end: datetime, covered: date | None) -> NationalDelay:
    """Nights from start to end that no earlier reason has taken."""
    first = local_date(start) if covered is None else max(local_date(start), covered)
    return NationalDelay(detail, first, (local_date(end) - first).days)


def unexplained(run: Period, delays: Sequence[Delay], now: datetime) -> list[NationalDelay]:
    """The nights of a run of readiness under no reason at all."""
    gaps: list[NationalDelay] = []
    end = run.ended_at or now
    since = local_date(run.started_at)
    for delay in sorted(delays, key=lambda d: d.started_at):
        if delay.started_at >= end or (delay.ended_at or now) <= run.started_at:
            continue
        begins = local_date(delay.started_at)
        gaps.append(NationalDelay("", since, (begins - since).days))
        since = max(since, local_date(delay.ended_at or now))
    gaps.append(NationalDelay("", since, (local_date(end) - since).days))
    return gaps


# What follows a spell


def is_transfer(spell: Spell, following: Spell) -> bool:
    """Whether the stay goes on in the next spell: a transfer between providers, not a return.

    Within two nights, and either side says so: the first was discharged to another hospital, or the second
    was admitted by transfer. (After NHS Digital's continuous inpatient spells; our reading, unverified.)
    """
    if spell.ended_at is None or not 0 <= nights(spell.ended_at, following.started_at) <= TRANSFER_NIGHTS:
        return False
    return spell.destination in HOSPITALS or following.admission_method in TRANSFERS


def transferred(spells: Sequence[Spell], n: int) -> bool:
    """Whether the n-th spell goes on in the one after it."""
    return n + 1 < len(spells) and is_transfer(spells[n], spells[n + 1])


def readmitted_after(spells: Sequence[Spell], n: int) -> int | None:
    """Nights from the end of the n-th spell to the next admission, if that is an emergency; else None.

    A transfer is not a return. Only the next admission counts: it has one last, previous discharge
    (NHS Digital I02040 v3).
    """
    ended_at = spells[n].ended_at
    if ended_at is None or transferred(spells, n):
        return None
    following = next((s for s in spells[n + 1 :] if s.started_at >= ended_at), None)
    return nights(ended_at, following.started_at) if following is not None and following.is_emergency else None


# A&E, referrals, support


def attendances(groups: dict[str, list[Event]]) -> tuple[Attendance, ...]:
    """Each visit to A&E, in the order of arrival; of two at one moment, the one first heard of."""
    found = (attendance(key, group) for key, group in groups.items())
    return tuple(sorted((a for a in found if a is not None), key=lambda a: a.arrived_at))


def attendance(key: str, group: Sequence[Event]) -> Attendance | None:
    """The A&E visit of one stay; the person left when told so, else when the admission began."""
    told = {kind: last_recorded(e for e in group if e.kind is kind) for kind in AE_KINDS | {Kind.ADMITTED}}
    arrived, left = told[Kind.ATTENDED], told[Kind.LEFT_DEPARTMENT]
    if arrived is None:
        return None
    admitted, streamed, decided = told[Kind.ADMITTED], told[Kind.STREAMED], told[Kind.DECIDED_TO_ADMIT]
    handed = told[Kind.HANDED_OVER]
    if left is None and admitted is not None and admitted.happened_at >= arrived.happened_at:
        left = admitted
    return Attendance(
        key=key,
        location=arrived.location,
        arrived_at=arrived.happened_at,
        arrival_mode=arrived.detail,
        handed_over_at=handed.happened_at if handed else None,
        stream=streamed.detail if streamed else "",
        decided_to_admit_at=decided.happened_at if decided else None,
        left_at=left.happened_at if left else None,
        outcome="admitted" if admitted else (left.detail if left else ""),
    )


def calls(stand: Iterable[Event]) -> tuple[Call, ...]:
    """Each call for help with the response to it, and each response to no call.

    A response answers the call it names, else the latest call before it that waits for one. A call has one
    response, the first: a further one, or one that names something else, stands by itself.
    """
    found: dict[str, Call] = {}
    for event in stand:
        if event.kind is Kind.CALLED:
            found[event.id] = Call(event.location, event.detail, event.happened_at, "", "", None)
        elif event.kind is Kind.RESPONDED:
            waiting = [key for key, call in found.items() if call.responded_at is None]
            key = event.about if event.about in waiting else event.id
            if waiting and not event.about:
                key = waiting[-1]
            call = found.get(key, Call(event.location, "", None, "", "", None))
            found[key] = replace(call, service=event.service, response=event.detail, responded_at=event.happened_at)
    return tuple(found.values())


def answers_to(event: Event, earlier: Sequence[Event]) -> str:
    """The id of the referral or support that an event speaks of: named, else the latest of the same service."""
    if event.about:
        return event.about
    return next((e.id for e in reversed(earlier) if e.service == event.service), "")


def referrals(stand: Sequence[Event]) -> tuple[Referral, ...]:
    """Each referral with its triage, its last answer and the first start of help."""
    asked: list[Event] = []
    found: dict[str, Referral] = {}
    for event in stand:
        if event.kind is Kind.REFERRED:
            asked.append(event)
            found[event.id] = Referral(event.id, event.service, event.detail, event.happened_at, None, "", None, None)
        elif (referral := found.get(answers_to(event, asked))) is not None:
            found[referral.id] = answered(referral, event)
    return tuple(found.values())


def answered(referral: Referral, event: Event) -> Referral:
    """The referral after one more event about it."""
    if event.kind is Kind.TRIAGED and referral.triaged_at is None:
        return replace(referral, triaged_at=event.happened_at)
    if event.kind in ANSWERS:
        return replace(referral, answer=str(event.kind), answered_at=event.happened_at)
    if event.kind is Kind.SUPPORT_STARTED and referral.started_at is None:
        return replace(referral, started_at=event.happened_at)
    return referral


def residences(stand: Sequence[Event]) -> tuple[Residence, ...]:
    """Where the person lived in turn. Who tells only the council, or only the kind, leaves the other as it was.

    A location is "COUNCIL" or "COUNCIL:AREA". The same council told again without an area leaves the area as it was;
    another council without one leaves none.
    """
    found: list[Residence] = []
    for event in stand:
        if event.kind is Kind.RESIDENCE_CHANGED:
            before = found[-1] if found else Residence(event.happened_at, "", "", "")
            council, _, area = event.location.partition(":")
            kind, council = event.detail or before.kind, council or before.council
            area = area or (before.area if council == before.council else "")
            found.append(Residence(event.happened_at, kind, council, area))
    return tuple(found)


def supports(stand: Sequence[Event]) -> tuple[Support, ...]:
    """Each period of help, with its hold and its end."""
    begun: list[Event] = []
    found: dict[str, Support] = {}
    for event in stand:
        if event.kind is Kind.SUPPORT_STARTED:
            begun.append(event)
            found[event.id] = Support(event.id, event.detail, event.service, event.happened_at, None, None, "")
        elif (support := found.get(answers_to(event, begun))) is not None:
            found[support.id] = continued(support, event)
    return tuple(found.values())


def continued(support: Support, event: Event) -> Support:
    """The support after one more event about it; its first end is its end."""
    if support.ended_at is not None:
        return support
    if event.kind is Kind.SUPPORT_HELD:
        return replace(support, held_at=event.happened_at)
    if event.kind is Kind.SUPPORT_RESTARTED:
        return replace(support, held_at=None)
    if event.kind is Kind.SUPPORT_ENDED:
        return replace(support, ended_at=event.happened_at, outcome=event.detail, held_at=None)
    return support
