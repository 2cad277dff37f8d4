"""The pages of medicines, of the discharge summary and of its audit, asked without a browser."""

from __future__ import annotations

import html
import json
import re

import pytest
from httpx import Response
from starlette.testclient import TestClient

from homefirst.event import Event, Kind, new_event
from homefirst.web.desk import Desk
from tests.web.signing import invented, signed_in
from tests.web.two_wards import at, key

BEFORE = """Ramipril 5 mg capsules; 5 mg; once a day
Aspirin 75 mg tablets; 75 mg; once a day
Losec 20 mg capsules; 20 mg; in the morning"""
DISCHARGE = """Ramipril 2.5 mg capsules; 2.5 mg; once a day; long term; why: low blood pressure
Omeprazole 20 mg capsules; 20 mg; in the morning; long term
Paracetamol 500 mg tablets; 1 g; four times a day; for 5 days; for hip pain"""


def desk(client: TestClient) -> Desk:
    found: Desk = client.app.state.desk  # type: ignore[attr-defined]
    return found


def address(client: TestClient, rest: str, name: str = "ada") -> str:
    return f"/people/{key(desk(client).people, name)}/{rest}"


def words(answer: Response) -> str:
    body = answer.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def events(client: TestClient, kind: Kind, name: str = "ada") -> list[Event]:
    found, _ = desk(client).board.read(key(desk(client).people, name))
    return [event for event in found.events if event.kind is kind]


def write(client: TestClient, which: str, lines: str) -> Response:
    return client.post(address(client, f"medicines/{which}"), data={"lines": lines})


@pytest.fixture
def lists(client: TestClient) -> TestClient:
    """Ada's lists, written by the pharmacist."""
    signed_in(client, "pharmacist")
    assert write(client, "before", BEFORE).status_code == 303
    assert write(client, "discharge", DISCHARGE).status_code == 303
    assert write(client, "allergies", "Penicillin: rash").status_code == 303
    return client


def test_before_anything_is_written_the_page_says_what_is_missing(client: TestClient) -> None:
    said = words(client.get(address(client, "medicines")))
    assert "the list before admission is not written" in said


def test_lists_are_compared_line_by_line_and_what_nobody_explains_stands_out(lists: TestClient) -> None:
    page = lists.get(address(lists, "medicines"))
    said = words(page)
    assert "1 not accounted for, 1 changed, 1 new, 1 continued" in said
    assert "What stands out (1 error)" in said
    assert "missing at discharge" in said
    assert "Say what became of these" in said
    assert "low blood pressure" in said


def test_saying_what_became_of_a_medicine_accounts_for_it(lists: TestClient) -> None:
    where = address(lists, "medicines/settle")
    line = re.search(r'name="medicine" value="([^"]+)"', lists.get(address(lists, "medicines")).text)
    assert line
    given = {"medicine": html.unescape(line[1]), "became": "stopped"}
    refused = lists.post(where, data=given)
    assert refused.status_code == 422
    assert "Write why Aspirin is stopped." in words(refused)
    assert lists.post(where, data=given | {"why": "bleeding"}).status_code == 303
    said = words(lists.get(address(lists, "medicines")))
    assert "1 stopped, 1 changed, 1 new, 1 continued" in said
    assert "Nothing stands out." in said


def test_the_comparison_is_recorded_with_errors_only_for_a_reason_and_then_stands(lists: TestClient) -> None:
    where = address(lists, "medicines/record")
    assert lists.post(where).status_code == 422
    assert lists.post(where, data={"reason": "The family brings the list tomorrow."}).status_code == 303
    (event,) = events(lists, Kind.MEDICINES_RECONCILED)
    kept = json.loads(desk(lists).documents.get(event.document).content)
    assert kept["reason"] == "The family brings the list tomorrow."
    assert [line["outcome"] for line in kept["lines"]] == ["not accounted for", "changed", "new", "continued"]
    assert write(lists, "before", "Ramipril 5 mg capsules; 5 mg; once a day").status_code == 303
    assert "A list was written since: look again." in words(lists.get(address(lists, "medicines")))


def test_a_line_that_cannot_be_read_is_refused_with_what_was_typed(client: TestClient) -> None:
    signed_in(client, "ward")
    typed = "Ramipril 5 mg capsules; 5 mg; wibble"
    refused = client.post(address(client, "medicines/before"), data={"lines": typed, "list": "before"})
    assert refused.status_code == 422
    assert "Line 1 has “wibble”, which cannot be read" in words(refused)
    assert typed in refused.text
    assert events(client, Kind.SECTION_WRITTEN) == []


def test_one_medicine_is_added_field_by_field(client: TestClient) -> None:
    signed_in(client, "ward")
    given = {"name": "Bisoprolol", "strength": "5 mg", "form": "tablets", "dose": "5 mg", "frequency": "once a day"}
    assert client.post(address(client, "medicines/before/one"), data=given).status_code == 303
    assert client.post(address(client, "medicines/before/one"), data={"dose": "5 mg"}).status_code == 422
    assert "Bisoprolol 5 mg tablets; dose: 5 mg; how often: once a day" in words(
        client.get(address(client, "medicines"))
    )


