"""Every measure said a second time, one person and one day at a time, from the rows of the small tables.

Slow and plain, so that it can be checked by eye. It reads times, not the day columns, and loops over midnights.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from small_tables import Rows

from homefirst.days import dates, local_date
from homefirst.measures import Period, all_measures
from homefirst.measures.population import beds
from homefirst.system import System

BESIDE = [file.stem for file in sorted(Path(__file__).parent.glob("oracle_*.py"))]
COUNCILS = ("E10000021", "E06000061", "E06000062")
CARE_HOMES = ("54", "65", "85")
HOSPITALS = ("30", "48", "49", "50", "51", "52", "53", "84", "87", "88")
REABLEMENT = ("reablement", "home_based_intermediate_care", "bed_based_intermediate_care")


class Thing(NamedTuple):
    """One thing that counts: on which day, with which splits and whose, for how much of each part."""

    day: date
    splits: dict[str, Any]
    numerator: float
    denominator: float
    amount: int | None = None


def band(age: int | None) -> str:
    if age is None:
        return ""
    for under, name in ((18, "under 18"), (65, "18-64"), (75, "65-74"), (85, "75-84")):
        if age < under:
            return name
    return "85+"


def ward(location: str) -> str:
    return ":".join(location.split(":")[:2]) if ":" in location else ""


def splits_of(s: dict[str, Any], rows: Rows, age: str) -> dict[str, Any]:
    sex = next((p["sex"] for p in rows["people"] if p["person"] == s["person"]), "")
    return {
        "person": s["person"],
        "provider": s["provider"],
        "ward": ward(s["first_location"] if age == "first" else s["location"]),
        "age_band": band(s["age_out"] if age == "out" else s["age"]),
        "sex": sex,
        "council": s["council"],
        "area": s["area"],
        "residence": s["residence"],
        "pathway": s["pathway"],
    }


def elderly(age: int | None) -> bool:
    return age is not None and age >= 65


def resident(council: str) -> bool:
    return not council or council in COUNCILS


def dead(s: dict[str, Any]) -> bool:
    return s["destination"] == "79" or s["discharge_method"] in ("4", "5")


def emergency_admissions_65(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in rows["spells"]:
        counts = s["emergency"] and elderly(s["age"]) and resident(s["council"])
        yield Thing(local_date(s["started_at"]), splits_of(s, rows, "first"), counts, 0)


def ended(rows: Rows) -> list[dict[str, Any]]:
    return [s for s in rows["spells"] if s["ended_at"] is not None]


def length_of_stay_p90_65(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        left = local_date(s["ended_at"])
        nights = (left - local_date(s["started_at"])).days
        yield Thing(left, splits_of(s, rows, "in"), 0, s["emergency"] and elderly(s["age"]), nights)


def weekend_discharges(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        left = local_date(s["ended_at"])
        counts = s["emergency"] and elderly(s["age"])
        yield Thing(left, splits_of(s, rows, "in"), counts and left.strftime("%a") in ("Sat", "Sun"), counts)


def stays_7_14_21_discharged(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        left = local_date(s["ended_at"])
        nights = (left - local_date(s["started_at"])).days
        for least in (7, 14, 21):
            yield Thing(left, splits_of(s, rows, "in") | {"nights_at_least": str(least)}, nights >= least, 1)


def dead_by(who: int, day: date, rows: Rows) -> bool:
    return any(d["person"] == who and local_date(d["died_at"]) <= day for d in rows["deaths"])


def went_home(rows: Rows) -> list[dict[str, Any]]:
    alive = [s for s in ended(rows) if not dead(s) and not s["transferred"]]
    return [s for s in alive if not dead_by(s["person"], local_date(s["ended_at"]), rows)]


def went_to(s: dict[str, Any]) -> str:
    """Where somebody went on leaving hospital: to a care home, new or their own, home, or elsewhere."""
    to_own = s["destination"] == "19" and s["residence"] in ("care_home", "residential_home", "nursing_home")
    if s["destination"] in CARE_HOMES or to_own:
        return "care_home"
    if s["destination"] in ("19", "29"):
        return "home"
    return "" if s["destination"] in ("", "98", "99") else "other"


def emergency_readmission_30(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in went_home(rows):
        again = s["readmitted_after"]
        counts = elderly(s["age_out"])
        back = counts and again is not None and again in range(30)
        splits = splits_of(s, rows, "out") | {"origin": went_to(s)}
        yield Thing(local_date(s["ended_at"]), splits, back, counts)


def into_reablement(rows: Rows) -> set[int]:
    linked = set()
    for help in rows["supports"]:
        begun = local_date(help["started_at"])
        candidates = [
            s
            for s in went_home(rows)
            if s["person"] == help["person"]
            and local_date(s["started_at"]) <= begun
            and local_date(s["ended_at"]) in dates(begun - timedelta(7), begun + timedelta(3))
        ]
        if help["kind"] in REABLEMENT and candidates:
            linked.add(max(candidates, key=lambda s: (local_date(s["ended_at"]), s["spell"]))["spell"])
    return linked


def reablement_offered(rows: Rows, period: Period) -> Iterator[Thing]:
    linked = into_reablement(rows)
    for s in went_home(rows):
        counts = elderly(s["age_out"])
        yield Thing(local_date(s["ended_at"]), splits_of(s, rows, "out"), counts and s["spell"] in linked, counts)


def there_on(day: date, start: Any, end: Any) -> bool:
    return local_date(start) <= day and (end is None or local_date(end) > day)


def left_for(who: int, since: datetime, day: date, rows: Rows) -> tuple[str, datetime]:
    """Where the last stay that ended since then, and by this day, was left for, and when."""
    later = [
        s for s in ended(rows) if s["person"] == who and s["ended_at"] > since and local_date(s["ended_at"]) <= day
    ]
    last = max(later, key=lambda s: (s["ended_at"], s["spell"]), default={"destination": "", "ended_at": since})
    return last["destination"], last["ended_at"]


def at_home(who: int, since: datetime, day: date, rows: Rows) -> bool:
    if dead_by(who, day, rows):
        return False
    if any(s["person"] == who and there_on(day, s["started_at"], s["ended_at"]) for s in rows["spells"]):
        return False
    beds_elsewhere = ("care_home_placement", "bed_based_intermediate_care")
    for help in rows["supports"]:
        if help["person"] == who and help["outcome"] == "died" and help["ended_at"] is not None:
            if local_date(help["ended_at"]) <= day:
                return False
        if help["person"] == who and help["kind"] in beds_elsewhere:
            if there_on(day, help["started_at"], help["ended_at"]):
                return False
    lived = [r for r in rows["residences"] if r["person"] == who and there_on(day, r["since"], r["until"])]
    last = max(lived, key=lambda r: r["since"], default={"kind": "", "since": None})
    place, left_at = left_for(who, since, day, rows)
    if place in HOSPITALS:
        return False
    if last["kind"] in ("", "unknown"):
        return place not in CARE_HOMES
    return last["kind"] in ("own_home", "extra_care") and (place not in CARE_HOMES or last["since"] > left_at)


def reablement_home_at_91_days(rows: Rows, period: Period) -> Iterator[Thing]:
    linked = into_reablement(rows)
    for s in went_home(rows):
        if s["spell"] in linked:
            left = local_date(s["ended_at"])
            counts = elderly(s["age_out"])
            home = counts and at_home(s["person"], s["ended_at"], left + timedelta(91), rows)
            yield Thing(left, splits_of(s, rows, "out"), home, counts)


def delayed_days(rows: Rows, period: Period) -> Iterator[Thing]:
    spells = {s["spell"]: s for s in rows["spells"]}
    for d in rows["delays"]:
        s = spells[d["spell"]]
        adult = s["age"] is not None and s["age"] >= 18 and resident(s["council"])
        splits = splits_of(s, rows, "in") | {"reason": d["reason"], "attribution": d["attribution"]}
        for n in range(d["counted_days"]):
            yield Thing(d["counted_from"] + timedelta(n), splits | {"provider": d["provider"]}, adult, 0)


def midnights(rows: list[dict[str, Any]], period: Period) -> Iterator[tuple[date, dict[str, Any]]]:
    for row in rows:
        for day in dates(*period):
            if there_on(day, row["started_at"], row["ended_at"]):
                yield day, row


def no_longer_meeting_criteria_to_reside(rows: Rows, period: Period) -> Iterator[Thing]:
    spells = {s["spell"]: s for s in rows["spells"]}
    for day, run in midnights(rows["ready"], period):
        yield Thing(day, splits_of(spells[run["spell"]], rows, "in") | {"provider": run["provider"]}, 1, 0)


def no_longer_meeting_criteria_share(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from no_longer_meeting_criteria_to_reside(rows, period)
    for day, s in midnights(rows["spells"], period):
        yield Thing(day, splits_of(s, rows, "in"), 0, 1)


def stays_7_14_21_at_midnight(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, s in midnights(rows["spells"], period):
        nights = (day - local_date(s["started_at"])).days
        for least in (7, 14, 21):
            yield Thing(day, splits_of(s, rows, "in") | {"nights_at_least": str(least)}, nights >= least, 1)


def occupancy_at_midnight(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    known = beds(system)
    heard = {ward(s["location"]) for _, s in midnights(rows["stays"], period)}
    for day, s in midnights(rows["stays"], period):
        where = ward(s["location"])
        yield Thing(day, {"person": s["person"], "provider": s["provider"], "ward": where}, where in known, 0)
    for where in heard & known.keys():
        for day in dates(*period):
            yield Thing(day, {"provider": where.partition(":")[0], "ward": where}, 0, known[where])


def things(name: str, rows: Rows, period: Period, system: System) -> list[Thing]:
    """What counts towards a measure in a period; stays that end on a day before they began never do."""
    backwards = [s["spell"] for s in rows["spells"] if s["nights"] is not None and s["nights"] < 0]
    rows = rows | {name: [r for r in rows[name] if r["spell"] not in backwards] for name in ("spells", "stays")}
    twin = twin_of(name)
    found = twin(rows, period, system) if twin.__code__.co_argcount == 3 else twin(rows, period)
    return [thing for thing in found if period.first <= thing.day <= period.last]


def twin_of(name: str) -> Callable[..., Iterator[Thing]]:
    """The plain function of a measure, here or in one of the files beside this one."""
    name = all_measures()[name].same_rows_as or name
    for module in (sys.modules[__name__], *map(importlib.import_module, BESIDE)):
        if name in vars(module):
            return vars(module)[name]
    raise LookupError(f"No oracle says {name} a second time. Write a function of this name.")
