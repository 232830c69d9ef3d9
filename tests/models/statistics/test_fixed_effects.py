"""Expectations: statsmodels with its traps (statistics.md, section B), and CV3 by its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.datasets import grunfeld

from helpers.models.statistics import fixed_effects


def panel(seed: int, clusters: int = 12, periods: int = 4, share_missing: float = 0.0) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", f"{p}") for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    size = len(cells)
    cells["x"], cells["z"] = generator.normal(2, 1, size), generator.normal(0, 1, size)
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
    left_out = fixed_effects.fit(cells).left_out["x"]
    for cluster in cells.cluster.unique():
        rest = oracle(cells[cells.cluster != cluster].reset_index(drop=True))
        assert left_out[cluster] == pytest.approx(rest.params["x"], rel=1e-8)


def test_the_standard_error_is_the_jackknife_by_its_published_definition():
    ours = fixed_effects.fit(panel(3))
    published = np.sqrt(11 / 12 * sum((b - ours.slope) ** 2 for b in ours.left_out["x"]))
    assert ours.se == pytest.approx(published)


def test_statsmodels_ignores_the_cv3_wish_inside_cov_kwds():
    cells = panel(4)
    groups = {"groups": pd.factorize(cells.cluster)[0]}
    asked_wrongly = oracle(cells, cov_type="cluster", cov_kwds=groups | {"crv_type": "cluster-crv3"})
    assert asked_wrongly.bse["x"] == oracle(cells, cov_type="cluster", cov_kwds=groups).bse["x"]
    assert asked_wrongly.bse["x"] != pytest.approx(fixed_effects.fit(cells).se, rel=1e-3)


PYFIXEST_OWN = "ignore:The inplace keyword:pandas.errors.Pandas4Warning"


def by_pyfixest(cells: pd.DataFrame, formula: str, vcov):
    pyfixest = pytest.importorskip("pyfixest")
    known = {"demeaner": pyfixest.MapDemeaner(fixef_tol=1e-15), "ssc": pyfixest.ssc(k_adj=False, G_adj=False)}
    return pyfixest.feols(f"{formula} | cluster + period", cells, vcov=vcov, weights="weight", **known)


@pytest.mark.filterwarnings(PYFIXEST_OWN)
@pytest.mark.parametrize("share_missing", [0.0, 0.15])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_several_slopes_equal_pyfixest_on_weighted_and_unbalanced_panels(seed, share_missing):
    cells = panel(seed, share_missing=share_missing)
    theirs = by_pyfixest(cells, "y ~ x + z", {"CRV1": "cluster"}).coef()
    ours = fixed_effects.fit(cells, ("x", "z"))
    assert ours.coefficients["x"] == pytest.approx(theirs["x"], rel=1e-12)
    assert ours.coefficients["z"] == pytest.approx(theirs["z"], rel=1e-12)


@pytest.mark.filterwarnings(PYFIXEST_OWN)
def test_cv3_equals_pyfixest_times_the_factor_that_it_leaves_out():
    # statistics.md, trap 2: pyfixest's own CRV3 has another factor by default and never (G-1)/G.
    pyfixest = pytest.importorskip("pyfixest")
    cells = panel(4, periods=5)
    theirs = by_pyfixest(cells, "y ~ x + z", {"CRV3": "cluster"}).se()
    ours = fixed_effects.fit(cells, ("x", "z")).standard_errors
    assert ours["x"] == pytest.approx(theirs["x"] * (11 / 12) ** 0.5, rel=1e-9)
    assert ours["z"] == pytest.approx(theirs["z"] * (11 / 12) ** 0.5, rel=1e-9)
    known = {"demeaner": pyfixest.MapDemeaner(fixef_tol=1e-15), "weights": "weight"}
    default = pyfixest.feols("y ~ x + z | cluster + period", cells, vcov={"CRV3": "cluster"}, **known).se()
    assert default["x"] / ours["x"] > 1.1


def test_statsmodels_cannot_leave_out_a_cluster_that_has_a_dummy():
    # statistics.md, trap 3: without the cluster its dummy is empty; so demean by cluster first.
    cells = panel(5)
    effects = pd.get_dummies(cells[["cluster", "period"]], dtype=float, drop_first=True)
    model = sm.WLS(cells.y, effects.assign(x=cells.x, one=1.0), weights=cells.weight)
    with pytest.raises(ValueError, match="rank-deficient"):
        model.fit(cov_type="cluster-crv3", cov_kwds={"groups": pd.factorize(cells.cluster)[0]})


def test_the_investment_of_ten_firms_has_the_published_two_way_slopes():
    # Grunfeld's data, the ten firms of Baltagi (Econometric Analysis of Panel Data, ch. 3): .118 and .358.
    firms = grunfeld.load_pandas().data.query("firm != 'American Steel'").assign(weight=1.0)
    cells = firms.rename(columns={"firm": "cluster", "year": "period", "invest": "y"})
    assert fixed_effects.fit(cells, ("value", "capital")).coefficients.round(3).tolist() == [0.118, 0.358]


def test_a_sum_of_slopes_is_the_slope_of_the_same_model_written_with_their_difference():
    cells = panel(7, share_missing=0.1)
    ours = fixed_effects.fit(cells, ("x", "z")).combined({"x": 1, "z": 1})
    theirs = fixed_effects.fit(cells.assign(more=cells.z - cells.x), ("x", "more"))
    assert (ours.slope, ours.se, ours.p) == pytest.approx((theirs.slope, theirs.se, theirs.p), rel=1e-9)
    assert ours.interval(0.9) == pytest.approx(theirs.interval(0.9))


def test_the_first_regressor_is_the_slope_and_the_others_are_asked_for_by_name():
    cells = panel(8).sample(frac=1, random_state=2)
    both, turned = fixed_effects.fit(cells, ("x", "z")), fixed_effects.fit(cells, ("z", "x"))
    assert (both.slope, both.se) == pytest.approx((turned.of("x").slope, turned.of("x").se))
    assert both.left_out.columns.tolist() == ["x", "z"] and both.left_out.index.tolist() == sorted(
        cells.cluster.unique()
    )


def test_regressors_that_tell_the_same_have_no_slopes():
    cells = panel(9)
    assert fixed_effects.fit(cells.assign(twice=2 * cells.x + cells.period.astype(float)), ("x", "twice")) is None


@pytest.mark.parametrize("wrong", [{"weight": 0.0}, {"y": np.nan}, {"x": np.inf}, {"cluster": None}])
def test_unknown_values_and_weights_of_nothing_are_refused(wrong):
    cells = panel(10).astype({"cluster": object})
    for name, value in wrong.items():
        cells.loc[3, name] = value
    with pytest.raises(ValueError, match="known values"):
        fixed_effects.fit(cells)


@pytest.mark.parametrize(("clusters", "factor"), [(20, 2.954), (12, 3.077), (8, 3.261)])
def test_the_minimal_detectable_slope_is_the_published_multiple_of_the_standard_error(clusters, factor):
    ours = fixed_effects.fit(panel(5, clusters))
    assert ours.minimal_detectable / ours.se == pytest.approx(factor, abs=0.001)


def test_exposure_that_moves_all_clusters_alike_has_no_slope():
    cells = panel(6)
    assert fixed_effects.fit(cells.assign(x=cells.period.astype(float))) is None
    of_cluster = cells.cluster.str[1:].astype(float)
    assert fixed_effects.fit(cells.assign(x=of_cluster)) is None
    assert fixed_effects.fit(cells.assign(x=1e12 * of_cluster / 3)) is None  # rounding is no variation


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