def test_a_coordinator_reads_the_lists_and_does_not_write_them(lists: TestClient) -> None:
    signed_in(lists, "coordinator")
    assert write(lists, "before", "Aspirin 75 mg; 75 mg; od").status_code == 403
    page = lists.get(address(lists, "medicines"))
    assert page.status_code == 200
    assert "Add one medicine" not in words(page)


def test_a_broker_is_shown_no_medicines(client: TestClient) -> None:
    signed_in(client, "broker")
    assert client.get(address(client, "medicines")).status_code == 403
    assert client.get(address(client, "summary")).status_code == 403


# The summary


def test_the_summary_is_filled_from_the_record_and_says_what_each_receiver_would_miss(client: TestClient) -> None:
    said = words(client.get(address(client, "summary")))
    assert "Admitted Sat 20 December 2025, 15:00" in said
    assert "From the record" in said
    assert "What happened" in said
    assert "missing" in said
    assert "The medicines are not compared" in said


def test_a_heading_is_written_and_earlier_versions_are_kept(client: TestClient) -> None:
    where = address(client, "summary/headings/clinical-narrative")
    assert client.post(where, data={"text": ""}).status_code == 422
    assert client.post(where, data={"text": "Fell at home. No fracture."}).status_code == 303
    assert client.post(where, data={"text": "Fell at home. Pubic ramus fracture."}).status_code == 303
    assert len(events(client, Kind.SECTION_WRITTEN)) == 2
    assert "Pubic ramus fracture" in words(client.get(where))
    assert client.get(address(client, "summary/headings/nothing")).status_code == 404


def test_sending_with_something_missing_needs_a_reason_and_each_gets_its_own_version(lists: TestClient) -> None:
    signed_in(lists, "ward")
    where = address(lists, "summary/send")
    refused = lists.post(where, data={"to": ["START", "person"]})
    assert refused.status_code == 422
    assert "Something that has to be there is missing" in words(refused)
    assert events(lists, Kind.SUMMARY_SENT) == []
    sent = lists.post(
        where, data={"to": ["START", "person"], "pharmacy": "PESTLE-NORTH", "reason": "Bed is free today."}
    )
    assert sent.status_code == 303
    assert sorted(e.service for e in events(lists, Kind.SUMMARY_SENT)) == ["PESTLE-NORTH", "START"]
    copies = {
        e.service: json.loads(desk(lists).documents.get(e.document).content) for e in events(lists, Kind.SUMMARY_SENT)
    }
    codes = {service: {p["code"] for p in copy["passages"]} for service, copy in copies.items()}
    assert "social-context" not in codes["PESTLE-NORTH"]
    assert "allergies-and-adverse-reaction" in codes["PESTLE-NORTH"] & codes["START"]
    assert all(copy["reason"] == "Bed is free today." for copy in copies.values())
    assert copies["START"]["medicines"][0]["outcome"] == "not accounted for"
    plan = words(lists.get(address(lists, "summary/given")))
    assert "nobody has said whether you still should" in plan
    assert "In an emergency ring 999" in plan
    assert "Not read yet" in words(lists.get(address(lists, "summary")))


def test_the_persons_own_is_in_plain_words(lists: TestClient) -> None:
    said = words(lists.get(address(lists, "summary/for/person")))
    assert "What happens next" in said
    assert "Before: 5 mg, once a day." in said
    assert "New medicines" in said
    assert "Outcome" not in said


def test_a_ward_sister_reads_what_her_hospital_sent_to_others(client: TestClient) -> None:
    person = key(desk(client).people, "ada")
    sent = new_event(person, Kind.SUMMARY_SENT, at(12, "08:02"), service="GP", source="x", spell=f"v-{person}")
    desk(client).ledger.append([sent])
    signed_in(client, "sister.northampton")
    assert client.get(address(client, f"summary/sent/{sent.id}")).status_code == 200


def test_a_receiver_reads_what_was_sent_before_the_person_comes_and_acknowledges_it_once(lists: TestClient) -> None:
    home = invented("care_home")
    person = key(desk(lists).people, "ada")
    sent = new_event(person, Kind.REFERRED, at(11), service=home.service, detail="care_home_placement", source="x")
    desk(lists).ledger.append(
        [sent, new_event(person, Kind.ACCEPTED, at(11, "11:00"), service=home.service, about=sent.id, source="x")]
    )
    signed_in(lists, "ward")
    data = {"to": [home.service], "reason": "Bed is free today."}
    assert lists.post(address(lists, "summary/send"), data=data).status_code == 303
    signed_in(lists, "care_home")
    assert "Not acknowledged" in words(lists.get(address(lists, "summary")))
    (event,) = events(lists, Kind.SUMMARY_SENT)
    copy = lists.get(address(lists, f"summary/sent/{event.id}"))
    assert "We have read it" in words(copy)
    assert "ramipril" in words(copy)
    read = address(lists, f"summary/sent/{event.id}/read")
    assert lists.post(read).status_code == 303
    (received,) = events(lists, Kind.SUMMARY_RECEIVED)
    assert (received.service, received.about) == (home.service, event.id)
    assert lists.post(read).status_code == 422
    assert lists.get(address(lists, "medicines")).status_code == 200


