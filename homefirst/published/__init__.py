"""Official statistics as a second source: files of NHS England, ONS, DHSC and CQC, read as they are published.

`read(path)` gives an Imported; `keep(folder, imported, now)` writes it once; `PublishedStore(folder).values(...)`
answers with the same face as a measure counted from the ledger. What is certain is repaired and said, the rest is set
aside.
"""

from homefirst.published.keep import Kept, keep
from homefirst.published.read import read
from homefirst.published.same_or_not import pairs, published_beside, related
from homefirst.published.series import SERIES, Series, series_named
from homefirst.published.store import PublishedStore, PublishedValue
from homefirst.published.tidy import Imported, PublishedFault, Told

__all__ = [
    "SERIES",
    "Imported",
    "Kept",
    "PublishedFault",
    "PublishedStore",
    "PublishedValue",
    "Series",
    "Told",
    "keep",
    "pairs",
    "published_beside",
    "read",
    "related",
    "series_named",
]
