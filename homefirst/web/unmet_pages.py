"""Needs that were declined, counted, for voluntary and other services: what is asked for that nobody gives."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.declined import declined
from homefirst.hub.words import label
from homefirst.web.access import permit
from homefirst.web.capacity_pages import UNMET_DAYS, help_words
from homefirst.web.service_facts import desk_of, known
from homefirst.web.show import show
from homefirst.web.small_numbers import hides, said


def page(request: Request) -> Response:
    """What was declined in the last 28 days, by kind of help and reason. Nobody is named; small numbers are hidden."""
    permit(request, "measure")
    book, last = known(request), local_date(desk_of(request).now())
    kinds = {entry.service: str(entry.kind) for entry in book.directory}
    found = declined(book.services.asked(), kinds, last - timedelta(days=UNMET_DAYS - 1), last)
    facts = {
        "title": "Needs that were declined",
        "rows": found,
        "days": UNMET_DAYS,
        "said": said(hides(request)),
        "hides": hides(request),
        "help_words": help_words,
        "label": label,
    }
    return show(request, "ours/unmet.html", facts)


ROUTES = [Route("/ours/unmet", page)]
