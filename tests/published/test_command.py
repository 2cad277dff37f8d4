"""The command: what it says of each file, what is there, and a measure as text or CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from typer.testing import CliRunner, Result

from homefirst.__main__ import app
from tests.published.test_dtoc import COUNCILS, HEAD, block


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["published", *map(str, words)])


def test_importing_listing_and_asking(tmp_path: Path) -> None:
    good, bad, data = tmp_path / "dtoc.csv", tmp_path / "menu.csv", tmp_path / "data"
    good.write_text(HEAD + "504,Northamptonshire,31,0,0,0,0,31,March 2017\n" + block("March 2017", COUNCILS[:1]))
    bad.write_text("day,soup\nMonday,leek\n")
    done = run(good, bad, "--data", data)
    assert done.exit_code == 1
    assert "dtoc.csv: dtoc, Delayed transfers of care. 12 rows kept." in done.output
    assert "repaired: an older code of a council read as the code of today: 1" in done.output
    assert "menu.csv is not a published file that is known" in done.output
    assert "already there" in run(good, "--data", data).output
    listed = run("--data", data).output
    assert "published.dtoc_beds_per_100000" in listed
    assert "published.occupancy" not in listed
    asked = run("--data", data, "--measure", "dtoc_beds", "--area", "Northamptonshire", "--by", "month,reason").output
    assert "month 2017-03, reason A (Awaiting completion of assessment): 1  (31 of 31)" in asked
    line = run("--data", data, "--measure", "dtoc_beds", "--by", "month", "--csv").output
    rows = list(csv.DictReader(io.StringIO(line)))
    assert {row["area_code"]: row["value"] for row in rows}["E10000021"] == "1.0"


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert "Import a file" in run("--data", tmp_path / "data").output
