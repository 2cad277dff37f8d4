"""The simulator run for the claims: every measure that they name, from years that may be compared."""

from __future__ import annotations

from homefirst.simulate.claims import needed_measures
from homefirst.simulate.claims.run import SHORTER, measured, of_years, with_shorter_stays
from homefirst.simulate.flow import read_flow

FLOW = read_flow("northamptonshire")


def year(**tallies: float) -> dict[str, float]:
    base = {"admissions": 100.0, "beds": 1000.0, "stay_p90": 24.0, "over_7": 54.0, "not_needing_share": 33.0}
    return {**base, "in_claremont": 36.0, **tallies}


def test_every_measure_that_a_claim_names_is_simulated() -> None:
    years = {name: [year(), year(beds=1010.0)] for name in ("now", "enough", "shorter", "2029", "2039")}
    assert set(of_years(years)) >= set(needed_measures())


def test_beds_saved_and_beds_to_come_are_differences_of_the_same_people() -> None:
    years = {
        "now": [year(beds=1000.0), year(beds=1100.0)],
        "shorter": [year(beds=950.0), year(beds=1050.0)],
        "enough": [year(beds=900.0), year(beds=1000.0)],
        "2029": [year(beds=1150.0, admissions=130.0), year(beds=1250.0, admissions=130.0)],
        "2039": [year(beds=1400.0), year(beds=1500.0)],
    }
    found = of_years(years)
    saved = found["beds_saved_by_7_percent_shorter_stay"]
    assert (saved.lower, saved.mean, saved.upper) == (50.0, 50.0, 50.0)
    assert found["beds_occupied"].mean == 1050.0
    assert found["beds_occupied_2029"].mean == 1300.0
    assert found["beds_occupied_2039"].mean == 1550.0
    assert found["admissions_a_year_2029"].less(found["admissions_a_year_now"]).mean == 30 * 365.25
    assert found["no_longer_needing_share"].mean == 0.33


def test_shorter_stays_are_seven_per_cent_shorter_in_scale_and_the_same_in_shape() -> None:
    ((shape, before),) = FLOW.value("beds.wards.stay").items()
    after = with_shorter_stays(FLOW).value("beds.wards.stay")[shape]
    assert shape == "weibull"
    assert after[0] == before[0]
    assert after[1] == before[1] * SHORTER


def test_a_simulated_county_has_more_admissions_and_beds_in_use_later_and_fewer_with_shorter_stays() -> None:
    found = measured(FLOW, count=1)
    assert found["admissions_a_year_2029"].mean > 1.15 * found["admissions_a_year_now"].mean
    assert found["beds_occupied_2039"].mean > found["beds_occupied_2029"].mean > found["beds_occupied"].mean
    assert found["beds_saved_by_7_percent_shorter_stay"].mean > 20
