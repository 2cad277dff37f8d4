"""For every invented user and every page: names come back only of whom policy lets them read, and every look is kept.

The pages are read from the application's own addresses, so that a new page is asked for without being named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.days import local_date
from homefirst.event import Event, Kind, new_event
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from homefirst.record.audit import Seen
from homefirst.record.invented import invented_users
from homefirst.record.policy import about_person
from homefirst.record.reader import Reader
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.app import PAGES
from homefirst.web.door import Access
from homefirst.web.step_decisions import STEPS
from tests.web.own_people_world import HOME, keys, with_services
from tests.web.signing import invented, signed_in
from tests.web.test_interface_pages import make_tables
from tests.web.two_wards import NAMES, at

FAMILIES = {name: family.removeprefix("<b>").removesuffix("</b>") for name, (_, family, _) in NAMES.items()}
LOOKED_AT = ("cora", "hal")  # one with a long history, one referred to a home and seen by two hospitals
ASKED = {  # what an address is asked, where without it it shows nobody
    "/": "show=all",
    "/board": "show=all",
    "/board.csv": "show=all",
    "/days": "ward=RNS:ROWAN",
    "/long-stays": "at=7",
    "/made": "ready=0",
    "/returns": "to=2026-01-11&from=2026-01-09",
    "/returns.csv": "to=2026-01-11&from=2026-01-09",
    "/interface": "first=2025-11-01&last=2026-01-11",
    "/interface.csv": "first=2025-11-01&last=2026-01-11",
    "/interface/people": "first=2025-11-01&last=2026-01-11",
    "/summaries/audit": "seed=1&size=50",
}
ALSO = (
    "/returns/people?to=2026-01-11&from=2026-01-09&group=&metric=",
    "/round?ward=RNS:ROWAN&began=1&since=0",
    "/round?ward=RNS:ROWAN&began=1&since=0&end=2",
    "/ours/vacancies?service=QUILLFEATHER",
    f"/ours/vacancies?service={HOME}",
    f"/directory/{HOME}",
    "/audit?day=2026",
    "/codes",
)
SLOW = ("/what-if", "/profile", "/tomorrow", "/measures", "/sign-in", "/static")  # they name nobody, as own tests say


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, system: System) -> Iterator[TestClient]:
    """The two wards with services, a person who moved, one who called an ambulance, a summary sent, and a closure."""
    data = with_services(DataDir(Path(tmp_path_factory.mktemp("nobody"))))
    ada, cora, hal, bert = keys(data, "ada", "cora", "hal", "bert")
    documents = data.documents()
    words = documents.put(in_words(why="As agreed."), MEDIA_TYPE)
    documents.close()
    events: list[Event] = [
        new_event(hal, Kind.MOVED, at(12, "08:03"), location="RNQ:ASHBY:B01", spell=f"v-{hal}"),
        new_event(cora, Kind.SUMMARY_SENT, at(12, "08:04"), service="GP", document=words),
        new_event(cora, Kind.CONCERN_RAISED, at(12, "08:05"), document=words),
        new_event(cora, Kind.REFERRED, at(12, "08:06"), service="SALTCELLAR", detail="care_home_placement"),
        new_event(bert, Kind.CALLED, at(12, "08:07"), location="RX9", detail="999"),
        new_event(ada, Kind.PRACTICE_CHANGED, at(12, "08:08"), service="GP"),
    ]
    ledger = data.ledger()
    ledger.append(events)
    ledger.close()
    make_tables(data)
    app = make_app(data, system)
    yield TestClient(app, base_url="http://localhost", follow_redirects=False)
    app.state.desk.close()


def access_of(client: TestClient) -> Access:
    access: Access = client.app.state.access  # type: ignore[attr-defined]
    return access


def addresses(client: TestClient) -> list[str]:
    """Every address that can be read, those of one person for two of them."""
    paths = [r.path for page in PAGES for r in page.ROUTES if isinstance(r, Route) and "GET" in (r.methods or ())]
    found = [*ALSO]
    for path in sorted(set(paths)):
        if not path.startswith(SLOW):
            found += filled(client, path)
    return found


def filled(client: TestClient, path: str) -> list[str]:
    if "{key}" not in path:
        asked = ASKED.get(path, "")
        return [] if "{" in path else [f"{path}?{asked}" if asked else path]
    return [one for name in LOOKED_AT for one in of_person(path, key_of(client, name), client)]


def of_person(path: str, key: str, client: TestClient) -> list[str]:
    """One address for each thing of the person that it can show: each step, each summary that was sent."""
    path = path.replace("{key}", quote(key))
    journey = client.app.state.desk.board.read(key)[0]  # type: ignore[attr-defined]
    sent = [e.id for e in journey.events if e.kind is Kind.SUMMARY_SENT]
    choices = {
        "step": list(STEPS),
        "event": sent,
        "to": ["person", "GP", HOME],
        "section": ["function", "safeguarding"],
    }
    name = re.search(r"{(\w+)}", path)
    if name is None:
        return [path]
    return [path.replace(name.group(), one) for one in choices.get(name.group(1), ["1"])]


def key_of(client: TestClient, name: str) -> str:
    return keys(client.app.state.desk.data_dir, name)[0]  # type: ignore[attr-defined]


def readable(client: TestClient, reader: Reader) -> dict[str, str]:
    """The family names of those whom policy lets this reader see, with their keys; worked out beside the pages."""
    desk, access = client.app.state.desk, access_of(client)  # type: ignore[attr-defined]
    now, found = desk.now(), {}
    for name, family in FAMILIES.items():
        key = key_of(client, name)
        relation = access.relation(desk.board.read(key)[0], now)
        question = about_person(reader, access.covered(reader, local_date(now)), "read", "who", relation)
        if access.policies.decide(question).allowed:
            found[family] = key
    return found


def kept_of(client: TestClient, rows: list[Seen]) -> set[str]:
    """The keys of everybody whom these rows say was shown."""
    lists = [key for row in rows if row.list for key in access_of(client).audit.listed(row.list)]
    return {*lists, *(row.person for row in rows if row.shown)}


@pytest.mark.parametrize("account", [user.account for user in invented_users()])
def test_names_are_shown_only_of_whom_the_reader_may_see_and_each_look_is_kept(world: TestClient, account: str) -> None:
    signed_in(world, account)
    seen, audit, named_on = readable(world, invented(account)), access_of(world).audit, 0
    for address in addresses(world):
        before = audit.last()[0]
        answer = world.get(address)
        assert answer.status_code < 500 or answer.status_code == 503, address
        named = {family for family in FAMILIES.values() if re.search(rf"\b{family}\b", answer.text)}
        if "/policies" in address or not named:
            continue
        assert answer.status_code == 200, f"{address} names {named} and says {answer.status_code}"
        assert named <= set(seen), f"{account} is shown {named - set(seen)} by {address}"
        rows = [row for row in audit.rows(account=account) if row.position > before]
        if not address.startswith("/board?") and not address.endswith("/part"):  # of these only who is new is kept
            lacking = {family for family in named if seen[family] not in kept_of(world, rows)}
            assert not lacking, f"{address} names {lacking} to {account}, and no row says so"
        named_on += 1
    assert named_on >= (8 if account in ("amara.coordinator", "sister.northampton") else 0)
    assert not named_on or seen


def test_a_reader_with_measures_alone_finds_nobody_by_a_number(world: TestClient) -> None:
    for who in ("analyst", "lead", "privacy", "administrator"):
        signed_in(world, who)
        assert world.post("/find", data={"who": "1000000"}).status_code == 403


def test_names_found_by_a_part_of_them_are_kept_and_what_was_typed_is_not(world: TestClient) -> None:
    signed_in(world)
    found = world.post("/find", data={"who": "in"})
    assert found.status_code == 200 and "Cora Finch" in found.text
    row = access_of(world).audit.rows(account="amara.coordinator")[0]
    assert row.reason == "find" and key_of(world, "cora") in access_of(world).audit.listed(row.list)


def test_who_left_a_ward_since_a_round_is_named_only_to_those_who_may_still_see_them(world: TestClient) -> None:
    ward = invented("sister.kettering")
    gus = key_of(world, "gus")
    ledger = world.app.state.desk.data_dir.ledger()  # type: ignore[attr-defined]
    ledger.append([new_event(gus, Kind.CONTACTED, at(12, "08:09"), service="START", source=ward.by)])
    ledger.close()
    signed_in(world, "sister.kettering")
    page = world.get("/round?ward=RNQ:ASHBY&began=1&since=0&end=2")
    assert page.status_code == 200 and "Penrose" not in page.text


def test_what_changed_meanwhile_says_nothing_of_a_section_that_the_reader_may_not_read(world: TestClient) -> None:
    cora = key_of(world, "cora")
    asked = {"day": "2026-01-30", "why": "Later.", "seen": "1"}
    signed_in(world, "therapist")
    refused = world.post(f"/people/{cora}/steps/expected", data=asked)
    assert refused.status_code == 409 and "oncern" not in refused.text
    signed_in(world, "sister.northampton")
    assert "oncern" in world.post(f"/people/{cora}/steps/expected", data=asked).text


def test_an_event_that_one_may_not_read_is_neither_shown_nor_taken_back(world: TestClient) -> None:
    cora = key_of(world, "cora")
    journey = world.app.state.desk.board.read(cora)[0]  # type: ignore[attr-defined]
    raised = next(e.id for e in journey.events if e.kind is Kind.CONCERN_RAISED)
    signed_in(world, "therapist")
    assert "oncern" not in world.get(f"/people/{cora}/steps/take-back?event={raised}").text
    answer = world.post(f"/people/{cora}/steps/take-back", data={"event": raised, "why": "wrong"})
    assert answer.status_code == 422 and "oncern raised" not in answer.text
    journey = world.app.state.desk.board.read(cora)[0]  # type: ignore[attr-defined]
    assert any(e.id == raised for e in journey.events)


def test_a_crew_sees_who_called_for_a_day_by_the_hour_and_not_to_the_end_of_the_next_day(world: TestClient) -> None:
    access, desk = access_of(world), world.app.state.desk  # type: ignore[attr-defined]
    journey = desk.board.read(key_of(world, "bert"))[0]
    called = at(12, "08:07")
    assert access.relation(journey, called + timedelta(hours=23)).called
    assert not access.relation(journey, called + timedelta(hours=25)).called


def test_a_broker_neither_sees_nor_refers_somebody_of_another_council(world: TestClient) -> None:
    dot, ada = key_of(world, "dot"), key_of(world, "ada")  # of the north; of no council that was told
    asked = {"step": "refer", "service": HOME, "help": "care_home_placement"}
    for account, code in (("broker", 200), ("broker.west", 403)):
        signed_in(world, account)
        assert world.get(f"/people/{ada}").status_code == 200
        assert world.get(f"/people/{dot}").status_code == code
        assert ("Marlow" in world.get("/?show=all").text) is (code == 200)
    refused = world.post(f"/people/{dot}/referrals/refer", data=asked)
    assert refused.status_code == 403 and "This person lives under another council" in refused.text
    assert world.post(f"/people/{dot}/ask-places", data={"service": HOME}).status_code == 403
