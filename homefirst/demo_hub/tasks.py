"""Invented work of a hub for people in a bed at the end of a simulated year: tasks, agreed actions, reviews.

Days, dates, criteria and tasks that nobody owns are told by the simulator (told.toml) and not told again here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from homefirst.codes import Task
from homefirst.datadir import DataDir
from homefirst.days import LONDON, local_date
from homefirst.event import Event, Kind, new_event, order
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from homefirst.hub.long_stays import THRESHOLDS
from homefirst.hub.tasks import open_tasks
from homefirst.hub.teams import Team, team_of_reason
from homefirst.journey import Journey, Spell, journey
from homefirst.system import System

HUB, WARD = "coordinator@NHCP/invented", "ward@{}/invented"
TRANSPORT = ("CARTWHEEL-SEATS", "CARTWHEEL-STRETCHER")
MADE_DAYS_AGO = (9, 2)  # when discharge events were held
AGREED_EACH = 30  # the longest waits that each of them agreed something for
TASKS = (  # task, owner, of how many ready people, due in how many days from now
    (Task.FAMILY, Team.WARD, 0.18, (-1, 2)),
    (Task.KEY_SAFE, Team.HUB, 0.08, (-1, 3)),
    (Task.HOME, Team.HUB, 0.10, (0, 3)),
    (Task.EQUIPMENT, Team.THERAPY, 0.12, (-2, 4)),
)
AGREED = {
    Team.HUB: "Ring the family today, and settle which way home by tomorrow's call",
    Team.BROKERAGE: "Ask the three nearest services again, and take any start before Friday",
    Team.COMMUNITY: "Look again at the waiting list, and give a start date",
    Team.SOCIAL_WORK: "Name a social worker, who sees the person this week",
    Team.THERAPY: "Therapist to see the person on the ward, and order what is missing",
    Team.WARD: "Consultant to decide at tomorrow's round, and write it down",
    Team.PHARMACY: "Medicines to be on the ward by noon",
    Team.TRANSPORT: "Book a seat for the morning",
}
STAY_REASONS = (
    "Still treated; not steady on their feet",
    "Waits for help outside hospital",
    "Family has not decided yet",
)
NEXT_STEPS = ("Hub to ring the services again today", "Therapist to see them tomorrow", "Family meeting this week")


class Told(NamedTuple):
    """One event to keep, and what was said in words with it; b"" for none."""

    event: Event
    words: bytes = b""


def tell(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell the work of the hub for everyone in a bed now; how many events. The same seed gives the same answer."""
    ledger, documents = data_dir.ledger(), data_dir.documents()
    try:
        keys, _ = candidates(ledger)
        told = hub_work((journey(key, ledger.person(key)) for key in sorted(keys)), now, seed)
        documents.put_all([(one.words, MEDIA_TYPE) for one in told if one.words])
        ledger.append(one.event for one in told)
        return len(told)
    finally:
        documents.close()
        ledger.close()


def hub_work(journeys: Iterable[Journey], now: datetime, seed: int) -> list[Told]:
    """Everything that is told of these people, in the order of happening."""
    in_bed = [(one, spell) for one in journeys if (spell := in_a_bed(one)) is not None]
    told = [event for found, spell in in_bed for event in of_person(found, spell, now, chance(seed, found))]
    told += agreed_at_events(in_bed, now, seed)
    return sorted((one for one in told if one.event.happened_at <= now), key=lambda one: order(one.event))


def chance(seed: int, found: Journey, purpose: str = "") -> Random:
    """Draws of one person's own, so that nobody's change anybody else's."""
    return Random(f"{seed}:{found.person}:{purpose}")


def of_person(found: Journey, spell: Spell, now: datetime, draw: Random) -> Iterator[Told]:
    """What the ward and the hub did for one person: reviews, talks with the family, tasks."""
    yield from stay_reviews(spell, found, now, draw)
    if spell.ready_at is None:
        return
    if draw.random() < 0.6:
        yield at(found, spell, Kind.CONTACTED, spell.ready_at + timedelta(hours=5), HUB, service=Team.FAMILY)
    yield from tasks(found, spell, now, draw)


