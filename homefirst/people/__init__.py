"""Who anyone is: the only place that knows names, NHS numbers, hospital numbers and addresses.

Everywhere else a person is a key that says nothing. Keys are made with a secret, so that nobody without it can
try every NHS number to find whose key it is. Each hospital's number makes a key of its own; keys are one person
when they carry the same NHS number now, when a source gave their numbers together, or when it merged them.

"Verified" here means that the NHS number passes its own check. It does not mean that it was traced on the
Personal Demographics Service. A number that fails is kept and shown, and never joins anybody to anybody.
"""

from __future__ import annotations

from homefirst.people.kept import People, PeopleError
from homefirst.people.said import Identifier, Identity, Merge, NhsNumber, Statement, is_placeholder, nhs_number_fault

__all__ = [
    "Identifier",
    "Identity",
    "Merge",
    "NhsNumber",
    "People",
    "PeopleError",
    "Statement",
    "is_placeholder",
    "nhs_number_fault",
]
