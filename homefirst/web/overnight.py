"""Which services closed since yesterday evening, and who waits for a place or for help there: for the first look."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from starlette.requests import Request

from homefirst.hub.capacity import closed_overnight
from homefirst.hub.words import label
from homefirst.web.access import listed, visible
from homefirst.web.service_facts import desk_of, known

SINCE_YESTERDAY_EVENING = timedelta(hours=16)


class Closed(NamedTuple):
    """One service that takes nobody new: since when and why, and those asked or promised there, by key and name."""

    service: str
    why: str
    at: datetime
    people: tuple[tuple[str, str], ...]


def closed_lately(request: Request) -> list[Closed]:
    """The services that closed since yesterday evening, with those affected whom the reader may see. Keeps whom."""
    desk, book = desk_of(request), known(request)
    now = desk.now()
    closed = closed_overnight(book.services.openings(), now - SINCE_YESTERDAY_EVENING, now)
    if not closed:
        return []
    hit = {service: people_of(request, service) for service in closed}
    if shown := {key for keys in hit.values() for key in keys}:
        listed(request, "closed overnight", shown)
    return [
        Closed(
            service,
            label("ClosureReason", event.detail),
            event.happened_at,
            tuple((key, desk.who(key).name) for key in hit[service]),
        )
        for service, event in closed.items()
    ]


def people_of(request: Request, service: str) -> list[str]:
    """The people in a bed, whom the reader may see, for whom this service was asked or said yes and has not begun."""
    seen = visible(request)
    return sorted({one.person for one in known(request).services.coming(service) if one.person in seen})
