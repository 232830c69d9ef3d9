"""Expectations: wildboottest where it enumerates, pyfixest where it draws, and the bootstrap refitted draw by draw."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pandas as pd
import pytest

from helpers.models.statistics import wild_bootstrap

DRAWS = 9999


def restricted_p(cells: pd.DataFrame, draws: int = DRAWS, seed: int = 1) -> float:
    return wild_bootstrap.restricted_p(cells, draws, seed)


def panel(
    seed: int, clusters: int = 11, periods: int = 4, share_missing: float = 0.0, slope: float = 2.0
) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", p) for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    size = len(cells)
    cells["x"] = generator.normal(2, 1, size)
    cells["y"] = (
        70 + slope * cells.x + np.repeat(generator.normal(0, 8, clusters), periods) + generator.normal(0, 4, size)
    )
    cells["weight"] = generator.integers(40, 200, size).astype(float)
    kept = cells[generator.random(size) >= share_missing]
    return kept[kept.groupby("cluster").x.transform("size") >= 2].reset_index(drop=True)


def dummies(cells: pd.DataFrame) -> np.ndarray:
    effects = [pd.get_dummies(cells.cluster, dtype=float), pd.get_dummies(cells.period, dtype=float).iloc[:, 1:]]
    return np.column_stack([cells.x, *effects])


def cr0(X: np.ndarray, y: np.ndarray, codes: np.ndarray) -> float:
    """t of the first column with the cluster sandwich without any factor: Liang & Zeger 1986."""
    bread = np.linalg.pinv(X.T @ X)
    b = bread @ X.T @ y
    scores = np.array([X[codes == g].T @ (y - X @ b)[codes == g] for g in np.unique(codes)])
    return b[0] / np.sqrt((bread @ scores.T @ scores @ bread)[0, 0])


def refitted(cells: pd.DataFrame, signs: np.ndarray) -> np.ndarray:
    """t* of the first column by fitting every bootstrap sample anew, on the full design, root-weighted."""
    root = cells.weight.to_numpy() ** 0.5
    X, y = root[:, None] * dummies(cells), root * cells.y.to_numpy()
    rest = X[:, 1:]
    fitted = rest @ np.linalg.lstsq(rest, y, rcond=None)[0]
    codes = pd.factorize(cells.cluster)[0]
    return np.array([cr0(X, fitted + sign[codes] * (y - fitted), codes) for sign in signs])


def test_p_is_the_share_of_refitted_sign_vectors_at_least_as_far():
    cells = panel(1, clusters=10, periods=3, share_missing=0.1, slope=1.0)
    signs = np.array(list(itertools.product([1.0, -1.0], repeat=10)))
    t = refitted(cells, signs)
    assert restricted_p(cells) == np.mean(np.abs(t) >= abs(t[0]) - 1e-9)


@pytest.mark.filterwarnings("ignore:2\\^G < the number of boot iterations:UserWarning")  # wildboottest's own
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_enumerated_p_equals_wildboottest_but_for_the_sample_and_its_mirror(seed):
    # wildboottest counts |t*| > |t|; we count ties too, and the identity and its mirror are always ties.
    wildboottest = pytest.importorskip("wildboottest.wildboottest")
    cells = panel(seed, clusters=10, slope=1.0).assign(weight=1.0)
    codes = pd.factorize(cells.cluster)[0]
    theirs = wildboottest.WildboottestCL(
        X=dummies(cells), Y=cells.y.to_numpy(), cluster=codes, R=np.eye(1, 14)[0], B=5000, seed=1, parallel=False
    )
    theirs.get_scores(bootstrap_type="11", impose_null=True)
    theirs.get_weights("rademacher")
    theirs.get_numer()
    theirs.get_denom()
    theirs.get_tboot()
    theirs.get_vcov()
    theirs.get_tstat()
    drawn, own = np.abs(theirs.t_boot), abs(theirs.t_stat)
    assert restricted_p(cells) == np.mean(drawn > own * (1 + 1e-9)) + 2 / 1024


@pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")  # pyfixest's own
def test_drawn_p_equals_that_of_pyfixest_within_the_error_of_drawing():
    pyfixest = pytest.importorskip("pyfixest")
    pytest.importorskip("wildboottest")
    cells = panel(4, clusters=14, slope=0.7).assign(weight=1.0)
    cells["cluster"] = pd.factorize(cells.cluster)[0]  # wildboottest takes numbers only
    theirs = pyfixest.feols("y ~ x + C(cluster) + C(period)", cells, vcov={"CRV1": "cluster"})
    p = float(theirs.wildboottest(reps=9999, param="x", cluster="cluster", seed=1)["Pr(>|t|)"])
    assert restricted_p(cells, seed=2) == pytest.approx(p, abs=4 * (2 * p * (1 - p) / 9999) ** 0.5)


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


@pytest.mark.parametrize(("clusters", "one_of"), [(8, 1000), (10, 1024), (12, 4096), (13, 1000)])
def test_from_10_to_12_clusters_every_sign_vector_is_taken_and_else_so_many_are_drawn(clusters, one_of):
    p = restricted_p(panel(6, clusters, slope=0.2), draws=999)
    assert p * one_of == pytest.approx(round(p * one_of)) and 0 < p < 1


def test_webb_weights_give_the_p_of_samples_refitted_with_his_six_points():
    cells = panel(17, clusters=8, slope=0.8)
    points = [-(1.5**0.5), -1, -(0.5**0.5), 0.5**0.5, 1, 1.5**0.5]  # Webb 2023
    t = refitted(cells, np.vstack([np.ones(8), np.random.default_rng(1).choice(points, size=(600, 8))]))
    p = np.mean(np.abs(t) >= abs(t[0]) - 1e-9)
    assert 0.05 < p < 0.95
    assert restricted_p(cells) == pytest.approx(p, abs=4 * (p * (1 - p) / 600) ** 0.5)


def test_webb_draws_his_six_points_equally_often_and_rademacher_a_sign():
    points, counts = np.unique(wild_bootstrap._drawn(8, 30_000, 1), return_counts=True)
    assert points == pytest.approx([-(1.5**0.5), -1, -(0.5**0.5), 0.5**0.5, 1, 1.5**0.5])  # Webb 2023
    assert counts == pytest.approx(np.full(6, 40_000), abs=800)  # more than four standard errors of a count
    assert np.unique(wild_bootstrap._drawn(13, 99, 1)).tolist() == [-1, 1]


def test_the_sample_is_a_draw_so_that_p_is_never_zero():
    cells = panel(8, slope=50.0)
    assert restricted_p(cells) == 2 / 2**11
    assert restricted_p(panel(8, 14, slope=50.0), draws=99) >= 1 / 100


def test_the_same_seed_gives_the_same_p_and_another_nearly_so():
    cells = panel(13, clusters=14, slope=0.7)
    first, again, other = (restricted_p(cells, seed=seed) for seed in (1, 1, 2))
    assert first == again != other and other == pytest.approx(first, abs=0.03)


def test_exposure_without_variation_has_no_bootstrap():
    cells = panel(15)
    assert np.isnan(restricted_p(cells.assign(x=cells.period.astype(float))))
