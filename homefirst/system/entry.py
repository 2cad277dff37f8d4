"""One service of the directory: whom it takes, when, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from homefirst.codes import ServiceKind, SupportKind
from homefirst.days import LONDON, local_date

# What a person may need of whoever takes them: the code, as a form writes it, and the words for it.
NEEDS: Mapping[str, str] = {
    "nursing": "nursing care",
    "two_care_workers": "two care workers at once",
    "dementia": "dementia",
    "behaviour": "behaviour that needs skilled support",
    "bariatric": "bariatric care and equipment",
    "night_care": "care at night",
}
EVERY_NEED = frozenset(NEEDS)
GENDERS = frozenset({"", "female", "male"})
PATHWAYS = frozenset("0123")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_WEEK = 7
Hours = tuple[int, int]  # from one hour of the clock to another; 0 to 24 is all day


@dataclass(frozen=True, slots=True)
class Entry:
    """One service of the directory, whom it takes and when.

    `pathways` are those for which it is an answer; none for what helps on any, such as transport. `gender` is that
    of the only people it takes, `workers` those of its care workers; `councils` and `neighbourhoods` its catchment
    (empty: anywhere). `days` has the hours, Monday first, at which it takes somebody new; None for not on that day.
    Money is in pounds; `easting` and `northing` in metres of the national grid; `medicines_days` is the supply of
    medicines with which it asks people to come, 0 for no rule. `assumed` says what no source tells.
    """

    service: str
    organisation: str
    name: str
    kind: SupportKind | ServiceKind
    pathways: frozenset[str]
    needs_met: frozenset[str]
    gender: str
    workers: frozenset[str]
    visits_most: int | None
    equipment: frozenset[str]
    councils: frozenset[str]
    neighbourhoods: frozenset[str]
    neighbourhood: str
    easting: float | None
    northing: float | None
    days: tuple[Hours | None, ...]
    cost_week: float | None
    cost_hour: float | None
    registration: str
    trusted: bool
    medicines_days: int
    capacity: float | None
    unit: str
    contact: str
    accepts: str
    source: str
    assumed: str
    invented: bool

    @property
    def weekends(self) -> bool:
        """Whether it takes anybody new on a Saturday or a Sunday."""
        return self.days[5] is not None or self.days[6] is not None

    @property
    def is_home(self) -> bool:
        """Whether it is a care home."""
        return self.kind is SupportKind.CARE_HOME_PLACEMENT

    @property
    def has_beds(self) -> bool:
        """Whether people sleep there."""
        return isinstance(self.kind, SupportKind) and self.kind.is_bed

    def takes_on(self, day: date) -> bool:
        """Whether it takes anybody new on this day, at whatever hour."""
        return self.days[day.weekday()] is not None

    def open_at(self, moment: datetime) -> bool:
        """Whether it takes somebody new at this moment, by the clock in England."""
        local = moment.astimezone(LONDON)
        hours = self.days[local.weekday()]
        return hours is not None and hours[0] <= local.hour < hours[1]

    def opens(self, moment: datetime) -> datetime | None:
        """When it next takes somebody new: this moment if it does now; None if it never does."""
        if self.open_at(moment):
            return moment
        today = local_date(moment)
        for day in (today + timedelta(days=n) for n in range(A_WEEK + 1)):
            hours = self.days[day.weekday()]
            if hours and (at := datetime.combine(day, time(hours[0] % 24), LONDON)) > moment:
                return at
        return None


def closed_words(entry: Entry, moment: datetime) -> str:
    """That nobody is taken at this moment, and when next."""
    local, opens = moment.astimezone(LONDON), entry.opens(moment)
    day = DAY_NAMES[local.weekday()]
    now = f"on a {day}" if entry.days[local.weekday()] is None else f"at {local:%H:%M} on a {day}"
    if opens is None:
        return "Takes nobody new at any time."
    at = opens.astimezone(LONDON)
    return f"Takes nobody new {now}; next on {DAY_NAMES[at.weekday()]} at {at:%H:%M}."


def hours_words(entry: Entry) -> str:
    """When it takes people, in words: "Monday to Friday 09:00 to 17:00; nobody on Saturday, Sunday"."""
    if all(hours == (0, 24) for hours in entry.days):
        return "Every day, at any hour"
    runs = list[tuple[int, int, Hours | None]]()
    for day, hours in enumerate(entry.days):
        if runs and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], day, hours)
        else:
            runs.append((day, day, hours))
    return "; ".join(run_words(*run) for run in runs)


def run_words(first: int, last: int, hours: Hours | None) -> str:
    days = DAY_NAMES[first] if first == last else f"{DAY_NAMES[first]} to {DAY_NAMES[last]}"
    return f"{days} {hours[0]:02}:00 to {hours[1]:02}:00" if hours else f"nobody new {days}"


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"; in order."""
    *rest, last = sorted(words)
    return f"{', '.join(rest)} and {last}" if rest else last
