"""What is set aside is kept whole, each row of a list for itself, and read again after mending."""

from __future__ import annotations

from pathlib import Path

from homefirst.datadir import DataDir
from homefirst.intake import SetAsideStore, replay, take_in

MAPPING = """
title = "Two visits"
source = "a list"
formats = ["FORMAT"]
[person]
row = true
assigner = "LIST"
[[event]]
kind = "attended"
when = "when"
"""


def test_equal_rows_of_a_list_are_set_aside_apart_and_all_read_again(tmp_path: Path) -> None:
    listed, mapping, data = tmp_path / "list.csv", tmp_path / "list.toml", DataDir(tmp_path / "data")
    listed.write_text("when\n05/01/2026\n05/01/2026\n")
    mapping.write_text(MAPPING.replace("FORMAT", "%Y-%m-%d"))
    assert take_in([listed], data, mapping=mapping).set_aside == 2
    mapping.write_text(MAPPING.replace("FORMAT", "%d/%m/%Y"))
    assert replay(data, mapping=mapping).kept == 2
    assert take_in([listed], data, mapping=mapping).known == 2
    store = SetAsideStore(data.set_aside)
    assert len(store.all()) == 2 and store.waiting() == []
    store.close()
