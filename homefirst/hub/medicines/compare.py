"""Medicines compared line by line: what became of each one that somebody took before, and what is new.

Every medicine taken before admission ends in exactly one of continued, changed, stopped or paused, or stands out as not
accounted for; every other medicine at discharge is new. Nothing is taken for the same by guess: where it is not sure,
somebody is asked, and meanwhile both lines stand. Pure, and the same in whatever order the lines come.

Sources: NICE NG5 (March 2015), reconciliation; Discharge Medicines Service essential dataset (as
read in a pharmacy network's summary): started, stopped, changed, each with its reason; last dose of weekly and monthly
medicines. That a missing dose or duration is a warning and an allergy an error is our own reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from homefirst.codes.worded import Worded
from homefirst.hub.medicines.amounts import dose_of, dose_words, form_of, strength_of, taken, way_of
from homefirst.hub.medicines.findings import Finding, Found, Level, findings_of, question
from homefirst.hub.medicines.medicine import Allergies, Medicine, Said
from homefirst.hub.medicines.names import compared_name, might_be_same, substances, tidy

Medicines = tuple[Medicine, ...]
Rule = Callable[[Medicine, Medicine], bool]


class Outcome(Worded):
    """What became of a medicine; the words as a page says them, worst to mind first."""

    UNACCOUNTED = "not accounted for", "Not accounted for"
    STOPPED = "stopped", "Stopped"
    PAUSED = "paused", "Paused"
    CHANGED = "changed", "Changed"
    NEW = "new", "New"
    CONTINUED = "continued", "Continued"
    HOSPITAL_ONLY = "in hospital only", "In hospital only"


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a medicine is otherwise now: the field in words, as it was and as it is."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Line:
    """One medicine across the lists. Several lines of a list are here only where they say the very same."""

    outcome: Outcome
    name: str
    before: Medicines
    hospital: Medicines
    discharge: Medicines
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def now(self) -> Medicine | None:
        return self.discharge[0] if self.discharge else None

    @property
    def why(self) -> str:
        """Why it was changed, stopped, paused or started, as it was said; what a new one is for says it too."""
        now = self.now
        if now is None:
            return ""
        return now.why or (now.reason if self.outcome is Outcome.NEW else "")

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.is_error)


def compare(
    before: Iterable[Medicine],
    hospital: Iterable[Medicine],
    discharge: Iterable[Medicine],
    allergies: Allergies | None,
) -> tuple[Line, ...]:
    """What became of every medicine, those to mind first. `allergies` None: nobody asked, so none is looked for."""
    was, given, now = listed(before), listed(hospital), listed(discharge)
    paired = [line for name in sorted({*was, *now}) for line in of_one_name(name, was.get(name, []), now.get(name, []))]
    asked = asking(paired)
    lines = [replace(line, hospital=together(given.get(line.name, []))) for line in asked]
    lines += [
        Line(Outcome.HOSPITAL_ONLY, name, (), together(given[name]), ()) for name in sorted(set(given) - {*was, *now})
    ]
    taken_now = [(one, bool(line.before)) for line in asked for one in line.discharge[:1] if one.said is Said.TAKEN]
    judged = [replace(line, findings=weighed(line, findings_of(facts(line), allergies, taken_now))) for line in lines]
    return tuple(sorted(judged, key=place))


def place(line: Line) -> tuple[int, str, Medicines, Medicines]:
    """Where a line stands in the comparison."""
    return (list(Outcome).index(line.outcome), line.name, line.before, line.discharge)


def weighed(line: Line, more: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What stands out of a line, errors first."""
    return tuple(sorted((*line.findings, *more), key=lambda one: list(Level).index(one.level)))


def facts(line: Line) -> Found:
    return Found(line.outcome, line.name, line.before, line.hospital, line.discharge, line.differences)


def together(groups: Iterable[Medicines]) -> Medicines:
    return tuple(sorted(one for group in groups for one in group))


# One list by name


def listed(medicines: Iterable[Medicine]) -> dict[str, list[Medicines]]:
    """The medicines of one list by compared name; those that say the very same are one group."""
    found: dict[str, list[Medicines]] = {}
    for one in sorted(medicines):
        groups = found.setdefault(compared_name(one.same_as or one.name), [])
        same = next((n for n, group in enumerate(groups) if says_the_same(group[0], one)), None)
        if same is None:
            groups.append((one,))
        else:
            groups[same] = (*groups[same], one)
    return found


def says_the_same(one: Medicine, other: Medicine) -> bool:
    """Whether two lines say the very same of one medicine: way, strength, form, dose, how often, what became of it."""
    return regimen(one) == regimen(other) and (one.said, one.until) == (other.said, other.until)


def regimen(one: Medicine) -> tuple[object, ...]:
    often = taken(one)
    return (
        way_of(one), strength_of(one.strength) or tidy(one.strength), form_of(one), dose_of(one) or tidy(one.dose),
        often.every_days or often.words, often.timing, often.as_needed,
    )  # fmt: skip


# Lines of one name on both lists


def of_one_name(name: str, was: Sequence[Medicines], now: Sequence[Medicines]) -> list[Line]:
    """What became of the medicines of one name: those surely paired, then those that somebody has to be asked of."""
    rest_was, rest_now, lines = list(was), list(now), list[Line]()
    for rule in (says_the_same, is_identical, is_same_strength, is_same_way):
        for old in list(rest_was):
            new = only_one(old, rest_was, rest_now, rule)
            if new is not None:
                lines.append(pair(name, old, new))
                rest_was.remove(old)
                rest_now.remove(new)
    return lines + unpaired(name, rest_was, rest_now, lines)


