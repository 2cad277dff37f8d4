"""What a return counts of each hospital stay: when it was, when ready, which delay each night, where it led."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homefirst.codes import Destination, NationalDestination, Pathway, Residence, SupportKind, find_code
from homefirst.days import local_date, midnight, nights
from homefirst.event import Kind
from homefirst.hub.clocks.rules import left_dead
from homefirst.journey import (
    AE_KINDS,
    ANSWERS,
    SPELL_KINDS,
    Journey,
    NationalDelay,
    Spell,
    journey,
    national_delays,
    transferred,
)
from homefirst.ledger import Ledger

Nights = tuple[date, date]  # from the first night up to but not including the last date
Born = Callable[[str], date | None]
ADULT = 18
UNDOING = frozenset({Kind.CORRECTED, Kind.RETRACTED})
OF_A_STAY = UNDOING | {Kind.ADMITTED, Kind.MOVED, Kind.DISCHARGED}
# All that a stay, and where it led, is made of: half of what is told of those who are frail is neither
HEARD = SPELL_KINDS | AE_KINDS | UNDOING | ANSWERS | {
    Kind.RESIDENCE_CHANGED, Kind.REFERRED, Kind.TRIAGED, Kind.SUPPORT_STARTED, Kind.SUPPORT_HELD,
    Kind.SUPPORT_RESTARTED, Kind.SUPPORT_ENDED, Kind.DIED,
}  # fmt: skip
REABLEMENT = frozenset(
    {SupportKind.REABLEMENT.value, SupportKind.HOME_BASED_INTERMEDIATE_CARE.value}
)  # what "rehabilitation, reablement and recovery" at home is called here
BEFORE, AFTER = timedelta(days=3), timedelta(days=7)  # the linking rule of ASCOF 2D (client level data, 2024-25)
D = NationalDestination


@dataclass(frozen=True, slots=True)
class ReturnStay:
    """One provider's part of a stay, as returns count it; days and nights by the clock in England.

    `ready` and `delays` end with the last night whose midnight has come. `discharged`: whether it ended alive, after a
    night or more, and not in a transfer. `destination` is one of the eight, or None where no pathway was recorded.
    `adult_on` is the 18th birthday, None where the date of birth is not known.
    """

    person: str
    provider: str
    started_on: date
    ended_at: datetime | None
    ready: tuple[Nights, ...]
    delays: tuple[NationalDelay, ...]
    discharged: bool
    destination: NationalDestination | None
    adult_on: date | None

    @property
    def ended_on(self) -> date | None:
        return None if self.ended_at is None else local_date(self.ended_at)

    def is_ready_on(self, night: date) -> bool:
        """Whether the person was in this bed at the midnight that ends this day, and ready to leave it."""
        return any(first <= night < until for first, until in self.ready)

    def is_in_bed_on(self, night: date) -> bool:
        """Whether the person was in this bed at the midnight that ends this day."""
        return self.started_on <= night and (self.ended_on is None or night < self.ended_on)

    def delay_on(self, night: date) -> str | None:
        """The national reason of this night, "" where none was recorded; None for a night without delay."""
        found = (d.detail for d in self.delays if d.first_night <= night < d.first_night + timedelta(days=d.nights))
        return next(found, None)

    def length_on(self, night: date) -> int:
        """Nights from admission to this provider to the day."""
        return (night - self.started_on).days


def stays_of(found: Journey, now: datetime, born: date | None = None) -> Iterator[ReturnStay]:
    """Each of a person's stays as returns count it."""
    for n, spell in enumerate(found.spells):
        counted = was_discharged(found, n)
        yield ReturnStay(
            found.person,
            spell.provider,
            local_date(spell.started_at),
            spell.ended_at,
            tuple((local_date(run.started_at), local_date(run.ended_at or now)) for run in spell.ready),
            national_delays(spell, now),
            counted,
            destination_of(found, spell) if counted else None,
            None if born is None else eighteenth(born),
        )


def was_discharged(found: Journey, n: int) -> bool:
    """Whether the n-th stay ended as a discharge is counted: alive, after a night or more, not in a transfer."""
    spell = found.spells[n]
    if spell.ended_at is None or nights(spell.started_at, spell.ended_at) < 1:
        return False
    return not left_dead(found, spell) and not transferred(found.spells, n)


