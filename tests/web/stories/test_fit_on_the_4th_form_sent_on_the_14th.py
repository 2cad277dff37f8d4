"""Fit to leave on the 4th, the form sent on the 14th: what each of the ten days went by on, and how it is counted.

After the form that took days, in CQC's local system reviews of 2018; the person and the days are invented.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.journey import Delay, national_delays
from tests.web.stories.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("world", ["2026-01-27T12:00"], indirect=True)
def test_every_day_between_fit_and_sent_is_explained(world: World) -> None:
    # Given somebody fit to leave on the 4th, whose form is begun that day
    hilda = world.arrives("Hilda", "Rowe", date(1937, 1, 19), "2000051", ward="RNS:HAWTHORN:B12")
    world.at("2026-02-04", "09:00")
    sister = world.signs_in("sister.northampton")
    sister.goto(f"/people/{hilda}/steps/criteria")
    world.sends(sister, "None of these: ready to leave")
    world.writes(sister, hilda, "wishes", where="In their own home", words="My own bed.", agreed="Yes")
    world.waits(sister, hilda, "Awaiting therapy review of need")
    # When the therapist can come on the 6th alone, and finds that somebody has to look at her capacity
    world.at("2026-02-06", "14:00")
    therapist = world.signs_in("therapist")
    world.writes(
        therapist, hilda, "therapy",
        before="Managed alone, slowly.", walking="With somebody reminding or watching", transfers="Alone",
        stairs="Alone", kitchen="Alone", better="Yes, with practice", seen="On the ward",
    )  # fmt: skip
    world.waits(therapist, hilda, "Awaiting determination of mental capacity")
    world.waits_no_more(therapist, hilda, "Awaiting therapy review")
    # And the social worker comes on the 10th, finds that she can decide, and her family asks for time
    world.at("2026-02-10", "11:00")
    worker = world.signs_in("social.worker")
    world.writes(worker, hilda, "capacity", doubt="No")
    world.waits(worker, hilda, "Patient/family/carer choice discussions")
    world.waits(worker, hilda, "Awaiting referral to care transfer hub")
    world.waits_no_more(worker, hilda, "Awaiting determination of mental capacity")
    world.at("2026-02-12", "16:00")
    world.waits_no_more(worker, hilda, "Patient/family/carer choice")
    # When the coordinator sends the form on the 14th, saying why it goes without what is missing
    world.at("2026-02-14", "09:30")
    hub = world.signs_in("amara.coordinator")
    hub.goto(f"/people/{hilda}/form/send")
    world.looks(hub)
    hub.get_by_label("Why it goes all the same").fill("What is missing is asked for at home: home first.")
    world.sends(hub, "Send it all the same", refused=True)
    expect(hub.get_by_role("alert")).to_contain_text("Is a relative or friend expected to look after them?")
    world.writes(hub, hilda, "carer", expected="No, the person does not want it")
    hub.goto(f"/people/{hilda}/form/send")
    hub.get_by_label("Why it goes all the same").fill("What is missing is asked for at home: home first.")
    world.sends(hub, "Send it all the same")
    # Then the form says how long it was open, and on what it waited
    expect(hub.locator("main")).to_contain_text("open for 10 days")
    hub.get_by_text("What it waited for").click()
    pieces = hub.locator("details li")
    expect(pieces.filter(has_text="Therapy")).to_contain_text("2 days")
    expect(pieces.filter(has_text="capacity")).to_contain_text("4 days")
    expect(pieces.filter(has_text="Family and friends")).to_contain_text("4 days")
    world.looks(hub)
    # And the person's page says what still keeps her, each with its own days
    hub.goto(f"/people/{hilda}")
    expect(hub.locator("dl.summary")).to_contain_text("10 nights, since Wed 4 February 2026")
    expect(hub.locator("dl.summary")).to_contain_text("Awaiting referral to care transfer hub")
    # And each of the ten nights has a reason, and nationally one reason: of those running, the one that began first
    told = world.journey(hilda)
    (stay,) = told.spells
    counted = national_delays(stay, world.now())
    assert sum(one.nights for one in counted) == stay.nights_since_ready(world.now()) == 10
    assert [(one.detail, one.nights) for one in counted] == [("1", 2), ("10", 4), ("22", 2), ("3", 2)]
    nights = [date(2026, 2, 4) + timedelta(days=n) for n in range(10)]
    open_on = [[d.reason for d in stay.delays if local_date(d.started_at) <= night < last_day(d)] for night in nights]
    assert [len(reasons) for reasons in open_on] == [1, 1, 1, 1, 1, 1, 2, 2, 1, 1]
    sent = next(e for e in told.events if e.kind is Kind.NOTIFIED)
    assert local_date(sent.happened_at) == date(2026, 2, 14)
    world.at("2026-02-15", "00:30")
    first, last = date(2026, 2, 1), date(2026, 2, 14)
    assert world.measure("form_open_hours", first, last).value == 240
    assert world.measure("delayed_days", first, last).numerator == pytest.approx(11 / 14)  # the night to the 15th too


def last_day(delay: Delay) -> date:
    """The day on which a delay ended; far ahead while it runs."""
    return local_date(delay.ended_at) if delay.ended_at else date.max
