"""Comparing places: standardised rates, funnels and five words

Places differ in the ages of their people and in how many they are. A directly standardised rate weighs the rate of each
age band by the European Standard Population of 2013 (of 65 and over: 5,500, 5,000, 4,000, 2,500, 1,500 and 1,000, in
all 19,500) and has Dobson's interval; with fewer than 10 events it is not given. Where one person has several events
the interval is made of persons, and is wider. An indirectly standardised ratio is the events over those that would have
happened at the reference's rates, and is compared with the reference only.

A funnel asks whether a place lies further from the reference than chance would put a place of its size: beyond the 95%
limit one place in twenty lies by chance alone, beyond the 99.8% limit one in five hundred. A place where nobody is
counted is not placed.

A value is called better or worse than a reference only if its 95% interval does not hold the reference; higher or lower
where no way is better; else similar. Without an interval nothing is said.

Sources: Public Health England, the R package PHEindicatormethods 2.1.0 with its test values (commit 093fd28), read 22
November 2026; Eurostat, *Revision of the European Standard Population*, 2013 (weights). The words are those of
Fingertips, *unverified*.
"""

from homefirst.measures.compare import compare
from homefirst.measures.funnel import Counted, limits_at, place
from homefirst.measures.standardise import ESP_2013_65, directly
from tests.spec.page import each_row


@each_row
def test_a_rate_of_three_bands_by_hand(band: str, events: str, people: str, rate: str, weight: str) -> None:
    """
    The rate per 1,000 of each band, weighed: (10 x 5,500 + 20 x 5,000 + 40 x 4,000) / 14,500 = 21.72. Unweighed it is
    110 of 7,500, 14.67: these people are young for their age.

    band   events  people  rate  weight
    65-69  50      5000    10    5500
    70-74  40      2000    20    5000
    75-79  20      500     40    4000
    """
    assert 1000 * int(events) / int(people) == float(rate)
    assert ESP_2013_65[band] == int(weight)
    found = directly([50, 40, 20], [5000, 2000, 500], [5500, 5000, 4000], per=1000)
    assert (round(found.value or 0, 2), found.events) == (21.72, 110)


@each_row
def test_the_published_funnel_has_the_published_limits(people: str, lower: str, upper: str) -> None:
    """
    The 303 areas of the published test together have 80.642448%. The 95% limits by how many are counted, in per cent:

    people  lower      upper
    1       3.204264   100
    75      71.700657  89.584239
    908     78.072571  83.212324
    110000  80.408963  80.875933
    """
    limits = limits_at(float(people), "share", 0.806424478571495)
    assert [round(100 * limit, 6) for limit in (limits.inner_lower, limits.inner_upper)] == [float(lower), float(upper)]


@each_row
def test_a_count_lies_where_published(events: str, expected: str, where: str) -> None:
    """
    Counts and the events expected at the reference, from the published test of ratios.

    events  expected     where
    8       6.239860227  within the limits
    220     249.8012944  within the limits
    150     119.5695496  above the 95% limit
    151     106.4429719  above the 99.8% limit
    0       240.6273499  below the 99.8% limit
    """
    assert place(Counted("", float(events), float(expected)), "rate", 1.0) == where


@each_row
def test_five_words_and_never_without_an_interval(
    value: str, lower: str, upper: str, reference: str, better: str, word: str
) -> None:
    """
    value  lower  upper  reference  better   word
    12     11     13     10         low      worse
    12     11     13     10         high     better
    12     11     13     10         neither  higher
    8      7      9      10         neither  lower
    12     10     14     10         low      similar
    12     -      -      10         low      not compared
    """
    numbers = [float(number) if number else None for number in (value, lower, upper, reference)]
    assert compare(*numbers, better=better) == word
