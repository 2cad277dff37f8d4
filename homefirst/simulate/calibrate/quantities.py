"""What published figures are compared with: each a number of one simulated year, named in targets.toml.

Most come from what was told, as a real ledger would tell it; the rest from what the loop counted. Shares in per cent.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.calibrate.seen import Seen, percent
from homefirst.simulate.loop.shapes import DAY, HOUR
from homefirst.simulate.population import growth
from homefirst.simulate.tallies import is_care_bed

Quantity = Callable[..., float]
ADULTS = 573_261  # aged 18 and over who live in the county (Office for National Statistics, mid-2017)
MOST_NIGHTS = 30

# Reasons of the list in use since May 2024 (codes.reasons) whose nearest reason of the list of 2017 was one that
# counted; "other" did not, nor a wait before the form was sent, since nobody was "ready for transfer" without it.
COUNTED_2017 = ("12", "13", "14", "15", "16", "17", "18", "19", "27", "28", "29", "30", "31", "32", "33")
DECISIONS = ("12", "13", "14")  # confirmation of needs and pathway, referrals by the hub, funding


def tally(seen: Seen, name: str) -> float:
    """Any tally of the simulator."""
    return float(seen.tallies[name])


def put_in(seen: Seen, paths: list[str], times: float = 1.0) -> float:
    """A number of flow.toml, or several added up, as put in."""
    return sum(float(seen.flow.value(path)) for path in paths) * times


# Who comes


def growth_65(seen: Seen, first: int, last: int) -> float:
    """By how much people aged 65 and over grow in number from one year to another."""
    return growth(seen.flow.people, first, last).in_all


def resident_admissions(seen: Seen) -> float:
    """Emergency admissions of people who live here, per 100,000 of them a year."""
    return float(of_kind(seen, Kind.ADMITTED, seen.of_residents).sum()) / seen.years / seen.residents * 1e5


def admissions_daily(seen: Seen) -> float:
    """Emergency admissions a day of people who live here."""
    return float(of_kind(seen, Kind.ADMITTED, seen.of_residents).sum()) / seen.replication.days


def attendances_rate(seen: Seen) -> float:
    """A&E attendances per 100,000 people a year."""
    return float(of_kind(seen, Kind.ATTENDED, seen.of_residents).sum()) / seen.years / seen.residents * 1e5


def share_of_residents(seen: Seen, site: str) -> float:
    """Of the admissions of people who live here, those to one hospital."""
    own = of_kind(seen, Kind.ADMITTED, seen.of_residents)
    return percent((own & seen.of_place(site)).sum(), own.sum())


def residents_of_site(seen: Seen, site: str) -> float:
    """Of the admissions to one hospital, those of people who live here."""
    there = of_kind(seen, Kind.ADMITTED, seen.of_place(site))
    return percent((there & seen.of_residents).sum(), there.sum())


def care_home_admissions(seen: Seen) -> float:
    """Emergency admissions from care homes, per 100,000 people a quarter."""
    found = of_kind(seen, Kind.ADMITTED, seen.of_residents & seen.in_care_home)
    return float(found.sum()) / seen.years / 4 / seen.residents * 1e5


def of_kind(seen: Seen, kind: Kind, where: Any = True) -> Any:
    """Which measured rows are of one kind."""
    return seen.measured & seen.kind(kind) & where


# 999, handovers and A&E


def answered(seen: Seen, how: str) -> float:
    """Of 999 calls, those answered in one way; of those sent a crew, for "see_and_treat"."""
    found = of_kind(seen, Kind.RESPONDED)
    if how != "hear_and_treat":
        found = found & ~seen.said("hear_and_treat")
    return percent((found & seen.said(how)).sum(), found.sum())


def handovers_over_60(seen: Seen, site: str, month: int) -> float:
    """Ambulance handovers over an hour in one month."""
    waited = handover_waits(seen, site, seen.month(month))
    return float((waited > HOUR).sum())


def handover_waits(seen: Seen, site: str, days: tuple[int, int]) -> Any:
    """How long each handover took that ended in these days, in microseconds."""
    rows = seen.rows
    over = seen.kind(Kind.HANDED_OVER) & seen.of_place(site) & (rows.happened >= days[0]) & (rows.happened < days[1])
    ended = np.flatnonzero(over)
    came = np.flatnonzero(seen.kind(Kind.ATTENDED))
    return rows.happened[ended] - rows.happened[came[np.searchsorted(came, ended) - 1]]


def four_hours(seen: Seen, site: str, month: int = 0) -> float:
    """Of A&E attendances, those over within four hours: of all measured days, or of one month."""
    rows = seen.rows
    first, last = seen.month(month) if month else (seen.begins, seen.ends)
    at = seen.kind(Kind.LEFT_DEPARTMENT) & seen.of_place(site) & (rows.happened >= first) & (rows.happened < last)
    left = np.flatnonzero(at)
    came = np.flatnonzero(seen.kind(Kind.ATTENDED))
    took = rows.happened[left] - rows.happened[came[np.searchsorted(came, left) - 1]]
    return percent((took <= 4 * HOUR).sum(), len(took))


# Beds


def midnight_beds(seen: Seen, site: str, kinds: tuple[str, ...]) -> tuple[float, float]:
    """People in beds of these kinds at one hospital at midnight, on average, and how many beds there are."""
    network, census = seen.replication.parts.model.network, seen.replication.census
    numbers = [n for n, node in enumerate(network.nodes) if node.name in {f"{site}_{kind}" for kind in kinds}]
    inside = census["inside"][seen.replication.parts.span.warm_up :][:, numbers].sum(axis=1).mean()
    return float(inside), float(sum(network.nodes[n].places[0] for n in numbers))


def occupancy_midnight(seen: Seen, site: str) -> float:
    """Overnight beds in use at midnight, of those that are open: wards, frailty unit, and escalation beds in use."""
    inside, beds = midnight_beds(seen, site, ("wards", "frailty"))
    more, _ = midnight_beds(seen, site, ("escalation",))
    return percent(inside + more, beds + more)


def over_a_week_75(seen: Seen, site: str, month: int) -> float:
    """Of people aged 75 and over in hospital at midnight, those there over seven days, over the days of a month."""
    stays, (first, last) = seen.stays, seen.month(month)
    long = there = 0
    for night in range(first, last, DAY):
        inside = (stays.site == site) & (stays.age >= 75) & (stays.came < night) & (stays.left >= night)
        there += int(inside.sum())
        long += int((inside & (night - stays.came > 7 * DAY)).sum())
    return percent(long, there)


def long_stays_from_care_homes(seen: Seen) -> float:
    """Of stays of care home residents, those of more than seven nights."""
    stays = seen.stays
    over = stays.in_care_home & (stays.left >= seen.begins) & (stays.left < seen.ends)
    return percent((over & (stays.left - stays.came > 7 * DAY)).sum(), over.sum())


def unit_hours(seen: Seen, place: str, month: int = 0) -> float:
    """Hours in one unit, the wait to leave it included, of who left it: in all measured days, or in one month."""
    rows = seen.rows
    changed = np.flatnonzero(seen.kind(Kind.ADMITTED) | seen.kind(Kind.MOVED) | seen.kind(Kind.DISCHARGED))
    here, onward = changed[:-1], changed[1:]
    stayed = seen.of_place(place)[here] & ~seen.kind(Kind.DISCHARGED)[here] & (rows.person[here] == rows.person[onward])
    first, last = seen.month(month) if month else (seen.begins, seen.ends)
    left = rows.happened[onward]
    of = stayed & (left >= first) & (left < last)
    return float((left - rows.happened[here])[of].mean()) / HOUR if of.any() else 0.0


def back_from_care_homes(seen: Seen) -> float:
    """Of people who left hospital alive and live in a care home, those admitted again within thirty days."""
    stays = seen.stays
    left = stays.from_care_home & stays.alive & (stays.left >= seen.begins)
    left &= stays.left < seen.ends - MOST_NIGHTS * DAY
    return percent((left & (stays.next_came - stays.left <= MOST_NIGHTS * DAY)).sum(), left.sum())


# Delays


def delayed_at(seen: Seen, reasons: tuple[str, ...], days: tuple[int, int]) -> float:
    """People in hospital beds delayed for these reasons at midnight, on average over some days."""
    words, nights = seen.replication.parts.model.words, seen.replication.parts.span.nights[1:]
    numbers = [n for n, word in enumerate(words) if word in reasons]
    in_days = (nights > days[0]) & (nights <= days[1])
    return float(seen.replication.census["delayed"][in_days][:, numbers].sum(axis=1).mean())


def delayed_in_community(seen: Seen, days: tuple[int, int]) -> float:
    """People in community hospitals who wait for a review, help or a home, on average at midnight."""
    network, nights = seen.replication.parts.model.network, seen.replication.parts.span.nights[1:]
    in_days = (nights > days[0]) & (nights <= days[1])
    return float(seen.replication.census["blocked"][in_days][:, network.number("community_hospitals")].mean())


def counted_delays(seen: Seen, month: int = 0) -> float:
    """Delayed people as counted until 2020, a day per 100,000 adults.

    Those ready for transfer: in hospital, after the form was sent, for a reason that the list of 2017 knew; and in
    community hospitals. People aged 65 and over alone, so somewhat fewer than the published count of all adults.
    """
    days = seen.month(month) if month else (seen.begins, seen.ends)
    if days[0] == days[1]:
        return math.nan
    return (delayed_at(seen, COUNTED_2017, days) + delayed_in_community(seen, days)) / ADULTS * 1e5


def counted_delays_of_beds(seen: Seen) -> float:
    """Of acute beds in use, those of somebody counted as a delayed transfer."""
    return percent(delayed_at(seen, COUNTED_2017, (seen.begins, seen.ends)), tally(seen, "beds"))


def awaiting_decision(seen: Seen) -> float:
    """Of delayed people as counted until 2020, in hospital, those who wait for a decision."""
    days = (seen.begins, seen.ends)
    return percent(delayed_at(seen, DECISIONS, days), delayed_at(seen, COUNTED_2017, days))


def form_days(seen: Seen) -> float:
    """Days from ready to leave until the form is sent, on average."""
    forms = [seen.at(name) for name in seen.replication.parts.model.network.names if "_form_" in name]
    return sum(at.inside + at.waiting for at in forms) / (sum(at.asked for at in forms) / seen.replication.days)


# Afterwards


def reablement_share(seen: Seen) -> float:
    """Of people who leave hospital alive, those who leave it into reablement."""
    started = np.flatnonzero(of_kind(seen, Kind.SUPPORT_STARTED, seen.of_service("START")))
    left = seen.kind(Kind.DISCHARGED)
    just_left = left[np.maximum(started - 1, 0)] | left[np.maximum(started - 2, 0)]
    return percent(just_left.sum(), seen.counted("left_alive"))


def permanent_rate(seen: Seen) -> float:
    """Permanent care home admissions per 100,000 people a year."""
    return seen.counted("permanent") / seen.years / seen.residents * 1e5


def places(seen: Seen, node: str) -> float:
    """How many places there are."""
    network = seen.replication.parts.model.network
    return float(network.nodes[network.number(node)].places[0])


def in_use(seen: Seen, node: str) -> float:
    """People in one kind of bed on average."""
    return seen.at(node).inside


def stay_days(seen: Seen, node: str, days: float = 1.0) -> float:
    """Days (or so many days at a time) in a bed outside hospital or with a service, on average, with waits to leave."""
    at = seen.at(node)
    return at.inside / max(at.begun / seen.replication.days, 1e-9) / days


def social_care_share(seen: Seen) -> float:
    """Of people in beds outside hospital who wait to leave, those who wait for social care; reviews are the NHS's."""
    network = seen.replication.parts.model.network
    blocked = sum(seen.at(node.name).blocked for node in network.nodes if is_care_bed(node))
    steps = [seen.at(name) for name in ("package_from_bed", "placement_from_bed")]
    queue, asked = seen.at("placement"), seen.at("placement_from_bed").ended
    social = sum(at.inside + at.waiting for at in steps) + queue.waiting * asked / max(queue.asked, 1)
    return percent(social, blocked)


