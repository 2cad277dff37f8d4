"""What a simulated system is made of: how many come, how long they stay, what they need next, how much of it there is.

Each number comes from a file, flow.toml, and carries the published figure it rests on or says that it is assumed.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homefirst.simulate.shapes import CELLS, LEVELS, MODEL
from homefirst.system import System, SystemFault
from homefirst.system.read import FOLDERS

NORMAL = NormalDist()


@dataclass(frozen=True)
class Stay:
    """How many days people stay: "lognormal" (mean, sd), "weibull" (shape, scale), "exponential" (mean) or "fixed"."""

    shape: str
    numbers: tuple[float, ...]

    def longer_than(self, share: float) -> float:
        """The days that this share of people (0 to 1) stay longer than."""
        if self.shape == "fixed":
            return self.numbers[0]
        if share >= 1:
            return 0.0
        if self.shape == "lognormal":
            mean, sd = self.numbers
            variance = math.log(1 + (sd / mean) ** 2)
            return math.exp(math.log(mean) - variance / 2 - math.sqrt(variance) * NORMAL.inv_cdf(share))
        power, scale = self.numbers if self.shape == "weibull" else (1.0, self.numbers[0])
        return scale * float((-math.log(share)) ** (1 / power))

    def table(self, scale: float = 1.0) -> NDArray[np.float64]:
        """Days by level and cell: at each level half of those left, from the shortest stay to the longest."""
        steps = [1 - cell / (2 * CELLS) for cell in range(CELLS + 1)]
        days = [[self.longer_than(step / 2**level) for step in steps] for level in range(LEVELS)]
        return np.array(days) * scale


BY_SERVICE = ("places", "office_hours", "dies")
SHAPES = {"lognormal": 2, "weibull": 2, "exponential": 1, "fixed": 1}


@dataclass(frozen=True)
class Flow:
    """One system's numbers, as flow.toml names them. Shares are from 0 to 1; days and hours are real numbers.

    Of three numbers, the first is for help at home (pathway 1), then a bed elsewhere (2), then a care home (3).
    """

    name: str
    first_day: date  # the first that is measured, after the warm-up
    arrivals_a_day: float
    weekday: tuple[float, ...]  # Monday first, against the mean
    hour: tuple[float, ...]
    acute_beds: int
    hospital_stay: Stay
    ready_share: float  # of that stay, spent ready to leave: added by the waits of the run, so taken off here
    dies_in_hospital: float
    pathway_shares: tuple[float, ...]  # 0, 1, 2, 3
    home_places: int
    bed_places: int
    care_home_places: int
    home_stay: Stay
    bed_stay: Stay
    care_home_stay: Stay
    dies: tuple[float, ...]
    help_after_bed: float
    readmitted: float
    readmitted_days: tuple[float, ...]
    office_hours: tuple[bool, ...]  # whether the service starts people only in office hours
    opens: int  # the hour, Monday to Friday
    closes: int
    hospitals: tuple[str, ...]  # two
    first_hospital: float
    services: tuple[str, ...]
    council: str
    from_care_home: float
    through_ae: float
    ae_hours: tuple[float, ...]
    by_ambulance: float
    age_bands: tuple[float, ...]  # 65-74, 75-84, 85-99
    women: float

    @property
    def places(self) -> tuple[int, int, int]:
        """How many each service can hold at once."""
        return self.home_places, self.bed_places, self.care_home_places

    def model(self, first_weekday: int) -> Any:
        """The numbers as the loop reads them; `first_weekday` is 0 for a run that begins on a Monday."""
        m = np.zeros(1, dtype=MODEL).view(np.recarray)
        for name in MODEL.names or ():
            if hasattr(self, name) and name not in BY_SERVICE:
                m[name] = getattr(self, name)
        for name in BY_SERVICE:
            m[name][0, 1:] = getattr(self, name)
        m["first_weekday"] = first_weekday
        m["peak"] = max(self.weekday) * max(self.hour)
        m["pathway_up_to"] = np.cumsum(self.pathway_shares)[:3]
        m["readmitted_from"], m["readmitted_to"] = self.readmitted_days
        m["ae_hours_from"], m["ae_hours_to"] = self.ae_hours
        return m

    def stays(self) -> NDArray[np.float64]:
        """The lengths of stay as the loop reads them: hospital, then the three services."""
        hospital = self.hospital_stay.table(1 - self.ready_share)
        return np.stack([hospital, self.home_stay.table(), self.bed_stay.table(), self.care_home_stay.table()])


def flow_of(system_name: str, system: System) -> tuple[Flow, Mapping[str, str]]:
    """The flow of a local system, from flow.toml beside its system.toml. Raises SystemFault."""
    asked = Path(system_name)
    folders = [asked.parent if asked.is_file() else asked, *(folder / system_name for folder in FOLDERS)]
    file = next((folder / "flow.toml" for folder in folders if (folder / "flow.toml").is_file()), None)
    if file is None:
        raise SystemFault(
            f"{system.title} has no flow.toml, so it cannot be simulated yet. Put one beside its system.toml; "
            "systems/northamptonshire/flow.toml shows how."
        )
    return read_flow(file, frozenset(system.figures))


def read_flow(file: Path, figures: frozenset[str] = frozenset()) -> tuple[Flow, Mapping[str, str]]:
    """The flow in a file, and for each number what it rests on: a figure's id, or "assumed". Raises SystemFault."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SystemFault(f"{file.name} cannot be read as TOML: {fault}.") from None
    wanted = set(Flow.__dataclass_fields__) - {"name"}
    for name in sorted(set(told) ^ wanted):
        do = "Add it." if name in wanted else "Take it out, or look at its spelling."
        raise SystemFault(f"{file.name}: {name} is {'missing' if name in wanted else 'not known'}. {do}")
    values = {name: value_of(file, name, told[name]) for name in wanted}
    basis = {name: basis_of(file, name, told[name], figures) for name in wanted}
    flow = Flow(name=file.parent.name if file.stem == "flow" else file.stem, **values)
    return checked(file, flow), basis


