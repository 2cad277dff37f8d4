"""A flow.toml that cannot be used is refused: with the file, the line and what to write instead."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from homefirst.simulate.document import line_of
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.keys import NODE_KEYS, OTHER_SECTIONS, SECTIONS, WAY_KEYS
from homefirst.system import SystemFault, load_system
from tests.simulate.flows import SYSTEM, northamptonshire

FOLDER = Path(__file__).parents[2] / "systems" / "northamptonshire"
TEXT = (FOLDER / "flow.toml").read_text()
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "flow.md"


class Edit(NamedTuple):
    """The text with one thing changed, and the line that it was changed in."""

    text: str
    line: int


def key(section: str, name: str, new: str) -> Edit:
    """One key of a section, over however many lines, written otherwise; `new` empty takes it out."""
    lines = TEXT.splitlines()
    start = next(n for n in range(lines.index(f"[{section}]"), len(lines)) if lines[n].startswith(f"{name} ="))
    end, depth = start, 0
    while True:
        bare = lines[end].partition(" #")[0]
        depth += sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
        end += 1
        if depth <= 0:
            break
    return Edit("\n".join([*lines[:start], *([new] if new else []), *lines[end:]]), start + 1)


def more(section: str, new: str) -> Edit:
    """One more line at the top of a section."""
    lines = TEXT.splitlines()
    at = lines.index(f"[{section}]") + 1
    return Edit("\n".join([*lines[:at], new, *lines[at:]]), at + 1)


def header(section: str, new: str) -> Edit:
    """A section under another name."""
    lines = TEXT.splitlines()
    at = lines.index(f"[{section}]")
    return Edit("\n".join([*lines[:at], new, *lines[at + 1 :]]), at + 1)


def way(section: str, number: int, change: Callable[[str], str]) -> Edit:
    """One of the ways on from a node, each of which has a line of its own, written otherwise."""
    lines = TEXT.splitlines()
    at = next(n for n in range(lines.index(f"[{section}]"), len(lines)) if lines[n] == "then = [") + 1 + number
    assert lines[at].startswith("    {")
    return Edit("\n".join([*lines[:at], change(lines[at]), *lines[at + 1 :]]), at + 1)


def at_section(section: str, edit: Edit) -> Edit:
    """The same, told at the head of the section, where the thing itself is not there to be pointed at."""
    return edit._replace(line=edit.text.splitlines().index(f"[{section}]") + 1)


def at_key(section: str, name: str, edit: Edit) -> Edit:
    """The same, told at another key of the section."""
    return edit._replace(line=line_of(edit.text, f"{section}.{name}"))


def end(new: str) -> Edit:
    """More sections at the end; the first of the new lines is a header."""
    return Edit(f"{TEXT.rstrip()}\n\n{new}\n", len(TEXT.rstrip().splitlines()) + 2)


def to(target: str) -> Callable[[str], str]:
    return lambda line: re.sub(r'to = "[^"]*"', f'to = "{target}"', line)


def and_also(more: str) -> Callable[[str], str]:
    return lambda line: line.replace(" }", f", {more} }}", 1) if "value =" not in line else line[:-3] + f", {more} }},"


NOWHERE = '[choice.nowhere]\nthen = [{ to = "home" }]\nassumed = "for a test"'


def crowded(count: int) -> Edit:
    """So many more nodes, each of which can be reached; that is no fault of any one line."""
    ways = "".join(f'{{ to = "n{n}", share = 0.0001 }}, ' for n in range(count))
    text = TEXT.replace('{ to = "gp" },', f'{ways} {{ to = "gp" }},', 1)
    return Edit("\n\n".join([text, *(NOWHERE.replace("nowhere", f"n{n}") for n in range(count))]), 0)


REFUSED: Mapping[str, tuple[Edit, str]] = {
    "a section not known": (
        end('[chioce.other]\nassumed = "x"'),
        "chioce is not known. Take it out, or write one of: ae,",
    ),
    "a key not known": (more("beds.wards", "place = 4"), "place is not known. Take it out, or write one of: at,"),
    "a key not known among other rules": (more("dies", "per_1000 = 4"), "per_1000 is not known. Take it out, or write"),
    "a key not known in a way on": (
        way("choice.crisis", 1, and_also('say = "x"')),
        "say is not known. Take it out, or",
    ),
    "a key not known beside a value": (
        key("people", "women", 'women = { value = 0.5, assume = "x" }'),
        "assume is not known beside value",
    ),
    "a section that is missing": (header("summary", "[people.rest]"), "there is no section [summary]. Add it"),
    "a key that is missing": (
        at_section("people", key("people", "women", "")),
        "women is missing. Write women = a share",
    ),
    "a location that is missing": (
        at_section("beds.wards", key("beds.wards", "location", "")),
        "location is missing. Write location = text",
    ),
    "a node without a section": (
        Edit('choice = "x"\n' + TEXT.replace("[choice.", "[choices."), 1),
        "choice is a section. Write it as [choice].",
    ),
    "places below 0": (
        key("care_beds.claremont", "places", "places = -46"),
        "places is -46. Write a number, 0 or more.",
    ),
    "places in words": (key("care_beds.claremont", "places", 'places = "many"'), 'places is "many". Write a number'),
    "places of one hospital only": (key("task.leave", "staff", "staff = { ngh = 4 }"), "Write a number, 0 or more"),
    "a rate below 0": (key("beds.wards", "dies", "dies = -0.1"), "dies is -0.1. Write a number, 0 or more."),
    "a number that is none": (key("beds.wards", "dies", "dies = nan"), "nan is not a number to reckon with"),
    "a yes that is a word": (key("help.placement", "is_placement", 'is_placement = "yes"'), "Write true or false."),
    "a share above 1": (key("people", "women", "women = 1.2"), "women is 1.2. Write a share, from 0 to 1."),
    "too many who are accepted": (key("care_beds.shaw", "accepts", "accepts = 1.1"), "accepts is 1.1. Write a share"),
    "shares that come to more than 1": (
        at_key(
            "choice.crisis",
            "then",
            way("choice.crisis", 1, lambda line: re.sub(r"share = [\d.]+", "share = 0.99", line)),
        ),
        "Make them 1 for everybody, or leave one route without a share",
    ),
    "shares that come to less than 1": (
        at_key("choice.crisis", "then", way("choice.crisis", 3, lambda line: line.replace(" }", ", share = 0.01 }"))),
        "Make them 1 for everybody, or leave one route without a share",
    ),
    "a share below 0": (
        way("choice.crisis", 1, lambda line: re.sub(r"share = [\d.]+", "share = -0.1", line)),
        "share is -0.1. Write a number",
    ),
    "shares of frailty that are not 1": (
        key("people", "frailty", f"frailty = [{', '.join(['[0.5, 0.3, 0.1, 0.2]'] * 6)}]"),
        "Write six lists of four shares that add up to 1.",
    ),
    "too few ages": (key("people", "alone", "alone = [0.2, 0.3]"), "alone is [0.2, 0.3]. Write a list of 6 numbers"),
    "too few hours": (key("crisis", "hour", "hour = [1, 2, 3]"), "Write a list of 24 numbers, each 0 or more"),
    "no weekday at all": (
        key("crisis", "weekday", "weekday = [0, 0, 0, 0, 0, 0, 0]"),
        "Write a list of 7 numbers, each 0",
    ),
    "too few degrees of frailty": (
        key("beds.wards", "stay_by_frailty", "stay_by_frailty = [1, 2]"),
        "Write a list of 4 numbers",
    ),
    "too few residences in a way on": (
        way("choice.crisis", 1, and_also("by_residence = [1, 2]")),
        "by_residence is [1, 2]. Write a list of 5 numbers",
    ),
    "a way that leads nowhere": (
        way("choice.crisis", 1, to("call_998")),
        'crisis leads to "call_998", which is not there. Look at its spelling',
    ),
    "a way without a target": (
        way("choice.crisis", 1, lambda line: re.sub(r'to = "[^"]*", ', "", line)),
        'Write to = "home", or the name of a node',
    ),
    "waiting of nobody": (
        key("care_beds.shaw", "takes", 'takes = ["pathway_4"]'),
        'leads to "pathway_4", which is not',
    ),
    "people from outside who come nowhere": (
        key("outside.ngh", "to", 'to = "ngh_wing"'),
        'there is no "ngh_wing". Look',
    ),
    "a node that nobody can reach": (end(NOWHERE), 'nobody can reach "nowhere". Lead a way to it, as then = [{'),
    "a name used twice": (end(NOWHERE.replace("nowhere", "crew")), '"crew" is there already, in [team.crew]. Name one'),
    "a pathway of its own": (
        way("beds.same_day", 1, lambda line: line.replace("pathway = 0", "pathway = 7")),
        "pathway is 7. Write one of: 0, 1,",
    ),
    "an effect not known": (
        way("help.dementia_team", 0, lambda line: line.replace('"package"', '"parcel"')),
        'effect is "parcel". Write one of',
    ),
    "a shape not known": (
        key("help.dementia_team", "stay", "stay = { gamma = [3, 2] }"),
        '"gamma" is not a shape. Write one',
    ),
    "a shape with too few numbers": (
        key("help.dementia_team", "stay", "stay = { lognormal = [38] }"),
        "write lognormal = [MEAN, SD], each above 0",
    ),
    "a stay of 0 days": (
        key("help.dementia_team", "stay", "stay = { fixed = [0] }"),
        "write fixed = [DAYS], each above 0",
    ),
    "a stay without a shape": (
        key("help.dementia_team", "stay", "stay = 38"),
        "Write { lognormal = [MEAN, SD] }, or another",
    ),
    "hours the wrong way round": (
        key("task.leave", "hours", "hours = [19, 9]"),
        "hours is [19, 9]. Write [OPENS, CLOSES]",
    ),
    "hours after midnight": (key("task.leave", "hours", "hours = [9, 25]"), "Write [OPENS, CLOSES], as [9, 17], or []"),
    "hours in words": (key("task.leave", "hours", 'hours = "9 to 5"'), 'hours is "9 to 5". Write [OPENS, CLOSES]'),
    "a reason that is not of the list": (
        key("task.leave", "delays", 'delays = ["5", "99", "5"]'),
        "Write three reasons for delay by their codes",
    ),
    "too few reasons": (key("task.leave", "delays", 'delays = ["5"]'), "Write three reasons for delay by their codes"),
    "help of no kind": (
        key("help.reablement", "support", 'support = "hugs"'),
        'support is "hugs". Write one of: crisis_resp',
    ),
    "a kind of event not known": (
        key("choice.call_111", "tells", 'tells = "rang"'),
        "Write a kind of event, from docs/reference/events.md",
    ),
    "a destination not known": (key("help.placement", "destination", 'destination = "00/1"'), 'as "19/1"'),
    "a service that the system does not have": (
        key("help.reablement", "service", 'service = "STRAT"'),
        '"STRAT" is not in system.toml. Correct it, or add it there',
    ),
    "a place that the system does not have": (
        key("beds.same_day", "location", 'location = "{code}:SDCE"'),
        '"RNS:SDCE" is not in system.toml. Correct it, or',
    ),
    "a hospital that the system does not have": (
        key("hospital.ngh", "code", 'code = "RNX"'),
        '"RNX" is not in system.toml',
    ),
    "a council that the system does not have": (
        key("system", "council", 'council = "E1"'),
        '"E1" is not in system.toml',
    ),
    "a hospital without a section": (
        key("system", "hospitals", 'hospitals = ["ngh", "kgh", "elsewhere", "qeh"]'),
        "qeh has no section. Add [hospital.qeh]",
    ),
    "a node at no hospital": (
        key("task.leave", "at", 'at = ["ngh", "khg"]'),
        'there is no hospital "khg". Name some of: ngh',
    ),
    "beds like none": (key("beds.escalation", "like", 'like = "{at}_ward"'), 'there is no "ngh_ward" to be like'),
    "a cost of nothing": (more("cost.day", "warts = 4"), 'there is no "warts". Write the name of a node.'),
    "a first day that is a word": (key("system", "first_day", 'first_day = "2017"'), "Write a date, as 2017-04-03."),
    "a number that rests on nothing": (
        key("summary", "assumed", "")._replace(line=line_of(key("summary", "assumed", "").text, "summary.sent")),
        "summary.sent says nothing of what it rests on. Write { value = 0.",
    ),
    "an assumption without a reason": (
        key("summary", "assumed", 'assumed = " "'),
        'assumed says nothing. Write assumed = "',
    ),
    "a figure that was never published": (
        key("people", "women", 'women = { value = 0.5, figure = "nh.wimmen" }'),
        'there is no figure "nh.wimmen" in figures.csv',
    ),
    "both a figure and a fit": (
        key("people", "women", 'women = { value = 0.5, figure = "nh.ea.rate", fitted = "nh.ea.rate" }'),
        "says both figure and fitted. Keep the one that is true",
    ),
    "a fit without a range": (
        key("people", "women", 'women = { value = 0.5, fitted = "nh.ea.rate" }'),
        "write range = [LEAST, MOST]",
    ),
    "a fit outside its range": (
        key("people", "women", 'women = { value = 0.5, fitted = "nh.ea.rate", range = [0.6, 0.7] }'),
        "with its value between",
    ),
    "a range of one number": (
        key("people", "women", 'women = { value = 0.5, fitted = "nh.ea.rate", range = 0.6 }'),
        "write range = [LEAST, MOST]",
    ),
    "a range of what was not fitted": (
        key("people", "women", 'women = { value = 0.5, figure = "nh.ea.rate", range = [0, 1] }'),
        "only what was fitted has a range",
    ),
    "what is not TOML": (key("summary", "sent", "sent = "), "this is not TOML (Invalid value)"),
    "a bracket that is not closed": (end("[cost"), "this is not TOML ("),
    "more nodes than there is room for": (crowded(130), "128 at most."),
}


def folder_with(tmp_path: Path, text: str) -> Path:
    """Northamptonshire with this flow.toml."""
    for name in ("system.toml", "figures.csv", "people.csv"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "flow.toml").write_text(text)
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(SystemFault) as refused:
        read_flow(str(folder), SYSTEM)
    return str(refused.value)


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_line_and_what_to_write(tmp_path: Path, case: str) -> None:
    edit, said = REFUSED[case]
    assert edit.text != TEXT
    message = refusal(folder_with(tmp_path, edit.text))
    assert said in message
    if "there is no section" in said or not edit.line:
        assert message.startswith("flow.toml: ")
    else:
        assert message.startswith(f"flow.toml, line {edit.line}: "), message
    assert str(tmp_path) not in message


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, TEXT)
    (folder / "flow.toml").write_bytes("# café\n".encode("latin-1") + TEXT.encode())
    assert refusal(folder) == "flow.toml is not in UTF-8. Save it as UTF-8 text."


def test_a_flow_without_its_people_says_what_to_write(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, TEXT)
    (folder / "people.csv").unlink()
    assert re.fullmatch(r"There is no .*/people\.csv\. Write one with the columns year, age_from, .*", refusal(folder))


def test_a_system_without_a_flow_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "system.toml").write_text('name = "small"\ntitle = "A small place"\n')
    with pytest.raises(
        SystemFault, match=r"A small place has no flow\.toml.*; systems/northamptonshire/flow\.toml shows how"
    ):
        read_flow(str(tmp_path))


def test_what_nobody_changed_is_read_and_can_be_changed_by_its_path(tmp_path: Path) -> None:
    flow = read_flow(str(folder_with(tmp_path, TEXT)), load_system("northamptonshire"))
    fewer = flow.changed([("care_beds.shaw.places", 4), ("task.leave.staff.ngh", 3)], "fewer")
    places = {node.name: node.places[0] for node in fewer.network().nodes}
    assert (places["shaw"], places["ngh_leave"]) == (4, 3)
    assert (fewer.origin_name, flow.value("care_beds.shaw.places")) == (f"{flow.name}+fewer", 51)
    with pytest.raises(SystemFault, match=r'Scenario x changes "care_beds\.sure\.places", but flow\.toml has no'):
        flow.changed([("care_beds.sure.places", 4)], "x")
    with pytest.raises(SystemFault, match=r'flow\.toml has no "beds\.wings"'):
        flow.value("beds.wings")


def test_a_scenario_s_value_that_cannot_be_used_is_refused_like_one_of_the_file() -> None:
    changed = northamptonshire().changed([("care_beds.shaw.accepts", 1.4)], "x")
    with pytest.raises(SystemFault, match=r"flow\.toml, line \d+: accepts is 1\.4\. Write a share, from 0 to 1\."):
        changed.network()


def test_every_number_of_northamptonshire_says_what_it_rests_on() -> None:
    flow: Flow = northamptonshire()
    basis = flow.document.basis
    assert len(basis) > 400
    found = {words.split(maxsplit=2)[-1] for words in basis.values() if not words.startswith("assumed: ")}
    assert len(found) >= 20
    assert found <= set(SYSTEM.figures)
    for path, fitted in flow.document.fitted.items():
        assert fitted.least <= flow.value(path) <= fitted.most, path


# The reference


def told_in(page: str, section: str) -> set[str]:
    """The keys that the reference has a row for, under the heading of a section."""
    found = re.search(rf"^### \[{re.escape(section)}\].*?$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"docs/reference/flow.md has no heading ### [{section}]"
    return set(re.findall(r"^\| `(\w+)` \| \S", found.group(1), re.MULTILINE))


def test_the_reference_tells_every_section_and_key_and_no_others() -> None:
    page = REFERENCE.read_text()
    common = set(
        re.findall(r"^\| `(\w+)` \| \S", page.partition("## Keys of nodes")[2].partition("\n## ")[0], re.MULTILINE)
    )
    ways = set(re.findall(r"^\| `(\w+)` \| \S", page.partition("## Ways on")[2].partition("\n## ")[0], re.MULTILINE))
    assert common == set(NODE_KEYS)
    assert ways == set(WAY_KEYS)
    for section, keys in SECTIONS.items():
        row = re.search(rf"^\| `\[{section}\.NAME\]` \| .+ \| (.+) \|$", page, re.MULTILINE)
        assert row, section
        assert set(re.findall(r"`(\w+)`", row.group(1))) == keys, section
    for section, forms in OTHER_SECTIONS.items():
        assert told_in(page, section.replace("*", "NAME")) == {name for name in forms if name != "*"}, section
