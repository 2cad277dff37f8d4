"""The discharge summary of one person: written by heading, a version for each receiver, sent, read, acknowledged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.codes import ServiceKind
from homefirst.decisions import Refused, send_summary, write_part
from homefirst.documents import DocumentError
from homefirst.event import Event
from homefirst.hub.needs import needs_of
from homefirst.hub.papers import latest_parts, stay_of_paper
from homefirst.hub.summary import (
    GIVEN,
    PAPER,
    About,
    Receiver,
    ReceiverKind,
    Standing,
    Version,
    known,
    load_headings,
    receivers,
    sent,
    standing,
    version,
    write_text,
)
from homefirst.journey import Journey
from homefirst.record.reader import Reader
from homefirst.system.entry import Entry
from homefirst.web.access import act, look, may, permit, reader_of
from homefirst.web.desk import Desk
from homefirst.web.medicine_pages import journey_of, lists_of
from homefirst.web.service_facts import Decided, deciding, desk_of
from homefirst.web.service_facts import known as services_known
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding

PATH = "/people/{key}/summary"
SECTION = "discharge-summary"
THEMSELVES = "person"  # the box that says that the person is given their own
NO_HEADING = "There is no such heading. Start again from the summary."


def page(request: Request) -> Response:
    """To those who write it: every heading, what each receiver would miss, and sending. To receivers: what they got."""
    desk = desk_of(request)
    position, journey = desk.ledger.position(), journey_of(request)
    looked = look(request, journey, ("medicines", "allergies"), must=SECTION)
    reader, decision = reader_of(request), may(request, "decide", journey=journey, section=SECTION)
    about = about_of(request, journey)
    drafts = drafts_of(desk, about)
    chosen = [version(one, about, drafts) for one in receivers(about, ())]
    facts = {
        **usual(request, journey, position),
        "stay": stay_of_paper(journey),
        "drafts": drafts,
        "may_write": decision,
        "versions": chosen,
        "pharmacies": pharmacies(request),
        "supply": [v.receiver for v in chosen if v.receiver.medicines_days],
        "given": latest_parts(journey, PAPER).get(GIVEN),
        "sents": sent(journey),
        "mine": [one for one in sent(journey) if is_mine(reader, one.event.service)],
        "headings": load_headings(),
        "sees_medicines": may(request, "read", journey=journey, section="medicines").allowed,
        "conflicts": about.lists.conflicts() if {"medicines", "allergies"} <= looked.shown else (),
        "problem_heading": "",
        "themselves": THEMSELVES,
        "saved": load_headings().of(request.query_params.get("saved", "")),
        "done": request.query_params.get("done", ""),
    }
    return show(request, "summary/page.html", facts)


def usual(request: Request, journey: Journey, position: int) -> dict[str, Any]:
    """What every page of a summary shows."""
    desk = desk_of(request)
    problem = request.scope.get("homefirst.problem")
    return {
        "key": journey.person,
        "who": desk.who(journey.person),
        "now": desk.now(),
        "seen": position,
        "typed": problem.typed if problem else {},
    }


def about_of(request: Request, journey: Journey) -> About:
    """The person at this time, as a summary looks at them."""
    desk = desk_of(request)
    lists = lists_of(desk, journey)
    try:
        needs = needs_of(journey, desk.documents)
    except (DocumentError, ValueError) as fault:
        raise HTTPException(503, str(fault)) from None
    directory, title = services_known(request).directory, desk.title
    return About(
        journey, lists, lists.compared(), needs, title, directory, desk.now(), identity(desk, journey.person),
        writer(reader_of(request), desk),
    )  # fmt: skip


def identity(desk: Desk, person: str) -> Mapping[str, str]:
    """Who the person is, in lines; no more than their key where names are not shown."""
    who = desk.who(person)
    number = desk.people.nhs_number(person) if desk.names else None
    born = f"Born {who.birth_date.day} {who.birth_date:%B %Y}" if who.birth_date else ""
    return {"name": who.name, "birth_date": born, "nhs_number": f"NHS number {number.value}" if number else ""}


def writer(reader: Reader, desk: Desk) -> str:
    return f"{reader.role.words}, {desk.title(reader.organisation)}"


def drafts_of(desk: Desk, about: About) -> tuple[Standing, ...]:
    """Every heading as it stands. Raises HTTPException 503 where a document cannot be read."""
    try:
        return standing(about.journey, desk.documents, known(about))
    except (DocumentError, ValueError) as fault:
        raise HTTPException(503, str(fault)) from None


def pharmacies(request: Request) -> list[Entry]:
    """The community pharmacies of the directory."""
    found = (one for one in services_known(request).directory if one.kind is ServiceKind.MEDICINES)
    return sorted(found, key=lambda one: one.name)


def is_mine(reader: Reader, service: str) -> bool:
    """Whether a summary that went to this service went to the reader's."""
    return bool(service) and service in (reader.service, reader.organisation)


