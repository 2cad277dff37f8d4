"""A mapping that is wrong is refused in one sentence: file, table, key, and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from homefirst.intake.mapping import MappingFault
from homefirst.intake.mapping_file import read_mapping

GOOD = """
title = "Hub list"
source = "hub list"
[person]
columns = ["number"]
assigner = "RNS"
[values.what]
"Asked" = "referred"
[[event]]
kind = { column = "what", map = "what" }
when = "when"
"""


def test_a_good_mapping_says_which_columns_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "hub.toml"
    path.write_text(GOOD)
    assert read_mapping(path).columns() == {"number", "what", "when"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('title = "Hub list"', "", "hub.toml, top of the file: title is missing."),
        ('title = "Hub list"', "title = 3", "title must be text in quotation marks"),
        (
            'source = "hub list"',
            'source = "hub list"\nsauce = "x"',
            '"sauce" is not known here; allowed are title, source',
        ),
        ('source = "hub list"', 'source = "s"\ntime_zone = "Europe/Lundon"', 'time_zone "Europe/Lundon" is not known'),
        ('source = "hub list"', 'source = "s"\ndelimiter = "--"', "delimiter must be one character"),
        ('assigner = "RNS"', "", "[person]: assigner is missing"),
        ('columns = ["number"]', "", "[person]: say columns"),
        ('columns = ["number"]', 'columns = "number"', "columns must be a list of texts"),
        ('"Asked" = "referred"', '"Asked" = "refered"', 'kind "refered" is not one of accepted'),
        ('map = "what"', 'map = "which"', 'map "which" has no table [values.which]'),
        ('when = "when"', "", "[[event]] 1: when is missing"),
        ('when = "when"', "when = 3", "[[event]] 1: when must be a column's name or a table"),
        ('when = "when"', 'when = { date = "d" }', "[[event]] 1 when: time is missing"),
        ('when = "when"', 'when = "when"\nabout = "asked"', 'about names "asked", but no [[event]] before it'),
        ('when = "when"', 'when = "when"\nonly_if = { column = "x" }', "[[event]] 1 only_if: must be"),
        (
            'when = "when"',
            'when = "when"\ndetail = { column = "a", constant = "b" }',
            "[[event]] 1 detail: say exactly one",
        ),
        (
            'when = "when"',
            'when = "when"\nplace = "x"',
            '[[event]] 1: "place" is not known here; allowed are kind, when',
        ),
        ("[[event]]", "[[events]]", '"events" is not known here'),
        ('title = "Hub list"', "title = ", "hub.toml is not TOML"),
    ],
)
def test_a_fault_is_one_sentence_that_says_where_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    path = tmp_path / "hub.toml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(MappingFault) as caught:
        read_mapping(path)
    assert expected in str(caught.value)
    assert str(caught.value).startswith("hub.toml")
    assert "\n" not in str(caught.value)


def test_a_mapping_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(MappingFault, match="There is no mapping file"):
        read_mapping(tmp_path / "no.toml")
