"""Measures: what the ledger adds up to, as rates and shares that areas can be judged by.

One file a question, in definitions/. `all_measures()` lists them, `evaluate(measure, tables, system)` answers,
`output` shows. A measure is asked in four steps, each in a file of its own: which days (period), how many and whose
(tally, heads), what to hide (disclosure), and what that makes (evaluate, with population and intervals).
"""

from homefirst.measures.definition import (
    Measure,
    MeasureError,
    all_measures,
    by_section,
    describe,
    describe_all,
    measure_named,
    measures_of,
)
from homefirst.measures.evaluate import evaluate, evaluate_all
from homefirst.measures.output import as_csv, as_json, columns, table_rows
from homefirst.measures.period import Period
from homefirst.measures.rows import Opened, Tables, opened
from homefirst.measures.value import Value

__all__ = [
    "Measure",
    "MeasureError",
    "Opened",
    "Period",
    "Tables",
    "Value",
    "all_measures",
    "as_csv",
    "as_json",
    "by_section",
    "columns",
    "describe",
    "describe_all",
    "evaluate",
    "evaluate_all",
    "measure_named",
    "measures_of",
    "opened",
    "table_rows",
]
