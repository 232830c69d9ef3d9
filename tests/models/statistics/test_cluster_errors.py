"""Expectations: the published output of clubSandwich and dfadjust, closed forms, and CR2 by its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import linalg

from helpers.models.statistics import cluster_errors

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
    cells["x"] = generator.normal(2, 1, size)
    cells["y"] = 70 + 2 * cells.x + np.repeat(generator.normal(0, 8, clusters), periods) + generator.normal(0, 4, size)
    cells["weight"] = generator.integers(40, 200, size).astype(float)
    kept = cells[generator.random(size) >= share_missing]
    return kept[kept.groupby("cluster").x.transform("size") >= 2].reset_index(drop=True)


def dummies(cells: pd.DataFrame) -> np.ndarray:
    """The full design: x, a dummy for every cluster and for every period but one."""
    effects = [pd.get_dummies(cells.cluster, dtype=float), pd.get_dummies(cells.period, dtype=float).iloc[:, 1:]]
    return np.column_stack([cells.x, *effects])


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
        root = sum(np.outer(v, v) / s**0.5 for s, v in zip(values, vectors.T, strict=True) if s > 1e-8 * values[-1])
        A = D.T @ root @ D
        direction = contrast @ M @ X[i].T @ W[np.ix_(i, i)] @ A
        meat += (direction @ e[i]) ** 2
        p.append(I_H[i].T @ direction)
    P = np.array([[one @ Phi @ other for other in p] for one in p])
    return meat**0.5, np.trace(P) ** 2 / (P**2).sum()


def test_the_chicks_are_those_of_the_table():
    table = chick_weight()
    assert (len(table), table.chick.nunique(), table.weight.sum()) == (578, 50, 70411)


def every_df(X, groups) -> list[float]:
    """The df of every column, each put in front in turn."""
    X = np.asarray(X, dtype=float)
    return [cluster_errors.satterthwaite_df(np.roll(X, -at, axis=1), groups) for at in range(X.shape[1])]


def test_the_df_are_the_published_output_of_clubsandwich_for_the_chicks():
    # clubSandwich reference, coef_test: lm(weight ~ Time + Diet:Time), CR2 by chick.
    table = chick_weight()
    slopes = diets(table).iloc[:, 1:].mul(table.time, axis=0)
    X = pd.DataFrame({"one": 1.0, "time": table.time}).join(slopes)
    assert np.round(every_df(X, table.chick), 1).tolist() == [48.7, 31.4, 19.0, 19.0, 18.4]


def test_the_df_of_differences_between_diets_are_those_published():
    # clubSandwich reference, coef_test: lm(weight ~ Diet * Time), CR2 by chick.
    table = chick_weight()
    slopes = diets(table).iloc[:, 1:].mul(table.time, axis=0)
    X = diets(table).iloc[:, 1:].assign(one=1.0, time=table.time)
    X = slopes.add_suffix(":time").join(X)
    assert np.round(every_df(X, table.chick)[:3], 1).tolist() == [18.8, 18.8, 18.3]


def test_the_df_of_bell_and_mccaffrey_are_those_dfadjust_publishes():
    X = np.column_stack([np.ones(10), np.sin(range(1, 11)), np.sin(range(2, 12))])
    assert every_df(X, range(10)) == pytest.approx([4.94624731, 3.90754737, 4.77265484], abs=1e-8)


def test_three_treated_of_thirty_have_the_two_and_a_half_df_of_imbens_and_kolesar():
    # Imbens & Kolesár 2016, Rev Econ Stat 98:701: the binary regressor has df by closed form, 2.5 for 3 and 27.
    few, many = 3, 27
    X = np.column_stack([np.arange(30) < few, np.ones(30)])
    df = cluster_errors.satterthwaite_df(X, range(30))
    closed = 30**2 * (few - 1) * (many - 1) / (few**2 * (few - 1) + many**2 * (many - 1))
    assert df == pytest.approx(closed) and round(df, 1) == 2.5


def test_an_exposure_that_all_clusters_share_has_one_df_less_than_clusters():
    cluster, x = np.repeat(np.arange(8), 5), np.tile(np.arange(5.0), 8)
    X = np.column_stack([x, pd.get_dummies(cluster, dtype=float)])
    assert cluster_errors.satterthwaite_df(X, cluster) == pytest.approx(7)


@pytest.mark.parametrize("share_missing", [0.0, 0.2])
def test_the_df_of_the_panel_is_the_definition_on_two_full_sets_of_dummies(share_missing):
    cells = panel(3, share_missing=share_missing)
    root = cells.weight.to_numpy() ** 0.5
    X, ones = root[:, None] * dummies(cells), np.ones(len(cells))
    _, df = by_definition(X, root * cells.y.to_numpy(), cells.cluster.to_numpy(), ones, ones)
    assert cluster_errors.cr2_df(cells) == pytest.approx(df, rel=1e-8)


@pytest.mark.parametrize("is_weighted", [False, True])
def test_absorbing_the_cluster_effects_changes_nothing(is_weighted):
    # Pustejovsky & Tipton 2018, theorem 2 as corrected in 2023: so it is in least squares without weights.
    cells = panel(4, share_missing=0.2)
    w = cells.weight if is_weighted else cells.weight * 0 + 1
    demeaned = pd.get_dummies(cells.period, dtype=float).iloc[:, 1:]
    demeaned.insert(0, "x", cells.x)
    totals = demeaned.mul(w, axis=0).assign(w=w).groupby(cells.cluster).transform("sum")
    demeaned = (demeaned - totals.drop(columns="w").div(totals.w, axis=0)).mul(w**0.5, axis=0)
    absorbed = cluster_errors.satterthwaite_df(demeaned.to_numpy(), cells.cluster)
    assert cluster_errors.cr2_df(cells.assign(weight=w)) == pytest.approx(absorbed)


def test_the_df_do_not_depend_on_the_unit_of_the_weights_or_the_order_of_the_rows():
    cells = panel(9, share_missing=0.2)
    other = cells.assign(weight=cells.weight * 1e-3).sample(frac=1, random_state=1)
    assert cluster_errors.cr2_df(other) == pytest.approx(cluster_errors.cr2_df(cells), rel=1e-9)


def test_one_cluster_that_carries_the_slope_alone_leaves_none_and_two_leave_few_degrees_of_freedom():
    cells = panel(10)
    is_late = cells.period >= 2
    alone = cells.assign(x=np.where((cells.cluster == "W03") & is_late, 3.0, 0.0))
    assert np.isnan(cluster_errors.cr2_df(alone))
    two = cells.assign(x=np.where(cells.cluster.isin(["W03", "W05"]) & is_late, 3.0, 0.0))
    assert cluster_errors.cr2_df(two) < 2 and cluster_errors.cr2_df(cells) > 4


def test_exposure_without_variation_within_clusters_and_periods_has_no_df():
    cells = panel(11)
    for x in (cells.period.astype(float), cells.cluster.str[1:].astype(float) / 3, cells.period * 0.0):
        assert np.isnan(cluster_errors.cr2_df(cells.assign(x=x)))
