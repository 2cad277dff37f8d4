"""The returns say what the measures say where the definitions are the same, and what each other say where lists map."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homefirst.codes import DELAY_REASON_TO_DTOC, DelayReason, NationalDestination, find_code
from homefirst.columns import Tables, build
from homefirst.event import Event, Kind, new_event
from homefirst.hub.returns import Return, ReturnError, ReturnStay, as_csv, make_return, return_of, stays_of
from homefirst.hub.returns import dtoc as old
from homefirst.hub.returns import situation as today
from homefirst.journey import journey
from homefirst.ledger import Ledger, open_ledger
from homefirst.measures import Period, evaluate, measure_named
from homefirst.system import System, load_system

SYSTEM = load_system("northamptonshire")
FIRST, LAST = date(2026, 1, 5), date(2026, 1, 25)
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
PROVIDERS = ("RNS", "RNQ", "RP1")


def random_stays(seed: int, people: int = 60) -> list[Event]:
    """Stays of all sorts over six weeks: ready and not, lapsed, several reasons, deaths, transfers, no pathway."""
    chance = random.Random(seed)
    begins, events = datetime(2025, 12, 20, tzinfo=UTC), list[Event]()
    for n in range(people):
        person, provider = f"p{n}", chance.choice(PROVIDERS)
        at = begins + timedelta(hours=chance.randrange(24 * 35))
        events.append(new_event(person, Kind.ADMITTED, at, location=f"{provider}:ONE", detail="21", spell=f"v{n}"))
        for _ in range(chance.randrange(6)):
            at += timedelta(hours=chance.randrange(1, 72))
            kind, detail = chance.choice([
                (Kind.CRITERIA_TO_RESIDE_NOT_MET, ""), (Kind.CRITERIA_TO_RESIDE_NOT_MET, ""),
                (Kind.CRITERIA_TO_RESIDE_MET, ""), (Kind.DELAY_STARTED, chance.choice(list(DelayReason))),
                (Kind.DELAY_STARTED, chance.choice(["E/social_care", "A/both", "Dii/nhs", "v"])),
                (Kind.DELAY_ENDED, "28"), (Kind.PATHWAY_CHOSEN, chance.choice("0123")),
            ])  # fmt: skip
            events.append(new_event(person, kind, at, detail=str(detail), spell=f"v{n}"))
        if chance.random() < 0.7:
            at += timedelta(hours=chance.randrange(1, 200))
            end = chance.choice(["19/1", "19/1", "54/1", "79/4", "51/1"])
            events.append(new_event(person, Kind.DISCHARGED, at, detail=end, spell=f"v{n}"))
            if chance.random() < 0.2:
                back = new_event(
                    person, Kind.ADMITTED, at + timedelta(hours=5), location="RNQ:TWO", detail="81", spell=f"w{n}"
                )
                events.append(back)
    return events


def stays_in(events: list[Event]) -> list[ReturnStay]:
    people = sorted({event.person for event in events})
    return [s for p in people for s in stays_of(journey(p, [e for e in events if e.person == p]), NOW)]


def returns_of(events: list[Event]) -> dict[str, Return]:
    stays = stays_in(events)
    return {name: return_of(name, stays, SYSTEM, FIRST, LAST) for name in ("acute", "community", "dtoc")}


def sums(found: dict[str, Return], group: str) -> Counter[tuple[str, str]]:
    """Of both situation reports: the sum over the days, by provider and metric."""
    counted: Counter[tuple[str, str]] = Counter()
    for name in ("acute", "community"):
        for line in found[name].lines:
            if line.group == group:
                counted[line.provider, line.metric] += line.value
    return counted


def by_provider(tables: Tables, name: str, part: str = "numerator", *by: str) -> Counter[tuple[str, ...]]:
    values = evaluate(measure_named(name), tables, SYSTEM, Period(FIRST, LAST), ["provider", *by])
    found: Counter[tuple[str, ...]] = Counter()
    for value in values:
        key = (value.group["provider"], *(value.group[split] for split in by))
        found[key] += round(getattr(value, part) or 0)
    return +found


def only(counted: Counter[tuple[str, str]], metric: str) -> Counter[tuple[str, ...]]:
    return +Counter({(provider,): n for (provider, title), n in counted.items() if title == metric})


@pytest.mark.parametrize("seed", range(2))
def test_the_returns_equal_the_measures_of_the_same_ledger(tmp_path: Path, seed: int) -> None:
    events = random_stays(seed, people=150)
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:returns")
    ledger.append(events)
    tables = build(ledger, tmp_path / "tables", as_at=NOW)
    ledger.close()
    found = returns_of(events)
    remaining, bed_days = sums(found, today.NOT_DISCHARGED), sums(found, today.BED_DAYS)
    leaving, went = sums(found, today.DISCHARGES), sums(found, today.DESTINATIONS)
    assert only(remaining, today.REMAINING) == by_provider(tables, "no_longer_meeting_criteria_to_reside")
    assert only(bed_days, today.ALL_BED_DAYS) == by_provider(tables, "bed_days_lost_to_delay")
    assert only(leaving, today.BY_17) == by_provider(tables, "discharged_by_17")
    assert only(leaving, today.DISCHARGED) == by_provider(tables, "discharged_by_17", "denominator")
    in_bed = sum(n for one in ("acute", "community") for n in found[one].in_bed.values())
    (share,) = evaluate(measure_named("no_longer_meeting_criteria_share"), tables, SYSTEM, Period(FIRST, LAST), [])
    assert in_bed / ((LAST - FIRST).days + 1) == pytest.approx(share.denominator) and in_bed > 1000
    assert 100 * sum(only(remaining, today.REMAINING).values()) / in_bed == pytest.approx(share.value)
    pathways = {today.destination_label(one): one.pathway.value for one in NationalDestination}
    by_pathway: Counter[tuple[str, ...]] = Counter()
    for (provider, title), n in went.items():
        if title in pathways:
            by_pathway[provider, pathways[title]] += n
    assert +by_pathway == by_provider(tables, "discharge_pathway_mix", "numerator", "pathway")
    assert sum(remaining.values()) > 20 and sum(leaving.values()) > 5  # the ledgers have something to count


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_old_return_is_the_new_one_by_the_mapping_of_the_two_lists(seed: int) -> None:
    """Every night of delay, by its reason of today, is in the old return under the one letter it maps to."""
    events = random_stays(seed, people=12)
    wanted: Counter[tuple[str, str]] = Counter()
    for stay in stays_in(events):
        for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)):
            reason = find_code(DelayReason, stay.delay_on(day) or "-")
            letters = DELAY_REASON_TO_DTOC[reason] if reason else ()
            if reason and len(letters) == 1:
                wanted[stay.provider, letters[0].label] += 1
            elif reason:
                wanted[stay.provider, old.NOT_CERTAIN] += 1
    found: Counter[tuple[str, str]] = Counter()
    told_in_old: Counter[tuple[str, str]] = Counter()
    for line in returns_of(events)["dtoc"].lines:
        if line.group == old.DAYS:
            found[line.provider, line.metric] += line.value
    for stay in stays_in(events):
        for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)):
            detail = stay.delay_on(day)
            if detail is not None and find_code(DelayReason, detail or "-") is None:
                told_in_old[stay.provider, old.dtoc_label(detail)] += 1
    assert +found == +(wanted + told_in_old)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_parts_of_a_situation_report_add_up(seed: int) -> None:
    found = returns_of(random_stays(seed, people=12))
    nctr, remaining, leaving = (sums(found, g) for g in (today.NCTR, today.NOT_DISCHARGED, today.DISCHARGES))
    went, bed_days = sums(found, today.DESTINATIONS), sums(found, today.BED_DAYS)
    for provider in PROVIDERS:
        out = leaving[provider, today.DISCHARGED]
        assert nctr[provider, today.NO_LONGER] == remaining[provider, today.REMAINING] + out
        assert leaving[provider, today.BY_17] + leaving[provider, today.AFTER_17] == out
        assert sum(n for (code, _), n in went.items() if code == provider) == out
        for nights in today.REASON_LENGTHS:
            reasons = sums(found, today.reason_group(nights))
            total = sum(n for (code, _), n in reasons.items() if code == provider)
            assert total == bed_days[provider, today.bed_days_title(nights)]


# From a ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    kept = open_ledger(tmp_path / "ledger.sqlite", "made-up:returns")
    kept.append(random_stays(1))
    return kept


def asked(ledger: Ledger, name: str = "acute", first: date = FIRST, last: date = LAST, **rest: str) -> Return:
    system: System = SYSTEM
    return make_return(name, ledger, lambda key: (key,), system, first, last, now=NOW, **rest)  # type: ignore[arg-type]


def test_from_a_ledger_nobody_is_missed_who_has_something_to_count(ledger: Ledger) -> None:
    whole = returns_of(random_stays(1))
    for name in ("acute", "community", "dtoc"):
        assert asked(ledger, name).lines == whole[name].lines
    ledger.close()


def test_of_one_provider_the_return_has_that_one_alone(ledger: Ledger) -> None:
    assert asked(ledger, provider="RNQ").providers == ("RNQ",)
    assert asked(ledger, "community").providers == ("RP1",)
    assert asked(ledger, "dtoc").providers == ("RNQ", "RNS", "RP1")
    ledger.close()


@pytest.mark.parametrize(
    ("name", "first", "last", "says"),
    [
        ("weekly", FIRST, LAST, "no return called weekly"),
        ("acute", LAST, FIRST, "cannot be asked for"),
        ("acute", FIRST, date(2026, 2, 1), "is not over yet"),
        ("acute", date(2024, 1, 1), LAST, "a year apart at most"),
    ],
)
def test_what_no_return_can_be_made_of_is_refused(
    ledger: Ledger, name: str, first: date, last: date, says: str
) -> None:
    with pytest.raises(ReturnError, match=says):
        asked(ledger, name, first, last)
    ledger.close()


def test_the_files_have_the_published_columns_and_every_number_noughts_too(ledger: Ledger) -> None:
    headings, rows = asked(ledger, provider="RNS").table(SYSTEM)
    lines = as_csv(headings, rows).splitlines()
    assert lines[0] == "Period,Level,Region,ICB,Org Code,Org Name,Metric,Metric Type,Metric Group,Value"
    assert len(lines) == 1 + 21 * len(list(today.titles(today.ACUTE_LABELS)))
    assert lines[1].startswith("05/01/2026,PROVIDER,")
    headings, rows = asked(ledger, "dtoc", provider="RNS").table(SYSTEM)
    assert headings[4:6] == ("Awaiting completion of assessment", "Awaiting public funding")
    assert headings[-2:] == ("Total Delayed Transfers of Care", "Period")
    assert all(sum(row[4:-2]) == row[-2] for row in rows)  # type: ignore[arg-type]
    ledger.close()


def test_under_eighteen_nobody_is_in_the_delayed_transfers_of_adults() -> None:
    events = [
        new_event("p1", Kind.ADMITTED, datetime(2026, 1, 1, tzinfo=UTC), location="RNS:ONE"),
        new_event("p1", Kind.CRITERIA_TO_RESIDE_NOT_MET, datetime(2026, 1, 5, 9, tzinfo=UTC)),
    ]
    stays = list(stays_of(journey("p1", events), NOW, born=date(2008, 1, 10)))
    found = return_of("dtoc", stays, SYSTEM, FIRST, LAST)
    assert sum(line.value for line in found.lines if line.group == old.DAYS) == 16  # from the 10th to the 25th


def test_patients_were_counted_on_the_last_thursday_of_the_month() -> None:
    assert [old.last_thursday(date(2026, month, 1)).day for month in (1, 2, 4, 12)] == [29, 26, 30, 31]


def test_every_reason_of_today_has_a_community_label_or_is_said_to_have_none() -> None:
    assert {today.community_label(reason.value) for reason in DelayReason} <= set(today.COMMUNITY_LABELS)
    assert len(today.COMMUNITY_LABELS) == 22
    assert len(today.ACUTE_LABELS) == 39
    assert len(today.destination_labels()) == 8
