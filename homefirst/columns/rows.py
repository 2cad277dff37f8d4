"""The tables, written from the rows that the rules found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns.capacity import write_capacity
from homefirst.columns.room import room_for
from homefirst.columns.shapes import EVENT, I32, NO_NUMBER, OPEN, Out
from homefirst.columns.values import (
    birth_numbers,
    dates,
    day_said,
    kinds,
    known,
    local_days_of,
    minutes,
    moments,
    optional,
    span,
    split,
)
from homefirst.columns.words import EMERGENCY, Vocabulary

LAST_DAY = 60_000  # 2134
YMD = np.array([int(str(d).replace("-", "")) for d in np.arange(LAST_DAY).astype("datetime64[D]")], dtype=np.int32)
TABLES = Out._fields[:-1]


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
        """Write what is missing, so that every table is there, and end the files."""
        if not self.files:
            self.write(room_for(np.empty(0, dtype=EVENT), datetime.fromtimestamp(0).astimezone())[0])
        for file in self.files.values():
            file.close()
        if not (self.folder / "capacity.parquet").exists():
            write_capacity([], self.folder)

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
