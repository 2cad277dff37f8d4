"""A bed for every invented stay, and never two people in one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from homefirst.demo_week.story import SUNDAY_NIGHT, Step

WARDS = {("RNS", "HAWTHORN"): 28, ("RNS", "ROWAN"): 24, ("RNQ", "ASHBY"): 24}
NO_END = SUNDAY_NIGHT + timedelta(days=30)
LONG_AGO = SUNDAY_NIGHT - timedelta(days=1000)
BETWEEN_PEOPLE = timedelta(minutes=30)


class InBed(NamedTuple):
    """A time in a bed. `step` is the step of the person's week that put them there; `ward` "" = any at the hospital."""

    step: int
    hospital: str
    ward: str
    start: datetime
    end: datetime


Beds = dict[tuple[str, str, int], list[tuple[datetime, datetime]]]


def empty_beds() -> Beds:
    """Every bed of the wards, with nobody in it."""
    return {(*ward, bed): [] for ward, count in WARDS.items() for bed in range(1, count + 1)}


def times_in_bed(steps: Sequence[Step]) -> list[InBed]:
    """When this person was in a bed, and on which ward if the story says so. A cancelled leaving did not empty it."""
    found: list[InBed] = []
    for number, step in enumerate(steps):
        if step.what in ("admitted", "becomes_inpatient", "moved"):
            if step.what == "moved":
                end_last(found, step.at)
            found.append(InBed(number, step.hospital, step.rest.get("ward", ""), step.at, NO_END))
        elif step.what == "left" and found[-1].end == NO_END:
            end_last(found, step.at)
        elif step.what == "cancelled" and found:
            cancel(found, step)
    return found


def end_last(found: list[InBed], at: datetime) -> None:
    found[-1] = found[-1]._replace(end=at)


def cancel(found: list[InBed], step: Step) -> None:
    if step.rest["of"] == "left":
        end_last(found, NO_END)
    elif step.rest["of"] == "admitted":
        end_last(found, step.at)
    elif step.rest["of"] == "moved":
        end_last(found, step.at)
        found[-2:] = [found[-1], found[-2]._replace(end=NO_END)]


def take_beds(beds: Beds, wanted: Sequence[InBed]) -> dict[int, tuple[str, int]] | None:
    """A bed (ward, number) for each step that needs one, now taken; None, and nothing taken, if one cannot be had."""
    taken: dict[int, tuple[str, int]] = {}
    for want in wanted:
        place = free_bed(beds, want)
        if place is None:
            give_back(beds, wanted, taken)
            return None
        beds[want.hospital, *place].append((want.start, want.end))
        taken[want.step] = place
    return taken


def give_back(beds: Beds, wanted: Sequence[InBed], taken: dict[int, tuple[str, int]]) -> None:
    for want in wanted:
        if want.step in taken:
            beds[want.hospital, *taken[want.step]].remove((want.start, want.end))


def free_bed(beds: Beds, want: InBed) -> tuple[str, int] | None:
    """The bed that has been empty the shortest, so that long empty ones are left for others."""
    free = [
        (last_left(times, want.start), ward, bed)
        for (hospital, ward, bed), times in beds.items()
        if hospital == want.hospital and want.ward in ("", ward) and all(clear(want, *other) for other in times)
    ]
    return max(free)[1:] if free else None


def last_left(times: Sequence[tuple[datetime, datetime]], before: datetime) -> datetime:
    return max((end for _, end in times if end <= before), default=LONG_AGO)


def clear(want: InBed, start: datetime, end: datetime) -> bool:
    return want.start >= end + BETWEEN_PEOPLE or start >= want.end + BETWEEN_PEOPLE


def occupied(beds: Beds, hospital: str, at: datetime) -> int:
    """How many beds of a hospital's wards have somebody in them at this time."""
    return sum(
        any(start <= at < end for start, end in times) for (where, _, _), times in beds.items() if where == hospital
    )
