"""The 90th percentile of nights

The stays are put in order from the shortest (rank 0) to the longest (rank n - 1). The percentile stands at rank
(n - 1) times its share; between two ranks it lies on the straight line between their nights, so that on whole nights it
can be a fraction. Hyndman and Fan call this type 7; spreadsheets call it PERCENTILE.INC. Other methods give other
answers on the same stays.

Sources: R. J. Hyndman and Y. Fan, *Sample quantiles in statistical packages*, American Statistician 50 (1996), 361-365,
through the help page of R's `quantile`; fifteen numbers with R's own answer are printed at
<https://codewithsundeep.com/discussion/solution/15329408>, read 22 November 2026, and are the second table below. Which
method the interface dashboard's metric 2 used was not found.
"""

import statistics

from homefirst.measures.intervals import percentile
from tests.spec.page import each_row, holds

# 47.4, 50.0, 56.9 ... 75.0 as printed, in tenths: nights are whole numbers.
FIFTEEN = (474, 500, 569, 570, 587, 622, 622, 635, 640, 640, 666, 669, 690, 720, 750)


def counted(nights: list[int]) -> dict[int, int]:
    return {length: nights.count(length) for length in nights}


@each_row
def test_a_percentile_lies_between_the_two_ranks_around_it(nights: str, share: str, rank: str, answer: str) -> None:
    """
    nights                   share  rank  answer
    2 4 10                   0.9    1.8   8.8
    2 4 10                   0.5    1     4
    1 2 3 4 5 6 7 8 9 10     0.9    8.1   9.1
    0 0 0 0 0 0 0 0 0 30     0.9    8.1   3
    0 1 2 3 4 5 6 7 8 9 10   0.9    9     9
    7                        0.9    0     7
    3 3 3 3                  0.9    2.7   3
    """
    stays = [int(length) for length in nights.split()]
    assert round((len(stays) - 1) * float(share), 9) == float(rank)
    assert round(percentile(counted(stays), float(share)) or 0.0, 9) == float(answer)


@each_row
def test_the_published_fifteen_numbers_give_the_published_answers(share: str, published: str) -> None:
    """
    share  published
    0      47.40
    0.25   57.85
    0.5    63.50
    0.75   66.75
    1      75.00
    """
    assert percentile(counted(list(FIFTEEN)), float(share)) == 10 * float(published)


def test_the_statistics_module_of_python_agrees() -> None:
    """`statistics.quantiles` with the method "inclusive" is the same rule, written by others."""
    tenths = statistics.quantiles(FIFTEEN, n=10, method="inclusive")
    assert [percentile(counted(list(FIFTEEN)), n / 10) for n in range(1, 10)] == tenths


def test_no_stays_have_no_percentile() -> None:
    """It is not known, which is not nought nights."""
    assert percentile({}, 0.9) is None


@holds
def test_three_emergency_stays_of_2_4_and_10_nights() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3]
    Thu 15 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  11    [person=p4]
    Mon 2 Mar 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p4]

    p1 nights: 2
    p2 nights: 4
    p3 nights: 10
    p4 nights: 56
    measure length_of_stay_p90_65: 8.8 nights
    """
