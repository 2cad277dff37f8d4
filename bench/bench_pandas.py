"""The plain questions of measures.py in pandas, in whole columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

DAY = pd.Timedelta(days=1)


def read(file: Path, columns: list[str], *kinds: str) -> pd.DataFrame:
    wanted = [("kind", "in", list(kinds))] if kinds else None
    return pd.read_parquet(file, columns=columns, filters=wanted)


def day(times: pd.Series) -> pd.Series:
    return times.dt.tz_convert("Europe/London").dt.tz_localize(None).dt.normalize()


def nights(file: Path) -> pd.DataFrame:
    events = read(file, ["person", "spell", "kind", "happened_at", "location"], "admitted", "discharged")
    kind = events["kind"].astype(str)
    key = ["person", "spell"]
    began = (
        events[kind == "admitted"].groupby(key, sort=False).agg(began=("happened_at", "min"), at=("location", "first"))
    )
    ended = events[kind == "discharged"].groupby(key, sort=False).agg(ended=("happened_at", "max"))
    stays = began.join(ended).reset_index()
    stays["provider"] = stays["at"].astype(str).str.slice(0, 3)
    stays["first"], stays["last"] = day(stays["began"]), day(stays["ended"])
    return stays


def by_month(rows: pd.DataFrame, group: str, months: Any) -> int:
    total = 0
    for month in months:
        begins, ends = pd.Timestamp(month.first), pd.Timestamp(month.last) + DAY
        last = rows["last"].fillna(ends).clip(upper=ends)
        shared = (last - rows["first"].clip(lower=begins)).dt.days.clip(lower=0)
        total += int(shared.groupby(rows[group], observed=True).sum().sum())
    return total


def occupancy(file: Path, year: Any, months: Any) -> int:
    return by_month(nights(file), "provider", months)


def delays(file: Path, year: Any, months: Any) -> int:
    told = read(file, ["person", "kind", "happened_at", "detail"], "delay_started", "discharged")
    told = told.sort_values(["person", "happened_at"])
    kind = told["kind"].astype(str)
    told["ended"] = told["happened_at"].where(kind == "discharged")
    told["ended"] = told.groupby("person")["ended"].bfill()
    told = told[kind == "delay_started"]
    rows = pd.DataFrame(
        {"detail": told["detail"].astype(str), "first": day(told["happened_at"]), "last": day(told["ended"])}
    )
    return by_month(rows, "detail", months)


def left_in(file: Path, year: Any) -> pd.DataFrame:
    stays = nights(file).sort_values(["person", "began"])
    stays["again"] = stays.groupby("person")["first"].shift(-1)
    return stays[stays["last"].between(pd.Timestamp(year.first), pd.Timestamp(year.last))]


def readmission(file: Path, year: Any, months: Any) -> int:
    left = left_in(file, year)
    back = (left["again"] - left["last"]).dt.days <= 29
    return len(back.groupby(left["provider"]).agg(["size", "sum"]))


def percentile(file: Path, year: Any, months: Any) -> int:
    left = left_in(file, year)
    return len((left["last"] - left["first"]).dt.days.groupby(left["provider"]).quantile(0.9))


def follows(file: Path, year: Any, months: Any) -> int:
    told = read(file, ["person", "kind", "happened_at"])
    told = told.sort_values(["person", "happened_at"], kind="stable")
    kind = told["kind"].astype("category")
    same = told["person"].to_numpy()[1:] == told["person"].to_numpy()[:-1]
    took = np.diff(told["happened_at"].astype("int64").to_numpy())[same]
    codes = kind.cat.codes.to_numpy()
    pairs = pd.DataFrame({"one": codes[:-1][same], "other": codes[1:][same], "took": took})
    return len(pairs.groupby(["one", "other"])["took"].agg(["size", "median"]))
