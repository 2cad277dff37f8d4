"""Opening what matching reads from: a data directory and a system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from homefirst.datadir import DataDir
from homefirst.hub.matching.as_told import Sources
from homefirst.hub.matching.gather import About
from homefirst.hub.matching.weights import load_weights
from homefirst.journey import Journey
from homefirst.ledger import Ledger
from homefirst.system import System
from homefirst.system.directory import load_directory

SEXES = {"F": "female", "M": "male"}


@contextmanager
def open_sources(data_dir: DataDir, ledger: Ledger, system: System) -> Iterator[Sources]:
    """The sources of one data directory, closed afterwards. Raises PeopleError, DocumentError, SystemFault."""
    directory = load_directory(system.name, system)
    neighbourhoods = {area.code: area.neighbourhood for area in system.areas}
    people, documents = data_dir.people(), data_dir.documents()

    def about(journey: Journey, at: datetime) -> About:
        home, sex = journey.residence_at(at), SEXES.get(people.identity(journey.person).sex, "")
        return About(sex, home.council, neighbourhoods.get(home.area, "")) if home else About(sex)

    try:
        weights = load_weights(system.name, directory)
        yield Sources(ledger, documents, people.keys_of, about, directory, weights)
    finally:
        documents.close()
        people.close()
