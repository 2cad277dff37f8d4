"""D2A-1: the reference model on which event loops are compared. Invented, of no place, and said here as a network.

90 new people a day by hour and weekday, 900 hospital beds and as many escalation beds as it takes, three services that
keep people in the bed they have while they are full, weekends on which two of them start nobody, and coming back.
"""

from __future__ import annotations

from homefirst.simulate.loop.shapes import Effect, Flag
from homefirst.simulate.network import Network, Node, Route, Stay, Stream

ARRIVALS_A_DAY = 90.0
WEEKDAY = (1.10, 1.05, 1.02, 1.02, 1.03, 0.90, 0.88)
HOUR = (
    0.55, 0.45, 0.40, 0.36, 0.36, 0.40, 0.48, 0.60, 0.85, 1.20, 1.45, 1.55,
    1.58, 1.55, 1.52, 1.50, 1.48, 1.45, 1.40, 1.30, 1.15, 0.98, 0.80, 0.64,
)  # fmt: skip
WEEKDAYS_ONLY = ((0.0, 24.0), (0.0, 0.0))
HOSPITAL_STAY = Stay("lognormal", (7.5, 9.0))


def d2a_1() -> Network:
    """The model by its definition: days from a Monday on, empty at first, the first 365 of 730 not measured."""
    return Network("D2A-1", (*hospital(), *services()), (Stream("arrivals", "acute", ARRIVALS_A_DAY, WEEKDAY, HOUR),))


def hospital() -> tuple[Node, ...]:
    """900 beds, escalation beds for whoever finds them full, and the way out of both; 13% come back within a month."""
    alive = 0.95
    on = tuple(Route(to, alive * share) for to, share in (("left", 0.50), ("p1", 0.35), ("p2", 0.10), ("p3", 0.05)))
    then = (Route("died", 1 - alive), *on)
    return (
        Node("acute", then, places=(900, 900), stay=HOSPITAL_STAY),
        Node("escalation", then, stay=HOSPITAL_STAY, takes=("acute",), choice="acute"),
        Node("left", (Route("back", 0.13, effect=Effect.AGAIN), Route("gone", 0.87)), flags=Flag.PASS),
        Node("back", (Route("acute", 1.0),), flags=Flag.OUT, stay=Stay("uniform", (0.5, 30.0))),
    )


def services() -> tuple[Node, ...]:
    """Pathways 1 to 3: help at home and care homes start nobody at weekends; 40% need help at home after a bed."""
    return (
        Node(
            "p1",
            (Route("died", 0.03), Route("left", 0.97)),
            places=(540, 540),
            stay=Stay("lognormal", (14.0, 9.0)),
            hours=WEEKDAYS_ONLY,
        ),
        Node(
            "p2",
            (Route("died", 0.06), Route("p1", 0.94 * 0.40), Route("left", 0.94 * 0.60)),
            places=(222, 222),
            stay=Stay("lognormal", (22.0, 15.0)),
        ),
        Node(
            "p3",
            (Route("gone", 1.0),),
            places=(208, 208),
            stay=Stay("lognormal", (42.0, 30.0)),
            hours=WEEKDAYS_ONLY,
        ),
    )
