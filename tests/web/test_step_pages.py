"""The steps as plain forms: recorded, refused with what was typed, told when somebody else decided first."""

from __future__ import annotations

import re
from html import unescape

import pytest
from httpx import Response
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind
from homefirst.hub.in_words import said_in
from homefirst.web.step_decisions import STEPS
from tests.web.signing import signed_in
from tests.web.two_wards import key


@pytest.fixture
def keys(wards: DataDir) -> dict[str, str]:
    people = wards.people()
    found = {name: key(people, name) for name in ("ada", "bert", "cora", "gus", "hal")}
    people.close()
    return found


def seen(client: TestClient, person: str, step: str = "expected") -> str:
    found = re.search(r'name="seen" value="(\d+)"', client.get(f"/people/{person}/steps/{step}").text)
    assert found is not None
    return found.group(1)


def take(client: TestClient, person: str, step: str, /, **said: str | list[str]) -> Response:
    """Send a step's form, as it stands now unless `seen` says otherwise."""
    form = {"step": step, **({} if "seen" in said else {"seen": seen(client, person)}), **said}
    answer: Response = client.post(f"/people/{person}/steps/{step}", data=form)
    return answer


def events(wards: DataDir, person: str) -> list[Event]:
    ledger = wards.ledger()
    found = ledger.person(person)
    ledger.close()
    return found


def last(wards: DataDir, person: str) -> Event:
    return max(events(wards, person), key=lambda event: event.recorded_at)


def words_of(wards: DataDir, event: Event) -> dict[str, str]:
    documents = wards.documents()
    found = said_in(documents, event.document)
    documents.close()
    return found


def test_every_step_with_a_form_has_a_page_and_every_label_a_field(client: TestClient, keys: dict[str, str]) -> None:
    for name, step in STEPS.items():
        for person in ("ada", "gus"):
            page = client.get(f"/people/{keys[person]}/steps/{name}")
            assert page.status_code == (404 if step.form else 200)
            ids = set(re.findall(r' id="([^"]+)"', page.text))
            assert set(re.findall(r'<label[^>]* for="([^"]+)"', page.text)) <= ids


def test_a_date_that_moves_later_needs_its_reason_and_keeps_it(
    client: TestClient, keys: dict[str, str], wards: DataDir
) -> None:
    refused = take(client, keys["ada"], "expected", day="2026-01-15")
    assert refused.status_code == 422
    assert "Say why" in refused.text and 'value="2026-01-15"' in refused.text
    before = len(events(wards, keys["ada"]))
    done = take(client, keys["ada"], "expected", day="2026-01-15", why="No start before Thursday")
    assert done.status_code == 303 and len(events(wards, keys["ada"])) == before + 1
    event = last(wards, keys["ada"])
    assert (event.kind, event.detail) == (Kind.EXPECTED_DISCHARGE_SET, "2026-01-15")
    assert event.source.startswith("coordinator@NHCP/")
    assert words_of(wards, event) == {"why": "No start before Thursday"}
    assert "No start" not in str(event)


def test_the_page_says_what_was_recorded(client: TestClient, keys: dict[str, str]) -> None:
    answer = take(client, keys["bert"], "task", task="transport", owner="transport", due="2026-01-13")
    page = client.get(answer.headers["location"]).text
    assert '<h2 class="nhsuk-notification-banner__title" id="recorded-title">Recorded</h2>' in page
    assert "Transport, due Tue 13 Jan" in page
    assert "To do: transport" in page


def test_two_people_deciding_at_once_the_second_is_told_what_changed(
    client: TestClient, keys: dict[str, str], wards: DataDir
) -> None:
    stale = seen(client, keys["ada"])
    first = take(client, keys["ada"], "pathway", pathway="2", why="Needs a bed to recover", seen=stale)
    assert first.status_code == 303
    before = len(events(wards, keys["ada"]))
    second = take(client, keys["ada"], "pathway", pathway="3", why="Cannot manage at home", seen=stale)
    assert second.status_code == 409
    assert "Recorded since you looked" in second.text and "2: A bed with recovery support" in unescape(second.text)
    assert "Cannot manage at home" in second.text
    assert len(events(wards, keys["ada"])) == before
    fresh = re.search(r'name="seen" value="(\d+)"', second.text)
    assert fresh is not None
    again = take(client, keys["ada"], "pathway", pathway="3", why="Cannot manage at home", seen=fresh.group(1))
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("answer", "ticked", "code", "kind"),
    [
        ("none", [], 303, Kind.CRITERIA_TO_RESIDE_NOT_MET),
        ("some", ["2", "8"], 303, Kind.CRITERIA_TO_RESIDE_MET),
        ("none", ["2"], 422, None),
        ("some", [], 422, None),
    ],
)
def test_the_eleven_questions_are_answered_by_ticks_and_a_button(
    client: TestClient,
    keys: dict[str, str],
    wards: DataDir,
    answer: str,
    ticked: list[str],
    code: int,
    kind: Kind | None,
) -> None:
    taken = take(client, keys["ada"], "criteria", answer=answer, question=ticked)
    assert taken.status_code == code
    if kind:
        assert last(wards, keys["ada"]).kind is kind
    else:
        assert all(f'value="{n}" checked' in taken.text for n in ticked)


