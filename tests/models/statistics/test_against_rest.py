"""Each group against the rest: reference values from elsewhere, and what it does not do."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from helpers.models.statistics.against_rest import against_rest

VALUES = [0.12, -0.3, 0.05, 0.4, -0.1, 0.0, 1.9]


def test_with_chance_alone_it_is_the_z_test_of_two_means():
    variances = np.array([0.04, 0.01, 0.02, 0.05, 0.03, 0.04, 0.02])
    rest, noise = np.array(VALUES[:-1]), variances[:-1]
    mean, variance = np.average(rest, weights=1 / noise), 1 / (1 / noise).sum()
    z = (VALUES[-1] - mean) / np.sqrt(variance + variances[-1])
    found = against_rest(VALUES, variances, has_spread=False).p
    assert found[-1] == pytest.approx(2 * stats.norm.sf(z))


def test_it_tells_how_far_a_group_lies_above_the_others_as_they_are_weighted():
    rest, weights = np.array(VALUES[1:]), np.array([9.0, 1, 1, 1, 1, 1])
    found = against_rest(VALUES, 1 / np.append(1.0, weights), has_spread=False)
    assert found.above[0] == pytest.approx(VALUES[0] - np.average(rest, weights=weights))


def test_where_groups_spread_far_beyond_chance_it_is_the_studentised_deleted_residual():
    deleted = sm.OLS(VALUES, np.ones(7)).fit().get_influence().resid_studentized_external
    found = against_rest(VALUES, [1e-9] * 7, has_spread=True).p
    assert found == pytest.approx(2 * stats.t.sf(np.abs(deleted), 5), rel=1e-4)


def test_an_outlier_does_not_hide_itself_in_the_spread():
    ordinary = against_rest([0.1, -0.1, 0.2, -0.2, 0.0, 0.1], [0.01] * 6, has_spread=True).p
    one_far = against_rest([0.1, -0.1, 0.2, -0.2, 0.0, 3.0], [0.01] * 6, has_spread=True).p
    assert ordinary.min() > 0.1 and one_far[-1] < 0.001 and one_far[:-1].min() > 0.1


@pytest.mark.parametrize(
    ("count", "has_spread", "is_told"), [(1, False, False), (2, False, True), (3, True, False), (4, True, True)]
)
def test_with_too_few_others_nothing_is_told(count, has_spread, is_told):
    found = against_rest([0.0] * count, [1.0] * count, has_spread=has_spread).p
    assert len(found) == count and np.isfinite(found).all() == is_told


def test_a_variance_of_nothing_and_unknown_values_are_refused():
    with pytest.raises(ValueError, match="above 0"):
        against_rest([1.0, 2.0], [0.0, 1.0], has_spread=False)
    with pytest.raises(ValueError, match="known"):
        against_rest([1.0, np.nan], [1.0, 1.0], has_spread=False)
