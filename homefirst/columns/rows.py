"""The tables, written from the rows that the rules found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns.room import room_for
from homefirst.columns.rules import local_days
from homefirst.columns.shapes import EVENT, I32, I64, NO_NUMBER, OPEN, Out
from homefirst.columns.words import EMERGENCY, Vocabulary
from homefirst.event import Kind

TIME = pa.timestamp("us", "UTC")
LAST_DAY = 60_000  # 2134
YMD = np.array([int(str(d).replace("-", "")) for d in np.arange(LAST_DAY).astype("datetime64[D]")], dtype=np.int32)
TABLES = Out._fields[:-1]
MICROSECONDS_A_MINUTE = 60_000_000


class Writers:
    """One Parquet file a table, written batch by batch."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, as_at: datetime) -> None:
        self.folder, self.vocabulary = folder, vocabulary
        self.files: dict[str, pq.ParquetWriter] = {}
        self.spells = 0
        self.as_at_day = local_days_of(np.array([int(as_at.timestamp() * 1e6)], dtype=np.int64))[0]
        people = folder / "people.parquet"
        self.born = birth_numbers(people) if people.exists() else np.zeros(0, dtype=np.int32)

    def write(self, out: Out) -> None:
        """Write what the rules found in one batch."""
        cut = out._replace(**{name: getattr(out, name)[: out.made[name][0]] for name in TABLES})
        self.put("spells", self.spell_columns(cut.spells))
        self.put("stays", {**self.of_spell(cut.stays), **self.place(cut.stays), **span(cut.stays)})
        self.put("ready", {**self.of_spell(cut.ready), "provider": self.text(cut.ready.provider), **span(cut.ready)})
        self.put("delays", self.delay_columns(cut.delays))
        self.put("attendances", self.attendance_columns(cut.attendances))
        self.put("calls", self.call_columns(cut.calls))
        self.put("hops", self.hop_columns(cut.hops))
        self.put("referrals", self.referral_columns(cut.referrals))
        self.put("supports", self.support_columns(cut.supports))
        self.put("residences", self.residence_columns(cut.residences))
        died = cut.deaths
        self.put("deaths", {"person": died.person, "died_at": moments(died.died), "died_on": dates(died.died)})
        self.put("standing", self.standing_columns(cut.standing))
        self.spells += len(cut.spells)

    def put(self, name: str, columns: dict[str, Any]) -> None:
        table = pa.table({c: pa.array(v) if isinstance(v, np.ndarray) else v for c, v in columns.items()})
        if name not in self.files:
            self.files[name] = self.open(name, table.schema)
        self.files[name].write_table(table, row_group_size=len(table) or 1)

    def open(self, name: str, schema: pa.Schema) -> pq.ParquetWriter:
        """A file of plain numbers and numbered words: a third of the work of packing them tighter, and read sooner.

        Without least and greatest values, which say nothing where rows stand by person.
        """
        words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        file = self.folder / f"{name}.parquet"
        return pq.ParquetWriter(file, schema, compression="none", use_dictionary=words, write_statistics=False)

    def close(self) -> None:
        if not self.files:
            self.write(room_for(np.empty(0, dtype=EVENT), datetime.fromtimestamp(0).astimezone())[0])
        for file in self.files.values():
            file.close()

    def text(self, numbers: I32) -> pa.DictionaryArray:
        return self.vocabulary.text(numbers)

    def of_spell(self, t: Any) -> dict[str, Any]:
        return {"spell": t.spell + np.int32(self.spells), "person": t.person}

    def of_spell_or_none(self, t: Any) -> dict[str, Any]:
        missing = t.spell == NO_NUMBER
        return {"spell": pa.array(t.spell + np.int32(self.spells), mask=missing), "person": t.person}

    def place(self, t: Any) -> dict[str, Any]:
        return {"location": self.text(t.location), "provider": self.text(t.provider)}

    def place_told(self, t: Any) -> dict[str, Any]:
        """A location as it was told, and who runs it."""
        providers = self.vocabulary.meaning().provider
        return {"location": self.text(t.location), "provider": self.text(providers[t.location])}

    def home(self, t: Any) -> dict[str, Any]:
        """Where the person lived then."""
        return {"residence": self.text(t.residence), "council": self.text(t.council), "area": self.text(t.area)}

    def ages(self, person: I32, days: I32) -> pa.Array:
        """Whole years on these days, by the calendar; null where the day or the date of birth is not known."""
        if not len(self.born):
            return pa.nulls(len(person), pa.int16())
        born = self.born[person]
        known = (born > 0) & (days >= 0) & (days < LAST_DAY)
        age = (YMD[np.where(known, days, 0)] - born) // 10_000
        return pa.array(age.astype(np.int16), mask=~known)

    def spell_columns(self, s: Any) -> dict[str, Any]:
        started, ended = local_days_of(s.started), local_days_of(s.ended)
        emergency = np.array([w in EMERGENCY for w in self.vocabulary.words])
        return {
            "spell": np.arange(self.spells, self.spells + len(s.person), dtype=np.int32),
            "person": s.person,
            "provider": self.text(s.provider),
            "first_location": self.text(s.first_location),
            "location": self.text(s.location),
            **span(s),
            "nights": optional(np.where(ended == NO_NUMBER, NO_NUMBER, ended - started).astype(np.int32)),
            "admission_method": self.text(s.admission_method),
            "emergency": emergency[s.admission_method] if len(emergency) else np.zeros(0, dtype=np.bool_),
            "destination": self.text(s.destination),
            "discharge_method": self.text(s.discharge_method),
            "ready_at": moments(s.ready),
            "ready_on": dates(s.ready),
            "pathway": self.text(s.pathway),
            "expected_on": self.days_said(s.expected),
            "expected_sets": s.expected_sets,
            "first_expected_on": self.days_said(s.first_expected),
            "first_expected_at": moments(s.first_expected_at),
            "diagnosis": self.text(s.diagnosis),
            "notified_at": moments(s.notified),
            "admission_heard": s.admission_heard,
            "age": self.ages(s.person, started),
            "age_out": self.ages(s.person, ended),
            **self.home(s),
            "transferred": s.transferred,
            "readmitted_after": optional(s.readmitted_after),
        }

    def days_said(self, numbers: I32) -> pa.Array:
        """Words such as 2026-01-09 as dates; null where a word is no date."""
        said = np.array([day_said(w) for w in self.vocabulary.words], dtype=np.int32)
        found = said[numbers] if len(said) else numbers
        return known(found, NO_NUMBER, pa.date32())

    def delay_columns(self, d: Any) -> dict[str, Any]:
        parts = [w.partition("/") for w in self.vocabulary.words]
        started, ended = local_days_of(d.started), local_days_of(d.ended)
        ended = np.where(ended == NO_NUMBER, self.as_at_day, ended)
        return {
            **self.of_spell(d),
            "provider": self.text(d.provider),
            "detail": self.text(d.detail),
            "reason": split(d.detail, [first for first, _, _ in parts]),
            "attribution": split(d.detail, [last for _, _, last in parts]),
            "started_at": moments(d.started),
            "ended_at": moments(d.ended),
            "days": (ended - started).astype(np.int32),
            "counted_from": pa.array(d.counted_from, pa.int32()).view(pa.date32()),
            "counted_days": d.counted_days,
        }

    def attendance_columns(self, a: Any) -> dict[str, Any]:
        return {
            **self.of_spell_or_none(a),
            **self.place_told(a),
            "arrived_at": moments(a.arrived),
            "left_at": moments(a.left),
            "arrived_on": dates(a.arrived),
            "arrival_mode": self.text(a.arrival_mode),
            "handed_over_at": moments(a.handed_over),
            "stream": self.text(a.stream),
            "decided_to_admit_at": moments(a.decided_to_admit),
            "outcome": self.text(a.outcome),
            "minutes": minutes(a.arrived, a.left),
            "age": self.ages(a.person, local_days_of(a.arrived)),
            **self.home(a),
        }

    def call_columns(self, c: Any) -> dict[str, Any]:
        return {
            "person": c.person,
            **self.place_told(c),
            "detail": self.text(c.detail),
            "called_at": moments(c.called),
            "called_on": dates(c.called),
            "service": self.text(c.service),
            "response": self.text(c.response),
            "responded_at": moments(c.responded),
            "responded_on": dates(c.responded),
            "minutes": minutes(c.called, c.responded),
            "age": self.ages(c.person, local_days_of(np.minimum(c.called, c.responded))),
            **self.home(c),
        }

    def hop_columns(self, h: Any) -> dict[str, Any]:
        waited = np.where(h.asked == OPEN, OPEN, np.maximum(h.taken, h.asked))
        return {
            **self.of_spell_or_none(h),
            "from_kind": self.text(h.from_kind),
            "from_service": self.text(h.from_service),
            "to_kind": self.text(h.to_kind),
            "to_service": self.text(h.to_service),
            "asked_at": moments(h.asked),
            "taken_at": moments(h.taken),
            "taken_on": dates(h.taken),
            "minutes": minutes(h.asked, waited),
            "returned": h.returned,
        }

    def referral_columns(self, r: Any) -> dict[str, Any]:
        return {
            "person": r.person,
            "service": self.text(r.service),
            "detail": self.text(r.detail),
            "referred_at": moments(r.referred),
            "triaged_at": moments(r.triaged),
            "answer": kinds(r.answer),
            "answered_at": moments(r.answered),
            "started_at": moments(r.started),
            "referred_on": dates(r.referred),
        }

    def support_columns(self, s: Any) -> dict[str, Any]:
        return {
            "person": s.person,
            "kind": self.text(s.kind),
            "service": self.text(s.service),
            "held_at": moments(s.held),
            "outcome": self.text(s.outcome),
            **span(s),
        }

    def standing_columns(self, t: Any) -> dict[str, Any]:
        return {
            **self.of_spell_or_none(t),
            "kind": kinds(t.kind),
            "happened_at": moments(t.happened),
            "happened_on": dates(t.happened),
            **self.place_told(t),
            "service": self.text(t.service),
            "detail": self.text(t.detail),
        }

    def residence_columns(self, r: Any) -> dict[str, Any]:
        return {
            "person": r.person,
            "since": moments(r.since),
            "until": moments(r.until),
            "since_on": dates(r.since),
            "until_on": dates(r.until),
            "kind": self.text(r.kind),
            "council": self.text(r.council),
            "area": self.text(r.area),
        }