def test_several_reasons_start_at_once_each_with_its_clock_and_end_apart(
    client: TestClient, keys: dict[str, str]
) -> None:
    assert take(client, keys["bert"], "delays", reason=["5", "6"], put_down_to="E/both").status_code == 303
    page = client.get(f"/people/{keys['bert']}/steps/delays").text
    assert page.count("End this wait") == 3
    assert "(NHS and social care)" in page
    (first, *_) = re.findall(r'name="delay" value="([0-9a-f]+)"', page)
    assert take(client, keys["bert"], "end-delay", delay=first).status_code == 303
    assert client.get(f"/people/{keys['bert']}/steps/delays").text.count("End this wait") == 2


def test_a_reason_is_put_down_only_to_who_may_answer_for_it(client: TestClient, keys: dict[str, str]) -> None:
    page = client.get(f"/people/{keys['bert']}/steps/delays").text
    assert 'value="E/both"' in page and 'value="C/nhs"' in page
    assert 'value="C/social_care"' not in page and 'value="G/both"' not in page
    refused = take(client, keys["bert"], "delays", put_down_to="C/social_care")
    assert refused.status_code == 422 and "cannot be put down to" in refused.text


def test_a_person_who_needs_the_bed_has_no_delay(client: TestClient, keys: dict[str, str]) -> None:
    client.get("/")
    take(client, keys["bert"], "criteria", answer="some", question=["1"])
    refused = take(client, keys["bert"], "delays", reason=["5"])
    assert refused.status_code == 422 and "still meets the criteria to reside" in refused.text


def test_a_task_is_set_with_owner_and_done_from_its_list(client: TestClient, keys: dict[str, str]) -> None:
    assert take(client, keys["bert"], "task", task="equipment").status_code == 422
    assert take(client, keys["bert"], "task", task="equipment", owner="therapist").status_code == 303
    page = client.get(f"/people/{keys['bert']}/steps/task").text
    (task,) = set(re.findall(r'name="task_id" value="([0-9a-f]+)"', page))
    assert "Equipment at home. Therapists" in page
    assert take(client, keys["bert"], "task-done", task_id=task).status_code == 303
    assert task not in client.get(f"/people/{keys['bert']}/steps/task").text


def test_pharmacy_says_that_medicines_are_done_and_nothing_else(client: TestClient, keys: dict[str, str]) -> None:
    take(client, keys["ada"], "task", task="transport", owner="transport")
    pharmacist = signed_in(client, "pharmacist")
    page = pharmacist.get(f"/people/{keys['ada']}/steps/task").text
    assert page.count(">Done<") == 1 and "Set the task" not in page
    ledger_ids = re.findall(r'name="task_id" value="([0-9a-f]+)"', page)
    form = {"step": "task-done", "task_id": ledger_ids[0]}
    assert pharmacist.post(f"/people/{keys['ada']}/steps/task-done", data=form).status_code == 303
    assert pharmacist.post(f"/people/{keys['ada']}/steps/expected", data={"day": "2026-01-20"}).status_code == 403


def test_a_day_is_red_with_its_reason_or_green(client: TestClient, keys: dict[str, str], wards: DataDir) -> None:
    assert take(client, keys["ada"], "day", colour="red").status_code == 422
    assert take(client, keys["ada"], "day", colour="red", reason="therapy").status_code == 303
    assert last(wards, keys["ada"]).detail == "red/therapy"
    assert take(client, keys["ada"], "day", colour="green", reason="therapy").status_code == 303
    assert last(wards, keys["ada"]).detail == "green"


