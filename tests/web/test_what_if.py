"""The What if page: levers and scenarios, their answer beside things as they are, and saving them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.simulate.compare import compare
from homefirst.simulate.compare_show import number
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.levers import YEAR, Lever, first_monday, levers_of, moved, scenario_of
from homefirst.simulate.scenario import NOTHING, applied
from homefirst.simulate.scenario_file import read_scenario, scenario_files
from homefirst.system import System, load_system
from homefirst.web import make_app, what_if
from tests.web.signing import browser_signed_in, signed_in
from tests.web.test_stories import accessible

SYSTEM = load_system("northamptonshire")
FLOW: Flow = read_flow("northamptonshire", SYSTEM)
LEVERS = levers_of(FLOW, SYSTEM.figures)
MANY_FEWER = {"avoided_home": "60"}


@pytest.fixture(autouse=True)
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three runs of two months: what is tested is the page, not the county."""
    for name, value in (("DAYS", 60), ("WARM_UP", 30), ("REPLICATIONS", 3)):
        monkeypatch.setattr(what_if, name, value)


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_every_lever_stands_with_its_value_now_its_range_and_what_it_rests_on(client: TestClient) -> None:
    page = client.get("/what-if").text
    assert len(LEVERS) >= 12
    for lever in LEVERS:
        field = re.search(rf'<input[^>]* name="{lever.name}"[^>]*>', page)
        assert field and f'value="{lever.now:g}"' in field[0] and f'max="{lever.most:g}"' in field[0]
    assert "Published: Adult social care vacancies, Northamptonshire" in page
    assert "Assumed: " in page and "Fitted, so that the model gives what is published: " in page


def test_every_scenario_of_the_system_can_be_chosen(client: TestClient) -> None:
    page = client.get("/what-if").text
    offered = set(re.findall(r'<option value="([^"]+)"', page))
    assert offered == {"as-is", *scenario_files(FLOW)}


def test_the_answer_says_in_words_and_numbers_what_the_comparison_found(client: TestClient) -> None:
    page = client.get("/what-if/answer", params=MANY_FEWER).text
    scenario = scenario_of(LEVERS, {"avoided_home": 60.0}, "what-if", "")
    found = compare(FLOW, [NOTHING, scenario], days=60, warm_up=30, count=3, seed=1).line("admissions")
    apart = found.differences[0]
    assert apart.clear and apart.mean < -10
    assert apart.upper is not None and apart.lower is not None
    said = f"about {number(-apart.mean)} a day fewer ({number(-apart.upper)} to {number(-apart.lower)})"
    assert f"Emergency admissions: {said}, {number(found.means[1].mean)} instead of" in words(page)
    assert page.count("<svg") == page.count("the numbers</span>") >= 3


def test_no_part_of_the_pages_is_inline_or_from_elsewhere(client: TestClient) -> None:
    for text in (client.get("/what-if").text, client.get("/what-if/answer", params=MANY_FEWER).text):
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=\"/static/)", text)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


def test_a_scenario_and_levers_together_change_what_each_changes(client: TestClient) -> None:
    page = words(client.get("/what-if/answer", params={"scenario": "ican", "vacancy": "6.6"}).text)
    assert "5% of crises are prevented (a plan's own estimate, uncontrolled)" in page.replace("&#39;", "'")
    assert "Vacant posts in adult social care: 6.6 instead of 11.4 (%)" in page


def test_asking_again_gives_the_answer_that_was_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/what-if/answer", params=MANY_FEWER).text
    monkeypatch.setattr(what_if, "compare", None)  # a second run would fail
    assert client.get("/what-if/answer", params=MANY_FEWER).text == first


def test_nothing_changed_and_values_out_of_range_are_said_and_not_run(client: TestClient) -> None:
    for params, sentence in (
        ({}, "Nothing was changed."),
        ({"vacancy": f"{LEVERS[0].now:g}"}, "Nothing was changed."),
        ({"vacancy": "80"}, "Write a number from 0 to 30."),
        ({"placements": "many"}, "“many” cannot be used."),
        ({"scenario": "../../etc/passwd"}, "There is no such scenario."),
    ):
        answer = client.get("/what-if/answer", params=params)
        assert answer.status_code == 400 and sentence in answer.text


def test_two_that_set_the_same_thing_are_refused_in_a_sentence(client: TestClient) -> None:
    answer = client.get("/what-if/answer", params={"scenario": "vacancy-6-6", "vacancy": "20"})
    assert answer.status_code == 422 and "sets workforce.vacancy to 0.066 and to 0.2" in words(answer.text)


