"""What can be asked of published statistics: each series, what it is made of and over what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from homefirst.published.tidy import PublishedFault


@dataclass(frozen=True)
class Series:
    """One published measure.

    `counts` is the raw measure whose numbers are added; `less` one that is taken from it; `over` what they are set
    against: another raw measure, "days" of the periods, "days reported", "population" (with `ages`), or "" for nothing.
    `grain` is how often it is published. `adds_over` are splits whose parts make up the whole where no total is
    printed. `weighted`: the numbers are daily averages, so that longer periods weigh more. `latest`: numbers of
    different times are never added, each time stands by itself.
    """

    name: str
    title: str
    unit: str
    better: str
    counts: str
    over: str
    grain: str
    splits: tuple[str, ...]
    less: str = ""
    per: float = 1
    ages: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    adds_over: tuple[str, ...] = ()
    weighted: bool = False
    latest: bool = False
    interval: str = ""

    @property
    def raw(self) -> tuple[str, ...]:
        """The raw measures that it is made of."""
        return tuple(name for name in (self.counts, self.less, self.over) if name.startswith("published."))

    @property
    def all_splits(self) -> tuple[str, ...]:
        """Everything it can be split by: times first."""
        return (*TIMES.get(self.grain, ("year",)), *self.splits)


TIMES = {"day": ("month", "quarter", "year"), "month": ("month", "quarter", "year"), "quarter": ("quarter", "year")}
DTOC = ("reason", "attribution", "setting")
ALL = (
    Series("published.dtoc_days", "Delayed transfers of care: days", "days", "low", "published.dtoc_days", "", "month",
           DTOC, adds_over=("attribution", "reason", "setting")),
    Series("published.dtoc_beds", "Delayed transfers of care: beds (days / days in the month)", "beds", "low",
           "published.dtoc_days", "days", "month", DTOC, adds_over=("attribution", "reason", "setting")),
    Series("published.dtoc_beds_per_100000", "Delayed transfers of care: beds per 100,000 people of 18 and over",
           "per 100,000 people of 18 and over", "low", "published.dtoc_days", "population", "month", DTOC, per=100_000,
           ages="18+", adds_over=("attribution", "reason", "setting")),
)  # fmt: skip
SERIES: Mapping[str, Series] = {series.name: series for series in ALL}


def series_named(name: str) -> Series:
    """The series of this name, with or without "published." before it. Raises PublishedFault naming all."""
    found = SERIES.get(name) or SERIES.get(f"published.{name}")
    if found is None:
        raise PublishedFault(f'There is no published measure called "{name}". Known: {", ".join(SERIES)}.')
    return found
