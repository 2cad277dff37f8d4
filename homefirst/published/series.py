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
    different times are never added, each time stands by itself. `only` holds of the numerator.
    `together`: organisations may be added, which gives all in the files and never England.
    `always`: splits that are made whether asked for or not, since their parts are never one thing.
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
    together: bool = False
    always: tuple[str, ...] = ()

    @property
    def raw(self) -> tuple[str, ...]:
        """The raw measures that it is made of."""
        return tuple(name for name in (self.counts, self.less, self.over) if name.startswith("published."))

    @property
    def all_splits(self) -> tuple[str, ...]:
        """Everything it can be split by: times first."""
        return (*TIMES.get(self.grain, ("year",)), *self.splits)


TIMES = {"day": ("month", "quarter", "year"), "month": ("month", "quarter", "year"), "quarter": ("quarter", "year")}
AGE_SEX = ("sex", "age")
DTOC = ("reason", "attribution", "setting")
ALL = (
    Series("published.dtoc_days", "Delayed transfers of care: days", "days", "low", "published.dtoc_days", "", "month",
           DTOC, adds_over=("attribution", "reason", "setting")),
    Series("published.dtoc_beds", "Delayed transfers of care: beds (days / days in the month)", "beds", "low",
           "published.dtoc_days", "days", "month", DTOC, adds_over=("attribution", "reason", "setting")),
    Series("published.dtoc_beds_per_100000", "Delayed transfers of care: beds per 100,000 people of 18 and over",
           "per 100,000 people of 18 and over", "low", "published.dtoc_days", "population", "month", DTOC, per=100_000,
           ages="18+", adds_over=("attribution", "reason", "setting")),
    Series("published.occupancy", "Beds occupied of those available, a daily average", "%", "neither",
           "published.beds_occupied", "published.beds_available", "quarter", ("sector", "stream"), per=100,
           adds_over=("stream",), weighted=True),
    Series("published.beds_available", "Beds available, a daily average", "beds", "neither", "published.beds_available",
           "days", "quarter", ("sector", "stream"), adds_over=("stream",), weighted=True),
    Series("published.beds_occupied", "Beds occupied, a daily average", "beds", "neither", "published.beds_occupied",
           "days", "quarter", ("sector", "stream", "specialty"), adds_over=("stream",), weighted=True),
    Series("published.four_hour", "A&E: admitted, transferred or left within four hours", "%", "high",
           "published.ae_attendances", "published.ae_attendances", "month", ("type",), per=100,
           less="published.ae_over_four_hours", adds_over=("type",), interval="wilson", together=True),
    Series("published.ae_attendances", "A&E attendances", "attendances", "neither", "published.ae_attendances", "",
           "month", ("type",), adds_over=("type",), together=True),
    Series("published.ae_admitted", "A&E: admitted of those who attended", "%", "neither", "published.ae_admissions",
           "published.ae_attendances", "month", ("type",), per=100, adds_over=("type",), together=True),
    Series("published.no_longer_meeting_criteria", "People who no longer meet the criteria to reside, mean of days",
           "people a day", "low", "published.no_longer_meeting_criteria", "days", "day", ()),
    Series("published.remaining_no_longer_meeting",
           "People still in hospital who no longer meet the criteria to reside, mean of days", "people a day", "low",
           "published.remaining_no_longer_meeting", "days", "day", ()),
    Series("published.discharged", "People discharged, mean of days", "people a day", "high", "published.discharged",
           "days", "day", ("time",)),
    Series("published.discharged_by_1700", "Discharged by 17:00 of all discharged", "%", "high",
           "published.discharged", "published.discharged", "day", (), per=100, only={"time": "by 17:00"},
           interval="wilson"),
    Series("published.additional_bed_days", "Bed days since people no longer met the criteria, mean of days",
           "bed days a day", "low", "published.additional_bed_days", "days", "day", ("band",)),
    Series("published.delayed_by_reason", "People delayed in hospital by reason, mean of the days counted",
           "people a day", "low", "published.delayed_by_reason", "days", "day", ("reason", "band")),
    Series("published.discharged_by_destination", "People discharged by destination, mean of the days counted",
           "people a day", "neither", "published.discharged_by_destination", "days", "day", ("destination",)),
    Series("published.population", "People who live there, mid-year estimate", "people", "neither",
           "published.population", "", "moment", ("age", "sex"), adds_over=AGE_SEX, latest=True),
    Series("published.population_18", "People of 18 and over, mid-year estimate", "people", "neither",
           "published.population", "", "moment", ("age", "sex"), ages="18+", adds_over=AGE_SEX, latest=True),
    Series("published.population_65", "People of 65 and over, mid-year estimate", "people", "neither",
           "published.population", "", "moment", ("age", "sex"), ages="65+", adds_over=AGE_SEX, latest=True),
    Series("published.population_projected", "People who will live there, projected", "people", "neither",
           "published.population_projected", "", "moment", ("age", "sex", "variant"), adds_over=AGE_SEX, latest=True,
           always=("variant",)),
    Series("published.population_projected_65", "People of 65 and over who will live there, projected", "people",
           "neither", "published.population_projected", "", "moment", ("age", "sex", "variant"), ages="65+",
           adds_over=AGE_SEX, latest=True, always=("variant",)),
    Series("published.ascof", "Measures of the Adult Social Care Outcomes Framework", "as published", "neither",
           "published.ascof", "", "moment", ("indicator", "band"), latest=True, always=("indicator",)),
    Series("published.care_homes", "Care homes registered", "care homes", "neither", "published.care_homes", "",
           "moment", ("kind", "rating"), adds_over=("kind", "rating"), latest=True),
    Series("published.care_home_beds", "Beds of care homes registered", "beds", "neither",
           "published.care_home_beds", "", "moment", ("kind", "rating"), adds_over=("kind", "rating"), latest=True),
)  # fmt: skip
SERIES: Mapping[str, Series] = {series.name: series for series in ALL}


def series_named(name: str) -> Series:
    """The series of this name, with or without "published." before it. Raises PublishedFault naming all."""
    found = SERIES.get(name) or SERIES.get(f"published.{name}")
    if found is None:
        raise PublishedFault(f'There is no published measure called "{name}". Known: {", ".join(SERIES)}.')
    return found