def stay_reviews(spell: Spell, found: Journey, now: datetime, draw: Random) -> Iterator[Told]:
    """Most long stays were looked at on the day on which each threshold was reached."""
    for nights in THRESHOLDS:
        day = local_date(spell.started_at) + timedelta(days=nights)
        if clock(day, 11) <= now and draw.random() < 0.6:
            words = in_words(reason=draw.choice(STAY_REASONS), next_step=draw.choice(NEXT_STEPS))
            yield at(found, spell, Kind.STAY_REVIEWED, clock(day, 11), ward(spell), str(nights), words=words)


def tasks(found: Journey, spell: Spell, now: datetime, draw: Random) -> Iterator[Told]:
    """Tasks with whose they are and when they are due, where the same is not to be done already."""
    known, today = {task.task for task in open_tasks(found, spell)}, local_date(now)
    set_at = max(spell.ready_at or now, now - timedelta(days=2)) + timedelta(minutes=30)
    for task, owner, share, (soonest, latest) in TASKS:
        due = today + timedelta(days=draw.randint(soonest, latest))
        if draw.random() < share and task not in known and due >= local_date(set_at):
            yield at(found, spell, Kind.TASK_SET, set_at, HUB, f"{task}/{due}", service=owner)
    if draw.random() < 0.15:
        due = today + timedelta(days=draw.randint(0, 2))
        owner_of = draw.choices(TRANSPORT, (4, 1))[0]
        yield at(found, spell, Kind.TASK_SET, set_at, ward(spell), f"{Task.TRANSPORT}/{due}", service=owner_of)


def agreed_at_events(in_bed: Sequence[tuple[Journey, Spell]], now: datetime, seed: int) -> Iterator[Told]:
    """What was agreed for the longest waits at each discharge event; most of it is done since."""
    for ago in MADE_DAYS_AGO:
        held = clock(local_date(now) - timedelta(days=ago), 10)
        waited = [(one, s) for one, s in in_bed if s.ready_at is not None and s.ready_at < held - timedelta(days=5)]
        longest = sorted(waited, key=lambda pair: (pair[1].ready_at, pair[0].person))[:AGREED_EACH]
        for found, spell in longest:
            yield from agreed(found, spell, held, now, chance(seed, found, str(ago)))


def agreed(found: Journey, spell: Spell, held: datetime, now: datetime, draw: Random) -> Iterator[Told]:
    running = [delay for delay in spell.open_delays() if delay.started_at < held]
    owner = team_of_reason(running[0].reason) if running else Team.HUB
    due, words = local_date(held) + timedelta(days=draw.randint(1, 4)), in_words(what=AGREED[owner])
    detail = f"{Task.AGREED_ACTION}/{due}"
    set_ = at(
        found, spell, Kind.TASK_SET, held + timedelta(minutes=draw.randint(0, 90)), HUB, detail, owner, words=words
    )
    yield set_
    done_at = clock(due, 9) + timedelta(hours=draw.randint(0, 30))
    if draw.random() < 0.55 and done_at < now:
        yield at(found, spell, Kind.TASK_DONE, done_at, HUB, Task.AGREED_ACTION, owner, about=set_.event.id)


def at(
    found: Journey, spell: Spell, kind: Kind, moment: datetime, by: str, detail: str = "", service: str = "",
    *, about: str = "", words: bytes = b"",
) -> Told:  # fmt: skip
    """One event of the stay, told at once."""
    key = "" if spell.key.startswith("~") else spell.key
    document = hashlib.sha256(words).hexdigest() if words else ""
    event = new_event(
        found.person, kind, moment, location=spell.location, service=str(service), detail=str(detail), about=about,
        document=document, source=by, spell=key,
    )  # fmt: skip
    return Told(event, words)


def ward(spell: Spell) -> str:
    return WARD.format(spell.provider)


def clock(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)
