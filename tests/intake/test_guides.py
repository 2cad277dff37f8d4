"""The guides say everything that intake does: a trigger or a key without its line fails the build."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from homefirst.intake import mapping_file
from homefirst.intake.hl7_trigger import RETRACTS, RULES
from homefirst.intake.mapping_file import read_mapping

GUIDES = Path(__file__).parents[2] / "docs" / "guides"


def test_every_trigger_that_says_something_has_its_line_in_the_guide() -> None:
    table = (GUIDES / "hl7.md").read_text()
    said = {trigger for trigger, rule in RULES.items() if rule.__name__ != "_note"} | set(RETRACTS)
    assert said <= set(re.findall(r"A\d\d", "\n".join(line for line in table.splitlines() if line.startswith("| A"))))


def test_every_key_of_a_mapping_is_explained_in_the_guide() -> None:
    guide = (GUIDES / "extracts.md").read_text()
    keys = {*mapping_file._TOP, *mapping_file._TEXT, *mapping_file._TIME, *mapping_file._EVENT, *mapping_file.IDENTITY}
    named = set(re.findall(r"`\[*([a-z_]+)[\].`]", guide))
    assert keys - named == set()


def test_the_mapping_printed_in_the_guide_can_be_read(tmp_path: Path) -> None:
    (printed,) = re.findall(r"```toml\n(.*?)```", (GUIDES / "extracts.md").read_text(), re.DOTALL)
    (tmp_path / "printed.toml").write_text(printed)
    assert read_mapping(tmp_path / "printed.toml").title == tomllib.loads(printed)["title"]


@pytest.mark.parametrize("guide", ["hl7.md", "extracts.md"])
def test_every_file_that_a_guide_links_to_is_there(guide: str) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", (GUIDES / guide).read_text()):
        assert (GUIDES / link).exists(), link
