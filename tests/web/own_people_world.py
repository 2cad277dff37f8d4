"""The two wards with people of invented homes and agencies in them, and what those services said of their room."""

from __future__ import annotations

from datetime import datetime

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from tests.web.two_wards import at, key, two_wards

HOME, AGENCY = "TUMBLEWEFT", "WAYMEET-NORTH"  # of the invented users home.two and home.care


def keys(data: DataDir, *names: str) -> list[str]:
    """The keys of these people."""
    people = data.people()
    found = [key(people, name) for name in names]
    people.close()
    return found


def of_service(service: str, kind: Kind, moment: datetime, detail: str = "") -> Event:
    return new_event("", kind, moment, location=service, detail=detail, source="care_home@HEARTHWICK/home.two")


def with_services(data: DataDir) -> DataDir:
    """Dot lives in the home; Ewan has a package with the agency; Hal was referred to both, Cora's summary is sent."""
    two_wards(data)
    dot, ewan, hal, cora = keys(data, "dot", "ewan", "hal", "cora")
    documents = data.documents()
    why = documents.put(in_words(why="Needs somebody there at night."), MEDIA_TYPE)
    summary = documents.put(in_words(summary="As written."), MEDIA_TYPE)
    documents.close()
    told, area = {"source": "coordinator@NHCP/amara.coordinator"}, "E06000061:E01026949"
    help = "care_home_placement"
    events = [
        new_event(dot, Kind.RESIDENCE_CHANGED, at(1, year=2025), location=area, detail="residential_home"),
        new_event(dot, Kind.SUPPORT_STARTED, at(1, year=2025), service=HOME, detail=help),
        new_event(dot, Kind.EXPECTED_DISCHARGE_SET, at(10), detail="2026-01-16", spell=f"v-{dot}"),
        new_event(dot, Kind.EXPECTED_DISCHARGE_SET, at(11), detail="2026-01-17", spell=f"v-{dot}"),
        new_event(dot, Kind.NEED_CHANGED, at(11, "12:00"), detail="two_care_workers"),
        new_event(ewan, Kind.SUPPORT_STARTED, at(1, year=2025), service=AGENCY, detail="home_care"),
        new_event(cora, Kind.SUPPORT_STARTED, at(1, year=2025), service=AGENCY, detail="home_care"),
        new_event(cora, Kind.SUPPORT_HELD, at(21, month=11, year=2025), service=AGENCY),
        new_event(cora, Kind.SUMMARY_SENT, at(11, "09:00"), service=AGENCY, document=summary),
        new_event(hal, Kind.PATHWAY_CHOSEN, at(12, "08:01"), detail="3", spell=f"v-{hal}"),
        new_event(hal, Kind.ASSESSED, at(11, "15:00"), detail="needs", **told),
        new_event(hal, Kind.REFERRED, at(11, "16:00"), service=HOME, detail=help, document=why, **told),
        new_event(hal, Kind.REFERRED, at(11, "16:01"), service="KITEWILLOW", detail=help, **told),
        of_service(HOME, Kind.VACANCIES_REPORTED, at(11, "08:00"), "36/33/0/2"),
        of_service("GOSSAMER", Kind.VACANCIES_REPORTED, at(7), "44/40/1/3"),
        of_service("SALTCELLAR", Kind.VACANCIES_REPORTED, at(11), "31/28/0/3"),
        of_service("SALTCELLAR", Kind.SERVICE_CLOSED, at(12, "03:00"), "infection"),
    ]
    ledger = data.ledger()
    ledger.append(events)
    ledger.close()
    return data
