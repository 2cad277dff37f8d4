"""The published claims of a local system, worked out again: which hold, which need another reading, which do not hold.

Each claim is told in systems/NAME/claims.toml and rests on published figures; its sum is one pure function, and its
verdict follows from the sum. `seen` adds what the simulator says of them.
"""

from __future__ import annotations

from homefirst.simulate.claims.check import SUMS, work_out
from homefirst.simulate.claims.line import (
    Answer,
    ClaimsFault,
    Estimate,
    InModel,
    Line,
    Number,
    Part,
    Rule,
    Seen,
    Verdict,
)
from homefirst.simulate.claims.model import needed_measures, read_measures, seen
from homefirst.simulate.claims.show import as_csv, as_json, as_lines

__all__ = [
    "SUMS",
    "Answer",
    "ClaimsFault",
    "Estimate",
    "InModel",
    "Line",
    "Number",
    "Part",
    "Rule",
    "Seen",
    "Verdict",
    "as_csv",
    "as_json",
    "as_lines",
    "needed_measures",
    "read_measures",
    "seen",
    "work_out",
]
