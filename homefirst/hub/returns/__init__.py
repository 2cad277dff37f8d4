"""What a place sends: the discharge situation reports and their ancestor, each number with the people behind it."""

from homefirst.hub.returns.line import Line
from homefirst.hub.returns.make import TITLES, Return, ReturnError, make_return, return_of
from homefirst.hub.returns.stays import ReturnStay, stays_between, stays_of
from homefirst.hub.returns.table import as_csv

__all__ = [
    "TITLES",
    "Line",
    "Return",
    "ReturnError",
    "ReturnStay",
    "as_csv",
    "make_return",
    "return_of",
    "stays_between",
    "stays_of",
]
