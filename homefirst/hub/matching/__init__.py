"""Matching: places proposed to all who wait, at once, each with why; nothing is decided here.

`facts` says what is known of people and places, `rules` what keeps them apart, `wishes` what is worth what; `propose`
puts them together by the best assignment there is (`assign`), with its proof. `gather` reads people and places out of
the ledger and the directory, `kept` what became of offers, `expected_wait` how long others waited.
"""

from __future__ import annotations

from homefirst.hub.matching.facts import Place, Takes, Waiting, Weights
from homefirst.hub.matching.propose import Excluded, Match, Proposal, Unplaced, first_come, propose
from homefirst.hub.matching.weights import load_weights

__all__ = [
    "Excluded",
    "Match",
    "Place",
    "Proposal",
    "Takes",
    "Unplaced",
    "Waiting",
    "Weights",
    "first_come",
    "load_weights",
    "propose",
]
