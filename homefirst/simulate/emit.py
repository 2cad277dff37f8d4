"""What the loop told, as events: columns that tables are made from, and rows of a ledger. The same events both ways."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns import Tables, write_tables
from homefirst.columns.parts import Part, describe
from homefirst.columns.tables import put_in_force
from homefirst.event import Kind
from homefirst.journey import AE_KINDS, SPELL_KINDS
from homefirst.ledger import Row, open_ledger, row_told_at_once
from homefirst.people import Identifier, Identity, People, Statement
from homefirst.simulate.loop.shapes import EXPECTED_AHEAD, TELLS
from homefirst.simulate.names import name_of
from homefirst.simulate.replication import EPOCH, Progress, Replication, nothing

SOURCE = "homefirst simulate"
ASSIGNER = "SIMULATED"
AT_ONCE = 50_000
ANOTHER_COUNCIL = "ANOTHER-COUNCIL"
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
NO_WARDS: Mapping[str, Sequence[str]] = {}
KINDS = tuple(kind for kind in TELLS if kind is not None)
OF_A_STAY = np.array([kind in AE_KINDS | SPELL_KINDS for kind in KINDS])


class Words(NamedTuple):
    """The words that the numbers of rows stand for; details from number `days` on are days, from the run's first on."""

    kinds: tuple[str, ...]
    places: tuple[str, ...]
    services: tuple[str, ...]
    details: tuple[str, ...]
    days: int


class Told(NamedTuple):
    """One replication's events, sorted by person and then in the order of a journey, and who the people are.

    `rows` are shapes.TOLD with people numbered 0, 1, 2 ...; `candidates`, `born`, `sexes` and `carers` (whether they
    have an unpaid carer) are by that number.
    """

    origin: str
    seed: int
    words: Words
    until: datetime
    since: datetime
    rows: Any
    candidates: Sequence[int]
    born: Sequence[date]
    sexes: Sequence[str]
    carers: Sequence[bool]


def told_of(
    replication: Replication,
    seed: int,
    wards: Mapping[str, Sequence[str]] = NO_WARDS,
    homes: Sequence[tuple[str, int]] = (),
) -> Told:
    """The whole journeys of everybody who was heard of in the measured days or has help or a bed when they are over.

    `wards` are those of each location that stands for several; each stay there is put in one of them by chance. `homes`
    are the small areas that residents live in, with how many do: chance says who, and nothing else depends on it.
    """
    span, people, rows = replication.parts.span, replication.people, replication.rows
    measured_from, until = int(span.nights[span.warm_up]), int(span.nights[-1])
    helped = ~people.gone & ((people.place >= 0) | (people.home >= 0) | people.package)
    kept = (people.told > 0) & ((people.last >= measured_from) | helped)
    number = np.cumsum(kept) - 1
    rows = rows[kept[rows.person] & (rows.happened < until)]
    rows.person = number[rows.person]
    rows = rows[np.lexsort((rows.sequence, rows.happened, rows.person))]
    found = people[kept]
    words = in_areas(rows, found, homes, words_of(replication))
    words = of_another_council(rows, found.resident, words)
    words = in_wards(rows, found.candidate, words, wards)
    rows.kind -= 1  # the loop tells nothing by 0
    rows.detail[rows.kind == KINDS.index(Kind.EXPECTED_DISCHARGE_SET)] += words.days
    born = [date(1970, 1, 1) + timedelta(days=n) for n in found.born.tolist()]
    sexes = ["F" if female else "M" for female in found.female.tolist()]
    times = [EPOCH + timedelta(microseconds=at) for at in (until, measured_from)]
    origin = f"simulated:{replication.parts.model.network.name}:{seed}"
    carers = found.carer.tolist()
    return Told(origin, seed, words, times[0], times[1], rows, found.candidate.tolist(), born, sexes, carers)


def words_of(replication: Replication) -> Words:
    """What the numbers of a replication's rows stand for."""
    model, span = replication.parts.model, replication.parts.span
    # a date may be expected that lies after the run
    days = tuple((span.begins + timedelta(days=n)).isoformat() for n in range(len(span.nights) + EXPECTED_AHEAD))
    kinds = tuple(kind.value for kind in KINDS)
    return Words(kinds, model.places, model.services, (*model.words, *days), len(model.words))


def of_another_council(rows: Any, residents: Any, words: Words) -> Words:
    """Let another council answer for those who came from outside, where a council is told at all; gives the words."""
    from_outside = ~residents[rows.person] & (rows.kind == TELLS.index(Kind.RESIDENCE_CHANGED)) & (rows.place != 0)
    rows.place[from_outside] = len(words.places)
    return words._replace(places=(*words.places, ANOTHER_COUNCIL))


def in_areas(rows: Any, people: Any, homes: Sequence[tuple[str, int]], words: Words) -> Words:
    """Let each resident live in one of these areas, by chance and by how many live there; gives the words."""
    lives = people.resident[rows.person] & (rows.kind == TELLS.index(Kind.RESIDENCE_CHANGED)) & (rows.place != 0)
    if not homes or not lives.any():
        return words
    upto = np.cumsum([number for _, number in homes], dtype=np.float64)
    chance = mixed(people.candidate[rows.person[lives]].astype(np.uint64) * GOLDEN) / np.float64(2**64)
    rows.place[lives] = len(words.places) + np.searchsorted(upto, chance * upto[-1], side="right")
    return words._replace(places=(*words.places, *(home for home, _ in homes)))


