"""The discharge notification and assessment: an overview, a page for each section, its versions, and sending it."""

from __future__ import annotations

from datetime import datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.decisions import Refused
from homefirst.documents import DocumentError
from homefirst.event import Event
from homefirst.hub.forms import MEDIA_TYPE, Section, Written, faults, read_response, send, tidy, write_section
from homefirst.hub.forms.response import Part
from homefirst.hub.forms.sections import SectionNow, Version
from homefirst.journey import Journey
from homefirst.record.reader import Reader
from homefirst.web.access import act, permit
from homefirst.web.desk import Desk
from homefirst.web.form_facts import (
    NO_SECTION,
    FormFor,
    age_words,
    compared,
    filled,
    form_for,
    form_of,
    formed,
    known_since,
)
from homefirst.web.show import show

FOR_WHOM = "written-for"
REASON = "reason"
NOT_SENT = "The form was not sent in this event. Start again from the form."


def overview(request: Request) -> Response:
    """Every section with its owner, state and age; conflicts; how long it is open; copies sent."""
    page = form_for(request)
    permit(request, "read", journey=page.journey, section="hub")
    saved = page.form.section(request.query_params.get("saved", ""))
    return shown(page, "form/overview.html", saved=saved, sent="sent" in request.query_params)


def shown(page: FormFor, name: str, **facts: object) -> Response:
    """A page with what all of them need."""
    usual = {"page": page, "key": page.journey.person, "age": lambda since: age_words(since, page.now)}
    return show(page.request, name, {**usual, "seen": page.position, **facts})


# One section


def section(request: Request) -> Response:
    """One section's questions for its owner, or what stands there for whoever may read it."""
    page = form_for(request)
    now = page.section(request.path_params["section"])
    permit(request, "read", journey=page.journey, section=now.section.record_section)
    values, from_record = filled(page, now)
    return shown(
        page,
        "form/section.html",
        now=now,
        values=values,
        from_record=from_record,
        differs=known_since(page, now),
        wrong=request.scope.get("homefirst.faults", {}),
        written_for=request.scope.get("homefirst.written_for", ""),
        refused=page.may_write(now.section),
    )


async def write(request: Request) -> Response:
    """Save a section: one event, and its answers as a document."""
    link, back = request.path_params["section"], request.url.path

    def decide(journey: Journey, form: FormData, reader: Reader, now: datetime) -> tuple[Event, ...] | Refused:
        page = formed(request, request.app.state.desk, journey)
        standing = page.section(link)
        typed = {q.link: tuple(str(one) for one in form.getlist(q.link)) for q in standing.section.questions}
        wrong = faults(standing.section, tidy(standing.section, typed))
        asked = str(form.get(FOR_WHOM, ""))
        request.scope.update({"homefirst.typed": typed, "homefirst.faults": wrong, "homefirst.written_for": asked})
        if why := why_not(page, standing, asked, str(form.get("version", "")), wrong):
            return Refused(why)
        whose = asked if page.for_others(standing.section) else ""
        step = write_section(page.form, standing.section, journey, typed, by=reader.by, now=now, written_for=whose)
        return kept(page.desk, step)

    found = form_of(request.app.state.desk).section(link)
    if found is None:
        raise HTTPException(404, NO_SECTION)
    done = await act(request, decide, section=found.record_section, back=back, beside=True)
    return RedirectResponse(f"{back.partition('/sections/')[0]}?saved={link}", 303) if done.status_code == 303 else done


def why_not(page: FormFor, now: SectionNow, whose: str, version: str, wrong: dict[str, str]) -> str:
    """Why this reader may not save what was typed; "" where they may."""
    if refused := page.may_write(now.section):
        return refused
    if page.for_others(now.section) and whose not in {owner.words for owner in now.section.owners}:
        return "Say for whom you write this section."
    if now.latest is not None and now.latest.event != version:
        who = page.role_words(now.section, now.latest.role)
        return f"{who} wrote this section since you opened it. Compare the versions, then save yours or leave theirs."
    if wrong:
        return f"{'One answer is' if len(wrong) == 1 else f'{len(wrong)} answers are'} not as they should be."
    return ""


