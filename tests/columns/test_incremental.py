"""Tables that are brought up to date by the people touched are those that would be made from the beginning."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from homefirst.columns import Person, Tables, build, tables
from homefirst.event import Event, Kind, new_event
from homefirst.ledger import Ledger, open_ledger
from tests.ledgers import ledgers

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ROSE = Person("p0", date(1940, 2, 29), "female")
EVERYBODY = 0  # fold nothing: every build adds a part


def stay(person: str, day: int, *, nights: int | None = 3) -> list[Event]:
    began = NOON + timedelta(days=day)
    events = [
        new_event(person, Kind.ADMITTED, began, location="RNS:HAWTHORN", detail="21", spell=f"{person}-{day}"),
        new_event(person, Kind.CRITERIA_TO_RESIDE_NOT_MET, began + timedelta(days=1), spell=f"{person}-{day}"),
        new_event(person, Kind.DELAY_STARTED, began + timedelta(days=1), detail="28", spell=f"{person}-{day}"),
    ]
    if nights:
        left = began + timedelta(days=nights)
        events.append(new_event(person, Kind.DISCHARGED, left, detail="19/1", spell=f"{person}-{day}"))
    return events


def everything(made: Tables) -> dict[str, Counter[tuple[Any, ...]]]:
    """The rows of every table as a bag, with keys for people and what is known of the spell for its number."""
    with duckdb.connect() as db:
        db.execute("set TimeZone = 'UTC'")
        told = {name: db.sql(made.sql(name)).to_arrow_table().to_pylist() for name in made.names}
    keys = {row["person"]: row["key"] for row in told["people"]}
    stays = {row["spell"]: (keys[row["person"]], row["started_at"], row["provider"]) for row in told["spells"]}
    return {name: bag(rows, keys, {} if name == "events" else stays) for name, rows in told.items()}


def bag(rows: list[dict[str, Any]], keys: Any, stays: Any) -> Counter[tuple[Any, ...]]:
    meaning = {"person": keys, "spell": stays}
    return Counter(tuple(meaning.get(name, {}).get(value, value) for name, value in row.items()) for row in rows)


def numbered_once(made: Tables) -> bool:
    with duckdb.connect() as db:
        return all(
            db.execute(f"select count(*) = count(distinct {number}) from ({made.sql(name)})").fetchall() == [(True,)]
            for name, number in (("spells", "spell"), ("people", "person"))
        )


def same_as_from_the_beginning(ledger: Ledger, made: Tables, folder: Path, *known: Any) -> None:
    whole = build(ledger, folder, *known, anew=True)
    assert everything(made) == everything(whole)
    assert (made.events, made.first_at, made.position) == (whole.events, whole.first_at, whole.position)
    assert numbered_once(made)


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data(), events=ledgers(), fold=st.sampled_from([EVERYBODY, 1, tables.FOLD]))
def test_tables_made_in_pieces_are_those_made_at_once(
    data: st.DataObject, events: list[Event], fold: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    ledger = open_ledger(folder / "ledger.sqlite", "made-up:test")
    told = data.draw(st.permutations(events))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(told)), min_size=1, max_size=4)))
    for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True):
        ledger.append(told[start:end])
        firsts = data.draw(st.lists(st.sampled_from(["p0", "p1", "p2"]), min_size=3, max_size=3))
        same = {f"p{n}": first for n, first in enumerate(firsts) if first < f"p{n}" and firsts[int(first[1])] == first}
        known = [person for person in [ROSE] if data.draw(st.booleans())]
        made = build(ledger, folder / "tables", known, same, fold=fold)
    same_as_from_the_beginning(ledger, made, folder / "whole", known, same)
    ledger.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Forty people of old, each with a stay that is over."""
    made = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    made.append([event for n in range(40) for event in stay(f"p{n:02}", n)])
    build(made, tmp_path / "tables")
    return made


def test_a_days_events_leave_everybody_elses_rows_as_they_are(ledger: Ledger, tmp_path: Path) -> None:
    before = Tables(tmp_path / "tables")
    ledger.append(stay("p03", 90))
    after = build(ledger, tmp_path / "tables")
    assert [part.events for part in after.parts] == [39 * 4, 8]
    assert after.path("spells").stat().st_size
    assert (before.folder / "spells.parquet").samefile(after.folder / "spells.parquet")
    same_as_from_the_beginning(ledger, after, tmp_path / "whole")


