"""A local health and care system as data: who is in it, what they run, how much of it there is, for how many people.

One folder a system under `systems/`, with `system.toml` (who and what), `figures.csv` (the published figures that its
numbers come from) and, for measures by area, `areas.csv` (its small areas, with how deprived they are). Nothing here is
about any one person.
"""

from homefirst.system.facts import (
    Area,
    Capacity,
    Council,
    Figure,
    Market,
    Organisation,
    Population,
    Service,
    Source,
    System,
    location_title,
)
from homefirst.system.figures import SystemFault
from homefirst.system.read import available_systems, load_system

__all__ = [
    "Area",
    "Capacity",
    "Council",
    "Figure",
    "Market",
    "Organisation",
    "Population",
    "Service",
    "Source",
    "System",
    "SystemFault",
    "available_systems",
    "load_system",
    "location_title",
]
