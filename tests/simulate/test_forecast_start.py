"""Where the ledger says that somebody is, and where a forecast puts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from homefirst.columns import Person, build
from homefirst.days import midnight
from homefirst.event import Event, Kind, new_event
from homefirst.ledger import open_ledger
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.forecast_known import counts_at, known_at, last_midnight, utc
from homefirst.simulate.forecast_start import Standings, standing
from homefirst.simulate.network import Network

DAY = date(2017, 11, 15)  # a Wednesday
NOON = datetime(2017, 11, 14, 12, tzinfo=UTC)  # of the day before, when staff are at work
AN_HOUR = timedelta(hours=1)
BORN = date(1937, 5, 1)


def told(kind: Kind, hours: float, **rest: Any) -> Event:
    """Something that happened to somebody so many hours before noon."""
    spell = "" if kind in OUTSIDE_A_STAY else "stay"
    return new_event("p", kind, NOON - hours * AN_HOUR, source="test", spell=spell, **rest)


OUTSIDE_A_STAY = {
    Kind.REFERRED,
    Kind.SUPPORT_STARTED,
    Kind.FRAILTY_SCORED,
    Kind.RESIDENCE_CHANGED,
    Kind.CALLED,
    Kind.CARER_IDENTIFIED,
}
ADMITTED = told(Kind.ADMITTED, 200, location="RNS:BEDS", detail="21")


def ready(pathway: str, *more: Event) -> tuple[Event, ...]:
    """In a bed and ready to leave since the morning before."""
    chosen = told(Kind.PATHWAY_CHOSEN, 26, detail=pathway, sequence=2)
    return (ADMITTED, told(Kind.CRITERIA_TO_RESIDE_NOT_MET, 26, sequence=1), chosen, *more)


class Found(NamedTuple):
    """One person's row, with the names of the nodes, and what was said."""

    row: Any
    place: str
    home: str
    at: str
    asked_at: str
    said: Sequence[str]


@pytest.fixture(scope="module")
def flow() -> Flow:
    return read_flow("northamptonshire")


@pytest.fixture(scope="module")
def network(flow: Flow) -> Network:
    return flow.network(DAY, 28)


@pytest.fixture
def stand(tmp_path: Path, flow: Flow, network: Network) -> Iterator[Callable[..., Standings]]:
    def of(*events: Event, born: date | None = BORN) -> Standings:
        ledger = open_ledger(tmp_path / "ledger.sqlite", "recorded")
        ledger.append(events)
        people = [Person(key, born, "F") for key in {event.person for event in events}]
        tables = build(ledger, tmp_path / "tables", people)
        ledger.close()
        (tmp_path / "known").mkdir()
        known = known_at(tables, utc(midnight(DAY)), tmp_path / "known")
        try:
            return standing(known, flow, network, DAY)
        finally:
            known.close()

    yield of


@pytest.fixture
def found(stand: Callable[..., Standings], network: Network) -> Callable[..., Found]:
    def of(*events: Event, born: date | None = BORN) -> Found:
        stood = stand(*events, born=born)
        assert len(stood.starters) == 1
        row = stood.starters[0]
        names = [network.names[n] if n >= 0 else "" for n in (row.place, row.home, row.at, row.asked_at)]
        return Found(row, names[0], names[1], names[2], names[3], stood.said)

    return of


def test_whoever_needs_their_bed_is_in_it_since_they_came_to_that_ward(found: Callable[..., Found]) -> None:
    moved = told(Kind.MOVED, 100, location="RNS:ESCALATION")
    one = found(ADMITTED, moved, told(Kind.FRAILTY_SCORED, 199, detail="6"))
    assert (one.place, one.at, one.asked_at) == ("ngh_escalation", "ngh_escalation", "")
    assert one.row.since == moved.happened_at.timestamp() * 1e6
    assert (one.row.ready, one.row.frailty, one.row.nights) == (0, 2, 8)
    assert one.row.born == (BORN - date(1970, 1, 1)).days
    assert one.said == ()


def test_a_carer_who_is_known_is_there(stand: Callable[..., Standings]) -> None:
    """Among 40 people of whom a carer is known all have one; by chance a third of the mildly frail would."""
    known = [told(Kind.CARER_IDENTIFIED, 10)._replace(person=f"p{n}", id=f"{n:032x}") for n in range(40)]
    admitted = [ADMITTED._replace(person=f"p{n}", id=f"{n + 40:032x}") for n in range(40)]
    assert stand(*admitted, *known).starters.carer.all()