def basis_of(file: Path, name: str, told: Mapping[str, Any], figures: frozenset[str]) -> str:
    """What a number rests on: the id of a published figure, or that it is assumed. Raises SystemFault."""
    figure, assumed = str(told.get("figure", "")), told.get("assumed")
    if bool(figure) == bool(assumed):
        raise SystemFault(f"{file.name}, {name}: say either figure = an id of figures.csv, or assumed = why.")
    if figure and figure not in figures:
        raise SystemFault(f'{file.name}, {name}: there is no figure "{figure}" in figures.csv. Look at its spelling.')
    return figure or "assumed"


def value_of(file: Path, name: str, told: Mapping[str, Any]) -> Any:
    """A value as Flow holds it: lists as tuples, {lognormal = [7.5, 9]} as a Stay. Raises SystemFault."""
    if not isinstance(told, dict) or "value" not in told:
        raise SystemFault(f"{file.name}: write [{name}] with value = ... below it.")
    value = told["value"]
    if name.endswith("_stay"):
        ((shape, numbers),) = value.items() if isinstance(value, dict) and len(value) == 1 else ((None, []),)
        if len(numbers) != SHAPES.get(shape, -1) or min(numbers) <= 0:
            raise SystemFault(
                f"{file.name}, {name}: write value = {{ lognormal = [MEAN, SD] }}, or one of {[*SHAPES]}."
            )
        return Stay(shape, tuple(map(float, numbers)))
    return tuple(value) if isinstance(value, list) else value


LENGTHS = {
    "weekday": 7, "hour": 24, "pathway_shares": 4, "dies": 3, "readmitted_days": 2, "office_hours": 3,
    "hospitals": 2, "services": 3, "ae_hours": 2, "age_bands": 3,
}  # fmt: skip
SHARES = (
    "ready_share", "dies_in_hospital", "help_after_bed", "readmitted", "first_hospital", "from_care_home", "through_ae",
    "by_ambulance", "women",
)  # fmt: skip


def checked(file: Path, flow: Flow) -> Flow:
    """The flow, if its numbers can be. Raises SystemFault."""
    for name, length in LENGTHS.items():
        if len(getattr(flow, name)) != length:
            raise SystemFault(f"{file.name}, {name}: write {length} values; there are {len(getattr(flow, name))}.")
    for name in SHARES:
        if not 0 <= getattr(flow, name) <= 1:
            raise SystemFault(f"{file.name}, {name}: {getattr(flow, name)} is not a share from 0 to 1.")
    for name, total in (("weekday", 7), ("hour", 24), ("pathway_shares", 1), ("age_bands", 1)):
        if abs(sum(getattr(flow, name)) - total) > 1e-6:
            raise SystemFault(f"{file.name}, {name}: the values add up to {sum(getattr(flow, name)):g}, not {total}.")
    if flow.arrivals_a_day <= 0 or min(flow.places) < 0 or flow.acute_beds < 0:
        raise SystemFault(f"{file.name}: somebody must arrive, and beds and places cannot be fewer than none.")
    return flow
