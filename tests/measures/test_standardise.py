"""Standardised rates against the test values of PHEindicatormethods 2.1.0 (testdata_DSR_ISR.xlsx, commit 093fd28)."""

from __future__ import annotations

import pytest

from homefirst.measures.funnel import Z_998
from homefirst.measures.standardise import ESP_2013, ESP_2013_65, directly, indirectly

PEOPLE = [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207]
BIG = [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91]
SMALL = [12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4]
TINY = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 2, 3]
REFERENCE = [
    10303, 2824, 0, 3615, 3641, 3490, 3789, 3213, 3031, 2771, 3089, 3490, 3595, 4745, 5514, 7125, 5694, 6210, 5757,
]  # fmt: skip
REFERENCE_PEOPLE = [
    50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463, 60479, 49974, 44140, 40888, 37239, 30819,
    18136, 15325, 13918,
]  # fmt: skip
# Persons with one, two, three and four events in each band.
BY_PERSON = [
    (75, 16, 4, 2), (16, 3, 1, 0), (11, 2, 1, 0), (12, 3, 1, 0), (8, 0, 0, 1), (18, 3, 1, 0), (26, 6, 2, 1),
    (18, 3, 1, 0), (18, 4, 1, 0), (21, 4, 1, 0), (21, 4, 1, 0), (23, 4, 1, 0), (23, 6, 2, 1), (39, 8, 2, 1),
    (25, 5, 1, 0), (40, 9, 2, 1), (46, 9, 2, 1), (49, 10, 3, 1), (56, 11, 3, 1),
]  # fmt: skip
PERSONS = [{n + 1: number for n, number in enumerate(band)} for band in BY_PERSON]
WEIGHTS = list(ESP_2013.values())
AT_998 = {"z": Z_998, "tail": 0.001}


@pytest.mark.parametrize(
    ("events", "value", "lower", "upper", "lower_998", "upper_998"),
    [
        (BIG, 10430.247991469423, 9717.709067985681, 11178.94091547925, 9323.287880219903, 11620.595999522058),
        (SMALL, 1103.212025300104, 877.455767536709, 1367.0882227251795, 763.6420357939879, 1530.0328948244762),
    ],
)
def test_a_directly_standardised_rate_is_as_published(
    events: list[int], value: float, lower: float, upper: float, lower_998: float, upper_998: float
) -> None:
    found = directly(events, PEOPLE, WEIGHTS)
    assert found[:3] == pytest.approx((value, lower, upper))
    assert directly(events, PEOPLE, WEIGHTS, **AT_998)[1:3] == pytest.approx((lower_998, upper_998))


def test_the_interval_of_repeated_events_is_made_of_persons_and_is_wider() -> None:
    found = directly(BIG, PEOPLE, WEIGHTS, persons=PERSONS)
    assert found[:3] == pytest.approx((10430.24799147, 9532.94977862, 11373.07483298))
    outer = directly(BIG, PEOPLE, WEIGHTS, persons=PERSONS, **AT_998)
    assert outer[1:3] == pytest.approx((9036.25631357, 11929.24980749))
    assert found.method == "Dobson, of persons with repeated events"


def test_persons_with_one_event_each_change_nothing() -> None:
    assert directly(SMALL, PEOPLE, WEIGHTS, persons=[{1: number} for number in SMALL])[:3] == pytest.approx(
        directly(SMALL, PEOPLE, WEIGHTS)[:3]
    )


def test_fewer_than_ten_events_have_no_directly_standardised_rate() -> None:
    found = directly(TINY, PEOPLE, WEIGHTS)
    assert (found.value, found.lower, found.upper, found.events) == (None, None, None, 9)
    assert found.method == "not given: fewer than 10 events"
    assert directly([1, *TINY[1:]], PEOPLE, WEIGHTS).value is not None


@pytest.mark.parametrize(
    ("events", "ratio", "lower", "upper", "method"),
    [
        (BIG, 1.0707232939020275, 1.0017147712553987, 1.143233287249895, "Byar"),
        (SMALL, 0.10886683770400503, 0.08765040101829405, 0.1336657632841891, "Byar"),
        (TINY, 0.010767049882813684, 0.004923380825095776, 0.02043921455549973, "exact Poisson"),
    ],
)
def test_an_indirectly_standardised_ratio_is_as_published(
    events: list[int], ratio: float, lower: float, upper: float, method: str
) -> None:
    found = indirectly(sum(events), PEOPLE, REFERENCE, REFERENCE_PEOPLE)
    assert found[:3] == pytest.approx((ratio, lower, upper))
    assert found.method == method


def test_an_indirectly_standardised_rate_is_as_published() -> None:
    found = indirectly(9, PEOPLE, REFERENCE, REFERENCE_PEOPLE, per=100_000)
    assert found[:3] == pytest.approx((100.6706576523123, 46.03303513307893, 191.10426659054028))
    outer = indirectly(9, PEOPLE, REFERENCE, REFERENCE_PEOPLE, per=100_000, **AT_998)
    assert outer[1:3] == pytest.approx((27.43190862554234, 253.4369635219236))


def test_the_european_standard_population_is_whole() -> None:
    assert (sum(ESP_2013.values()), len(ESP_2013)) == (100_000, 19)
    assert ESP_2013_65 == {"65-69": 5500, "70-74": 5000, "75-79": 4000, "80-84": 2500, "85-89": 1500, "90+": 1000}
    assert sum(ESP_2013_65.values()) == 19_500


def test_a_rate_of_equal_bands_is_the_crude_rate() -> None:
    assert directly([10, 20], [1000, 2000], [3, 5], per=1000).value == pytest.approx(10)


def test_what_cannot_be_standardised_is_refused() -> None:
    with pytest.raises(ValueError, match="Give one a band"):
        directly([1, 2], [10], [1, 1])
    with pytest.raises(ValueError, match="Join it to its neighbour"):
        directly([10, 2], [10, 0], [1, 1])
    with pytest.raises(ValueError, match="Band 1 has 10 events but its persons have 9"):
        directly([10], [100], [1], persons=[{1: 7, 2: 1}])
    with pytest.raises(ValueError, match="Choose a wider reference"):
        indirectly(3, [10], [0], [100])
