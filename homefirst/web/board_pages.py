"""The board: everyone in a bed, as the link asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from homefirst.hub.board import SORTS, BoardRow, Filter, chosen, counts
from homefirst.hub.words import pathway_words
from homefirst.web.desk import Desk
from homefirst.web.sheet import Cell, download
from homefirst.web.show import show, template

KEPT = 50  # boards, at most, that are kept for the next who asks the same
HEADINGS = (
    "Person", "Age", "Ward and bed", "Ready since", "Nights since ready", "Nights in hospital", "Pathway",
    "Waits for", "Expected date", "Times the expected date moved", "Next",
)  # fmt: skip


def board(request: Request) -> Response:
    """The whole page."""
    wanted, position, made = shown(request)
    return show(request, "board.html", {"query": query(wanted), "position": position, "part": made})


def part(request: Request) -> Response:
    """Only the part that changes, for a page that brings itself up to date."""
    return HTMLResponse(shown(request)[2])


def as_sheet(request: Request) -> Response:
    """The people shown, as a file."""
    desk: Desk = request.app.state.desk
    wanted, _ = read_filter(request.query_params)
    return download("board.csv", HEADINGS, (cells(row, desk) for row in chosen(desk.board.rows(), wanted)))


def shown(request: Request) -> tuple[Filter, int, Markup]:
    """The filter asked for, the position looked up to, and the part of the page that shows it.

    Made once for all who ask the same before anything changes: after a change every open board asks at once.
    """
    desk: Desk = request.app.state.desk
    wanted, faults = read_filter(request.query_params)
    seen = (desk.board.follow().position, desk.as_at)
    if desk.boards_seen != seen or len(desk.boards) >= KEPT:
        desk.boards, desk.boards_seen = {}, seen
    asked = (wanted, tuple(faults))
    if asked not in desk.boards:
        desk.boards[asked] = Markup(template("board_part.html").render(desk=desk, faults=faults, **facts(desk, wanted)))
    return wanted, seen[0], desk.boards[asked]


def facts(desk: Desk, wanted: Filter) -> dict[str, object]:
    """What the part of the page that changes shows."""
    rows = desk.board.rows()
    found = chosen(rows, wanted)
    if len(desk.lines) > 2 * len(rows) + KEPT:  # most are of people who have left
        desk.lines = {}
    return {
        "wanted": wanted,
        "ready": sum(row.is_ready for row in rows),
        "in_bed": len(rows),
        "shown": len(found),
        "nights": sum(row.ready_nights or 0 for row in found),
        "lines": Markup("".join(lines(found, desk))),
        "counts": counts(rows, wanted, desk.title),
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "query": query(wanted),
        "without": {name: query(wanted, **{name: ""}) for name in ("ward", "pathway", "reason")},
    }


def lines(rows: Iterable[BoardRow], desk: Desk) -> list[str]:
    """The rows as table rows: each is made once and kept until the person in it changes."""
    made, line = desk.lines, template("board_row.html")
    found = []
    for row in rows:
        kept = made.get(row.person)
        if kept is None or kept[0] is not row:
            kept = made[row.person] = (row, line.render(row=row, title=desk.title))
        found.append(kept[1])
    return found


def read_filter(asked: QueryParams) -> tuple[Filter, list[str]]:
    """The filter that a link asks for, and a sentence for each part that could not be read."""
    faults: list[str] = []

    def nights(name: str) -> int:
        text = asked.get(name, "").strip()
        if text and not (text.isdecimal() and len(text) < 6):
            faults.append(f"“{text[:20]}” is not a number of nights. Write 7, for example. It was left out.")
        return int(text) if text.isdecimal() and len(text) < 6 else 0

    wanted = Filter(
        show="all" if asked.get("show") == "all" else "ready",
        ward=asked.get("ward", ""),
        pathway=asked.get("pathway", ""),
        reason=asked.get("reason", ""),
        ready=nights("ready"),
        stay=nights("stay"),
        sort=asked.get("sort", "") if asked.get("sort", "") in SORTS else "ready",
    )
    return wanted, faults


def query(wanted: Filter, **change: object) -> str:
    """A filter as the query of a link, without what matters not."""
    default, asked = vars(Filter()), vars(wanted) | change
    return urlencode({name: value for name, value in asked.items() if value != default[name]})


def cells(row: BoardRow, desk: Desk) -> list[Cell]:
    """One row of the file."""
    waits = "; ".join(f"{w.words} ({w.days} nights)" for w in row.waits)
    return [
        row.name, row.age, desk.title(row.location), row.ready_on, row.ready_nights, row.nights,
        pathway_words(row.pathway), waits, row.expected_on, row.expected_moves, "; ".join(row.next_things),
    ]  # fmt: skip


ROUTES = [Route("/", board), Route("/board", part), Route("/board.csv", as_sheet)]
