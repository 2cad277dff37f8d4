"""The profile: every measure of a local system on one set of pages, for a board.

`make_profile` makes the facts (shape.Profile) from a ledger's tables and the system's published figures; `as_html`,
`as_pdf` and `as_csv` print them. Nothing is printed that is not in the ledger or cited.
"""

from homefirst.profile.html import as_html
from homefirst.profile.make import WHOLE, Scope, make_profile
from homefirst.profile.shape import Profile, ProfileFault

__all__ = ["WHOLE", "Profile", "ProfileFault", "Scope", "as_html", "make_profile"]