def test_a_look_at_a_long_stay_says_why_and_what_next(client: TestClient, keys: dict[str, str]) -> None:
    assert take(client, keys["ada"], "review", nights="21", reason="Waits for START").status_code == 422
    said = {"nights": "21", "reason": "Waits for START", "next_step": "Hub to ring START by noon"}
    assert take(client, keys["ada"], "review", **said).status_code == 303
    listed = client.get("/long-stays?at=21").text
    assert "Hub to ring START by noon" in listed


def test_what_is_not_done_is_said_before_somebody_leaves_and_stops_nobody(
    client: TestClient, keys: dict[str, str]
) -> None:
    page = client.get(f"/people/{keys['ada']}/steps/discharge").text
    for words in ("No discharge summary is sent", "medicines are not reconciled", "spoken with their family or carer"):
        assert words in page
    assert take(client, keys["ada"], "discharge", destination="79", method="1").status_code == 422
    assert take(client, keys["ada"], "discharge", destination="19", method="1").status_code == 303
    assert "Not in a hospital bed now" in client.get(f"/people/{keys['ada']}").text


def test_a_conversation_with_the_family_settles_the_question_about_the_carer(
    client: TestClient, keys: dict[str, str]
) -> None:
    assert take(client, keys["ada"], "spoke", service="family", what="Daughter is ready").status_code == 303
    assert "spoken with their family" not in client.get(f"/people/{keys['ada']}/steps/discharge").text


def test_a_discharge_is_cancelled_and_the_stay_goes_on(client: TestClient, keys: dict[str, str]) -> None:
    take(client, keys["ada"], "discharge", destination="19", method="1")
    form = {"step": "reopen", "seen": seen(client, keys["ada"], "reopen"), "why": "Transport did not come"}
    assert client.post(f"/people/{keys['ada']}/steps/reopen", data=form).status_code == 303
    assert "What they wait for" in client.get(f"/people/{keys['ada']}").text


def test_a_mistake_is_taken_back_and_stays_in_the_ledger(
    client: TestClient, keys: dict[str, str], wards: DataDir
) -> None:
    take(client, keys["bert"], "task", task="other", owner="ward", what="Wrong person")
    event = last(wards, keys["bert"])
    page = client.get(f"/people/{keys['bert']}/steps/take-back?event={event.id}").text
    assert "marked as taken back" in page
    assert take(client, keys["bert"], "take-back", event=event.id).status_code == 303
    assert event in events(wards, keys["bert"])
    assert "To do: something else" not in client.get(f"/people/{keys['bert']}").text


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/sign-out", "\\\\elsewhere"])
def test_a_form_never_leads_to_another_site(client: TestClient, keys: dict[str, str], address: str) -> None:
    done = take(client, keys["bert"], "task", task="family", owner="family", back=address, here=address)
    assert done.headers["location"].startswith(f"/people/{keys['bert']}?recorded=")


def test_a_form_of_another_sign_in_does_nothing(client: TestClient, keys: dict[str, str], wards: DataDir) -> None:
    before = len(events(wards, keys["bert"]))
    headers = {"x-form-token": "another"}
    sent = client.post(f"/people/{keys['bert']}/steps/expected", data={"day": "2026-01-20"}, headers=headers)
    assert sent.status_code == 403 and len(events(wards, keys["bert"])) == before


@pytest.mark.parametrize("who", ["broker", "social_worker"])
def test_who_does_not_judge_criteria_to_reside_is_offered_no_form_and_takes_no_judgement_back(
    client: TestClient, keys: dict[str, str], wards: DataDir, who: str
) -> None:
    assert take(client, keys["ada"], "criteria", answer="none").status_code == 303
    judged = last(wards, keys["ada"])
    signed_in(client, who)
    page = client.get(f"/people/{keys['ada']}").text
    assert "/steps/pathway" in page and "/steps/criteria" not in page
    form = client.get(f"/people/{keys['ada']}/steps/criteria").text
    assert "judged by the ward team, therapists and the hub" in form and 'name="question"' not in form
    refused = client.post(f"/people/{keys['ada']}/steps/criteria", data={"step": "criteria", "answer": "none"})
    assert refused.status_code == 403 and "N31-not-yours-to-judge" in refused.text
    assert take(client, keys["ada"], "take-back", event=judged.id).status_code == 422
    assert last(wards, keys["ada"]) == judged


def test_a_reader_without_the_right_sees_no_step(client: TestClient, keys: dict[str, str]) -> None:
    page = signed_in(client, "broker").get(f"/people/{keys['cora']}").text
    assert "What happened to them is not shown." in page
    assert "Take back" not in page
