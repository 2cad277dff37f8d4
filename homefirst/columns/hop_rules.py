"""The rules of `hops.py` for everyone at once: where one person's care passed from one place to the next.

Each function says what the function of the same name there says, about the rows of the person at hand: `made` says
where these begin. See `rules.py` for how compiled rules are written, and why such a file is over 300 lines.
"""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from datetime import timedelta
from typing import Any

from numba import int32, int64

from homefirst.columns.compiled import local_day, once, rule
from homefirst.columns.shapes import (
    ADMITTED_WORD,
    AE_WORD,
    AMBULANCE_WORD,
    BY_DEATH_WORD,
    CALL_WORD,
    CARE_HOME_WORD,
    CONVEYED_ELSEWHERE_WORD,
    CONVEYED_WORD,
    DEATH_WORD,
    DIED_WORD,
    HOME_WORD,
    HOSPICE_WORD,
    HOSPITAL_WORD,
    NO_NUMBER,
    OPEN,
    OTHER_HOSPITAL_WORD,
    OTHER_WORD,
    STILLBIRTH_WORD,
    WARD_WORD,
    Out,
)
from homefirst.hops import ADMITTED_WITHIN, AFTER_LEAVING, BACK_WITHIN, BEFORE_LEAVING, CREW_WAITS, SOON

MICROSECOND = timedelta(microseconds=1)
CREW, LEFT, ARRIVED = CREW_WAITS // MICROSECOND, SOON // MICROSECOND, ADMITTED_WITHIN // MICROSECOND
BACK = BACK_WITHIN // MICROSECOND


@rule
def begin_hop(person: int, to_kind: int, to_service: int, taken: int, hops: Any, made: Any) -> int:
    """A hop to this place, of which no giver is known yet; give its number."""
    hop = hops[made.hops]
    hop.person, hop.to_kind, hop.to_service, hop.taken = person, to_kind, to_service, taken
    hop.asked, hop.spell = OPEN, NO_NUMBER
    made.hops += 1
    return made.hops - 1


@rule
def lives(words: Any, homes: Any, made: Any, moment: int) -> int:
    """Home or care home."""
    kind: int = int32(0)
    for n in range(made.first_home, made.residences):
        if homes[n].since <= moment:
            kind = homes[n].kind
    return CARE_HOME_WORD if words[kind].care_home else HOME_WORD


@rule
def from_whereabouts(words: Any, supports: Any, homes: Any, made: Any, hop: Any) -> None:
    """Care passed from where the person was just before, outside hospital: a bed elsewhere, else where they live."""
    for n in range(made.supports - 1, made.first_support - 1, -1):
        support = supports[n]
        if words[support.kind].bed and support.started < hop.taken <= support.ended:
            hop.from_kind, hop.from_service = support.kind, support.service
            return
    hop.from_kind, hop.from_service = lives(words, homes, made, hop.taken), 0


@rule
def crisis_hops(words: Any, calls: Any, supports: Any, homes: Any, hops: Any, made: Any) -> None:
    """Calls, and the ambulances that convey."""
    for n in range(made.first_call, made.calls):
        call = calls[n]
        taker = words[call.location].provider
        if call.called != OPEN:
            hop = hops[begin_hop(call.person, int32(CALL_WORD), taker, call.called, hops, made)]
            from_whereabouts(words, supports, homes, made, hop)
        if call.response in (CONVEYED_WORD, CONVEYED_ELSEWHERE_WORD):
            hop = hops[begin_hop(call.person, int32(AMBULANCE_WORD), call.service, call.responded, hops, made)]
            hop.asked = call.called
            if call.called != OPEN:
                hop.from_kind, hop.from_service = CALL_WORD, taker
            else:
                from_whereabouts(words, supports, homes, made, hop)


@rule
def ae_hops(words: Any, visits: Any, calls: Any, supports: Any, homes: Any, hops: Any, made: Any) -> None:
    """Arrivals at A&E, and leaving it for anywhere but a ward."""
    for n in range(made.first_attendance, made.attendances):
        visit = visits[n]
        place = words[visit.location].provider
        hop = hops[begin_hop(visit.person, int32(AE_WORD), place, visit.arrived, hops, made)]
        hop.spell = visit.spell
        crew = crew_before(visit, visits, calls, made)
        if crew >= 0 or visit.arrival_mode == AMBULANCE_WORD:
            hop.from_kind, hop.from_service = AMBULANCE_WORD, calls[crew].service if crew >= 0 else 0
            if visit.handed_over != OPEN:
                hop.asked, hop.taken = visit.arrived, visit.handed_over
        else:
            from_whereabouts(words, supports, homes, made, hop)
        if visit.left != OPEN and visit.outcome != ADMITTED_WORD and not visit.followed:
            died = visit.arrived <= made.died <= visit.left
            to_kind: int = int32(DIED_WORD) if died else int32(lives(words, homes, made, visit.left))
            hop = hops[begin_hop(visit.person, to_kind, int32(0), visit.left, hops, made)]
            hop.from_kind, hop.from_service = AE_WORD, place


