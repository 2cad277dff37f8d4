"""Invented medicines and discharge summaries of people in a bed: lists before, in hospital and at discharge, headings
begun, and a few medicines left out or stopped without a word. Nobody in them exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from homefirst.datadir import DataDir
from homefirst.days import local_date
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.hub.medicines import Allergies, Allergy, KeptLists, Medicine, Said, compare, read_lines, write_comparison
from homefirst.hub.medicines.medicine import write_allergies, write_list
from homefirst.hub.summary import MEDIA_TYPE, write_text
from homefirst.journey import Journey, Spell, journey
from homefirst.system import System

SHARE = 0.7  # of those ready to leave whose lists are written
LEFT_OUT, UNEXPLAINED, BRAND, RECORDED, STARTED_WRITING = 0.05, 0.04, 0.15, 0.5, 0.6
USUAL = """Ramipril 5 mg capsules; 5 mg; once a day; for blood pressure
Bisoprolol 2.5 mg tablets; 2.5 mg; in the morning; for the heart
Furosemide 40 mg tablets; 40 mg; in the morning; for swelling
Atorvastatin 40 mg tablets; 40 mg; at night; for cholesterol
Apixaban 5 mg tablets; 5 mg; twice a day; for irregular heartbeat
Omeprazole 20 mg capsules; 20 mg; in the morning; for the stomach
Metformin 500 mg tablets; 500 mg; twice a day; for diabetes
Levothyroxine 75 microgram tablets; 75 micrograms; in the morning; for the thyroid
Amlodipine 5 mg tablets; 5 mg; once a day; for blood pressure
Sertraline 50 mg tablets; 50 mg; once a day; for low mood
Alendronic acid 70 mg tablets; 70 mg; once a week; for bones
Donepezil 10 mg tablets; 10 mg; at night; for memory
Senna 7.5 mg tablets; 2 tablets; at night; for the bowels
Tamsulosin 400 microgram capsules; 400 micrograms; once a day; for the bladder"""
NEW = """Paracetamol 500 mg tablets; 1 g; four times a day; for 7 days; for pain
Doxycycline 100 mg capsules; 100 mg; once a day; for 5 days; for chest infection
Calcium carbonate and colecalciferol; 1 tablet; twice a day; long term; for bones
Macrogol; 1 sachet; once a day when needed; for 14 days; for the bowels"""
STOPS = ("low blood pressure", "kidneys worse", "falls", "no longer needed", "bleeding")
CHANGES = {
    "Ramipril": ("2.5 mg", "blood pressure low"),
    "Bisoprolol": ("1.25 mg", "slow pulse"),
    "Levothyroxine": ("100 micrograms", "blood test"),
    "Sertraline": ("100 mg", "mood still low"),
}
BRANDS = {"Omeprazole": "Losec", "Furosemide": "Lasix", "Apixaban": "Eliquis", "Atorvastatin": "Lipitor"}
ALLERGIES = (Allergies(), Allergies((Allergy("Penicillin", "rash"),)), Allergies((Allergy("Codeine", "sickness"),)))
HEADINGS = {
    "clinical-narrative": (
        "Came in after a fall at home. No fracture. Walked with the therapists from the second day.",
        "Chest infection, treated with tablets. Back to eating and walking as before.",
        "Heart failure worse than usual; water tablets adjusted and weight down by four kilograms.",
    ),
    "safety-alerts": ("Falls: two this year.", "Skin: heels to be looked at daily.", "Nothing new."),
    "information-and-advice-given": (
        "If breathing gets worse or legs swell, ring the practice the same day.",
        "Drink enough. Get up slowly. Use the frame.",
    ),
    "plan-and-requested-actions": (
        "Practice: blood test for kidneys in one week.",
        "Practice: look at the blood pressure tablets in two weeks. Hospital: letter about the scan.",
    ),
}


class Told(NamedTuple):
    """An event and the document that goes with it."""

    event: Event
    document: bytes


def tell(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell the lists and drafts of some of those ready to leave; how many events. The same seed, the same answer."""
    ledger, documents = data_dir.ledger(), data_dir.documents()
    try:
        keys, _ = candidates(ledger)
        told = [one for key in sorted(keys) for one in of_person(journey(key, ledger.person(key)), now, seed)]
        documents.put_all([(one.document, MEDIA_TYPE) for one in told])
        ledger.append(one.event for one in told)
        return len(told)
    finally:
        documents.close()
        ledger.close()


