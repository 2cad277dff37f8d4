"""The plain questions of measures.py in polars, lazily."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl


def day(column: str) -> pl.Expr:
    return pl.col(column).dt.convert_time_zone("Europe/London").dt.date()


def scan(file: Path, *kinds: str) -> pl.LazyFrame:
    events = pl.scan_parquet(file)
    return events.filter(pl.col("kind").cast(pl.String).is_in(kinds)) if kinds else events


def nights(file: Path) -> pl.LazyFrame:
    kind = pl.col("kind").cast(pl.String)
    stays = scan(file, "admitted", "discharged").group_by("person", "spell").agg(
        pl.col("location").cast(pl.String).min().str.slice(0, 3).alias("provider"),
        pl.col("happened_at").filter(kind == "admitted").min().alias("began"),
        pl.col("happened_at").filter(kind == "discharged").max().alias("ended"),
    )  # fmt: skip
    return stays.filter(pl.col("began").is_not_null()).with_columns(
        day("began").alias("first"), day("ended").alias("last")
    )


def by_month(rows: pl.LazyFrame, group: str, months: Any) -> int:
    total = 0
    for month in months:
        begins, ends = pl.lit(month.first), pl.lit(month.last) + pl.duration(days=1)
        last = pl.min_horizontal(pl.col("last").fill_null(ends), ends)
        inside = rows.filter((pl.col("first") < ends) & (pl.col("last").is_null() | (pl.col("last") > begins)))
        shared = (last - pl.max_horizontal(pl.col("first"), begins)).dt.total_days()
        total += inside.group_by(group).agg(shared.sum().alias("n")).collect()["n"].sum()
    return int(total)


def occupancy(file: Path, year: Any, months: Any) -> int:
    return by_month(nights(file).collect().lazy(), "provider", months)


def delays(file: Path, year: Any, months: Any) -> int:
    kind = pl.col("kind").cast(pl.String)
    told = scan(file, "delay_started", "discharged").select("person", "detail", "happened_at", kind.alias("what"))
    ended = pl.when(pl.col("what") == "discharged").then(pl.col("happened_at"))
    told = told.sort("person", "happened_at").with_columns(ended.backward_fill().over("person").alias("ended"))
    told = told.filter(pl.col("what") == "delay_started")
    rows = told.select("detail", day("happened_at").alias("first"), day("ended").alias("last"))
    return by_month(rows.collect().lazy(), "detail", months)


def readmission(file: Path, year: Any, months: Any) -> int:
    following = (
        nights(file).sort("person", "began").with_columns(pl.col("first").shift(-1).over("person").alias("again"))
    )
    left = following.filter(pl.col("last").is_between(year.first, year.last))
    back = ((pl.col("again") - pl.col("last")).dt.total_days() <= 29).sum()
    return left.group_by("provider").agg(pl.len(), back.alias("n")).collect().height


def percentile(file: Path, year: Any, months: Any) -> int:
    left = nights(file).filter(pl.col("last").is_between(year.first, year.last))
    length = (pl.col("last") - pl.col("first")).dt.total_days()
    return left.group_by("provider").agg(length.quantile(0.9, "linear")).collect().height


def follows(file: Path, year: Any, months: Any) -> int:
    told = scan(file).select("person", "happened_at", pl.col("kind").cast(pl.Categorical)).sort("person", "happened_at")
    pairs = told.with_columns(
        pl.col("kind").shift(-1).over("person").alias("following"),
        (pl.col("happened_at").shift(-1).over("person") - pl.col("happened_at")).alias("took"),
    ).filter(pl.col("following").is_not_null())
    return pairs.group_by("kind", "following").agg(pl.len(), pl.col("took").median()).collect().height