def test_whoever_came_to_harm_needs_the_bed_anew_from_then(found: Callable[..., Found]) -> None:
    again = told(Kind.CRITERIA_TO_RESIDE_MET, 5)
    one = found(*ready("1"), again)
    assert (one.at, one.row.ready) == ("ngh_wards", 0)
    assert one.row.since == again.happened_at.timestamp() * 1e6


def test_being_asked_twice_a_day_does_not_begin_a_stay_anew(found: Callable[..., Found]) -> None:
    asked = [told(Kind.CRITERIA_TO_RESIDE_MET, hours) for hours in (40, 28, 16, 4)]
    assert found(ADMITTED, *asked).row.since == ADMITTED.happened_at.timestamp() * 1e6


@pytest.mark.parametrize(
    ("events", "at", "asked_at"),
    [
        (ready("0", told(Kind.DELAY_STARTED, 26, detail="5")), "", "ngh_leave"),
        (ready("0", told(Kind.DELAY_STARTED, 2, detail="6")), "ngh_leave", "ngh_leave"),
        (ready("1", told(Kind.DELAY_STARTED, 26, detail="1")), "ngh_form_1", "ngh_form_1"),
        (ready("3", told(Kind.DELAY_STARTED, 26, detail="1")), "ngh_form_3", "ngh_form_3"),
        (
            ready("2", told(Kind.NOTIFIED, 4, service="SPA"), told(Kind.DELAY_STARTED, 4, detail="12")),
            "triage_2",
            "triage_2",
        ),
        (
            ready(
                "1",
                told(Kind.NOTIFIED, 9, service="SPA"),
                told(Kind.TRIAGED, 4, service="SPA"),
                told(Kind.REFERRED, 4, service="START"),
                told(Kind.DELAY_STARTED, 4, detail="28"),
            ),
            "",
            "reablement",
        ),
        (
            ready(
                "2",
                told(Kind.NOTIFIED, 9, service="SPA"),
                told(Kind.TRIAGED, 4, service="SPA"),
                told(Kind.REFERRED, 4, service="BEDS-OUTSIDE"),
                told(Kind.DELAY_STARTED, 4, detail="31"),
            ),
            "",
            "pathway_2",
        ),
        (
            ready(
                "0",
                told(Kind.SUPPORT_STARTED, 900, service="HOMECARE", detail="home_care"),
                told(Kind.DELAY_STARTED, 4, detail="27"),
            ),
            "ngh_restart_package",
            "ngh_restart_package",
        ),
    ],
    ids=["letters", "transport", "form", "form 3", "hub", "help at home", "bed elsewhere", "package"],
)
def test_whoever_is_ready_is_in_the_step_that_was_told(
    found: Callable[..., Found], events: tuple[Event, ...], at: str, asked_at: str
) -> None:
    one = found(*events)
    assert (one.place, one.at, one.asked_at) == ("ngh_wards", at, asked_at)
    assert one.row.ready == (NOON - 26 * AN_HOUR).timestamp() * 1e6


def test_a_reason_alone_tells_the_step_where_nothing_else_was_recorded(found: Callable[..., Found]) -> None:
    one = found(*ready("1", told(Kind.DELAY_STARTED, 4, detail="28/E")))
    assert one.asked_at in ("reablement", "dementia_team")
    assert one.row.pathway == 1


def test_who_waits_in_ae_and_for_what(found: Callable[..., Found]) -> None:
    came = told(Kind.ATTENDED, -10, location="RNS:AE", detail="ambulance")
    assert found(came).asked_at == "ngh_ambulance"


def test_who_was_handed_over_is_in_the_rooms_of_ae(found: Callable[..., Found]) -> None:
    came = told(Kind.ATTENDED, -9, location="RNS:AE", detail="ambulance")
    one = found(came, told(Kind.HANDED_OVER, -10, location="RNS:AE"))
    assert (one.place, one.at) == ("ngh_ae", "ngh_ae")


def test_who_was_decided_to_be_admitted_waits_in_ae_for_a_ward(found: Callable[..., Found]) -> None:
    came = told(Kind.ATTENDED, -5, location="RNQ:AE", detail="walk_in")
    one = found(came, told(Kind.DECIDED_TO_ADMIT, -10, location="RNQ:AE"))
    assert (one.place, one.at, one.asked_at) == ("kgh_ae", "", "kgh_wards")


