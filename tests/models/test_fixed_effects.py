"""Expectations: statsmodels with its traps (statistics.md, section B), and CV3 by its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from helpers.models import fixed_effects


def panel(seed: int, clusters: int = 12, periods: int = 4, share_missing: float = 0.0) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", f"{p}") for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    size = len(cells)
    cells["x"] = generator.normal(2, 1, size)
    own = np.repeat(generator.normal(0, 8, clusters), periods)
    cells["y"] = 70 + 2 * cells.x + own + generator.normal(0, 4, size)
    cells["weight"] = generator.integers(40, 200, size).astype(float)
    kept = cells[generator.random(size) >= share_missing]
    return kept[kept.groupby("cluster").x.transform("size") >= 2].reset_index(drop=True)


def oracle(cells: pd.DataFrame, **fitted):
    """WLS on data demeaned by cluster (weighted), with period dummies: statistics.md, section B."""
    design = pd.get_dummies(cells.period, dtype=float).iloc[:, 1:].assign(x=cells.x, y=cells.y)
    weighted = design.mul(cells.weight, axis=0).groupby(cells.cluster).transform("sum")
    demeaned = design - weighted.div(cells.groupby("cluster").weight.transform("sum"), axis=0)
    return sm.WLS(demeaned.y, demeaned.drop(columns="y"), weights=cells.weight).fit(**fitted)


@pytest.mark.parametrize("share_missing", [0.0, 0.15])
@pytest.mark.parametrize("seed", range(5))
def test_slope_and_cv3_equal_statsmodels_on_weighted_and_unbalanced_panels(seed, share_missing):
    cells = panel(seed, share_missing=share_missing)
    theirs = oracle(cells, cov_type="cluster-crv3", cov_kwds={"groups": pd.factorize(cells.cluster)[0]})
    ours = fixed_effects.fit(cells)
    assert ours.slope == pytest.approx(theirs.params["x"], rel=1e-10)
    assert ours.se == pytest.approx(theirs.bse["x"], rel=1e-8)


def test_the_slope_equals_least_squares_with_a_dummy_for_every_cluster():
    cells = panel(1)
    dummies = pd.get_dummies(cells[["cluster", "period"]], dtype=float, drop_first=True)
    design = dummies.assign(x=cells.x, one=1.0)
    theirs = sm.WLS(cells.y, design, weights=cells.weight).fit()
    assert fixed_effects.fit(cells).slope == pytest.approx(theirs.params["x"], rel=1e-10)


def test_the_slope_without_each_cluster_is_the_slope_of_a_panel_without_it():
    cells = panel(2, share_missing=0.1)
    left_out = fixed_effects.fit(cells).left_out
    for cluster in cells.cluster.unique():
        rest = oracle(cells[cells.cluster != cluster].reset_index(drop=True))
        assert left_out[cluster] == pytest.approx(rest.params["x"], rel=1e-8)


def test_the_standard_error_is_the_jackknife_by_its_published_definition():
    ours = fixed_effects.fit(panel(3))
    published = np.sqrt(11 / 12 * sum((b - ours.slope) ** 2 for b in ours.left_out))
    assert ours.se == pytest.approx(published)


def test_statsmodels_ignores_the_cv3_wish_inside_cov_kwds():
    cells = panel(4)
    groups = {"groups": pd.factorize(cells.cluster)[0]}
    asked_wrongly = oracle(cells, cov_type="cluster", cov_kwds=groups | {"crv_type": "cluster-crv3"})
    assert asked_wrongly.bse["x"] == oracle(cells, cov_type="cluster", cov_kwds=groups).bse["x"]
    assert asked_wrongly.bse["x"] != pytest.approx(fixed_effects.fit(cells).se, rel=1e-3)


@pytest.mark.parametrize(("clusters", "factor"), [(20, 2.954), (12, 3.077), (8, 3.261)])
def test_the_minimal_detectable_slope_is_the_published_multiple_of_the_standard_error(clusters, factor):
    ours = fixed_effects.fit(panel(5, clusters))
    assert ours.minimal_detectable / ours.se == pytest.approx(factor, abs=0.001)


def test_exposure_that_moves_all_clusters_alike_has_no_slope():
    cells = panel(6)
    assert fixed_effects.fit(cells.assign(x=cells.period.astype(float))) is None
    assert fixed_effects.fit(cells.assign(x=cells.cluster.str[1:].astype(float))) is None


def test_one_cluster_that_carries_the_slope_alone_leaves_no_standard_error():
    cells = panel(7)
    alone = cells.assign(x=np.where((cells.cluster == "W03") & (cells.period == "2"), 3.0, 0.0))
    ours = fixed_effects.fit(alone)
    assert np.isfinite(ours.slope) and np.isnan(ours.se) and np.isnan(ours.minimal_detectable)


def test_the_result_does_not_depend_on_the_order_of_the_rows_or_the_origin_of_the_exposure():
    cells = panel(8, share_missing=0.1)
    ours, other = fixed_effects.fit(cells), fixed_effects.fit(cells.sample(frac=1, random_state=1))
    moved = fixed_effects.fit(cells.assign(x=cells.x + 1e4))
    assert (other.slope, other.se) == pytest.approx((ours.slope, ours.se), rel=1e-9)
    assert (moved.slope, moved.se) == pytest.approx((ours.slope, ours.se), rel=1e-6)
