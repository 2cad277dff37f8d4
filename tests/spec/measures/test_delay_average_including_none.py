"""Average days from ready to leaving, including people with no delay

The whole wait, in nights, shared among everybody who left. It is one of two averages that are published under one name:
in England in 2024-25 this one was 0.82 days and the other, of people delayed by at least a day, 6.09. People whose
ready date nobody recorded are in neither part.

Source: NHS England, *Discharge Ready Date guidance* (letters PRN00312 and PRN00603, 2023): the date a person no longer
meets the criteria to reside, recorded for every stay of a night or longer from 1 April 2023, and published monthly as
*Timeliness of acute hospital discharges*; the columns were read as others have loaded them, 22 November 2026. No worked
example was read, so the ledgers are our own. The totals of England are those of the file for 2024-25, revised.
"""

from __future__ import annotations

from pathlib import Path

from homefirst.columns import Tables, build
from homefirst.ledger import open_ledger
from homefirst.measures import measure_named
from homefirst.measures.evaluate import answers, asking
from homefirst.measures.rows import LeftOut
from homefirst.measures.tally import Counted, Tally
from homefirst.system import load_system
from tests.spec.ledger_text import LATER, read_ledger
from tests.spec.page import each_row, holds


@holds
def test_nought_three_and_four_nights_shared_by_three_people() -> None:
    """0 + 3 + 4 nights.

    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Mon 5 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Thu 8 Jan 2026 08:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Fri 9 Jan 2026 20:00   discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure delay_average_including_none: 7 / 3 = 2.333
    """


@holds
def test_a_date_that_nobody_recorded_is_not_a_delay_of_nought() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Sat 10 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Sat 10 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1  [person=p2]

    measure delay_average_including_none: 3 / 1 = 3
    """


@holds
def test_each_hospital_answers_for_the_date_recorded_in_its_own_beds() -> None:
    """The second hospital never asked: its part of the stay has no date.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [spell=v1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [spell=v1]
    Fri 9 Jan 2026 15:00   moved                       RNQ:ASHBY           [spell=v1]
    Mon 12 Jan 2026 14:00  discharged                  RNQ:ASHBY     19/1  [spell=v1]

    measure delay_average_including_none by provider: RNQ = not known
    measure delay_average_including_none by provider: RNS = 2 / 1 = 2
    """


@each_row
def test_the_published_totals_of_england_give_the_published_averages(
    tmp_path: Path, discharges: str, on_the_day: str, days_lost: str, share: str, everybody: str, delayed: str
) -> None:
    """The totals of 2024-25, revised: 546,404 people were delayed, by 3,329,387 days in all.

    discharges  on_the_day  days_lost  share  everybody  delayed
    4035716     3489312     3329387    86.5%  0.825      6.09
    """
    everyone, undelayed, days = int(discharges), int(on_the_day), int(days_lost)
    tables = some_tables(tmp_path)
    assert f"{answer('discharged_on_ready_date', tables, undelayed, everyone):.1f}%" == share
    assert f"{answer('delay_average_including_none', tables, days, everyone):.3f}" == everybody
    assert f"{answer('delay_average_excluding_none', tables, days, everyone - undelayed):.2f}" == delayed
    assert f"{answer('discharge_delay_bcf', tables, days, everyone):.3f}" == everybody


def some_tables(folder: Path) -> Tables:
    """Tables of one event, to have days that can be asked about."""
    ledger = open_ledger(folder / "ledger.sqlite", "made-up:spec")
    ledger.append(read_ledger("Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21").events)
    tables = build(ledger, folder / "tables", as_at=LATER)
    ledger.close()
    return tables


def answer(name: str, tables: Tables, numerator: int, denominator: int) -> float:
    """What a measure makes of these totals."""
    question = asking(measure_named(name), tables, load_system("northamptonshire"))
    tally = Tally({}, question.counted or question.wanted, denominator, numerator, denominator)
    (value,) = answers(question, Counted([tally], LeftOut(0, 0)))
    assert value.value is not None
    return value.value
