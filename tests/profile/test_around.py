"""Published values of councils beside other councils: neighbours of a list, or councils that were chosen."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from homefirst.columns import Tables
from homefirst.measures import Measure
from homefirst.profile import Profile, ProfileFault, as_csv, as_html, as_pdf, make_profile, officials, peers_of
from homefirst.profile.around import NO_LIST, stands
from homefirst.profile.pdf import pages
from homefirst.published import keep, read
from homefirst.system import System
from tests.profile.conftest import MADE_AT

OURS, CAMBRIDGESHIRE, HERTFORDSHIRE, KENT = "E10000021", "E10000003", "E10000015", "E10000016"
HEAD = "# edition: March 2026\n# source: a list made up for this test\narea,neighbour,rank\n"
LIST = HEAD + f"{OURS},{KENT},3\n{OURS},{CAMBRIDGESHIRE},1\n{OURS},{HERTFORDSHIRE},2\n{OURS},E10000034,4\n"
ASCOF = (
    "Geographical Code,Geographical Description,Geographical Level,ONS Area Code,ASCOF Measure Code,"
    "Disaggregation Level,Measure Type,Measure Group,Measure Value\n"
)
"""Of 2B(1), at home 91 days after: ours 80, the others 70, 82 and 90, of which the median is 82."""


def imported(folder: Path) -> Path:
    """A folder in which one indicator is published of four councils."""
    values = {OURS: ("Northamptonshire", 80), CAMBRIDGESHIRE: ("Cambridgeshire", 70), KENT: ("Kent", 90),
              HERTFORDSHIRE: ("Hertfordshire", 82)}  # fmt: skip
    lines = [f"1,{name},Council,{code},2B(1),Total,Outcome,Total,{value}" for code, (name, value) in values.items()]
    path = folder / "ascof_2016-17.csv"
    path.write_text(ASCOF + "\n".join(lines) + "\n")
    keep(folder / "published", read(path), datetime(2026, 1, 1, tzinfo=UTC))
    return folder / "published"


def listed(folder: Path, text: str = LIST) -> Path:
    path = folder / "neighbours.csv"
    path.write_text(text)
    return path


@pytest.fixture
def made(tables: Tables, system: System, few: list[Measure], tmp_path: Path) -> Profile:
    peers = peers_of(system, listed(tmp_path))
    return make_profile(tables, system, MADE_AT, published=imported(tmp_path), peers=peers, measures=few)


def test_a_councils_value_stands_among_its_neighbours_of_the_same_year(system: System, tmp_path: Path) -> None:
    peers = peers_of(system, listed(tmp_path))
    assert [one.area for one in peers[0].nearest] == [CAMBRIDGESHIRE, HERTFORDSHIRE, KENT, "E10000034"]
    (found,) = [one for official in officials(imported(tmp_path), system, peers) for one in official.around]
    assert (found.value.value, found.comparator.value, found.least, found.most) == (80, 82, 70, 90)
    assert (found.known, found.number) == (3, 4)
    assert found.stands == "Higher than 1 and lower than 2 of 3"
    told = found.comparator.told()
    assert told.startswith("Median of 3 neighbours of Northamptonshire County Council (statistical neighbours): ")
    assert "1 Apr 2016 to 31 Mar 2017" in told and told.endswith("March 2026") and "made up for this test" in told


def test_the_page_the_pdf_and_the_table_print_them(made: Profile) -> None:
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", as_html(made)))
    assert "Beside other councils" in words and "82 70 to 90 Higher than 1 and lower than 2 of 3" in words
    assert "Of 4 asked for, 1 without such a value in the imported files" in words
    assert "statistical neighbours): 4 of Northamptonshire County Council. a list made up" in words
    (row,) = pages(made)["arounds"]
    assert (row["value"], row["median"], row["range"]) == ("80", "82", "70 to 90")
    assert as_pdf(made).startswith(b"%PDF-")
    (found,) = [row for row in csv.DictReader(io.StringIO(as_csv(made))) if row["row"] == "comparator"]
    assert [float(found[name]) for name in ("value", "lower_limit", "upper_limit")] == [82, 70, 90]


def test_without_a_list_the_page_says_what_the_comparators_are(profile: Profile) -> None:
    assert profile.comparators == NO_LIST and profile.arounds == ()
    assert "No list of statistical neighbours was given" in as_html(profile)


def test_councils_may_be_chosen_instead(system: System, tmp_path: Path) -> None:
    peers = peers_of(system, chosen=[KENT, OURS])
    (found,) = [one for official in officials(imported(tmp_path), system, peers) for one in official.around]
    assert found.comparator.kind == "chosen" and found.comparator.value == 90
    assert found.comparator.told().startswith("Median of 1 council chosen (chosen): ")


DTOC = (
    "Code,Name,Awaiting completion of assessment,Awaiting public funding,Awaiting further NHS non-acute care,"
    "Awaiting care package in own home,Patient or family choice,Total Delayed Transfers of Care,Period\n"
)


def test_a_number_that_grows_with_a_councils_size_is_not_set_beside_anothers(system: System, tmp_path: Path) -> None:
    rows = [f"{code},{name},1,2,3,4,5,{n},{month} 2016" for month in ("April", "May", "June")
            for code, name, n in ((OURS, "Northamptonshire", 15), (KENT, "Kent", 40))]  # fmt: skip
    (tmp_path / "dtoc.csv").write_text(DTOC + "\n".join(rows) + "\n")
    keep(tmp_path / "published", read(tmp_path / "dtoc.csv"), MADE_AT)
    found = officials(tmp_path / "published", system, peers_of(system, chosen=[KENT]))
    assert {"published.dtoc_days", "published.dtoc_beds"} <= {official.name for official in found}
    assert not any(official.around for official in found)


def test_where_a_value_stands_is_said_with_those_as_high() -> None:
    assert stands(5, [5, 5, 1]) == "Higher than 1 and lower than 0 of 3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LIST.replace(OURS, "E10000034"), "has no neighbours of Northamptonshire. Its councils are"),
        (LIST.replace("# source", "# sauce"), "does not say its source"),
        (LIST.replace(",3\n", ",third\n"), "'third' is no number"),
    ],
)
def test_a_list_that_cannot_be_used_says_what_to_do(system: System, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ProfileFault, match=said):
        peers_of(system, listed(tmp_path, text))
    with pytest.raises(ProfileFault, match="cannot be read"):
        peers_of(system, tmp_path / "nowhere.csv")
