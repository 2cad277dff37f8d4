"""How people leave: a bed or room, hospital, help at home, the model, life."""

from __future__ import annotations

import math

from homefirst.event import Kind
from homefirst.simulate.loop.shapes import DAY, FIRST_CARE_HOME, HOUR, LONGEST_STAY, NEVER, Flag, Purpose
from homefirst.simulate.network import Node
from tests.simulate.twin.county import FRAILTIES, County
from tests.simulate.twin.people import Person


def leave_bed(c: County, p: Person, to: str) -> None:
    """Out of the bed or room they hold, for a node, or for "home", "died" or "gone"."""
    if p.bed is None:
        return
    here, beyond = c.places[p.bed], c.places.get(to)
    if here.has(Flag.AE):
        leave_ae(c, p, to)
    elif here.has(Flag.BED):
        if not (beyond and beyond.has(Flag.BED) and beyond.node.site == p.site):
            if to != "died":
                weaken(c, p, here.node.weakens, 1)
            leave_hospital(c, p, to)
    elif here.has(Flag.CARE):
        c.tell(p, Kind.SUPPORT_ENDED, "", here.node.service, "died" if to == "died" else p.word or "other")
        p.word = ""
    c.not_done(p)
    c.leave(p.bed)
    p.bed = None


def leave_door(c: County, p: Person, node: Node) -> None:
    """Tired of waiting to be seen, they leave A&E by the door."""
    c.counts["attended"] += 1
    c.counts["within_four"] += c.now - p.arrived <= 4 * HOUR
    p.by_ae = False
    c.tell(p, Kind.LEFT_DEPARTMENT, node.location, "", "home")


def leave_ae(c: County, p: Person, to: str) -> None:
    """The four hours end. Only who goes on to a bed is admitted by A&E."""
    c.counts["attended"] += 1
    c.counts["within_four"] += c.now - p.arrived <= 4 * HOUR
    p.by_ae = to in c.places and c.places[to].has(Flag.BED)
    c.tell(p, Kind.LEFT_DEPARTMENT, c.where(p), "", "died" if to == "died" else "admitted" if p.by_ae else "home")


def weaken(c: County, p: Person, rate: float, key: int = 0) -> None:
    """The days in the bed since strength was last looked at cost some of it."""
    if rate > 0 and p.frailty < 3:
        days, p.since = (c.now - p.since) / DAY, c.now
        if c.chance(p, Purpose.WEAKER, key) < 1 - math.exp(-rate * days):
            p.frailty += 1
            c.counts["frailer"] += 1
            c.tell(p, Kind.FRAILTY_SCORED, c.where(p), "", str(FRAILTIES[p.frailty]))


def leave_hospital(c: County, p: Person, to: str) -> None:
    """Discharged: a new stay begins for whoever is alive, who has left hospital lately from now on."""
    c.delayed_by(p, "")
    where_to = c.places[to].node.destination if to in c.places else "79/4" if to == "died" else "19/1"
    c.tell(p, Kind.DISCHARGED, c.where(p), "", where_to)
    c.counts["not_needing"] -= p.ready
    c.counts["discharges"] += 1
    c.counts["weekend"] += c.day >= 5
    if c.measured:
        c.nights_in[min(c.night - p.admitted, LONGEST_STAY)] += 1
    p.site, p.ready, p.clock, p.by_ae = None, False, NEVER, False
    if to != "died":
        c.counts["left_alive"] += 1
        p.left, p.left_night = c.now, c.night
        send_summary(c, p)
        p.episode, p.round = p.episode + 1, 0


def send_summary(c: County, p: Person) -> None:
    """Within 22 hours, or not at all."""
    u, share = c.chance(p, Purpose.SUMMARY), c.life["summary"]
    if u < share:
        c.tell(p, Kind.SUMMARY_SENT, "", c.word("practice"), at=c.now + int(u / share * 22 * HOUR))


def end_help(c: County, p: Person, how: str) -> None:
    """Help at home ends, and with it what was kept of when it would have."""
    if p.help:
        c.tell(p, Kind.SUPPORT_ENDED, "", c.places[p.help].node.service, how or "other")
        c.leave(p.help)
        p.help, p.resume, p.word = None, NEVER, ""


def end_package(c: County, p: Person, how: str) -> None:
    """The long-term package ends; nobody hears of it if nobody ever heard of the person."""
    if p.package:
        p.package = p.held = False
        c.counts["packages"] -= 1
        if p.told:
            c.tell(p, Kind.SUPPORT_ENDED, "", c.word("home_care"), how)


def restart_package(c: County, p: Person) -> None:
    """A package that was kept begins again; one that was not ended when they were away, and is a new one."""
    if p.package and p.held:
        service = c.word("home_care")
        if p.lapsed:
            c.tell(p, Kind.SUPPORT_ENDED, "", service, "hospital")
            c.tell(p, Kind.SUPPORT_STARTED, "", service, "home_care")
        else:
            c.tell(p, Kind.SUPPORT_RESTARTED, "", service)
        p.held = p.lapsed = False


def stop_waiting(c: County, p: Person) -> None:
    """Out of the queue, or away from the staff who are at work for them."""
    if p.queued:
        c.quit(p)
    elif p.at and c.places[p.at].has(Flag.TASK):
        c.leave(p.at)
    p.at, p.ends = None, NEVER


def come_home(c: County, p: Person) -> None:
    """Home: to the help that goes on there, or to life as before; who came from outside goes back."""
    leave_bed(c, p, "home")
    restart_package(c, p)
    p.at, p.ends, p.clock, p.word, p.ambulance = None, NEVER, NEVER, "", False
    if p.help:
        p.at, p.ends = p.help, c.now + DAY if p.resume == NEVER else max(p.resume, c.now + 1)
        p.resume = NEVER
    elif not p.resident:
        leave_model(c, p)
        return
    c.live(p)
    c.schedule(p)


def leave_model(c: County, p: Person) -> None:
    leave_bed(c, p, "gone")
    end_help(c, p, p.word)
    c.counts["packages"] -= p.package
    finish(c, p)


def die(c: County, p: Person) -> None:
    """Wherever they are, all that was theirs ends. Who is followed up to day 91 is followed."""
    where = c.where(p)
    stop_waiting(c, p)
    c.counts["deaths"] += 1
    c.counts["hospital_deaths"] += p.site is not None
    leave_bed(c, p, "died")
    end_help(c, p, "died")
    end_package(c, p, "died")
    c.tell(p, Kind.DIED, where)
    c.counts["followed"] += p.day91 != NEVER
    finish(c, p)


def finish(c: County, p: Person) -> None:
    c.counts["residents"] -= p.resident
    p.gone, p.at = True, None
    p.ends = p.clock = p.day91 = NEVER
    c.schedule(p)


def day_91(c: County, p: Person) -> None:
    """At home: not in a bed, not placed in a care home, nor living in one. Who is in A&E has not left home for it."""
    in_bed = p.bed is not None and not c.places[p.bed].has(Flag.AE)
    placed = p.help is not None and c.places[p.help].has(Flag.PLACEMENT)
    c.counts["followed"] += 1
    c.counts["at_home_91"] += not (in_bed or placed or p.residence >= FIRST_CARE_HOME)
    p.day91 = NEVER
    c.schedule(p)
