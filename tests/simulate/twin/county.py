"""The places of a network and who is where: queues, counts, areas, the delays and what was told."""

from __future__ import annotations

import heapq
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from homefirst.codes import FrailtyScale, Residence
from homefirst.event import Kind
from homefirst.simulate.compiled_network import key_of
from homefirst.simulate.loop.shapes import DAY, EXPECTED_AHEAD, HOUR, NEVER, Flag, Purpose
from homefirst.simulate.network import Network, Node
from homefirst.simulate.replication import Span
from tests.simulate.twin.chance import draw, gap, short
from tests.simulate.twin.people import Life, Person

OWN, FRAIL = Residence, FrailtyScale
RESIDENCES = (OWN.OWN_HOME, OWN.OWN_HOME, OWN.EXTRA_CARE, OWN.RESIDENTIAL_HOME, OWN.NURSING_HOME)
FRAILTIES = (FRAIL.MANAGING_WELL, FRAIL.MILDLY_FRAIL, FRAIL.MODERATELY_FRAIL, FRAIL.SEVERELY_FRAIL)


class Row(NamedTuple):
    """One thing that was told. The detail of an expected date of discharge is the number of a day."""

    happened: int
    candidate: int
    sequence: int
    kind: Kind
    place: str
    service: str
    detail: str | int
    episode: int


@dataclass(eq=False)
class Place:
    """A node as it stands. Areas are person-microseconds of the measured days."""

    node: Node
    up_to: list[list[float]]  # by class: the share that takes this route or one before it
    draws: list[str]
    feeds: list[str] = field(default_factory=list)
    open: bool = True
    queue: dict[Person, None] = field(default_factory=dict)
    inside: int = 0
    blocked: int = 0
    starts_today: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    seen: int = 0

    def look(self, now: int) -> None:
        """Add what it was like since somebody looked last."""
        for name, number in (("area", self.inside), ("queue_area", len(self.queue)), ("blocked_area", self.blocked)):
            self.areas[name] += number * (now - self.seen)
        self.seen = now

    def has(self, flag: Flag) -> bool:
        return bool(self.node.flags & flag)


def place_of(node: Node) -> Place:
    by_class = zip(*(route.shares() for route in node.then), strict=True)
    starts_nobody = node.flags & Flag.PASS or not any(node.places)
    return Place(
        node,
        [list(accumulate(shares)) for shares in by_class],
        [] if starts_nobody else [*(node.takes or (node.name,))],
    )


