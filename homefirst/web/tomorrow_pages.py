"""Tomorrow: how many will be ready to leave, by pathway, beside the room there is, and where the queue grows most.

The forecast takes a minute of a machine's time: it is made in the background, once a day, and no page waits for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.apart import LongWork
from homefirst.days import local_date
from homefirst.measures.period import Period
from homefirst.system import System, SystemFault
from homefirst.web.access import permit
from homefirst.web.desk import Desk
from homefirst.web.later import Later, Made
from homefirst.web.measure_pages import NO_TABLES, open_tables
from homefirst.web.service_facts import Known, known_by
from homefirst.web.show import show

if TYPE_CHECKING:
    from homefirst.columns import Tables
    from homefirst.hub.tomorrow import Outlook
    from homefirst.simulate.forecast import Forecast

NAME = "tomorrow"
DAYS, RUNS = 7, 100
RATE_DAYS = 28  # over which it is counted how many leave on a day
OVER_THE_MIDNIGHT = timedelta(hours=1)  # a forecast begins at the next midnight where that is nearer than this


class NothingToForecast(Exception):
    """There is nothing that a forecast could begin from; the message says what to do."""


def page(request: Request) -> Response:
    """The page; it begins the forecast where there is none of today."""
    permit(request, "measure")
    made = begin(request.app)
    facts = {"title": "Tomorrow", "made": made, "outlook": made.answer if made else None, "runs": RUNS}
    return show(request, "tomorrow.html", facts)


def strip(request: Request) -> Outlook | None:
    """The outlook as last made, for the front page: nothing is begun for it, so that the list never waits."""
    made = later_of(request.app).peek(NAME)
    return made.answer if made else None


def warm(app: Starlette) -> None:
    """Begin the forecast before anybody asks."""
    begin(app)


def begin(app: Starlette) -> Made | None:
    """The forecast as last made, or None while the first is being made; another is begun where the day has turned."""
    desk: Desk = app.state.desk
    now = desk.now()
    edition = (now + OVER_THE_MIDNIGHT).date()
    flow_of = app.state.flow_of or desk.system.name
    return later_of(app).ask(NAME, edition, now, lambda: make(desk, known_by(app), flow_of, now, app.state.long_work))


def later_of(app: Starlette) -> Later:
    """Where this application keeps its forecast."""
    found: Later | None = getattr(app.state, "tomorrow", None)
    if found is None:
        found = app.state.tomorrow = Later((SystemFault, NothingToForecast))
    return found


def make(desk: Desk, book: Known, flow_of: str, now: datetime, long_work: LongWork) -> Outlook:
    """The outlook from the tables last made. Raises NothingToForecast, SystemFault."""
    from homefirst.hub.tomorrow import outlook, room_by_pathway

    tables = open_tables(desk)
    if tables is None:
        raise NothingToForecast(NO_TABLES)
    found = long_work(forecast, tables, flow_of, desk.system, desk.data_dir.path)
    told = ((room, book.is_old(room, now)) for room in book.services.rooms(now).values())
    return outlook(found, room_by_pathway(told, book.directory), left_a_day(tables, desk.system))


def left_a_day(tables: Tables, system: System) -> dict[str, float]:
    """How many left hospital on each pathway, on average on a day of the last four whole weeks of the tables."""
    from homefirst.measures import measure_named, opened
    from homefirst.measures.tally import count

    last = local_date(tables.as_at) - timedelta(days=1)
    period = Period(last - timedelta(days=RATE_DAYS - 1), last)
    with opened(tables, system) as asked:
        found = count(measure_named("discharge_pathway_mix"), asked, period, ("pathway",)).tallies
    return {one.group["pathway"]: one.numerator / period.days for one in found}


def forecast(tables: Tables, flow_of: str, system: System, folder: Path) -> Forecast:
    """The next days from where everybody is now. Raises NothingToForecast, SystemFault."""
    from homefirst.simulate import SimulationFault
    from homefirst.simulate.flow import read_flow
    from homefirst.simulate.forecast import forecast_from

    try:
        return forecast_from(tables, read_flow(flow_of, system), folder, days=DAYS, count=RUNS)
    except SimulationFault as fault:
        raise NothingToForecast(str(fault)) from None


ROUTES = [Route("/tomorrow", page)]
