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


def test_the_tightest_pathway_is_where_most_would_wait_if_all_the_room_were_filled() -> None:
    def waiting(pathway: str, now: int, room: int | None) -> Waiting:
        return Waiting(pathway, now, (), {}, room)

    def outlook(*pathways: Waiting) -> Outlook:
        return Outlook(date(2026, 1, 12), waiting("", 100, None), pathways, 100, ())

    tight = outlook(waiting("1", 234, 20), waiting("2", 86, 50), waiting("3", 500, None)).tightest
    assert tight is not None and (tight.pathway, tight.beyond_room) == ("1", 214)
    assert outlook(waiting("2", 40, 50), waiting("3", 5, 51)).tightest is None


def test_the_bottleneck_is_where_whoever_joins_now_waits_longest_whether_or_not_the_queue_grows() -> None:
    def waiting(pathway: str, now: int, left_a_day: float | None) -> Waiting:
        return Waiting(pathway, now, (), {}, left_a_day=left_a_day)

    def slowest(*pathways: Waiting) -> Waiting | None:
        return Outlook(date(2026, 1, 12), waiting("", 100, None), pathways, 100, ()).bottleneck

    # 234 at 9 a day wait 26 days; 86 at 2 a day wait 43, though they are fewer; nobody knows of pathway 3
    found = slowest(waiting("1", 234, 9.0), waiting("2", 86, 2.0), waiting("3", 500, None))
    assert found is not None and (found.pathway, found.wait_days, found.wait_words) == ("2", 43, "about 43 days")
    assert slowest(waiting("1", 0, 9.0), waiting("2", 5, 0.0)) is None
    assert waiting("1", 1, 3.0).wait_words == "less than a day" and waiting("1", 3, 3.0).wait_words == "about 1 day"