def only_one(old: Medicines, was: Sequence[Medicines], now: Sequence[Medicines], rule: Rule) -> Medicines | None:
    """The line that goes with this one by the rule, if each is the other's only one."""
    found = [new for new in now if rule(old[0], new[0])]
    taken_ones = [new for new in found if new[0].said is Said.TAKEN]
    found = taken_ones if len(taken_ones) == 1 else found
    rivals = [other for other in was if found and rule(other[0], found[0][0])]
    return found[0] if len(found) == 1 and len(rivals) == 1 else None


def is_identical(old: Medicine, new: Medicine) -> bool:
    """The same way, and nothing that both say differs."""
    return is_same_way(old, new) and not differences(old, new)


def is_same_strength(old: Medicine, new: Medicine) -> bool:
    strength = strength_of(old.strength)
    return is_same_way(old, new) and bool(strength) and strength == strength_of(new.strength)


def is_same_way(old: Medicine, new: Medicine) -> bool:
    """Taken by the same way, or by one that a line does not say; one said to be the same is the same by any way."""
    ways = {way_of(old), way_of(new)} - {""}
    return len(ways) < 2 or bool(new.same_as)


def pair(name: str, old: Medicines, new: Medicines) -> Line:
    """One medicine that is on both lists."""
    said = new[0].said
    if said is not Said.TAKEN:
        return Line(Outcome.STOPPED if said is Said.STOPPED else Outcome.PAUSED, name, old, (), new)
    changed = differences(old[0], new[0])
    return Line(Outcome.CHANGED if changed else Outcome.CONTINUED, name, old, (), new, changed)


def unpaired(name: str, was: list[Medicines], now: list[Medicines], lines: list[Line]) -> list[Line]:
    """The lines of one name that go with none, or with more than one."""
    words = question(f"{name} stands more than once, otherwise each time. Say which line goes with which.")
    ask = (words,) if was and now else ()
    left = [Line(Outcome.UNACCOUNTED, name, old, (), (), (), ask) for old in was]
    for new in now:
        beside = [line for line in lines if line.outcome in (Outcome.CONTINUED, Outcome.CHANGED)]
        if new[0].said is not Said.TAKEN and beside:
            lines[lines.index(beside[0])] = replace(beside[0], discharge=beside[0].discharge + new)
        else:
            left.append(alone(name, new, ask))
    return left


def alone(name: str, new: Medicines, ask: tuple[Finding, ...] = ()) -> Line:
    """A line at discharge that goes with none from before."""
    said = new[0].said
    if said is Said.TAKEN:
        return Line(Outcome.NEW, name, (), (), new, (), ask)
    return Line(Outcome.STOPPED if said is Said.STOPPED else Outcome.PAUSED, name, (), (), new, (), ask)


def differences(old: Medicine, new: Medicine) -> tuple[Difference, ...]:
    """What both lines say and say differently. What one of them leaves out is no difference."""
    before, after = taken(old), taken(new)
    strengths = (strength_of(old.strength) or tidy(old.strength), strength_of(new.strength) or tidy(new.strength))
    doses = (dose_of(old) or tidy(old.dose), dose_of(new) or tidy(new.dose))
    looked = (
        ("strength", old.strength, new.strength, *strengths),
        ("form", old.form, new.form, form_of(old) if old.form else "", form_of(new) if new.form else ""),
        ("dose", old.dose, new.dose, *(doses if comparable(*doses) else ("", ""))),
        ("how often", old.frequency or old.timing, new.frequency or new.timing,
         before.every_days or before.words, after.every_days or after.words),
        ("at most", old.most, new.most, tidy(old.most), tidy(new.most)),
        ("when in the day", old.timing or old.frequency, new.timing or new.frequency, before.timing, after.timing),
        ("how it is taken", old.route or old.form, new.route or new.form, way_of(old), way_of(new)),
    )  # fmt: skip
    found = tuple(Difference(what, *plainly(was, now, a, b)) for what, was, now, a, b in looked if a and b and a != b)
    if before.as_needed != after.as_needed and (old.frequency or old.timing or old.as_needed) and new.directions:
        words = {True: "when needed", False: "regularly"}
        found += (Difference("when", words[before.as_needed], words[after.as_needed]),)
    return found


def plainly(was: str, now: str, read_was: object, read_now: object) -> tuple[str, str]:
    """What differs as it was written; as it was read where the words are the same: 1 tablet of another strength."""
    if tidy(was) != tidy(now):
        return was, now
    return (
        (dose_words(read_was), dose_words(read_now)) if isinstance(read_was, tuple) else (str(read_was), str(read_now))
    )


def comparable(was: object, now: object) -> bool:
    """Whether two doses are of one unit, so that a difference is one: 2 tablets of no strength beside 1 g is not."""
    return not (isinstance(was, tuple) and isinstance(now, tuple)) or was[1] == now[1]


# Names that may mean the same


def asking(lines: list[Line]) -> list[Line]:
    """The lines with a question where a medicine not accounted for may be one that is new under another name."""
    lost = [line for line in lines if line.outcome is Outcome.UNACCOUNTED]
    loose = [line for line in lines if not line.before]
    found = {id(line): list(line.findings) for line in lines}
    for old in lost:
        for new in loose:
            if might_go_together(old, new):
                words = f"Is {old.before[0].name} the same as {new.discharge[0].name}? Say so, or what became of it."
                found[id(old)].append(question(words))
                found[id(new)].append(question(words))
    return [replace(line, findings=tuple(dict.fromkeys(found[id(line)]))) for line in lines]


def might_go_together(old: Line, new: Line) -> bool:
    if old.name == new.name:
        return not old.findings
    parts, others = substances(old.name), substances(new.name)
    return might_be_same(old.name, new.name) or (parts != others and (parts < others or others < parts))
