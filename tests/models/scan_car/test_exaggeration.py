"""Expectations: simulation of estimates with an estimated error, and Gelman & Carlin 2014."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from helpers.models.scan_car.exaggeration import exaggeration


def simulated(slope: float, df: int) -> float:
    random = np.random.default_rng(1)
    estimate = random.normal(slope, 1, 400_000)
    error = np.sqrt(random.chisquare(df, estimate.size) / df)
    is_found = np.abs(estimate) > stats.t.ppf(0.975, df) * error
    return float(np.abs(estimate[is_found]).mean() / abs(slope))


@pytest.mark.parametrize("df", [7, 12, 19])
@pytest.mark.parametrize("slope", [0.3, 1.0, 2.0, 3.05, -2.0])
def test_the_mean_size_of_a_find_over_the_truth_is_that_of_simulation(slope, df):
    assert exaggeration(slope, 1.0, df) == pytest.approx(simulated(slope, df), rel=0.01)


def test_with_much_power_a_find_is_as_large_as_the_truth_and_with_little_it_is_not():
    # Gelman & Carlin 2014, section 2: power .06 goes with finds some 9 times too large.
    assert exaggeration(8.0, 1.0, 12) == pytest.approx(1.0, abs=0.001)
    assert exaggeration(0.28, 1.0, 1e6) == pytest.approx(8.8, abs=0.8)


def test_only_the_ratio_of_slope_and_error_matters():
    assert exaggeration(1.6, 0.8, 12) == pytest.approx(exaggeration(2.0, 1.0, 12))


@pytest.mark.parametrize(("slope", "se"), [(0.0, 1.0), (1.0, 0.0), (1.0, float("nan"))])
def test_no_association_or_no_error_is_refused(slope, se):
    with pytest.raises(ValueError, match="needed"):
        exaggeration(slope, se, 12)
