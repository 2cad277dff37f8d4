"""The same tables as homefirst writes, in pandas, as an analyst would; see bench/tables.py for what is left out.

Columns at a time, never a function for each group: that would be slower by far.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

VISIT = ["attended", "streamed", "decided_to_admit", "left_department"]
KINDS = [
    *VISIT,
    "admitted",
    "moved",
    "expected_discharge_set",
    "criteria_to_reside_met",
    "criteria_to_reside_not_met",
    "delay_started",
    "delay_ended",
    "pathway_chosen",
    "discharged",
]
EMERGENCY = ["21", "22", "23", "24", "25", "28", "2A", "2B", "2C", "2D"]
HOSPITAL = ["30", "48", "49", "50", "51", "52", "53", "84", "87"]
STAY = ["person", "stay"]
COLUMNS = ["person", "kind", "happened_at", "recorded_at", "location", "detail", "spell"]


def local_day(times: pd.Series) -> pd.Series:
    return times.dt.tz_convert("Europe/London").dt.tz_localize(None).dt.normalize()


def nights(start: pd.Series, end: pd.Series) -> pd.Series:
    return (end - start).dt.days


def years(born: pd.Series, day: pd.Series) -> pd.Series:
    before = (day.dt.month < born.dt.month) | ((day.dt.month == born.dt.month) & (day.dt.day < born.dt.day))
    return day.dt.year - born.dt.year - before


def keyed(events: pd.DataFrame) -> pd.DataFrame:
    """Events of hospital stays and visits, each with its stay: by key, else the latest admission before it."""
    e = events[events.kind.isin(KINDS)].copy()
    e["kind"] = e.kind.astype(str)
    numbers = pd.Series(pd.factorize(e.spell)[0], index=e.index)
    latest = numbers.where(e.kind == "admitted").groupby(e.person).ffill()
    e["stay"] = numbers.where(e.spell != 0, latest)
    return e[e.stay.notna()]


def last_told(e: pd.DataFrame, kind: str) -> pd.DataFrame:
    told = e[e.kind == kind].sort_values("recorded_at", kind="stable")
    return told.drop_duplicates(STAY, keep="last").set_index(STAY)


def told_of(e: pd.DataFrame) -> pd.DataFrame:
    """One row a stay: when and how it began and ended."""
    admitted, discharged = last_told(e, "admitted"), last_told(e, "discharged")
    t = pd.DataFrame(
        {"started_at": admitted.happened_at, "place": admitted.location, "admission_method": admitted.detail}
    )
    t["ended_at"], t["ending"] = discharged.happened_at, discharged.detail.astype(str)
    t["expected"] = last_told(e, "expected_discharge_set").detail
    t["expected_sets"] = e[e.kind == "expected_discharge_set"].groupby(STAY).size()
    t["pathway"] = last_told(e, "pathway_chosen").detail
    return t


def wards_of(e: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    moved = e[(e.kind == "moved") & (e.location != "")][[*STAY, "happened_at", "location"]]
    moved = moved.merge(told[["started_at", "ended_at"]], left_on=STAY, right_index=True)
    inside = (moved.happened_at > moved.started_at) & ~(moved.happened_at >= moved.ended_at)
    first = told.reset_index()[[*STAY, "started_at", "place"]].set_axis([*STAY, "happened_at", "location"], axis=1)
    points = pd.concat([first, moved[inside][[*STAY, "happened_at", "location"]]])
    points["location"] = points.location.astype(str)
    points = points.sort_values([*STAY, "happened_at"], kind="stable")
    points = points[points.location != points.groupby(STAY).location.shift()]
    points["ended_at"] = points.groupby(STAY).happened_at.shift(-1)
    points = points.merge(told.ended_at.rename("left_at"), left_on=STAY, right_index=True)
    points["ended_at"] = points.ended_at.fillna(points.pop("left_at"))
    points["provider"] = points.location.str.partition(":")[0]
    return points.rename(columns={"happened_at": "started_at"})


def runs_of(e: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    asked = e[e.kind.isin(["criteria_to_reside_met", "criteria_to_reside_not_met"])][[*STAY, "kind", "happened_at"]]
    asked = asked.merge(told[["started_at", "ended_at"]], left_on=STAY, right_index=True)
    asked = asked[~(asked.happened_at > asked.ended_at)].sort_values([*STAY, "happened_at"], kind="stable")
    asked = asked[asked.kind != asked.groupby(STAY).kind.shift()]
    asked["left_at"] = asked.ended_at
    asked["ended_at"] = asked.groupby(STAY).happened_at.shift(-1).fillna(asked.ended_at)
    asked["started_at"] = asked[["happened_at", "started_at"]].max(axis=1)
    return asked[asked.kind == "criteria_to_reside_not_met"].drop(columns=["kind", "happened_at"])


def spells_of(
    told: pd.DataFrame, wards: pd.DataFrame, runs: pd.DataFrame, events: pd.DataFrame, people: pd.DataFrame
) -> pd.DataFrame:
    s = told.copy()
    s["location"] = wards.groupby(STAY).location.last()
    s["ready_at"] = runs[runs.ended_at.eq(runs.left_at) | runs.left_at.isna()].groupby(STAY).started_at.max()
    s = s.reset_index().sort_values("started_at", kind="stable")
    homes = events[events.kind == "residence_changed"][["person", "happened_at", "detail", "location"]]
    homes = homes.set_axis(["person", "since", "residence", "council"], axis=1).sort_values("since", kind="stable")
    s = pd.merge_asof(s, homes, left_on="started_at", right_on="since", by="person")
    s = s.merge(people, on="person").sort_values(["person", "started_at", "ended_at"], kind="stable")
    s = s.reset_index(drop=True)
    s["spell"] = range(len(s))
    s["provider"] = s.place.astype(str).str.partition(":")[0]
    for name in ("started", "ended", "ready"):
        s[f"{name}_on"] = local_day(s[f"{name}_at"])
    s["nights"] = nights(s.started_on, s.ended_on)
    s["age"], s["age_out"] = years(s.born, s.started_on), years(s.born, s.ended_on)
    s["emergency"] = s.admission_method.isin(EMERGENCY)
    parts = s.ending.str.partition("/")
    s["destination"], s["discharge_method"] = parts[0], parts[2]
    s["expected_on"] = pd.to_datetime(s.expected.astype(str), errors="coerce")
    following = s.groupby("person").shift(-1)
    gap = nights(s.ended_on, following.started_on)
    s["transferred"] = gap.between(0, 2) & (s.destination.isin(HOSPITAL) | (following.admission_method == "81"))
    returned = (following.started_at >= s.ended_at) & ~s.transferred & following.emergency.eq(True)
    s["readmitted_after"] = gap.where(returned)
    return s


def delays_of(e: pd.DataFrame, spells: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    known = spells[[*STAY, "spell", "provider", "started_at", "ended_at"]]
    d = e[e.kind == "delay_started"][[*STAY, "happened_at", "detail"]].merge(known, on=STAY)
    d = d[~(d.happened_at >= d.ended_at)]
    d["detail"] = d.detail.astype(str)
    parts = d.detail.str.partition("/")
    d["reason"], d["attribution"] = parts[0], parts[2]
    over = e[e.kind.isin(["delay_ended", "criteria_to_reside_met"])][[*STAY, "happened_at", "kind", "detail"]]
    ends = d.reset_index()[["index", *STAY, "reason", "happened_at"]].merge(over, on=STAY, suffixes=("", "_end"))
    meant = (ends.kind == "criteria_to_reside_met") | (ends.detail.astype(str).str.split("/").str[0] == ends.reason)
    ends = ends[meant & (ends.happened_at_end > ends.happened_at)].groupby("index").happened_at_end.min()
    d["ended_at"] = ends.reindex(d.index).astype(d.ended_at.dtype).fillna(d.ended_at)
    d["started_at"] = d[["happened_at", "started_at"]].max(axis=1)
    d["started_on"], d["ended_on"] = local_day(d.started_at), local_day(d.ended_at.fillna(as_at))
    d["days"] = nights(d.started_on, d.ended_on)
    d = d.sort_values([*STAY, "started_at"], kind="stable")
    covered = d.groupby(STAY).ended_on.cummax().groupby([d.person, d.stay]).shift()
    d["counted_from"] = d.started_on.where(~(covered > d.started_on), covered)
    d["counted_days"] = nights(d.counted_from, d.ended_on).clip(lower=0)
    return d


def attendances_of(e: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    told = {kind: last_told(e, kind) for kind in [*VISIT, "admitted"]}
    arrived = told["attended"]
    a = pd.DataFrame({"location": arrived.location, "arrived_at": arrived.happened_at, "arrival_mode": arrived.detail})
    a["stream"], a["decided_to_admit_at"] = told["streamed"].detail, told["decided_to_admit"].happened_at
    admitted_at = told["admitted"].happened_at.reindex(a.index)
    left = told["left_department"].reindex(a.index)
    a["left_at"] = left.happened_at.fillna(admitted_at.where(admitted_at >= a.arrived_at))
    a["outcome"] = left.detail.astype("string").fillna("").mask(admitted_at.notna(), "admitted")
    a["arrived_on"] = local_day(a.arrived_at)
    a["minutes"] = (a.left_at - a.arrived_at) // pd.Timedelta(minutes=1)
    a["provider"] = a.location.astype(str).str.partition(":")[0]
    a = a.reset_index().merge(people, on="person")
    a["age"] = years(a.born, a.arrived_on)
    return a


def write_tables(events: Path, people: Path, folder: Path, as_at: pd.Timestamp) -> None:
    heard = pd.read_parquet(events, columns=COLUMNS)
    born = pd.read_parquet(people, columns=["person", "born"])
    born["born"] = pd.to_datetime(born.born)
    e = keyed(heard)
    told = told_of(e)
    wards, runs = wards_of(e, told), runs_of(e, told)
    spells = spells_of(told, wards, runs, heard, born)
    numbers = spells[[*STAY, "spell"]]
    for name, table in (("stays", wards), ("ready", runs)):
        days = {"started_on": local_day(table.started_at), "ended_on": local_day(table.ended_at)}
        save(table.assign(**days).merge(numbers, on=STAY), name, folder)
    save(spells, "spells", folder)
    save(delays_of(e, spells, as_at), "delays", folder)
    save(attendances_of(e, born), "attendances", folder)


def save(table: pd.DataFrame, name: str, folder: Path) -> None:
    table.drop(columns="stay").to_parquet(folder / f"{name}.parquet", compression=None, index=False)
