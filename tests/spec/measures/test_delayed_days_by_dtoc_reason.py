"""Delayed days per day, by the reasons of 2010 to 2020

The letters A to O, in which ten years of figures were published. A delay recorded in that list stands as it was
recorded. One recorded in the list of May 2024 is given a letter only where our own reading of the two lists names
exactly one; where it names several, or none, it is *not certain*, which is most often so for care at home that may be
health or social care. Nobody has published a mapping: ours is *unverified*. What is printed is the nights divided by
the days asked about.

Source: NHS England, delayed transfers of care, England time series (revised 10 September 2020), for the letters. The
examples are our own.
"""

from __future__ import annotations

import duckdb

from homefirst.codes import DelayReason, DtocReason
from homefirst.codes.delay import DELAY_REASON_TO_DTOC
from homefirst.measures.rows import FOLDER
from tests.spec.page import holds


@holds
def test_an_old_letter_stands_and_a_new_reason_is_given_one_only_where_that_is_certain() -> None:
    """E as recorded has three nights, 29 is E and adds two; 28 may be E or C.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00  delay_started  E/social_care       [person=p1]
    Mon 5 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00  delay_started  29                  [person=p2]
    Wed 7 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p3]
    Thu 8 Jan 2026 09:00  delay_started  28                  [person=p3]
    Fri 9 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p3]

    measure delayed_days_by_dtoc_reason: E = 0.5
    measure delayed_days_by_dtoc_reason: not certain = 0.1
    """


@holds
def test_waiting_for_the_decision_itself_was_not_yet_a_delay_then() -> None:
    """Reason 4 has no letter: a person for whom nobody had decided was not ready for transfer as that was defined. A
    night without any reason has none either.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Mon 5 Jan 2026 09:00  criteria_to_reside_not_met
    Tue 6 Jan 2026 09:00  delay_started               4
    Thu 8 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1

    measure delayed_days_by_dtoc_reason: not certain = 0.2
    measure delayed_days_by_dtoc_reason: not known = 0.1
    """


def test_every_reason_is_read_as_the_lists_of_codes_say() -> None:
    """Each of the 37 reasons has the letter that the lists name for it, if they name one; an old one has its own."""
    words = (FOLDER / "words_leaving.sql").read_text(encoding="utf-8")
    connection = duckdb.connect()
    connection.execute("create macro dtoc_reason" + words.partition("create macro dtoc_reason")[2].partition(";")[0])
    expected = {old.value: old.value for old in DtocReason}
    for reason in DelayReason:
        meant = DELAY_REASON_TO_DTOC[reason]
        expected[reason.value] = meant[0].value if len(meant) == 1 else "not certain"
    for code, letter in expected.items():
        assert connection.execute("select dtoc_reason(?)", [code]).fetchall() == [(letter,)]
