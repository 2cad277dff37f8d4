"""What the simulator says of the printed numbers that it can speak on, once it has been run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from homefirst.simulate.claims.line import Answer, ClaimsFault, Estimate, InModel, Part


@dataclass(frozen=True)
class Spoken:
    """A printed number, `of` the claim's own, beside what comes `out` of the measures that it `needs`."""

    claim: str
    part: str
    what: str
    needs: tuple[str, ...]
    of: str
    unit: str
    within: float
    out: Callable[..., Estimate] = lambda one: one


def percent(share: Estimate) -> Estimate:
    """A share from 0 to 1, in percent."""
    return share.times(100)


SPOKEN = (
    Spoken("X2", "eight", "Emergency admissions a day", ("admissions_a_day",), "daily", "a day", 4.5),
    Spoken("X3", "excess", "Beds in use", ("beds_occupied",), "beds", "beds", 45),
    Spoken("X3", "excess", "Stay that one in ten exceeds", ("length_of_stay_p90",), "longest", "days", 1),
    Spoken("X3", "week", "Beds in use whose person has been there over a week", ("beds_past_day_7_share",),
           "over_week", "%", 4, percent),
    Spoken("X4", "now", "Beds that 7% shorter stays free", ("beds_saved_by_7_percent_shorter_stay",), "saved",
           "beds", 17),
    Spoken("X7", "admissions", "More admissions a year by 2029", ("admissions_a_year_2029", "admissions_a_year_now"),
           "admissions", "a year", 1000, Estimate.less),
    Spoken("X7", "beds", "More beds in use by 2029", ("beds_occupied_2029", "beds_occupied"), "beds", "beds", 50,
           Estimate.less),
    Spoken("X7", "beds", "More beds in use by 2039", ("beds_occupied_2039", "beds_occupied"), "beds", "beds", 50,
           Estimate.less),
    Spoken("X9", "fifteen", "Beds of Claremont in use", ("bed_based_occupied:claremont",),
           "therapy", "beds", 1.5),
    Spoken("X14", "nested", "Beds whose person no longer meets the criteria to reside", ("no_longer_needing_share",),
           "no_need", "%", 4, percent),
)  # fmt: skip


def seen(measures: Mapping[str, Estimate] | None, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The same claims, each with what the simulator says of it beside its arithmetic; None if it has not been run.

    `measures` are estimates by name, as SPOKEN names them; shares from 0 to 1, stays in days.
    """
    return tuple(replace(answer, parts=tuple(part_seen(measures, answer, part) for part in answer.parts))
                 for answer in answers)  # fmt: skip


def part_seen(measures: Mapping[str, Estimate] | None, answer: Answer, part: Part) -> Part:
    spoken = [one for one in SPOKEN if (one.claim, one.part) == (answer.id, part.name)]
    return replace(part, in_model=tuple(in_model(one, measures, answer) for one in spoken))


def in_model(one: Spoken, measures: Mapping[str, Estimate] | None, answer: Answer) -> InModel:
    printed = next(number.value for number in answer.rests_on if number.name == one.of)
    lacking = () if measures is None else tuple(name for name in one.needs if name not in measures)
    found = None if measures is None or lacking else one.out(*(measures[name] for name in one.needs))
    return InModel(one.what, one.unit, printed, one.within, found, lacking)


def needed_measures() -> tuple[str, ...]:
    """The names of all measures that claims are held against."""
    return tuple(dict.fromkeys(name for one in SPOKEN for name in one.needs))


def read_measures(file: Path) -> dict[str, Estimate]:
    """Simulated measures from a JSON file: {"name": [mean, lower, upper], ...}. Raises ClaimsFault."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): estimate_of(ends) for name, ends in told.items()}
    except OSError:
        raise ClaimsFault(f"{file.name} cannot be opened. Check the path given as --model.") from None
    except (ValueError, TypeError, AttributeError):
        raise ClaimsFault(
            f'{file.name} cannot be used as --model. Write {{"beds_occupied": [mean, lower, upper], ...}} as JSON, '
            "with lower no more than mean and mean no more than upper."
        ) from None


def estimate_of(ends: Sequence[float]) -> Estimate:
    mean, lower, upper = (float(end) for end in ends)
    if not lower <= mean <= upper:
        raise ValueError
    return Estimate(mean, lower, upper)
