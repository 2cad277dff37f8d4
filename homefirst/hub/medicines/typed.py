"""One medicine as a ward types it, read from left to right: name, strength, form, dose, way, how often, how long, why.

    Bisoprolol 2.5 mg once a day
    Paracetamol 500 mg tablets, 2 QDS PRN, for pain
    Stopped: aspirin 75 mg (bleeding)

Only what is written is read. An amount before a form is the product's strength; an amount with directions and no form
is the dose; what is left when nothing more can be read for certain is given back, to be asked about.

Abbreviations: those of the British National Formulary's list (o.d., o.m., o.n., b.d., t.d.s., q.d.s., p.r.n., stat,
a.c., p.c.); PO and MDU from a local pharmaceutical committee's list (Barnsley). QD is read as nothing: it is four times
a day to some and once to others. All else, as 5/7 for five days, is from general knowledge and not verified.

Over 300 lines, because every phrase that is read, and the order in which they are tried, is said in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from homefirst.hub.medicines.amounts import (
    COUNTED,
    FORM_WORDS,
    IN_WORDS,
    NEEDED,
    NUMBER,
    PAIR,
    STRENGTH,
    UNIT,
    WAYS,
    often_of,
)
from homefirst.hub.medicines.medicine import Medicine, Said
from homefirst.hub.medicines.names import table, tidy

LABELS = {
    "strength": "strength", "form": "form", "dose": "dose", "how often": "frequency", "frequency": "frequency",
    "when": "timing", "timing": "timing", "route": "route", "how taken": "route", "duration": "duration",
    "how long": "duration", "reason": "reason", "what for": "reason", "why": "why", "same as": "same_as",
    "at most": "most",
}  # fmt: skip
LASTS = re.compile(
    r"(?:for )?(?:\d+|one|two|three|four|five|six|seven|ten) (?:more )?(?:days?|weeks?|months?)(?: course)?|"
    r"(?:for )?\d{1,2}/(?:7|52|12)|long[ -]term|ongoing|continue|for life|"
    r"(?:until|till) (?:reviewed|finished|review|\d{4}-\d\d-\d\d)|until .+ reviews? it|single dose|stat"
)
LAST_DOSE = re.compile(r"last dose:?\s*(?:on |given )?(.+)", re.I)
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
STOPS = "stopped|stop|discontinued"
PAUSES = "paused|pause|on hold|withheld|suspended"
SAID_FIRST = re.compile(rf"({STOPS}|{PAUSES})\b(?:\s+(?:until|till)\s+([^:]+?)\s*:)?\s*[:,–-]?\s*(?=\S)", re.I)
SAID_HERE = re.compile(
    rf"({STOPS}|{PAUSES})\b(?:\s+(?:until|till)\s+(.+?))?(?:\s+(?:because of|because|due to)\s+(.+))?", re.I
)
BECAUSE = re.compile(r"(?:because of|because|due to)\s+(.+)", re.I)
RANGE = rf"{NUMBER}(?:\s*(?:-|–|to)\s*{NUMBER})?"
NOUN = "|".join(sorted(COUNTED, key=len, reverse=True))
FEW = "|".join(("1/2", "[1-4]", *(word for word in IN_WORDS if word not in ("a", "an"))))
AMOUNT = re.compile(rf"{RANGE}\s*(?:{UNIT})(?![a-z/])(?=[\s.]|$)", re.I)
COUNT_OF = re.compile(rf"(?:{RANGE}|(?:{FEW})(?:\s*(?:-|–|to|or)\s*(?:{FEW}))?(?:\s+an?)?)\s*(?:{NOUN})(?![a-z])", re.I)
BARE_COUNT = re.compile(rf"(?:{FEW})(?:\s*(?:-|–|to|or)\s*(?:{FEW}))?(?=\s|$)", re.I)
OF_THE_CLOCK = re.compile(r"(?:at\s+)?\d{1,2}(?::\d\d)?\s?(?:am|pm)(?=\s|$)", re.I)
PRODUCT = re.compile(rf"(?:{STRENGTH.pattern}|{PAIR.pattern})(?=\s|$)", re.I)
SO_MANY = re.compile(rf"[x×]\s*({FEW})(?=\s|$)(?!\s*(?:a|per|daily|day)\b)", re.I)
MOST = re.compile(
    rf"(?:max(?:imum)?\.?(?: of)?|no more than|not more than|at most)\s+"
    rf"((?:{RANGE}\s*(?:{UNIT}|{NOUN})?)\s*(?:in|per|a|every|/)\s*(?:24 ?(?:hours?|hrs?|h)|day))(?![a-z])",
    re.I,
)
IN_SOME_WORDS = re.compile(
    r"(?:up to )?(?:every \d+ ?(?:-|–|to) ?\d+ (?:hours|hrs|days)|\d+ ?(?:-|–|to) ?\d+[ -]hourly|"
    r"(?:once|one|two|\d) ?(?:-|–|to|or) ?(?:twice|two|three|four|\d)(?: times)? (?:a|per) day|"
    r"as directed|mdu)(?=[\s.]|$)",
    re.I,
)
VERBS = frozenset({"take", "takes", "taken", "give", "given", "use", "apply", "instil", "inhale"})
SIDES = frozenset({"oral", "eye", "ear", "nasal", "buccal", "sublingual"})  # no form without a word for the thing
NOT_FORMS = frozenset({"dose", "doses", "puff", "puffs", "inhalation", "inhalations", "application", "applications"})
FORMS_TYPED = FORM_WORDS - NOT_FORMS
MANY_WORDS = frozenset({"half", "one", "two", "three", "four"})
INTO = re.compile(r"(?:to|in|into|via|by)\s+(?:the\s+|each\s+)?", re.I)
PARTING = re.compile(r"\s*([;()]|,(?!\d))\s*|(?<!\d)\s([-–—])\s|\s([-–—])\s(?!\d)")
LONGEST_PHRASE = 9  # words


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a line that cannot be read for certain, as it was typed, and what to write instead."""

    part: str
    words: str = ""


