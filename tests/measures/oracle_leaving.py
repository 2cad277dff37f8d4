"""The measures of leaving hospital and of what waiting costs a second time, from the rows of the small tables.

Slow and plain, so that it can be checked by eye. It reads times, not the day columns, and loops over people and nights.
Over 300 lines because each of 32 measures has its own few.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from oracle import Thing, band, dead, dead_by, ended, midnights, resident, splits_of
from small_tables import Rows

from homefirst.codes import DelayReason, DtocReason
from homefirst.codes.delay import DELAY_REASON_TO_DTOC
from homefirst.days import LONDON, local_date, nights
from homefirst.measures import Period
from homefirst.system import System

STEPS = ("notified", "triaged", "accepted", "started", "left")
AT_HOME = (
    "crisis_response", "reablement", "home_based_intermediate_care", "home_care", "long_term", "voluntary", "other",
)  # fmt: skip
BANDS = ((0, "0"), (1, "1"), (3, "2-3"), (6, "4-6"), (13, "7-13"), (20, "14-20"))
NIGHT_IN_POUNDS = 346
LAST = datetime.max.replace(tzinfo=UTC)


def whose(s: dict[str, Any], rows: Rows, age: str = "out") -> dict[str, Any]:
    """The splits of a hospital stay."""
    return splits_of(s, rows, age) | {"area": s["area"], "residence": s["residence"]}


def left_alive(rows: Rows) -> list[dict[str, Any]]:
    return [s for s in ended(rows) if not dead(s) and not dead_by(s["person"], local_date(s["ended_at"]), rows)]


def a_night_or_more(rows: Rows) -> list[dict[str, Any]]:
    return [s for s in left_alive(rows) if nights(s["started_at"], s["ended_at"]) > 0]


def over(stays: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that do not go on at another hospital."""
    return [s for s in stays if not s["transferred"]]


def left_on(s: dict[str, Any]) -> date:
    return local_date(s["ended_at"])


def delay(s: dict[str, Any]) -> int | None:
    return None if s["ready_at"] is None else nights(s["ready_at"], s["ended_at"])


