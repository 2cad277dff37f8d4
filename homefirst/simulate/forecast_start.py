"""Where everybody is when a forecast begins, read from the ledger and put in the places that the flow knows.

Over 300 lines because each kind of standing (in A&E, in a bed, ready to leave, helped, waiting at home, lately home)
has its rule here, and they are read together. What the flow does not know is put somewhere near, or left out, and is
always counted and said. What the ledger does not tell of a person (lives alone, has a carer) is drawn by their number,
in the flow's shares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from homefirst.codes import SupportKind
from homefirst.days import midnight
from homefirst.event import Kind, provider
from homefirst.simulate.flow import Flow
from homefirst.simulate.forecast_known import LONGEST_VISIT, YOUNGEST, Known
from homefirst.simulate.loop.shapes import DAY, HOUR, NOBODY, RESIDENCES, STARTER, Flag
from homefirst.simulate.network import ENDS, Network, Node
from homefirst.simulate.replication import microseconds

FIRST_CANDIDATE = 1 << 39  # of the people who stand somewhere; others have lower numbers, or higher ones
LATELY_HOME = 90  # days after leaving hospital in which they come back more often than others
LONGEST_CALL = 12  # hours; a call that nobody is known to have answered for longer is over
USUAL_AGE, USUAL_FRAILTY = 80, 1
HOW_FRAIL = {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1, "6": 2, "7": 3, "8": 3, "9": 3}  # of the Clinical Frailty Scale
WHERE = {"extra_care": 2, "residential_home": 3, "nursing_home": 4}

IN_HOSPITAL = """
select s.person, s.location::varchar as location, epoch_us(s.started_at) as admitted,
    epoch_us(coalesce(p.started_at, s.started_at)) as since, epoch_us(r.started_at) as ready,
    s.pathway::varchar as pathway, d.reason, epoch_us(d.since) as reason_since, epoch_us(m.again) as again
from spells s
left join (select spell, max(started_at) as started_at from stays where ended_at is null group by spell) p using (spell)
left join (select spell, max(started_at) as started_at from ready where ended_at is null group by spell) r using (spell)
left join (select spell, arg_max(reason, started_at)::varchar as reason, max(started_at) as since from delays
    where ended_at is null group by spell) d using (spell)
left join (select spell, max(ended_at) as again from ready where ended_at is not null group by spell) m using (spell)
where s.ended_at is null
"""
IN_AE = """
select a.person, a.location::varchar as location, epoch_us(a.arrived_at) as arrived,
    a.arrival_mode::varchar as arrival_mode, epoch_us(a.decided_to_admit_at) as decided,
    epoch_us(max(t.happened_at)) as handed_over
from attendances a left join told t
    on t.person = a.person and t.kind = 'handed_over' and t.happened_at >= a.arrived_at
where a.left_at is null group by all order by arrived, a.person
"""
HELPED = """
select person, kind::varchar as kind, service::varchar as service, epoch_us(started_at) as since
from supports where ended_at is null order by started_at
"""
ASKED = """
select r.person, r.service::varchar as service, epoch_us(r.referred_at) as asked
from referrals r left join (select person, max(ended_at) as left_at from spells group by person) s using (person)
where r.answered_at is null and r.started_at is null
    and (s.left_at is null or r.referred_at >= s.left_at
        or r.person in (select person from spells where ended_at is null))
