"""Expectations: pyfixest on lagged columns, scipy's false discovery rate, planted shapes, hand-made frames."""

from __future__ import annotations

import re
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.scan_car.exploratory import lead, shapes
from helpers.models.statistics import fixed_effects

FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)
LAGGED = 2.0  # points per 10 hours, a period later


def cells(seed: int, clusters: int = 13, periods: int = 10, noise: float = 2.0) -> pd.DataFrame:
    """Hours by chance; y goes with the hours of the period before."""
    generator = np.random.default_rng(seed)
    hours = np.clip(generator.normal(2, 1, (clusters, periods + 1)), 0, None)
    own, wave = generator.normal(70, 8, (clusters, 1)), generator.normal(0, 3, (1, periods))
    y = own + wave + LAGGED * hours[:, :-1] + generator.normal(0, noise, (clusters, periods))
    rows = [
        {"cluster": f"W{i:02d}", "period": f"{2016 + t}", "x": hours[i, t + 1], "y": value}
        for (i, t), value in np.ndenumerate(y)
    ]
    table = pd.DataFrame(rows)
    return table.assign(weight=generator.integers(40, 200, len(table)).astype(float))


def told(table: pd.DataFrame) -> pd.DataFrame:
    """The rows by term, after a look at their words."""
    silent = table[table.estimate.isna()]
    assert not [rule for rule in silent.rule if FORBIDDEN.search(rule) or not rule.endswith(".")]
    assert set(table.model) == {"exploratory"}
    return table.set_index("term")


def with_lags(table: pd.DataFrame, lags: int) -> pd.DataFrame:
    by_wijk = table.sort_values("period").groupby("cluster").x
    return table.assign(**{f"x{lag}": by_wijk.shift(lag) for lag in range(lags)}).dropna()


def feols(formula: str, data: pd.DataFrame):
    pyfixest = pytest.importorskip("pyfixest")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="pyfixest")
        plain = pyfixest.ssc(k_adj=False, G_adj=False)
        return pyfixest.feols(formula, data, vcov={"CRV3": "cluster"}, ssc=plain, weights="weight")


def test_lags_and_their_errors_equal_those_of_pyfixest_on_lagged_columns():
    table = cells(1)
    ours = told(shapes(table)).loc[["lag_0", "lag_1", "lag_2"]]
    theirs = feols("y ~ x0 + x1 + x2 | cluster + period", with_lags(table, 3))
    assert ours.estimate.tolist() == pytest.approx(theirs.coef().tolist(), rel=1e-8)
    assert ours.se.tolist() == pytest.approx((theirs.se() * np.sqrt(12 / 13)).tolist(), rel=1e-6)
    assert set(ours.n) == {13 * 8} and set(ours.df) == {12}


def test_the_sum_of_the_lags_has_the_estimate_and_error_of_one_regressor_that_is_that_sum():
    table = with_lags(cells(2), 3)
    # y = a x0 + b x1 + c x2 = (a+b+c) x0 + b (x1-x0) + c (x2-x0)
    theirs = feols("y ~ x0 + d1 + d2 | cluster + period", table.assign(d1=table.x1 - table.x0, d2=table.x2 - table.x0))
    ours = told(shapes(cells(2))).loc["cumulative"]
    assert ours.estimate == pytest.approx(theirs.coef()["x0"], rel=1e-8)
    assert ours.se == pytest.approx(theirs.se()["x0"] * np.sqrt(12 / 13), rel=1e-6)


def test_an_association_a_period_later_is_found_there_and_not_in_the_period_itself():
    rows = told(shapes(cells(3)))
    assert rows.low["lag_1"] < LAGGED < rows.high["lag_1"] and rows.verdict["lag_1"] == "toename"
    assert rows.low["lag_0"] < 0 < rows.high["lag_0"] and rows.verdict["lag_0"] == "onzeker"
    assert rows.low["cumulative"] < LAGGED < rows.high["cumulative"]


def test_every_row_is_exploratory_with_p_from_t_and_q_over_all_rows():
    table = shapes(cells(4))
    p = 2 * stats.t.sf(np.abs(table.estimate / table.se), 12)
    assert table.p.tolist() == pytest.approx(p.tolist())
    assert table.q.tolist() == pytest.approx(stats.false_discovery_control(p).tolist())
    assert set(table.role) == {"exploratory"} and len(table) == 7 and (table.q >= table.p).all()


@pytest.mark.parametrize(("periods", "lags"), [(6, 2), (7, 2), (8, 3)])
def test_the_second_lag_comes_with_eight_periods(periods, lags):
    assert shapes(cells(5, periods=periods)).term.str.startswith("lag_").sum() == lags


def test_below_six_periods_there_is_one_row_with_the_reason_and_no_numbers():
    table = shapes(cells(6, periods=5))
    row = told(table).loc["shape"]
    assert len(table) == 1 and row[["estimate", "se", "p", "q"]].isna().all()
    assert "5 perioden" in row.rule and row.verdict == "niet te zien"


def test_a_period_in_which_no_y_is_known_does_not_count_but_lends_its_hours():
    table = cells(7, periods=6)
    before = table[table.period == "2016"].assign(period="2015", y=np.nan, weight=np.nan)
    more = pd.concat([before, table])
    assert set(shapes(more)[shapes(more).term == "lag_1"].n) == {13 * 6}
    assert set(shapes(table)[shapes(table).term == "lag_1"].n) == {13 * 5}
    assert len(shapes(more[more.period != "2021"])) == 1  # 5 periods with y