@rule
def crew_before(visit: Any, visits: Any, calls: Any, made: Any) -> int:
    """The call whose crew conveyed the person to this visit, or -1."""
    crew: int = int64(-1)
    for n in range(made.first_call, made.calls):
        call = calls[n]
        if call.response == CONVEYED_WORD and call.responded <= visit.arrived <= call.responded + CREW:
            if crew < 0 or call.responded >= calls[crew].responded:
                crew = n
    for n in range(made.first_attendance, made.attendances):
        if crew >= 0 and calls[crew].responded <= visits[n].arrived < visit.arrived:
            return -1
    return crew


@rule
def visit_before(spell: Any, visits: Any, made: Any) -> int:
    """The A&E visit from which a spell took over, or -1."""
    found: int = int64(-1)
    for n in range(made.first_attendance, made.attendances):
        visit = visits[n]
        if visit.spell == spell.number:
            return n
        until = visit.arrived + ARRIVED if visit.left == OPEN else visit.left + LEFT
        if visit.spell == NO_NUMBER and visit.arrived <= spell.started <= until:
            if found < 0 or visit.arrived >= visits[found].arrived:
                found = n
    return found


@rule
def to_ward(words: Any, spells: Any, visits: Any, supports: Any, homes: Any, hops: Any, made: Any, to: Any) -> None:
    """Stays in hospital beds, and where each is left for."""
    for n in range(made.spells - made.first_spell):
        spell = spells[to[n].by_start]
        spell.leaves_for, spell.followed = leaves_for(words, spell, homes, made), False
        hop = hops[begin_hop(spell.person, int32(WARD_WORD), spell.provider, spell.started, hops, made)]
        hop.spell = spell.number
        if n > 0 and spells[to[n - 1].by_start].transferred:
            before = spells[to[n - 1].by_start]
            from_ward(before, hop)
            continue
        v = visit_before(spell, visits, made)
        if v >= 0:
            visits[v].followed = True
            hop.from_kind, hop.from_service = AE_WORD, words[visits[v].location].provider
            hop.asked = visits[v].decided_to_admit
        else:
            from_whereabouts(words, supports, homes, made, hop)


@rule
def from_ward(spell: Any, hop: Any) -> None:
    """Care passed from this stay."""
    hop.from_kind, hop.from_service = WARD_WORD, spell.provider
    hop.asked, hop.spell = spell.ready, spell.number


@rule
def leaves_for(words: Any, spell: Any, homes: Any, made: Any) -> int:
    """Where the person went on leaving, if no support took over; 0 while in, and for a transfer."""
    if spell.ended == OPEN or spell.transferred:
        return 0
    died_in = spell.started <= made.died <= spell.ended
    if died_in or spell.destination == DEATH_WORD or spell.discharge_method in (BY_DEATH_WORD, STILLBIRTH_WORD):
        return DIED_WORD
    if words[spell.destination].hospital or spell.destination == HOSPICE_WORD:
        return OTHER_HOSPITAL_WORD
    return CARE_HOME_WORD if words[spell.destination].to_care_home else lives(words, homes, made, spell.ended)


@rule
def out_of_ward(spells: Any, hops: Any, made: Any) -> None:
    """Leaving hospital beds for anywhere but support."""
    for n in range(made.first_spell, made.spells):
        spell = spells[n]
        if spell.leaves_for != 0 and not spell.followed:
            hop = hops[begin_hop(spell.person, spell.leaves_for, int32(0), spell.ended, hops, made)]
            from_ward(spell, hop)
            if spell.leaves_for == DIED_WORD:
                hop.asked = OPEN


@rule
def follows(ended: int, started: int) -> bool:
    """Whether support that began then follows what ended then."""
    return -BEFORE_LEAVING <= local_day(started) - local_day(ended) <= AFTER_LEAVING


@rule
def kind_of(support: Any) -> int:
    return support.kind if support.kind != 0 else OTHER_WORD


