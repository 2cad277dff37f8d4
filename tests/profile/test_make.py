"""A profile holds every measure once, as the measures themselves answer, and says what is not known."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from homefirst.columns import Tables
from homefirst.measures import Measure, Period, all_measures, evaluate
from homefirst.profile import Profile, ProfileFault, Scope, make_profile
from homefirst.profile.ask import months_on, trend_period
from homefirst.profile.shape import SECTIONS
from homefirst.system import System
from tests.profile.conftest import COUNCIL, MADE_AT, tables_of


def test_every_measure_stands_in_it_once_with_a_value_or_among_those_not_known(profile: Profile) -> None:
    named = Counter(entry.measure.name for entry in [*profile.entries, *profile.unknown])
    assert named == Counter(all_measures().keys())
    assert all(entry.why_not for entry in profile.unknown)


def test_sections_follow_the_way_home_and_hold_their_own(profile: Profile) -> None:
    order = list(SECTIONS)
    assert [section.name for section in profile.sections] == sorted(
        (section.name for section in profile.sections), key=order.index
    )
    assert all(entry.measure.section == section.name for section in profile.sections for entry in section.entries)


def test_a_value_is_what_the_measure_itself_answers(profile: Profile, tables: Tables, system: System) -> None:
    for name in ("weekend_discharges", "stays_7_14_21_discharged", "length_of_stay_p90_65", "delayed_days"):
        entry = next(entry for entry in profile.entries if entry.measure.name == name)
        assert [line.value for line in entry.lines] == evaluate(all_measures()[name], tables, system)


def test_a_trend_has_whole_months_alone_in_order(profile: Profile) -> None:
    followed = [line for entry in profile.entries for line in entry.lines if line.months]
    assert followed
    for line in followed:
        months = [month.group["month"] for month in line.months]
        assert months == sorted(set(months))
        assert all(
            month.period_start.day == 1 and (month.period_end - month.period_start).days > 26 for month in line.months
        )


def test_a_trend_ends_with_the_last_whole_month_asked_for(tables: Tables) -> None:
    asked = trend_period(all_measures()["weekend_discharges"], tables, Period(date(2024, 3, 1), date(2025, 5, 17)))
    assert asked == Period(date(2024, 1, 1), date(2025, 4, 30))
    assert months_on(date(2024, 1, 31), -1) == date(2023, 12, 1)


def test_stays_that_become_longer_are_among_what_has_changed(profile: Profile) -> None:
    assert 1 <= len(profile.changes) <= 3
    assert any("tay" in said and "Getting worse" in said for said in profile.changes)


def test_only_those_of_the_first_page_are_headlines_and_those_alone_are_split(profile: Profile) -> None:
    assert all(entry.measure.headline for entry in profile.headlines)
    split = [entry for entry in profile.entries if entry.splits]
    assert split and all(entry.measure.headline for entry in split)


def test_one_council_or_provider_can_be_asked_for(tables: Tables, system: System, few: list[Measure]) -> None:
    whole = make_profile(tables, system, MADE_AT, scope=Scope("provider", "RNS"), measures=few)
    assert whole.scope == "Northampton General"
    stays = next(entry for entry in whole.entries if entry.measure.name == "weekend_discharges")
    assert stays.lines[0].value.denominator == 238
    nobody = make_profile(tables, system, MADE_AT, scope=Scope("provider", "RNQ"), measures=few)
    assert all(line.value.numerator in (0, None) for entry in nobody.entries for line in entry.lines)


def test_a_place_that_the_system_does_not_know_is_refused_with_those_it_knows(tables: Tables, system: System) -> None:
    with pytest.raises(ProfileFault, match=f"no council E99.*{COUNCIL}"):
        make_profile(tables, system, MADE_AT, scope=Scope("council", "E99"))


def test_few_real_people_are_hidden_everywhere(tmp_path: Path, system: System, few: list[Measure]) -> None:
    """Three people a month are 36 in a year: a year's rate may be shown rounded, a month's share never."""
    recorded = make_profile(tables_of(tmp_path, "recorded", people=3), system, MADE_AT, measures=few)
    values = [v for e in recorded.entries for line in e.lines for v in (line.value, *line.months)]
    values += [value for e in recorded.entries for split in e.splits for _, value, _ in split.rows]
    hidden = [value for value in values if value.suppressed]
    assert hidden and all(value.value is None and value.numerator is None for value in hidden)
    counted = [v.numerator for v in values if v.numerator and all_measures()[v.measure].counted == "on a day"
               and all_measures()[v.measure].answer in ("share", "rate")]  # fmt: skip
    assert counted and all(number % 5 == 0 and number > 7 for number in counted)


def test_published_figures_of_the_system_stand_there_and_those_that_contradict_say_so(
    profile: Profile, system: System
) -> None:
    found = {figure.id: figure for theme in profile.themes for figure in theme.figures}
    ours = {figure.id for figure in system.figures.values() if figure.place == system.title}
    assert ours <= set(found)
    assert {"nh.mkt.res.good", "nh.wf.turnover", "nene.chc_std", "kgh.ds.acc", "nh.dols.total"} <= set(found)
    assert "en.review.systems" not in found
    assert "Domiciliary care agencies" in found["nh.pop.share65"].warning
    assert found["ngh.dtoc.apr18"].warning == found["kgh.dtoc.apr18"].warning != ""
    assert found["nh.ea.rate"].warning == ""
    assert found["nh.ea.rate"].england == "25,009"
