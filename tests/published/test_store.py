"""What is kept and asked: once only, the latest edition first, nothing filled in, nothing added up to England."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from homefirst.measures import Period, all_measures
from homefirst.measures.output import as_csv, table_rows
from homefirst.published import SERIES, PublishedFault, PublishedStore, keep, pairs, read, related
from homefirst.system import load_system
from tests.published.files import write_xlsx
from tests.published.test_accident import TIDY
from tests.published.test_dtoc import COUNCILS, HEAD, block
from tests.published.test_kh03 import ENGLAND, GROUPS, HERE, above
from tests.published.test_kh03 import HEAD as KH03_HEAD

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AGES = ",".join([*map(str, range(90)), "90+"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "published"


def put(folder: Path, text: str, name: str) -> bool:
    path = folder.parents[1] / name
    path.write_text(text)
    return keep(folder, read(path), NOW)


def test_a_file_is_kept_once_whatever_it_is_called(folder: Path) -> None:
    text = HEAD + block("March 2015", COUNCILS)
    assert put(folder, text, "a.csv")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert not put(folder, text, "b.csv")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert len(PublishedStore(folder).files()) == 1


def test_days_become_beds_and_a_rate_of_the_people_of_the_year_of_the_month(folder: Path) -> None:
    put(folder, HEAD + "504,Northamptonshire,62,0,0,0,0,62,March 2017\n", "dtoc.csv")
    store = PublishedStore(folder, load_system("northamptonshire"))
    (beds,) = store.values("published.dtoc_beds", "Northamptonshire", by=("month",))
    assert (beds.value, beds.numerator, beds.denominator) == (2, 62, 31)
    (rate,) = store.values("dtoc_beds_per_100000", "E10000021")
    assert rate.value == pytest.approx(100_000 * 2 / 573_261)
    assert "the system's own file" in rate.note
    put(folder, f"utla19_code,name,{AGES}\nE10000021,Northamptonshire,{','.join(['1000'] * 91)}\n", "mye2019.csv")
    (again,) = PublishedStore(folder, store.system).values("dtoc_beds_per_100000", "E10000021")
    assert again.denominator == 73_000
    assert "mid-2019, nearest to 2017 (imported estimate)" in again.note


def test_small_areas_add_up_to_their_council_where_it_has_no_estimate_of_its_own(folder: Path) -> None:
    put(folder, HEAD + "504,Northamptonshire,62,0,0,0,0,62,March 2017\n", "dtoc.csv")
    areas = "".join(
        f"E0102697{n},{name} 001A,{','.join(['10'] * 91)}\n" for n, name in enumerate(["Corby", "Kettering", "Luton"])
    )
    put(folder, f"lsoa11_code,lsoa11_name,{AGES}\n{areas}", "mye2017.csv")
    (rate,) = PublishedStore(folder).values("dtoc_beds_per_100000", "E10000021")
    assert rate.denominator == 2 * 730
    assert "2 small areas added" in rate.note


def test_without_any_population_there_is_no_rate_and_no_guess(folder: Path) -> None:
    put(folder, HEAD + block("March 2017", COUNCILS), "dtoc.csv")
    (rate,) = PublishedStore(folder).values("dtoc_beds_per_100000", "Norfolk")
    assert rate.value is None
    assert "Import a mid-year estimate" in rate.note


def test_a_month_without_a_row_is_no_nought(folder: Path) -> None:
    put(folder, HEAD + block("April 2015", COUNCILS) + block("June 2015", COUNCILS), "dtoc.csv")
    store = PublishedStore(folder)
    assert [v.group["month"] for v in store.values("dtoc_days", "Norfolk", ("month",))] == ["2015-04", "2015-06"]
    (year,) = store.values("dtoc_days", "Norfolk", ("year",))
    assert (year.value, year.note) == (10, "2 of 3 months known.")
    (beds,) = store.values("dtoc_beds", "Norfolk", ("year",))
    assert beds.denominator == 60  # the days of the months that are known


def test_the_later_edition_counts_and_the_earlier_is_told_and_kept(folder: Path) -> None:
    for revised, occupied in (("23rd February 2017", 48), ("", 49)):  # the newer first: the order of import is nothing
        here = [*HERE[:13], occupied, *HERE[14:]]
        sheet = [*above(revised=revised), GROUPS, KH03_HEAD, ENGLAND, here]
        keep(folder, read(write_xlsx(folder.parents[1] / f"{occupied}.xlsx", {"NHS Trust by Sector": sheet})), NOW)
    store = PublishedStore(folder)
    found = store.values("occupancy", "RNQ", ("quarter", "sector"))
    (acute,) = [value for value in found if value.group["sector"] == "general and acute"]
    assert (acute.value, acute.dated) == (96, "2017-02-23")
    assert acute.note == "An earlier edition (2015-08-20) said 49."
    assert len(store.files()) == 2
    (mental,) = [value for value in found if value.group["sector"] == "mental illness"]
    assert (mental.value, mental.note) == (None, "There are none to count this of.")


def test_organisations_are_added_for_all_in_the_files_and_never_called_england(folder: Path) -> None:
    put(folder, TIDY + "2016-04-01,RNS,1,100,10,5\n2016-04-01,RNQ,1,300,50,5\n2016-04-01,RNQ,2,100,0,0\n", "ae.csv")
    store = PublishedStore(folder)
    with pytest.raises(PublishedFault, match="--area ALL"):
        store.values("four_hour", "England")
    (together,) = store.values("four_hour", "ALL")
    assert (together.value, together.denominator) == (88, 500)
    assert "not a figure published for England" in together.note
    assert [v.area_code for v in store.values("four_hour")] == ["ALL", "RNQ", "RNS"]
    put(folder, HEAD + block("March 2015", COUNCILS), "dtoc.csv")
    with pytest.raises(PublishedFault, match='"England"'):
        PublishedStore(folder).values("dtoc_days", "England")
    assert {v.area_code for v in PublishedStore(folder).values("dtoc_days")} == {one.split("|")[0] for one in COUNCILS}


def test_a_part_that_is_not_known_leaves_the_whole_not_known(folder: Path) -> None:
    text = "Name,NHS,Social Care,Both,Period\nNorfolk,5,*,2,April 2011\nKent,5,1,2,April 2011\n"
    put(folder, text, "dtoc.csv")
    kent, norfolk = PublishedStore(folder).values("dtoc_days", by=("month",))
    assert kent.value == 8
    assert (norfolk.value, norfolk.suppressed) == (None, True)


def test_a_period_and_a_split_can_be_asked_and_a_wrong_one_is_refused_in_words(folder: Path) -> None:
    put(folder, HEAD + block("April 2015", COUNCILS) + block("May 2015", COUNCILS), "dtoc.csv")
    store = PublishedStore(folder)
    (may,) = store.values("dtoc_days", "Norfolk", period=Period(date(2015, 5, 1), date(2015, 5, 31)))
    assert (may.value, may.period_start) == (5, date(2015, 5, 1))
    with pytest.raises(PublishedFault, match="cannot be split"):
        store.values("dtoc_days", by=("ward",))
    with pytest.raises(PublishedFault, match="no published measure"):
        store.values("soup")
    with pytest.raises(PublishedFault, match="Nothing published"):
        store.values("dtoc_days", "Atlantis")


def test_a_published_value_has_the_face_of_a_measures_value(folder: Path) -> None:
    put(folder, HEAD + block("April 2015", COUNCILS[:1]), "dtoc.csv")
    found = PublishedStore(folder).values("dtoc_days", by=("month",))
    (row,) = table_rows(found)
    assert (row["measure"], row["month"], row["value"]) == ("published.dtoc_days", "2015-04", 5)
    assert "published.dtoc_days" in as_csv(found)
    assert found[0].raw_label == "Total Delayed Transfers of Care"


def test_every_pair_names_a_measure_and_a_series_that_exist() -> None:
    assert {pair.ours for pair in pairs()} <= set(all_measures())
    assert {pair.published for pair in pairs()} <= set(SERIES)
    assert all(pair.sentence.endswith(".") for pair in pairs())
    assert all(one.before.startswith("2014: ") and one.after.startswith("2023: ") for one in related())


def test_a_type_set_aside_leaves_all_types_not_known_and_is_named(folder: Path) -> None:
    put(folder, TIDY + "2016-04-01,RNS,1,-100,10,5\n2016-04-01,RNS,2,40,0,0\n2016-04-01,RNQ,1,9,1,0\n", "ae.csv")
    kettering, northampton = PublishedStore(folder).values("ae_attendances")[1:]
    assert (kettering.value, northampton.value) == (9, None)
    assert "type 1: a number below nought" in northampton.note
    put(folder, TIDY + "2016-05-01,RNS,9,100,10,5\n2016-05-01,RNS,2,40,0,0\n", "may.csv")
    found = PublishedStore(folder).values("ae_attendances", "RNS", ("month",))
    assert [value.value for value in found] == [None, None]


def test_a_part_missing_that_the_area_has_in_the_months_beside_leaves_the_whole_not_known(folder: Path) -> None:
    types = {4: "12", 5: "12", 6: "2", 7: "13", 8: "13", 9: "1"}  # type 2 ends in June, type 3 is missing at the end
    lines = "".join(f"2016-{month:02d}-01,RNS,{kind},10,1,0\n" for month, kinds in types.items() for kind in kinds)
    put(folder, TIDY + lines, "ae.csv")
    found = PublishedStore(folder).values("four_hour", "RNS", ("month",))
    known = {value.group["month"]: value.denominator for value in found}
    assert known == {"2016-04": 20, "2016-05": 20, "2016-06": None, "2016-07": 20, "2016-08": 20, "2016-09": None}
    (june,) = [value for value in found if value.group["month"] == "2016-06"]
    assert "type 1 is not known" in june.note