@rule
def to_support(words: Any, spells: Any, supports: Any, homes: Any, hops: Any, made: Any, to: Any) -> None:
    """Support that began, from whoever let the person go last."""
    for n in range(made.first_support, made.supports):
        support = supports[n]
        hop = hops[begin_hop(support.person, kind_of(support), support.service, support.started, hops, made)]
        before = support_before(support, supports, made) if support.service != 0 else int64(-1)
        latest = supports[before].ended if before >= 0 else -OPEN
        ward = ward_before(support, latest, spells, made, to) if support.service != 0 else int64(-1)
        if ward >= 0:
            spells[ward].followed = True
            from_ward(spells[ward], hop)
        elif before >= 0:
            supports[before].followed = True
            hop.from_kind, hop.from_service = kind_of(supports[before]), supports[before].service
            hop.asked = latest
        else:
            from_whereabouts(words, supports, homes, made, hop)


@rule
def support_before(support: Any, supports: Any, made: Any) -> int:
    """The other support that ended last of those that this one follows, or -1."""
    found: int = int64(-1)
    for n in range(made.first_support, made.supports):
        one = supports[n]
        if one.started < support.started and one.ended != OPEN and follows(one.ended, support.started):
            if found < 0 or one.ended >= supports[found].ended:
                found = n
    return found


@rule
def ward_before(support: Any, latest: int, spells: Any, made: Any, to: Any) -> int:
    """The stay that ended last, not before `latest`, of those that this support follows, or -1."""
    found: int = int64(-1)
    for n in range(made.spells - made.first_spell):
        spell = spells[to[n].by_start]
        if spell.leaves_for not in (HOME_WORD, CARE_HOME_WORD) or spell.ended < latest:
            continue
        if local_day(spell.started) <= local_day(support.started) and follows(spell.ended, support.started):
            found, latest = to[n].by_start, spell.ended
    return found


@rule
def out_of_support(words: Any, spells: Any, supports: Any, homes: Any, hops: Any, made: Any) -> None:
    """Support that ended with nobody to follow."""
    for n in range(made.first_support, made.supports):
        support = supports[n]
        if support.ended == OPEN or support.followed or not goes_home(support, spells, made):
            continue
        to_kind: int = int32(CARE_HOME_WORD)
        if support.outcome != CARE_HOME_WORD:
            to_kind = int32(lives(words, homes, made, support.ended))
        hop = hops[begin_hop(support.person, to_kind, int32(0), support.ended, hops, made)]
        hop.from_kind, hop.from_service = kind_of(support), support.service


@rule
def goes_home(support: Any, spells: Any, made: Any) -> bool:
    """Whether support ended with the person out of hospital and alive."""
    in_bed = False
    for n in range(made.first_spell, made.spells):
        in_bed = in_bed or spells[n].started <= support.ended < spells[n].ended
    return not in_bed and support.ended < made.died and support.outcome not in (HOSPITAL_WORD, DIED_WORD)


@rule
def from_elsewhere(words: Any, person: int, supports: Any, homes: Any, hops: Any, made: Any) -> None:
    """A death that no ward or A&E reported."""
    for n in range(made.first_hop, made.hops):
        if hops[n].to_kind == DIED_WORD:
            return
    hop = hops[begin_hop(person, int32(DIED_WORD), int32(0), made.died, hops, made)]
    from_whereabouts(words, supports, homes, made, hop)


@rule
def came_back(hops: Any, made: Any) -> None:
    """Whether the person was with the giver's kind of care again within 30 days."""
    for n in range(made.first_hop, made.hops):
        hop = hops[n]
        hop.returned = False
        for m in range(made.first_hop, made.hops):
            if hops[m].to_kind == hop.from_kind and hop.taken < hops[m].taken <= hop.taken + BACK:
                hop.returned = True
                break


@once
def hops(words: Any, person: int, out: Out, made: Any, to: Any) -> None:
    """Each time that one person's care passed from one place to the next."""
    crisis_hops(words, out.calls, out.supports, out.residences, out.hops, made)
    to_ward(words, out.spells, out.attendances, out.supports, out.residences, out.hops, made, to)
    ae_hops(words, out.attendances, out.calls, out.supports, out.residences, out.hops, made)
    to_support(words, out.spells, out.supports, out.residences, out.hops, made, to)
    out_of_ward(out.spells, out.hops, made)
    out_of_support(words, out.spells, out.supports, out.residences, out.hops, made)
    if made.died != OPEN:
        from_elsewhere(words, person, out.supports, out.residences, out.hops, made)
    came_back(out.hops, made)
