"""The profile: every measure of a local system on one set of pages, for a board.

`make_profile` makes the facts (shape.Profile) from a ledger's tables and the system's published figures; `as_html`,
`as_pdf` and `as_csv` print them; `side_by_side` sets several systems beside each other. Nothing is printed that is not
in the ledger or cited.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from homefirst.profile.around import listed_in, peers_of
from homefirst.profile.html import as_html
from homefirst.profile.make import WHOLE, Scope, make_profile
from homefirst.profile.official import officials
from homefirst.profile.pdf import as_pdf
from homefirst.profile.shape import Profile, ProfileFault
from homefirst.profile.side import Comparison, Published, as_page, as_table, side_by_side
from homefirst.profile.tidy import as_csv
from homefirst.system import load_system

SHAPES: Mapping[str, Callable[[Profile], str | bytes]] = {".html": as_html, ".pdf": as_pdf, ".csv": as_csv}
COMPARED: Mapping[str, Callable[[Comparison], str]] = {".html": as_page, ".csv": as_table}


def scope_of(council: str | None = None, provider: str | None = None) -> Scope:
    """Whose profile: the whole system where neither is named."""
    return Scope("council", council) if council else Scope("provider", provider) if provider else WHOLE


def published_of(folder: Path, system_name: str) -> Published:
    """What was published of a system: the official statistics of this folder, and the figures of its documents.

    A folder of data with the statistics in `published` in it will do. Raises ProfileFault where there are none.
    """
    system = load_system(system_name)
    inside = folder / "published"
    found = officials(inside if inside.is_dir() else folder, system)
    if not found:
        raise ProfileFault(
            f"No official statistics of {system.title} are in {folder}. Import them: homefirst published"
        )
    return Published(system, found)


__all__ = [
    "COMPARED",
    "SHAPES",
    "WHOLE",
    "Comparison",
    "Profile",
    "ProfileFault",
    "Published",
    "Scope",
    "as_csv",
    "as_html",
    "as_page",
    "as_pdf",
    "as_table",
    "listed_in",
    "make_profile",
    "officials",
    "peers_of",
    "published_of",
    "scope_of",
    "side_by_side",
]