def kept(desk: Desk, step: Written | Refused) -> tuple[Event, ...] | Refused:
    """The events of a step, once its document is kept; a document without an event does no harm."""
    if isinstance(step, Refused):
        return step
    desk.documents.put(step.document, MEDIA_TYPE)
    return step.events


def versions(request: Request) -> Response:
    """The versions of a section, and two of them beside each other."""
    page = form_for(request)
    now = page.section(request.path_params["section"])
    permit(request, "read", journey=page.journey, section=now.section.record_section)
    if not now.versions:
        raise HTTPException(404, "Nothing is written in this section yet, so there is nothing to compare.")
    one, other = (chosen(now, request.query_params.get(name, ""), n) for name, n in (("of", -2), ("beside", -1)))
    rows = compared(one, other)
    return shown(page, "form/versions.html", now=now, one=one, other=other, rows=rows)


def chosen(now: SectionNow, event: str, otherwise: int) -> Version:
    """The version asked for, else the last but one and the last."""
    found = next((version for version in now.versions if version.event == event), None)
    return found or now.versions[max(otherwise, -len(now.versions))]


# Sending


def sending(request: Request) -> Response:
    """What stands in the way of sending the form, and the button that sends it."""
    page = form_for(request)
    permit(request, "read", journey=page.journey, section="hub")
    typed = request.scope.get("homefirst.reason", "")
    return shown(page, "form/send.html", blocks=page.blocks, typed=typed)


async def send_form(request: Request) -> Response:
    """Send the form to the hub: one event, and all of it as a document."""
    back = request.url.path

    def decide(journey: Journey, form: FormData, reader: Reader, now: datetime) -> tuple[Event, ...] | Refused:
        page = formed(request, request.app.state.desk, journey)
        reason = str(form.get(REASON, ""))
        request.scope["homefirst.reason"] = reason
        return kept(page.desk, send(page.form, journey, page.standing, reason=reason, by=reader.by, now=now))

    done = await act(request, decide, section="assessment", back=back)
    return RedirectResponse(f"{back.removesuffix('/send')}?sent", 303) if done.status_code == 303 else done


def sent(request: Request) -> Response:
    """One copy as it was sent, to be read or printed, without the sections that this reader may not see."""
    page = form_for(request)
    permit(request, "read", journey=page.journey, section="assessment")
    event = next((copy for copy in page.copies if copy.id == request.path_params["event"]), None)
    if event is None:
        raise HTTPException(404, NOT_SENT)
    try:
        response = read_response(page.desk.documents.get(event.document).content)
    except (DocumentError, ValueError) as fault:
        raise HTTPException(503, str(fault)) from None
    parts = [part for part in response.parts if page.may_read(section_of(page, part.link)).allowed]
    left_out = len(response.parts) - len(parts)
    facts = {"event": event, "response": response, "parts": parts, "left_out": left_out}
    return shown(page, "form/sent.html", words_of_role=lambda part: written_by(page, part), **facts)


def written_by(page: FormFor, part: Part) -> str:
    return page.role_words(section_of(page, part.link), part.written_by.partition("@")[0])


def section_of(page: FormFor, link: str) -> Section:
    """The section of this link; of one that the form has no longer, a section to be read as any assessment is."""
    return page.form.section(link) or Section(link, link, "", (), 1, frozenset(), ())


PATH = "/people/{key}/form"
ROUTES = [
    Route(PATH, overview),
    Route(PATH + "/send", sending),
    Route(PATH + "/send", send_form, methods=["POST"]),
    Route(PATH + "/sent/{event}", sent),
    Route(PATH + "/sections/{section}", section),
    Route(PATH + "/sections/{section}", write, methods=["POST"]),
    Route(PATH + "/sections/{section}/versions", versions),
]