# Writing a heading


def heading(request: Request) -> Response:
    """One heading to write, with what the ledger knows."""
    desk = desk_of(request)
    position, journey = desk.ledger.position(), journey_of(request)
    permit(request, "read", journey=journey, section=SECTION)
    about = about_of(request, journey)
    found = next((one for one in drafts_of(desk, about) if one.heading.code == request.path_params["heading"]), None)
    if found is None:
        raise HTTPException(404, NO_HEADING)
    decision = may(request, "decide", journey=journey, section=SECTION)
    return show(
        request, "summary/heading.html", {**usual(request, journey, position), "one": found, "may_write": decision}
    )


async def write(request: Request) -> Response:
    """Save what stands under one heading; earlier versions are kept."""
    code = request.path_params["heading"]
    if load_headings().of(code) is None:
        raise HTTPException(404, NO_HEADING)

    def decide(d: Deciding) -> Decided:
        document = d.keep(write_text(str(d.form.get("text", ""))))
        return write_part(d.journey, PAPER, code, document=document, by=d.by, now=d.now)

    done = await act(request, deciding(request, decide), section=SECTION, back=request.url.path)
    here = request.url.path.removesuffix(f"/headings/{code}")
    return RedirectResponse(f"{here}?saved={code}#{code}", 303) if done.status_code == 303 else done


# Sending


async def send(request: Request) -> Response:
    """Send each receiver its version; what would be missing has to be mended, or a reason given."""
    back = f"/people/{request.path_params['key']}/summary"
    done = await act(request, deciding(request, lambda d: sent_now(request, d)), section=SECTION, back=back)
    return RedirectResponse(f"{back}?done=sent#sent", 303) if done.status_code == 303 else done


def sent_now(request: Request, d: Deciding) -> Decided:
    """The events of sending to those who were ticked, and of giving the person their own."""
    about = about_of(request, d.journey)
    drafts = drafts_of(desk_of(request), about)
    picked = set(d.all_said("to"))
    chemists = [one for one in pharmacies(request) if one.service == d.said("pharmacy")]
    to = [
        one for one in receivers(about, chemists) if (one.service or THEMSELVES) in picked or is_chosen(one, chemists)
    ]
    if not to:
        return Refused("The summary goes to nobody yet. Tick who gets it.")
    ready = [version(one, about, drafts) for one in to]
    lacking = [one for one in ready if any(lack.must for lack in one.missing)]
    if lacking and not d.said("reason"):
        names = ", ".join(one.receiver.name for one in lacking)
        return Refused(
            f"Something that has to be there is missing for: {names}. Write it, or say why it goes as it is."
        )
    return told(d, ready, d.said("reason"))


def is_chosen(receiver: Receiver, chemists: Iterable[Entry]) -> bool:
    return receiver.kind is ReceiverKind.PHARMACY and receiver.service in {one.service for one in chemists}


def told(d: Deciding, ready: Iterable[Version], reason: str) -> Decided:
    """One event for each version, with its document."""
    events = list[Event]()
    for one in ready:
        document = d.keep(with_reason(one, reason))
        if one.receiver.kind is ReceiverKind.PERSON:
            step: Decided = write_part(d.journey, PAPER, GIVEN, document=document, by=d.by, now=d.now)
        else:
            step = send_summary(d.journey, [one.receiver.service], document=document, by=d.by, now=d.now)
        if isinstance(step, Refused):
            return step
        events += [step] if isinstance(step, Event) else step
    return events


def with_reason(one: Version, reason: str) -> bytes:
    """The document of a version, with why it went although something was missing."""
    said = json.loads(one.as_document())
    if reason and any(lack.must for lack in one.missing):
        said["reason"] = reason
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


ROUTES = [
    Route(PATH, page),
    Route(PATH + "/send", send, methods=["POST"]),
    Route(PATH + "/headings/{heading}", heading),
    Route(PATH + "/headings/{heading}", write, methods=["POST"]),
]
