"""The list: everyone in a bed, as the link asks for them, or as suits the reader's role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from homefirst.hub.blockers import Blocker, blockers
from homefirst.hub.board import CHOICES, FIRST, SORTS, BoardRow, Filter, choice_words, chosen
from homefirst.hub.index import Chosen
from homefirst.hub.words import pathway_words
from homefirst.record.reader import Reader, Role
from homefirst.web.access import Forbidden, group_of, listed, may, permit, reader_of, visible
from homefirst.web.desk import Desk, MadeList
from homefirst.web.overnight import closed_lately
from homefirst.web.sheet import Cell, download
from homefirst.web.show import show, template
from homefirst.web.tomorrow_pages import strip

KEPT = 50  # lists, at most, that are kept for the next who asks the same
HEADINGS = (
    "Person", "Age", "Ward and bed", "Ready since", "Nights since ready", "Nights in hospital", "Pathway",
    "Waits for", "Expected date", "Times the expected date moved", "Next", "Whose", "Due",
)  # fmt: skip
LABELS = {
    "trust": ("Hospital", "Every hospital"),
    "ward": ("Ward", "Every ward"),
    "pathway": ("Pathway", "Every pathway"),
    "reason": ("Waits for", "Anything"),
    "owner": ("Whose it is next", "Anybody's"),
    "task": ("Task to do", "Any task or none"),
}

# Whom each role sees first. A link says more; "Clear the filters" shows everyone ready to leave.
PRESETS = {
    Role.THERAPIST: Filter(show="all", owner="therapist", sort="due"),
    Role.SOCIAL_WORKER: Filter(owner="social_worker,broker"),
    Role.BROKER: Filter(owner="broker", group="blocker"),
    Role.PHARMACIST: Filter(show="all", task="medicines", sort="due"),
    Role.TRANSPORT: Filter(show="all", task="transport", sort="due"),
    Role.COMMUNITY: Filter(show="all", owner="community"),
}
# Roles that the list is not for begin elsewhere.
FIRST_PAGES = {
    Role.CARE_HOME: "/ours",
    Role.HOME_CARE: "/ours",
    Role.VOLUNTARY: "/ours",
    Role.ANALYST: "/measures",
    Role.LEAD: "/measures",
    Role.PRIVACY: "/audit",
    Role.ADMINISTRATOR: "/accounts",
}


class Group(NamedTuple):
    """The rows shown under one heading; no blocker where the list is not grouped."""

    blocker: Blocker | None
    lines: Markup


def preset(reader: Reader) -> Filter:
    """The list that suits a reader who asked for nothing: a ward sees its own, others what is theirs to do."""
    if reader.role is Role.WARD:
        ward = reader.service if ":" in reader.service else ""
        return Filter(
            show="all", trust="" if ward else reader.organisation, ward=ward, sort="ward" if ward else "ready"
        )
    wanted = PRESETS.get(reader.role, Filter())
    return replace(wanted, owner=f"{wanted.owner},{reader.service}") if wanted.owner and reader.service else wanted


def board(request: Request) -> Response:
    """The whole page."""
    if not request.query_params and (elsewhere := FIRST_PAGES.get(reader_of(request).role)):
        return RedirectResponse(elsewhere, 303)
    permit(request, "read", section="hub")
    wanted, position, made = made_for(request)
    listed(request, f"list?{query(wanted)}", made.people)
    facts = {
        "query": query(wanted),
        "position": position,
        "part": made.part,
        "tomorrow": strip(request),
        "overnight": closed_lately(request),
    }
    return show(request, "board.html", facts)


def part(request: Request) -> Response:
    """Only the part that changes, for a page that brings itself up to date; whom it shows anew is kept."""
    decision = may(request, "read", section="hub")
    if not decision.allowed:
        raise Forbidden(decision)
    wanted, _, made = made_for(request)
    listed(request, f"list?{query(wanted)}", made.people, again=True)
    return HTMLResponse(made.part)


def as_sheet(request: Request) -> Response:
    """The people shown, as a file."""
    permit(request, "read", section="hub")
    desk: Desk = request.app.state.desk
    wanted, _ = read_filter(request)
    found = chosen(rows_seen(request), wanted)
    listed(request, f"list.csv?{query(wanted)}", [row.person for row in found])
    return download("list.csv", HEADINGS, (cells(row, desk) for row in found))


def rows_seen(request: Request) -> list[BoardRow]:
    """The rows of everyone in a bed whom the reader may see."""
    desk: Desk = request.app.state.desk
    seen = visible(request)
    return [row for row in desk.board.rows() if row.person in seen]


def made_for(request: Request) -> tuple[Filter, int, MadeList]:
    """The filter asked for, the position looked up to, and the part of the page that shows it.

    Made once for all who ask the same before anything changes: after a change every open list asks at once.
    """
    desk: Desk = request.app.state.desk
    wanted, faults = read_filter(request)
    asked = (wanted, tuple(faults), group_of(reader_of(request)))
    with desk.making:
        seen = (desk.board.follow().position, desk.as_at)
        if desk.boards_seen != seen or len(desk.boards) >= KEPT:
            desk.boards, desk.boards_seen = {}, seen
        made = desk.boards.get(asked)
        if made is None:
            found = facts(desk, wanted, desk.board.choose(wanted, visible(request)))
            part = Markup(template("board_part.html").render(desk=desk, faults=faults, **found))
            made = desk.boards[asked] = MadeList(part, found["people"])
    return wanted, seen[0], made


def facts(desk: Desk, wanted: Filter, at_hand: Chosen) -> dict[str, Any]:
    """What the part of the page that changes shows of what a filter found."""
    found = at_hand.rows
    if len(desk.lines) > 2 * at_hand.in_bed + KEPT:  # most are of people who have left
        desk.lines = {}
    in_groups = blockers(found) if wanted.group else []
    limit = wanted.rows or len(found)
    return {
        "wanted": wanted,
        "narrowed": wanted != replace(Filter(), rows=wanted.rows),
        "ready": at_hand.ready,
        "in_bed": at_hand.in_bed,
        "found": len(found),
        "shown": min(limit, len(found)),
        "nights": sum(row.ready_nights or 0 for row in found),
        "groups": grouped(in_groups, limit, desk) if wanted.group else [Group(None, lines(found[:limit], desk))],
        "blockers": in_groups,
        "people": people_shown(found, in_groups, limit),
        "next_row": next_row(found, in_groups, limit),
        "counts": at_hand.counts,
        "labels": LABELS,
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "query": query(wanted),
        "more": query(wanted, rows=limit + FIRST),
        "everyone": query(wanted, rows=0),
        "without": {name: query(wanted, **{name: ""}) for name in CHOICES},
        "words_of": lambda name, values: " or ".join(choice_words(name, v, desk.title) for v in values.split(",")),
    }


def grouped(found: Iterable[Blocker], limit: int, desk: Desk) -> list[Group]:
    """The first so many rows under their blockers; a blocker of which no row is shown is left out."""
    groups, left = [], limit
    for blocker in found:
        if left > 0:
            groups.append(Group(blocker, lines(blocker.rows[:left], desk)))
        left -= blocker.people
    return groups


def people_shown(found: list[BoardRow], in_groups: Iterable[Blocker], limit: int) -> tuple[str, ...]:
    """Whom the part of the list that is shown is about."""
    ordered = [row for blocker in in_groups for row in blocker.rows] or found
    return tuple(dict.fromkeys(row.person for row in ordered[:limit]))


def next_row(found: list[BoardRow], in_groups: Iterable[Blocker], limit: int) -> str:
    """The first person who is not shown, for a link to the place where the list goes on; "" where all are."""
    ordered = [row for blocker in in_groups for row in blocker.rows] or found
    return ordered[limit].person if limit < len(ordered) else ""


def lines(rows: Iterable[BoardRow], desk: Desk) -> Markup:
    """The rows as table rows: each is made once and kept until the person in it changes."""
    made, line = desk.lines, template("board_row.html")
    found = []
    for row in rows:
        kept = made.get(row.person)
        if kept is None or kept[0] is not row:
            kept = made[row.person] = (row, line.render(row=row, title=desk.title))
        found.append(kept[1])
    return Markup("".join(found))


def read_filter(request: Request) -> tuple[Filter, list[str]]:
    """The filter that a link asks for, and a sentence for each part that could not be read; without one, the role's."""
    asked = request.query_params
    if not asked:
        return preset(reader_of(request)), []
    faults: list[str] = []
    wanted = Filter(
        show="all" if asked.get("show") == "all" else "ready",
        ready=number(asked, "ready", 0, faults),
        stay=number(asked, "stay", 0, faults),
        sort=asked.get("sort", "") if asked.get("sort", "") in SORTS else "ready",
        group="blocker" if asked.get("group") == "blocker" else "",
        rows=number(asked, "rows", FIRST, faults),
        **{name: asked.get(name, "") for name in CHOICES},
    )
    return wanted, faults


