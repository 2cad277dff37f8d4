"""A Spark session for the command line; whoever has one already gives it to `evaluate_on_spark` instead."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

from homefirst.measures import MeasureError

NEEDS = "Install it with: pip install 'homefirst[spark]', and Java 17 or newer (apt install default-jre-headless)."


class SparkFault(MeasureError):
    """Spark cannot be used here; the message says what to do next."""


def session(master: str = "local[*]") -> Any:
    """A session of this master, such as local[4] or spark://HOST:7077. Raises SparkFault without Spark or Java."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkFault(f"Spark is not installed. {NEEDS}") from None
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise SparkFault(f"Spark needs Java, which is not here. {NEEDS}")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master(master)
        .appName("homefirst")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
