"""A service's own people: who they are, what is kept for them, and agreements read from their file."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.own_people import Own, own, own_people
from homefirst.hub.trusted import load_trusts, may_assess, months_after
from homefirst.journey import Journey, journey
from homefirst.system import SystemFault

FOLDER = Path(__file__).resolve().parents[2] / "systems" / "northamptonshire"
NOW = datetime(2026, 1, 12, 9, tzinfo=LONDON)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def of(kind: Kind, at: datetime, **rest: str) -> Event:
    return new_event("p1", kind, at, **rest)


def in_a_bed(*events: Event, since: timedelta = 2 * DAY) -> Journey:
    return journey("p1", [of(Kind.ADMITTED, NOW - since, location="RNS:HAWTHORN", detail="21", spell="v"), *events])


def mine(found: Journey, service: str = "AGENCY", now: datetime = NOW) -> Own | None:
    return own(found, service, now, contact_hours=24, retainer_days=30)


PACKAGE = of(Kind.SUPPORT_STARTED, NOW - 90 * DAY, service="AGENCY", detail="home_care")


def test_a_package_is_kept_from_the_admission_whether_or_not_anybody_recorded_it() -> None:
    one = mine(in_a_bed(PACKAGE))
    assert one is not None and one.package is not None
    assert (one.package.is_recorded, one.package.kept_until) == (False, date(2026, 2, 9))
    held = mine(in_a_bed(PACKAGE, of(Kind.SUPPORT_HELD, NOW - DAY, service="AGENCY")))
    assert held is not None and held.package is not None
    assert (held.package.is_recorded, held.package.kept_until) == (True, date(2026, 2, 10))
    assert held.package.days_left(date(2026, 2, 10)) == 0
    assert not held.package.has_lapsed(date(2026, 2, 10))
    assert held.package.has_lapsed(date(2026, 2, 11))


def test_a_package_that_ended_or_began_in_the_stay_is_not_kept() -> None:
    ended = of(Kind.SUPPORT_ENDED, NOW - 30 * DAY, service="AGENCY", detail="other")
    assert mine(in_a_bed(PACKAGE, ended)) is None
    new = mine(in_a_bed(of(Kind.SUPPORT_STARTED, NOW - HOUR, service="AGENCY", detail="home_care")))
    assert new is not None and new.package is None


def test_contact_is_due_a_day_after_the_admission() -> None:
    one = mine(in_a_bed(PACKAGE))
    assert one is not None and one.contact_is_late(NOW)
    fresh = mine(in_a_bed(PACKAGE, since=23 * HOUR))
    assert fresh is not None and not fresh.contact_is_late(NOW)
    spoken = mine(in_a_bed(PACKAGE, of(Kind.CONTACTED, NOW - HOUR, service="AGENCY")))
    assert spoken is not None and not spoken.contact_is_late(NOW)
    another = mine(in_a_bed(PACKAGE, of(Kind.CONTACTED, NOW - HOUR, service="OTHER")))
    assert another is not None and another.contact_is_late(NOW)


def test_somebody_asked_for_is_theirs_to_answer_until_they_answer_or_the_person_leaves() -> None:
    asked = of(Kind.REFERRED, NOW - HOUR, service="HOME", detail="care_home_placement")
    one = mine(in_a_bed(asked), "HOME")
    assert one is not None and len(one.waiting) == 1 and not one.is_ours
    assert mine(in_a_bed(asked), "OTHER") is None
    no = of(Kind.DECLINED, NOW, service="HOME", about=asked.id, detail="full")
    assert mine(in_a_bed(asked, no), "HOME") is None
    gone = of(Kind.DISCHARGED, NOW, spell="v", detail="19/1")
    assert mine(in_a_bed(asked, gone), "HOME") is None


def test_somebody_who_left_for_them_is_seen_for_fourteen_days() -> None:
    asked = of(Kind.REFERRED, NOW - DAY, service="HOME", detail="care_home_placement")
    yes = of(Kind.ACCEPTED, NOW - 20 * HOUR, service="HOME", about=asked.id)
    gone = of(Kind.DISCHARGED, NOW - HOUR, spell="v", detail="54/1")
    left = in_a_bed(asked, yes, gone)
    one = mine(left, "HOME")
    assert one is not None and not one.in_hospital
    assert mine(left, "HOME", NOW + 13 * DAY) is not None
    assert mine(left, "HOME", NOW + 15 * DAY) is None


def test_somebody_who_died_is_nobodys_to_wait_for() -> None:
    assert mine(in_a_bed(PACKAGE, of(Kind.DIED, NOW - HOUR))) is None


def test_those_to_answer_for_come_first_the_longest_waiting_before_the_others() -> None:
    def person(key: str, *events: Event) -> Journey:
        bed = new_event(key, Kind.ADMITTED, NOW - 5 * DAY, location="RNS:HAWTHORN", detail="21", spell=key)
        return journey(key, [bed, *(e._replace(person=key) for e in events)])

    late = person("a", of(Kind.REFERRED, NOW - HOUR, service="AGENCY"))
    early = person("b", of(Kind.REFERRED, NOW - DAY, service="AGENCY"))
    found = own_people([person("c", PACKAGE), late, early], "AGENCY", NOW, contact_hours=24, retainer_days=30)
    assert [one.journey.person for one in found] == ["b", "a", "c"]


# Agreements


def test_every_agreement_of_the_county_is_marked_invented_and_says_how_to_dispute() -> None:
    trusts = load_trusts("northamptonshire")
    assert len(trusts) == 6
    assert all(trust.invented and trust.dispute and trust.needs and trust.services for trust in trusts)
    today = date(2026, 11, 22)
    assert may_assess(trusts, "therapist", "RNS", "QUILLFEATHER", today).allowed
    assert "shown again" in may_assess(trusts, "therapist", "RNQ", "COPPERNICKEL", today).says
    assert "reviewed by" in may_assess(trusts, "therapist", "RNS", "KETTLE-ON", today).says


def test_a_decision_is_held_to_the_earlier_of_competence_and_review() -> None:
    trusts = {trust.id: trust for trust in load_trusts("northamptonshire")}
    lapsed = trusts["TA-QUILLON-KGH"]
    assert lapsed.agreement.review_on == lapsed.competent_until == date(2026, 6, 3)
    assert trusts["TA-HEARTHWICK"].agreement.review_on == date(2027, 5, 31)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [((2026, 1, 15), 12, (2027, 1, 15)), ((2025, 12, 31), 2, (2026, 2, 28)), ((2026, 11, 1), 24, (2028, 11, 1))],
)
def test_so_many_months_on(day: tuple[int, int, int], months: int, then: tuple[int, int, int]) -> None:
    assert months_after(date(*day), months) == date(*then)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('needs = ["dementia", "night_care"]', 'needs = ["demntia"]', '"demntia" is not a need'),
        ("starts_on = 2026-06-01", "", "starts_on: is missing"),
        ('kinds = ["needs", "place"]', 'kinds = ["palmistry"]', '"palmistry" is not a kind of assessment'),
    ],
)
def test_a_slip_in_an_agreement_is_said_with_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "s", ignore=shutil.ignore_patterns("scenarios"))
    file = tmp_path / "s" / "trusted_assessment.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SystemFault, match=r"trusted_assessment.toml, line \d+: ") as said:
        load_trusts(tmp_path / "s")
    assert fault in str(said.value)
