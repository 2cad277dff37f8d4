"""Write the files of the invented week from stories.toml: the same bytes each time.

python -m homefirst.demo_week.write_week [FOLDER]
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from homefirst.demo_week import FOLDER
from homefirst.demo_week.adt import written
from homefirst.demo_week.bed import Beds, empty_beds, occupied, take_beds, times_in_bed
from homefirst.demo_week.broken import broken_messages, with_accidents
from homefirst.demo_week.invented import invent
from homefirst.demo_week.last_year import LAST_YEAR_COLUMNS, REABLEMENT_COLUMNS, last_year
from homefirst.demo_week.story import MONDAY, SEED, SUNDAY_NIGHT, Step, Story, clock, lived, read_stories
from homefirst.demo_week.telling import HUB_COLUMNS, Telling, rounds

BEDS_WANTED = 50
TRIES = 400


def write_week(folder: Path) -> None:
    """Write week.hl7, hub.csv, last_year.csv and reablement.csv into a folder."""
    tellings = live_the_week(read_stories(FOLDER / "stories.toml"))
    spells, reablement = last_year(Random(SEED + "last year"))
    hub = sorted(
        (row for telling in tellings for row in telling.hub), key=lambda row: (row["hospital_number"], *row.values())
    )
    (folder / "week.hl7").write_bytes(b"".join(arrivals(tellings)))
    (folder / "hub.csv").write_bytes(as_csv(HUB_COLUMNS, hub))
    (folder / "last_year.csv").write_bytes(as_csv(LAST_YEAR_COLUMNS, [*spells, *earlier_stays(tellings)]))
    (folder / "reablement.csv").write_bytes(as_csv(REABLEMENT_COLUMNS, reablement))


def live_the_week(stories: Sequence[Story]) -> list[Telling]:
    """Give every story its people and beds, then let the week happen to all of them together, in order of time."""
    beds = empty_beds()
    # Whoever cannot come on another day, or to another ward, is given a bed first.
    in_turn = sorted(stories, key=how_free)
    people = [one_more(story, copy, beds) for story in in_turn for copy in range(story.copies)]
    fillers = [story for story in stories if story.fill]
    while occupied(beds, "RNS", SUNDAY_NIGHT) < BEDS_WANTED:
        people.append(one_more(fillers[len(people) % len(fillers)], len(people), beds))
    tellings = [
        Telling(
            number, invent(number, first_hospital(steps), story.lives, story.age, story.nhs, rng), story, taken, rng
        )
        for number, (story, steps, taken, rng) in enumerate(people, start=1)
    ]
    happen(tellings, [steps for _, steps, _, _ in people])
    return tellings


def how_free(story: Story) -> tuple[bool, bool, datetime]:
    """How freely a story can be placed: on which day, on which ward, and from when (the earliest first)."""
    named = any("ward" in step for step in story.steps)
    return not story.exact, not named, clock(story.steps[0]["on"])


def first_hospital(steps: Sequence[Step]) -> str:
    return steps[0].hospital


Placed = tuple[Story, list[Step], dict[int, tuple[str, int]], Random]


def one_more(story: Story, copy: int, beds: Beds) -> Placed:
    """One more person living this story, at a time when the beds that they need are free.

    Raises ValueError when there is no such time: ask for fewer copies, or allow a longer shift.
    """
    rng = Random(f"{SEED}/{story.name}/{copy}")
    for _ in range(TRIES):
        steps = lived(story, rng)
        taken = take_beds(beds, times_in_bed(steps))
        if taken is not None and steps:
            return story, steps, taken, rng
    raise ValueError(f"No bed for story {story.name}, copy {copy}: lower its copies or widen its shift.")


def happen(tellings: Sequence[Telling], steps: Sequence[list[Step]]) -> None:
    pairs = [telling for telling in tellings if telling.story.name == "swapped_beds"]
    pairs[0].partner = pairs[1]
    week = [
        (telling, number, step)
        for telling, own in zip(tellings, steps, strict=True)
        for number, step in [*enumerate(own), *((-1, step) for step in rounds(telling.rng))]
    ]
    for telling, number, step in sorted(week, key=lambda each: each[2].at):
        telling.tell(number, step)


def arrivals(tellings: Iterable[Telling]) -> list[bytes]:
    """Every message in the order in which it reached us, up to Sunday night; numbered in the order of writing."""
    told = sorted(
        (told for telling in tellings for told in telling.messages), key=lambda told: (told.said, told.segments)
    )
    sent = [(message.sent, written(message, number)) for number, message in enumerate(told, start=1)]
    rng = Random(SEED + "accidents")
    all_of_them = [*with_accidents(sent, rng), *broken_messages(rng)]
    return [message for at, message in sorted(all_of_them) if MONDAY <= at <= SUNDAY_NIGHT]


def earlier_stays(tellings: Iterable[Telling]) -> list[dict[str, str]]:
    """Stays of this week's people that only the extract of last year knows."""
    return [earlier_stay(telling) for telling in tellings if telling.story.earlier]


def earlier_stay(telling: Telling) -> dict[str, str]:
    person, earlier = telling.person, telling.story.earlier or {}
    return {
        "hospital": "RNS",
        "hospital_number": person.numbers["RNS"],
        "nhs_number": person.nhs_number,
        "date_of_birth": f"{person.born:%d/%m/%Y}",
        "sex": person.sex,
        "postcode": person.postcode,
        "council": person.council,
        "lives": person.lives,
        "spell_number": f"S{900_000 + telling.number}",
        "admitted_at": f"{clock(earlier['came']):%d/%m/%Y %H:%M}",
        "admission_method": "21",
        "ward": "HAWTHORN",
        "discharged_at": f"{clock(earlier['left']):%d/%m/%Y %H:%M}",
        "destination": "19",
        "discharge_method": "1",
        "pathway": "0",
    }


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


if __name__ == "__main__":
    write_week(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
