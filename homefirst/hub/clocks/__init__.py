"""Clocks beside the discharge: what runs for whom, since when, due when and by which rule; and the queues they make."""

from homefirst.hub.clocks.clock import LATE, MET, OUTCOMES, RUNNING, STOPPED, Clock, as_at
from homefirst.hub.clocks.follow import EverybodysClocks
from homefirst.hub.clocks.in_tables import InTables
from homefirst.hub.clocks.limits import Limit, Limits, load_limits, national_limits
from homefirst.hub.clocks.queues import InQueue, Queue, periods, queue, queued, queues
from homefirst.hub.clocks.rules import clocks

__all__ = [
    "LATE",
    "MET",
    "OUTCOMES",
    "RUNNING",
    "STOPPED",
    "Clock",
    "EverybodysClocks",
    "InQueue",
    "InTables",
    "Limit",
    "Limits",
    "Queue",
    "as_at",
    "clocks",
    "load_limits",
    "national_limits",
    "periods",
    "queue",
    "queued",
    "queues",
]