def in_wards(rows: Any, candidates: Any, words: Words, wards: Mapping[str, Sequence[str]]) -> Words:
    """Put the stays of a location that stands for several wards in one of them, by person and stay; gives the words."""
    places = words.places
    for location, names in wards.items():
        if location in places:
            here = rows.place == places.index(location)
            stay = candidates[rows.person[here]].astype(np.uint64) * GOLDEN + rows.episode[here].astype(np.uint64)
            rows.place[here] = len(places) + mixed(stay) % np.uint64(len(names))
            places = (*places, *names)
    return words._replace(places=places)


def mixed(numbers: Any) -> Any:
    """Numbers that look like chance, the same for the same numbers (the finaliser of SplitMix64)."""
    for shift, times in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(times)
    return numbers ^ (numbers >> np.uint64(31))


# As tables


def write_told(told: Told, keys: Sequence[str], folder: Path, position: int, progress: Progress = nothing) -> Tables:
    """Write the tables of these events into `folder` and put them in force, as columns.build does for a ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f"{position}-", dir=folder))
    try:
        write_columns(told, keys, made)
        write_tables(made / "events.parquet", made, told.until, progress)
        describe(made, [Part(made, len(told.rows))], position, told.origin, told.until, told.since)
        put_in_force(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return Tables(folder)


def write_columns(told: Told, keys: Sequence[str], folder: Path) -> None:
    """events.parquet and people.parquet, in the shape that columns.write_tables reads."""
    rows, words = told.rows, told.words
    when = pa.array(rows.happened).cast(pa.timestamp("us", "UTC"))
    spell = np.where(OF_A_STAY[rows.kind], rows.episode.astype(np.uint64) + 1, 0).astype(np.uint64)
    events = {
        "person": pa.array(rows.person),
        "kind": worded(rows.kind, words.kinds),
        "happened_at": when,
        "recorded_at": when,
        "location": worded(rows.place, words.places),
        "service": worded(rows.service, words.services),
        "detail": worded(rows.detail, words.details),
        "spell": pa.array(spell),
        "sequence": pa.array(rows.sequence),
        "id": pa.array(np.arange(1, len(rows) + 1, dtype=np.uint64)),
        "about": pa.array(np.zeros(len(rows), dtype=np.uint64)),
    }
    pq.write_table(pa.table(events), folder / "events.parquet", compression="lz4", row_group_size=1_000_000)
    people = {
        "person": pa.array(np.arange(len(keys), dtype=np.int32)),
        "key": pa.array(keys, pa.string()),
        "born": pa.array(told.born, pa.date32()),
        "sex": pa.array(told.sexes, pa.string()),
    }
    pq.write_table(pa.table(people), folder / "people.parquet")


def worded(numbers: Any, words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), pa.array(words, pa.string()))


# As a ledger


def keys_of(told: Told, people: People) -> list[str]:
    """The key of each person."""
    return [people.key(who) for who in identifiers(told)]


def say_people(told: Told, people: People) -> None:
    """Keep what is known of each person: born, sex, and a name that is nobody's."""
    each = zip(identifiers(told), told.candidates, told.born, told.sexes, strict=True)
    people.say(Statement(who, identity(int(number), born, sex), told.since, SOURCE) for who, number, born, sex in each)


def identity(number: int, born: date, sex: str) -> Identity:
    """Who this candidate is said to be."""
    given, family = name_of(number, sex)
    return Identity(family=family, given=given, birth_date=born, sex=sex)


def identifiers(told: Told) -> Iterator[tuple[Identifier]]:
    """The number that each person is known by."""
    return ((Identifier("local", f"{told.seed}-{n}", ASSIGNER),) for n in told.candidates)


def write_ledger(told: Told, keys: Sequence[str], file: Path, progress: Progress = nothing) -> int:
    """Keep the events in a ledger of their own; gives its position."""
    ledger = open_ledger(file, told.origin)
    try:
        return ledger.fill(ledger_rows(told, keys, progress))
    finally:
        ledger.close()


def ledger_rows(told: Told, keys: Sequence[str], progress: Progress = nothing) -> Iterator[Row]:
    """Each event as the ledger keeps it, told at once. A part at a time, since plain numbers take much room."""
    kinds, places, services, details = told.words[:4]
    of_a_stay = OF_A_STAY.tolist()
    for start in range(0, len(told.rows), AT_ONCE):
        part = told.rows[start : start + AT_ONCE]
        columns = [part[name].tolist() for name in part.dtype.names]
        for happened, person, sequence, episode, kind, place, service, detail in zip(*columns, strict=True):
            key = keys[person]
            spell = f"{key}-{episode}" if of_a_stay[kind] else ""
            yield row_told_at_once(
                key, kinds[kind], happened, places[place], services[service], details[detail], SOURCE, spell, sequence
            )
        progress(start + len(part), len(told.rows))
