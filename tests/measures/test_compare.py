"""Five words, never without an interval; comparators with their origin; areas that are alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from homefirst.measures.compare import comparator, compare
from homefirst.measures.neighbours import Neighbour, NeighboursError, make_neighbours, read_lists, read_neighbours

LIST = """# edition: March 2026
# source: Office for National Statistics, statistical nearest neighbours
area,neighbour
E06000062,E06000055
E06000061,E06000056
E06000062,E06000031
"""


@pytest.mark.parametrize(
    ("lower", "upper", "better", "word"),
    [
        (11, 13, "low", "worse"), (11, 13, "high", "better"), (11, 13, "neither", "higher"),
        (7, 9, "low", "better"), (7, 9, "high", "worse"), (7, 9, "neither", "lower"),
        (9, 11, "low", "similar"), (10, 11, "high", "similar"), (9, 10, "neither", "similar"),
    ],
)  # fmt: skip
def test_a_value_is_told_by_whether_its_interval_holds_the_reference(
    lower: float, upper: float, better: str, word: str
) -> None:
    assert compare((lower + upper) / 2, lower, upper, 10, better) == word


def test_nothing_is_said_without_an_interval_or_a_reference() -> None:
    assert compare(12, None, None, 10, "low") == "not compared"
    assert compare(12, 11, 13, None, "low") == "not compared"
    assert compare(None, 11, 13, 10, "low") == "not compared"


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="'down' is no way"):
        compare(12, 11, 13, 10, "down")
    with pytest.raises(ValueError, match="wrong way round"):
        compare(12, 13, 11, 10, "low")


def test_a_comparator_tells_its_origin_and_date() -> None:
    england = comparator("England", "England", 4.5, "NHS England, delayed transfers of care", "March 2017", "revised")
    assert england.told() == "England (England): NHS England, delayed transfers of care, March 2017, revised"
    with pytest.raises(ValueError, match="has no origin or no date"):
        comparator("chosen", "Kettering", 4.5, "", "March 2017")
    with pytest.raises(ValueError, match="no kind of comparator"):
        comparator("best", "Kettering", 4.5, "a", "b")


def test_a_list_of_neighbours_keeps_its_order_edition_and_source(tmp_path: Path) -> None:
    path = tmp_path / "neighbours.csv"
    path.write_text(LIST, encoding="utf-8")
    found = read_neighbours(path, "E06000062")
    assert found.nearest == (Neighbour("E06000055", None), Neighbour("E06000031", None))
    assert (found.edition, found.source[:6]) == ("March 2026", "Office")
    assert len(read_neighbours(path, "E06000062", 1).nearest) == 1


def test_a_rank_or_a_distance_puts_neighbours_in_order(tmp_path: Path) -> None:
    path = tmp_path / "neighbours.csv"
    head = "# edition: 1\n# source: us\narea,neighbour,"
    path.write_text(f"{head}rank\nA,far,10\nA,near,2\nB,A,1\n", encoding="utf-8")
    assert {area: [one.area for one in found.nearest] for area, found in read_lists(path).items()} == {
        "A": ["near", "far"], "B": ["A"],
    }  # fmt: skip
    path.write_text(f"{head}distance\nA,far,0.9\nA,near,0.1\n", encoding="utf-8")
    assert read_neighbours(path, "A").nearest == (Neighbour("near", 0.1), Neighbour("far", 0.9))
    path.write_text(f"{head}distance\nA,far,away\n", encoding="utf-8")
    with pytest.raises(NeighboursError, match="'away' is no number"):
        read_lists(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LIST.replace("# edition: March 2026\n", ""), "does not say its edition"),
        (LIST.replace("area,neighbour", "a,b"), "needs the columns"),
        (LIST, "has no neighbours of E10000021"),
        ("# edition: 1\n# source: us\n", "needs the columns"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "neighbours.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NeighboursError, match=said):
        read_neighbours(path, "E10000021")


def test_neighbours_are_the_nearest_when_each_characteristic_counts_alike() -> None:
    # age: 10 20 30, mean 20, standard deviation 8.165; people: 0 0 3000, mean 1000, standard deviation 1414.2.
    # From A: B is 1.2247 away, C is the square root of 2.4495 squared + 2.1213 squared = 3.2404 away.
    areas = {"A": {"age": 10.0, "people": 0.0}, "B": {"age": 20.0, "people": 0.0}, "C": {"age": 30.0, "people": 3000.0}}
    found = make_neighbours(areas, "A")
    assert [area for area, _ in found.nearest] == ["B", "C"]
    assert found.nearest[0].distance == pytest.approx(1.2247 / 3.2404, abs=1e-4)
    assert found.nearest[1].distance == 1
    assert found.edition == "by age, people"


def test_what_does_not_vary_says_nothing_and_what_is_missing_is_refused() -> None:
    alike = {"A": {"age": 1.0, "same": 5.0}, "B": {"age": 2.0, "same": 5.0}, "C": {"age": 4.0, "same": 5.0}}
    assert [area for area, _ in make_neighbours(alike, "A").nearest] == ["B", "C"]
    with pytest.raises(NeighboursError, match="B has no people"):
        make_neighbours({"A": {"people": 1.0}, "B": {}}, "A")
    with pytest.raises(NeighboursError, match="no other area"):
        make_neighbours({"A": {"people": 1.0}}, "A")
    with pytest.raises(NeighboursError, match="Nothing is known"):
        make_neighbours({"A": {}, "B": {}}, "A")
