"""What the hospitals' computers and the hub's list say about one invented person, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from homefirst.demo_week import adt
from homefirst.demo_week.adt import Told, Visit
from homefirst.demo_week.invented import Person
from homefirst.demo_week.story import MONDAY, SUNDAY_NIGHT, Step, Story

HUB_COLUMNS = (
    "hospital_number", "what", "when", "until", "detail", "service", "kind", "answered", "answer", "why", "started",
)  # fmt: skip
CANCELS = {"left": "A13", "admitted": "A11", "moved": "A12", "expected": "A25", "pre_admitted": "A38"}


class Telling:
    """One person's week as it is told. `messages` and `hub` fill as `tell` takes their steps in order.

    Words of stories.toml that send messages are methods of the same name.
    """

    def __init__(self, number: int, person: Person, story: Story, beds: Mapping[int, tuple[str, int]], rng: Random):
        self.number, self.person, self.story, self.beds, self.rng = number, person, story, beds, rng
        self.attendances: dict[str, Visit] = {}
        self.stays: dict[str, Visit] = {}
        self.visits = 0
        self.happened: dict[str, datetime] = {}
        self.before_move: tuple[str, int] = ("", 0)
        self.temporary = any(step.get("as") == "temporary" for step in story.steps)
        self.has_moved = False
        self.has_rounds = True
        self.partner: Telling | None = None
        self.messages: list[Told] = []
        self.hub: list[dict[str, str]] = []

    def tell(self, number: int, step: Step) -> None:
        """Write one step down: a row of the hub's list, or the messages of the step's own method below."""
        if step.what in HUB_STEPS:
            self.hub.append(hub_row(self.person.numbers["RNS"], step))
        elif step.what.startswith("A") and step.what[1:].isdigit():
            self.noted(step)
        else:
            getattr(self, step.what)(step, *((self.beds[number],) if number in self.beds else ()))
        self.happened[step.what] = step.at

    def send(self, trigger: str, step: Step, *segments: str, system: str = "PAS", at: datetime | None = None) -> None:
        """Add a message. What happened before Monday is written down then and reaches us in Monday's first hour."""
        said = step.at + timedelta(seconds=self.rng.randint(5, 1500), hours=step.rest.get("entered", 0))
        sent = max(said, MONDAY + timedelta(seconds=30 * self.number)) + timedelta(hours=step.rest.get("late", 0))
        about = adt.pid(
            self.person, step.hospital, unknown=self.temporary, moved=self.has_moved, american=self.story.american
        )
        self.messages.append(Told(trigger, at or step.at, said, sent, step.hospital, (about, *segments), system))

    def new_visit(self, step: Step, patient_class: str) -> Visit:
        self.visits += 1
        source = step.rest.get("from", adt.ADMIT_SOURCES[self.story.lives])
        number = f"V{self.number:04}{self.visits}"
        return Visit(step.hospital, number, patient_class, step.at, source=source, method=step.rest.get("method", ""))

    def arrives(self, step: Step) -> None:
        self.attendances[step.hospital] = visit = self.new_visit(step, "E")
        system = "ED" if step.hospital == "RNS" else "PAS"
        self.send("A04", step, *adt.visit_segments(visit), system=system)
        triaged = step._replace(at=step.at + timedelta(minutes=self.rng.randint(5, 40)))
        self.send("A08", triaged, *adt.visit_segments(visit), system=system)

    def left_department(self, step: Step) -> None:
        visit = replace(self.attendances.pop(step.hospital), left_at=step.at)
        self.send("A03", step, *adt.visit_segments(visit), system="ED" if step.hospital == "RNS" else "PAS")

    def admitted(self, step: Step, bed: tuple[str, int]) -> None:
        if step.hospital in self.attendances:
            self.left_department(step)
        self.stays[step.hospital] = visit = self.new_visit(step, "I")
        visit.ward, visit.bed = bed
        self.has_rounds = True
        self.send("A01", step, *adt.visit_segments(visit))

    def becomes_inpatient(self, step: Step, bed: tuple[str, int]) -> None:
        came = self.attendances.pop(step.hospital)
        visit = replace(came, patient_class="I", came_at=step.at, method=step.rest["method"], ward=bed[0], bed=bed[1])
        self.stays[step.hospital] = visit
        self.send("A06", step, *adt.visit_segments(visit, prior=adt.place(step.hospital, "AE", 0)))

    def moved(self, step: Step, bed: tuple[str, int]) -> None:
        visit = self.stays[step.hospital]
        self.before_move, (visit.ward, visit.bed) = (visit.ward, visit.bed), bed
        prior = adt.place(step.hospital, *self.before_move)
        self.send("A02", step, *adt.visit_segments(visit, prior=prior))

    def expected(self, step: Step) -> None:
        visit = self.stays[step.hospital]
        visit.expected = step.rest["day"].date()
        self.send("A16" if step.rest.get("pending") else "A08", step, *adt.visit_segments(visit))

    def ready(self, step: Step) -> None:
        visit = self.stays[step.hospital]
        visit.judged, visit.ready_at = True, step.at
        self.send("A08", step, *adt.visit_segments(visit))

    def unwell(self, step: Step) -> None:
        visit = self.stays[step.hospital]
        visit.judged, visit.ready_at = True, None
        self.send("A08", step, *adt.visit_segments(visit))

    def round(self, step: Step) -> None:
        """The board round says again what it knows of everyone in a bed."""
        for visit in self.stays.values():
            if visit.left_at is None and self.has_rounds:
                visit.judged = True
                visit.expected = put_off(visit.expected, step.at.date())
                self.send("A08", step._replace(hospital=visit.hospital), *adt.visit_segments(visit))

    def left(self, step: Step) -> None:
        visit = self.stays[step.hospital]
        visit.left_at = step.rest.get("typed", step.at)
        visit.destination, visit.how = step.rest["to"], step.rest["by"]
        segments = adt.visit_segments(visit, swapped=step.rest.get("swapped", False))
        self.send("A03", step, *segments, at=visit.left_at)

    def cancelled(self, step: Step) -> None:
        """Take the last step of one kind back; the message says when that step was (EVN-6)."""
        what = step.rest["of"]
        visit = self.stays[step.hospital]
        if what == "left":
            visit.left_at, visit.destination, visit.how = None, "", ""
        elif what == "moved":
            visit.ward, visit.bed = self.before_move
        elif what == "expected":
            visit.expected = None
        self.send(CANCELS[what], step, *adt.visit_segments(visit), at=self.happened[what])
        if what in ("admitted", "pre_admitted"):
            del self.stays[step.hospital]

    def pre_admitted(self, step: Step) -> None:
        self.stays[step.hospital] = visit = self.new_visit(step, "P")
        visit.ward = "ROWAN"
        self.has_rounds = False
        self.send("A05", step, *adt.visit_segments(visit))

    def outpatient(self, step: Step) -> None:
        visit = self.new_visit(step, "O")
        row = adt.pv1(visit).replace(adt.place("RNS", "AE", 0), "HEART^12^^RNS")
        self.send("A04", step, row, system="CLINIC")

    def registered(self, step: Step) -> None:
        self.send("A28", step, adt.pd1(self.person), self.no_visit())

    def updated(self, step: Step) -> None:
        system = "CLINIC" if self.story.american else "PAS"
        self.person = self.person._replace(telephone=f"01632 960{self.rng.randint(0, 999):03}")
        self.send("A31", step, adt.pd1(self.person), self.no_visit(), system=system)

    def moves_house(self, step: Step) -> None:
        self.has_moved = True
        self.send("A31", step, adt.pd1(self.person), self.no_visit())

    def moves_to_a_care_home(self, step: Step) -> None:
        self.person = self.person._replace(street="Room 7, Dovetail Lodge")
        self.send("A31", step, adt.pd1(self.person), self.no_visit("85"))

    def no_visit(self, source: str = "") -> str:
        return adt.field_row("PV1", {1: "1", 2: "N", 14: source or adt.ADMIT_SOURCES[self.story.lives]})

    def merged(self, step: Step) -> None:
        """The temporary number (MRG) and the true one (PID) are the same person's; the true one lives on."""
        self.temporary = False
        prior = adt.field_row("MRG", {1: f"{self.person.temporary}^^^{step.hospital}^PI"})
        self.send("A40", step, adt.pd1(self.person), prior)

    def swapped(self, step: Step) -> None:
        """Two people change beds; the message names both, so the first of the two tells it, once both are in theirs."""
        if self.partner is None:
            return
        mine, theirs = self.stays[step.hospital], self.partner.stays[step.hospital]
        mine.bed, theirs.bed = theirs.bed, mine.bed
        other = adt.pid(self.partner.person, step.hospital)
        self.send("A17", step, adt.pv1(mine), other, adt.pv1(theirs))

    def noted(self, step: Step) -> None:
        visit = self.stays[step.hospital]
        allergy = [adt.field_row("AL1", {1: "1", 2: "DA", 3: "^Penicillin", 4: "MO"})] if step.what == "A60" else []
        self.send(step.what, step, *adt.visit_segments(visit), *allergy)

    def no_more_rounds(self, _step: Step) -> None:
        self.has_rounds = False


