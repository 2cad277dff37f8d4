"""The pages of the discharge notification, asked without a browser."""

from __future__ import annotations

import html
import json
import re

import pytest
from httpx import Response
from starlette.testclient import TestClient

from homefirst.event import Event, Kind, new_event
from homefirst.hub.forms import load_form
from homefirst.hub.needs import needs_of
from homefirst.web.desk import Desk
from tests.spec.hub.notification_page import completed
from tests.web.signing import signed_in
from tests.web.two_wards import key

FORM = load_form("northamptonshire")


def desk(client: TestClient) -> Desk:
    found: Desk = client.app.state.desk  # type: ignore[attr-defined]
    return found


def form_of(client: TestClient, name: str) -> str:
    return f"/people/{key(desk(client).people, name)}/form"


def words(answer: Response) -> str:
    """What the page says, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def hidden(page: Response) -> dict[str, str]:
    """The hidden fields of the page's own form."""
    body = page.text.partition("<main")[2]
    return dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', body))


def save(client: TestClient, where: str, section: str, **typed: object) -> Response:
    """What a person does: open the section's page, fill it in, send it."""
    address = f"{where}/sections/{section}"
    return client.post(address, data=hidden(client.get(address)) | {k.replace("__", "."): v for k, v in typed.items()})


def events(client: TestClient, name: str, kind: Kind) -> list[Event]:
    found, _ = desk(client).board.read(key(desk(client).people, name))
    return [event for event in found.events if event.kind is kind]


def tell(client: TestClient, name: str, kind: Kind, **rest: str) -> None:
    """Tell the ledger one more thing of somebody, just now."""
    person = key(desk(client).people, name)
    moment = desk(client).now()
    desk(client).ledger.append([new_event(person, kind, moment, spell=f"v-{person}", **rest)])


def test_the_overview_lists_every_section_with_its_owner_and_that_nothing_is_written(client: TestClient) -> None:
    page = client.get(form_of(client, "ada"))
    assert page.status_code == 200
    said = words(page)
    for section in FORM.sections:
        assert section.words in said
    assert said.count("Not written") == len(FORM.sections)
    assert "Nobody has begun it in this stay" in said


def test_a_ward_nurse_saves_a_section_and_it_is_one_event_with_its_answers_as_a_document(client: TestClient) -> None:
    signed_in(client, "ward")
    where = form_of(client, "ada")
    done = save(client, where, "nursing", nursing__walking="two", nursing__continence=["pads", "catheter"])
    assert done.status_code == 303
    assert done.headers["location"] == f"{where}?saved=nursing"
    (event,) = events(client, "ada", Kind.SECTION_WRITTEN)
    assert event.detail == "discharge-notification/nursing"
    assert event.source.startswith("ward@RNS/")
    document = json.loads(desk(client).documents.get(event.document).content)
    assert document["resourceType"] == "QuestionnaireResponse"
    assert [len(item["answer"]) for item in document["item"][0]["item"]] == [1, 2]
    assert "Saved: Day and night on the ward" in words(client.get(done.headers["location"]))
    found, _ = desk(client).board.read(key(desk(client).people, "ada"))
    needs = needs_of(found, desk(client).documents)
    assert needs is not None
    assert needs.two_care_workers


def test_what_was_written_is_there_again_when_the_section_is_opened(client: TestClient) -> None:
    signed_in(client, "ward")
    where = form_of(client, "ada")
    save(client, where, "nursing", nursing__walking="two", nursing__skin_words="left heel", nursing__skin="wound")
    again = client.get(f"{where}/sections/nursing").text
    assert re.search(r'name="nursing\.walking" type="radio" value="two" checked', again)
    assert ">left heel</textarea>" in again


def test_what_is_known_is_filled_in_and_said_to_be_from_the_record(client: TestClient) -> None:
    page = client.get(f"{form_of(client, 'ada')}/sections/person")
    assert re.search(r'name="person\.name" type="text"\s+value="Ada Brindle"', page.text)
    assert 'value="1939-04-02"' in page.text
    assert "From the record: check it." in page.text


def test_an_answer_that_cannot_be_kept_is_shown_again_with_what_to_write(client: TestClient) -> None:
    signed_in(client, "ward")
    where = form_of(client, "ada")
    refused = save(client, where, "medicines", medicines__times="often", medicines__risky=["insulin", "opioid"])
    assert refused.status_code == 422
    assert 'href="#medicines.times"' in refused.text
    assert 'value="often"' in refused.text
    assert len(re.findall(r'type="checkbox" value="(?:insulin|opioid)" checked', refused.text)) == 2
    assert events(client, "ada", Kind.SECTION_WRITTEN) == []