NO_NAME = Unread("", "has no name. Begin it with the name of the medicine.")


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a line is read: `amount` is one of which it is not known yet whether it is strength or dose."""

    medicine: Medicine
    amount: str = ""

    def says(self, **told: Any) -> Reading:
        return replace(self, medicine=replace(self.medicine, **told))


Words = Sequence[str]
Step = tuple[Reading, int] | None  # what is read now, and how many words that took


def unread(part: str) -> Unread:
    return Unread(
        part, f"has “{part}”, which cannot be read. Say what it is, as in “dose: {part}” or “how often: {part}”."
    )


def read_typed(line: str) -> Medicine | Unread:
    """The medicine of a line, or the part of it that has to be asked about."""
    line = re.sub(r"^(?:[-•*·]|\d{1,2}[.)](?!\d))\s*", "", line.strip())
    said, line = said_first(line)
    pieces = parted(line)
    named, rest = name_of(pieces[0][1].split()) if pieces else (Medicine(""), [])
    if not named.name:
        return NO_NAME
    found = read_on(Reading(replace(said, name=named.name, form=named.form)), rest, "")
    for mark, piece in pieces[1:]:
        if isinstance(found, Unread):
            return found
        found = read_on(found, piece.split(), mark)
    return found if isinstance(found, Unread) else settled(found)


def said_first(line: str) -> tuple[Medicine, str]:
    """What stands before the name: that it is stopped, or paused until when."""
    found = SAID_FIRST.match(line)
    if found is None:
        return Medicine(""), line
    return Medicine("", said=said_of(found[1]), until=day_in(found[2] or "")), line[found.end() :]


def said_of(word: str) -> Said:
    return Said.STOPPED if re.fullmatch(STOPS, word, re.I) else Said.PAUSED


def parted(line: str) -> list[tuple[str, str]]:
    """The pieces of a line between commas, brackets, dashes and colons, each with the mark before it."""
    found, mark, at = list[tuple[str, str]](), "", 0
    for cut in PARTING.finditer(line):
        found.append((mark, line[at : cut.start()]))
        mark, at = cut[1] or "-", cut.end()
    found.append((mark, line[at:]))
    return [pair for mark, piece in found for pair in at_colons(mark, without_stop(piece)) if pair[1]]


def without_stop(piece: str) -> str:
    """A piece without the full stop of a sentence; that of "q.d.s." is its own."""
    piece = piece.strip()
    return piece.removesuffix(".") if piece.rpartition(" ")[2].count(".") == 1 else piece


def at_colons(mark: str, piece: str) -> list[tuple[str, str]]:
    """A piece cut where a colon ends a word, unless the words before it say which part it is."""
    before, colon, after = piece.partition(": ")
    if not colon or tidy(before) in (*LABELS, "last dose"):
        return [(mark, piece)]
    return [(mark, before.strip()), *at_colons(":", after.strip())]


def name_of(words: list[str]) -> tuple[Medicine, list[str]]:
    """The name, with a form written before it, and the words after the name."""
    form = words[0] if len(words) > 1 and re.fullmatch(r"(?:tab|cap|inj|syr)s?\.?", words[0], re.I) else ""
    rest = words[1:] if form else words
    if any(step(Reading(Medicine("-")), rest, "") for step in (strength_or_dose, counted_dose, how_often)):
        return Medicine(""), rest
    cut = next((k for k in range(1, len(rest)) if begins(rest[k:])), len(rest))
    return Medicine(" ".join(rest[:cut]).rstrip(":."), form=form.rstrip(".")), rest[cut:]


def begins(words: Words) -> bool:
    """Whether the name ends here, because strength, form, dose or directions begin."""
    text = " ".join(words)
    first = tidy(words[0])
    if first in ("for", "because", "due", "as") or first in VERBS or SAID_HERE.match(text) or SO_MANY.match(text):
        return True
    if first in table().slow_release:
        return False
    start = Reading(Medicine("-"))
    return any(step(start, words, "") is not None for step in STEPS)


def read_on(reading: Reading, words: list[str], mark: str) -> Reading | Unread:
    """All that one piece of a line says; the rest of it from where nothing can be read for certain."""
    start = len(words)
    while words:
        found = next((got for step in STEPS if (got := step(reading, words, mark))), None)
        if found is None:
            one = reading.medicine
            if one.said and not one.why and len(words) == start and mark in (":", "(", "-"):
                return reading.says(why=" ".join(words))
            return unread(" ".join(words))
        reading, words = found[0], words[found[1] :]
    return reading


def settled(reading: Reading) -> Medicine | Unread:
    """The medicine, once it is known whether its amount is a strength or a dose; a loose number is asked about."""
    one, amount = reading.medicine, reading.amount
    if amount and (one.frequency or one.timing or one.route or one.as_needed or one.duration):
        one = replace(one, dose=amount)
    elif amount:
        one = replace(one, strength=amount)
    loose = loose_number(one)
    return unread(loose) if loose else one


def loose_number(one: Medicine) -> str:
    """A number among the words of a name, which may be a dose without its unit; that before units of insulin is not."""
    words = one.name.split()
    for n, word in enumerate(words[1:], 1):
        of_insulin = n == len(words) - 1 and one.dose.casefold().endswith(("units", "unit"))
        if word[0].isdecimal() and not of_insulin:
            return " ".join(words[n:])
    return words[-1] if len(words) > 1 and tidy(words[-1]) in MANY_WORDS else ""


# The steps: each reads what it knows at the front of the words, or nothing


def whole_part(reading: Reading, words: Words, mark: str) -> Step:
    """What takes the rest of a piece: a label, the last dose, what became of it, why, what it is the same as."""
    text = " ".join(words)
    label, colon, value = text.partition(":")
    if colon and (field := LABELS.get(tidy(label))):
        return reading.says(**{field: value.strip()}), len(words)
    if found := LAST_DOSE.fullmatch(text):
        return reading.says(last_dose=day_in(found[1])), len(words)
    if found := SAID_HERE.fullmatch(text):
        until, why = day_in(found[2] or ""), found[3] or reading.medicine.why
        return reading.says(said=said_of(found[1]), until=until, why=why), len(words)
    if found := BECAUSE.fullmatch(text):
        return reading.says(why=found[1]), len(words)
    if text.casefold().startswith("same as "):
        return reading.says(same_as=text[len("same as ") :].strip()), len(words)
    return None


def strength_or_dose(reading: Reading, words: Words, mark: str) -> Step:
    """An amount: a strength where it is of so much liquid, a percentage, before a form or before "x 2"; else a dose."""
    text, one = " ".join(words), reading.medicine
    if found := PRODUCT.match(text):
        after = words[taken_by(found, words) :]
        of_product = "/" in found[0] or "%" in found[0] or form_at(after) or SO_MANY.match(" ".join(after))
        if of_product:
            free = not one.strength and not reading.amount
            return (reading.says(strength=found[0]), taken_by(found, words)) if free else None
    if found := AMOUNT.match(text):
        if reading.amount or one.dose:
            return None
        if one.strength:
            return reading.says(dose=found[0].rstrip(".")), taken_by(found, words)
        return replace(reading, amount=found[0]), taken_by(found, words)
    return None


def form(reading: Reading, words: Words, mark: str) -> Step:
    """The form, while nothing is said yet of how it is taken."""
    many, one = form_at(words), reading.medicine
    if not many or one.form or one.dose or one.frequency:
        return None
    return reading.says(form=" ".join(words[:many])), many


def form_at(words: Words) -> int:
    """How many words at the front are a form; 0 for none, and for a side of the body alone."""
    many = next((k for k, word in enumerate(words) if tidy(word) not in FORMS_TYPED), len(words))
    return many if any(tidy(word) not in SIDES for word in words[:many]) else 0


def counted_dose(reading: Reading, words: Words, mark: str) -> Step:
    """A dose that is counted: "2 tablets", "x 2", or "one" where directions or nothing follow."""
    text, one = " ".join(words), reading.medicine
    found = SO_MANY.match(text) or COUNT_OF.match(text) or BARE_COUNT.match(text)
    if found is None or one.dose:
        return None
    many = taken_by(found, words)
    if found.re is BARE_COUNT and len(words) > many and not directions(words[many:]):
        return None
    if found.re is BARE_COUNT and len(words) == many and not (one.strength or one.form or reading.amount):
        return None
    strength = one.strength or reading.amount
    dose = found[1] if found.re is SO_MANY else found[0]
    return replace(reading.says(dose=dose, strength=strength), amount=""), many


def directions(words: Words) -> bool:
    """Whether how often, when, when needed or by what way stands at the front."""
    start = Reading(Medicine("-"))
    return any(step(start, words, "") is not None for step in (needed, way, how_often, at_most, lasts))


def needed(reading: Reading, words: Words, mark: str) -> Step:
    for many in range(min(3, len(words)), 0, -1):
        if NEEDED.fullmatch(tidy(" ".join(words[:many]))):
            return reading.says(as_needed=True), many
    return None


def at_most(reading: Reading, words: Words, mark: str) -> Step:
    found = MOST.match(" ".join(words))
    if found is None or reading.medicine.most:
        return None
    return reading.says(most=found[1]), taken_by(found, words)


def lasts(reading: Reading, words: Words, mark: str) -> Step:
    """For how long: "for 5 days", "5/7", "long term"."""
    for many in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        if LASTS.fullmatch(tidy(" ".join(words[:many]))):
            told = " ".join(words[:many]).rstrip(".")
            return None if reading.medicine.duration else (reading.says(duration=told), many)
    return None


def how_often(reading: Reading, words: Words, mark: str) -> Step:
    """How often, in the longest words that say it; when in the day, where how often is said already."""
    text = " ".join(words)
    if found := IN_SOME_WORDS.match(text):
        free = not reading.medicine.frequency
        return (reading.says(frequency=found[0]), taken_by(found, words)) if free else None
    if found := OF_THE_CLOCK.match(text):
        return when_said(reading, found[0], False, taken_by(found, words))
    for many in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:many])
        often = often_of(phrase)
        if often.as_needed or words[many - 1] in ("on", "On"):
            continue
        if often.known or often.timing == tidy(phrase) or (often.timing and often.words == often.timing):
            return when_said(reading, phrase, often.known, many)
    return None


def when_said(reading: Reading, phrase: str, is_often: bool, many: int) -> Step:
    one = reading.medicine
    if is_often and not one.frequency:
        return reading.says(frequency=phrase), many
    return None if one.timing else (reading.says(timing=phrase), many)


def way(reading: Reading, words: Words, mark: str) -> Step:
    """By what way: "by mouth", "SC", "to both eyes"."""
    if form_at(words):
        return None
    for many in range(min(5, len(words)), 0, -1):
        phrase = " ".join(words[:many])
        for told in (phrase, INTO.sub("", phrase, count=1)):
            if tidy(told) in WAYS:
                return None if reading.medicine.route else (reading.says(route=told), many)
    return None


def what_for(reading: Reading, words: Words, mark: str) -> Step:
    """What it is for, up to how long, how often or when needed, where these come after it."""
    if tidy(words[0]) != "for" or len(words) < 2 or reading.medicine.reason:
        return None
    ends: tuple[Callable[[Reading, Words, str], Step], ...] = (needed, lasts, at_most)
    cut = next((k for k in range(2, len(words)) if any(end(reading, words[k:], "") for end in ends)), len(words))
    return reading.says(reason=" ".join(words[1:cut])), cut


def verb(reading: Reading, words: Words, mark: str) -> Step:
    """Take, give, use: words that say nothing of their own before a dose."""
    return (reading, 1) if tidy(words[0]) in VERBS and len(words) > 1 and not reading.medicine.dose else None


STEPS: tuple[Callable[[Reading, Words, str], Step], ...] = (
    whole_part, at_most, needed, lasts, strength_or_dose, counted_dose, how_often, way, form, what_for, verb,
)  # fmt: skip


def taken_by(found: re.Match[str], words: Words) -> int:
    """How many words a match at the front takes; all of a word that it ends in."""
    length, many = 0, 0
    while many < len(words) and length < found.end():
        length += len(words[many]) + (1 if many else 0)
        many += 1
    return many


def day_in(text: str) -> str:
    """A day as an ISO date where it is written as one, or as day/month/year; else the words."""
    text = text.strip()
    if found := DAY_FIRST.match(text):
        text = f"{int(found[3]):04}-{int(found[2]):02}-{int(found[1]):02}{text[found.end() :]}"
    return text
