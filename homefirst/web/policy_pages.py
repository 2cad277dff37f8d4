"""The rules of who may see and do what, as sentences: made from the policies that decide."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.record.policy import NOTHING_ALLOWS, NOTHING_SAYS
from homefirst.record.reader import Role
from homefirst.record.relationship import Link
from homefirst.record.sections import SECTIONS
from homefirst.web.access import access_of
from homefirst.web.show import show

TITLES = {
    "1_hospital_and_hub": "The hub and the hospitals",
    "2_council": "The council",
    "3_services": "Those who help after hospital",
    "4_gp_and_ambulance": "General practice and ambulance crews",
    "5_everyone": "Everyone",
}


def page(request: Request) -> Response:
    """Every rule with its name, its sentence and its text; the agreements; and the words that rules use."""
    access = access_of(request)
    groups = [(title, [rule for rule in access.policies.rules if rule.file == file]) for file, title in TITLES.items()]
    facts = {
        "title": "Rules of who may see and do what",
        "groups": groups,
        "roles": list(Role),
        "links": list(Link),
        "sections": SECTIONS,
        "agreements": access.agreements,
        "last_rule": (NOTHING_ALLOWS, NOTHING_SAYS),
    }
    return show(request, "policies.html", facts)


ROUTES = [Route("/policies", page)]
