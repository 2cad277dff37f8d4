"""Every step that a form of the pages can take, each with somebody for whom it can be taken now and how it is filled.

Over 300 lines, because the cases are one table: a new step finds there what the others look like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homefirst.datadir import DataDir
from homefirst.decisions import Refused
from homefirst.event import Event, Kind, new_event
from homefirst.hub.forms import Answers, load_form, write_section
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from homefirst.hub.medicines import read_lines
from homefirst.hub.medicines.medicine import write_list
from homefirst.hub.summary import Receiver, ReceiverKind, Version
from homefirst.hub.summary.versions import Passage
from homefirst.journey import journey
from homefirst.people import Identifier, Identity, Statement
from tests.web.two_wards import at

NOW = at(13, "10:00", month=7)
HOME, OPEN, AGENCY = "TUMBLEWEFT", "QUILLFEATHER", "WAYMEET-NORTH"  # of the users home.two, home.one and home.care
HUB = "coordinator@NHCP/amara.coordinator"
DAY = "09092026"  # typed into a field for a day: day and month may come in either order


class Somebody:
    """One person of the ledger in a bed for ten days, of whom more can be told."""

    def __init__(self, data: DataDir, number: int, now: datetime) -> None:
        self._data, self._now = data, now
        identifier = Identifier("local", f"30000{number:02d}", "RNS")
        people = data.people()
        people.say(
            [Statement((identifier,), Identity(f"Case{number:02d}", "Una", date(1940, 1, 1)), at(1, month=7), "PAS")]
        )
        self.key = people.key([identifier])
        people.close()
        self._at = now - timedelta(days=1)
        self.events = dict[Kind, Event]()
        self.told(Kind.ADMITTED, at(3, month=7), location="RNS:HAWTHORN:B01", detail="21")

    def told(self, kind: Kind, moment: datetime | None = None, **rest: str) -> Event:
        """Tell the ledger one more thing, a minute after the last."""
        self._at += timedelta(minutes=1)
        where, service = rest.get("location", ""), rest.get("service", "")
        event = new_event(
            self.key, kind, moment or self._at, location=where, service=service, detail=rest.get("detail", ""),
            about=rest.get("about", ""), document=rest.get("document", ""), source=rest.get("source", HUB),
            spell=f"v-{self.key}",
        )  # fmt: skip
        ledger = self._data.ledger("made-up:steps")
        ledger.append([event])
        ledger.close()
        self.events[kind] = event
        return event

    def of_service(self, service: str, kind: Kind, detail: str = "") -> None:
        """Something that a service said of itself, just now."""
        ledger = self._data.ledger("made-up:steps")
        ledger.append(
            [new_event("", kind, self._now - timedelta(seconds=1), location=service, detail=detail, source=HUB)]
        )
        ledger.close()

    def writes(self, section: str, answers: Answers) -> None:
        """Write a section of the form."""
        ledger, form = self._data.ledger("made-up:steps"), load_form("northamptonshire")
        part = form.section(section)
        told = journey(self.key, ledger.person(self.key))
        assert part is not None
        written = write_section(form, part, told, answers, by="ward@RNS/sister.northampton", now=self._now)
        assert not isinstance(written, Refused)
        self.kept(written.document)
        ledger.append(written.events)
        ledger.close()

    def words(self, **said: str) -> str:
        """What was said, kept as a document; gives its name."""
        return self.kept(in_words(**said))

    def kept(self, content: bytes) -> str:
        """A document; gives its name."""
        documents = self._data.documents()
        name = documents.put(content, MEDIA_TYPE)
        documents.close()
        return name


Given = Callable[[Somebody], object]


# What is so before the step


def in_bed(one: Somebody) -> None:
    """Nothing more than being in a bed."""


def ready(one: Somebody) -> None:
    one.told(Kind.CRITERIA_TO_RESIDE_NOT_MET)
    one.told(Kind.PATHWAY_CHOSEN, detail="3")


def waiting(one: Somebody) -> None:
    ready(one)
    one.told(Kind.DELAY_STARTED, detail="33")


def with_a_task(one: Somebody) -> None:
    one.told(Kind.TASK_SET, detail="equipment", service="EQUIPMENT")


def left(one: Somebody) -> None:
    ready(one)
    one.told(Kind.DISCHARGED, location="RNS:HAWTHORN:B01", detail="19/1")


def asked(service: str) -> Given:
    """A service was asked to help."""

    def tell(one: Somebody) -> None:
        ready(one)
        help = "care_home_placement" if service == HOME else "home_care"
        one.told(Kind.REFERRED, service=service, detail=help, document=one.words(why="Needs somebody at night."))

    return tell


def said_yes(service: str) -> Given:
    def tell(one: Somebody) -> None:
        asked(service)(one)
        one.told(Kind.ACCEPTED, service=service, about=one.events[Kind.REFERRED].id, detail="2026-07-20")

    return tell


def said_yes_twice(one: Somebody) -> None:
    """Two homes said yes for the same help."""
    said_yes(HOME)(one)
    one.told(Kind.REFERRED, service=OPEN, detail="care_home_placement")
    one.told(Kind.ACCEPTED, service=OPEN, about=one.events[Kind.REFERRED].id, detail="2026-07-20")


def offered(one: Somebody) -> None:
    said_yes(HOME)(one)
    one.told(Kind.OFFERED, service=HOME, about=one.events[Kind.REFERRED].id)


def asked_back(one: Somebody) -> None:
    asked(HOME)(one)
    one.told(Kind.ASKED, service=HOME, about=one.events[Kind.REFERRED].id, document=one.words(question="Stairs?"))


def assessed(one: Somebody) -> None:
    asked(HOME)(one)
    one.told(Kind.ASSESSED, detail="needs", source=HUB, document=one.words(found="As written."))


def with_a_package(one: Somebody) -> None:
    one.told(Kind.SUPPORT_STARTED, at(1, month=6), service=AGENCY, detail="home_care")


def with_a_held_package(one: Somebody) -> None:
    with_a_package(one)
    one.told(Kind.SUPPORT_HELD, service=AGENCY, about=one.events[Kind.SUPPORT_STARTED].id)


def helped_at_home(one: Somebody) -> None:
    left(one)
    one.told(Kind.SUPPORT_STARTED, service=AGENCY, detail="home_care")


def sent_a_summary(one: Somebody) -> None:
    said_yes(HOME)(one)
    passage = Passage("clinical-summary", "What happened", ("A fall, and a wound that heals.",))
    sent = Version(Receiver(ReceiverKind.PROVIDER, HOME, "The home"), (passage,), (), ()).as_document()
    one.told(Kind.SUMMARY_SENT, service=HOME, document=one.kept(sent))


def gone_to_the_home(one: Somebody) -> None:
    said_yes(HOME)(one)
    one.told(Kind.DISCHARGED, location="RNS:HAWTHORN:B01", detail="85/1")


def with_lists(before: str, discharge: str) -> Given:
    """What they took before and are to take now is written."""

    def tell(one: Somebody) -> None:
        for which, lines in (("before", before), ("discharge", discharge)):
            written = one.kept(write_list(read_lines(lines).medicines))
            one.told(Kind.SECTION_WRITTEN, detail=f"medicines/{which}", document=written)

    return tell


def of(kind: Kind, detail: str = "") -> Given:
    """One thing more was told."""
    return lambda one: one.told(kind, detail=detail)


def with_room(one: Somebody) -> None:
    one.of_service(OPEN, Kind.SERVICE_REOPENED)
    one.of_service(OPEN, Kind.VACANCIES_REPORTED, "40/30/0/2")


def closed(one: Somebody) -> None:
    one.of_service(OPEN, Kind.SERVICE_CLOSED, "infection")


def begun(one: Somebody) -> None:
    """The form is begun, and whoever is expected to care for them was thought of."""
    ready(one)
    one.writes("carer", {"carer.expected": ("no",)})


def carer_to_be_assessed(one: Somebody) -> None:
    one.told(Kind.CARER_IDENTIFIED)
    one.told(Kind.CARER_ASSESSMENT_REQUESTED, about=one.events[Kind.CARER_IDENTIFIED].id)


def reported(one: Somebody) -> None:
    """They left, and their home told that it was not safe."""
    left(one)
    one.told(Kind.INCIDENT_REPORTED, service=HOME, source="care_home@HEARTHWICK/home.two")


def to_be_learnt(one: Somebody) -> None:
    """What went wrong was reviewed, and something is to be done."""
    reported(one)
    incident = one.events[Kind.INCIDENT_REPORTED].id
    said = one.words(learnt="Nobody rang the home.", action="Ring the home.")
    detail = "incident-review/medicines/2026-08-01"
    one.told(Kind.SECTION_WRITTEN, about=incident, detail=detail, service="ward", document=said)


@dataclass(frozen=True)
class Case:
    """One step: by its address, who takes it on which page, what is so before, and how each field is filled.

    `fields` are names of fields with what is typed into them; ↓ chooses the next of a list, ␣ ticks. `button` says
    which button of the form, `form` which form where the address of the step has more to it than its own page: how its
    address ends, or with / at its end what is in it.
    """

    step: str
    who: str
    page: str
    given: Given = in_bed
    fields: tuple[tuple[str, str], ...] = ()
    button: str = "button"
    form: str = ""

    @property
    def sends(self) -> str:
        """The form that takes the step, as a selector."""
        end = self.form or self.step.partition("{key}")[2] or self.step
        return f'form[action{"*" if end.endswith("/") else "$"}="{end}"]'


def of_steps(
    name: str, *fields: tuple[str, str], given: Given = in_bed, page: str = "", button: str = "button"
) -> Case:
    address = "/people/{key}/steps/"
    return Case(address + name, "ward", address + (page or name), given, fields, button)


def beside(name: str, *fields: tuple[str, str], given: Given = in_bed) -> Case:
    address = "/people/{key}/steps/beside"
    return Case(f"{address}/{name}", "social_worker", address, given, fields)


def referrals(name: str, *fields: tuple[str, str], given: Given) -> Case:
    return Case(f"/people/{{key}}/referrals/{name}", "coordinator", "/people/{key}/referrals", given, fields)


def ours(name: str, *fields: tuple[str, str], given: Given, who: str = "home.two") -> Case:
    return Case(f"/ours/people/{{key}}/{name}", who, "/ours/people/{key}", given, fields)


def room(name: str, *fields: tuple[str, str], given: Given = with_room) -> Case:
    return Case(f"/ours/vacancies/{name}", "home.one", "/ours/vacancies", given, fields)


def choices(name: str, *fields: tuple[str, str], given: Given) -> Case:
    return Case(f"/people/{{key}}/choices/{name}", "coordinator", "/people/{key}/choices", given, fields)


def medicines(name: str, *fields: tuple[str, str], given: Given = in_bed, form: str = "") -> Case:
    page = "/people/{key}/medicines"
    return Case(f"{page}/{name}", "pharmacist", page, given, fields, form=form)


WATER, HEART = "Furosemide 40 mg tablets; 40 mg; once a day", "Ramipril 5 mg capsules; 5 mg; once a day"
SUMMARY = "/people/{key}/summary"
WORDS = "In a few words."
CASES = (
    of_steps("criteria", ("question", "␣"), button="button[value='some']"),
    of_steps("expected", ("day", DAY), ("why", WORDS)),
    of_steps("pathway", ("pathway", "␣"), ("why", WORDS), given=of(Kind.CRITERIA_TO_RESIDE_NOT_MET)),
    of_steps("delays", ("reason", "␣"), ("why", WORDS), given=ready),
    of_steps("end-delay", given=waiting, page="delays"),
    of_steps("task", ("task", "↓"), ("owner", "↓"), ("due", DAY), ("what", WORDS)),
    of_steps("task-done", given=with_a_task, page="task"),
    of_steps("task-dropped", given=with_a_task, page="task"),
    of_steps("day", ("colour", "↓")),
    of_steps("review", ("reason", WORDS), ("next_step", WORDS)),
    of_steps("needs", ("need", "↓"), ("since", "07072026"), ("what", WORDS)),
    of_steps("spoke", ("service", "↓"), ("what", WORDS)),
    Case(
        "/people/{key}/incidents/{event}",
        "coordinator",
        "/people/{key}/incidents/{event}",
        reported,
        (("found", "␣"), ("learnt", WORDS)),
        form="/incidents/",
    ),
    Case(
        "/incidents/actions/{review}/done", "coordinator", "/incidents", to_be_learnt, (("done", WORDS),), form="/done"
    ),
    Case(
        "/people/{key}/steps/notification",
        "coordinator",
        "/people/{key}/steps/notification",
        of(Kind.NOTIFIED),
        (("pathway", "␣"),),
    ),
    of_steps("discharge", ("destination", "↓"), given=ready),
    of_steps("reopen", ("why", WORDS), given=left),
    of_steps("take-back", ("why", WORDS), given=ready, page="take-back?event={event}"),
    beside("request-continuing-care", ("kind", "↓")),
    beside("decide-continuing-care", ("decision", "↓"), given=of(Kind.CONTINUING_CARE_REQUESTED, "checklist")),
    beside("identify-carer", ("why", WORDS)),
    beside("request-carer", given=of(Kind.CARER_IDENTIFIED)),
    beside("carer-assessed", given=carer_to_be_assessed),
    beside("request-liberty", ("kind", "↓"), ("why", WORDS)),
    beside("decide-liberty", ("decision", "↓"), given=of(Kind.LIBERTY_REQUESTED, "urgent")),
    beside("raise-concern", ("why", WORDS)),
    Case(
        "/people/{key}/steps/beside/decide-concern",
        "ward",
        "/people/{key}/steps/beside",
        of(Kind.CONCERN_RAISED),
        (("stage", "↓"),),
    ),
    referrals("refer", ("service", "␣"), ("why", WORDS), given=ready),
    referrals("reply", ("reply", WORDS), given=asked_back),
    referrals("withdraw", ("reason", "↓"), ("why", WORDS), given=asked(HOME)),
    referrals("stand-down", given=said_yes_twice),
    referrals("told", ("day", DAY), given=asked(HOME)),
    ours("accept", ("day", DAY), given=asked(HOME)),
    ours("decline", ("reason", "↓"), ("words", WORDS), given=asked(HOME)),
    ours("ask", ("question", WORDS), given=asked(HOME)),
    ours("look", given=asked(HOME)),
    ours("came", given=said_yes(HOME)),
    Case(
        "/people/{key}/assessments/assess",
        "coordinator",
        "/people/{key}/assessments",
        asked(HOME),
        (("kind", "↓"), ("found", WORDS)),
    ),
    ours("rely", given=assessed),
    ours("assess", ("found", WORDS), given=asked(HOME)),
    ours("dispute", ("found", WORDS), given=assessed),
    ours("spoke", ("what", WORDS), given=asked(HOME)),
    ours("hold", given=with_a_package, who="home.care"),
    ours("restart", given=with_a_held_package, who="home.care"),
    ours("end", ("outcome", "↓"), ("words", WORDS), given=helped_at_home, who="home.care"),
    ours("read", given=sent_a_summary),
    ours("incident", ("went_wrong", WORDS), ("was_done", WORDS), given=gone_to_the_home),
    room("numbers", ("maximum", "40"), ("used", "30"), ("reserved", "1"), ("accepting", "2"), ("earliest", DAY)),
    room("same"),
    room("close", ("why", "↓")),
    room("reopen", given=closed),
    choices("prefer", ("first", "↓"), ("why", WORDS), given=ready),
    choices("choose", ("choice", "␣"), ("words", WORDS), given=offered),
    Case("/people/{key}/ask-places", "coordinator", "/people/{key}/choices", said_yes(HOME)),
    Case(
        "/people/{key}/form/sections/{section}",
        "ward",
        "/people/{key}/form/sections/wishes",
        in_bed,
        (("wishes.where", "␣"), ("wishes.words", WORDS)),
        form="/form/sections/wishes",
    ),
    Case("/people/{key}/form/send", "coordinator", "/people/{key}/form/send", begun, (("reason", WORDS),)),
    medicines("{which}", ("lines", HEART), form="/medicines/before"),
    medicines("{which}/{one}", ("name", "Ramipril"), ("dose", "5 mg"), form="/medicines/before/one"),
    medicines("settle", ("became", "␣"), given=with_lists(f"{HEART}\n{WATER}", HEART)),
    medicines("record", given=with_lists(HEART, HEART)),
    Case(
        SUMMARY + "/headings/{heading}",
        "ward",
        SUMMARY + "/headings/social-context",
        in_bed,
        (("text", WORDS),),
        form="/headings/social-context",
    ),
    Case(SUMMARY + "/send", "ward", SUMMARY, said_yes(HOME), (("reason", WORDS),)),
    Case(SUMMARY + "/sent/{event}/read", "home.two", SUMMARY + "/sent/{event}", sent_a_summary, form="/read"),
    Case(
        SUMMARY + "/sent/{event}/check",
        "ward",
        SUMMARY + "/sent/{event}/check",
        sent_a_summary,
        (("found", "␣"),),
        form="/check",
    ),
)
