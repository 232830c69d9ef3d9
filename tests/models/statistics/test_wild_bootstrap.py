"""Expectations: wildboottest where it enumerates, the bootstrap refitted draw by draw, and its exact size."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from helpers.models.statistics import cluster_errors, fixed_effects, wild_bootstrap
from helpers.models.statistics.wild_bootstrap import restricted, restricted_p


def panel(
    seed: int, clusters: int = 11, periods: int = 4, share_missing: float = 0.0, slope: float = 2.0
) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", p) for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    size = len(cells)
    cells["x"], cells["z"] = generator.normal(2, 1, size), generator.normal(0, 1, size)
    cells["y"] = (
        70
        + slope * cells.x
        + np.repeat(generator.normal(0, 8, clusters), periods)
        + generator.normal(0, 4, size)
    )
    cells["weight"] = generator.integers(40, 200, size).astype(float)
    kept = cells[generator.random(size) >= share_missing]
    return kept[kept.groupby("cluster").x.transform("size") >= 2].reset_index(drop=True)


def dummies(cells: pd.DataFrame, regressors=("x",)) -> np.ndarray:
    effects = [
        pd.get_dummies(cells.cluster, dtype=float),
        pd.get_dummies(cells.period, dtype=float).iloc[:, 1:],
    ]
    return np.column_stack([cells[list(regressors)], *effects])


def refitted(cells: pd.DataFrame, null: float, signs: np.ndarray) -> np.ndarray:
    """t* of the first column by fitting every bootstrap sample anew, on the full design, root-weighted."""
    root = cells.weight.to_numpy() ** 0.5
    X, y = root[:, None] * dummies(cells), root * cells.y.to_numpy()
    rest = X[:, 1:]
    fitted = rest @ np.linalg.lstsq(rest, y - null * X[:, 0], rcond=None)[0] + null * X[:, 0]
    codes = pd.factorize(cells.cluster)[0]
    t = []
    for sign in signs:
        sample = fitted + sign[codes] * (y - fitted)
        b = np.linalg.lstsq(X, sample, rcond=None)[0]
        error = cluster_errors.cluster_covariance(X, sample, codes, kind="CR0")[0, 0] ** 0.5
        t.append((b[0] - null) / error)
    return np.array(t)


@pytest.mark.parametrize("null", [0.0, 1.5])
def test_p_is_the_share_of_refitted_sign_vectors_at_least_as_far(null):
    cells = panel(1, clusters=6, share_missing=0.1, slope=1.0)
    signs = np.array(list(itertools.product([1.0, -1.0], repeat=6)))
    t = refitted(cells, null, signs)
    ours = restricted_p(cells, null=null, weights="rademacher")
    assert (ours.draws, ours.is_enumerated, ours.weights) == (64, True, "rademacher")
    assert ours.p == np.mean(np.abs(t) >= abs(t[0]) - 1e-9)
    assert ours.p_equal_tailed == 2 * min(np.mean(t >= t[0] - 1e-9), np.mean(t <= t[0] + 1e-9))


@pytest.mark.filterwarnings("ignore:2\\^G < the number of boot iterations:UserWarning")  # wildboottest's own
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_enumerated_p_equals_wildboottest_but_for_the_sample_and_its_mirror(seed):
    # wildboottest counts |t*| > |t|; we count ties too, and the identity and its mirror are always ties.
    wildboottest = pytest.importorskip("wildboottest.wildboottest")
    cells = panel(seed, clusters=10, slope=1.0).assign(weight=1.0)
    codes = pd.factorize(cells.cluster)[0]
    theirs = wildboottest.WildboottestCL(
        X=dummies(cells),
        Y=cells.y.to_numpy(),
        cluster=codes,
        R=np.eye(1, 14)[0],
        B=5000,
        seed=1,
        parallel=False,
    )
    theirs.get_scores(bootstrap_type="11", impose_null=True)
    theirs.get_weights("rademacher")
    theirs.get_numer()
    theirs.get_denom()
    theirs.get_tboot()
    theirs.get_vcov()
    theirs.get_tstat()
    drawn, own = np.abs(theirs.t_boot), abs(theirs.t_stat)
    ours = restricted_p(cells)
    assert ours.draws == 1024
    assert ours.p == np.mean(drawn > own * (1 + 1e-9)) + 2 / 1024
    dummied = cells.assign(weight=1.0)
    full = cluster_errors.cr1(dummied, counts_wijk_effects=True)["x"]
    assert theirs.t_stat == pytest.approx(fixed_effects.fit(dummied).slope / full)


@pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")  # pyfixest's own
def test_drawn_p_equals_that_of_pyfixest_within_the_error_of_drawing():
    pyfixest = pytest.importorskip("pyfixest")
    pytest.importorskip("wildboottest")
    cells = panel(4, clusters=14, slope=0.7).assign(weight=1.0)
    cells["cluster"] = pd.factorize(cells.cluster)[0]  # wildboottest takes numbers only
    theirs = pyfixest.feols("y ~ x + C(cluster) + C(period)", cells, vcov={"CRV1": "cluster"})
    p = float(theirs.wildboottest(reps=9999, param="x", cluster="cluster", seed=1)["Pr(>|t|)"])
    ours = restricted_p(cells, seed=2)
    assert not ours.is_enumerated and ours.draws == 9999
    assert ours.p == pytest.approx(p, abs=4 * (2 * p * (1 - p) / 9999) ** 0.5)


@pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")  # pyfixest's own
def test_pyfixest_without_wildboottest_prints_a_hint_and_then_dies(monkeypatch):
    # statistics.md, trap 6: why the bootstrap here is our own and not a call that needs another package.
    pyfixest = pytest.importorskip("pyfixest")
    cells = panel(5).assign(weight=1.0)
    cells["cluster"] = pd.factorize(cells.cluster)[0]
    fitted = pyfixest.feols("y ~ x + C(cluster)", cells)
    for name in [name for name in sys.modules if name.startswith("wildboottest")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "wildboottest", None)
    monkeypatch.setitem(sys.modules, "wildboottest.wildboottest", None)
    with pytest.raises(UnboundLocalError):
        fitted.wildboottest(reps=99, param="x", cluster="cluster", seed=1)


@pytest.mark.parametrize(
    ("clusters", "weights", "is_enumerated", "draws"),
    [
        (8, "webb", False, 999),
        (10, "rademacher", True, 1024),
        (12, "rademacher", True, 4096),
        (13, "rademacher", False, 999),
    ],
)
def test_the_weights_follow_the_number_of_clusters(clusters, weights, is_enumerated, draws):
    ours = restricted_p(panel(6, clusters), draws=999)
    assert (ours.weights, ours.is_enumerated, ours.draws) == (weights, is_enumerated, draws)


def test_webb_weights_give_the_p_of_samples_refitted_with_his_six_points():
    cells = panel(17, clusters=8, slope=0.8)
    points = [-(1.5**0.5), -1, -(0.5**0.5), 0.5**0.5, 1, 1.5**0.5]  # Webb 2023
    t = refitted(cells, 0.0, np.vstack([np.ones(8), np.random.default_rng(1).choice(points, size=(600, 8))]))
    p = np.mean(np.abs(t) >= abs(t[0]) - 1e-9)
    assert 0.05 < p < 0.95
    assert restricted_p(cells).p == pytest.approx(p, abs=4 * (p * (1 - p) / 600) ** 0.5)


def test_webb_draws_his_six_points_equally_often_and_rademacher_a_sign():
    found = {
        kind: np.unique(wild_bootstrap._drawn(kind, 8, 30_000, 1), return_counts=True)
        for kind in ("webb", "rademacher")
    }
    points, counts = found["webb"]
    assert points == pytest.approx([-(1.5**0.5), -1, -(0.5**0.5), 0.5**0.5, 1, 1.5**0.5])  # Webb 2023
    assert counts == pytest.approx(np.full(6, 40_000), abs=800)  # more than four standard errors of a count
    assert found["rademacher"][0].tolist() == [-1, 1]


def test_the_statistic_is_the_slope_over_its_cr1_error():
    cells = panel(7, share_missing=0.1)
    ours = restricted_p(cells, null=0.5)
    assert ours.statistic == pytest.approx(
        (fixed_effects.fit(cells).slope - 0.5) / cluster_errors.cr1(cells)["x"]
    )


def test_the_sample_is_a_draw_so_that_p_is_never_zero():
    cells = panel(8, slope=50.0)
    assert restricted_p(cells).p == 2 / 2**11
    assert restricted_p(panel(8, 14, slope=50.0), draws=99).p >= 1 / 100


def test_with_another_regressor_p_is_that_of_the_refitted_samples():
    cells = panel(9, clusters=5).assign(weight=1.0)
    signs = np.array(list(itertools.product([1.0, -1.0], repeat=5)))
    X, y = dummies(cells, ("z", "x")), cells.y.to_numpy()
    rest, codes = np.delete(X, 1, axis=1), pd.factorize(cells.cluster)[0]
    fitted = rest @ np.linalg.lstsq(rest, y, rcond=None)[0]
    t = []
    for sign in signs:
        sample = fitted + sign[codes] * (y - fitted)
        b = np.linalg.lstsq(X, sample, rcond=None)[0][1]
        t.append(b / cluster_errors.cluster_covariance(X, sample, codes, kind="CR0")[1, 1] ** 0.5)
    ours = restricted_p(cells, tested="x", regressors=("z", "x"), weights="rademacher")
    assert ours.p == np.mean(np.abs(t) >= abs(t[0]) - 1e-9)


def test_a_mean_of_clusters_is_tested_by_the_flips_of_their_signs():
    # One observation a cluster and no more than a constant: WCR is the sign-flip test of Fisher with |t|, and |t|
    # orders as |mean| does. Darwin's 15 pairs of Zea mays: 1,726 of 32,768 (Fisher 1935, The Design of Experiments).
    darwin = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48.0])
    signs = 1 - 2.0 * ((np.arange(2**15) >> np.arange(15)[:, None]) & 1)
    exact = np.mean(np.abs(darwin @ signs) >= abs(darwin.sum()))
    assert exact == 1726 / 32768
    ours = restricted(np.ones((15, 1)), darwin, range(15), draws=9999, seed=1)
    assert ours.p == pytest.approx(exact, abs=4 * (exact / 9999) ** 0.5)
    few = restricted(np.ones((12, 1)), darwin[:12], range(12))
    assert few.p == np.mean(np.abs(darwin[:12] @ signs[:12, :4096]) >= abs(darwin[:12].sum()))


def test_the_test_holds_its_size_exactly_when_errors_are_symmetric():
    # Every sign vector of one sample as the sample, but for mirrors: at most a tenth of them may have p <= .1.
    darwin = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29.0])
    signs = 1 - 2.0 * ((np.arange(2**10) >> np.arange(10)[:, None]) & 1)
    p = np.array([restricted(np.ones((10, 1)), darwin * sign, range(10)).p for sign in signs.T[:512]])
    assert 0.09 < np.mean(p <= 0.1) <= 0.1


def test_the_interval_holds_the_nulls_that_are_not_rejected():
    cells = panel(10, clusters=12)
    ours = restricted_p(cells)
    low, high = ours.interval(0.95)
    assert low < ours.slope < high
    gap = 0.01 * (high - low)
    for inside, outside in ((low + gap, low - gap), (high - gap, high + gap)):
        assert restricted_p(cells, null=inside).p > 0.05 >= restricted_p(cells, null=outside).p
    narrow = ours.interval(0.80)
    assert low < narrow[0] < narrow[1] < high


def test_the_interval_is_near_that_of_cv3_and_moves_with_the_outcome():
    cells = panel(11, clusters=13)
    low, high = restricted_p(cells).interval()
    assert (low, high) == pytest.approx(
        fixed_effects.fit(cells).interval(0.95), abs=0.5 * fixed_effects.fit(cells).se
    )
    moved = restricted_p(cells.assign(y=cells.y * 10 + 3 * cells.x)).interval()
    assert moved == pytest.approx((low * 10 + 3, high * 10 + 3), abs=0.02 * (high - low))


def test_with_too_few_sign_vectors_no_null_can_be_rejected():
    ours = restricted_p(panel(12, clusters=5), weights="rademacher")
    assert ours.p >= 2 / 32 and ours.interval(0.95) == (-np.inf, np.inf)


def test_the_same_seed_gives_the_same_p_and_another_nearly_so():
    cells = panel(13, clusters=14, slope=0.7)
    first, again, other = (restricted_p(cells, seed=seed).p for seed in (1, 1, 2))
    assert first == again != other and other == pytest.approx(first, abs=0.03)


def test_exposure_without_variation_has_no_bootstrap_and_plain_columns_are_refused():
    cells = panel(15)
    assert restricted_p(cells.assign(x=cells.period.astype(float))) is None
    X = np.column_stack([np.ones(4), np.ones(4)])
    with pytest.raises(ValueError, match="made up"):
        restricted(X, [1, 2, 3, 4], list("abcd"))
    for wrong in ({"weights": "mammen"}, {"draws": 0}, {"groups": list("aaaa")}):
        with pytest.raises(ValueError):
            restricted(**({"X": X[:, :1], "y": [1, 2, 3, 4], "groups": list("abcd")} | wrong))


def test_weights_enter_as_rows_times_their_root():
    cells = panel(16, clusters=10, share_missing=0.1)
    root = cells.weight**0.5
    theirs = sm.OLS(cells.y * root, dummies(cells) * root.to_numpy()[:, None]).fit()
    on_arrays = restricted(dummies(cells) * root.to_numpy()[:, None], cells.y * root, cells.cluster)
    assert on_arrays.slope == pytest.approx(theirs.params.iloc[0])
    assert on_arrays.p == restricted_p(cells).p
