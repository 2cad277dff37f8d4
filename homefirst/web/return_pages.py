"""National returns as pages and files, with the list of people behind each number for those who share in their care."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.returns import TITLES, Line, Return, ReturnError, as_csv, make_return
from homefirst.hub.returns import dtoc as old
from homefirst.hub.returns import situation as now_as_published
from homefirst.hub.words import day_of
from homefirst.record.reader import Role
from homefirst.web.access import listed, may, permit, reader_of, visible
from homefirst.web.board_pages import rows_seen
from homefirst.web.clock_pages import quarter
from homefirst.web.desk import Desk
from homefirst.web.later import Later, Made
from homefirst.web.show import show

COUNTERS = frozenset({Role.ANALYST, Role.LEAD, Role.COORDINATOR})
NOT_COUNTED_HERE = (
    "A return is complete, with its small numbers, so that only analysts, system leads and the hub open it. "
    "Measures show the same with small numbers hidden."
)
BEING_MADE = "This return is being made. Ask again in half a minute."
USUAL_DAYS = 7
MOST_PEOPLE = 200
CORE = (
    (now_as_published.NCTR, now_as_published.NO_LONGER),
    (now_as_published.NOT_DISCHARGED, now_as_published.REMAINING),
    (now_as_published.DISCHARGES, now_as_published.DISCHARGED),
    (now_as_published.DISCHARGES, now_as_published.BY_17),
    (now_as_published.DISCHARGES, now_as_published.AFTER_17),
    (now_as_published.BED_DAYS, now_as_published.ALL_BED_DAYS),
    *((now_as_published.BED_DAYS, now_as_published.bed_days_title(n)) for n in now_as_published.LENGTHS),
)


@dataclass(frozen=True)
class Wanted:
    """Which return of which days and provider, as a link says it."""

    name: str
    first: date
    last: date
    provider: str

    @property
    def query(self) -> str:
        asked = {
            "name": self.name,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "provider": self.provider,
        }
        return urlencode({key: value for key, value in asked.items() if value})


def read_wanted(request: Request) -> Wanted:
    """The return that the link asks for: of the last seven days that are over, where it does not say."""
    desk: Desk = request.app.state.desk
    asked, yesterday = request.query_params, local_date(desk.now()) - timedelta(days=1)
    last = day_of(asked.get("to", "")) or yesterday
    first = day_of(asked.get("from", "")) or last - timedelta(days=USUAL_DAYS - 1)
    name = asked.get("name", "acute")
    return Wanted(name if name in TITLES else "acute", first, last, asked.get("provider", ""))


def allow(request: Request) -> None:
    """Raises Forbidden, or HTTPException 403 for a reader whose work needs no complete numbers."""
    permit(request, "measure")
    if reader_of(request).role not in COUNTERS:
        raise HTTPException(403, NOT_COUNTED_HERE)


def made_for(request: Request, wanted: Wanted) -> Made | None:
    """The return as last made, or None while the first is being made."""
    desk: Desk = request.app.state.desk
    now = desk.now()

    def make() -> Return:
        births = {key: born for key, born, _ in desk.people.attributes()}
        return make_return(
            wanted.name, desk.ledger, desk.people.keys_of, desk.system, wanted.first, wanted.last, now=now,
            provider=wanted.provider, born=births.get,
        )  # fmt: skip

    return returns_of(request).ask(wanted, quarter(now), now, make)


def returns_of(request: Request) -> Later:
    """Where this application keeps the returns that it made."""
    found: Later | None = getattr(request.app.state, "returns", None)
    if found is None:
        found = request.app.state.returns = Later((ReturnError,), most=10)
    return found


def page(request: Request) -> Response:
    """The page."""
    allow(request)
    desk: Desk = request.app.state.desk
    wanted = read_wanted(request)
    made = made_for(request, wanted)
    facts = {
        "title": "Returns",
        "wanted": wanted,
        "titles": TITLES,
        "made": made,
        "providers": [one.code for one in desk.system.organisations if one.kind in ("acute_trust", "community_trust")],
        "may_read": may(request, "read").allowed,
        "link": lambda group, metric, day="", who="": link(wanted, group, metric, day, who),
    }
    found: Return | None = made.answer if made else None
    if found is None:
        return show(request, "returns/page.html", facts)
    tables = dtoc_facts(found) if wanted.name == "dtoc" else situation_facts(found)
    return show(request, "returns/page.html", facts | {"found": found} | tables)


def situation_facts(found: Return) -> dict[str, object]:
    """The tables of a situation report: the counts of each day, the reasons on the last, the destinations of all."""
    days = sorted({line.day for line in found.lines})
    groups = [now_as_published.reason_group(n) for n in now_as_published.REASON_LENGTHS]
    last = [line for line in found.lines if days and line.day == days[-1]]
    labels = list(dict.fromkeys(line.metric for line in last if line.group == groups[0]))
    places = [line for line in found.lines if line.group == now_as_published.DESTINATIONS]
    return {
        "core": CORE,
        "days": days,
        "value": value_by_day(found.lines),
        "in_bed": found.in_bed,
        "remaining": (now_as_published.NOT_DISCHARGED, now_as_published.REMAINING),
        "reason_groups": groups,
        "reasons": [(label, [total(last, group, label) for group in groups]) for label in labels],
        "destinations_group": now_as_published.DESTINATIONS,
        "destinations": [
            (label, total(places, now_as_published.DESTINATIONS, label))
            for label in dict.fromkeys(line.metric for line in places)
        ],
    }


def value_by_day(lines: Iterable[Line]) -> dict[tuple[date, str, str], int]:
    found: dict[tuple[date, str, str], int] = {}
    for line in lines:
        key = (line.day, line.group, line.metric)
        found[key] = found.get(key, 0) + line.value
    return found


def total(lines: Iterable[Line], group: str, metric: str) -> int:
    return sum(line.value for line in lines if line.group == group and line.metric == metric)


def dtoc_facts(found: Return) -> dict[str, object]:
    """The tables of delayed transfers: days and patients, by reason and by who was held responsible."""
    sums: dict[tuple[str, str, str], int] = {}
    for line in found.lines:
        key = (line.group, line.metric, line.responsible)
        sums[key] = sums.get(key, 0) + line.value
    return {"counts": (old.DAYS, old.PATIENTS), "labels": old.REASONS, "responsibles": old.RESPONSIBLES, "sums": sums}


def link(wanted: Wanted, group: str, metric: str, day: str = "", who: str = "") -> str:
    asked = {"group": group, "metric": metric, "day": day, "who": who}
    return f"/returns/people?{wanted.query}&{urlencode({k: v for k, v in asked.items() if v})}"


def as_file(request: Request) -> Response:
    """The return as it is sent."""
    allow(request)
    desk: Desk = request.app.state.desk
    wanted = read_wanted(request)
    made = made_for(request, wanted)
    if made is None or made.answer is None:
        words = made.fault if made else BEING_MADE
        return show(request, "message.html", {"title": "Returns", "words": words}, 422 if made else 503)
    text = as_csv(*made.answer.table(desk.system))
    name = f"{wanted.name}_{wanted.first.isoformat()}_{wanted.last.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


def people(request: Request) -> Response:
    """Who is behind one number: those whom the reader may see by name, and how many others there are."""
    allow(request)
    permit(request, "read")
    desk: Desk = request.app.state.desk
    wanted, asked = read_wanted(request), request.query_params
    made = made_for(request, wanted)
    if made is None or made.answer is None:
        words = made.fault if made else BEING_MADE
        return show(request, "message.html", {"title": "Returns", "words": words}, 503)
    group, metric = asked.get("group", ""), asked.get("metric", "")
    lines = [
        line for line in made.answer.lines if is_asked(line, asked.get("day", ""), group, metric, asked.get("who", ""))
    ]
    keys = [key for line in lines for key in line.people]
    seen = whom(request, list(dict.fromkeys(keys))) if desk.names else []
    listed(request, f"returns?{wanted.query}&group={group}&metric={metric}", seen)
    facts = {
        "title": "Who is behind a number",
        "wanted": wanted,
        "group": group,
        "metric": metric,
        "day": day_of(asked.get("day", "")),
        "who": asked.get("who", "") if any(line.responsible == asked.get("who") for line in lines) else "",
        "number": len(keys),
        "beds": {row.person: row.location for row in rows_seen(request)},
        "people": [(key, desk.who(key).name, keys.count(key)) for key in seen],
        "others": len(set(keys)) - len(seen),
    }
    return show(request, "returns/people.html", facts)


def is_asked(line: Line, day: str, group: str, metric: str, who: str) -> bool:
    return (
        (line.group, line.metric) == (group, metric)
        and (not day or line.day.isoformat() == day)
        and (not who or line.responsible == who)
    )


def whom(request: Request, keys: Sequence[str]) -> list[str]:
    """Of these people, those whom the reader may see: on lists, or one by one as policy says."""
    desk: Desk = request.app.state.desk
    seen = visible(request)
    found = []
    for key in keys[:MOST_PEOPLE]:
        if key in seen or may_see(request, desk, key):
            found.append(key)
    return found


def may_see(request: Request, desk: Desk, key: str) -> bool:
    journey, _ = desk.board.read(key)
    return all(may(request, "read", journey=journey, section=part).allowed for part in ("who", "hub"))


ROUTES = [Route("/returns", page), Route("/returns.csv", as_file), Route("/returns/people", people)]