order by r.referred_at
"""
CALLED = """
with last as (
    select person, max(happened_at) filter (kind = 'called') as called,
        arg_max(location, happened_at) filter (kind = 'called') as location,
        max(happened_at) filter (kind <> 'called') as answered
    from told where kind in ('called', 'responded', 'attended') group by person
)
select person, location, epoch_us(called) from last where answered is null or answered < called
"""
LATELY = "select person, epoch_us(max(ended_at)) from spells where ended_at is not null group by person"
LIVES = "select person, arg_max(kind, since)::varchar from residences where until is null group by person"
FRAILTY = (
    "select person, arg_max(detail, (happened_at, sequence)) from told where kind = 'frailty_scored' group by person"
)
TOLD_SINCE = """
select t.person, t.kind, t.service, epoch_us(t.happened_at) from told t
where t.kind in ('notified', 'triaged', 'offered') order by t.happened_at, t.sequence
"""


class Standings(NamedTuple):
    """Everybody who stands somewhere, as rows of shapes.STARTER, and what had to be assumed, in sentences."""

    starters: Any
    said: tuple[str, ...]


@dataclass(frozen=True)
class Stand:
    """Where one person is: nodes by number, -1 for none; times in microseconds since 1970."""

    place: int = NOBODY
    home: int = NOBODY
    at: int = NOBODY
    asked_at: int = NOBODY
    since: int = 0
    asked: int = 0
    ready: int = 0
    pathway: int = NOBODY
    admitted: int = 0


@dataclass
class Places:
    """The nodes of a network by what the ledger calls them. What was not found is counted in `unknown`."""

    network: Network
    wards: Mapping[str, Sequence[str]]
    now: int
    unknown: Counter[str] = field(default_factory=Counter)

    @cached_property
    def beds(self) -> dict[str, int]:
        """Beds by location: of several nodes there, the one with most places."""
        found: dict[str, int] = {}
        for n, node in self.most_places_last(Flag.BED):
            for location in (node.location, *self.wards.get(node.location, ())):
                found[location] = n
        return found

    @cached_property
    def services(self) -> dict[str, int]:
        """Help and beds elsewhere by service, and by kind of support where no service is known."""
        found: dict[str, int] = {}
        for n, node in self.most_places_last(Flag.CARE):
            found[node.start[1]] = found[node.service] = n
        return found

    @cached_property
    def waits(self) -> dict[str, int]:
        """Where they wait who were referred to a service."""
        nodes = enumerate(self.network.nodes)
        return {node.service: n for n, node in nodes if node.ask[0] is Kind.REFERRED and not draws_on_others(node)}

    def most_places_last(self, flag: Flag) -> list[tuple[int, Node]]:
        nodes = [(n, node) for n, node in enumerate(self.network.nodes) if node.flags & flag]
        return sorted(nodes, key=lambda one: one[1].places[0])

    def bed(self, location: str) -> int:
        """The beds at a location, or of its hospital; where the flow knows neither, the largest that there are."""
        if location in self.beds:
            return self.beds[location]
        nodes = self.most_places_last(Flag.BED)
        near = [n for n, node in nodes if provider(node.location) == provider(location)]
        found = near[-1] if near else nodes[-1][0]
        self.unknown[f"On a ward that the flow does not know, put in {self.network.nodes[found].location}"] += 1
        return found

    def ae(self, location: str, by_ambulance: bool) -> int | None:
        """The door or the rooms of the A&E at a location."""
        nodes = [(n, node) for n, node in enumerate(self.network.nodes) if node.flags & Flag.AE]
        at = [(n, node) for n, node in nodes if provider(node.location) == provider(location)]
        right = [n for n, node in at if bool(node.flags & Flag.AMBULANCE) == by_ambulance]
        return right[0] if right else at[0][0] if at else None

    def recent(self, arrived: int) -> bool:
        """Whether an open A&E visit is still to be believed."""
        return self.now - arrived <= LONGEST_VISIT * DAY

    def number(self, name: str) -> int:
        return self.network.number(name)


def draws_on_others(node: Node) -> bool:
    """Whether it starts those who wait elsewhere, and nobody who asks for it."""
    return bool(node.takes) and node.name not in node.takes


def standing(known: Known, flow: Flow, network: Network, day: date) -> Standings:
    """Where everybody aged 65 and over is as `day` begins, as known then."""
    now = microseconds(midnight(day))
    places = Places(network, flow.wards, now)
    stands = dict(everybody(known, places, flow))
    return as_starters(known, flow, places, stands)


def everybody(known: Known, places: Places, flow: Flow) -> Iterator[tuple[int, Stand]]:
    """Each person who stands somewhere, once: in a bed before A&E, A&E before help, help before lately home."""
    gone = {person for (person,) in known.ask("select person from deaths")}
    helped, asked = by_person(known.ask(HELPED)), by_person(known.ask(ASKED))
    told = by_person(known.ask(TOLD_SINCE))
    frailty = dict(known.ask(FRAILTY))
    done = set(gone)
    for row in known.ask(IN_HOSPITAL):
        if row[0] not in done:
            packaged = any(kind == SupportKind.HOME_CARE for kind, _, _ in helped.get(row[0], ()))
            bed = Bed(*row)
            seen = Seen(told.get(row[0], []), asked.get(row[0], []), packaged, class_of(frailty.get(row[0], "")))
            done.add(row[0])
            yield row[0], in_bed(places, flow, bed, seen)
    for person, stand in (*in_ae(known, places), *with_a_crew(known, places)):
        if person not in done:
            done.add(person)
            helping = at_home(places, helped.get(person, []), []) or stand
            yield person, replace(stand, home=helping.home)
    for person in sorted(helped.keys() | asked.keys()):
        found = None if person in done else at_home(places, helped.get(person, []), asked.get(person, []))
        if found is not None:
            done.add(person)
            yield person, found
    for person, left in known.ask(LATELY):
        if person not in done and places.now - left < LATELY_HOME * DAY:
            yield person, Stand()


def by_person(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows without their first column, by that."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for person, *rest in rows:
        found.setdefault(person, []).append(tuple(rest))
    return found


# In hospital


class Bed(NamedTuple):
    """An open spell: where, since when, and what is known of leaving; times in microseconds, None for not known."""

    person: int
    location: str
    admitted: int
    since: int
    ready: int | None
    pathway: str
    reason: str | None
    reason_since: int | None
    again: int | None  # when they needed the bed again


class Seen(NamedTuple):
    """What was told of somebody on the way out: (kind, service, time), open referrals (service, time), a package."""

    told: Sequence[tuple[Any, ...]]
    asked: Sequence[tuple[Any, ...]]
    package: bool
    column: int  # class, for what is likely


def class_of(scale: str, residence: int = 1) -> int:
    """Frailty and residence as one number."""
    return HOW_FRAIL.get(scale, USUAL_FRAILTY) * len(RESIDENCES) + residence


def in_bed(places: Places, flow: Flow, bed: Bed, seen: Seen) -> Stand:
    """Somebody in a hospital bed: still needing it, or in one of the steps that lead out of it."""
    place = places.bed(bed.location)
    stand = Stand(place=place, admitted=bed.admitted, since=bed.since)
    if bed.ready is None:
        since = max(bed.since, bed.again or 0)
        return replace(stand, at=place, since=since)
    if bed.pathway not in ("0", "1", "2", "3"):
        places.unknown["Ready to leave without a pathway, taken to be on pathway 0"] += 1
    pathway = int(bed.pathway) if bed.pathway in ("0", "1", "2", "3") else 0
    stand = replace(stand, ready=bed.ready, pathway=pathway)
    step = max(
        steps_out(places, flow, place, pathway, seen),
        key=lambda step: fits(places.network, step, bed, seen),
        default=None,
    )
    if step is None:
        places.unknown["Ready to leave by a way that the flow does not have, left in their bed"] += 1
        return replace(stand, at=place, ready=0, pathway=NOBODY)
    return in_step(places, stand, step, bed, seen)


class Step(NamedTuple):
    """A step on the way out: the steps before it, and how likely the way here is."""

    node: int
    before: tuple[int, ...]
    likely: float


def steps_out(places: Places, flow: Flow, place: int, pathway: int, seen: Seen) -> Iterator[Step]:
    """Every step in which somebody of a pathway can be while they keep this bed."""
    network = places.network
    node = network.nodes[place]
    first = next((route.to for route in node.then if route.pathway == pathway), None)
    if first is None:
        first = next((r.to for other in network.nodes if other.site == node.site for r in other.then
                      if r.pathway == pathway), None)  # fmt: skip
    if seen.package and pathway <= 1 and 0 <= node.site < len(network.restart):
        first = (network.restart, network.rebroker)[pathway][node.site]
    if first is not None and first not in ENDS:
        yield from onward(network, Step(network.number(first), (), 1.0), seen.column)


def onward(network: Network, step: Step, column: int) -> Iterator[Step]:
    """This step and those after it, until they leave the bed."""
    node = network.nodes[step.node]
    passing = bool(node.flags & Flag.PASS)
    if not passing:
        yield step
    if len(step.before) > 6 or not (passing or node.flags & Flag.TASK):
        return
    before = step.before if passing else (*step.before, step.node)
    for route in node.then:
        share = route.share[column] if isinstance(route.share, tuple) else route.share
        if route.to not in ENDS and share > 0:
            yield from onward(network, Step(network.number(route.to), before, step.likely * share), column)


def fits(network: Network, step: Step, bed: Bed, seen: Seen) -> tuple[int, float]:
    """How well what was told fits a step: the reason for delay first, then what was done and asked; then how likely."""
    node = network.nodes[step.node]
    done = {(kind, service) for kind, service, at in seen.told if at >= (bed.ready or 0)}
    asked = {service for service, at in seen.asked if at >= (bed.ready or 0)}
    score = 0
    if bed.reason:
        score += 6 if bed.reason in node.delays else -1
    for n in step.before:
        score += fit_of_end(network.nodes[n], done)
    score -= 2 * (node.end is not None and (str(node.end), node.service) in done)
    if node.ask[0] is Kind.REFERRED:
        score += 2 if node.service in asked else -2
    return score, step.likely


def fit_of_end(node: Node, done: set[tuple[str, str]]) -> int:
    """Whether a step that is behind them was told to have ended."""
    if node.end is None:
        return 0
    return 1 if (str(node.end), node.service) in done else -2


def in_step(places: Places, stand: Stand, step: Step, bed: Bed, seen: Seen) -> Stand:
    """Waiting for a step, or in the hands of those who do it."""
    node = places.network.nodes[step.node]
    since = max([at for _, _, at in seen.told if at >= (bed.ready or 0)], default=bed.ready or 0)
    asked = max([at for service, at in seen.asked if service == node.service and at >= (bed.ready or 0)], default=since)
    if bed.reason and bed.reason in node.delays and bed.reason_since:
        asked = bed.reason_since
    begun = began(places, node, bed.reason, asked)
    if node.flags & Flag.TASK and begun is not None:
        return replace(stand, at=step.node, asked_at=step.node, asked=asked, since=begun)
    return replace(stand, asked_at=step.node, asked=asked)


def began(places: Places, node: Node, reason: str | None, asked: int) -> int | None:
    """When staff began: the reason tells, or else they did as soon as they were next at work; None if not yet."""
    full, closed, during = node.delays
    if reason and reason == during and during not in (full, closed):
        return asked
    if reason and reason in (full, closed) and reason != during:
        return None
    opens = next_open(node, asked)
    return opens if opens < places.now else None


def next_open(node: Node, moment: int) -> int:
    """When a node is next open, this moment perhaps; in England's winter time, near enough in summer."""
    if node.hours is None:
        return moment
    for ahead in range(8):
        begins = (moment // DAY + ahead) * DAY
        opens, closes = node.hours[(begins // DAY + 3) % 7 >= 5]
        if closes > opens and moment < begins + closes * HOUR:
            return max(moment, begins + round(opens * HOUR))
    return moment


# In A&E


def in_ae(known: Known, places: Places) -> Iterator[tuple[int, Stand]]:
    """Those at the door of A&E, in its rooms, and there waiting for a bed.

    Nobody tells when somebody who walked in came to a room: who came first has one, as far as there are rooms.
    """
    visits = [Visit(*row) for row in known.ask(IN_AE)]
    taken: Counter[int | None] = Counter(
        places.ae(v.location, False) for v in visits if v.decided or (v.handed_over and places.recent(v.arrived))
    )
    for visit in visits:
        rooms, door = places.ae(visit.location, False), places.ae(visit.location, True)
        if not places.recent(visit.arrived):
            places.unknown[f"In A&E for more than {LONGEST_VISIT} days, taken to have left"] += 1
        elif rooms is None or door is None:
            places.unknown["In an A&E that the flow does not know, left out"] += 1
        elif visit.decided is not None:
            yield visit.person, waits_for_bed(places, rooms, visit)
        elif visit.handed_over is not None:
            yield visit.person, Stand(place=rooms, at=rooms, since=visit.handed_over, asked=visit.arrived)
        elif visit.arrival_mode == "ambulance":
            yield visit.person, Stand(asked_at=door, asked=visit.arrived)
        elif taken[rooms] < places.network.nodes[rooms].places[0]:
            taken[rooms] += 1
            yield visit.person, Stand(place=rooms, at=rooms, since=visit.arrived, asked=visit.arrived)
        else:
            yield visit.person, Stand(asked_at=rooms, asked=visit.arrived)


class Visit(NamedTuple):
    """An open A&E visit; times in microseconds, None for not yet."""

    person: int
    location: str
    arrived: int
    arrival_mode: str
    decided: int | None
    handed_over: int | None


def waits_for_bed(places: Places, rooms: int, visit: Visit) -> Stand:
    """In A&E, waiting for a bed of the hospital: on its wards, where most go."""
    site = places.network.nodes[rooms].site
    beds = [n for n, node in places.most_places_last(Flag.BED) if node.site == site]
    return Stand(place=rooms, asked_at=beds[-1], since=visit.arrived, asked=visit.decided or 0)


def with_a_crew(known: Known, places: Places) -> Iterator[tuple[int, Stand]]:
    """Those who rang and whom somebody is on the way to, or with."""
    nodes = enumerate(places.network.nodes)
    crews = {node.location: n for n, node in nodes if node.flags & Flag.TASK and node.end is Kind.RESPONDED}
    for person, location, called in known.ask(CALLED):
        if location in crews and places.now - called < LONGEST_CALL * HOUR:
            yield person, Stand(at=crews[location], asked_at=crews[location], since=called, asked=called)


# Helped, or waiting, outside hospital


def at_home(places: Places, helped: Sequence[tuple[Any, ...]], asked: Sequence[tuple[Any, ...]]) -> Stand | None:
    """In a bed elsewhere, helped at home, waiting for either; None for those with a package or nothing."""
    stand = Stand()
    for kind, service, since in helped:
        n = places.services.get(service, places.services.get(kind))
        if kind == SupportKind.HOME_CARE:
            continue
        if n is None:
            places.unknown["Helped by a service that the flow does not know, taken to be without help"] += 1
        elif places.network.nodes[n].flags & Flag.AT_HOME:
            stand = replace(stand, home=n, at=n if stand.place < 0 else stand.at, since=since)
        else:
            stand = replace(stand, place=n, at=n, home=NOBODY, since=since)
    for service, at in asked:
        n = places.waits.get(service)
        if n is None:
            places.unknown["Waiting outside hospital for a service that the flow does not know, taken not to wait"] += 1
        elif stand.at < 0 or at > stand.since:
            stand = replace(stand, at=NOBODY, asked_at=n, asked=at)
    return stand if max(stand.place, stand.home, stand.asked_at) >= 0 else None


# As rows


def as_starters(known: Known, flow: Flow, places: Places, stands: Mapping[int, Stand]) -> Standings:
    """The rows of those aged 65 and over, who asked first first, since they stand in queues in this order."""
    born, female = who_they_are(known)
    frailty, lives, left = dict(known.ask(FRAILTY)), dict(known.ask(LIVES)), dict(known.ask(LATELY))
    packaged = {person for person, kind, *_ in known.ask(HELPED) if kind == SupportKind.HOME_CARE}
    older = {person for (person,) in known.ask("from older")}
    carers = {person for (person,) in known.ask("select person from told where kind = 'carer_identified'")}
    today = places.now // DAY
    rows = []
    for person, stand in sorted(stands.items(), key=lambda one: (one[1].asked, one[0])):
        years = (today - born[person]) / 365.25 if person in born else USUAL_AGE
        if person not in older:
            places.unknown[f"Under {YOUNGEST}, left out"] += 1
            continue
        degree = HOW_FRAIL.get(frailty.get(person, ""), USUAL_FRAILTY)
        chances = np.random.default_rng(person).random(2)
        residence = WHERE.get(lives.get(person, ""), int(chances[0] >= flow.value("people.alone")[age_band(years)]))
        carer = residence < 3 and (person in carers or chances[1] < flow.value("people.carer")[degree])
        home_since = left.get(person, 0)
        rows.append((
            FIRST_CANDIDATE + person, born.get(person, today - round(USUAL_AGE * 365.25)), person in female, degree,
            residence, carer, person in packaged, stand.place, stand.home, stand.at, stand.asked_at, stand.since,
            stand.asked, stand.ready, stand.pathway, (places.now - stand.admitted) // DAY if stand.admitted else 0,
            home_since, (places.now - home_since) // DAY if home_since else 0,
        ))  # fmt: skip
    assumed = Counter({"Without a known frailty, taken to be mildly frail": sum(p not in frailty for p in stands)})
    assumed[f"Without a known date of birth, taken to be {USUAL_AGE}"] = sum(p not in born for p in stands)
    said = tuple(f"{what}: {n:,} {'person' if n == 1 else 'people'}." for what, n in (places.unknown + assumed).items())
    starters = np.array(rows, dtype=STARTER).view(np.recarray)
    return Standings(starters, said)


def age_band(years: float) -> int:
    return min(int((years - YOUNGEST) / 5), 5)


def who_they_are(known: Known) -> tuple[dict[int, int], set[int]]:
    """Dates of birth as days since 1970, by person, where they are known; and who is a woman."""
    rows = known.ask("select person, born, sex from people")
    begins = date(1970, 1, 1)
    born = {person: (on - begins) // timedelta(days=1) for person, on, _ in rows if on is not None}
    return born, {person for person, _, sex in rows if sex == "F"}
