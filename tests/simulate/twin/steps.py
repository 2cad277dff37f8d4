"""How people go on: a choice, asking, waiting and what may happen then, and a beginning."""

from __future__ import annotations

from homefirst.event import Kind
from homefirst.simulate.compiled_network import key_of
from homefirst.simulate.loop.shapes import DAY, FIRST_CARE_HOME, HOUR, NEVER, Effect, Flag, Purpose
from homefirst.simulate.network import Node, Route
from tests.simulate.twin.chance import draw, length_of, one_of, short
from tests.simulate.twin.county import RESIDENCES, County
from tests.simulate.twin.leaving import (
    come_home,
    die,
    end_help,
    end_package,
    leave_bed,
    leave_door,
    leave_model,
    restart_package,
    stop_waiting,
)
from tests.simulate.twin.people import Person

LEAVE = {"home": come_home, "died": die, "gone": leave_model}


def go(c: County, p: Person, to: str | None) -> None:
    """On, through what takes no time, until they are somewhere, or wait, or have left."""
    while to is not None and to not in LEAVE:
        node = c.places[to].node
        if node.flags & Flag.PASS:
            p.ambulance |= bool(node.flags & Flag.AMBULANCE)
            c.tell(p, node.ask[0], node.location, node.service, node.ask[1])
            c.count(to, "asked")
            route = choose(c, p, node)
            if route.says:
                c.tell(p, node.end, node.location, node.service, route.says)
            change(c, p, route.effect)
            to = route.to
        else:
            to = ask(c, p, node)
    if to is not None:
        LEAVE[to](c, p)


def choose(c: County, p: Person, node: Node) -> Route:
    """By frailty and residence; at some choices somebody chooses the same each time."""
    key = key_of(node.choice or node.name)
    if node.flags & Flag.LASTING:
        u = draw(c.seed, p.candidate, 0, Purpose.ROUTE, key)
    else:
        u = c.chance(p, Purpose.ROUTE, key)
    return node.then[one_of(c.places[node.name].up_to[p.column], u)]


def change(c: County, p: Person, effect: Effect) -> None:
    """What a way changes. The packages of who comes from outside are not this county's."""
    if effect == Effect.PACKAGE and p.resident and not p.package and p.residence < FIRST_CARE_HOME:
        p.package = True
        c.counts["packages"] += 1
        c.tell(p, Kind.SUPPORT_STARTED, "", c.word("home_care"), "home_care")
    elif effect in (Effect.RESIDENTIAL, Effect.NURSING) and p.residence < FIRST_CARE_HOME:
        c.counts["permanent"] += 1
        p.residence = FIRST_CARE_HOME + (effect == Effect.NURSING)
        c.tell(p, Kind.RESIDENCE_CHANGED, c.word("council"), "", str(RESIDENCES[p.residence]))
        end_package(c, p, "other")
    elif effect in (Effect.UNSUPPORTED, Effect.SUPPORTED):
        p.unsupported = effect == Effect.UNSUPPORTED
    elif effect == Effect.AGAIN:
        p.episode, p.round = p.episode + 1, 0


def ask(c: County, p: Person, node: Node) -> str | None:
    """They begin at once, or wait where they are, or go where those go for whom there is no room (its name)."""
    name = node.name
    p.asked, p.asked_at, p.at = c.now, name, None
    c.count(name, "asked")
    if node.flags & Flag.AE:
        p.arrived, p.by_ae = c.now, True
        p.ambulance |= bool(node.flags & Flag.AMBULANCE)
        c.tell(p, Kind.ATTENDED, node.location, "", "ambulance" if p.ambulance else "walk_in")
    else:
        c.tell(p, node.ask[0], c.where(p), node.service, node.ask[1])
    if node.flags & Flag.OUT:
        leave_bed(c, p, name)
    give_freed(c)
    for other in c.places[name].feeds:
        if c.free(other) and c.accepts(other, p):
            begin(c, p, other)
            return None
    if 0 <= node.room <= len(c.places[name].queue):
        c.count(name, "lost")
        return node.full
    c.delayed_by(p, c.why(p, name))
    c.join(p, name)
    p.ends = NEVER
    if p.clock == NEVER and not p.bed and node.flags & Flag.AT_HOME:
        c.live(p)
    elif p.clock == NEVER:
        c.wait(p)
    c.schedule(p)
    return None


def give(c: County, name: str) -> None:
    """Free places to those who wait: first those who go first, and of them who asked first."""
    for queue in c.places[name].draws:
        for p in [*c.places[queue].queue] if c.free(name) else []:
            if c.free(name) and c.accepts(name, p):
                begin(c, p, name)


def give_freed(c: County) -> None:
    """The same wherever a place came free, in that order; giving one may free another."""
    while c.freed:
        give(c, c.freed.popleft())


# What may happen while they wait


