"""A home says in the evening how many it can take, and closes at night: in the morning nobody builds on it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from homefirst.event import Kind
from homefirst.hub.capacity import rooms
from homefirst.hub.matching.kept import awaited, offers
from tests.web.stories.world import World

pytestmark = pytest.mark.browser
HOME = "TUMBLEWEFT"


@pytest.mark.parametrize("world", ["2026-01-08T12:00"], indirect=True)
def test_a_home_closes_overnight_and_the_hub_sees_it_first_thing(world: World) -> None:
    # Given two people who wait for a care home
    iris = world.arrives("Iris", "Wold", date(1936, 2, 3), "2000011", ward="RNS:HAWTHORN:B02")
    mabel = world.arrives("Mabel", "Thrapp", date(1940, 8, 9), "2000012", ward="RNS:ROWAN:B04")
    world.at("2026-01-13", "09:00")
    hub = world.signs_in("amara.coordinator")
    for person in (iris, mabel):
        hub.goto(f"/people/{person}/steps/criteria")
        world.sends(hub, "None of these: ready to leave")
        hub.goto(f"/people/{person}/steps/pathway")
        hub.get_by_label("3: A care home").check()
        world.sends(hub, "Choose this pathway")
        world.asks(hub, person, HOME)
    # When the home's manager gives the numbers in the evening, and says yes to one of them
    world.at("2026-01-13", "17:30")
    manager = world.signs_in("home.two")
    world.looks(manager).goto("/ours/vacancies")
    for field, number in {"Most it can hold": "36", "Used now": "33", "Kept for somebody": "0"}.items():
        manager.get_by_label(field).fill(number)
    manager.get_by_label("Free to take").fill("3")
    world.sends(manager, "Save these numbers")
    expect(manager.get_by_role("alert")).to_contain_text("Everybody who looks for a place sees it now")
    manager.goto(f"/ours/people/{iris}")
    world.sends(manager, "Yes, we can help")
    hub.goto(f"/people/{iris}/choices")
    world.sends(hub, re.compile("^Offer .* to them"))
    expect(hub.get_by_role("region", name="Tumbleweft")).to_contain_text("No answer yet")
    # When the home closes at night because of an infection
    world.at("2026-01-13", "22:40")
    manager.goto("/ours/vacancies")
    manager.get_by_text("We take nobody new for now").click()
    manager.get_by_label("Why").select_option(label="Infection there")
    world.sends(manager, "Close to new people")
    # Then whoever comes first to the hub in the morning sees it above the list, with those it hits
    world.at("2026-01-14", "07:45")
    early = world.signs_in("tobias.coordinator")
    early.goto("/")
    told = early.locator("#overnight")
    expect(told).to_contain_text(re.compile("Tumbleweft.* takes nobody new since .*22:40: infection there", re.I))
    expect(told).to_contain_text("Iris Wold")
    expect(told).to_contain_text("Mabel Thrapp")
    world.looks(early)
    # And the offer and the question have lapsed, with the reason, though nobody ended them
    early.goto(f"/people/{iris}/choices")
    expect(early.locator("main")).to_contain_text("Lapsed It has closed to new people since.")
    expect(early.get_by_role("button", name="Record what they say")).to_have_count(0)
    early.goto(f"/people/{mabel}/choices")
    expect(early.locator("main")).to_contain_text("Lapsed It has closed to new people since.")
    world.looks(early)
    # When she withdraws there and asks elsewhere, the morning's news is of nobody who still builds on it but one
    early.goto(f"/people/{mabel}/referrals")
    early.locator("summary").filter(has_text="Note what they said by telephone, or withdraw").click()
    early.get_by_label("No longer needed, because").select_option(label="Another reason")
    early.get_by_label("In a few words (needed").fill("Closed overnight: infection.")
    world.sends(early, "Withdraw")
    world.asks(early, mabel, "QUILLFEATHER")
    early.goto("/")
    expect(early.locator("#overnight")).not_to_contain_text("Mabel Thrapp")
    expect(early.locator("#overnight")).to_contain_text("Iris Wold")
    # And the ledger keeps what was said in the evening and what was said at night
    of_services = world.ledger.person("")
    assert [e.kind for e in of_services] == [Kind.VACANCIES_REPORTED, Kind.SERVICE_CLOSED]
    room = rooms(of_services, world.now())[HOME]
    assert (room.accepting, room.closed_why, of_services[0].detail) == (0, "infection", "36/33/0/3")
    (offer,) = offers(world.journey(iris), {HOME: room})
    assert (offer.choice, offer.lapsed) == ("", "It has closed to new people since.")
    assert [one.service for one in awaited(world.journey(mabel), {HOME: room})] == ["QUILLFEATHER"]
