"""The house keeps its own rules: layers, types, style, small functions, and a lock that names no address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
RULES = {
    "layers": [BIN / "lint-imports", "--no-cache"],
    "types": [BIN / "mypy", "--cache-dir", "/dev/null"],
    "style": [BIN / "ruff", "check", "--no-cache"],
    "shape": [BIN / "ruff", "format", "--check", "--no-cache"],
    "lengths": [sys.executable, "tools/function_lengths.py"],
}


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rule(rule: str) -> None:
    done = subprocess.run([str(part) for part in RULES[rule]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]


def test_the_lock_names_no_address() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text()


def test_a_long_file_says_why_at_its_top() -> None:
    for path in sorted((ROOT / "homefirst").rglob("*.py")):
        text = path.read_text()
        docstring = text.split('"""')[1] if '"""' in text else ""
        assert text.count("\n") <= 300 or "300 lines" in docstring, f"{path.name} has {text.count(chr(10))} lines"