def number(asked: QueryParams, name: str, without: int, faults: list[str]) -> int:
    """A number of a link; where it cannot be read, a sentence says so and it is left out."""
    text = asked.get(name, "").strip()
    if text.isdecimal() and len(text) < 6:
        return int(text)
    if text:
        faults.append(f"“{text[:20]}” is not a number. Write 7, for example. It was left out.")
    return without


def query(wanted: Filter, **change: object) -> str:
    """A filter as the query of a link, without what matters not, but with whom to show: no query is a role's own."""
    default, asked = vars(Filter()), vars(wanted) | change
    return urlencode({name: value for name, value in asked.items() if name == "show" or value != default[name]})


def cells(row: BoardRow, desk: Desk) -> list[Cell]:
    """One row of the file."""
    waits = "; ".join(f"{w.words} ({w.days} nights)" for w in row.waits)
    owners = "; ".join(dict.fromkeys(desk.title(a.owner) for a in row.actions))
    return [
        row.name, row.age, desk.title(row.location), row.ready_on, row.ready_nights, row.nights,
        pathway_words(row.pathway), waits, row.expected_on, row.expected_moves,
        "; ".join(a.words for a in row.actions), owners, row.due_on,
    ]  # fmt: skip


ROUTES = [Route("/board", part), Route("/board.csv", as_sheet)]
