"""Medicines before admission, in hospital and at discharge, compared line by line.

`medicine` is a line and a list of them, `pasted` and `typed` read lines as people type them, `names` and `amounts` say
which names and quantities mean the same, `compare` what became of each medicine, `findings` what stands out, `kept`
what was written in a person's stay.
"""

from homefirst.hub.medicines.compare import Difference, Line, Outcome, compare
from homefirst.hub.medicines.findings import Finding, Level
from homefirst.hub.medicines.kept import Conflict, KeptLists, comparison_of, kept_lists, write_comparison
from homefirst.hub.medicines.medicine import Allergies, Allergy, Medicine, Said, Which
from homefirst.hub.medicines.pasted import Asked, Pasted, read_allergies_in, read_line, read_lines, written

__all__ = [
    "Allergies",
    "Allergy",
    "Asked",
    "Conflict",
    "Difference",
    "Finding",
    "KeptLists",
    "Level",
    "Line",
    "Medicine",
    "Outcome",
    "Pasted",
    "Said",
    "Which",
    "compare",
    "comparison_of",
    "kept_lists",
    "read_allergies_in",
    "read_line",
    "read_lines",
    "write_comparison",
    "written",
]