def test_an_ae_visit_that_nobody_closed_is_over_after_a_week(stand: Callable[..., Standings]) -> None:
    stood = stand(told(Kind.ATTENDED, 200, location="RNS:AE", detail="walk_in"))
    assert len(stood.starters) == 0
    assert stood.said == ("In A&E for more than 7 days, taken to have left: 1 person.",)


def test_a_crew_is_on_the_way_to_who_rang_and_was_not_answered(found: Callable[..., Found]) -> None:
    assert found(told(Kind.CALLED, -11, location="RX9:999", detail="999")).at == "crew"


@pytest.mark.parametrize(
    ("service", "kind", "place", "home"),
    [
        ("SHAW:STEPDOWN", "bed_based_intermediate_care", "shaw", ""),
        ("START", "reablement", "", "reablement"),
        ("somebody", "care_home_placement", "", "placement"),
    ],
)
def test_help_is_found_by_its_service_or_else_its_kind(
    found: Callable[..., Found], service: str, kind: str, place: str, home: str
) -> None:
    one = found(told(Kind.SUPPORT_STARTED, 100, service=service, detail=kind))
    assert (one.place, one.home, one.at) == (place, home, place or home)


def test_who_waits_in_a_bed_elsewhere_for_help_at_home_keeps_that_bed(found: Callable[..., Found]) -> None:
    shaw = told(Kind.SUPPORT_STARTED, 400, service="SHAW:STEPDOWN", detail="bed_based_intermediate_care")
    one = found(shaw, told(Kind.REFERRED, 20, service="ICT"))
    assert (one.place, one.at, one.asked_at) == ("shaw", "", "intermediate_care_team")


def test_who_lately_left_hospital_is_at_home_and_comes_back_more_often(found: Callable[..., Found]) -> None:
    left = told(Kind.DISCHARGED, 50, location="RNS:BEDS", detail="19/1")
    one = found(ADMITTED, left)
    assert (one.place, one.home, one.at, one.asked_at) == ("", "", "", "")
    assert (one.row.left, one.row.left_nights) == (left.happened_at.timestamp() * 1e6, 2)


def test_a_ward_that_the_flow_does_not_know_is_put_among_its_hospitals_beds_and_said(
    found: Callable[..., Found],
) -> None:
    one = found(told(Kind.ADMITTED, 30, location="RNQ:TALBOT", detail="21"))
    assert one.place == "kgh_wards"
    assert "On a ward that the flow does not know, put in RNQ:BEDS: 1 person." in one.said


def test_who_died_is_nowhere(stand: Callable[..., Standings]) -> None:
    assert len(stand(ADMITTED, told(Kind.DIED, 3)).starters) == 0


def test_who_is_under_65_is_left_out_and_that_is_said(stand: Callable[..., Standings]) -> None:
    young = stand(ADMITTED, born=date(1960, 1, 1))
    assert len(young.starters) == 0
    assert "Under 65, left out: 1 person." in young.said


def test_what_was_recorded_later_is_not_known(tmp_path: Path, flow: Flow, network: Network) -> None:
    late = new_event("p", Kind.DISCHARGED, NOON, NOON + 20 * AN_HOUR, location="RNS:BEDS", detail="19/1", spell="stay")
    ledger = open_ledger(tmp_path / "ledger.sqlite", "recorded")
    ledger.append([ADMITTED, late])
    tables = build(ledger, tmp_path / "tables", [Person("p", BORN, "F")])
    ledger.close()
    beds = []
    for day in (DAY, DAY + timedelta(days=1)):
        folder = tmp_path / day.isoformat()
        folder.mkdir()
        known = known_at(tables, utc(midnight(day)), folder)
        beds.append(counts_at(known, [day], {"ngh": "RNS"})["beds_ngh"][0])
        known.close()
    assert beds == [1, 0]


def test_the_midnight_before_a_time_is_the_one_in_england() -> None:
    assert last_midnight(datetime(2017, 7, 3, 23, 10, tzinfo=UTC)) == date(2017, 7, 4)
    assert last_midnight(datetime(2017, 7, 3, 21, 50, tzinfo=UTC)) == date(2017, 7, 3)
    assert last_midnight(datetime(2017, 7, 3, 22, 30, tzinfo=UTC)) == date(2017, 7, 4)
