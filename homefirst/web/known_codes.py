"""Which codes may stand in an event as a service: those that the local system knows, and those a feed told already.

What is recorded is never forgotten, so a word that somebody typed, such as a name, is not taken for a service.
"""

from __future__ import annotations

from collections.abc import Iterable

from homefirst.event import Event
from homefirst.hub.teams import Team
from homefirst.system import System, available_systems
from homefirst.system.directory import load_directory


def codes_of(system: System) -> frozenset[str]:
    """The services, wards, organisations, councils and teams of a local system, and all in its directory."""
    listed = load_directory(system.name, system) if system.name in available_systems() else ()
    run_by = {one.code for one in system.organisations} | {one.code for one in system.councils}
    services = {one.code for one in system.services} | {entry.service for entry in listed}
    return frozenset(run_by | services | {str(team) for team in Team} | {""})


def unknown(events: Iterable[Event], codes: frozenset[str], told: Iterable[Event]) -> str:
    """The first service named in these events that is neither among the codes nor was `told` before; "" for none."""
    named = [event.service for event in events if event.service not in codes]
    known = {code for event in told for code in (event.service, event.location)} if named else set()
    return next((code for code in named if code not in known), "")
