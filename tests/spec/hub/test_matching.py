"""Matching: a place proposed to each of all who wait, at once

Rules come first: a place is closed, full, too old a number, or cannot meet a need, and then it is proposed to nobody
whom that concerns. Of what is left, each wish weighs so many days: a kilometre from home a tenth, 500 pounds a week
one, a day later one, each step down the person's own order two and a place that they did not name ten, a new place
where another has helped them five. One more person with a place weighs as much as 100 days of all their wishes, so
that nobody goes without for another's wish; together the wishes weigh as little as can be; who waits longest comes
first where that is equal. Naming an order costs nobody their turn. Nobody is placed by it: a service says yes or no,
and the person chooses.

Source: the rules are those of the directory. What wishes weigh is our own choice, in `matching.toml`, and assumed.
"""

from __future__ import annotations

from tests.spec.hub.matching_page import holds


@holds
def test_two_people_both_get_a_place_where_one_after_the_other_only_one_does() -> None:
    """
    Ben has waited longest and may go to either home; it is the one with nursing that is nearer. By turns he takes it,
    and Ada, who needs nursing, has none.

    Ada   waits 2 days, needs nursing
    Ben   waits 9 days
    Rose  has 1, 5 km away, offers nursing
    Ivy   has 1, 20 km away

    Ada: Rose, 0.5 days
    Ben: Ivy, 2.0 days
    first come Ben: Rose, 0.5 days
    first come Ada: nobody. One place could take them, and the room there is proposed to others.
    excluded Ada, Ivy: need. Does not offer nursing care.
    proof: Proved: nothing better is possible for all together by these weights.
    """


@holds
def test_every_way_for_three_people_by_hand() -> None:
    """
    Rose costs 500 pounds (1.0), Ivy 1,000 (2.0), Elm 1,500 (3.0). Ada names Rose, then Ivy; Ben names Rose alone; Cy
    was helped by Elm before. The six ways, Ada, Ben and Cy at:
    Rose, Ivy, Elm 1+0, 2+10, 3+0 = 16. Ivy, Rose, Elm 2+2, 1+0, 3+0 = 8. Rose, Elm, Ivy 1+0, 3+10, 2+5 = 21.
    Elm, Rose, Ivy 3+10, 1+0, 2+5 = 21. Ivy, Elm, Rose 2+2, 3+10, 1+5 = 23. Elm, Ivy, Rose 3+10, 2+10, 1+5 = 31.

    Ada   waits 5 days, names Rose + Ivy
    Ben   waits 4 days, names Rose
    Cy    waits 3 days, helped by Elm
    Rose  has 1, costs 500
    Ivy   has 1, costs 1000
    Elm   has 1, costs 1500

    Ada: Ivy, 2.0 + 2.0 days
    Ben: Rose, 1.0 days
    Cy: Elm, 3.0 days
    first come Ada: Rose, 1.0 days
    first come Ben: Ivy, 2.0 + 10.0 days
    proof: Proved: nothing better is possible for all together by these weights.
    """


@holds
def test_a_home_takes_no_more_new_people_on_a_day_than_it_says_over_all_its_kinds_of_place() -> None:
    """
    Ada   waits 9 days
    Ben   waits 5 days
    Cy    waits 2 days
    Beds  has 2, of Rosehill
    Flats has 2, 3 km away, of Rosehill

    Ada: Beds, 0.0 days
    Ben: Beds, 0.0 days
    Cy: nobody. 2 places could take them, and the room there is proposed to others.
    """


@holds
def test_who_waits_longest_comes_first_where_all_else_is_equal_and_an_order_costs_no_turn() -> None:
    """
    Ada named Rose, which is full. Her second choice is the only place there is; Ben named nothing.

    Ada   waits 9 days, names Rose + Ivy
    Ben   waits 8 days
    Rose  has 0
    Ivy   has 1

    Ada: Ivy, 2.0 days
    Ben: nobody. One place could take them, and the room there is proposed to others.
    excluded Ben, Rose: full. Full.
    """


@holds
def test_a_place_is_left_out_by_a_rule_that_is_named() -> None:
    """
    Asked on a Thursday at eleven.

    Ada   waits 9 days
    Rose  has 1, said 30 hours ago
    Ivy   has 1, closed
    Elm   has 1, weekdays Monday to Wednesday
    Oak   has 1, 60 km away

    Ada: nobody. No place could take them: each is excluded by a rule.
    excluded Ada, Rose: stale. Said what room it has 30 hours ago, more than the 24 agreed: ask again.
    excluded Ada, Ivy: closed. Takes nobody now: closed.
    excluded Ada, Elm: hours. Takes somebody new only from Mon 12 January 2026.
    excluded Ada, Oak: distance. 60 km away, further than the limit of 50 km.
    """
