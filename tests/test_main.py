"""The command line, run as a person or a script runs it: as a process, from outside."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from homefirst.__main__ import main
from homefirst.demo_week import paths

ENV = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"HOMEFIRST_NO_BROWSER": "1"}


def refused(*args: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says that ends with 1, run here: eight mistakes need no process each."""
    monkeypatch.setattr(sys, "argv", ["homefirst", *map(str, args)])
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    return capsys.readouterr().err


def run(*args: object, ok: bool = True) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "homefirst", *map(str, args)]
    done = subprocess.run(line, capture_output=True, text=True, env=ENV, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    assert (done.returncode == 0) is ok, done.stderr
    return done


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    run("demo", "--week", "--no-serve", "--data", folder)
    return folder


def test_the_demo_loses_nothing_and_a_second_reading_keeps_nothing_new(demo: Path) -> None:
    counts = json.loads(run("intake", *paths(), "--data", demo, "--format", "json").stdout)
    assert counts["read"] == counts["kept"] + counts["already_known"] + counts["set_aside"]
    assert counts["kept"] == counts["events"] == 0


def test_what_was_set_aside_is_listed_with_reasons(demo: Path) -> None:
    listed = json.loads(run("intake", "--list-set-aside", "--data", demo, "--format", "json").stdout)
    assert 18 <= len(listed) <= 22
    assert all(aside["reason"] for aside in listed)


def test_replaying_what_cannot_be_understood_keeps_it_set_aside(demo: Path) -> None:
    again = json.loads(run("intake", "--replay", "--data", demo, "--format", "json").stdout)
    assert again["read"] == again["set_aside"] > 0


def test_a_journey_is_the_same_whatever_the_order_of_the_messages(demo: Path, tmp_path: Path) -> None:
    week = next(path for path in paths() if path.name == "week.hl7")
    messages = re.split(rb"(?=MSH\|)", week.read_bytes().replace(b"\r\n", b"\r"))
    shuffled = [*messages, *messages[10:40]]
    random.Random(5).shuffle(shuffled)
    (tmp_path / "week.hl7").write_bytes(b"\r".join(shuffled))
    other = tmp_path / "data"
    lists = [path for path in paths() if path.suffix == ".csv"]
    run("intake", tmp_path / "week.hl7", *reversed(lists), "--data", other, "--origin", "made-up:the invented week")
    for person in random.Random(1).sample(people(demo), 2):
        assert run("journey", person, "--data", other).stdout == run("journey", person, "--data", demo).stdout


def people(demo: Path) -> list[str]:
    found = json.loads(run("check", "--data", demo, "--format", "json").stdout)
    return sorted({oddity["person"] for oddity in found})


def test_the_check_lists_the_oddities_of_the_week_with_what_to_do(demo: Path) -> None:
    found = json.loads(run("check", "--data", demo, "--format", "json").stdout)
    wanted = {"left_before_admission", "two_places", "open_after_death", "left_twice", "delay_not_permitted"}
    assert wanted <= {oddity["kind"] for oddity in found}
    assert all(oddity["do"] for oddity in found)


SIX = {
    "emergency_admissions_65",
    "length_of_stay_p90_65",
    "delayed_days",
    "reablement_home_at_91_days",
    "reablement_offered",
    "weekend_discharges",
}


def test_every_measure_is_listed_with_its_header() -> None:
    headers = json.loads(run("measure", "--format", "json").stdout)
    assert {header["name"] for header in headers} >= SIX
    for header in headers:
        assert all(header[part] for part in ("title", "why_it_matters", "numerator", "unit", "better", "defined_by"))


def test_each_of_the_six_interface_measures_has_a_value(demo: Path) -> None:
    found = {m["name"]: m for m in json.loads(run("measure", "--data", demo, "--format", "json").stdout)}
    for name in SIX:
        value = found[name]["values"][0]
        assert all(value[part] is not None for part in ("value", "numerator", "denominator", "unit", "period_start"))


def test_a_measure_is_split_and_written_as_csv(demo: Path) -> None:
    lines = run("measure", "weekend_discharges", "--by", "month", "--data", demo, "--format", "csv").stdout.splitlines()
    assert lines[0].startswith("measure,month,") and len(lines) == 14


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["journey", "nobody"], "Nobody here has that key"),
        (["measure", "nothing"], "no measure called"),
        (["measure", "weekend_discharges", "--by", "shoe_size"], "shoe_size"),
        (["measure", "weekend_discharges", "--from", "2025-01-01"], "Give both"),
        (["measure", "weekend_discharges", "--from", "Monday", "--to", "Tuesday"], "is not a period"),
        (["intake"], "Name the files"),
        (["intake", "no-such-file.hl7"], "no-such-file.hl7"),
        (["intake", __file__, "--kind", "fax"], "fax"),
    ],
)
def test_a_mistake_gives_one_sentence_and_a_code(
    demo: Path, args: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(*args, "--data", demo, monkeypatch=monkeypatch, capsys=capsys)
    assert sentence in said and len(said.strip().splitlines()) == 1


def test_a_folder_without_a_ledger_is_said_to_have_none(tmp_path: Path) -> None:
    for command in ("check", "tables", "serve"):
        assert "There is no ledger" in run(command, "--data", tmp_path, ok=False).stderr


def test_rows_of_another_origin_are_refused(demo: Path) -> None:
    done = run("intake", *paths(), "--data", demo, "--origin", "recorded", ok=False)
    assert "Use another --data directory" in done.stderr


def test_an_empty_a_binary_and_a_cut_short_file_each_get_a_sentence(tmp_path: Path) -> None:
    files = {
        "empty.hl7": b"",
        "binary.hl7": bytes(range(256)) * 40,
        "cut.hl7": b"MSH|^~\\&|A|B|||20260105||ADT^A01|1|P|2.4\rPID|1",
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
        done = run("intake", tmp_path / name, "--data", tmp_path / "data", ok=name == "cut.hl7")
        assert name in done.stderr or "set aside: " in done.stdout
    assert (
        json.loads(run("intake", tmp_path / "cut.hl7", "--data", tmp_path / "data", "--format", "json").stdout)[
            "events"
        ]
        == 0
    )