def ended(seen: Seen, services: list[str]) -> list[str]:
    """How each stay in beds outside hospital ended, in words of SupportOutcome; "rehabilitation" for another bed."""
    of_services = np.any([seen.of_service(service) for service in services], axis=0)
    over = np.flatnonzero(of_kind(seen, Kind.SUPPORT_ENDED, of_services))
    following = np.minimum(over + 1, len(seen.rows) - 1)
    bed = seen.of_service("RP1:COMMUNITY") & seen.kind(Kind.SUPPORT_STARTED)
    same = seen.rows.person[following] == seen.rows.person[over]
    words = seen.replication.parts.model.words
    ways = [words[n] for n in seen.rows.detail[over].tolist()]
    moved = (bed[following] & same).tolist()
    return ["rehabilitation" if on else way for way, on in zip(ways, moved, strict=True)]


def ended_so(seen: Seen, services: list[str], so: list[str], of: list[str] | None = None) -> float:
    """Of stays in beds outside hospital that ended (in one of the ways `of`), those that ended in one of these ways."""
    ways = [way for way in ended(seen, services) if of is None or way in of]
    return percent(sum(way in so for way in ways), len(ways))


QUANTITIES: dict[str, Quantity] = {
    one.__name__: one
    for one in (
        tally, put_in, growth_65, resident_admissions, admissions_daily, attendances_rate, share_of_residents,
        residents_of_site, care_home_admissions, answered, handovers_over_60, four_hours, occupancy_midnight,
        over_a_week_75, long_stays_from_care_homes, unit_hours, back_from_care_homes, counted_delays,
        counted_delays_of_beds, awaiting_decision, form_days, reablement_share, permanent_rate, places, in_use,
        stay_days, social_care_share, ended_so,
    )
}  # fmt: skip
