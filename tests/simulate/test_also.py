"""What is also told: it changes nothing of the flow, is what its numbers say, and is the same every time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from homefirst.checks import oddities
from homefirst.codes import Budget, Choice, FollowUp, FrailtyScale, Refusal, SummaryCheck, Task, find_code
from homefirst.columns import Tables
from homefirst.event import Kind, provider
from homefirst.journey import journey
from homefirst.ledger import open_ledger
from homefirst.measures import Period, evaluate, measure_named
from homefirst.simulate import parts_of, simulate
from homefirst.simulate.also import also_told, read_numbers
from homefirst.simulate.also.draws import For, draws
from homefirst.simulate.also.happened import Happened
from homefirst.simulate.also.numbers import SECTIONS
from homefirst.simulate.also.pen import AFTER_ALL_ELSE, number_of
from homefirst.simulate.emit import Told, told_of, write_ledger, write_told
from homefirst.simulate.loop.chance import draw
from homefirst.simulate.loop.shapes import DAY, Purpose
from homefirst.simulate.replication import replicate, seed_of
from homefirst.system import SystemFault
from tests.simulate.flows import SYSTEM, northamptonshire, overrun

FIRST_DAY, DAYS, WARM_UP = date(2025, 1, 6), 100, 40
FILE = Path(__file__).parents[2] / "systems/northamptonshire/told.toml"
NUMBERS: Mapping[str, Any] = read_numbers(FILE, frozenset(SYSTEM.figures)).told


def flow_told(seed: int = 4, days: int = DAYS, warm_up: int = WARM_UP, flow: Any = None) -> Told:
    flow = flow or northamptonshire()
    shared = parts_of(flow, days, warm_up, FIRST_DAY)
    done = replicate(shared, seed_of(seed, 0), tell=True)
    return told_of(done, seed, flow.wards, flow.homes(FIRST_DAY))


class Both(NamedTuple):
    """The same run with the flow alone, and with what is also told."""

    flow: Told
    told: Told
    flow_tables: Tables
    tables: Tables

    def rows(self, kind: Kind) -> Any:
        """The rows of a kind that are also told."""
        rows = self.told.rows
        return rows[(rows.kind == number_of(kind)) & (rows.sequence >= AFTER_ALL_ELSE)]

    def details(self, rows: Any) -> Any:
        return np.array(self.told.words.details)[rows.detail]

    def measure(self, name: str) -> Any:
        days = Period(FIRST_DAY, FIRST_DAY + timedelta(days=DAYS - 1))
        return evaluate(measure_named(name), self.tables, SYSTEM, days)[0]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder, flow = tmp_path_factory.mktemp("also"), flow_told()
    told = also_told(flow, NUMBERS)
    keys = [f"p{n:016x}" for n in range(len(flow.born))]
    return Both(flow, told, write_told(flow, keys, folder / "flow", 0), write_told(told, keys, folder / "told", 0))


def near(count: float, of: float, share: float) -> bool:
    """Whether a count is what a share comes to, but for chance: within 4.5 standard errors."""
    assert of > 50
    return bool(abs(count - of * share) < 4.5 * math.sqrt(of * share * (1 - share)) + 1)


# The flow stays as it is


def test_every_row_of_the_flow_is_there_unchanged_and_in_its_order(both: Both) -> None:
    kept = both.told.rows[both.told.rows.sequence < AFTER_ALL_ELSE]
    assert np.array_equal(kept, both.flow.rows)
    assert len(both.told.rows) - len(kept) > len(kept) / 5


def test_rows_stand_in_the_order_of_a_journey_and_no_two_of_a_person_in_one_place(both: Both) -> None:
    rows = both.told.rows
    order = np.lexsort((rows.sequence, rows.happened, rows.person))
    assert np.array_equal(order, np.arange(len(rows)))
    assert len(np.unique(rows[["person", "happened", "sequence"]])) == len(rows)


def test_words_told_before_keep_their_numbers(both: Both) -> None:
    for before, after in zip(both.flow.words[:4], both.told.words[:4], strict=True):
        assert after[: len(before)] == before
        new = after[len(before) :]
        assert len(set(new)) == len(new)
        assert not set(new) & set(before)


SAME = ("stays", "ready", "delays", "attendances", "supports", "residences", "deaths", "calls", "hops")
ALSO_TOLD = {"expected_on", "expected_sets", "first_expected_on", "first_expected_at", "diagnosis"}


def columns(tables: Tables, name: str) -> dict[str, pa.Array]:
    """A table's columns, with words for the numbers that stand for them."""
    table = pq.read_table(tables.path(name)).combine_chunks()
    whole = {column: table[column].combine_chunks() for column in table.column_names}
    words = {column: pa.types.is_dictionary(values.type) for column, values in whole.items()}
    return {column: values.dictionary_decode() if words[column] else values for column, values in whole.items()}


