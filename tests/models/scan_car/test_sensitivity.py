"""Expectations: the Darfur example of Cinelli & Hazlett 2020 (as sensemakr prints it), and least squares on dummies."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from helpers.models.scan_car.sensitivity import ordinary_t, robustness_value

ESTIMATE, SE, DF = 0.09731582, 0.02325654, 783
T = ESTIMATE / SE


def cells_of(seed: int, clusters: int = 12, periods: int = 5) -> pd.DataFrame:
    """A panel of which a tenth of the cells is missing."""
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", p) for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    cells["x"] = 2 + generator.normal(size=len(cells))
    cells["y"] = 70 + 2 * cells.x + generator.normal(0, 3, len(cells))
    cells["weight"] = generator.integers(40, 200, len(cells)).astype(float)
    return cells[generator.random(len(cells)) > 0.1].reset_index(drop=True)


def with_dummies(cells: pd.DataFrame):
    dummies = pd.get_dummies(cells[["cluster", "period"]].astype(str), drop_first=True, dtype=float)
    return sm.WLS(cells.y, dummies.assign(one=1.0, x=cells.x), weights=cells.weight).fit()


def test_the_darfur_example_has_its_published_value():
    assert robustness_value(T, DF) == pytest.approx(0.138776, abs=1e-6)


@pytest.mark.parametrize("t", [-9.0, 0.5, 2.0, 4.0, 30.0])
def test_a_factor_as_strong_as_the_robustness_value_brings_the_estimate_to_0(t):
    # Cinelli & Hazlett 2020: a factor that explains these shares moves t by the root of df r2 r2 / (1 - r2).
    value = robustness_value(t, 40)
    assert math.sqrt(40 * value * value / (1 - value)) == pytest.approx(abs(t))


@pytest.mark.parametrize("seed", range(3))
def test_the_ordinary_t_is_that_of_least_squares_with_a_dummy_for_every_wijk_and_wave(seed):
    cells = cells_of(seed)
    theirs = with_dummies(cells)
    assert ordinary_t(cells) == pytest.approx((theirs.tvalues["x"], theirs.df_resid), rel=1e-9)


def test_exposure_that_moves_all_wijken_alike_has_no_ordinary_t():
    cells = cells_of(1)
    assert math.isnan(ordinary_t(cells.assign(x=cells.period.astype(float)))[0])


def test_an_outcome_that_the_model_fits_exactly_has_no_ordinary_t():
    cells = cells_of(1)
    assert math.isnan(ordinary_t(cells.assign(y=2 * cells.x))[0])
    assert math.isnan(ordinary_t(cells.assign(y=0.0))[0])


def test_without_degrees_of_freedom_there_is_no_value():
    with pytest.raises(ValueError, match="above 1, not 1"):
        robustness_value(2, 1)
