"""An invented week on two wards, for `homefirst demo` and for trying things out. Nobody in it exists.

`stories.toml` holds the stories, written by hand. `python -m homefirst.demo_week.write_week` turns them into the
files below, the same to the last byte each time. Read in this folder: README.md, stories.toml, story.py.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the files of the week lie."""

FILES = ("last_year.csv", "reablement.csv", "week.hl7", "hub.csv")
"""What the demo takes in, in this order; each CSV file has its mapping (.toml) beside it."""


def paths() -> list[Path]:
    """The files of the invented week, ready to be taken in."""
    return [FOLDER / name for name in FILES]