@pytest.mark.parametrize("name", SAME)
def test_what_the_flow_comes_to_is_the_same(both: Both, name: str) -> None:
    before, after = columns(both.flow_tables, name), columns(both.tables, name)
    assert len(before["person"]) > 100
    assert all(before[column].equals(after[column]) for column in before)


def test_of_stays_only_dates_and_diagnoses_are_new(both: Both) -> None:
    before, after = columns(both.flow_tables, "spells"), columns(both.tables, "spells")
    assert {name for name in before if not before[name].equals(after[name])} == ALSO_TOLD


def test_referrals_are_the_same_but_for_their_triage_and_those_refused(both: Both) -> None:
    def rows(tables: Tables) -> Counter[tuple[str, ...]]:
        table = pq.read_table(tables.path("referrals")).to_pylist()
        return Counter(tuple(str(v) for k, v in r.items() if k != "triaged_at") for r in table)

    before, after = rows(both.flow_tables), rows(both.tables)
    assert not before - after
    more = list((after - before).elements())
    assert len(more) > 50
    assert all("declined" in row and "SHAW:STEPDOWN" in row for row in more)


# The same every time


def test_the_same_seed_tells_the_same_whatever_the_threads_and_another_seed_another(both: Both) -> None:
    with ThreadPoolExecutor(3) as pool:
        again = list(pool.map(lambda told: also_told(told, NUMBERS), [both.flow] * 3))
    assert all(np.array_equal(one.rows, both.told.rows) and one.words == both.told.words for one in again)
    other = also_told(both.flow._replace(seed=5), NUMBERS)
    assert not np.array_equal(other.rows, both.told.rows)


def test_one_number_changed_moves_nothing_told_of_another_thing(both: Both) -> None:
    changed = {**NUMBERS, "medicines": {**NUMBERS["medicines"], "compared": 0.2}}

    def others(told: Told) -> list[tuple[Any, ...]]:
        names = ("happened", "person", "episode", "kind", "place", "service", "detail")
        rows = told.rows[told.rows.kind != number_of(Kind.MEDICINES_RECONCILED)]
        return [tuple(row) for row in rows[list(names)].tolist()]

    less = also_told(both.flow, changed)
    assert len(less.rows) < len(both.told.rows)
    assert sorted(others(less)) == sorted(others(both.told))


@numba.njit
def one_by_one(seed: Any, who: Any, stay: Any, key: Any) -> Any:
    return [
        draw(numba.uint64(seed), numba.int64(w), numba.int64(s), 137, numba.int64(k))
        for w, s, k in zip(who, stay, key)  # noqa: B905
    ]


def test_draws_are_those_of_the_loop_under_purposes_of_their_own() -> None:
    who, stay, key = np.arange(500) * 2**33, np.arange(500) % 7, np.arange(500) % 3
    seed = seed_of(7, 0)
    assert draws(seed, who, stay, For.FRAILTY_AT, key).tolist() == one_by_one(seed, who, stay, key)
    assert int(For.FRAILTY_AT) == 137
    assert not {int(purpose) for purpose in For} & {int(purpose) for purpose in Purpose}


# As its numbers say


def test_main_diagnoses_come_in_the_shares_given_and_each_stay_that_is_over_has_one(both: Both) -> None:
    stays = Happened(both.flow).stays
    coded = both.rows(Kind.DIAGNOSED)
    details = Counter(both.details(coded).tolist())
    old = stays.take(stays.left < Happened(both.flow).until - NUMBERS["diagnoses"]["days"] * DAY)
    main = coded[np.char.endswith(both.details(coded), "/1")]
    assert len(np.unique(main[["person", "episode"]])) == len(main)
    assert set(zip(old.person.tolist(), old.stay.tolist(), strict=True)) <= set(main[["person", "episode"]].tolist())
    # an illness of one's own comes back with the person, so that counts vary more than by chance alone
    for one in NUMBERS["diagnoses"]["main"]:
        share = details[f"{one['code']}/1"] / len(main)
        assert abs(share - one["share"]) < 6.5 * math.sqrt(one["share"] / len(main)), one


