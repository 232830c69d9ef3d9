"""Expectations: the published output of clubSandwich and Stata, pyfixest, closed forms, and CR2 by its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import linalg, stats

from helpers.models.statistics import cluster_errors, fixed_effects

TIMES = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21]
# R's ChickWeight (Crowder & Hand 1990, example 5.3): the weights of chick 1 to 50; a short row ends early.
CHICKS = """
42 51 59 64 76 93 106 125 149 171 199 205 | 40 49 58 72 84 103 122 138 162 187 209 215
43 39 55 67 84 99 115 138 163 187 198 202 | 42 49 56 67 74 87 102 108 136 154 160 157
41 42 48 60 79 106 141 164 197 199 220 223 | 41 49 59 74 97 124 141 148 155 160 160 157
41 49 57 71 89 112 146 174 218 250 288 305 | 42 50 61 71 84 93 110 116 126 134 125
42 51 59 68 85 96 90 92 93 100 100 98 | 41 44 52 63 74 81 89 96 101 112 120 124
43 51 63 84 112 139 168 177 182 184 181 175 | 41 49 56 62 72 88 119 135 162 185 195 205
41 48 53 60 65 67 71 70 71 81 91 96 | 41 49 62 79 101 128 164 192 227 248 259 266
41 49 56 64 68 68 67 68 | 41 45 49 51 57 51 54
42 51 61 72 83 89 98 103 113 123 133 142 | 39 35
43 48 55 62 65 71 82 88 106 120 144 157 | 41 47 54 58 65 73 77 89 98 107 115 117
40 50 62 86 125 163 217 240 275 307 318 331 | 41 55 64 77 90 95 108 111 131 148 164 167
43 52 61 73 90 103 127 135 145 163 170 175 | 42 52 58 74 66 68 70 71 72 72 76 74
40 49 62 78 102 124 146 164 197 231 259 265 | 42 48 57 74 93 114 136 147 169 205 236 251
39 46 58 73 87 100 115 123 144 163 185 192 | 39 46 58 73 92 114 145 156 184 207 212 233
39 48 59 74 87 106 134 150 187 230 279 309 | 42 48 59 72 85 98 115 122 143 151 157 150
42 53 62 73 85 102 123 138 170 204 235 256 | 41 49 65 82 107 129 159 179 221 263 291 305
39 50 63 77 96 111 137 144 151 146 156 147 | 41 49 63 85 107 134 164 186 235 294 327 341
41 53 64 87 123 158 201 238 287 332 361 373 | 39 48 61 76 98 116 145 166 198 227 225 220
41 48 56 68 80 83 103 112 135 157 169 178 | 41 49 61 74 98 109 128 154 192 232 280 290
42 50 61 78 89 109 130 146 170 214 250 272 | 41 55 66 79 101 120 154 182 215 262 295 321
42 51 66 85 103 124 155 153 175 184 199 204 | 42 49 63 84 103 126 160 174 204 234 269 281
42 55 69 96 131 157 184 188 197 198 199 200 | 42 51 65 86 103 118 127 138 145 146
41 50 61 78 98 117 135 141 147 174 197 196 | 40 52 62 82 101 120 144 156 173 210 231 238
41 53 66 79 100 123 148 157 168 185 210 205 | 39 50 62 80 104 125 154 170 222 261 303 322
40 53 64 85 108 128 152 166 184 203 233 237 | 41 54 67 84 105 122 155 175 205 234 264 264
"""


def chick_weight() -> pd.DataFrame:
    rows = [chick.split() for line in CHICKS.strip().splitlines() for chick in line.split("|")]
    cells = [(c, t, int(w)) for c, row in enumerate(rows, 1) for t, w in zip(TIMES, row, strict=False)]
    table = pd.DataFrame(cells, columns=["chick", "time", "weight"])
    table["diet"] = np.select([table.chick <= 20, table.chick <= 30, table.chick <= 40], [1, 2, 3], 4)
    return table


def diets(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({f"diet{d}": (table.diet == d).astype(float) for d in (1, 2, 3, 4)})


def panel(seed: int, clusters: int = 12, periods: int = 5, share_missing: float = 0.0) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", p) for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    size = len(cells)
    cells["x"], cells["z"] = generator.normal(2, 1, size), generator.normal(0, 1, size)
    cells["y"] = (
        70 + 2 * cells.x + np.repeat(generator.normal(0, 8, clusters), periods) + generator.normal(0, 4, size)
    )
    cells["weight"] = generator.integers(40, 200, size).astype(float)
    kept = cells[generator.random(size) >= share_missing]
    return kept[kept.groupby("cluster").x.transform("size") >= 2].reset_index(drop=True)


def dummies(cells: pd.DataFrame, regressors=("x",)) -> np.ndarray:
    """The full design: the regressors, a dummy for every cluster and for every period but one."""
    effects = [
        pd.get_dummies(cells.cluster, dtype=float),
        pd.get_dummies(cells.period, dtype=float).iloc[:, 1:],
    ]
    return np.column_stack([cells[list(regressors)], *effects])


def by_definition(X, y, groups, w, phi):
    """CR2 and df of the first coefficient as Pustejovsky & Tipton 2018 write them, with n x n matrices."""
    n, W, Phi = len(y), np.diag(w), np.diag(phi)
    M = np.linalg.pinv(X.T @ W @ X)
    I_H = np.eye(n) - X @ M @ X.T @ W
    e, contrast = I_H @ y, np.eye(X.shape[1])[0]
    meat, p = 0.0, []
    for group in pd.unique(groups):
        i = groups == group
        D = linalg.cholesky(Phi[np.ix_(i, i)])
        B = D @ I_H[i] @ Phi @ I_H[i].T @ D.T
        values, vectors = linalg.eigh(B)
        root = sum(
            np.outer(v, v) / s**0.5 for s, v in zip(values, vectors.T, strict=True) if s > 1e-8 * values[-1]
        )
        A = D.T @ root @ D
        direction = contrast @ M @ X[i].T @ W[np.ix_(i, i)] @ A
        meat += (direction @ e[i]) ** 2
        p.append(I_H[i].T @ direction)
    P = np.array([[one @ Phi @ other for other in p] for one in p])
    return meat**0.5, np.trace(P) ** 2 / (P**2).sum()


def test_the_chicks_are_those_of_the_table():
    table = chick_weight()
    assert (len(table), table.chick.nunique(), table.weight.sum()) == (578, 50, 70411)


def test_cr2_and_its_df_are_the_published_output_of_clubsandwich_for_the_chicks():
    # clubSandwich reference, coef_test and vcovCR.lm_robust: lm(weight ~ Time + Diet:Time), CR2 by chick.
    table = chick_weight()
    slopes = diets(table).iloc[:, 1:].mul(table.time, axis=0)
    X = pd.DataFrame({"one": 1.0, "time": table.time}).join(slopes)
    ours = cluster_errors.coefficient_table(X, table.weight, table.chick)
    assert ours.estimate.round(2).tolist() == [27.86, 7.05, 1.61, 3.74, 2.86]
    assert ours.se.round(3).tolist() == [1.983, 0.660, 1.170, 1.058, 0.736]
    assert ours.df.round(1).tolist() == [48.7, 31.4, 19.0, 19.0, 18.4]
    published = [
        [3.9317840, -0.7851508, -0.2560762, -0.0750498, 0.2695861],
        [-0.7851508, 0.4360726, -0.3314209, -0.3436398, -0.3665016],
        [-0.2560762, -0.3314209, 1.3680862, 0.3475327, 0.3482061],
        [-0.0750498, -0.3436398, 0.3475327, 1.1195632, 0.3483146],
        [0.2695861, -0.3665016, 0.3482061, 0.3483146, 0.5416587],
    ]
    assert cluster_errors.cluster_covariance(X, table.weight, table.chick) == pytest.approx(
        np.array(published), abs=6e-8
    )


def test_differences_between_diets_have_the_published_estimates_errors_df_and_p():
    # clubSandwich reference, coef_test: lm(weight ~ Diet * Time), CR2 by chick.
    table = chick_weight()
    X = diets(table).iloc[:, 1:].assign(one=1.0, time=table.time)
    X = X.join(diets(table).iloc[:, 1:].mul(table.time, axis=0).add_suffix(":time"))
    ours = cluster_errors.coefficient_table(X, table.weight, table.chick).filter(like=":time", axis=0)
    assert ours.estimate.round(2).tolist() == [1.77, 4.58, 2.87]
    assert ours.se.round(2).tolist() == [1.49, 1.35, 1.01]
    assert ours.df.round(1).tolist() == [18.8, 18.8, 18.3]
    assert ours.t.round(2).tolist() == [1.19, 3.39, 2.85]
    assert ours.p.round(4).tolist() == [0.2497, 0.0031, 0.0105]


def test_cr2_with_an_effect_for_every_cluster_is_the_published_output_of_clubsandwich():
    # clubSandwich reference, vcovCR.lm_robust: weight ~ Time:Diet with fixed effects of the chick. Its clusters
    # make I - H singular; a dummy for every chick, all but absorbed, must give the same.
    table = chick_weight()
    X = np.column_stack([diets(table).mul(table.time, axis=0), pd.get_dummies(table.chick, dtype=float)])
    found = cluster_errors.cluster_covariance(X, table.weight, table.chick)[:4, :4]
    assert np.diag(found) == pytest.approx([0.5644892, 1.638116, 1.249162, 0.4523152], rel=5e-7)
    assert found[~np.eye(4, dtype=bool)] == pytest.approx(0, abs=1e-10)


def test_cr1_and_hc2_are_the_published_output_of_stata():
    # The tests of dfadjust (Kolesár) print Stata: reg y x, cluster(clusters); the same with vce(hc2) and with r.
    x = np.r_[np.sin(range(1, 11)), np.sin(range(2, 12))]
    y = np.r_[np.cos(range(10)), np.tan(range(1, 11))]
    X, clusters = np.column_stack([np.ones(20), x]), [2, 1, 3, 2, 2, 3, 3, 1, 1, 2] * 2
    by_cluster = cluster_errors.coefficient_table(X, y, clusters, kind="CR1")
    assert by_cluster.estimate.tolist() == pytest.approx([-0.4456202905, 0.3241183110], abs=1e-10)
    assert by_cluster.se.tolist() == pytest.approx([0.4827602183, 0.1814501834], abs=1e-10)
    alone = cluster_errors.coefficient_table(X, y, range(20), kind="CR2")
    assert alone.se.tolist() == pytest.approx([0.4227339762, 0.4421048122], abs=1e-10)


def test_the_df_of_bell_and_mccaffrey_are_those_dfadjust_publishes():
    X = np.column_stack([np.ones(10), np.sin(range(1, 11)), np.sin(range(2, 12))])
    ours = cluster_errors.coefficient_table(X, np.arange(10.0), range(10))
    assert ours.df.tolist() == pytest.approx([4.94624731, 3.90754737, 4.77265484], abs=1e-8)


def test_three_treated_of_thirty_have_the_two_and_a_half_df_of_imbens_and_kolesar():
    # Imbens & Kolesár 2016, Rev Econ Stat 98:701: the binary regressor has df by closed form, 2.5 for 3 and 27.
    few, many = 3, 27
    X = np.column_stack([np.ones(30), np.arange(30) < few])
    df = cluster_errors.coefficient_table(X, np.arange(30.0) ** 2, range(30)).df[1]
    closed = 30**2 * (few - 1) * (many - 1) / (few**2 * (few - 1) + many**2 * (many - 1))
    assert df == pytest.approx(closed) and round(df, 1) == 2.5


def test_two_groups_of_clusters_of_one_size_are_compared_as_welch_compares_their_means():
    generator = np.random.default_rng(1)
    cluster = np.repeat(np.arange(9), 4)
    is_treated = cluster < 3
    y = generator.normal(size=36) + generator.normal(size=9)[cluster]
    ours = cluster_errors.coefficient_table(np.column_stack([is_treated, np.ones(36)]), y, cluster)
    means = y.reshape(9, 4).mean(axis=1)
    welch = stats.ttest_ind(means[:3], means[3:], equal_var=False)
    assert ours.t[0] == pytest.approx(welch.statistic)


def test_an_exposure_that_all_clusters_share_has_the_error_of_the_mean_of_their_own_slopes():
    generator = np.random.default_rng(2)
    cluster, x = np.repeat(np.arange(8), 5), np.tile(np.arange(5.0), 8)
    y = generator.normal(size=40) + x * generator.normal(size=8)[cluster]
    X = np.column_stack([x, pd.get_dummies(cluster, dtype=float)])
    slopes = np.array([np.polyfit(range(5), one, 1)[0] for one in y.reshape(8, 5)])
    ours = cluster_errors.coefficient_table(X, y, cluster).loc[0]
    assert (ours.estimate, ours.se, ours.df) == pytest.approx((slopes.mean(), slopes.std(ddof=1) / 8**0.5, 7))


@pytest.mark.parametrize("working", ["inverse_weights", "equal", "rooted"])
@pytest.mark.parametrize("share_missing", [0.0, 0.2])
def test_cr2_of_the_panel_is_the_definition_on_two_full_sets_of_dummies(share_missing, working):
    cells = panel(3, share_missing=share_missing)
    for regressors in (("x",), ("z", "x")):
        X, y, w = dummies(cells, regressors), cells.y.to_numpy(), cells.weight.to_numpy()
        phi = 1 / w if working == "inverse_weights" else np.ones(len(w))
        if working == "rooted":
            X, y, w = w[:, None] ** 0.5 * X, w**0.5 * y, np.ones(len(w))
        theirs = by_definition(X, y, cells.cluster.to_numpy(), w, phi)
        se, df = cluster_errors.cr2(cells, regressors, working)
        assert (se.iloc[0], df.iloc[0]) == pytest.approx(theirs, rel=1e-8)


@pytest.mark.parametrize("is_weighted", [False, True])
def test_absorbing_the_cluster_effects_changes_nothing(is_weighted):
    # Pustejovsky & Tipton 2018, theorem 2 as corrected in 2023: so it is in least squares without weights.
    cells = panel(4, share_missing=0.2)
    w = cells.weight if is_weighted else cells.weight * 0 + 1
    demeaned = pd.get_dummies(cells.period, dtype=float).iloc[:, 1:].assign(x=cells.x, y=cells.y)
    totals = demeaned.mul(w, axis=0).assign(w=w).groupby(cells.cluster).transform("sum")
    demeaned = (demeaned - totals.drop(columns="w").div(totals.w, axis=0)).mul(w**0.5, axis=0)
    absorbed = cluster_errors.coefficient_table(demeaned.drop(columns="y"), demeaned.y, cells.cluster).loc[
        "x"
    ]
    se, df = cluster_errors.cr2(cells.assign(weight=w))
    assert (se["x"], df["x"]) == pytest.approx((absorbed.se, absorbed.df))


def test_cr2_is_unbiased_under_its_working_variance():
    # The mean of CR2 over errors with that variance is the variance of the slope: take it exactly, one error at a time.
    cells = panel(5, clusters=6, periods=3)
    X, w = dummies(cells), cells.weight.to_numpy()
    mean = 0.0
    for row, sd in enumerate(w**-0.5):  # CR2 is a quadratic form in y: only the squares of one error remain
        y = np.zeros(len(w))
        y[row] = sd
        mean += cluster_errors.cr2(cells.assign(y=y)).se["x"] ** 2
    assert mean == pytest.approx(np.linalg.pinv(X.T @ (w[:, None] * X))[0, 0])


@pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")  # pyfixest's own
@pytest.mark.parametrize("share_missing", [0.0, 0.2])
def test_cr1_equals_pyfixest_in_both_conventions_and_they_are_12_percent_apart(share_missing):
    pyfixest = pytest.importorskip("pyfixest")
    cells = panel(6, share_missing=share_missing)

    def theirs(k_fixef: str) -> float:
        known = {"vcov": {"CRV1": "cluster"}, "weights": "weight", "ssc": pyfixest.ssc(k_fixef=k_fixef)}
        known["demeaner"] = pyfixest.MapDemeaner(fixef_tol=1e-13)
        return float(pyfixest.feols("y ~ x | cluster + period", cells, **known).se()["x"])

    nested, full = cluster_errors.cr1(cells)["x"], cluster_errors.cr1(cells, counts_wijk_effects=True)["x"]
    assert nested == pytest.approx(theirs("nonnested"), rel=1e-9)
    assert full == pytest.approx(theirs("full"), rel=1e-9)
    if not share_missing:
        assert full / nested == pytest.approx(0.011445 / 0.010215, abs=5e-4)  # statistics.md, trap 1: 12 x 5


def test_cr0_cr1_and_cv3_of_a_panel_are_those_of_its_full_design():
    cells = panel(7, share_missing=0.2)
    given = {"X": dummies(cells), "y": cells.y, "groups": cells.cluster, "weights": cells.weight}
    own = {
        kind: cluster_errors.cluster_covariance(**given, kind=kind)[0, 0] ** 0.5 for kind in ("CR0", "CR1")
    }
    assert cluster_errors.cr0(cells)["x"] == pytest.approx(own["CR0"])
    assert cluster_errors.cr1(cells, counts_wijk_effects=True)["x"] == pytest.approx(own["CR1"])


@pytest.mark.parametrize("kind", ["CV3", "CV3J"])
def test_the_jackknife_on_plain_arrays_is_that_of_the_fixed_effects_fit(kind):
    cells = panel(8, share_missing=0.2)
    within = fixed_effects.within(cells, ("x", "z"))
    found = cluster_errors.cluster_covariance(within.design, within.y, within.codes, kind=kind)
    assert np.sqrt(np.diag(found)[:2]) == pytest.approx(
        fixed_effects.fit(cells, ("x", "z")).standard_errors(kind)
    )


def test_no_error_depends_on_the_unit_of_the_weights_or_the_order_of_the_rows():
    cells = panel(9, share_missing=0.2)
    other = cells.assign(weight=cells.weight * 1e-3).sample(frac=1, random_state=1)
    for error in (cluster_errors.cr0, cluster_errors.cr1, lambda c: pd.concat(cluster_errors.cr2(c))):
        assert error(other).tolist() == pytest.approx(error(cells).tolist(), rel=1e-9)


def test_one_cluster_that_carries_the_slope_alone_leaves_no_error_and_two_leave_few_degrees_of_freedom():
    cells = panel(10)
    is_late = cells.period >= 2
    alone = cells.assign(x=np.where((cells.cluster == "W03") & is_late, 3.0, 0.0))
    assert np.isnan(cluster_errors.cr2(alone).se["x"]) and np.isnan(cluster_errors.cr2(alone).df["x"])
    two = cells.assign(x=np.where(cells.cluster.isin(["W03", "W05"]) & is_late, 3.0, 0.0))
    assert cluster_errors.cr2(two).df["x"] < 2
    assert cluster_errors.cr2(cells).df["x"] > 4


def test_exposure_without_variation_within_clusters_and_periods_has_no_error():
    cells = panel(11)
    for x in (cells.period.astype(float), cells.cluster.str[1:].astype(float) / 3, cells.period * 0.0):
        se, df = cluster_errors.cr2(cells.assign(x=x))
        assert np.isnan([se["x"], df["x"], cluster_errors.cr0(cells.assign(x=x))["x"]]).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "CR9"},
        {"working": "none"},
        {"groups": list("aaaa")},
        {"groups": list("abc")},
        {"weights": [1, 1, 1, 0]},
        {"y": [1, 2, 3, np.nan]},
    ],
)
def test_what_cannot_be_computed_is_refused(wrong):
    given = {"X": np.ones((4, 1)), "y": [1, 2, 3, 4], "groups": list("aabb")}
    with pytest.raises(ValueError):
        cluster_errors.cluster_covariance(**(given | wrong))