def changes(c: County, p: Person) -> None:
    """Of those who wait some die, some come to harm in the bed that they no longer need, some need nothing more."""
    name = p.bed if p.bed and p.ready else p.asked_at
    assert name is not None
    node = c.places[name].node
    u = draw(c.seed, p.candidate, p.changes, Purpose.CHANGE, key_of(name)) * (node.dies + node.harmed + node.recovers)
    p.changes += 1
    p.clock = NEVER
    if u < node.dies:
        c.count(name, "died")
        die(c, p)
    elif u >= node.dies + node.harmed:
        recover(c, p, node)
    elif p.ready:
        c.count(name, "harmed")
        harm(c, p, node)
    else:  # not in the bed yet in which they could come to harm
        c.wait(p)
        c.schedule(p)


def recover(c: County, p: Person, node: Node) -> None:
    stop_waiting(c, p)
    if p.ready:
        c.tell(p, Kind.PATHWAY_CHOSEN, c.where(p), "", "0")
        c.wait(p)
    elif p.bed is None and node.flags & Flag.AE:
        leave_door(c, p, node)
    go(c, p, node.recovered)


def harm(c: County, p: Person, node: Node) -> None:
    """They need the bed again, for a while."""
    stop_waiting(c, p)
    c.counts["harms"] += 1
    c.counts["not_needing"] -= 1
    c.delayed_by(p, "")
    c.tell(p, Kind.CRITERIA_TO_RESIDE_MET, c.where(p))
    c.not_done(p)
    p.ready, p.at, p.round = False, node.name, min(p.round + 1, 7)
    p.ends = c.now + length_of(node.harm_stay, c.chance(p, Purpose.HARMED_STAY, key_of(node.name)))
    c.schedule(p)


# It begins


def begin(c: County, p: Person, name: str) -> None:
    """Staff are at work for them, help comes to their home, or they move in; only now is the bed behind them free."""
    place, newly_in_hospital = c.places[name], p.site is None
    node, asked = place.node, c.places[p.asked_at or ""].node
    if p.queued:
        c.quit(p)
        if not p.ready and not p.at_home:
            p.clock = NEVER
    c.count(asked.name, "started")
    c.count(asked.name, "waited", c.now - p.asked)
    c.count(asked.name, "soon", c.now - p.asked <= round(asked.soon * DAY))
    c.count(name, "begun")
    place.starts_today += 1
    if not place.has(Flag.TASK) and asked.ask[0] == Kind.REFERRED:
        c.tell(p, Kind.ACCEPTED, "", asked.service)
    if place.has(Flag.TASK):
        c.enter(name)
        c.delayed_by(p, node.delays[2])
        c.tell(p, node.start[0], c.where(p), node.service, node.start[1])
    elif place.has(Flag.AT_HOME):
        help_at_home(c, p, node)
    else:
        move_in(c, p, node)
    p.at = name
    stay = int(length_of(node.stay, c.chance(p, Purpose.STAY, key_of(name))) * short(node.by_class[p.column]))
    p.ends = c.now + max(stay, 1)
    if place.has(Flag.BED) and newly_in_hospital:
        c.tell_expected_date(p, stay)
    c.schedule(p)


def help_at_home(c: County, p: Person, node: Node) -> None:
    """They leave the bed for it; what other help they had is over."""
    from_hospital = p.site is not None
    leave_bed(c, p, node.name)
    end_help(c, p, p.word)
    c.enter(node.name)
    p.help, p.word, p.unsupported = node.name, "", False
    c.tell(p, node.start[0], "", node.service, node.start[1])
    if from_hospital and node.flags & Flag.REABLEMENT and p.day91 == NEVER:
        p.day91 = c.now + 91 * DAY
    if not node.flags & Flag.PLACEMENT:
        restart_package(c, p)
    p.clock = NEVER
    c.live(p)


def move_in(c: County, p: Person, node: Node) -> None:
    """Into a hospital bed, a room of A&E, or another bed."""
    leave_bed(c, p, node.name)
    c.enter(node.name)
    p.bed, p.since, p.clock = node.name, c.now, NEVER
    if node.flags & Flag.BED:
        admit(c, p, node)
    elif node.flags & Flag.AE:
        hand_over(c, p)
    else:
        if node.flags & Flag.CARE:
            end_help(c, p, "other")
        c.tell(p, node.start[0], node.location, node.service, node.start[1])


def hand_over(c: County, p: Person) -> None:
    """The crew waited at the door until now."""
    if p.ambulance:
        waited = c.now - p.arrived
        c.counts["handed_over"] += 1
        c.counts["over_hour"] += waited > HOUR
        c.counts["within_quarter"] += waited <= HOUR / 4
        c.tell(p, Kind.HANDED_OVER, c.where(p))


def admit(c: County, p: Person, node: Node) -> None:
    """Admitted, or moved within the hospital. Help at home ends, and a package is held."""
    if p.site == node.site:
        c.tell(p, Kind.MOVED, node.location)
        return
    c.counts["admissions"] += 1
    c.counts["returns"] += p.left is not None and c.night - p.left_night < 30
    p.site, p.admitted, p.ready, p.unsupported = node.site, c.night, False, False
    c.tell(p, Kind.ADMITTED, node.location, "", "21" if p.by_ae else "2D")
    end_help(c, p, "hospital")
    if p.package and not p.held:
        p.held = True
        c.tell(p, Kind.SUPPORT_HELD, "", c.word("home_care"))