def eighteenth(born: date) -> date:
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    return date(born.year + ADULT, born.month, day) + timedelta(days=day != born.day)


def destination_of(found: Journey, spell: Spell) -> NationalDestination | None:
    """Which of the eight destinations a discharge is counted under: by the pathway chosen last, then by what is known.

    Back in a care home where the person lived in one before; with reablement where such help was accepted in the
    stay or began from 3 days before to 7 days after leaving; for the end of life where they went to a hospice.
    None where no pathway was recorded: nothing is guessed.
    """
    assert spell.ended_at is not None
    home = found.residence_at(spell.ended_at)
    lived = find_code(Residence, home.kind) if home is not None else None
    from_care_home = lived is not None and lived.is_care_home
    if spell.pathway == Pathway.P0:
        return D.ORIGINAL_CARE_HOME_SAME_SUPPORT if from_care_home else D.HOME_NO_NEW_SUPPORT
    if spell.pathway == Pathway.P1:
        if from_care_home:
            return D.ORIGINAL_CARE_HOME_MORE_SUPPORT
        return D.HOME_WITH_REABLEMENT if with_reablement(found, spell) else D.HOME_WITH_OTHER_SUPPORT
    if spell.pathway == Pathway.P2:
        return D.SHORT_TERM_BED
    if spell.pathway == Pathway.P3:
        return D.NEW_CARE_HOME_END_OF_LIFE if spell.destination == Destination.INDEPENDENT_HOSPICE else D.NEW_CARE_HOME
    return None


def with_reablement(found: Journey, spell: Spell) -> bool:
    """Whether somebody left with reablement or rehabilitation at home."""
    left = spell.ended_at
    assert left is not None
    asked = (r for r in found.referrals if spell.started_at <= r.referred_at <= left and r.answer == Kind.ACCEPTED)
    begun = (
        local_date(s.started_at) for s in found.supports if s.kind in REABLEMENT and s.started_at >= spell.started_at
    )
    day = local_date(left)
    return any(r.detail in REABLEMENT for r in asked) or any(day - BEFORE <= at <= day + AFTER for at in begun)


# From a ledger


def stays_between(
    ledger: Ledger, keys_of: Callable[[str], tuple[str, ...]], first: date, last: date, now: datetime, born: Born
) -> list[ReturnStay]:
    """Every stay that has something to count on these days, of everybody in the ledger."""
    people = {keys_of(key)[0] for key in may_be_in(ledger, first, last)}
    found: list[ReturnStay] = []
    for person in sorted(people):
        told = journey(person, (event for event in ledger.person(*keys_of(person)) if event.kind in HEARD))
        found += [one for one in stays_of(told, now, born(person)) if touches(one, first, last)]
    return found


def touches(stay: ReturnStay, first: date, last: date) -> bool:
    return stay.started_on <= last and (stay.ended_on is None or stay.ended_on >= first)


def may_be_in(ledger: Ledger, first: date, last: date) -> set[str]:
    """Everyone who may have been in a bed on these days: never too few.

    A stay is left out only where all that was told of it lies before or after, and nothing of that person was ever
    taken back.
    """
    begins, ends = midnight(first), midnight(last + timedelta(days=1))
    begun: set[tuple[str, str]] = set()
    ended: dict[tuple[str, str], datetime] = {}
    unsure: set[str] = set()
    position = 0
    while batch := ledger.after(position, kinds=OF_A_STAY):
        position = batch[-1][0]
        for event in (event for _, event in batch):
            stay = (event.person, event.spell)
            if event.kind in UNDOING or not event.spell:
                unsure.add(event.person)
            elif event.kind is Kind.DISCHARGED:
                ended[stay] = max(event.happened_at, ended.get(stay, event.happened_at))
            if event.happened_at < ends:
                begun.add(stay)
    return unsure | {person for person, spell in begun if ended.get((person, spell), begins) >= begins}


def providers_of(stays: Iterable[ReturnStay], wanted: Collection[str] = ()) -> list[str]:
    """The providers of these stays, in order of their codes; those wanted, if any are."""
    return sorted({stay.provider for stay in stays if stay.provider and (not wanted or stay.provider in wanted)})