def test_nothing_answered_is_not_saved(client: TestClient) -> None:
    signed_in(client, "ward")
    refused = save(client, form_of(client, "ada"), "nursing")
    assert refused.status_code == 422
    assert "Nothing is answered yet" in words(refused)


def test_another_profession_reads_a_section_and_does_not_write_it(client: TestClient) -> None:
    signed_in(client, "ward")
    where = form_of(client, "ada")
    save(client, where, "nursing", nursing__walking="two")
    signed_in(client, "therapist")
    page = client.get(f"{where}/sections/nursing")
    assert "With two people helping" in words(page)
    assert "Ward nurse writes this section" in words(page)
    assert "Save this section" not in page.text
    token = hidden(client.get(f"{where}/sections/therapy"))
    refused = client.post(f"{where}/sections/nursing", data=token | {"nursing.walking": "alone"})
    assert refused.status_code == 422
    assert len(events(client, "ada", Kind.SECTION_WRITTEN)) == 1


def test_the_coordinator_writes_for_another_and_says_for_whom(client: TestClient) -> None:
    where = form_of(client, "ada")
    refused = save(client, where, "nursing", nursing__walking="one")
    assert refused.status_code == 422
    assert "Say for whom you write this section" in words(refused)
    save(client, where, "nursing", **{"nursing__walking": "one", "written-for": "Ward nurse"})
    assert "by discharge coordinator, for ward nurse" in words(client.get(where))


def test_two_people_writing_one_section_the_second_is_told(client: TestClient) -> None:
    signed_in(client, "ward")
    where = form_of(client, "ada")
    address = f"{where}/sections/nursing"
    early = hidden(client.get(address))
    save(client, where, "nursing", nursing__walking="two")
    late = client.post(address, data=early | {"nursing.walking": "alone"})
    assert late.status_code == 422
    assert "Ward nurse wrote this section since you opened it" in words(late)
    assert re.search(r'value="alone" checked', late.text)
    assert client.post(address, data=hidden(late) | {"nursing.walking": "alone"}).status_code == 303
    assert len(events(client, "ada", Kind.SECTION_WRITTEN)) == 2


def test_versions_stand_beside_each_other_with_what_changed(client: TestClient) -> None:
    signed_in(client, "ward")
    where = form_of(client, "ada")
    save(client, where, "nursing", nursing__walking="two", nursing__night="once")
    save(client, where, "nursing", nursing__walking="one", nursing__night="once")
    page = words(client.get(f"{where}/sections/nursing/versions"))
    assert re.search(r"Walking indoors Changed With two people helping With one person helping", page)
    assert re.search(r"Nights Needs help once or twice Needs help once or twice", page)


def test_a_conflict_is_shown_with_both_sides_and_blocks_sending(client: TestClient) -> None:
    where = form_of(client, "ada")
    signed_in(client, "ward")
    save(client, where, "nursing", nursing__walking="alone")
    signed_in(client, "therapist")
    save(client, where, "therapy", therapy__walking="two")
    page = words(client.get(where))
    assert "They say different things" in page
    assert "“Alone”: Ward nurse" in page
    assert "“With two people helping”: Therapist" in page
    signed_in(client, "coordinator")
    assert "They have to agree" in words(client.get(f"{where}/send"))


def written_whole(client: TestClient, where: str) -> None:
    """Every section, by somebody who owns it."""
    for section in FORM.sections:
        signed_in(client, section.owners[0].role)
        answers = {link: list(given) for link, given in completed(section, {}).items()}
        assert save(client, where, section.link, **answers).status_code == 303, section.link


def test_a_whole_form_is_sent_and_its_copy_read(client: TestClient) -> None:
    where = form_of(client, "ada")
    written_whole(client, where)
    signed_in(client, "coordinator")
    page = client.get(f"{where}/send")
    assert "Every section is written, fresh, and agrees" in words(page)
    done = client.post(f"{where}/send", data=hidden(page))
    assert done.headers["location"] == f"{where}?sent"
    (event,) = events(client, "ada", Kind.NOTIFIED)
    copy = words(client.get(f"{where}/sent/{event.id}"))
    assert "as sent on" in copy
    assert "Walking indoors Alone" in copy
    assert "Sent although" not in copy
    again = client.post(f"{where}/send", data=hidden(client.get(f"{where}/send")))
    assert again.status_code == 422
    assert "nothing was written since" in words(again)