def test_a_broken_hip_is_mostly_a_fall_and_no_stroke_is(both: Both) -> None:
    coded = both.rows(Kind.DIAGNOSED)
    codes: dict[tuple[int, int], set[str]] = {}
    for row, detail in zip(coded, both.details(coded), strict=True):
        codes.setdefault((int(row.person), int(row.episode)), set()).add(str(detail))
    hips = [each for each in codes.values() if "S72.0/1" in each]
    assert near(sum("W19/2" in each for each in hips), len(hips), 0.95)
    assert not any("W19/2" in each for each in codes.values() if "I63.9/1" in each)


def test_people_come_back_for_the_same_illness_more_often_than_by_chance(both: Both) -> None:
    coded = both.rows(Kind.DIAGNOSED)
    main = coded[np.char.endswith(both.details(coded), "/1")]
    main = main[np.lexsort((main.episode, main.person))]
    again = main.person[1:] == main.person[:-1]
    same = again & (main.detail[1:] == main.detail[:-1])
    by_chance = sum(one["share"] ** 2 for one in NUMBERS["diagnoses"]["main"])
    own = NUMBERS["diagnoses"]["own_illness"] ** 2
    assert near(same.sum(), again.sum(), own + (1 - own) * by_chance)


def test_days_are_judged_in_the_last_weeks_as_red_as_the_numbers_say(both: Both) -> None:
    happened, rules = Happened(both.flow), NUMBERS["red_days"]
    rows = both.rows(Kind.DAY_JUDGED)
    assert rows.happened.min() >= happened.until - rules["weeks"] * 7 * DAY
    red = np.char.startswith(both.details(rows), "red")
    ready = happened.is_ready(rows.person, rows.happened)
    weekend = np.isin((happened.first_day.weekday() + happened.day(rows.happened)) % 7, [5, 6])
    for these, share in (
        (ready, rules["ready"]), (~ready & weekend, rules["weekend"]), (~ready & ~weekend, rules["weekday"]),
    ):  # fmt: skip
        assert near(red[these].sum(), these.sum(), share)
    why = Counter(both.details(rows[red & ~ready]).tolist())
    for reason in rules["reasons"]:
        assert near(why[f"red/{reason['says']}"], sum(why.values()), reason["share"])


def test_everybody_in_a_bed_at_three_is_judged_once_that_day(both: Both) -> None:
    happened = Happened(both.flow)
    rows = both.rows(Kind.DAY_JUDGED)
    days = happened.day(rows.happened)
    assert len(set(zip(rows.person.tolist(), rows.episode.tolist(), days.tolist(), strict=True))) == len(rows)
    stays = happened.stays
    day = int(days.max()) - 20
    three, five = (int(happened.nights[day]) + hour * 3_600_000_000 for hour in (15, 17))
    inside = int(((stays.came < three) & (stays.left > five)).sum())
    either = int(((stays.came < five) & (stays.left > three)).sum())
    assert 300 < inside <= int((days == day).sum()) <= either


def test_criteria_to_reside_are_looked_at_twice_a_day_and_the_answer_is_what_it_was(both: Both) -> None:
    happened = Happened(both.flow)
    for kind, ready in ((Kind.CRITERIA_TO_RESIDE_NOT_MET, True), (Kind.CRITERIA_TO_RESIDE_MET, False)):
        rows = both.rows(kind)
        assert len(rows) > 500
        assert (happened.is_ready(rows.person, rows.happened) == ready).all()
    stays = happened.stays
    through = stays.take((stays.came < happened.until - 8 * DAY) & (stays.left >= happened.until))
    looked = np.concatenate(
        [both.rows(kind) for kind in (Kind.CRITERIA_TO_RESIDE_NOT_MET, Kind.CRITERIA_TO_RESIDE_MET)]
    )
    times = Counter(looked["person"].tolist())
    assert len(through.person) > 20
    assert {times[person] for person in through.person.tolist()} <= {14}