def test_a_lag_is_the_period_before_and_not_the_row_before():
    table = cells(8, periods=8)
    gap = table.drop(table.index[(table.cluster == "W03") & (table.period == "2019")])
    # W03 loses 2016 and 2017 (no second lag), 2019 itself, and 2020 and 2021, whose lags need 2019
    assert told(shapes(gap)).n["lag_0"] == 12 * 6 + 3


@pytest.mark.parametrize(("kept", "used", "wijken"), [(2, 12 * 10 + 2, 13), (1, 12 * 10, 12)])
def test_a_wijk_counts_from_two_known_cells_on(kept, used, wijken):
    table = cells(8)
    row = told(shapes(table[(table.cluster != "W03") | (table.period < f"{2016 + kept}")])).loc["log_hours"]
    assert (row.n, row.n_clusters) == (used, wijken)


def test_thirds_of_the_hours_are_compared_with_the_lowest():
    table = cells(9, noise=0)
    third = pd.qcut(table.x, 3, labels=False)
    within = table.assign(y=table.groupby("cluster").ngroup() + 5.0 * (third == 1) + 7.0 * (third == 2))
    rows = told(shapes(within.assign(y=within.y + np.random.default_rng(1).normal(0, 1e-6, len(within)))))
    assert rows.estimate[["middle_third", "highest_third"]].tolist() == pytest.approx([5, 7], abs=1e-4)


def test_hours_of_nought_or_much_have_no_thirds_and_the_rest_stands():
    table = cells(10)
    rows = told(shapes(table.assign(x=3.0 * (table.x > 2.5))))
    assert set(rows.withheld[["middle_third", "highest_third"]]) == {"missing"}
    assert rows.estimate[["lag_0", "log_hours"]].notna().all() and rows.q.notna().sum() == 5


def test_the_logarithm_is_told_per_doubling_of_the_hours():
    table = cells(11, noise=0)
    noise = np.random.default_rng(2).normal(0, 1e-6, len(table))
    bent = table.assign(y=4.0 * np.log2(1 + 10 * table.x) + noise)
    row = told(shapes(bent)).loc["log_hours"]
    assert row.estimate == pytest.approx(4, abs=1e-4)


def followed(seed: int, clusters: int = 20, periods: int = 7, pull: float = -0.15) -> pd.DataFrame:
    """Next period's hours follow y of this one: `pull` tens of hours per point."""
    generator = np.random.default_rng(seed)
    own, rows = generator.normal(70, 8, clusters), []
    x = generator.normal(3, 0.5, clusters)
    for t in range(periods):
        y = own + generator.normal(0, 4, clusters)
        rows += [{"cluster": i, "period": t, "x": x[i], "y": y[i], "weight": 1.0} for i in range(clusters)]
        x = 3 + pull * (y - own) + generator.normal(0, 0.3, clusters)
    return pd.DataFrame(rows)


def test_hours_that_follow_the_outcome_show_in_the_lead_and_hours_by_chance_do_not():
    found = told(lead(followed(1))).loc["lead"]
    assert found.verdict == "afname" and found.high < 0
    chance = told(lead(followed(2, pull=0.0))).loc["lead"]
    assert chance.verdict == "onzeker" and chance.low < 0 < chance.high
    assert (found.role, chance.role) == ("placebo", "placebo")


def test_the_lead_equals_that_of_pyfixest_and_loses_the_last_period():
    table = cells(12)
    shifted = table.assign(x1=table.sort_values("period").groupby("cluster").x.shift(-1)).dropna()
    theirs = feols("y ~ x1 + x | cluster + period", shifted)
    ours = told(lead(table)).loc["lead"]
    assert ours.estimate == pytest.approx(theirs.coef()["x1"], rel=1e-8)
    assert ours.se == pytest.approx(theirs.se()["x1"] * np.sqrt(12 / 13), rel=1e-6)
    assert ours.n == 13 * 9


def test_four_periods_with_known_hours_after_them_are_enough_and_three_are_not():
    table = cells(13, periods=4)
    refused = told(lead(table)).loc["lead"]
    assert refused.verdict == "niet te zien" and np.isnan(refused.estimate) and "3 perioden" in refused.rule
    after = table[table.period == "2019"].assign(period="2020", y=np.nan, x=lambda t: t.x[::-1].to_numpy())
    assert told(lead(pd.concat([table, after]))).loc["lead"].n == 13 * 4
    assert told(lead(cells(13, periods=5))).loc["lead"].n == 13 * 4


@pytest.mark.parametrize("model", [shapes, lead])
def test_order_of_rows_does_not_matter_and_a_cell_that_occurs_twice_is_refused(model):
    table = cells(16)
    mixed = model(table.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(mixed, model(table), rtol=1e-8)
    with pytest.raises(ValueError, match="occur twice"):
        model(pd.concat([table, table.iloc[:1]]))


@pytest.mark.parametrize("model", [shapes, lead])
def test_the_rows_have_the_estimate_shape_also_without_cells_or_without_change(model):
    table = cells(17)
    for few in (table.iloc[:0], table.assign(x=2.0), table[table.cluster == "W00"]):
        rows = model(few)
        assert rows.dtypes.astype(str).to_dict() == tables.ESTIMATE_COLUMNS and rows.estimate.isna().all()
        told(rows)


def test_an_association_that_hangs_on_one_wijk_has_no_numbers():
    table = cells(18)
    alone = table.assign(x=np.where((table.cluster == "W03") & (table.period == "2020"), 3.0, 0.0))
    assert np.isnan(fixed_effects.fit(alone).se)
    rows = told(shapes(alone))
    assert rows.estimate.isna().all() and "één wijk" in rows.rule["log_hours"]
