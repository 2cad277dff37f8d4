"""The run: who there is to begin with, who comes, what the clock strikes, and round and round to the last midnight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

from homefirst.simulate.compiled_network import key_of
from homefirst.simulate.loop.shapes import BANDS, DAY, HOUR, NEVER, Flag, Purpose
from homefirst.simulate.network import Node, Stream
from homefirst.simulate.replication import Parts
from tests.simulate.twin.chance import draw, gap, length_of, one_of, short
from tests.simulate.twin.county import County
from tests.simulate.twin.ending import ends, happens_at_home
from tests.simulate.twin.leaving import day_91
from tests.simulate.twin.people import Person
from tests.simulate.twin.steps import changes, give, give_freed, go

NEWCOMERS, FROM_OUTSIDE = 2**36, 2**40  # where their numbers begin, so that nobody has two


def twin_of(parts: Parts, seed: int) -> County:
    """The county at the last midnight, after the same run as replicate(parts, seed, tell=True)."""
    c = County(parts.model.network, parts.span, seed)
    populate(c)
    for row in parts.starters:
        start(c, row)
    strike(c, c.start, 0)
    give_freed(c)
    clock, streams = strikes(c), [Coming(c, n, stream) for n, stream in enumerate(c.network.streams)]
    struck = next(clock, None)
    while struck:
        first = min(streams, key=lambda stream: stream.next, default=None)
        arrival, due = first.next if first else NEVER, c.next_due()
        c.now = min(struck[0], arrival, due)
        if struck[0] == c.now:
            strike(c, *struck)
            struck = next(clock, None)
        elif first and arrival == c.now:
            first.comes()
        else:
            p = c.people[c.due[0][1]]
            p.due = NEVER
            step(c, p)
        give_freed(c)
    for place in c.places.values():
        place.look(c.end)
    return c


def step(c: County, p: Person) -> None:
    """Whatever of theirs is due: day 91 before an end, an end before what comes of itself."""
    if p.day91 == c.now:
        day_91(c, p)
    elif p.ends == c.now:
        ends(c, p)
    elif p.at_home:
        happens_at_home(c, p)
    else:
        changes(c, p)


# Who there is


def somebody(c: County, candidate: int) -> Person:
    p = Person(len(c.people), candidate)
    c.people.append(p)
    return p


def of(c: County, p: Person, purpose: int, which: int = 0) -> float:
    """A draw of who somebody is."""
    return draw(c.seed, p.candidate, which, purpose)


def resident(c: County, candidate: int, band: int, within: int) -> None:
    """Somebody who lives here, so many years or fewer above the youngest of a band of age."""
    p = somebody(c, candidate)
    p.born = int(c.now / DAY - (65 + 5 * band + of(c, p, Purpose.BORN) * within) * 365.25)
    p.frailty, p.residence = divmod(one_of(c.life.up_to("shares", band), of(c, p, Purpose.CLASS)), 5)
    p.carer = of(c, p, Purpose.CARER) < c.life.by("carer", p.column)
    p.package = of(c, p, Purpose.PACKAGE) < c.life.by("package", p.column)
    p.resident = True
    c.counts["residents"] += 1
    c.counts["packages"] += p.package
    c.live(p)
    c.schedule(p)


def wanted(c: County, month: int) -> list[int]:
    """How many of each age there should be, to the nearest whole person."""
    return [int(number + 0.5) for number in c.network.targets[month]]


def populate(c: County) -> None:
    """All at home; the last band has no end, and is taken as eight years."""
    bands = [band for band, number in enumerate(wanted(c, 0)) for _ in range(number)]
    for n, band in enumerate(bands):
        resident(c, n + 1, band, 5 if band < BANDS - 1 else 8)


def grow(c: County, month: int) -> None:
    """As many newcomers as are missing in each band; of the youngest, people who turned 65 within the last year."""
    if len(c.network.targets) > 1 and month < len(c.network.targets):
        living = [p.band(c.now) for p in c.people if p.resident and not p.gone]
        for band, number in enumerate(wanted(c, month)):
            for _ in range(number - living.count(band)):
                c.newcomers += 1
                resident(c, NEWCOMERS + c.newcomers, band, 1 if band == 0 else 5 if band < BANDS - 1 else 8)


def start(c: County, row: Any) -> None:
    """Somebody who is somewhere already: in a bed, at staff or help, or in a queue."""
    names = [node.name for node in c.network.nodes]
    p = somebody(c, int(row.candidate))
    p.bed, p.help, p.at, p.asked_at = (
        names[n] if n >= 0 else None for n in (row.place, row.home, row.at, row.asked_at)
    )
    p.born, p.frailty, p.residence = int(row.born), int(row.frailty), int(row.residence)
    p.carer, p.package, p.resident, p.episode = bool(row.carer), bool(row.package), True, 1
    p.asked, p.ready, p.since, p.arrived = int(row.asked), bool(row.ready > 0), int(row.since), int(row.asked)
    p.left, p.left_night, p.admitted = int(row.left) or None, -int(row.left_nights), -int(row.nights)
    c.counts["residents"] += 1
    c.counts["packages"] += p.package
    if p.bed:
        in_bed(c, p, p.bed)
    if p.help:
        c.enter(p.help)
    if p.at:
        at = c.places[p.at].node
        if at.flags & Flag.TASK:
            c.enter(p.at)
            c.delayed_by(p, at.delays[2])
        p.ends = c.now + still(c, p, at, c.now - p.since)
    elif p.asked_at:
        c.delayed_by(p, c.why(p, p.asked_at))
        c.join(p, p.asked_at)
    (c.wait if p.bed else c.live)(p)
    c.schedule(p)


def in_bed(c: County, p: Person, name: str) -> None:
    """In a bed or room from the start, and done with it if they are in nothing there."""
    place = c.places[name]
    c.enter(name)
    p.by_ae = place.has(Flag.AE)
    p.site = place.node.site if place.has(Flag.BED) else None
    c.counts["not_needing"] += p.site is not None and p.ready
    if p.at != name:
        c.done_here(p, name)


def still(c: County, p: Person, node: Node, already: int) -> int:
    """How much longer: the first of 400 draws that is longer than it is already."""
    for again in range(400):
        u = draw(c.seed, p.candidate, again, Purpose.STAY, key_of(node.name))
        length = int(length_of(node.stay, u) * short(node.by_class[p.column]))
        if length > already:
            return length - already
    return max(already // 4, HOUR)


class Coming:
    """Who comes from outside, one after another."""

    def __init__(self, c: County, n: int, stream: Stream) -> None:
        self.c, self.stream, self.candidate, self.next = c, stream, (n + 1) * FROM_OUTSIDE, c.start
        self.wait()

    def draw(self, purpose: int) -> float:
        return draw(self.c.seed, self.candidate, 0, purpose, key_of(self.stream.name))

    def wait(self) -> None:
        """Candidates come as often as in the busiest hour, and the share of them that this hour has is kept."""
        c, s = self.c, self.stream
        peak = max(s.weekday) * max(s.hour)
        while True:
            self.candidate += 1
            u = self.draw(Purpose.GAP)
            self.next += length_of(s.gap, u) if s.gap else gap(u, s.a_day * peak)
            if s.gap or self.next >= c.end:
                return
            night = max(n for n, begins in enumerate(c.nights) if begins <= self.next)
            hour = min((self.next - c.nights[night]) // HOUR, 23)
            day = (c.span.begins.weekday() + night) % 7
            if self.draw(Purpose.KEPT) * peak < s.weekday[day] * s.hour[hour]:
                return

    def comes(self) -> None:
        c, s = self.c, self.stream
        p = somebody(c, self.candidate)
        p.frailty, p.residence = divmod(one_of([*accumulate(s.classes)], of(c, p, Purpose.CLASS)), 5)
        bands = c.life.told.get("outside_born", [*accumulate([1 / BANDS] * BANDS)])
        years = 65 + 5 * (one_of(bands, of(c, p, Purpose.BORN)) + of(c, p, Purpose.BORN, 1))
        p.born = int(c.now / DAY - years * 365.25)
        go(c, p, s.to)
        self.wait()


# The clock


def strikes(c: County) -> Iterator[tuple[int, int]]:
    """When, and the hour of the day: each midnight, and between them when something opens or closes on that weekday."""
    for night, (begins, after) in enumerate(pairwise(c.nights)):
        weekend = (c.span.begins.weekday() + night) % 7 >= 5
        opened = [[is_open(place.node, weekend, hour) for place in c.places.values()] for hour in range(24)]
        for hour in range(1, 24):
            if opened[hour] != opened[hour - 1] and begins + hour * HOUR < after:
                yield begins + hour * HOUR, hour
        yield after, 0


def is_open(node: Node, weekend: bool, hour: int) -> bool:
    opens, closes = (node.hours or ((0, 24), (0, 24)))[weekend]
    return opens <= hour < closes


def strike(c: County, when: int, hour: int) -> None:
    """Midnight is counted before what happens at midnight; then what is open opens, and who can begins."""
    if when > c.start and hour == 0:
        midnight(c)
    for place in c.places.values():
        place.open = is_open(place.node, c.day >= 5, hour)
    for name in c.places:
        give(c, name)


def midnight(c: County) -> None:
    places = c.places.items()
    c.census.append(
        {
            "counts": dict(c.counts),
            "inside": {name: place.inside for name, place in places},
            "queued": {name: len(place.queue) for name, place in places},
            "blocked": {name: place.blocked for name, place in places},
            "delayed": dict(c.delays),
        }
    )
    c.night += 1
    for place in c.places.values():
        place.starts_today = 0
    if c.now == c.nights[c.span.warm_up]:
        c.measured = True
        for place in c.places.values():
            place.look(c.now)
            place.areas.clear()
    if c.night % 30 == 0:
        grow(c, c.night // 30)
