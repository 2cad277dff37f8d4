"""A small invented ledger for tests of the pages: eight people of two wards, as on Monday 12 January 2026."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from homefirst.datadir import DataDir
from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.people import Identifier, Identity, People, Statement

ORIGIN = "made-up:two-wards"
NAMES = {
    "ada": ("Ada", "Brindle", date(1939, 4, 2)),
    "bert": ("Bert", "Quill", date(1944, 11, 30)),
    "cora": ("Cora", "Finch", date(1931, 1, 12)),
    "dot": ("Dot", "Marlow", date(1950, 6, 5)),
    "ewan": ("Ewan", "Thrale", date(1958, 2, 28)),
    "fay": ("Fay", "<b>Okoro</b>", date(1936, 9, 9)),
    "gus": ("Gus", "Penrose", date(1947, 3, 3)),
    "hal": ("Hal", "Stone", date(1940, 8, 20)),
}


def at(day: int, clock: str = "10:00", month: int = 1, year: int = 2026) -> datetime:
    """A moment by the clock on the wall."""
    hour, minute = map(int, clock.split(":"))
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def number(name: str) -> str:
    return f"10000{list(NAMES).index(name):02d}"


def key(people: People, name: str) -> str:
    return people.key([Identifier("local", number(name), "RNS")])


def statements() -> list[Statement]:
    return [
        Statement(
            (Identifier("local", number(name), "RNS"),),
            Identity(family, given, born),
            at(1, month=12, year=2025),
            "PAS",
        )
        for name, (given, family, born) in NAMES.items()
    ]


class Story:
    """One person's events, told one after the other."""

    def __init__(self, person: str) -> None:
        self.person, self.events = person, list[Event]()

    def tell(self, kind: Kind, moment: datetime, **rest: str) -> Event:
        told = timedelta(minutes=20)
        event = new_event(
            self.person, kind, moment, moment + told, **{"source": "PAS@RNS", "spell": f"v-{self.person}", **rest}
        )
        self.events.append(event)
        return event


def ready_and_waiting(person: str) -> Story:
    """In since 20 December, ready since 30 December, waits for reablement that said yes and cannot begin."""
    story = Story(person)
    story.tell(Kind.ATTENDED, at(20, "09:00", 12, 2025), location="RNS:AE", detail="ambulance")
    story.tell(Kind.ADMITTED, at(20, "15:00", 12, 2025), location="RNS:HAWTHORN:B04", detail="21")
    for day, said in ((21, "2025-12-28"), (28, "2026-01-02"), (31, "2026-01-09")):
        story.tell(Kind.EXPECTED_DISCHARGE_SET, at(day, "11:00", 12, 2025), detail=said)
    story.tell(Kind.CRITERIA_TO_RESIDE_NOT_MET, at(30, "09:40", 12, 2025))
    story.tell(Kind.PATHWAY_CHOSEN, at(30, "12:00", 12, 2025), detail="1")
    asked = story.tell(Kind.REFERRED, at(30, "12:10", 12, 2025), service="START", detail="reablement")
    story.tell(Kind.ACCEPTED, at(2, "10:30"), service="START", about=asked.id)
    story.tell(Kind.DELAY_STARTED, at(2, "10:30"), detail="28")
    story.tell(Kind.TASK_SET, at(5), detail="medicines")
    return story


def waiting_on_rowan(person: str) -> Story:
    """Ready since yesterday evening, nobody said why still in."""
    story = Story(person)
    story.tell(Kind.ADMITTED, at(4, "15:00"), location="RNS:ROWAN:B11", detail="21")
    story.tell(Kind.CRITERIA_TO_RESIDE_NOT_MET, at(11, "21:00"))
    return story


def waits_for_a_care_home(person: str) -> Story:
    """A long stay with two reasons at once, a move taken back and an admission time corrected."""
    story = Story(person)
    admitted = story.tell(Kind.ADMITTED, at(20, "15:00", 11, 2025), location="RNS:ROWAN:B02", detail="21")
    story.tell(Kind.CORRECTED, at(20, "14:00", 11, 2025), about=admitted.id, location="RNS:ROWAN:B02", detail="21")
    story.tell(Kind.MOVED, at(25, "15:00", 11, 2025), location="RNS:HAWTHORN:B09")
    story.tell(Kind.MOVED, at(26, "15:00", 11, 2025), location="RNS:ASHBY:B01")
    story.tell(Kind.RETRACTED, at(26, "15:00", 11, 2025), detail="moved")
    story.tell(Kind.CRITERIA_TO_RESIDE_NOT_MET, at(12, "10:00", 12, 2025))
    story.tell(Kind.PATHWAY_CHOSEN, at(12, "14:00", 12, 2025), detail="3")
    story.tell(Kind.DELAY_STARTED, at(17, "16:00", 12, 2025), detail="33")
    story.tell(Kind.DELAY_STARTED, at(2, "16:00"), detail="22")
    asked = story.tell(Kind.REFERRED, at(22, "11:00", 12, 2025), service="BROKERAGE", detail="care_home_placement")
    story.tell(Kind.DECLINED, at(6, "15:00"), service="BROKERAGE", detail="full", about=asked.id)
    return story


def still_unwell(person: str, bed: str, day: int) -> Story:
    story = Story(person)
    story.tell(Kind.ADMITTED, at(day, "18:00"), location=f"RNS:{bed}", detail="21")
    story.tell(Kind.CRITERIA_TO_RESIDE_MET, at(day + 1, "09:00"))
    return story


def went_home(person: str) -> Story:
    story = Story(person)
    story.tell(Kind.ADMITTED, at(3, "18:00"), location="RNS:ROWAN:B05", detail="21")
    story.tell(Kind.DISCHARGED, at(8, "13:00"), location="RNS:ROWAN:B05", detail="19/1")
    story.tell(Kind.SUPPORT_STARTED, at(8, "17:00"), service="START", detail="reablement")
    return story


def two_wards(data_dir: DataDir, origin: str = ORIGIN) -> DataDir:
    """The data directory with these people in it; the last event was recorded at 08:20 on Monday 12 January."""
    people = data_dir.people()
    people.say(statements())
    keys = {name: key(people, name) for name in NAMES}
    people.close()
    stories = [
        ready_and_waiting(keys["ada"]),
        waiting_on_rowan(keys["bert"]),
        waits_for_a_care_home(keys["cora"]),
        still_unwell(keys["dot"], "HAWTHORN:B12", 9),
        still_unwell(keys["ewan"], "ROWAN:B07", 10),
        waiting_on_rowan(keys["fay"]),
        went_home(keys["gus"]),
        still_unwell(keys["hal"], "ROWAN:B01", 5),
    ]
    stories[-1].tell(Kind.CRITERIA_TO_RESIDE_NOT_MET, at(12, "08:00"))
    ledger = data_dir.ledger(origin)
    ledger.append(event for story in stories for event in story.events)
    ledger.close()
    return data_dir