def test_expected_dates_move_later_once_they_have_passed_and_lie_ahead_when_set(both: Both) -> None:
    happened = Happened(both.flow)
    rows = both.rows(Kind.EXPECTED_DISCHARGE_SET)
    day = rows.detail - both.told.words.days
    assert (day >= happened.day(rows.happened)).all()
    stays = happened.stays
    stay = happened.stay(rows.person, rows.happened)
    assert (stay >= 0).all()
    assert (rows.happened < stays.left[stay]).all()
    assert both.measure("expected_date_moved").value > 30


def test_a_passed_date_is_put_off_as_often_as_the_number_says(both: Both) -> None:
    """Of those whose first date has passed and who are in until the evening, on that day."""
    happened = Happened(both.flow)
    found = both.flow.rows[both.flow.rows.kind == number_of(Kind.EXPECTED_DISCHARGE_SET)]
    _, first = np.unique(found[["person", "episode"]], return_index=True)
    found = found[first]
    stay = happened.stay(found.person, found.happened)
    day = found.detail - both.told.words.days
    there = day < len(happened.nights)
    ends = np.where(there, happened.nights[np.minimum(day, len(happened.nights) - 1)] + 18 * DAY // 24, 0)
    late = there & (happened.stays.left[stay] > ends) & (happened.day(found.happened) < day)
    late &= ends < happened.until
    new = both.rows(Kind.EXPECTED_DISCHARGE_SET)
    moved = set(zip(new.person.tolist(), new.episode.tolist(), happened.day(new.happened).tolist(), strict=True))
    tried = list(zip(found.person[late].tolist(), found.episode[late].tolist(), day[late].tolist(), strict=True))
    assert near(sum(one in moved for one in tried), len(tried), NUMBERS["expected_date"]["put_off"])


def test_care_plans_before_a_crisis_are_as_many_as_the_numbers_say(both: Both) -> None:
    happened, rules = Happened(both.flow), NUMBERS["care_plan"]
    everybody = np.arange(len(both.told.born))
    plans = both.rows(Kind.CARE_PLAN_AGREED)
    assert len(np.unique(plans.person)) == len(plans)
    before = np.zeros(len(everybody), dtype=bool)
    before[plans.person[plans.happened < happened.first_at[plans.person]]] = True
    care_home = happened.in_care_home(everybody, happened.first_at)
    assert near(before[care_home].sum(), care_home.sum(), rules["before_in_care_home"])
    frailty = happened.frailty(everybody, happened.first_at)
    for degree, share in enumerate(rules["before_by_frailty"]):
        these = ~care_home & (frailty == degree)
        assert near(before[these].sum(), these.sum(), share)
    asked = both.rows(Kind.PREFERENCE_RECORDED)
    assert near(len(asked), len(plans), NUMBERS["preference"]["asked"])
    assert (np.char.startswith(both.details(asked), "place_of_death:")).all()


def test_a_score_told_again_is_the_score_that_they_had(both: Both) -> None:
    happened = Happened(both.flow)
    rows = both.rows(Kind.FRAILTY_SCORED)
    assert len(rows) > 500
    said = happened.scores.by(rows.person, rows.happened)
    assert (happened.scores.rows.detail[said] == rows.detail).all()


def test_audits_find_what_they_found_at_each_hospital(both: Both) -> None:
    rows = both.rows(Kind.SUMMARY_CHECKED)
    owners = np.array([provider(place) for place in both.told.words.places])[rows.place]
    right = both.details(rows) == SummaryCheck.ACCURATE
    for code, share in NUMBERS["summaries"]["audit"]["accurate"].items():
        assert near(right[owners == code].sum(), (owners == code).sum(), share)


def test_summaries_go_to_others_only_where_the_practice_had_one_too(both: Both) -> None:
    also = both.rows(Kind.SUMMARY_SENT)
    first = both.flow.rows[both.flow.rows.kind == number_of(Kind.SUMMARY_SENT)]
    sent = set(zip(first.person.tolist(), first.happened.tolist(), strict=True))
    assert len(also) > 100
    assert set(zip(also.person.tolist(), also.happened.tolist(), strict=True)) <= sent
    happened = Happened(both.flow)
    at_care_home = happened.in_care_home(first.person, first.happened)
    to_care_home = also.service == both.told.words.services.index("CAREHOMES")
    assert near(to_care_home.sum(), at_care_home.sum(), NUMBERS["summaries"]["care_home"])


def test_measures_of_budgets_and_follow_up_come_to_what_was_put_in(both: Both) -> None:
    direct = both.measure("direct_payments")
    assert direct.value == pytest.approx(17.6, abs=3)
    found = both.rows(Kind.FOLLOWED_UP)
    answers = Counter(both.details(found).tolist())
    for one in NUMBERS["follow_up"]["found"]:
        assert near(answers[one["says"]], len(found), one["share"])
    kinds = Counter(both.details(both.rows(Kind.BUDGET_AGREED)).tolist())
    council = [one["says"] for one in NUMBERS["budgets"]["kinds"]]
    for one in NUMBERS["budgets"]["kinds"]:
        assert near(kinds[one["says"]], sum(kinds[says] for says in council), one["share"])


def test_visits_come_only_while_the_package_runs_and_to_a_sample(both: Both) -> None:
    happened, rules = Happened(both.flow), NUMBERS["visits"]
    visits = both.rows(Kind.VISITED)
    assert visits.happened.min() > happened.until - (rules["weeks"] * 7 + 1) * DAY
    care = both.flow.rows[both.flow.rows.service == both.told.words.services.index("HOMECARE")]
    kinds = (Kind.SUPPORT_STARTED, Kind.SUPPORT_RESTARTED, Kind.SUPPORT_HELD, Kind.SUPPORT_ENDED)
    last = happened.latest(care[np.isin(care.kind, [number_of(kind) for kind in kinds])])
    at = last.rows.kind[last.by(visits.person, visits.happened)]
    assert np.isin(at, [number_of(Kind.SUPPORT_STARTED), number_of(Kind.SUPPORT_RESTARTED)]).all()
    workers = both.measure("home_care_continuity")
    assert 2 < workers.value <= rules["workers_each"]


def test_tasks_are_set_once_ready_and_done_by_the_time_they_leave(both: Both) -> None:
    happened = Happened(both.flow)
    asked, done = both.rows(Kind.TASK_SET), both.rows(Kind.TASK_DONE)
    assert happened.is_ready(asked.person, asked.happened).mean() > 0.98  # a few need the bed again by then
    stays = happened.stays
    stay = happened.stay(asked.person, asked.happened)
    left_alive = stays.over[stay] & ~stays.died[stay]
    open_now = Counter(asked[["person", "detail"]][left_alive].tolist()) - Counter(done[["person", "detail"]].tolist())
    assert not open_now
    assert len(asked) > len(done) > 0.9 * len(asked)


MEASURES = (
    "avoidable_admissions_chronic", "avoidable_admissions_urgent", "care_plan_before_crisis", "carers_assessed_28_days",
    "direct_payments", "falls_admissions_65", "home_care_continuity", "personal_health_budgets",
    "personal_health_budgets_paid_direct", "expected_date_moved", "red_days", "red_days_by_reason",
    "hours_from_offer_to_choice", "hours_until_triaged", "medicines_reconciled_before_leaving", "referrals_declined",
    "repeat_assessments", "summary_accuracy", "summary_read_by_day_of_leaving", "died_in_preferred_place",
    "follow_up_answers", "followed_up_3_days",
)  # fmt: skip


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_that_the_flow_says_nothing_of_has_a_value(both: Both, name: str) -> None:
    assert both.measure(name).value > 0


# As any other events


def test_nothing_is_told_after_the_end_and_of_the_dead_only_papers(both: Both) -> None:
    rows = both.told.rows
    assert rows.happened.max() < Happened(both.flow).until
    died = dict(both.flow.rows[both.flow.rows.kind == number_of(Kind.DIED)][["person", "happened"]].tolist())
    later = Counter(
        both.told.words.kinds[row.kind]
        for row in rows[rows.sequence >= AFTER_ALL_ELSE]
        if row.happened >= died.get(int(row.person), 2**62)
    )
    assert set(later) <= {Kind.DIAGNOSED, Kind.SUMMARY_SENT, Kind.SUMMARY_RECEIVED, Kind.SUMMARY_CHECKED}
    assert later[Kind.DIAGNOSED] > 50


CODED = {
    Kind.TASK_SET: Task, Kind.TASK_DONE: Task, Kind.DECLINED: Refusal, Kind.CHOSEN: Choice, Kind.BUDGET_AGREED: Budget,
    Kind.FOLLOWED_UP: FollowUp, Kind.SUMMARY_CHECKED: SummaryCheck, Kind.FRAILTY_SCORED: FrailtyScale,
}  # fmt: skip


def test_codes_are_of_their_lists_and_places_and_services_are_the_system_s(both: Both) -> None:
    for kind, codes in CODED.items():
        found = set(both.details(both.rows(kind)).tolist())
        assert found, kind
        assert all(find_code(codes, word) for word in found), kind
    known = {s.code for s in SYSTEM.services} | {o.code for o in SYSTEM.organisations}
    new = [set(after[len(before) :]) for before, after in zip(both.flow.words[1:3], both.told.words[1:3], strict=True)]
    assert new[0] == set()
    assert new[1] <= known


def test_nothing_looks_odd_in_a_ledger_with_all_that_is_told(tmp_path: Path) -> None:
    told = also_told(flow_told(days=12, flow=overrun()), NUMBERS)
    keys = [f"p{n:016x}" for n in range(len(told.born))]
    write_ledger(told, keys, tmp_path / "ledger.sqlite")
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    assert ledger.position() == len(told.rows)
    found = Counter[str]()
    for key in keys[::7]:
        events = ledger.person(key)
        whole = journey(key, events)
        assert oddities(whole, events) == []
        found.update(event.kind for event in whole.events)
    ledger.close()
    assert found[Kind.DAY_JUDGED] > 200
    assert found[Kind.DIAGNOSED] > 200


# On and off


def test_switched_off_or_without_the_file_the_ledger_is_the_flow_s_alone(tmp_path: Path) -> None:
    flow = northamptonshire()
    asked: dict[str, Any] = {"days": 4, "warm_up": 4, "seed": 4, "first_day": FIRST_DAY}
    alone = flow_told(days=4, warm_up=4)
    for name, of, also, more in (
        ("off", flow, False, False), ("no file", replace(flow, also=None), True, False), ("on", flow, True, True),
    ):  # fmt: skip
        done = simulate(of, tmp_path / name, also=also, **asked)
        ledger = open_ledger(tmp_path / name / "ledger.sqlite")
        events = [event for _, event in ledger.after(0, 1_000_000)]
        ledger.close()
        assert len(events) == done.events
        assert [e.sequence for e in events if e.sequence < AFTER_ALL_ELSE] == alone.rows.sequence.tolist()
        assert (done.events > len(alone.rows)) is more


WRONG = [
    ("put_off = 0.55", "put_off = 1.5", "put_off is 1.5. Write a share"),
    ("put_off = 0.55", "putoff = 0.55", "putoff is not known"),
    ("a_year = 0.35", "", "a_year is missing"),
    ("[carer]", "[carers]", "carers is not known"),
    ('says = "phb_notional"', 'says = "phb_national"', "kinds is"),
    ('{ code = "R69", share = 0.130 }', '{ code = "R69", share = 0.5 }', "shares are 1 together"),
    ('says = "medicines"', 'says = "medicine"', "each is"),
    ('says = "no_plan"', 'says = "no plan"', "reasons is"),
    ("hours = [8, 16]", "hours = [8, 26]", "hours is"),
    ('figure = "kgh.ds.acc"', 'figure = "kgh.ds"', 'no figure "kgh.ds"'),
    ("a_year = 0.35 # of those known to be mildly frail or more\nassumed", "a_year = 0.35\n# assumed", "rests on"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), WRONG)
def test_a_number_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    text = FILE.read_text()
    assert text.count(right) >= 1
    file = tmp_path / "told.toml"
    file.write_text(text.replace(right, wrong, 1))
    with pytest.raises(SystemFault, match=r"told.toml") as refused:
        read_numbers(file, frozenset(SYSTEM.figures))
    assert said in str(refused.value)


def test_the_reference_tells_every_section_and_key_and_no_others() -> None:
    page = (FILE.parents[2] / "docs/reference/told.md").read_text()
    sections = re.split(r"^### \[(.+?)\]$", page, flags=re.MULTILINE)[1:]
    told = {name: set(re.findall(r"^\| `(\w+)` \| \S", text, re.MULTILINE)) for name, text in pairs(sections)}
    assert told == {name: set(forms) for name, forms in SECTIONS.items()}


def pairs(parts: list[str]) -> list[tuple[str, str]]:
    return list(zip(parts[::2], parts[1::2], strict=True))
