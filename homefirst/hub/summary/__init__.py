"""The discharge summary: headings as data, what stands under each, versions for each receiver, what became of them.

`headings` is the standard, `known` what the ledger fills in, `draft` what was written and what is missing, `versions`
what each receiver gets, `sent` whether it was read, `follow` the summaries of a whole ledger, `audit` a sample held
against the notes.
"""

from homefirst.hub.summary.audit import Audited, audited, audited_events, load_criteria
from homefirst.hub.summary.draft import GIVEN, MEDIA_TYPE, PAPER, Missing, Standing, missing, standing, write_text
from homefirst.hub.summary.follow import Summaries
from homefirst.hub.summary.headings import Heading, Headings, Need, ReceiverKind, load_headings
from homefirst.hub.summary.known import About, Helper, known, practice_of
from homefirst.hub.summary.sent import ACKNOWLEDGE_HOURS, Sent, sent
from homefirst.hub.summary.versions import Passage, Receiver, Version, read_version, receivers, version

__all__ = [
    "ACKNOWLEDGE_HOURS",
    "GIVEN",
    "MEDIA_TYPE",
    "PAPER",
    "About",
    "Audited",
    "Heading",
    "Headings",
    "Helper",
    "Missing",
    "Need",
    "Passage",
    "Receiver",
    "ReceiverKind",
    "Sent",
    "Standing",
    "Summaries",
    "Version",
    "audited",
    "audited_events",
    "known",
    "load_criteria",
    "load_headings",
    "missing",
    "practice_of",
    "read_version",
    "receivers",
    "sent",
    "standing",
    "version",
    "write_text",
]
