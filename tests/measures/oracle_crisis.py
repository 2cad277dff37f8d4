"""The measures of a crisis and of a hospital stay said a second time, one person and one event at a time.

Over 300 lines because there is a function for each measure, and no two are alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from oracle import Thing, band, dead, elderly, ended, midnights, splits_of, ward
from small_tables import Rows

from homefirst.days import LONDON, local_date
from homefirst.measures import Period
from homefirst.measures.population import beds
from homefirst.system import System

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
AMBULANCE = ("hear_and_treat", "see_and_treat", "conveyed", "conveyed_elsewhere")
Row = dict[str, Any]


def of_person(row: Row, rows: Rows) -> dict[str, Any]:
    """The splits of somebody who called or came to A&E."""
    sex = next((p["sex"] for p in rows["people"] if p["person"] == row["person"]), "")
    return {
        "person": row["person"], "provider": row["provider"], "age_band": band(row["age"]), "sex": sex,
        "council": row["council"], "area": row["area"], "residence": row["residence"],
    }  # fmt: skip


def of_stay(s: Row, rows: Rows, where: str = "in") -> dict[str, Any]:
    return splits_of(s, rows, where) | {"area": s["area"], "residence": s["residence"]}


# Calls


def calls(rows: Rows) -> Iterator[tuple[date, dict[str, Any], str]]:
    """The day, the splits and the response of each call, or of a response to no call."""
    for c in rows["calls"]:
        told = c["called_at"] or c["responded_at"]
        if c["response"]:
            yield local_date(told), of_person(c, rows) | {"response": c["response"]}, c["response"]


def call_responses(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, _ in calls(rows):
        yield Thing(day, splits, 1, 1)


def incidents(rows: Rows, *responses: str) -> Iterator[Thing]:
    for day, splits, response in calls(rows):
        if response in AMBULANCE:
            yield Thing(day, splits, response in responses, 1)


def hear_and_treat_share(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from incidents(rows, "hear_and_treat")


def see_and_treat_share(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from incidents(rows, "see_and_treat")


def conveyed_share(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from incidents(rows, "conveyed", "conveyed_elsewhere")


# A crisis response team


def in_hospital(who: int, at: datetime, rows: Rows) -> bool:
    there = [s for s in rows["spells"] if s["person"] == who and s["started_at"] <= at]
    return any(s["ended_at"] is None or s["ended_at"] >= at for s in there)


def lived(who: int, at: datetime, rows: Rows) -> Row:
    """Where somebody lived at a moment."""
    there = [r for r in rows["residences"] if r["person"] == who and r["since"] <= at]
    there = [r for r in there if r["until"] is None or r["until"] > at]
    return there[0] if there else {"council": "", "area": "", "kind": ""}


def age_on(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def referred(rows: Rows, system: System) -> Iterator[tuple[Row, dict[str, Any]]]:
    teams = {s.code: s.organisation for s in system.services if s.kind == "crisis_response"}
    for r in rows["referrals"]:
        if r["service"] not in teams or r["started_at"] is None:
            continue
        if in_hospital(r["person"], r["referred_at"], rows):
            continue
        someone = next(p for p in rows["people"] if p["person"] == r["person"])
        home = lived(r["person"], r["referred_at"], rows)
        yield r, {
            "person": r["person"], "provider": teams[r["service"]], "service": r["service"], "sex": someone["sex"],
            "age_band": band(age_on(someone["born"], local_date(r["referred_at"]))), "council": home["council"],
            "area": home["area"], "residence": home["kind"],
        }  # fmt: skip


def visited(rows: Rows, system: System) -> list[tuple[datetime, datetime, dict[str, Any]]]:
    """When a crisis team was asked, when it came, and to whom."""
    asked = [
        (c["called_at"], c["responded_at"], of_person(c, rows) | {"service": c["service"]})
        for c in rows["calls"]
        if c["response"] == "visited" and c["called_at"] is not None
    ]
    return asked + [(r["referred_at"], r["started_at"], splits) for r, splits in referred(rows, system)]


def urgent_response_2_hours(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    for at, came, splits in visited(rows, system):
        yield Thing(local_date(at), splits, timedelta() <= came - at <= 2 * HOUR, came >= at)


def urgent_response_not_admitted_7_days(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    for at, came, splits in visited(rows, system):
        last = local_date(at) + timedelta(7)
        admitted = [
            s
            for s in rows["spells"]
            if s["person"] == splits["person"] and s["emergency"] and at <= s["started_at"]
            and local_date(s["started_at"]) <= last
        ]  # fmt: skip
        yield Thing(local_date(at), splits, came >= at and not admitted, came >= at)


# Handover


def handed(rows: Rows) -> Iterator[tuple[date, dict[str, Any], timedelta | None]]:
    """Each arrival by ambulance, and how long until the crew handed over."""
    for a in rows["attendances"]:
        if a["arrival_mode"] == "ambulance" or a["handed_over_at"] is not None:
            took = a["handed_over_at"] - a["arrived_at"] if a["handed_over_at"] is not None else None
            known = took is not None and took >= timedelta()
            yield local_date(a["arrived_at"]), of_person(a, rows), took if known else None


def handover_times(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        if took is not None:
            bands = ("0-15", "15-30", "30-45", "45-60", "over 60")
            over = sum(took > n * MINUTE for n in (15, 30, 45, 60))
            yield Thing(day, splits | {"band": bands[over]}, 1, 1)


def handover_within_15(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        yield Thing(day, splits, took is not None and took <= 15 * MINUTE, took is not None)


def handover_within_30(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        yield Thing(day, splits, took is not None and took <= 30 * MINUTE, took is not None)


def handover_over_45(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        yield Thing(day, splits, took is not None and took > 45 * MINUTE, took is not None)


def handover_over_60(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        yield Thing(day, splits, took is not None and took > HOUR, took is not None)


def handover_hours_lost(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        beyond = max(took // MINUTE - 15, 0) if took is not None else 0
        yield Thing(day, splits, beyond, took is not None)


def handover_minutes_p50(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, took in handed(rows):
        yield Thing(day, splits, 0, took is not None, took // MINUTE if took is not None else None)


def handover_minutes_p90(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from handover_minutes_p50(rows, period)


# A&E


def visits(rows: Rows) -> Iterator[tuple[Row, date, dict[str, Any], timedelta | None]]:
    """Each attendance at A&E, its day and splits, and how long the person was there."""
    for a in rows["attendances"]:
        ways = {split: a[split] for split in ("arrival_mode", "stream", "outcome")}
        there = a["left_at"] - a["arrived_at"] if a["left_at"] is not None else None
        known = there is not None and there >= timedelta()
        yield a, local_date(a["arrived_at"]), of_person(a, rows) | ways, there if known else None


def four_hour_performance(rows: Rows, period: Period) -> Iterator[Thing]:
    for _, day, splits, there in visits(rows):
        yield Thing(day, splits, there is not None and there <= 4 * HOUR, there is not None)


def four_hour_by_stream(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from four_hour_performance(rows, period)


def twelve_hours_from_arrival(rows: Rows, period: Period) -> Iterator[Thing]:
    for _, day, splits, there in visits(rows):
        yield Thing(day, splits, there is not None and there > 12 * HOUR, there is not None)


def waits_for_a_bed(rows: Rows) -> Iterator[tuple[date, dict[str, Any], timedelta | None]]:
    for a, day, splits, there in visits(rows):
        if a["decided_to_admit_at"] is not None:
            wait = a["left_at"] - a["decided_to_admit_at"] if there is not None else None
            yield day, splits, wait if wait is not None and wait >= timedelta() else None


def twelve_hours_from_decision(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, wait in waits_for_a_bed(rows):
        yield Thing(day, splits, wait is not None and wait > 12 * HOUR, wait is not None)


def decision_to_admission_minutes_p50(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, wait in waits_for_a_bed(rows):
        yield Thing(day, splits, 0, wait is not None, wait // MINUTE if wait is not None else None)


def was_admitted(a: Row) -> bool:
    return a["outcome"] == "admitted" or a["spell"] is not None


def admitted_share_of_attendances(rows: Rows, period: Period) -> Iterator[Thing]:
    for a, day, splits, there in visits(rows):
        yield Thing(day, splits, was_admitted(a), was_admitted(a) or there is not None)


def ae_minutes_65_p50(rows: Rows, period: Period) -> Iterator[Thing]:
    for a, day, splits, there in visits(rows):
        counts = elderly(a["age"]) and there is not None
        yield Thing(day, splits, 0, counts, there // MINUTE if there is not None else None)


def ae_minutes_65_p95(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from ae_minutes_65_p50(rows, period)


def ae_reattendance_7_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for a, day, splits, _ in visits(rows):
        destination, _, method = a["outcome"].partition("/")
        if was_admitted(a) or a["outcome"] == "died" or destination == "79" or method in ("4", "5"):
            continue
        own = [b for b in rows["attendances"] if b["person"] == a["person"]]
        own.sort(key=lambda b: (b["arrived_at"], b["location"]))
        later = own[next(n for n, b in enumerate(own) if b is a) + 1 :]
        yield Thing(day, splits, any((local_date(b["arrived_at"]) - day).days <= 7 for b in later), 1)


# Short stays, and the frailty unit


def zero_day_stays(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        counts = s["emergency"] and not s["transferred"]
        same_day = local_date(s["started_at"]) == local_date(s["ended_at"])
        yield Thing(local_date(s["ended_at"]), of_stay(s, rows), counts and same_day, counts)


def on_frailty_units(rows: Rows, system: System) -> Iterator[tuple[date, dict[str, Any], timedelta]]:
    """The time on each frailty unit in each hospital stay, once the person has left it."""
    units = [s.code for s in system.services if s.kind == "frailty_unit"]
    for s in rows["spells"]:
        for unit in units:
            there = [t for t in rows["stays"] if t["spell"] == s["spell"] and ward(t["location"]) == unit]
            if there and all(t["ended_at"] is not None for t in there):
                left = max(t["ended_at"] for t in there)
                took = sum(((t["ended_at"] - t["started_at"]) for t in there), timedelta())
                yield local_date(left), of_stay(s, rows) | {"ward": unit}, took


def frailty_unit_hours(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    for day, splits, took in on_frailty_units(rows, system):
        yield Thing(day, splits, took // MINUTE, 1)


def frailty_unit_within_72_hours(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    for day, splits, took in on_frailty_units(rows, system):
        yield Thing(day, splits, took <= 72 * HOUR, 1)


# In hospital


def escalation_beds_open(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    """Each midnight, what each ward last said of its beds that day or before."""
    known = beds(system)
    for place in {c["location"] for c in rows["capacity"] if ward(c["location"])}:
        told = [c for c in rows["capacity"] if c["location"] == place]
        told = [c for c in told if c["kind"] == "service_closed" or c["number"] is not None]
        told = [c for c in told if c["kind"] in ("service_closed", "capacity_reported")]
        told.sort(key=lambda c: (c["happened_at"], c["kind"], c["number"] or 0))
        for n in range(period.days):
            day = period.first + timedelta(days=n)
            so_far = [c for c in told if local_date(c["happened_at"]) <= day]
            if so_far:
                last = so_far[-1]
                opened = last["number"] if last["kind"] == "capacity_reported" else 0
                where = ward(place)
                beyond = max(opened - known[where], 0) if where in known else 0
                yield Thing(day, {"provider": place.partition(":")[0], "ward": where}, round(beyond), 0)


def expected_date_within_48_hours(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in rows["spells"]:
        if s["ended_at"] is None or s["ended_at"] - s["started_at"] > 48 * HOUR:
            first = s["first_expected_at"]
            soon = first is not None and first - s["started_at"] <= 48 * HOUR
            yield Thing(local_date(s["started_at"]), of_stay(s, rows, "first"), soon, 1)


def expected_date_slippage_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        if s["first_expected_on"] is not None and not s["transferred"] and not dead(s):
            left = local_date(s["ended_at"])
            yield Thing(left, of_stay(s, rows), (left - s["first_expected_on"]).days, 1)


def expected_date_slippage_bands(rows: Rows, period: Period) -> Iterator[Thing]:
    for late in expected_date_slippage_days(rows, period):
        days = int(late.numerator)
        bands = ((-1, "before"), (0, "0"), (1, "1"), (3, "2-3"), (6, "4-6"), (13, "7-13"))
        name = next((name for most, name in bands if days <= most), "14+")
        yield Thing(late.day, late.splits | {"band": name}, 1, 1)


def expected_date_moved(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        if s["first_expected_on"] is not None and s["expected_on"] is not None:
            yield Thing(local_date(s["ended_at"]), of_stay(s, rows), s["expected_on"] != s["first_expected_on"], 1)


def judged(rows: Rows) -> Iterator[tuple[date, dict[str, Any], str, int | None]]:
    """Each day of each person that a ward judged: its splits, the last judgement, and the spell."""
    said = [e for e in rows["standing"] if e["kind"] == "day_judged"]
    said = [e for e in said if e["detail"].partition("/")[0] in ("red", "green")]
    days = {(e["person"], e["spell"], local_date(e["happened_at"])) for e in said}
    for who, number, day in days:
        of_day = [e for e in said if (e["person"], e["spell"], local_date(e["happened_at"])) == (who, number, day)]
        last = max(of_day, key=lambda e: (e["happened_at"], e["detail"].startswith("green"), e["detail"]))
        place = max(of_day, key=lambda e: (e["happened_at"], e["location"]))["location"]
        s = next((s for s in rows["spells"] if s["spell"] == number), None)
        nowhere = {"council": "", "area": "", "residence": "", "pathway": "", "age_band": ""}
        sex = next((p["sex"] for p in rows["people"] if p["person"] == who), "")
        splits = of_stay(s, rows) if s else nowhere | {"person": who, "sex": sex}
        yield day, splits | {"provider": place.partition(":")[0], "ward": ward(place)}, last["detail"], number


def red_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, said, _ in judged(rows):
        yield Thing(day, splits, said.startswith("red"), 1)


def red_days_by_reason(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, splits, said, number in judged(rows):
        of_spell = [d for d in rows["delays"] if d["spell"] == number]
        running = [d["reason"] for d in of_spell if 0 <= (day - d["counted_from"]).days < d["counted_days"]]
        if said.startswith("red"):
            yield Thing(day, splits | {"reason": said.partition("/")[2] or (running or [""])[0]}, 1, 1)


def moves(s: Row, rows: Rows) -> list[Row]:
    """The stays on a ward that began with a move from another ward of the same spell."""
    wards = sorted((t for t in rows["stays"] if t["spell"] == s["spell"]), key=lambda t: t["started_at"])
    pairs = [(a, b) for a, b in pairwise(wards) if a["started_at"] < b["started_at"]]
    named = [(ward(a["location"]), ward(b["location"]), b) for a, b in pairs]
    return [b for before, after, b in named if before and after and before != after]


def overnight_moves(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in rows["spells"]:
        for moved in moves(s, rows):
            clock = moved["started_at"].astimezone(LONDON)
            splits = of_stay(s, rows) | {"provider": moved["provider"], "ward": ward(moved["location"])}
            yield Thing(clock.date(), splits, clock.hour in (23, 0, 1, 2, 3, 4, 5), 1)


def ward_moves_per_stay(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        if local_date(s["started_at"]) < local_date(s["ended_at"]):
            yield Thing(local_date(s["ended_at"]), of_stay(s, rows), len(moves(s, rows)), 1)


def average_length_of_stay_65(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        left = local_date(s["ended_at"])
        counts = s["emergency"] and elderly(s["age"])
        yield Thing(left, of_stay(s, rows), (left - local_date(s["started_at"])).days if counts else 0, counts)


def admissions_per_day(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in rows["spells"]:
        ways = {"11": "planned", "12": "planned", "13": "planned", "81": "transfer"}
        method = "emergency" if s["emergency"] else ways.get(s["admission_method"], "other")
        yield Thing(local_date(s["started_at"]), of_stay(s, rows, "first") | {"method": method}, 1, 0)


def deaths_in_hospital_share(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        if not s["transferred"]:
            yield Thing(local_date(s["ended_at"]), of_stay(s, rows), dead(s), 1)


def nights_in_discharge_lounge(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    lounges = [s.code for s in system.services if s.kind == "discharge_lounge"]
    spells = {s["spell"]: s for s in rows["spells"]}
    for day, t in midnights(rows["stays"], period):
        if ward(t["location"]) in lounges:
            own = {"provider": t["provider"], "ward": ward(t["location"])}
            yield Thing(day, of_stay(spells[t["spell"]], rows) | own, 1, 0)