class County:
    """Everything that a run reads and writes. `now` is the time of the step under way."""

    def __init__(self, network: Network, span: Span, seed: int) -> None:
        self.network, self.span, self.seed, self.life = network, span, seed, Life(network.life)
        self.nights = [int(night) for night in span.nights]
        self.start, self.end = self.nights[0], self.nights[-1]
        self.now, self.night, self.measured = self.start, 0, span.warm_up == 0
        self.places = {node.name: place_of(node) for node in network.nodes}
        for name, place in self.places.items():
            place.seen = self.start
            for other in place.draws:
                self.places[other].feeds.append(name)
        self.people: list[Person] = []
        self.rows: list[Row] = []
        self.counts: Counter[str] = Counter()
        self.delays: Counter[str] = Counter()
        self.nights_in: Counter[int] = Counter()
        self.census: list[dict[str, Any]] = []
        self.freed: deque[str] = deque()
        self.due: list[tuple[int, int]] = []
        self.newcomers = 0

    @property
    def day(self) -> int:
        """Of the week, 0 for Monday."""
        return (self.span.begins.weekday() + self.night) % 7

    def count(self, name: str, what: str, by: int = 1) -> None:
        """One more of something at a node, in the measured days."""
        if self.measured:
            self.places[name].counted[what] += by

    # Being somewhere

    def enter(self, name: str) -> None:
        place = self.places[name]
        place.look(self.now)
        place.inside += 1

    def leave(self, name: str) -> None:
        """One fewer: the place is given to who waits, when this step is over or somebody asks."""
        place = self.places[name]
        place.look(self.now)
        place.inside -= 1
        if place.draws and name not in self.freed:
            self.freed.append(name)

    def done_here(self, p: Person, name: str) -> None:
        """They hold a place that they are done with."""
        self.places[name].look(self.now)
        self.places[name].blocked += 1
        p.done = True

    def not_done(self, p: Person) -> None:
        """They go on, or need it again."""
        if p.done and p.bed:
            self.places[p.bed].look(self.now)
            self.places[p.bed].blocked -= 1
            p.done = False

    def free(self, name: str) -> bool:
        place, weekend = self.places[name], self.day >= 5
        starts = place.node.starts[weekend]
        return place.open and place.inside < place.node.places[weekend] and (starts < 0 or place.starts_today < starts)

    def accepts(self, name: str, p: Person) -> bool:
        """The same answer however often it is asked in one stay."""
        share = short(self.places[name].node.accepts[p.column])
        return share >= 1 or draw(self.seed, p.candidate, p.episode, Purpose.ACCEPTS, key_of(name)) < share

    # Waiting

    def join(self, p: Person, name: str) -> None:
        self.places[name].look(self.now)
        self.places[name].queue[p] = None
        p.queued = True

    def quit(self, p: Person) -> None:
        if p.queued and p.asked_at:
            self.places[p.asked_at].look(self.now)
            del self.places[p.asked_at].queue[p]
            p.queued = False

    def why(self, p: Person, name: str) -> str:
        """No place for them, or a place that starts nobody now."""
        place = self.places[name]
        for other in map(self.places.__getitem__, place.feeds):
            if other.inside < other.node.places[0] and self.accepts(other.node.name, p):
                return place.node.delays[1]
        return place.node.delays[0]

    def delayed_by(self, p: Person, reason: str) -> None:
        """Who is ready to leave a hospital bed waits for this now, and no longer for what it was."""
        if reason == p.delay or (reason and not (p.ready and p.site is not None)):
            return
        if p.delay:
            self.delays[p.delay] -= 1
            if reason and p.site is not None:
                self.tell(p, Kind.DELAY_ENDED, self.where(p), "", p.delay)
        if reason:
            self.delays[reason] += 1
            self.tell(p, Kind.DELAY_STARTED, self.where(p), "", reason)
        p.delay = reason

    # Chance and the clock

    def chance(self, p: Person, purpose: int, key: int = 0) -> float:
        """A draw of one stay, anew after each harm in it."""
        return draw(self.seed, p.candidate, p.episode * 8 + p.round, purpose, key)

    def schedule(self, p: Person) -> None:
        """They are due for whichever comes first."""
        p.due = min(p.ends, p.clock, p.day91)
        if p.due < self.end:
            heapq.heappush(self.due, (p.due, p.number))

    def live(self, p: Person) -> None:
        """Set the clock of life at home, with a draw of its own each time."""
        if p.resident:
            p.homes += 1
            p.bound, p.at_home = self.life.most(p, self.now), True
            p.clock = self.now + gap(draw(self.seed, p.candidate, p.homes, Purpose.HOME_GAP), p.bound)

    def wait(self, p: Person) -> None:
        """Set the clock of what may happen while they wait: in a bed that they no longer need, or for a node."""
        name = p.bed if p.bed and p.ready else p.asked_at if p.queued else None
        node = self.places[name].node if name else None
        if node and node.dies + node.harmed + node.recovers > 0:
            key, which = key_of(node.name) + p.ready, p.episode * 64 + p.changes
            u = draw(self.seed, p.candidate, which, Purpose.WAITING, key)
            p.clock, p.at_home = self.now + gap(u, node.dies + node.harmed + node.recovers), False

    # Telling

    def where(self, p: Person) -> str:
        """The location that an event of theirs is at; of one at home, none."""
        return self.places[p.bed].node.location if p.bed else ""

    def tell(
        self, p: Person, kind: Kind | None, place: str = "", service: str = "", detail: str | int = "", at: int = 0
    ) -> None:
        """One row more, now or at another time; before somebody's first, where they live and how frail they are."""
        if kind is None:
            return
        rows: list[tuple[Kind, str, str, str | int]] = [(kind, place, service, detail)]
        if p.told == 0:
            rows[:0] = [
                (Kind.RESIDENCE_CHANGED, self.word("council"), "", str(RESIDENCES[p.residence])),
                (Kind.FRAILTY_SCORED, "", "", str(FRAILTIES[p.frailty])),
                *([(Kind.SUPPORT_STARTED, "", self.word("home_care"), "home_care")] if p.package else []),
            ]
        for row in rows:
            self.rows.append(Row(at or self.now, p.candidate, p.told, *row, p.episode))
            p.told += 1

    def word(self, name: str) -> str:
        return str(self.life.told.get(name, ""))

    def tell_expected_date(self, p: Person, length: int) -> None:
        """Within 46 hours most have an expected date of discharge, out by some days, unless they have left by then."""
        share = self.life["expected_set"]
        u = draw(self.seed, p.candidate, p.episode, Purpose.EXPECTED_AT, p.round)
        if u >= share or int(u / share * 46 * HOUR) >= length:
            return
        at = self.now + int(u / share * 46 * HOUR)
        error = 2 * draw(self.seed, p.candidate, p.episode, Purpose.EXPECTED_ERROR, p.round) - 1
        expected = self.now + length + int(error * self.life["expected_error"] * DAY)
        day = max((expected - self.start) // DAY, (at - self.start) // DAY)
        last = len(self.nights) + EXPECTED_AHEAD - 1
        self.tell(p, Kind.EXPECTED_DISCHARGE_SET, self.where(p), "", min(day, last), at)

    def nobody_is_due(self) -> bool:
        """Whether nothing more comes of anybody; drops what was noted and came to nothing."""
        while self.due and self.people[self.due[0][1]].due != self.due[0][0]:
            heapq.heappop(self.due)
        return not self.due

    def next_due(self) -> int:
        return NEVER if self.nobody_is_due() else self.due[0][0]