def test_while_another_question_runs_a_reader_is_asked_to_wait(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/what-if/answer", params=MANY_FEWER)
    monkeypatch.setattr(what_if, "WAIT_SECONDS", 0.05)
    with client.app.state.what_if._turn:  # type: ignore[attr-defined]
        answer = client.get("/what-if/answer", params={"avoided_home": "30"})
        assert answer.status_code == 503 and "Wait a few seconds" in answer.text
        assert client.get("/what-if/answer", params=MANY_FEWER).status_code == 200


def test_a_saved_scenario_is_what_compare_takes_and_is_listed(client: TestClient, wards: DataDir) -> None:
    fields = {"scenario": "ican", "vacancy": "6.6", YEAR: "2029", "weekend_help": "4", "name": "Fuller teams"}
    answer = client.post("/what-if/scenarios", data=fields)
    assert answer.status_code == 303 and "saved=fuller-teams" in answer.headers["location"]
    file = wards.path / "scenarios" / "fuller-teams.toml"
    flow = applied(FLOW, read_scenario(FLOW, str(file)))
    assert flow.value("workforce.vacancy") == pytest.approx(0.066)
    assert flow.first_day == first_monday(2029)
    more = FLOW.value("help.crisis_team.weekend_starts") + 4
    assert flow.value("help.crisis_team.weekend_starts") == more
    assert flow.value("crisis.avoided.at_home") == pytest.approx(0.05)  # of the scenario that it goes on from
    assert "own/fuller-teams" in client.get("/what-if").text
    assert client.get("/what-if/scenario.toml", params=fields).text == file.read_text()
    again = client.post("/what-if/scenarios", data={**fields, "vacancy": "5"})
    assert again.status_code == 422 and "Write another name" in again.text
    assert "6.6" in file.read_text()


@pytest.mark.parametrize("name", ["", "../..", "ican", "as is"])
def test_a_name_that_cannot_be_a_file_or_is_taken_is_refused(client: TestClient, wards: DataDir, name: str) -> None:
    answer = client.post("/what-if/scenarios", data={"vacancy": "6.6", "name": name})
    assert answer.status_code == 422
    assert not (wards.path / "scenarios").exists()


def test_another_site_cannot_save_a_scenario_here(client: TestClient, wards: DataDir) -> None:
    fields = {"vacancy": "6.6", "name": "theirs"}
    answer = client.post("/what-if/scenarios", data=fields, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert not (wards.path / "scenarios").exists()


def test_an_older_browser_on_another_site_cannot_save_one_either(client: TestClient, wards: DataDir) -> None:
    fields = {"vacancy": "5", "name": "theirs"}
    refused = client.post("/what-if/scenarios", data=fields, headers={"origin": "http://elsewhere.example"})
    assert refused.status_code == 403 and not (wards.path / "scenarios").exists()
    assert client.post("/what-if/scenarios", data=fields, headers={"origin": "http://localhost"}).status_code == 303


def test_a_name_that_is_taken_leads_back_to_the_answer(client: TestClient) -> None:
    refused = client.post("/what-if/scenarios", data={"vacancy": "5", "name": "ican"})
    assert refused.status_code == 422 and "Not saved" in refused.text
    assert 'href="/what-if/answer?scenario=as-is&amp;vacancy=5"' in refused.text


def test_more_than_hospitals_can_take_is_said_before_any_number(client: TestClient) -> None:
    answer = client.get("/what-if/answer?beds_ngh=0&beds_kgh=0").text
    assert 0 < answer.index("Do not read these numbers as they stand.") < answer.index("Emergency admissions")
    assert "people on average wait outside A&amp;E" in answer
    assert "Do not read these numbers" not in client.get("/what-if/answer?shaw=60").text


def test_a_saved_scenario_that_cannot_be_read_is_named_and_shuts_no_page(client: TestClient, wards: DataDir) -> None:
    (wards.path / "scenarios").mkdir()
    (wards.path / "scenarios" / "broken.toml").write_text("title = ")
    page = client.get("/what-if")
    assert page.status_code == 200 and "broken.toml is not listed." in page.text and "Run it" in page.text


def test_a_system_without_a_flow_is_told_what_to_add(wards: DataDir, system: System, tmp_path: Path) -> None:
    app = make_app(wards, system, flow_of=str(tmp_path))
    answer = signed_in(TestClient(app, base_url="http://localhost")).get("/what-if")
    app.state.desk.close()
    assert answer.status_code == 422 and "Put one beside its system.toml" in answer.text


def test_a_lever_that_is_not_moved_changes_nothing() -> None:
    values, faults = moved(LEVERS, {lever.name: f"{lever.now:g}" for lever in LEVERS})
    assert (values, faults) == ({}, [])


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.name)
def test_every_lever_at_both_ends_is_a_system_that_can_be_run(lever: Lever) -> None:
    for value in (lever.least, lever.most):
        if value != lever.now:
            changed = applied(FLOW, scenario_of([lever], {lever.name: value}, "end", ""))
            assert changed.value(lever.paths[0]) != FLOW.value(lever.paths[0])
            changed.network(changed.first_day, 60)


# In a real browser


@pytest.mark.browser
def test_an_analyst_moves_a_lever_by_keyboard_and_reads_the_answer(page: Page) -> None:
    page.goto("/what-if")
    accessible(page)
    # When she asks what fewer crises would do, with the keyboard alone
    field = page.get_by_label("Crises prevented among people who live at home")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    # Then the answer says what comes of it, and every picture has its numbers
    expect(page.get_by_role("heading", level=1)).to_have_text("What if: as you set it", timeout=60_000)
    expect(page.locator("main")).to_contain_text("Emergency admissions: about")
    for numbers in page.locator("details summary").all():
        numbers.click()
    accessible(page)
    # And she can save it, and is told how to go on
    page.get_by_label("Name of the scenario").fill("Forty per cent")
    page.get_by_role("button", name="Save it").click()
    expect(page.locator("main")).to_contain_text("homefirst compare as-is")
    page.goto("/what-if")
    expect(page.get_by_label("Begin with").locator("option", has_text="Forty per cent")).to_have_count(1)


@pytest.fixture
def without_scripts(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    yield browser_signed_in(context.new_page())
    context.close()


@pytest.mark.browser
def test_the_page_works_without_scripts(without_scripts: Page) -> None:
    without_scripts.goto("/what-if")
    without_scripts.get_by_label("Begin with").select_option("ican")
    without_scripts.get_by_role("button", name="Run it").click()
    expect(without_scripts.get_by_role("heading", level=1)).to_contain_text("ICAN", timeout=60_000)
    without_scripts.get_by_role("link", name="Change it").click()
    expect(without_scripts.get_by_label("Begin with")).to_have_value("ican")