# The audit


def summary_of(client: TestClient, name: str, day: int) -> Event:
    person = key(desk(client).people, name)
    event = new_event(person, Kind.SUMMARY_SENT, at(day, "14:00"), service="GP-ONE", source="ward@RNS/x")
    desk(client).ledger.append([event])
    return event


def test_a_sample_is_the_same_for_the_same_seed_and_lists_who_has_not_acknowledged(client: TestClient) -> None:
    for name, day in (("ada", 9), ("bert", 10), ("gus", 8)):
        summary_of(client, name, day)
    one, again = (client.get("/summaries/audit?size=2&seed=7").text for _ in range(2))
    links = re.compile(r"/summary/sent/\w+/check")
    assert links.findall(one) == links.findall(again)
    assert len(links.findall(one)) == 2
    assert "Not acknowledged in 24 hours (3)" in one


def test_what_a_check_found_is_recorded_once_with_what_is_wrong(client: TestClient) -> None:
    event = summary_of(client, "ada", 9)
    where = address(client, f"summary/sent/{event.id}/check") + "?size=2&seed=7"
    assert "Its text is not in this ledger" in words(client.get(where))
    assert client.post(where, data={"found": "not_accurate"}).status_code == 422
    assert client.post(where, data={"found": "accurate", "wrong": "medicines"}).status_code == 422
    done = client.post(
        where, data={"found": "not_accurate", "wrong": ["medicines"], "words": "Stopped aspirin left out"}
    )
    assert done.headers["location"] == "/summaries/audit?size=2&seed=7"
    (checked,) = events(client, Kind.SUMMARY_CHECKED)
    assert (checked.detail, checked.about) == ("not_accurate", event.id)
    assert client.post(where, data={"found": "accurate"}).status_code == 422
    assert "0 of 1 accurate: 0.0%, 95% interval 0.0% to 79.3%" in words(client.get("/summaries/audit"))


# Lines as wards type them


def test_lines_in_a_wards_own_words_are_kept_part_by_part(client: TestClient) -> None:
    signed_in(client, "ward")
    typed = "Bisoprolol 2.5 mg once a day\nParacetamol 1 g up to four times a day as needed\nStopped: aspirin (fell)"
    assert write(client, "before", typed).status_code == 303
    said = words(client.get(address(client, "medicines")))
    assert "Bisoprolol; dose: 2.5 mg; how often: once a day" in said
    assert "Paracetamol; dose: 1 g; how often: up to four times a day; when needed" in said
    assert "aspirin; stopped: fell" in said


def test_every_line_is_shown_back_as_typed_before_anything_is_saved(client: TestClient) -> None:
    signed_in(client, "ward")
    typed = "Amlodipine 5mg OD\nWarfarin as per INR\nApixaban 5 mg QD"
    refused = client.post(address(client, "medicines/before"), data={"lines": typed, "list": "before"})
    assert refused.status_code == 422
    said = words(refused)
    assert "2 lines cannot be read for certain" in said
    assert "Warfarin as per INR Not read Line 2 has “as per INR”" in said
    assert "Apixaban 5 mg QD Not read Line 3 has “QD”" in said
    assert "Amlodipine 5mg OD Amlodipine; dose: 5mg; how often: OD" in said
    assert events(client, Kind.SECTION_WRITTEN) == []


def test_an_allergy_stands_first_on_the_page_before_any_comparison(client: TestClient) -> None:
    signed_in(client, "pharmacist")
    assert write(client, "hospital", "Co-amoxiclav 625 mg TDS for 5 days").status_code == 303
    assert write(client, "allergies", "Penicillin: rash").status_code == 303
    said = words(client.get(address(client, "medicines")))
    assert said.index("Allergy to Penicillin (rash)") < said.index("There is nothing to compare yet")
    assert "Co-amoxiclav (in hospital)" in said
    assert write(client, "before", "Ramipril 5 mg OD").status_code == 303
    assert write(client, "discharge", "Ramipril 5 mg OD long term\nFlucloxacillin 500 mg QDS 7 days").status_code == 303
    said = words(client.get(address(client, "medicines")))
    assert said.index("Flucloxacillin (at discharge)") < said.index("What stands out")


def test_an_allergy_stands_first_in_the_summary_and_in_each_copy(lists: TestClient) -> None:
    assert "Allergy Amoxicillin" not in words(lists.get(address(lists, "summary")))
    assert write(lists, "discharge", f"{DISCHARGE}\nAmoxicillin 500 mg TDS for 5 days").status_code == 303
    said = words(lists.get(address(lists, "summary")))
    assert said.index("Allergy to Penicillin (rash)") < said.index("For each receiver")
    copy = words(lists.get(address(lists, "summary/for/START")))
    assert copy.index("Allergy to Penicillin (rash)") < copy.index("Not in it, and should be")
