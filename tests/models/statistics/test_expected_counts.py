"""Expectations: the method card S1 worked out by hand on six months, and written out once more with statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm

from helpers.models.statistics import expected_counts
from helpers.models.statistics.expected_counts import Months


def test_levels_of_six_months_by_hand():
    # w = .96^age: (sum w)² / sum w² = 5.43106² / 4.93992 = 5.97102. Mean 6, variance 8, of which chance 6 / 5.97102:
    # tau² = 6.99515. Shape 36 / tau² = 5.14643, and 6 / tau² = .857738 months of it.
    counts, exposed = np.tile([4.0, 8.0], (6, 1)), np.ones((6, 2))
    level, variance = expected_counts._levels(counts, exposed, np.append(np.arange(6), 8), np.full(6, True), np.ones(2))
    assert level == pytest.approx([4.25121, 7.74879], abs=1e-5)
    assert variance == pytest.approx([4.25121 / 6.82876, 7.74879 / 6.82876], abs=1e-5)


def test_the_spread_of_all_leaves_out_the_highest_and_the_lowest_wijk_and_is_never_below_1():
    fitted, apart = np.full((6, 4), 4.0), np.array([0.0, 2.0, 4.0, 8.0])
    counts = fitted + apart * np.array([1, -1, 1, -1, 1, -1])[:, None]
    # Own: 6 · apart² / 4 / (6 - 2) = 0, 1.5, 6, 24. Of all: (1.5 + 6) / 2 = 3.75. Used: (24 · 3.75 + 6 · own) / 30.
    of_all, used = expected_counts._spread(counts, fitted, 2)
    assert of_all == 3.75
    assert used == pytest.approx([3.0, 3.3, 4.2, 7.8])
    assert expected_counts._spread(fitted, fitted, 2)[1].tolist() == [1, 1, 1, 1]


def test_a_past_count_is_capped_on_the_two_thirds_scale_at_least_1():
    # 10 · (1 + 2/3 · 2.58 · sqrt(1/10))^1.5 = 10 · 1.543916^1.5
    caps = expected_counts._caps(np.array([[10.0, 1e-9]]), 1.0)
    assert caps == pytest.approx(np.array([[19.1836, 1.0]]), abs=1e-3)


def written_out(counts, ahead):
    """The method card S1 with loops and statsmodels, for full months; `ahead` is how far the judged month lies."""
    n, wijken = counts.shape
    time = np.append(np.arange(n), n - 1 + ahead)
    year = 2 * np.pi * time / 12
    x = sm.add_constant(np.column_stack([time, *(wave(k * year) for k in (1, 2) for wave in (np.cos, np.sin))]))
    capped, phi = counts.copy(), np.ones(wijken)
    for fit in range(4):
        model = sm.GLM(capped.sum(axis=1), x[:-1], family=sm.families.Poisson()).fit(tol=1e-12)
        mu = model.predict(x)
        s = mu[:-1] / mu[-1]
        w = 0.96 ** (time[-1] - time[:-1])
        raw = np.array([(w * capped[:, i]).sum() / (w * s).sum() for i in range(wijken)])
        neff = (w * s).sum() ** 2 / (w**2 * s).sum()
        m = raw.mean()
        tau2 = max(raw.var(ddof=1) - (phi * raw / neff).mean(), 0.05 * m**2)
        k = m**2 / tau2
        lam = (k + raw * neff / phi) / (k / m + neff / phi)
        var_lam = lam / (k / m + neff / phi)
        own = np.array([((capped[:, i] - lam[i] * s) ** 2 / (lam[i] * s)).sum() / (n - 2) for i in range(wijken)])
        of_all = max(1, np.sort(own)[1:-1].mean())
        phi = np.maximum(1, (24 * of_all + n * own) / (24 + n))
        if fit < 3:
            fitted = np.outer(s, lam)
            cap = fitted * (1 + 2 / 3 * 2.58 * np.sqrt(of_all / fitted)) ** 1.5
            capped = np.minimum(counts, np.maximum(cap, 1))
    centre = np.average(x[:-1, 1:], axis=0, weights=model.fittedvalues)
    z, z0 = x[:-1, 1:] - centre, x[-1, 1:] - centre
    sigma2 = of_all * z0 @ np.linalg.inv(z.T @ (model.fittedvalues[:, None] * z)) @ z0
    return lam, phi * lam + var_lam + lam**2 * (sigma2 + 0.05**2)


@pytest.mark.parametrize("mean", [0.8, 9])
def test_it_is_the_method_card_written_out(mean):
    random = np.random.default_rng(3)
    level = mean * np.exp(0.5 * random.normal(size=7))
    counts = random.poisson(random.gamma(level / 0.8, 0.8, (40, 7)) * (1.3 + np.cos(np.arange(40) / 2))[:, None])
    counts = counts.astype("float64")
    counts[11, 2] += 30 * mean  # an outbreak to cap
    asked = Months(np.vstack([counts, np.zeros(7)]), np.ones((41, 7)), np.append(np.arange(40.0), 42))
    found = expected_counts.expected(asked)
    mean_by_card, variance_by_card = written_out(counts, ahead=3)
    assert found.mean == pytest.approx(mean_by_card, rel=1e-5)
    assert found.variance == pytest.approx(variance_by_card, rel=1e-5)


def flat(months=40, wijken=4, seed=0):
    return np.random.default_rng(seed).poisson(8.0, (months, wijken)).astype("float64")


def test_who_looks_twice_as_often_is_expected_to_find_twice_as_much():
    counts, exposure = flat(), np.full((40, 4), 100.0)
    number = np.arange(40.0)
    once = expected_counts.expected(Months(counts, exposure, number))
    exposure[-1] *= 2
    twice = expected_counts.expected(Months(counts, exposure, number))
    assert twice.mean == pytest.approx(2 * once.mean)
    assert twice.mean == pytest.approx([16, 16, 16, 16], rel=0.25)


def test_a_month_that_is_not_known_is_no_zero():
    counts, exposure = flat(), np.ones((40, 4))
    whole = expected_counts.expected(Months(counts, exposure, np.arange(40.0)))
    exposure[10:22, 1] = 0
    counts[10:22, 1] = np.nan
    missing = expected_counts.expected(Months(counts, exposure, np.arange(40.0)))
    assert missing.mean == pytest.approx(whole.mean, rel=0.1)
    left_out = np.delete(np.arange(40), [15, 16])
    without = expected_counts.expected(Months(flat()[left_out], np.ones((38, 4)), left_out.astype(float)))
    assert without.mean == pytest.approx(whole.mean, rel=0.1)


def test_after_a_declared_step_the_level_is_that_of_the_months_since():
    counts = flat(48)
    counts[40:] *= 3
    steps = {
        since: expected_counts.expected(Months(counts, np.ones((48, 4)), np.arange(48.0), since))
        for since in ((), (40,))
    }
    assert steps[40,].mean == pytest.approx([24] * 4, rel=0.2)
    assert (steps[()].mean < 21).all()
    counts[:40, 0] *= 3  # what an area had before is no part of its level
    again = expected_counts.expected(Months(counts, np.ones((48, 4)), np.arange(48.0), (40,)))
    assert again.mean == pytest.approx([24] * 4, rel=0.25)


def test_one_area_has_a_level_and_a_spread_of_its_own():
    counts = np.tile([5.0, 15.0], 20)[:, None]
    found = expected_counts.expected(Months(np.vstack([counts, [[0.0]]]), np.ones((41, 1)), np.arange(41.0)))
    assert found.mean == pytest.approx([10], rel=0.1)
    # 40 months, 5² / 10 each, less the 6 that level, trend and season take up.
    assert found.spread == pytest.approx([2.5 * 40 / 34], rel=0.1)


@pytest.mark.parametrize("counts", [np.zeros((30, 3)), np.zeros((1, 3))])
def test_where_nothing_was_ever_counted_nothing_is_expected(counts):
    found = expected_counts.expected(Months(counts, np.ones_like(counts), np.arange(float(len(counts)))))
    assert found.mean.tolist() == found.variance.tolist() == [0, 0, 0]


@pytest.mark.parametrize("row", [4, -1])
@pytest.mark.parametrize("wrong", [-5.0, np.nan])
def test_an_exposure_below_0_or_unknown_is_refused(row, wrong):
    exposure = np.ones((40, 4))
    exposure[row, 1] = wrong
    with pytest.raises(ValueError, match="an exposure is 0 or more"):
        expected_counts.expected(Months(flat(), exposure, np.arange(40.0)))


@pytest.mark.parametrize("wrong", [-5.0, np.nan])
def test_a_known_count_below_0_or_unknown_is_refused_and_one_without_exposure_is_not_looked_at(wrong):
    counts, exposure = flat(), np.ones((40, 4))
    counts[4, 1] = wrong
    with pytest.raises(ValueError, match="a count that is known is 0 or more"):
        expected_counts.expected(Months(counts, exposure, np.arange(40.0)))
    exposure[4, 1] = 0
    assert (expected_counts.expected(Months(counts, exposure, np.arange(40.0))).mean > 0).all()
