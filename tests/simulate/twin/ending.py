"""What ends a stay, and what happens at home: the way on is chosen, and gone."""

from __future__ import annotations

from homefirst.event import Kind
from homefirst.simulate.loop.shapes import HOUR, NEVER, Flag, Purpose
from homefirst.simulate.network import Route
from tests.simulate.twin.chance import draw
from tests.simulate.twin.county import County
from tests.simulate.twin.leaving import die, end_help, end_package, stop_waiting, weaken
from tests.simulate.twin.people import Person
from tests.simulate.twin.steps import LEAVE, change, choose, go


def ends(c: County, p: Person) -> None:
    """What they are in is over, and a way on is chosen; a bed or room is held until they can go it."""
    name = p.at
    assert name is not None
    place = c.places[name]
    node = place.node
    p.ends = NEVER
    c.count(name, "ended")
    if place.has(Flag.BED):
        weaken(c, p, node.weakens)
    route = choose(c, p, node)
    if place.has(Flag.TASK):
        if route.says or node.end != Kind.DECIDED_TO_ADMIT:
            c.tell(p, node.end, c.where(p), node.service, route.says)
        c.leave(name)
    elif place.has(Flag.AE):
        c.tell(p, Kind.DECIDED_TO_ADMIT if route.says else None, node.location)
    else:
        p.word = route.says
    if name == p.bed:
        c.done_here(p, name)
    change(c, p, route.effect)
    to = ready(c, p, route) if route.pathway >= 0 else route.to
    if name == p.help and to in LEAVE:
        end_help(c, p, route.says)
    go(c, p, to)


def ready(c: County, p: Person, route: Route) -> str:
    """They do not need the bed any more; who has a package leaves by its being kept, or not."""
    pathway, to, site = route.pathway, route.to, p.site
    c.counts["not_needing"] += 1
    p.ready = True
    if p.package and pathway <= 1 and site is not None and site < len(c.network.restart):
        p.lapsed = c.night - p.admitted > c.life["hold_days"]
        pathway, to = (1, c.network.rebroker[site]) if p.lapsed else (0, c.network.restart[site])
    c.tell(p, Kind.CRITERIA_TO_RESIDE_NOT_MET, c.where(p))
    c.tell(p, Kind.PATHWAY_CHOSEN, c.where(p), "", str(pathway))
    c.wait(p)
    return to


# Life at home


def happens_at_home(c: County, p: Person) -> None:
    """They die, become frailer, end their package, come into a crisis, or this was a quiet hour."""
    life, now = c.life, c.now
    u = draw(c.seed, p.candidate, p.homes, Purpose.HOME_WHAT) * p.bound
    p.clock = NEVER
    month = int(c.span.months[c.night])
    hour = min((now - c.nights[c.night]) // HOUR, 23)
    busy = life.profile("month", month) * life.profile("weekday", c.day) * life.profile("hour", hour)
    dies, frailer = life.rate("dies", p, now), life.rate("frailer", p, now)
    package = dies + frailer + life["packages_end"] * p.package
    if u < dies:
        die(c, p)
        return
    if u < dies + frailer:
        p.frailty = min(p.frailty + 1, 3)
    elif u < package:
        end_package(c, p, "other")
    elif u < package + life.crises(p, now) * busy and not avoided(c, p):
        crisis(c, p)
        return
    c.live(p)
    c.schedule(p)


def avoided(c: County, p: Person) -> bool:
    """Whether earlier help prevents it."""
    prevented = draw(c.seed, p.candidate, p.homes, Purpose.AVOIDED) < c.life.by("avoided", p.column)
    c.counts["avoided"] += prevented
    return prevented


def crisis(c: County, p: Person) -> None:
    """What they waited for is for another day; the help that they have goes on when they are home again."""
    c.counts["crises"] += 1
    if p.help and p.at == p.help:
        p.resume = p.ends
    stop_waiting(c, p)
    p.episode, p.round = p.episode + 1, 0
    p.by_ae, p.ambulance, p.word = False, False, ""
    go(c, p, str(c.life.told["crisis_node"]))