def test_sent_all_the_same_the_reason_is_in_the_copy(client: TestClient) -> None:
    where = form_of(client, "ada")
    save(client, where, "carer", carer__expected="no")
    page = client.get(f"{where}/send")
    refused = client.post(f"{where}/send", data=hidden(page))
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    done = client.post(f"{where}/send", data=hidden(page) | {"reason": "A hospice bed is free today."})
    assert done.status_code == 303
    (event,) = events(client, "ada", Kind.NOTIFIED)
    copy = words(client.get(f"{where}/sent/{event.id}"))
    assert "Reason: A hospice bed is free today." in copy
    assert "Therapy: moving and everyday things: not written yet" in copy


def test_whether_a_carer_was_asked_is_never_sent_past(client: TestClient) -> None:
    where = form_of(client, "ada")
    save(client, where, "carer", carer__expected="yes")
    page = client.get(f"{where}/send")
    assert "Always has to be answered." in words(page)
    refused = client.post(f"{where}/send", data=hidden(page) | {"reason": "Friday."})
    assert refused.status_code == 422
    assert "whatever the reason" in words(refused)
    assert events(client, "ada", Kind.NOTIFIED) == []


def test_somebody_not_in_a_bed_has_a_form_to_read_and_none_to_write(client: TestClient) -> None:
    where = form_of(client, "gus")
    assert client.get(where).status_code == 200
    assert "not in a hospital bed now" in words(client.get(f"{where}/sections/nursing"))
    assert "nothing to send" in words(client.get(f"{where}/send"))


@pytest.mark.parametrize("address", ["/sections/money", "/sections/nursing/versions", "/sent/nothing"])
def test_what_is_not_there_says_so(client: TestClient, address: str) -> None:
    assert client.get(form_of(client, "ada") + address).status_code == 404


def test_what_somebody_wrote_is_shown_as_text_and_never_runs(client: TestClient) -> None:
    where = form_of(client, "ada")
    save(client, where, "person", person__contact="<script>alert(1)</script>", person__called="<b>Ada</b>")
    assert "<script>alert" not in client.get(f"{where}/sections/person").text
    signed_in(client, "ward")
    assert "<b>Ada" not in client.get(f"{where}/sections/person/versions").text


def test_the_hub_says_that_it_looked_at_the_notification_and_its_clock_is_met(client: TestClient) -> None:
    where = form_of(client, "ada")
    person = where.removesuffix("/form")
    tell(client, "ada", Kind.NOTIFIED)
    assert "Look at the discharge notification" in words(client.get("/?show=all"))
    assert "The hub has not looked at it yet" in words(client.get(where))
    signed_in(client, "ward")
    refused = client.post(f"{person}/steps/notification", data={"found": "confirmed", "pathway": "1"})
    assert refused.status_code == 422
    assert "The care transfer hub looks at notifications" in words(refused)
    signed_in(client, "coordinator")
    done = client.post(f"{person}/steps/notification", data={"found": "confirmed", "pathway": "1"})
    assert done.status_code == 303
    assert [e.detail for e in events(client, "ada", Kind.TRIAGED)] == ["confirmed"]
    assert "Look at the discharge notification" not in words(client.get("/?show=all"))
    clocks = words(client.get(f"/clocks?person={person.rpartition('/')[2]}"))
    assert "Hub: notification looked at" in clocks and "Looked at" in clocks


def test_what_the_hub_sends_back_is_read_on_the_form_with_what_lacks(client: TestClient) -> None:
    where = form_of(client, "ada")
    tell(client, "ada", Kind.NOTIFIED)
    step = where.replace("/form", "/steps/notification")
    assert "Say what lacks" in words(client.post(step, data={"found": "sent_back"}))
    assert client.post(step, data={"found": "sent_back", "lacks": "Who is at home."}).status_code == 303
    assert "The hub sent it back: “Who is at home.”" in words(client.get(where))
    assert "came back: mend it" in words(client.get("/?show=all"))
    assert "No discharge notification waits" in words(client.post(step, data={"found": "confirmed", "pathway": "1"}))
