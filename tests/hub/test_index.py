"""The list answered by bits is the list answered row by row, whatever happened to the rows before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homefirst.hub.board import CHOICES, NONE, SORTS, BoardRow, Filter, chosen
from homefirst.hub.counts import counts
from homefirst.hub.index import Index

TODAY = date(2026, 11, 22)
VALUES = {"trust": ("RNS", "RNQ"), "ward": ("RNS:A", "RNS:B"), "pathway": ("0", "1", NONE), "task": ("medicines", NONE)}
people = st.sampled_from([f"p{n}" for n in range(9)])
days = st.none() | st.integers(0, 5).map(lambda n: TODAY + timedelta(days=n))
waits = st.none() | st.integers(0, 9)


@st.composite
def rows(draw: st.DrawFn) -> BoardRow:
    """A row of somebody, under one value or more of each choice."""
    values = [VALUES.get(name, ("1", "2", NONE)) for name in CHOICES]
    under = tuple(tuple(draw(st.lists(st.sampled_from(some), unique=True, min_size=1))) for some in values)
    waited, nights = draw(waits), draw(st.integers(0, 30))
    return BoardRow(
        person=draw(people), name="", age=None, location=draw(st.sampled_from(["RNS:A/1", "RNS:A/2", "RNQ:B/1"])),
        ward="", today=TODAY, ready_on=None, ready_nights=waited, asked_on=None, nights=nights, long_stay=0,
        review_due=0, pathway="", waits=(), expected_on=draw(days), expected_moves=0, expected_passed=False, actions=(),
        reasons=(), due_on=draw(days), under=under,
        counted=tuple(f"{n}{value}" for n, some in enumerate(under) for value in some),
        longest_ready=(1 if waited is None else -waited, -nights),
    )  # fmt: skip


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    some = {name: draw(st.sampled_from(["", *VALUES.get(name, ("1", "2", NONE)), "1,2"])) for name in CHOICES}
    wanted = Filter(show=draw(st.sampled_from(["all", "ready"])), sort=draw(st.sampled_from([*SORTS, "other"])), **some)
    return replace(wanted, stay=draw(st.integers(0, 9)), ready=draw(st.integers(0, 3)))


@given(put=st.lists(rows() | people, max_size=25), seen=st.frozensets(people), wanted=filters())
def test_what_a_filter_finds_is_what_going_through_the_rows_finds(
    put: list[BoardRow | str], seen: frozenset[str], wanted: Filter
) -> None:
    index, there = Index(), dict[str, BoardRow]()
    for one in put:  # a key alone: that person leaves
        if isinstance(one, str):
            index.drop(one)
            there.pop(one, None)
        else:
            index.put(one)
            there[one.person] = one
    visible = [row for row in there.values() if row.person in seen]
    found = index.choose(wanted, seen, str)
    assert found.rows == chosen(visible, wanted)
    assert found.counts == counts(visible, wanted, str)
    assert (found.in_bed, found.ready) == (len(visible), sum(row.is_ready for row in visible))
    assert index.rows() == chosen(there.values(), Filter(show="all", sort="ward"))