def discharged_on_ready_date(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in a_night_or_more(rows):
        yield Thing(left_on(s), whose(s, rows), delay(s) == 0, delay(s) is not None)


def delay_average_including_none(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in a_night_or_more(rows):
        yield Thing(left_on(s), whose(s, rows), delay(s) or 0, delay(s) is not None)


def delay_average_excluding_none(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in a_night_or_more(rows):
        yield Thing(left_on(s), whose(s, rows), delay(s) or 0, (delay(s) or 0) > 0)


def discharge_delay_bcf(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in a_night_or_more(rows):
        adult = s["age_out"] is not None and s["age_out"] >= 18
        yield Thing(left_on(s), whose(s, rows), (delay(s) or 0) if adult else 0, adult and delay(s) is not None)


def discharge_delay_bands(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in a_night_or_more(rows):
        known = delay(s)
        name = "" if known is None else next((name for most, name in BANDS if known <= most), "21+")
        yield Thing(left_on(s), whose(s, rows) | {"band": name}, known is not None, known is not None)


def nights_of_delay(rows: Rows) -> Iterator[tuple[date, dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Each counted night, with its delay, its stay, and its splits."""
    stays = {s["spell"]: s for s in rows["spells"]}
    for d in rows["delays"]:
        if d["spell"] in stays:
            s = stays[d["spell"]]
            said = {"provider": d["provider"], "reason": d["reason"], "attribution": d["attribution"]}
            for n in range(d["counted_days"]):
                yield d["counted_from"] + timedelta(n), d, s, whose(s, rows, "in") | said


def adult(s: dict[str, Any]) -> bool:
    return s["age"] is not None and s["age"] >= 18


def old_letter(reason: str) -> str:
    """The reason in the list of 2010 to 2020, where exactly one is meant."""
    if reason == "" or any(reason == old.value for old in DtocReason):
        return reason
    meant = next((DELAY_REASON_TO_DTOC[new] for new in DelayReason if new.value == reason), ())
    return meant[0].value if len(meant) == 1 else "not certain"


def delayed_days_by_dtoc_reason(rows: Rows, period: Period) -> Iterator[Thing]:
    for night, d, s, splits in nights_of_delay(rows):
        counts = adult(s) and resident(s["council"])
        yield Thing(night, splits | {"reason": old_letter(d["reason"])}, counts, 0)


def delayed_share_of_occupied_beds(rows: Rows, period: Period) -> Iterator[Thing]:
    for night, _, s, splits in nights_of_delay(rows):
        yield Thing(night, splits, adult(s), 0)
    for night, s in midnights(rows["spells"], period):
        yield Thing(night, whose(s, rows, "in"), 0, adult(s))


def bed_days_lost_to_delay(rows: Rows, period: Period) -> Iterator[Thing]:
    for night, d, _, splits in nights_of_delay(rows):
        yield Thing(night, splits | {"kind": heading(d["reason"])}, 1, 0)


def cost_of_delay(rows: Rows, period: Period) -> Iterator[Thing]:
    for night, d, _, splits in nights_of_delay(rows):
        yield Thing(night, splits | {"kind": heading(d["reason"])}, NIGHT_IN_POUNDS, 0)


def heading(reason: str) -> str:
    """The heading of a reason in the list of May 2024."""
    known = {new.value: new.family.value for new in DelayReason}
    return known.get(reason, "another list") if reason else ""


def discharge_pathway_mix(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        yield Thing(left_on(s), whose(s, rows), s["pathway"] != "", s["pathway"] != "")


def discharged_to_usual_residence(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        known = s["destination"] not in ("", "98", "99")
        yield Thing(left_on(s), whose(s, rows), s["destination"] == "19", known)


def discharge_destination_mix(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in ended(rows):
        yield Thing(left_on(s), whose(s, rows) | {"destination": s["destination"]}, 1, 1)


def clock(moment: datetime) -> time:
    return moment.astimezone(LONDON).time()


def discharged_by_17(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        yield Thing(left_on(s), whose(s, rows), clock(s["ended_at"]) <= time(17), 1)


def discharged_before_noon(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        yield Thing(left_on(s), whose(s, rows), clock(s["ended_at"]) < time(12), 1)


def minutes(since: datetime, until: datetime) -> int:
    return (until - since) // timedelta(minutes=1)


def first_yes(s: dict[str, Any], rows: Rows) -> dict[str, Any]:
    """Of the referrals made in a stay and accepted, the one accepted first."""
    made = [
        r
        for r in rows["referrals"]
        if r["person"] == s["person"]
        and r["answer"] == "accepted"
        and s["started_at"] <= r["referred_at"] <= s["ended_at"]
    ]
    nothing = {"triaged_at": None, "answered_at": None, "started_at": None}
    return min(made, key=in_order, default=nothing)


def in_order(r: dict[str, Any]) -> tuple[Any, ...]:
    return (r["answered_at"], r["referred_at"], r["service"], r["triaged_at"] or LAST, r["started_at"] or LAST)


def pieces(s: dict[str, Any], rows: Rows) -> dict[str, int]:
    """The minutes from ready to leaving, each piece by the step that ended it; only steps that were recorded."""
    if s["ready_at"] is None:
        return {}
    yes = first_yes(s, rows)
    reached = (s["notified_at"], yes["triaged_at"], yes["answered_at"], yes["started_at"], s["ended_at"])
    found = {}
    now = s["ready_at"]
    for step, at in zip(STEPS, reached, strict=True):
        if at is not None:
            then = max(now, min(at, s["ended_at"]))
            found[step] = minutes(now, then)
            now = then
    return found


def hours_until(step: str, rows: Rows) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        found = pieces(s, rows)
        yield Thing(left_on(s), whose(s, rows), 0, step in found, found[step] // 60 if step in found else None)


def hours_until_notified(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from hours_until("notified", rows)


def hours_until_triaged(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from hours_until("triaged", rows)


def hours_until_accepted(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from hours_until("accepted", rows)


def hours_until_started(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from hours_until("started", rows)


def hours_until_left(rows: Rows, period: Period) -> Iterator[Thing]:
    yield from hours_until("left", rows)


def longest_step(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        found = pieces(s, rows)
        longest = max(found.values(), default=0)
        step = next((step for step in found if found[step] == longest), "") if longest else "none"
        known = s["ready_at"] is not None
        yield Thing(left_on(s), whose(s, rows) | {"step": step if known else ""}, known, known)


def waiting_hours_by_step(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        for step, waited in pieces(s, rows).items():
            yield Thing(left_on(s), whose(s, rows) | {"step": step}, waited, waited)


def notified_within_24_hours(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        if s["pathway"] in ("1", "2", "3"):
            ready, told = s["ready_at"], s["notified_at"]
            soon = ready is not None and told is not None and told - ready <= timedelta(hours=24)
            yield Thing(left_on(s), whose(s, rows), soon, ready is not None)


def help_began(who: int, rows: Rows) -> list[datetime]:
    begun = [h["started_at"] for h in rows["supports"] if h["person"] == who and h["kind"] in AT_HOME]
    again = [e["happened_at"] for e in of_kind("support_restarted", rows) if e["person"] == who]
    return begun + again


def help_started_within_48_hours(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        if s["pathway"] == "1":
            soon = [
                timedelta(hours=-72) <= at - s["ended_at"] <= timedelta(hours=48)
                for at in help_began(s["person"], rows)
            ]
            yield Thing(left_on(s), whose(s, rows), any(soon), 1)


def of_kind(kind: str, rows: Rows) -> list[dict[str, Any]]:
    return [e for e in rows["standing"] if e["kind"] == kind]


def first_of_stay(kind: str, s: dict[str, Any], rows: Rows) -> datetime | None:
    return min((e["happened_at"] for e in of_kind(kind, rows) if e["spell"] == s["spell"]), default=None)


def summary_sent_within_24_hours(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        sent = first_of_stay("summary_sent", s, rows)
        soon = sent is not None and sent <= s["ended_at"] + timedelta(hours=24)
        yield Thing(left_on(s), whose(s, rows), soon, 1)


def receiver(e: dict[str, Any], rows: Rows, system: System) -> str:
    """What kind of service a summary went to: as the system's file says, or a practice that the person was with."""
    kinds = {organisation.code: str(organisation.kind) for organisation in system.organisations}
    kinds |= {service.code: service.kind.value for service in system.services}
    own = {p["location"] for p in of_kind("practice_changed", rows) if p["person"] == e["person"]} - {""}
    return kinds.get(e["service"], "general_practice" if e["service"] in own else "")


def parties(s: dict[str, Any], rows: Rows, system: System) -> Iterator[tuple[str, bool]]:
    """Who is to have the summary of a stay, and whether they had it by 24 hours after it ended."""
    by = s["ended_at"] + timedelta(hours=24)
    mine = [e for e in rows["standing"] if e["spell"] == s["spell"] and e["happened_at"] <= by]
    sent = [e for e in mine if e["kind"] == "summary_sent"]
    own = [p["location"] for p in of_kind("practice_changed", rows) if p["person"] == s["person"]]
    to_practice = [receiver(e, rows, system) == "general_practice" or e["service"] in set(own) - {""} for e in sent]
    yield "practice", any(to_practice)
    yes = [
        r["service"]
        for r in rows["referrals"]
        if r["person"] == s["person"] and r["answer"] == "accepted" and r["service"]
        and s["started_at"] <= r["referred_at"] <= s["ended_at"] and r["answered_at"] <= s["ended_at"]
    ]  # fmt: skip
    for service in set(yes):
        yield "service", any(e["service"] == service for e in sent)
    yield "person", any(e["kind"] == "section_written" and e["detail"] == "summary/given" for e in mine)


def summary_to_each_within_24_hours(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        for recipient, had in parties(s, rows, system):
            yield Thing(left_on(s), whose(s, rows) | {"recipient": recipient}, had, 1)


def summary_to_everyone_within_24_hours(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        had = [had for recipient, had in parties(s, rows, system) if recipient != "person"]
        yield Thing(left_on(s), whose(s, rows), all(had), 1)


def pathway_changed(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        chosen = {e["detail"] for e in of_kind("pathway_chosen", rows) if e["spell"] == s["spell"]} - {""}
        known = s["pathway"] != ""
        yield Thing(left_on(s), whose(s, rows), known and len(chosen) > 1, known)


def discharge_hours(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        hour = s["ended_at"].astimezone(LONDON).hour
        name = "00-07" if hour < 8 else "20-23" if hour > 19 else f"{hour:02}"
        yield Thing(left_on(s), whose(s, rows) | {"band": name}, 1, 1)


def summary_recipient_mix(rows: Rows, period: Period, system: System) -> Iterator[Thing]:
    stays = {s["spell"]: s for s in rows["spells"]}
    for e in of_kind("summary_sent", rows):
        if e["spell"] in stays:
            to = {"recipient": receiver(e, rows, system)}
            yield Thing(local_date(e["happened_at"]), whose(stays[e["spell"]], rows, "in") | to, 1, 1)


def summary_read_by_day_of_leaving(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(left_alive(rows)):
        read = first_of_stay("summary_received", s, rows)
        yield Thing(left_on(s), whose(s, rows), read is not None and local_date(read) <= left_on(s), 1)


def medicines_reconciled_before_leaving(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in over(a_night_or_more(rows)):
        compared = first_of_stay("medicines_reconciled", s, rows)
        yield Thing(left_on(s), whose(s, rows), compared is not None and compared <= s["ended_at"], 1)


def summary_accuracy(rows: Rows, period: Period) -> Iterator[Thing]:
    stays = {s["spell"]: s for s in rows["spells"]}
    words = ("provider", "council", "area", "residence", "pathway")
    for e in of_kind("summary_checked", rows):
        s = stays.get(e["spell"], dict.fromkeys(words, "") | {"age": None})
        sex = next((p["sex"] for p in rows["people"] if p["person"] == e["person"]), "")
        splits = {word: s[word] for word in words} | {"age_band": band(s["age"]), "sex": sex, "person": e["person"]}
        splits["provider"] = e["provider"] or s["provider"]
        found = e["detail"] in ("accurate", "not_accurate")
        yield Thing(local_date(e["happened_at"]), splits, e["detail"] == "accurate", found)


def readiness_lapsed(rows: Rows, period: Period) -> Iterator[Thing]:
    stays = {s["spell"]: s for s in rows["spells"]}
    for run in rows["ready"]:
        if run["ended_at"] is not None and run["spell"] in stays:
            s = stays[run["spell"]]
            before = s["ended_at"] is None or run["ended_at"] < s["ended_at"]
            yield Thing(local_date(run["ended_at"]), whose(s, rows, "in") | {"provider": run["provider"]}, before, 1)


def of_person(row: dict[str, Any], rows: Rows, *words: str) -> dict[str, Any]:
    """The splits of something that is not of a stay."""
    sex = next((p["sex"] for p in rows["people"] if p["person"] == row["person"]), "")
    return {"person": row["person"], "sex": sex} | {word: row[word] for word in words}


def referrals_declined(rows: Rows, period: Period) -> Iterator[Thing]:
    for r in rows["referrals"]:
        if r["answer"] in ("accepted", "declined"):
            answered = local_date(r["answered_at"])
            yield Thing(answered, of_person(r, rows, "service"), r["answer"] == "declined", 1)


def hours_from_offer_to_choice(rows: Rows, period: Period) -> Iterator[Thing]:
    stays = {s["spell"]: s for s in rows["spells"]}
    for c in of_kind("chosen", rows):
        at, s = c["happened_at"], stays.get(c["spell"])
        if s is None or at < s["started_at"] or (s["ended_at"] is not None and at > s["ended_at"]):
            continue
        offered = [
            o["happened_at"]
            for o in of_kind("offered", rows)
            if o["person"] == c["person"] and o["spell"] == c["spell"] and o["happened_at"] <= at
            and c["service"] in ("", o["service"])
        ]  # fmt: skip
        hours = minutes(min(offered), at) // 60 if offered else None
        yield Thing(local_date(at), whose(s, rows, "in") | {"service": c["service"]}, 0, bool(offered), hours)


def form_open_hours(rows: Rows, period: Period) -> Iterator[Thing]:
    for s in rows["spells"]:
        mine = [
            e
            for e in rows["standing"]
            if e["spell"] == s["spell"] and e["happened_at"] >= s["started_at"]
            and (s["ended_at"] is None or e["happened_at"] <= s["ended_at"])
        ]  # fmt: skip
        form = [e for e in mine if e["kind"] == "section_written"]
        begun = min(
            (e["happened_at"] for e in form if e["detail"].split("/")[0] == "discharge-notification"), default=LAST
        )
        sent = [e["happened_at"] for e in mine if e["kind"] == "notified" and e["happened_at"] >= begun]
        if begun != LAST:
            hours = minutes(begun, min(sent)) // 60 if sent else None
            yield Thing(local_date(min(sent, default=begun)), whose(s, rows, "in"), 0, bool(sent), hours)


def repeat_assessments(rows: Rows, period: Period) -> Iterator[Thing]:
    for who in {e["person"] for e in of_kind("assessed", rows)}:
        mine = [e for e in of_kind("assessed", rows) if e["person"] == who]
        mine.sort(key=lambda e: (e["happened_at"], e["provider"], e["service"]))
        for n, e in enumerate(mine):
            day = local_date(e["happened_at"])
            again = n > 0 and (day - local_date(mine[n - 1]["happened_at"])).days <= 14
            yield Thing(day, of_person(e, rows, "provider", "service"), again, 1)