def kinds(numbers: Any) -> pa.DictionaryArray:
    """Kinds of event by their number; an empty word for -1."""
    words = pa.array(["", *(str(kind) for kind in Kind)])
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32) + 1), words)


def minutes(start: I64, end: I64) -> pa.Array:
    """Whole minutes from one to the other; null where either is not known."""
    both = (start != OPEN) & (end != OPEN)
    return optional(np.where(both, (end - start) // MICROSECONDS_A_MINUTE, NO_NUMBER).astype(np.int32))


def span(t: Any) -> dict[str, Any]:
    """Start and end as moments and as dates."""
    return {
        "started_at": moments(t.started),
        "ended_at": moments(t.ended),
        "started_on": dates(t.started),
        "ended_on": dates(t.ended),
    }


def moments(times: I64) -> pa.Array:
    """Each time; null where it is open."""
    return known(times, OPEN, TIME)


def known(numbers: Any, unknown: int, to: pa.DataType) -> pa.Array:
    """Numbers as this type, of the same width; null where they are `unknown`."""
    numbers = np.ascontiguousarray(numbers)
    missing = numbers == unknown
    return pa.array(numbers, mask=missing if missing.any() else None).view(to)


def local_days_of(times: I64) -> I32:
    days = np.empty(len(times), dtype=np.int32)
    local_days(np.ascontiguousarray(times), days)
    return days


def dates(times: I64) -> pa.Array:
    """The local date of each time."""
    return known(local_days_of(times), NO_NUMBER, pa.date32())


def optional(numbers: I32) -> pa.Array:
    return known(numbers, NO_NUMBER, pa.int32())


def split(numbers: I32, parts: list[str]) -> pa.DictionaryArray:
    """A part of each word, as text with its own small vocabulary."""
    own = {part: n for n, part in enumerate(dict.fromkeys(parts))}
    place = np.array([own[part] for part in parts], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(place[numbers]), pa.array(list(own), pa.string()))


def day_said(word: str) -> int:
    """Days since 1970 of a word such as 2026-01-09, or NO_NUMBER."""
    try:
        return int(np.datetime64(word, "D").astype(np.int32)) if len(word) == 10 and word[4] == "-" else NO_NUMBER
    except ValueError:
        return NO_NUMBER


def birth_numbers(people: Path) -> I32:
    """Each person's date of birth as a number such as 19380504; 0 where it is not known."""
    born = pq.read_table(people, columns=["born"]).column(0).combine_chunks()
    days = born.cast(pa.int32()).to_numpy(zero_copy_only=False)
    known = ~np.isnan(days.astype(float))
    as_dates = np.where(known, days, 0).astype(np.int64).astype("datetime64[D]")
    years = as_dates.astype("datetime64[Y]").astype(np.int64) + 1970
    months = as_dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    in_month = (as_dates - as_dates.astype("datetime64[M]")).astype(np.int64) + 1
    return np.where(known, years * 10_000 + months * 100 + in_month, 0).astype(np.int32)
