"""The same measures inside Apache Spark, where a ledger is too large for one machine, or lies in Spark already.

`share(tables, folder)` writes a ledger's events for Spark, in files by range of people. `evaluate_on_spark(...)` counts
in Spark's partitions, each of whole people, with the rules and definitions that one machine uses, and adds up: the
answers are the same. Needs `pip install homefirst[spark]` and Java.
"""

from homefirst.spark.answer import evaluate_on_spark, measured_in_spark
from homefirst.spark.session import SparkFault, session
from homefirst.spark.share import share

__all__ = ["SparkFault", "evaluate_on_spark", "measured_in_spark", "session", "share"]