def of_person(found: Journey, now: datetime, seed: int) -> list[Told]:
    """What was written for one person; nothing for who is not ready to leave."""
    spell, draw = in_a_bed(found), Random(f"{seed}:{found.person}:summaries")
    if spell is None or spell.ready_at is None or draw.random() > SHARE:
        return []
    told = [*lists(found, spell, draw), *headings(found, spell, draw)]
    return sorted((one for one in told if one.event.happened_at <= now), key=lambda one: one.event.happened_at)


def lists(found: Journey, spell: Spell, draw: Random) -> Iterator[Told]:
    """The three lists, the allergies, and for some the comparison."""
    before = tuple(draw.sample(read_lines(USUAL).medicines, draw.randint(3, 8)))
    came = spell.started_at + timedelta(hours=20)
    ready = max((spell.ready_at or came) + timedelta(hours=3), came + timedelta(hours=1))
    discharge = tuple(at_discharge(before, ready, draw))
    allergies, by = draw.choice(ALLERGIES), f"pharmacist@{spell.provider}/invented"
    shown = tuple(replace(one, name=BRANDS.get(one.name, one.name)) if draw.random() < BRAND else one for one in before)
    yield part(found, spell, "medicines/before", write_list(shown), came, by)
    yield part(found, spell, "medicines/allergies", write_allergies(allergies), came + timedelta(minutes=5), by)
    yield part(found, spell, "medicines/hospital", write_list(before), came + timedelta(minutes=10), by)
    yield part(found, spell, "medicines/discharge", write_list(discharge), ready, by)
    kept = KeptLists(shown, before, discharge, allergies, {})
    lines = compare(shown, before, discharge, allergies)
    if draw.random() < RECORDED and not any(line.errors for line in lines):
        at = ready + timedelta(minutes=30)
        yield of_stay(found, spell, Kind.MEDICINES_RECONCILED, "", write_comparison(lines, kept), at, by)


def at_discharge(before: tuple[Medicine, ...], now: datetime, draw: Random) -> Iterator[Medicine]:
    """The list at discharge: most goes on, some is changed, stopped or paused, a little is left out or unexplained."""
    for one in before:
        chance = draw.random()
        if chance < LEFT_OUT:
            continue
        if chance < LEFT_OUT + UNEXPLAINED:
            yield Medicine(one.name, one.strength, one.form, said=Said.STOPPED)
        elif chance < 0.20:
            yield Medicine(one.name, one.strength, one.form, said=Said.STOPPED, why=draw.choice(STOPS))
        elif chance < 0.25:
            until = "the practice has the blood test"
            yield Medicine(one.name, one.strength, one.form, said=Said.PAUSED, why=draw.choice(STOPS), until=until)
        elif chance < 0.55 and one.name in CHANGES:
            strength, why = CHANGES[one.name]
            yield replace(one, strength=strength, dose=strength, duration="long term", why=why)
        else:
            yield replace(one, duration="long term", last_dose=last_dose(one, now, draw))
    yield from draw.sample(read_lines(NEW).medicines, draw.randint(0, 2))


def last_dose(one: Medicine, written_at: datetime, draw: Random) -> str:
    """The day of the last dose of a weekly medicine; now and then nobody wrote it."""
    day = local_date(written_at) - timedelta(days=draw.randint(0, 6))
    return "" if one.frequency != "once a week" or draw.random() < 0.3 else day.isoformat()


def headings(found: Journey, spell: Spell, draw: Random) -> Iterator[Told]:
    """The headings that the ward has begun."""
    if draw.random() > STARTED_WRITING:
        return
    at, by = (spell.ready_at or spell.started_at) + timedelta(hours=4), f"ward@{spell.provider}/invented"
    for n, (code, texts) in enumerate(HEADINGS.items()):
        if draw.random() < 0.75:
            yield part(
                found, spell, f"summary/{code}", write_text(draw.choice(texts)), at + timedelta(minutes=7 * n), by
            )


def part(found: Journey, spell: Spell, name: str, content: bytes, at: datetime, by: str) -> Told:
    """One part of a paper, as it was written."""
    return of_stay(found, spell, Kind.SECTION_WRITTEN, name, content, at, by)


def of_stay(found: Journey, spell: Spell, kind: Kind, name: str, content: bytes, at: datetime, by: str) -> Told:
    key, document = "" if spell.key.startswith("~") else spell.key, hashlib.sha256(content).hexdigest()
    event = new_event(
        found.person, kind, at, location=spell.location, detail=name, document=document, source=by, spell=key
    )
    return Told(event, content)
