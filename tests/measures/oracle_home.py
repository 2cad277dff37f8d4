"""The measures about life at home, keeping well and what comes after hospital, said a second time in plain Python.

From the words of the definitions and not from their SQL. Over 300 lines because it is a list of some thirty measures,
each of which is to be read beside its definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from oracle import Thing, band, dead_by, elderly, ended, resident, splits_of, there_on, went_home, went_to
from small_tables import Rows

from homefirst.days import dates, local_date
from homefirst.measures import Period
from homefirst.system import System

LIVES_IN_CARE = ("care_home", "residential_home", "nursing_home")
LONG_TERM = ("home_care", "long_term", "care_home_placement")
CHRONIC = (
    "B180", "B181", "D501", "D508", "D509", "D51", "D52", "E10", "E11", "E12", "E13", "E14", "F00", "F01", "F02",
    "F03", "G40", "G41", "I10", "I110", "I119", "I130", "I20", "I25", "I48", "I50", "J41", "J42", "J43", "J44", "J45",
    "J46", "J47", "J81",
)  # fmt: skip
LUNGS = ("J41", "J42", "J43", "J44", "J47")
URGENT = (
    "J40", "J41", "J42", "J43", "J44", "F", "R072", "R073", "R074", "R10", "I80", "I81", "I82", "L03", "T830", "E10",
    "E11", "E12", "E13", "E14", "E15", "E161", "E162", "N390", "I20", "G40", "G41", "S00",
)  # fmt: skip
FALLS = tuple(f"W{number:02}" for number in range(20))
Row = dict[str, Any]


def days_after(moment: datetime, days: int) -> date:
    return local_date(moment) + timedelta(days)


def born(who: int, rows: Rows) -> date | None:
    return next((p["born"] for p in rows["people"] if p["person"] == who), None)


def age_on(who: int, day: date, rows: Rows) -> int | None:
    """Whole years: one more on the birthday, or on the day after 28 February where that has no 29th."""
    birth = born(who, rows)
    return None if birth is None else day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def home_at(who: int, at: datetime, rows: Rows) -> Row:
    """Where somebody lived at a moment."""
    lived = [r for r in rows["residences"] if r["person"] == who and r["since"] <= at]
    now = [r for r in lived if r["until"] is None or r["until"] > at]
    return max(now, key=lambda r: r["since"], default={"kind": "", "council": "", "area": ""})


def person_splits(who: int, day: date, at: datetime, rows: Rows) -> Row:
    """The splits of something that befell a person: their age on a day, and where they lived at a moment."""
    home = home_at(who, at, rows)
    return {
        "person": who,
        "age_band": band(age_on(who, day, rows)),
        "sex": next((p["sex"] for p in rows["people"] if p["person"] == who), ""),
        "council": home["council"],
        "area": home["area"],
        "residence": home["kind"],
    }


def of_kind(kind: str, rows: Rows) -> list[Row]:
    return [e for e in rows["standing"] if e["kind"] == kind]


# Coming to hospital


def admissions(rows: Rows) -> Iterator[tuple[Row, date, Row, bool]]:
    """Each stay with the day it began, its splits, and whether it is an emergency of an older resident."""
    for s in rows["spells"]:
        counts = s["emergency"] and elderly(s["age"]) and resident(s["council"])
        yield s, local_date(s["started_at"]), splits_of(s, rows, "first"), counts


def codes_of(s: Row, rows: Rows, period: Period) -> list[str]:
    told = [e for e in of_kind("diagnosed", rows) if e["spell"] == s["spell"]]
    told = [e for e in told if local_date(e["happened_at"]) >= period.first]  # no stay is coded before it begins
    return [e["detail"].partition("/")[0].replace(".", "") for e in told]


def goes_on_from_elsewhere(s: Row, rows: Rows) -> bool:
    began = local_date(s["started_at"])
    others = [b for b in ended(rows) if b["person"] == s["person"] and b["spell"] != s["spell"] and b["transferred"]]
    return any(0 <= (began - local_date(b["ended_at"])).days <= 2 for b in others)


def avoidable_admissions_chronic(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits, counts in admissions(rows):
        main, beside = s["diagnosis"].replace(".", ""), codes_of(s, rows, period)
        avoidable = main.startswith(CHRONIC) or (main.startswith("J20") and any(c.startswith(LUNGS) for c in beside))
        if main.startswith("B18") and any(c.startswith("D57") for c in beside):
            avoidable = False
        yield Thing(day, splits, counts and avoidable and not goes_on_from_elsewhere(s, rows), 0)


def avoidable_admissions_urgent(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits, counts in admissions(rows):
        fell = any(code.startswith(FALLS) for code in codes_of(s, rows, period))
        avoidable = s["diagnosis"].replace(".", "").startswith(URGENT) or (fell and (s["age"] or 0) >= 75)
        yield Thing(day, splits, counts and avoidable, 0)


def falls_admissions_65(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits, counts in admissions(rows):
        fell = s["diagnosis"].startswith(("S", "T")) and any(
            code.startswith(FALLS) for code in codes_of(s, rows, period)
        )
        yield Thing(day, splits, counts and fell and not goes_on_from_elsewhere(s, rows), 0)


def emergency_admissions_from_care_homes(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits, counts in admissions(rows):
        yield Thing(day, splits, counts and s["residence"] in LIVES_IN_CARE, 0)


def care_home_share_of_emergency_admissions(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits, counts in admissions(rows):
        known = counts and s["residence"] not in ("", "unknown")
        yield Thing(day, splits, counts and s["residence"] in LIVES_IN_CARE, known)


def visits(rows: Rows) -> Iterator[tuple[Row, date, Row]]:
    for a in rows["attendances"]:
        sex = next((p["sex"] for p in rows["people"] if p["person"] == a["person"]), "")
        named = ("person", "provider", "council", "area", "residence", "arrival_mode", "stream", "outcome")
        splits = {split: a[split] for split in named} | {"age_band": band(a["age"]), "sex": sex}
        yield a, local_date(a["arrived_at"]), splits


def ae_attendances_65(rows: Rows, period: Period) -> Iterator[Thing]:
    for a, day, splits in visits(rows):
        yield Thing(day, splits, elderly(a["age"]) and resident(a["council"]), 0)


def ae_attendances_from_care_homes(rows: Rows, period: Period) -> Iterator[Thing]:
    for a, day, splits in visits(rows):
        yield Thing(day, splits, elderly(a["age"]) and resident(a["council"]) and a["residence"] in LIVES_IN_CARE, 0)


# At home


def care_plan_before_crisis(rows: Rows, period: Period) -> Iterator[Thing]:
    plans = of_kind("care_plan_agreed", rows)
    for s, day, splits, counts in admissions(rows):
        planned = any(e["person"] == s["person"] and local_date(e["happened_at"]) < day for e in plans)
        yield Thing(day, splits, counts and planned, counts)


def latest(events: list[Row], day: date) -> Row | None:
    """The last of these that had been told by the end of a day."""
    by_then = [e for e in events if local_date(e["happened_at"]) <= day]
    return max(by_then, key=lambda e: (e["happened_at"], e["detail"]), default=None)


def frailty_reviewed(rows: Rows, period: Period) -> Iterator[Thing]:
    for p in rows["people"]:
        scores = [e for e in of_kind("frailty_scored", rows) if e["person"] == p["person"]]
        for day in dates(*period):
            last = latest(scores, day)
            if last is None or last["detail"] not in ("5", "6", "7", "8", "9") or dead_by(p["person"], day, rows):
                continue
            scored = local_date(last["happened_at"])
            splits = frail_splits(p["person"], last, rows)
            counts = elderly(age_on(p["person"], day, rows)) and resident(splits["council"])
            yield Thing(day, splits, counts and (day - scored).days < 365, counts)


def frail_splits(who: int, score: Row, rows: Rows) -> Row:
    """By age when scored, or at 65 where that came later; by where they lived when scored."""
    splits = person_splits(who, local_date(score["happened_at"]), score["happened_at"], rows)
    return splits | {"age_band": "65-74" if splits["age_band"] in ("18-64", "under 18") else splits["age_band"]}


def carers_assessed_28_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for e in of_kind("carer_identified", rows):
        day = local_date(e["happened_at"])
        asked = [local_date(a["happened_at"]) for a in of_kind("carer_assessed", rows) if a["person"] == e["person"]]
        splits = person_splits(e["person"], day, e["happened_at"], rows)
        counts = resident(splits["council"])
        yield Thing(day, splits, counts and any(0 <= (a - day).days <= 28 for a in asked), counts)


def budget_on(who: int, day: date, health: bool, rows: Rows) -> Row | None:
    """The last agreement of one kind of budget, or that there is none."""
    own = [e for e in of_kind("budget_agreed", rows) if e["person"] == who]
    return latest([e for e in own if e["detail"] == "none" or e["detail"].startswith("phb_") is health], day)


def grown_splits(who: int, day: date, at: datetime, rows: Rows) -> Row:
    """By age on a day, or at 18 where that came later."""
    splits = person_splits(who, day, at, rows)
    return splits | {"age_band": "18-64" if splits["age_band"] == "under 18" else splits["age_band"]}


def support_at_home(who: int, day: date, rows: Rows) -> Row | None:
    """The first of the unbroken row of long-term supports at home that somebody has on a day."""
    own = [s for s in rows["supports"] if s["person"] == who and s["kind"] in ("home_care", "long_term")]
    own = [s for s in own if s["ended_at"] is None or local_date(s["ended_at"]) > local_date(s["started_at"])]
    now = [s for s in own if there_on(day, s["started_at"], s["ended_at"])]
    if not now:
        return None
    first = min(now, key=lambda s: s["started_at"])
    while earlier := [
        s
        for s in own
        if s["started_at"] < first["started_at"]
        and (s["ended_at"] is None or local_date(s["ended_at"]) >= local_date(first["started_at"]))
    ]:
        first = min(earlier, key=lambda s: s["started_at"])
    return first


def direct_payments(rows: Rows, period: Period) -> Iterator[Thing]:
    for p in rows["people"]:
        for day in dates(*period):
            support = support_at_home(p["person"], day, rows)
            age = age_on(p["person"], day, rows)
            if support is None or age is None or age < 18 or dead_by(p["person"], day, rows):
                continue
            at = support["started_at"]
            splits = grown_splits(p["person"], local_date(at), at, rows)
            budget = budget_on(p["person"], day, False, rows)
            direct = budget is not None and budget["detail"] in ("direct_payment", "part_direct_payment")
            counts = resident(splits["council"])
            yield Thing(day, splits, counts and direct, counts)


def health_budgets(rows: Rows, period: Period) -> Iterator[tuple[date, Row, Row]]:
    for p in rows["people"]:
        for day in dates(*period):
            budget = budget_on(p["person"], day, True, rows)
            age = age_on(p["person"], day, rows)
            if budget is None or budget["detail"] == "none" or age is None or age < 18:
                continue
            if not dead_by(p["person"], day, rows):
                at = budget["happened_at"]
                yield day, budget, grown_splits(p["person"], local_date(at), at, rows)


def personal_health_budgets(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, budget, splits in health_budgets(rows, period):
        yield Thing(day, splits | {"kind": budget["detail"]}, resident(splits["council"]), 0)


def personal_health_budgets_paid_direct(rows: Rows, period: Period) -> Iterator[Thing]:
    for day, budget, splits in health_budgets(rows, period):
        counts = resident(splits["council"])
        yield Thing(day, splits, counts and budget["detail"] == "phb_direct_payment", counts)


def home_care_continuity(rows: Rows, period: Period) -> Iterator[Thing]:
    weeks: dict[tuple[int, date], list[Row]] = {}
    for e in of_kind("visited", rows):
        day = local_date(e["happened_at"])
        weeks.setdefault((e["person"], day - timedelta(day.weekday())), []).append(e)
    for (who, monday), told in weeks.items():
        workers = {e["detail"] for e in told if e["detail"]}
        services = {e["service"] for e in told}
        splits = person_splits(who, monday, min(e["happened_at"] for e in told), rows)
        service = services.pop() if len(services) == 1 else "several"
        yield Thing(monday, splits | {"service": service}, len(workers), bool(workers))


def packages_held(rows: Rows) -> Iterator[tuple[Row, date, Row, int | None]]:
    """Each package held for somebody in hospital, its splits, and the days until it began again, if within 28."""
    for e in of_kind("support_held", rows):
        day = local_date(e["happened_at"])
        stays = [s for s in rows["spells"] if s["person"] == e["person"] and days_after(s["started_at"], -1) <= day]
        stays = [s for s in stays if s["ended_at"] is None or local_date(s["ended_at"]) >= day]
        if not stays:
            continue
        last = max(stays, key=lambda s: (s["started_at"], s["spell"]))
        again = [
            (local_date(r["happened_at"]) - day).days
            for r in of_kind("support_restarted", rows)
            if r["person"] == e["person"] and r["service"] == e["service"] and r["happened_at"] > e["happened_at"]
        ]
        held = min((days for days in again if days <= 28), default=None)
        yield e, day, splits_of(last, rows, "first") | {"service": e["service"]}, held


def packages_restarted(rows: Rows, period: Period) -> Iterator[Thing]:
    for e, day, splits, held in packages_held(rows):
        died = dead_by(e["person"], day + timedelta(28), rows)
        yield Thing(day, splits, held is not None, held is not None or not died)


def package_days_held(rows: Rows, period: Period) -> Iterator[Thing]:
    for _, day, splits, held in packages_held(rows):
        yield Thing(day, splits, held or 0, held is not None)


# After hospital


def discharges(rows: Rows) -> Iterator[tuple[Row, date, Row]]:
    """Each discharge alive, its day and its splits, with where the person went."""
    for s in went_home(rows):
        yield s, local_date(s["ended_at"]), splits_of(s, rows, "out") | {"origin": went_to(s)}


def emergency_readmission_7(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits in discharges(rows):
        counts = elderly(s["age_out"])
        again = s["readmitted_after"]
        yield Thing(day, splits, counts and again is not None and 0 <= again < 7, counts)


def in_2d(s: Row, rows: Rows) -> bool:
    """Whether ASCOF 2D counts a discharge alive."""
    came, left = local_date(s["started_at"]), local_date(s["ended_at"])
    if came >= left or s["residence"] in LIVES_IN_CARE or s["admission_method"] in ("31", "32", "82", "83"):
        return False
    placed = [p for p in rows["supports"] if p["person"] == s["person"] and p["kind"] == "care_home_placement"]
    if any(local_date(p["started_at"]) <= came <= local_date(p["ended_at"] or s["ended_at"]) for p in placed):
        return False
    return s["destination"] not in ("49", "50", "51", "52", "79", "87", "88")


def reablement_runs(rows: Rows) -> list[Row]:
    """Periods of reablement with gaps of 7 days or less as one; the end and outcome are those of the last to end."""
    runs: list[Row] = []
    never = date(9999, 1, 1)
    for s in rows["supports"]:
        if s["kind"] != "reablement" or (s["ended_at"] and local_date(s["ended_at"]) < local_date(s["started_at"])):
            continue
        start, end = local_date(s["started_at"]), local_date(s["ended_at"]) if s["ended_at"] else never
        run = {"person": s["person"], "start": start, "at": s["started_at"], "end": end, "outcome": s["outcome"]}
        near = [r for r in runs if r["person"] == s["person"] and r["start"] <= end + timedelta(7)]
        for other in [r for r in near if start <= r["end"] + timedelta(7)]:
            runs.remove(other)
            last = max(run, other, key=lambda r: (r["end"], r["outcome"]))
            first = min(run, other, key=lambda r: r["at"])
            run |= {"start": first["start"], "at": first["at"], "end": last["end"], "outcome": last["outcome"]}
        runs.append(run)
    return [run | {"end": None if run["end"] == never else run["end"]} for run in runs]


def after_discharge(rows: Rows) -> Iterator[tuple[Row, Row]]:
    """Each period of reablement with the latest discharge of 2D that it can belong to."""
    leavers = [s for s in went_home(rows) if in_2d(s, rows)]
    for run in reablement_runs(rows):
        near = dates(run["start"] - timedelta(7), run["start"] + timedelta(3))
        own = [s for s in leavers if s["person"] == run["person"] and local_date(s["ended_at"]) in near]
        own = [s for s in own if local_date(s["started_at"]) <= run["start"]]
        if own:
            yield run, max(own, key=lambda s: (local_date(s["ended_at"]), s["spell"]))


def reablement_after_discharge_share(rows: Rows, period: Period) -> Iterator[Thing]:
    linked = {s["spell"] for _, s in after_discharge(rows)}
    for s, day, splits in discharges(rows):
        if in_2d(s, rows):
            counts = elderly(s["age_out"])
            yield Thing(day, splits, counts and s["spell"] in linked, counts)


def reablement_in_community_84_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for run, s in after_discharge(rows):
        day, who = local_date(s["ended_at"]), s["person"]
        until = day + timedelta(84)
        back = any(
            a["person"] == who
            and a["emergency"]
            and max(day, run["start"]) < local_date(a["started_at"]) <= until
            and (a["ended_at"] is None or local_date(a["ended_at"]) > local_date(a["started_at"]))
            for a in rows["spells"]
        )
        moves = [r["since"] for r in rows["residences"] if r["person"] == who and r["kind"] in LIVES_IN_CARE]
        moves += [
            p["started_at"] for p in rows["supports"] if p["person"] == who and p["kind"] == "care_home_placement"
        ]
        moved = any(day <= local_date(moment) <= until for moment in moves)
        counts = elderly(s["age_out"])
        stayed = not (back or moved or dead_by(who, until, rows))
        yield Thing(day, splits_of(s, rows, "out"), counts and stayed, counts)


def new_to_care(run: Row, rows: Rows) -> bool:
    """Whether no long-term support had begun before the reablement and lasted into the 91 days before it."""
    for s in rows["supports"]:
        if s["person"] == run["person"] and s["kind"] in LONG_TERM and possible(s):
            recent = s["ended_at"] is None or (run["start"] - local_date(s["ended_at"])).days < 91
            if local_date(s["started_at"]) < run["start"] and recent:
                return False
    return True


def possible(s: Row) -> bool:
    return s["ended_at"] is None or local_date(s["ended_at"]) >= local_date(s["started_at"])


def what_came_next(run: Row, rows: Rows) -> str:
    """Nothing that lasts (none), more support (support), something that leaves it out (other), or not known ("")."""
    if run["outcome"] == "hospital" or dead_by(run["person"], run["end"] + timedelta(7), rows):
        return "other"
    helps = [s for s in rows["supports"] if s["person"] == run["person"] and s["kind"] != "reablement" and possible(s)]
    helps = [s for s in helps if run["start"] <= local_date(s["started_at"]) <= run["end"] + timedelta(7)]
    kinds = {s["kind"] for s in helps if s["ended_at"] is None or local_date(s["ended_at"]) > run["end"]}
    if kinds:
        return "support" if kinds & {*LONG_TERM, "bed_based_intermediate_care"} else "none"
    if run["outcome"] in ("no_further_support", "low_level_support", "other"):
        return "none"
    if run["outcome"] in ("long_term_at_home", "care_home"):
        return "support"
    return "other" if run["outcome"] in ("died", "ended_early") else ""


def reablement_no_ongoing_support(rows: Rows, period: Period) -> Iterator[Thing]:
    for run in reablement_runs(rows):
        if run["end"] is None:
            continue
        who, age = run["person"], age_on(run["person"], run["end"], rows)
        splits = person_splits(who, run["end"], run["at"], rows)
        died_before = dead_by(who, run["start"] - timedelta(1), rows)
        counts = resident(splits["council"]) and new_to_care(run, rows) and (age is None or age >= 18)
        after = what_came_next(run, rows)
        counts = counts and not died_before and after in ("none", "support")
        yield Thing(run["end"], splits, counts and after == "none", counts)


def intermediate_care_outcomes(rows: Rows, period: Period) -> Iterator[Thing]:
    kinds = ("crisis_response", "reablement", "home_based_intermediate_care", "bed_based_intermediate_care")
    for s in rows["supports"]:
        if s["kind"] in kinds and s["ended_at"] is not None:
            day = local_date(s["ended_at"])
            splits = person_splits(s["person"], day, s["started_at"], rows)
            more = {"kind": s["kind"], "service": s["service"], "outcome": s["outcome"] or "unknown"}
            counts = resident(splits["council"])
            yield Thing(day, splits | more, counts, counts)


def care_home_moves_65(rows: Rows, period: Period) -> Iterator[Thing]:
    for r in rows["residences"]:
        who, day = r["person"], local_date(r["since"])
        if r["kind"] not in LIVES_IN_CARE or r["until"] == r["since"]:
            continue
        before = [b for b in rows["residences"] if b["person"] == who and b["since"] < r["since"]]
        left = next((b for b in before if b["until"] == r["since"]), None)
        if left is None or left["kind"] not in ("own_home", "extra_care", "other"):
            continue
        in_care = [b for b in before if b["kind"] in LIVES_IN_CARE]
        if any((day - local_date(b["until"])).days < 365 for b in in_care):
            continue
        splits = person_splits(who, day, r["since"], rows) | {"area": left["area"]}
        yield Thing(day, splits, elderly(age_on(who, day, rows)) and resident(r["council"]), 0)


def first_placement_kept(rows: Rows, period: Period) -> Iterator[Thing]:
    placements = [p for p in rows["supports"] if p["kind"] == "care_home_placement"]
    begun = {(p["person"], local_date(p["started_at"]), p["service"]) for p in placements}
    first: set[int] = set()
    for who, began, service in sorted(begun):
        near = [s for s in went_home(rows) if s["person"] == who and local_date(s["started_at"]) <= began]
        near = [s for s in near if -3 <= (began - local_date(s["ended_at"])).days <= 7]
        later = began + timedelta(42)
        last = max(near, key=lambda s: (local_date(s["ended_at"]), s["spell"]), default=None)
        if last is None or not period.first <= began <= period.last or last["spell"] in first:
            continue
        first.add(last["spell"])
        if dead_by(who, later, rows):
            continue
        same = [p for p in placements if p["person"] == who and p["service"] == service]
        kept = any(there_on(later, p["started_at"], p["ended_at"]) for p in same)
        counts = elderly(last["age_out"]) and last["residence"] not in LIVES_IN_CARE
        yield Thing(began, splits_of(last, rows, "out") | {"service": service}, counts and kept, counts)


def deaths_by_place(rows: Rows) -> Iterator[tuple[Row, date, str, Row]]:
    """Each death, its day, in what kind of place it was ("" where not known), and its splits."""
    for d in rows["deaths"]:
        who, at = d["person"], d["died_at"]
        day = local_date(at)
        own = [s for s in rows["spells"] if s["person"] == who]
        splits = person_splits(who, day, at, rows)
        left = [s for s in own if s["ended_at"] is not None and s["ended_at"] < at]
        last = max(left, key=lambda s: (s["ended_at"], s["spell"]), default={"destination": ""})
        lived = splits["residence"]
        if any(in_bed_at_death(s, at) for s in own):
            place = "hospital"
        elif last["destination"] == "88":
            place = "hospice"
        elif lived in LIVES_IN_CARE:
            place = "care_home"
        else:
            place = "own_home" if lived in ("own_home", "extra_care") else ""
        yield d, day, place, splits


def in_bed_at_death(s: Row, at: datetime) -> bool:
    """In a stay that lasted until the death or longer, or that is said to have ended in it on that day."""
    if local_date(s["started_at"]) > local_date(at):
        return False
    if s["ended_at"] is None or s["ended_at"] >= at:
        return True
    by_death = s["destination"] == "79" or s["discharge_method"] in ("4", "5")
    return by_death and local_date(s["ended_at"]) == local_date(at)


def died_in_preferred_place(rows: Rows, period: Period) -> Iterator[Thing]:
    for d, day, place, splits in deaths_by_place(rows):
        said = [e for e in of_kind("preference_recorded", rows) if e["person"] == d["person"]]
        said = [e for e in said if e["detail"].startswith("place_of_death:") and e["happened_at"] <= d["died_at"]]
        if not said:
            continue
        wanted = max(said, key=lambda e: (e["happened_at"], e["detail"]))["detail"].partition(":")[2]
        if wanted != "no_preference":
            counts = resident(splits["council"]) and place != ""
            yield Thing(day, splits | {"kind": wanted}, counts and place == wanted, counts)


def deaths_in_a_hospital_bed(rows: Rows, period: Period) -> Iterator[Thing]:
    for d, day, place, splits in deaths_by_place(rows):
        counts = elderly(age_on(d["person"], day, rows)) and resident(splits["council"])
        yield Thing(day, splits, counts and place == "hospital", counts)


def deaths_within_30_days_of_leaving(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits in discharges(rows):
        counts = elderly(s["age_out"])
        yield Thing(day, splits, counts and dead_by(s["person"], day + timedelta(30), rows), counts)


def followed_up_3_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for s, day, splits in discharges(rows):
        counts = elderly(s["age_out"])
        asked = [e for e in of_kind("followed_up", rows) if e["person"] == s["person"]]
        reached = [e for e in asked if e["detail"] in ("well", "concern") and e["happened_at"] >= s["ended_at"]]
        soon = any(local_date(e["happened_at"]) <= day + timedelta(3) for e in reached)
        yield Thing(day, splits, counts and soon, counts)


def follow_up_answers(rows: Rows, period: Period) -> Iterator[Thing]:
    nothing = {"provider": "", "age_band": "", "council": "", "area": "", "residence": "", "pathway": ""}
    for e in of_kind("followed_up", rows):
        if e["detail"] not in ("well", "concern", "not_reached"):
            continue
        sex = next((p["sex"] for p in rows["people"] if p["person"] == e["person"]), "")
        of = next((s for s in rows["spells"] if s["spell"] == e["spell"]), None)
        splits = splits_of(of, rows, "out") if of else nothing | {"person": e["person"], "sex": sex}
        counts = resident(splits["council"])
        yield Thing(local_date(e["happened_at"]), splits | {"outcome": e["detail"]}, counts, counts)


# Continuing healthcare


def continuing_care_told(who: int, rows: Rows) -> list[Row]:
    """What was asked and decided of one person, in order; at one moment asking comes first."""
    told = [e for e in rows["standing"] if e["person"] == who and e["kind"].startswith("continuing_care_")]
    return sorted(told, key=lambda e: (e["happened_at"], e["kind"].endswith("decided"), e["detail"]))


def continuing_healthcare_28_days(rows: Rows, period: Period) -> Iterator[Thing]:
    for p in rows["people"]:
        asked: Row | None = None
        for e in continuing_care_told(p["person"], rows):
            if e["kind"] == "continuing_care_requested":
                asked = e
                continue
            if asked is not None and asked["detail"] == "checklist" and e["detail"] != "stopped":
                day = local_date(e["happened_at"])
                splits = person_splits(p["person"], day, e["happened_at"], rows)
                counts = resident(splits["council"])
                yield Thing(day, splits, counts and day <= days_after(asked["happened_at"], 28), counts)
            asked = None


def continuing_healthcare_assessed_in_hospital(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    acute = {one.code for one in system.organisations if one.kind == "acute_trust"}
    for e in of_kind("assessed", rows):
        if e["detail"] != "continuing_care":
            continue
        day, at = local_date(e["happened_at"]), e["happened_at"]
        splits = person_splits(e["person"], day, at, rows)
        in_bed = any(
            s["person"] == e["person"] and s["provider"] in acute and s["started_at"] <= at
            and (s["ended_at"] is None or at < s["ended_at"])
            for s in rows["spells"]
        )  # fmt: skip
        counts = resident(splits["council"])
        yield Thing(day, splits, counts and in_bed, counts)


def continuing_healthcare_eligible(rows: Rows, period: Period) -> Iterator[Thing]:
    for p in rows["people"]:
        who, told = p["person"], continuing_care_told(p["person"], rows)
        for day in dates(*period):
            before = [e for e in told if local_date(e["happened_at"]) <= day]
            decided = [e for e in before if e["kind"] == "continuing_care_decided"]
            age = age_on(who, day, rows)
            if not decided or decided[-1]["detail"] != "eligible" or age is None or age < 18:
                continue
            if not dead_by(who, day, rows):
                last, at = decided[-1], decided[-1]["happened_at"]
                earlier = told[: next(n for n, e in enumerate(told) if e is last)]
                ways = [e["detail"] for e in earlier if e["kind"] == "continuing_care_requested"]
                splits = grown_splits(who, local_date(at), at, rows) | {"kind": ways[-1] if ways else ""}
                yield Thing(day, splits, resident(splits["council"]), 0)
