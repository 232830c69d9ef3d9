"""Expectations: statsmodels, and a rate by hand."""

import numpy as np
import pytest
import statsmodels.api as sm

from helpers.models.statistics import poisson_regression


def design(months):
    year = 2 * np.pi * np.arange(months) / 12
    waves = [wave(k * year) for k in (1, 2) for wave in (np.cos, np.sin)]
    return np.column_stack([np.ones(months), np.arange(months) / 12, *waves])


@pytest.mark.parametrize("mean", [0.2, 3, 400])
def test_it_fits_as_statsmodels_does_also_capped_counts_and_an_exposure(mean):
    random = np.random.default_rng(1)
    x, exposure = design(40), random.uniform(0.5, 2, 40)
    counts = np.minimum(random.poisson(mean * exposure), 1.7 * mean)
    beta, expected = poisson_regression.fit(counts, x, exposure)
    theirs = sm.GLM(counts, x, family=sm.families.Poisson(), exposure=exposure).fit(tol=1e-12)
    assert beta == pytest.approx(theirs.params, abs=1e-6)
    assert expected == pytest.approx(theirs.fittedvalues, rel=1e-6)


def test_a_period_that_is_always_zero_leaves_finite_numbers():
    x = np.column_stack([np.ones(20), np.arange(20) % 2])
    beta, expected = poisson_regression.fit(np.array([4.0, 0.0] * 10), x, np.ones(20))
    assert np.isfinite(beta).all() and expected[::2] == pytest.approx(4.0) and (expected[1::2] < 1e-4).all()


def test_columns_that_others_make_up_change_nothing_that_is_expected():
    x, counts = design(30), np.random.default_rng(2).poisson(5.0, 30)
    twice = np.column_stack([x, 2 * x[:, 1]])
    _, once = poisson_regression.fit(counts.astype(float), x, np.ones(30))
    _, again = poisson_regression.fit(counts.astype(float), twice, np.ones(30))
    assert again == pytest.approx(once, rel=1e-6)
