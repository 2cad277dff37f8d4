"""Tomorrow: the errors that the page names are those of the guide; room is counted by pathway."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from homefirst.hub.capacity import Room
from homefirst.hub.tomorrow import ERRORS, Outlook, Waiting, room_by_pathway
from homefirst.system.directory import load_directory

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "forecast.md"
ROWS = {
    "not_needing": "Ready to leave",
    "queue_1": "of them, pathway 1",
    "queue_2": "of them, pathway 2",
    "queue_3": "of them, pathway 3",
}


def test_the_errors_on_the_page_are_those_of_the_back_test_in_the_guide() -> None:
    found: dict[str, dict[int, float]] = {}
    title = ""
    for line in GUIDE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 8 and re.fullmatch(r"\d+", cells[1]):
            title = cells[0] or title
            found.setdefault(title, {})[int(cells[1])] = float(cells[5])
    for name, row in ROWS.items():
        assert {day: found[row][day] for day in ERRORS[name]} == ERRORS[name]


def test_room_is_counted_for_each_pathway_that_a_service_helps_on() -> None:
    directory = load_directory("northamptonshire")
    at = datetime(2026, 1, 12, tzinfo=UTC)
    rooms = [
        (Room("START", None, None, 0, 4, None, at, "ward@RNS"), False),
        (Room("GOSSAMER", 40, 36, 1, 3, None, at, ""), True),
    ]
    found = room_by_pathway(rooms, directory)
    start, home = directory.of("START"), directory.of("GOSSAMER")
    assert start and home
    for pathway in "0123":
        free = 4 * (pathway in start.pathways) + 3 * (pathway in home.pathways)
        assert found.get(pathway, (0, 0)) == (free, 3 * (pathway in home.pathways))


def test_the_bottleneck_is_where_those_beyond_the_room_wait_longest_whether_or_not_the_queue_grows() -> None:
    def waiting(pathway: str, now: int, room: int | None, left_a_day: float | None) -> Waiting:
        return Waiting(pathway, now, (), {}, room, left_a_day=left_a_day)

    def slowest(*pathways: Waiting) -> Waiting | None:
        return Outlook(date(2026, 1, 12), waiting("", 100, None, None), pathways, 100, ()).bottleneck

    # 214 beyond the room at 20 a day wait 10.7 days, 36 at 6 a day 6; 2 wait where there is room for 50
    found = slowest(waiting("1", 234, 20, 20.0), waiting("2", 86, 50, 6.0), waiting("3", 2, 50, 0.1))
    assert found is not None and (found.pathway, found.beyond_room, found.wait_words) == ("1", 214, "about 11 days")
    unknown = slowest(waiting("1", 30, 20, None), waiting("2", 60, None, 0.0))
    assert unknown is not None and (unknown.pathway, unknown.wait_words) == ("2", "")
    assert slowest(waiting("2", 40, 50, 2.0), waiting("3", 0, None, 1.0)) is None
    assert waiting("2", 40, 50, 2.0).wait_words == "room for all who wait"
    assert (
        waiting("1", 1, 0, 3.0).wait_words == "less than a day" and waiting("1", 3, 0, 3.0).wait_words == "about 1 day"
    )
