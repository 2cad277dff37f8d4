"""Whether two ways of writing a strength, a dose or how often mean the same: 1 g and 1000 mg, BD and twice daily.

Sure or not at all: what cannot be read is compared as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from homefirst.hub.medicines.medicine import Medicine
from homefirst.hub.medicines.names import tidy, without_release

MICROGRAMS = {
    **dict.fromkeys(("kg",), Decimal(10**9)),
    **dict.fromkeys(("g", "gram", "grams", "gm"), Decimal(10**6)),
    **dict.fromkeys(("mg", "milligram", "milligrams", "mgs"), Decimal(10**3)),
    **dict.fromkeys(("microgram", "micrograms", "mcg", "mcgs", "ug", "µg", "μg"), Decimal(1)),
    **dict.fromkeys(("nanogram", "nanograms", "ng"), Decimal("0.001")),
}
OTHER_UNITS = {
    **dict.fromkeys(("unit", "units", "iu", "u", "international units"), "unit"),
    **dict.fromkeys(("ml", "millilitre", "millilitres", "mls"), "ml"),
    **dict.fromkeys(("mmol", "mmols"), "mmol"),
    **dict.fromkeys(("dose", "hour", "hr", "hours"), "each"),
    "%": "%",
}
UNIT = "|".join(sorted((re.escape(u) for u in (*MICROGRAMS, *OTHER_UNITS)), key=len, reverse=True))
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
PART = rf"(?:{NUMBER}\s*)?(?:{UNIT})(?![a-z])"
STRENGTH = re.compile(rf"{NUMBER}\s*(?:{UNIT})(?![a-z])(?:\s*/\s*{PART})*", re.IGNORECASE)
QUANTITY = re.compile(rf"({NUMBER})?\s*({UNIT})?", re.IGNORECASE)
COUNTED = {
    **dict.fromkeys(("tablet", "tablets", "tab", "tabs", "caplet", "caplets"), "tablet"),
    **dict.fromkeys(("capsule", "capsules", "cap", "caps"), "capsule"),
    **dict.fromkeys(("puff", "puffs", "dose", "doses", "inhalation", "inhalations"), "puff"),
    **dict.fromkeys(("patch", "patches"), "patch"),
    **dict.fromkeys(("sachet", "sachets"), "sachet"),
    **dict.fromkeys(("drop", "drops"), "drop"),
    **dict.fromkeys(("spray", "sprays"), "spray"),
    **dict.fromkeys(("suppository", "suppositories"), "suppository"),
    **dict.fromkeys(("injection", "injections"), "injection"),
    **dict.fromkeys(("application", "applications"), "application"),
}
IN_WORDS = {
    "half": "0.5",
    "½": "0.5",
    "1/2": "0.5",
    "a": "1",
    "an": "1",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
}
NUMBERS = "|".join(("1/2", NUMBER, *IN_WORDS))
COUNT = re.compile(rf"({NUMBERS})(?:\s*(?:an?\s+)?({'|'.join(COUNTED)}))?", re.IGNORECASE)
OF_IT = "of it"  # a count of nothing said: "one at night"
WEIGHED = frozenset({"tablet", "capsule", "patch", "sachet", "suppository", "puff", OF_IT})
PAIR = re.compile(rf"({NUMBER})/({NUMBER})")  # of two substances, in milligrams as is usual: 8/500


def number(text: str) -> Decimal:
    return Decimal(IN_WORDS.get(text.casefold(), text).replace(",", ""))


@lru_cache(maxsize=20_000)
def strength_of(text: str) -> tuple[tuple[Decimal, str], ...]:
    """A strength in micrograms or its own unit, part by part; () for one that cannot be read.

    A strength in so much liquid is that of one millilitre: 5 mg/5 ml is 1 mg/ml.
    """
    plain = re.sub(r"\s+", " ", text.casefold()).strip()
    if found := PAIR.fullmatch(plain):
        plain = f"{found[1]} mg/{found[2]} mg"
    if not STRENGTH.fullmatch(plain):
        return ()
    parts = [quantity(part.strip()) for part in plain.split("/")]
    if len(parts) == 2 and parts[1][1] in ("ml", "each"):
        (much, unit), (per, of) = parts
        return ((much / per, unit), (Decimal(1), of))
    return tuple(parts)


def quantity(text: str) -> tuple[Decimal, str]:
    """One number with its unit: "1 g" is (1000000, "microgram"), "/ml" is (1, "ml")."""
    found = QUANTITY.fullmatch(text)
    assert found is not None
    much, unit = number(found[1] or "1"), (found[2] or "").casefold()
    return (much * MICROGRAMS[unit], "microgram") if unit in MICROGRAMS else (much, OTHER_UNITS.get(unit, unit))


Dose = tuple[Decimal, str] | None


def dose_of(medicine: Medicine) -> Dose:
    """The dose at one time: as a weight where it can be worked out, else as a count; None where it cannot be read."""
    plain = re.sub(r"\s+", " ", medicine.dose.casefold()).strip()
    if STRENGTH.fullmatch(plain) and "/" not in plain:
        return quantity(plain)
    counted = COUNT.fullmatch(plain)
    if counted is None:
        return None
    many, unit = number(counted[1]), COUNTED.get(counted[2] or "", form_of(medicine).split(" ")[-1] or OF_IT)
    each = strength_of(medicine.strength)
    weighs = len(each) == 1 or (len(each) == 2 and each[1] == (Decimal(1), "each"))
    if weighs and unit in WEIGHED and each[0][1] in ("microgram", "unit"):
        return many * each[0][0], each[0][1]
    return many, unit


def dose_words(dose: object) -> str:
    """A dose that was read, in words: "2.5 mg" for 2500 micrograms."""
    if not isinstance(dose, tuple):
        return str(dose)
    much, unit = dose
    size = next((s for s in (10**6, 10**3) if unit == "microgram" and much >= s), 1)
    words = {10**6: "g", 10**3: "mg", 1: unit}[size]
    return f"{(much / size).normalize():f} {words}"


FORMS = {
    **COUNTED,
    "tabs": "tablet",
    "inhalers": "inhaler",
    "inh": "inhaler",
    "liquid": "oral solution",
    "inj": "injection",
}
FORM_WORDS = frozenset(
    {
        *FORMS, "cream", "ointment", "gel", "lotion", "inhaler", "nebuliser", "nebules", "solution", "oral",
        "suspension", "syrup", "eye", "ear", "nasal", "spray", "buccal", "sublingual", "soluble", "effervescent",
        "dispersible", "gastro-resistant", "enteric", "coated", "modified-release", "modified", "release",
        "prolonged-release", "prolonged", "chewable", "orodispersible", "pessary", "enema", "powder", "pen",
        "cartridge", "vial", "emollient", "mr", "sr", "xl", "xr", "la", "retard", "ec", "infusion", "lozenge",
        "granules", "film", "bottle", "mouthwash", "elixir", "pens", "vials", "nebs", "nebule", "foam", "shampoo",
        "turbohaler", "accuhaler", "easyhaler", "evohaler", "autohaler", "handihaler", "respimat",
    }
)  # fmt: skip


def form_of(medicine: Medicine) -> str:
    """The form in the words by which it is compared: "modified release tablet"."""
    plain, slow = without_release(f"x {tidy(medicine.form).replace('-release', ' release')}")
    slow = slow or without_release(tidy(medicine.name))[1]
    words = [FORMS.get(word, word) for word in plain.split(" ")[1:]]
    return " ".join(["modified release", *words] if slow and words else words)


# By what way, from its words or its form

ROUTES = {
    "mouth": "by mouth|oral|orally|po|tablet|capsule|caplet|syrup|oral solution|oral suspension|sachet|granules",
    "under the tongue": "sublingual|sublingually|under the tongue|buccal|sl",
    "inhaled": "inhaled|inhaler|inhalation|nebuliser|nebulised|nebules|nebuliser|neb|puff|inh",
    "skin": "topical|topically|to the skin|on the skin|cream|ointment|gel|lotion|emollient|application",
    "patch": "patch|transdermal|patches",
    "injected": "injection|injected|subcutaneous|subcutaneously|subcut|sc|s/c|intramuscular|im|intravenous|iv|infusion|"
    "pen|vial|cartridge",
    "eye": "eye|eyes|both eyes|right eye|left eye|eye drop|eye drops|eye ointment",
    "ear": "ear|ears|ear drop|ear drops|ear spray",
    "nose": "nasal|nose|nasal spray|nostril",
    "rectum": "rectal|rectally|per rectum|pr|suppository|enema",
    "vagina": "vaginal|pessary|pv",
}  # fmt: skip
WAYS = {word: way for way, words in ROUTES.items() for word in words.split("|")}
FIRST = ("eye", "ear", "nose")  # said of drops and ointments that would else be taken for the skin


def way_of(medicine: Medicine) -> str:
    """By what way it is taken: as said, else as its form says; "" where neither does."""
    if said := WAYS.get(tidy(medicine.route)):
        return said
    words = form_of(medicine).split(" ")
    known = {WAYS[word] for word in words if word in WAYS}
    return next((way for way in FIRST if way in known), next(iter(sorted(known)), "") if len(known) == 1 else "")


# How often


@dataclass(frozen=True, slots=True)
class Often:
    """How often: so many times in so many days; or every so many hours. `known` is false for words not read."""

    words: str
    times: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    timing: str = ""
    as_needed: bool = False

    @property
    def known(self) -> bool:
        return self.times > 0

    @property
    def is_rare(self) -> bool:
        """Weekly or less often, so that the day of the last dose has to be told."""
        return self.known and self.every_days >= 7

    @property
    def every_days(self) -> Decimal:
        """So many days from one dose to the next, on average: 0.5 for twice a day and for every 12 hours."""
        return round(self.days / self.times, 4) if self.known else Decimal(0)


DAY, WEEK, MONTH = Decimal(1), Decimal(7), Decimal(30)
TIMES = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
SHORT = {
    **dict.fromkeys(("od", "o d", "daily", "once daily", "every day", "each day"), (1, DAY)),
    **dict.fromkeys(("bd", "b d", "bid", "bds", "twice daily", "2 times daily"), (2, DAY)),
    **dict.fromkeys(
        ("morning and night", "in the morning and at night", "morning and evening", "mane and nocte"), (2, DAY)
    ),
    **dict.fromkeys(("tds", "t d s", "tid", "three times daily", "3 times daily"), (3, DAY)),
    **dict.fromkeys(("qds", "q d s", "qid", "four times daily", "4 times daily"), (4, DAY)),
    **dict.fromkeys(("alternate days", "on alternate days", "every other day"), (1, Decimal(2))),
    **dict.fromkeys(("weekly", "once weekly", "every week"), (1, WEEK)),
    **dict.fromkeys(("twice weekly",), (2, WEEK)),
    **dict.fromkeys(("fortnightly", "every fortnight", "once a fortnight"), (1, Decimal(14))),
    **dict.fromkeys(("monthly", "once monthly", "every month"), (1, MONTH)),
    **dict.fromkeys(("yearly", "once a year", "every year"), (1, Decimal(365))),
}
UNITS = {"hour": Decimal(1) / 24, "day": DAY, "week": WEEK, "month": MONTH, "year": Decimal(365)}
TIMES_A = re.compile(rf"({'|'.join(TIMES)}|\d+)(?: times?)? (?:a|per|each|every) (day|week|month|year)")
EVERY = re.compile(rf"every (\d+|{'|'.join(TIMES)}) (hour|day|week|month|year)s?")
X_A_DAY = re.compile(r"(\d+) ?x ?(?:a |per |/ ?)?(?:day|daily)")
HOURLY = re.compile(r"(\d+)[ -](hour|week|month)ly")
WEEKDAY = re.compile(r"(?:once a week )?(?:on |every |each )?(mon|tues|wednes|thurs|fri|satur|sun)days?")
NEEDED = re.compile(r"\b(?:when|if|as) (?:needed|required|necessary)\b|\bprn\b|\bp r n\b")
TIMING = {
    **dict.fromkeys(("at night", "nocte", "at bedtime", "every night", "each night", "on", "o n"), "at night"),
    **dict.fromkeys(
        ("in the morning", "mane", "every morning", "each morning", "om", "o m", "with breakfast"), "in the morning"
    ),
    **dict.fromkeys(("at midday", "at noon", "at lunchtime", "with lunch"), "at midday"),
    **dict.fromkeys(("in the evening", "every evening", "at teatime", "with evening meal"), "in the evening"),
    **dict.fromkeys(("with food", "after food", "with meals", "after meals", "p c", "pc"), "with food"),
    **dict.fromkeys(("before food", "before breakfast", "before meals", "a c", "ac"), "before food"),
}
ONCE = frozenset({"at night", "in the morning", "at midday", "in the evening"})


@lru_cache(maxsize=20_000)
def often_of(text: str) -> Often:
    """How often these words say, and when in the day where they say that too."""
    needed, plain = bool(NEEDED.search(tidy(text))), tidy(NEEDED.sub("", tidy(text)).replace("up to", ""))
    if plain in SHORT:
        return Often(plain, Decimal(SHORT[plain][0]), Decimal(SHORT[plain][1]), "", needed)
    timing = next((TIMING[words] for words in sorted(TIMING, key=len, reverse=True) if ends_so(plain, words)), "")
    for words in TIMING if timing else ():
        plain = tidy(re.sub(rf"(?:^|(?<= )){re.escape(words)}$", "", plain))
    times, days = counted(plain)
    if not times and not plain and timing in ONCE:
        times, days = Decimal(1), DAY
    return Often(plain or timing, times, days, timing, needed)


def ends_so(plain: str, words: str) -> bool:
    return plain == words or plain.endswith(f" {words}")


def counted(plain: str) -> tuple[Decimal, Decimal]:
    """Times in days that these words say; (0, 0) for words that are not read."""
    if plain in SHORT:
        return Decimal(SHORT[plain][0]), Decimal(SHORT[plain][1])
    if found := TIMES_A.fullmatch(plain):
        return many(found[1]), UNITS[found[2]]
    if found := X_A_DAY.fullmatch(plain):
        return many(found[1]), DAY
    if found := EVERY.fullmatch(plain) or HOURLY.fullmatch(plain):
        return Decimal(1), many(found[1]) * UNITS[found[2]]
    return (Decimal(1), WEEK) if WEEKDAY.fullmatch(plain) else (Decimal(0), Decimal(0))


def many(word: str) -> Decimal:
    return Decimal(TIMES[word]) if word in TIMES else Decimal(word)


def taken(medicine: Medicine) -> Often:
    """How often and when a medicine is taken, from both of its fields."""
    often, when = often_of(medicine.frequency), often_of(medicine.timing)
    timing = often.timing or when.timing or ("" if when.known else tidy(medicine.timing))
    base = often if medicine.frequency.strip() else when
    times, days = base.times, base.days
    return Often(base.words, times, days, timing, medicine.as_needed or often.as_needed or when.as_needed)
