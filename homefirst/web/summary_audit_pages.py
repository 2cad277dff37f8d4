"""Auditing discharge summaries: a sample drawn by chance, compared with the notes; the share with its interval."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.decisions import Refused, check_summary
from homefirst.event import Event
from homefirst.hub.summary import Sent, Summaries, audited_events, load_criteria, sent
from homefirst.web.access import act, listed, may, permit
from homefirst.web.medicine_pages import journey_of
from homefirst.web.service_facts import Decided, deciding, desk_of
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding
from homefirst.web.summary_copy_pages import kept_copy, sent_of
from homefirst.web.summary_pages import SECTION, usual

PATH = "/summaries/audit"
LOOKED_BACK = timedelta(days=30)  # as long as a hospital and the hub see who left
MOST, USUALLY = 50, 10


def page(request: Request) -> Response:
    """The sample that this seed draws, what was found so far, and who has not acknowledged."""
    permit(request, "read")
    desk, book = desk_of(request), summaries(request)
    size = whole(request.query_params.get("size", ""), USUALLY, MOST)
    seed = whole(request.query_params.get("seed", ""), desk.now().toordinal(), 10**9)
    asked, since = "seed" in request.query_params, desk.now() - LOOKED_BACK
    sample = readable(request, book.by_chance(since, seed), size) if asked else []
    late = readable(request, book.unread(since, desk.now()), MOST) if asked else []
    if sample or late:
        listed(request, "summaries", {one.person for one in (*sample, *late)})
    facts = {
        "title": "Discharge summaries checked",
        "asked": asked,
        "size": size,
        "seed": seed,
        "sample": sample,
        "late": late,
        "most": MOST,
        "criteria": load_criteria(),
        "found": audited_events(book.checks),
        "of_sample": audited_events([one.checked for one in sample if one.checked]),
        "name": lambda key: desk.who(key).name,
    }
    return show(request, "summary/audit.html", facts)


def whole(text: str, otherwise: int, most: int) -> int:
    """A number from an address, at least 1 and at most `most`."""
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 12 else otherwise


def summaries(request: Request) -> Summaries:
    """Every summary of the ledger, up to date."""
    state = request.app.state
    found: Summaries | None = getattr(state, "summaries", None)
    if found is None:
        found = state.summaries = Summaries(desk_of(request).ledger)
    found.follow()
    return found


def readable(request: Request, events: Iterable[Event], most: int) -> list[Sent]:
    """The first so many of these that stand and that the reader may read; no more people are looked up than that."""
    found = list[Sent]()
    for event in events:
        journey, _ = desk_of(request).board.read(event.person)
        one = next((s for s in sent(journey, this_stay=False) if s.event.id == event.id), None)
        if one is not None and may(request, "read", journey=journey, section=SECTION).allowed:
            found.append(one)
        if len(found) == most:
            break
    return found


# One summary


def check(request: Request) -> Response:
    """One summary of a sample beside the criteria, to be compared with the notes."""
    desk, journey = desk_of(request), journey_of(request)
    position = desk.ledger.position()
    permit(request, "read", journey=journey, section=SECTION)
    one = sent_of(journey, request.path_params["event"])
    facts = {
        **usual(request, journey, position),
        "one": one,
        "said": kept_copy(desk, one.event.document),
        "criteria": load_criteria(),
        "may_check": may(request, "report", journey=journey, section=SECTION),
        "back": back_of(request),
        "ticked": request.scope.get("homefirst.ticked", []),
        "sees_medicines": may(request, "read", journey=journey, section="medicines").allowed,
    }
    return show(request, "summary/check.html", facts)


def back_of(request: Request) -> str:
    """The sample to go back to."""
    asked = {name: request.query_params.get(name, "") for name in ("size", "seed")}
    return f"{PATH}?size={asked['size']}&seed={asked['seed']}" if all(a.isdecimal() for a in asked.values()) else PATH


async def record(request: Request) -> Response:
    """Record what was found: accurate, or not and what is wrong."""
    back = f"{request.url.path}?{request.url.query}"

    def decide(d: Deciding) -> Decided:
        wrong, words = [one for one in d.all_said("wrong") if one in load_criteria().criteria], d.said("words")
        request.scope["homefirst.ticked"] = wrong
        if d.said("found") == "accurate" and wrong:
            return Refused("You ticked something that is wrong and said that it is accurate. Leave one of the two.")
        document = d.in_words(wrong=" ".join(wrong), words=words)
        return check_summary(
            d.journey, request.path_params["event"], d.said("found"), document=document, by=d.by, now=d.now
        )

    done = await act(request, deciding(request, decide), action="report", section=SECTION, back=back)
    return RedirectResponse(back_of(request), 303) if done.status_code == 303 else done


ROUTES = [
    Route(PATH, page),
    Route("/people/{key}/summary/sent/{event}/check", check),
    Route("/people/{key}/summary/sent/{event}/check", record, methods=["POST"]),
]
