"""The board: everyone in a bed, as the link asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.hub.board import SORTS, BoardRow, Filter, chosen, counts
from homefirst.hub.words import pathway_words
from homefirst.web.desk import Desk
from homefirst.web.sheet import Cell, download
from homefirst.web.show import show, template

HEADINGS = (
    "Person", "Age", "Ward and bed", "Ready since", "Nights since ready", "Nights in hospital", "Pathway",
    "Waits for", "Expected date", "Times the expected date moved", "Next",
)  # fmt: skip


def board(request: Request) -> Response:
    """The whole page."""
    return show(request, "board.html", facts(request))


def part(request: Request) -> Response:
    """Only the part that changes, for a page that brings itself up to date."""
    return show(request, "board_part.html", facts(request))


def as_sheet(request: Request) -> Response:
    """The people shown, as a file."""
    desk: Desk = request.app.state.desk
    wanted, _ = read_filter(request.query_params)
    return download("board.csv", HEADINGS, (cells(row, desk) for row in chosen(desk.board.rows(), wanted)))


def facts(request: Request) -> dict[str, object]:
    """What the page shows."""
    desk: Desk = request.app.state.desk
    wanted, faults = read_filter(request.query_params)
    rows = desk.board.rows()
    shown = chosen(rows, wanted)
    return {
        "wanted": wanted,
        "faults": faults,
        "ready": sum(row.is_ready for row in rows),
        "in_bed": len(rows),
        "shown": len(shown),
        "nights": sum(row.ready_nights or 0 for row in shown),
        "lines": Markup("").join(lines(shown, desk)),
        "counts": counts(rows, wanted, desk.title),
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "query": query(wanted),
        "link": lambda **change: f"/?{query(wanted, **change)}",
        "position": desk.board.position,
    }


def lines(rows: Iterable[BoardRow], desk: Desk) -> list[Markup]:
    """The rows as table rows: each is made once and kept until the person in it changes."""
    made, line = desk.lines, template("board_row.html")
    found = []
    for row in rows:
        kept = made.get(row.person)
        if kept is None or kept[0] is not row:
            kept = made[row.person] = (row, Markup(line.render(row=row, title=desk.title)))
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
