"""Versions of a discharge summary: as a receiver would get it now, as it was sent, and the word that it was read."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.decisions import Refused, receive_summary
from homefirst.documents import DocumentError
from homefirst.hub.papers import latest_parts
from homefirst.hub.summary import GIVEN, PAPER, ReceiverKind, Sent, read_version, receivers, sent, version
from homefirst.journey import Journey
from homefirst.web.access import act, may, permit, reader_of
from homefirst.web.desk import Desk
from homefirst.web.medicine_pages import journey_of
from homefirst.web.service_facts import Decided, deciding, desk_of
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding
from homefirst.web.summary_pages import PATH, SECTION, THEMSELVES, about_of, drafts_of, is_mine, pharmacies, usual

NO_COPY = "No such summary was sent of this person. Start again from the summary."
NOT_YOURS = "This summary was sent to another service. Open the one that was sent to yours."


def preview(request: Request) -> Response:
    """The version that a receiver would get now, to be looked at or printed."""
    desk, journey = desk_of(request), journey_of(request)
    position = desk.ledger.position()
    permit(request, "read", journey=journey, section=SECTION)
    about = about_of(request, journey)
    to = request.path_params["to"]
    chemists = [one for one in pharmacies(request) if one.service == to]
    found = next((one for one in receivers(about, chemists) if (one.service or THEMSELVES) == to), None)
    if found is None:
        raise HTTPException(404, NO_COPY)
    said = read_version(version(found, about, drafts_of(desk, about)).as_document())
    return copy(request, journey, position, said, None)


def sent_copy(request: Request) -> Response:
    """A copy as it was sent, with a button that says that it was read."""
    desk, journey = desk_of(request), journey_of(request)
    position = desk.ledger.position()
    permit(request, "read", journey=journey, section=SECTION)
    one = sent_of(journey, request.path_params["event"])
    if reader_of(request).provides and not is_mine(reader_of(request), one.event.service):
        raise HTTPException(404, NOT_YOURS)
    return copy(request, journey, position, kept_copy(desk, one.event.document), one)


def given_copy(request: Request) -> Response:
    """The copy that the person was given."""
    desk, journey = desk_of(request), journey_of(request)
    permit(request, "read", journey=journey, section=SECTION)
    given = latest_parts(journey, PAPER).get(GIVEN)
    if given is None:
        raise HTTPException(404, NO_COPY)
    return copy(request, journey, desk.ledger.position(), kept_copy(desk, given.document), None)


def kept_copy(desk: Desk, name: str) -> dict[str, Any]:
    """A version that was kept; one without text where the ledger has none. Raises HTTPException 503."""
    if not name:
        return {"receiver": {"kind": "gp", "service": "", "name": ""}, "passages": [], "medicines": [], "missing": []}
    try:
        return read_version(desk.documents.get(name).content)
    except (DocumentError, ValueError) as fault:
        raise HTTPException(503, str(fault)) from None


def copy(request: Request, journey: Journey, position: int, said: dict[str, Any], one: Sent | None) -> Response:
    facts = {
        **usual(request, journey, position),
        "said": said,
        "kind": ReceiverKind(said["receiver"]["kind"]),
        "one": one,
        "may_report": may(request, "report", journey=journey, section=SECTION),
        "is_mine": one is not None and is_mine(reader_of(request), one.event.service),
        "sees_medicines": may(request, "read", journey=journey, section="medicines").allowed,
    }
    return show(request, "summary/copy.html", facts)


def sent_of(journey: Journey, event: str) -> Sent:
    """The summary of this id. Raises HTTPException 404."""
    found = next((one for one in sent(journey, this_stay=False) if one.event.id == event), None)
    if found is None:
        raise HTTPException(404, NO_COPY)
    return found


async def acknowledge(request: Request) -> Response:
    """Say that the reader's service has read it."""
    back = f"/people/{request.path_params['key']}/summary/sent/{request.path_params['event']}"

    def decide(d: Deciding) -> Decided:
        if not is_mine(d.reader, sent_of(d.journey, request.path_params["event"]).event.service):
            return Refused(NOT_YOURS)
        return receive_summary(d.journey, request.path_params["event"], by=d.by, now=d.now)

    return await act(request, deciding(request, decide), action="report", section=SECTION, back=back)


ROUTES = [
    Route(PATH + "/for/{to}", preview),
    Route(PATH + "/given", given_copy),
    Route(PATH + "/sent/{event}", sent_copy),
    Route(PATH + "/sent/{event}/read", acknowledge, methods=["POST"]),
]