def test_a_delay_that_goes_on_is_counted_up_to_today_also_of_somebody_untouched(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append(stay("p77", 100, nights=None))
    build(ledger, tmp_path / "tables")
    ledger.append(stay("p03", 140))
    after = build(ledger, tmp_path / "tables")
    with duckdb.connect() as db:
        counted = f"select counted_days from ({after.sql('delays')}) where ended_at is null"
        assert db.execute(counted).fetchall() == [(42,)]  # from day 101 to day 143, the last of the ledger
    same_as_from_the_beginning(ledger, after, tmp_path / "whole")


def test_an_old_admission_taken_back_takes_its_spell_away(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([new_event("p05", Kind.RETRACTED, NOON + timedelta(days=200), detail="admitted", spell="p05-5")])
    after = build(ledger, tmp_path / "tables")
    assert len(after.parts) == 2
    with duckdb.connect() as db:
        assert db.execute(f"select count(*) from ({after.sql('spells')})").fetchall() == [(39,)]


def test_people_joined_become_one_and_parted_two_again(ledger: Ledger, tmp_path: Path) -> None:
    joined = build(ledger, tmp_path / "tables", [], {"p09": "p08"})
    same_as_from_the_beginning(ledger, joined, tmp_path / "whole", [], {"p09": "p08"})
    assert len(joined.parts) == 2
    assert pq.read_metadata(joined.path("people")).num_rows == 39
    parted = build(ledger, tmp_path / "tables")
    same_as_from_the_beginning(ledger, parted, tmp_path / "whole")
    assert pq.read_metadata(parted.path("people")).num_rows == 40


def test_a_date_of_birth_heard_later_gives_ages(ledger: Ledger, tmp_path: Path) -> None:
    after = build(ledger, tmp_path / "tables", [Person("p07", date(1940, 1, 1), "")])
    with duckdb.connect() as db:
        query = f"select age from ({after.sql('spells')}) where age is not null"
        assert db.execute(query).fetchall() == [(86,)]
    assert len(after.parts) == 2


def test_parts_never_pile_up(ledger: Ledger, tmp_path: Path) -> None:
    most = 0
    for day in range(100, 112):
        ledger.append(stay(f"p{day % 4:02}", day))
        most = max(most, len(build(ledger, tmp_path / "tables").parts))
    assert most in (2, 3)
    same_as_from_the_beginning(ledger, Tables(tmp_path / "tables"), tmp_path / "whole")


def test_only_the_tables_in_force_and_those_before_are_kept(ledger: Ledger, tmp_path: Path) -> None:
    for day in range(100, 104):
        ledger.append(stay("p00", day))
        build(ledger, tmp_path / "tables")
    assert len([entry for entry in (tmp_path / "tables").iterdir() if entry.is_dir()]) == 2


def test_a_build_that_fails_leaves_the_parts_before_in_force(ledger: Ledger, tmp_path: Path) -> None:
    before = everything(Tables(tmp_path / "tables"))
    ledger.append(stay("p03", 90))
    with pytest.raises(RuntimeError, match="stop here"):
        build(ledger, tmp_path / "tables", progress=stop_here)
    assert everything(Tables(tmp_path / "tables")) == before


def stop_here(done: int, of: int) -> None:
    raise RuntimeError("stop here")


def test_what_another_build_is_still_writing_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    other = tmp_path / "tables" / "7-other"
    other.mkdir()
    build(ledger, tmp_path / "tables", anew=True)
    assert other.exists()


def test_tables_made_by_other_rules_are_made_again_whole(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "RULES", "others")
    ledger.append(stay("p03", 90))
    assert len(build(ledger, tmp_path / "tables").parts) == 1


def test_a_table_never_made_has_no_query(ledger: Ledger, tmp_path: Path) -> None:
    assert Tables(tmp_path / "tables").sql("crystal_ball") == ""


def test_a_table_in_parts_is_one_file_for_whoever_wants_a_file(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append(stay("p03", 90))
    after = build(ledger, tmp_path / "tables")
    assert pq.read_metadata(after.path("spells")).num_rows == 41


def test_a_simulated_ledger_goes_on_to_speak_from_its_own_first_day(tmp_path: Path) -> None:
    # Given tables that say that the simulated days began later than the first record, as the simulator writes them
    with closing(open_ledger(tmp_path / "ledger.sqlite", "simulated:county:1")) as ledger:
        ledger.append([*stay("p0", 0), *stay("p1", 20), *stay("p2", 21), *stay("p3", 22)])
        made = build(ledger, tmp_path / "tables")
        began = NOON + timedelta(days=10)
        tables.describe(made.folder, made.parts, made.position, made.origin, made.as_at, began)
        # When something older is told of somebody, and the tables are brought up to date or made anew
        ledger.append([new_event("p1", Kind.SUPPORT_STARTED, NOON - timedelta(days=300), service="HOMECARE")])
        touched = build(ledger, tmp_path / "tables", fold=EVERYBODY)
        # Then they speak from the same day
        assert len(touched.parts) == 2
        assert touched.first_at == began
        assert build(ledger, tmp_path / "tables", anew=True).first_at == began