HUB_STEPS = ("pathway", "delay", "referral", "task", "planned", "told", "died")


def put_off(expected: date | None, today: date) -> date | None:
    """A date that has passed is put off by three days, as wards do; one mistyped by years is seen by nobody."""
    passed = expected is not None and today - timedelta(days=90) < expected < today
    return today + timedelta(days=3) if passed else expected


def rounds(rng: Random) -> list[Step]:
    """Two board rounds on each day of the week: in the morning some time after nine, and again after three."""
    times = [timedelta(days=day, hours=hour, minutes=rng.randint(0, 50)) for day in range(7) for hour in (9, 15)]
    return [Step(MONDAY + time, "round", "RNS", {}) for time in times]


def hub_row(hospital_number: str, step: Step) -> dict[str, str]:
    """A row of the hub's list. What is still to come is left empty, as it was on Sunday night."""
    rest = step.rest
    known = {name: written(rest[name]) for name in ("until", "answered", "started") if name in rest}
    answer = {name: rest[name] for name in ("answer", "why") if name in rest and known["answered"]}
    return {
        "hospital_number": hospital_number,
        "what": step.what,
        "when": written(step.at),
        "detail": f"{rest['day']:%Y-%m-%d}" if "day" in rest else rest.get("code", rest.get("is", "")),
        "service": rest.get("to", ""),
        "kind": rest.get("kind", ""),
        **known,
        **answer,
    }


def written(at: datetime) -> str:
    """A time as the hub's list has it, or nothing if it is still to come."""
    return f"{at:%d/%m/%Y %H:%M}" if at <= SUNDAY_NIGHT else ""
