"""Expectations: pyfixest's fepois, statsmodels' GLM and Logit, closed forms of 2 x 2 tables, planted associations."""

from __future__ import annotations

import re
import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from helpers.models.scan_car.counts import binomial_panel, poisson_panel

PLANTED = 0.1  # log rate or log odds per 10 hours
FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)
BOTH = pytest.mark.parametrize("model", [binomial_panel, poisson_panel])


def cells(seed: int, model, clusters: int = 13, periods: int = 8, share_missing: float = 0.0, spread: float = 0.2):
    """Counts with effects of cluster and period, hours with a planted slope, and more spread than the model."""
    generator = np.random.default_rng(seed)
    names = [(f"W{i:02d}", f"{2020 + t // 4}-Q{t % 4 + 1}") for i in range(clusters) for t in range(periods)]
    table = pd.DataFrame(names, columns=["cluster", "period"])
    own, wave = generator.normal(0, 0.5, clusters), generator.normal(0, 0.2, periods)
    table["x"] = np.clip(generator.normal(3, 1, len(table)), 0, None)
    eta = np.repeat(own, periods) + np.tile(wave, clusters) + PLANTED * table.x
    eta = eta + generator.normal(0, spread, len(table))
    if model is poisson_panel:
        table["n"] = np.repeat(generator.integers(2000, 9000, clusters), periods)
        table["k"] = generator.poisson(table.n * np.exp(eta - 5))
    else:
        table["n"] = generator.integers(20, 200, len(table))
        table["k"] = generator.binomial(table.n, 1 / (1 + np.exp(1.5 - eta)))
    return table[generator.random(len(table)) >= share_missing].reset_index(drop=True)


def logit(table: pd.DataFrame):
    """statsmodels with a dummy for every effect; (k, n - k) as two columns: statistics.md, trap 5."""
    design = pd.get_dummies(table[["cluster", "period"]], drop_first=True, dtype=float).assign(x=table.x, one=1.0)
    return sm.GLM(np.column_stack([table.k, table.n - table.k]), design, family=sm.families.Binomial()).fit()


def fepois(table: pd.DataFrame, **fitted):
    pyfixest = pytest.importorskip("pyfixest")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="pyfixest")
        data = table.assign(log_n=np.log(table.n))
        return pyfixest.fepois("k ~ x | cluster + period", data, offset="log_n", **fitted)


def per_1000(table: pd.DataFrame) -> float:
    """What the average change is of a log rate of 1: the reports per 1,000, for Poisson keeps the total."""
    return 1000 * table.k.sum() / table.n.sum()


@pytest.mark.parametrize("share_missing", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(3))
def test_the_reports_per_thousand_are_the_log_rate_of_pyfixest_times_the_reports_per_thousand(seed, share_missing):
    table = cells(seed, poisson_panel, share_missing=share_missing)
    theirs = fepois(table, iwls_tol=1e-12).coef()["x"]
    assert poisson_panel(table).fit.slope == pytest.approx(theirs * per_1000(table), rel=1e-7)


@pytest.mark.parametrize("share_missing", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(3))
def test_the_points_are_the_log_odds_of_statsmodels_with_dummies_at_the_mean_variance(seed, share_missing):
    table = cells(seed, binomial_panel, share_missing=share_missing)
    theirs = logit(table)
    share = theirs.fittedvalues
    points = 100 * theirs.params["x"] * (table.n * share * (1 - share)).sum() / table.n.sum()
    assert binomial_panel(table).fit.slope == pytest.approx(points, rel=1e-7)


def test_the_points_are_the_marginal_change_of_statsmodels_averaged_over_single_sites():
    table = cells(4, binomial_panel, clusters=6, periods=4)
    sites = table.loc[table.index.repeat(table.n)]
    is_out = np.concatenate([np.arange(n) < k for k, n in zip(table.k, table.n, strict=True)])
    design = pd.get_dummies(sites[["cluster", "period"]], drop_first=True, dtype=float)
    single = sm.Logit(is_out.astype(float), design.assign(one=1.0, x=sites.x)).fit(disp=False)
    points = 100 * single.get_margeff(at="overall").margeff[-1]
    assert binomial_panel(table).fit.slope == pytest.approx(points, rel=1e-6)


def test_in_a_2_by_2_the_rate_ratio_and_the_odds_ratio_are_those_of_the_counts():
    table = pd.DataFrame({"cluster": list("aabb"), "period": [1, 2] * 2, "x": [0.0, 1, 0, 0]})
    table = table.assign(k=[40, 60, 30, 20], n=[100, 120, 80, 90])
    rate = np.log((60 / 120) / (40 / 100) / ((20 / 90) / (30 / 80)))
    found = poisson_panel(table)
    assert (found.fit.slope, found.unit) == (pytest.approx(rate * per_1000(table)), "per_1000")
    odds = np.log((60 / 60) / (40 / 60) / ((20 / 70) / (30 / 50)))
    share = table.k / table.n  # four cells, four parameters: every share is fitted
    points = 100 * odds * (table.n * share * (1 - share)).sum() / table.n.sum()
    found = binomial_panel(table)
    assert (found.fit.slope, found.unit) == (pytest.approx(points), "percentage_points")


@BOTH
def test_leaving_out_a_wijk_is_the_model_without_that_wijk(model):
    table = cells(6, model, clusters=8, share_missing=0.1)
    left_out = model(table).fit.left_out.x
    for cluster in table.cluster.unique():
        rest = model(table[table.cluster != cluster]).fit
        assert left_out[cluster] == pytest.approx(rest.slope, rel=1e-8)


@BOTH
def test_the_error_is_the_jackknife_by_its_definition_with_one_df_less_than_wijken(model):
    found = model(cells(7, model)).fit
    published = np.sqrt(12 / 13 * sum((b - found.slope) ** 2 for b in found.left_out.x))
    assert (found.se, found.df, found.clusters, found.cells) == (pytest.approx(published), 12, 13, 104)
    low, high = found.interval(0.95)
    assert (high - low) / found.se == pytest.approx(2 * 2.1788, abs=1e-3)  # t table, df 12
    assert found.minimal_detectable / found.se == pytest.approx(2.1788 + 0.8726, abs=1e-3)  # t table, df 12


def test_the_planted_association_lies_in_19_of_20_intervals():
    tables = [cells(seed, poisson_panel, periods=6) for seed in range(40)]
    limits = [np.array(poisson_panel(one).fit.interval(0.95)) / per_1000(one) for one in tables]
    held = sum(low < PLANTED < high for low, high in limits)
    assert held >= 34  # 40 draws at .95: fewer than 34 in 1 of 300 times


def test_more_spread_than_poisson_makes_the_interval_wider_though_the_model_variance_knows_nothing_of_it():
    wild = cells(9, poisson_panel, spread=0.5)
    assert poisson_panel(wild).fit.se / per_1000(wild) > 1.5 * fepois(wild, vcov="iid").se()["x"]


@BOTH
def test_wijken_and_periods_without_any_event_are_left_aside_and_said_and_change_nothing(model):
    table = cells(10, model)
    is_empty = table.cluster.isin(["W03", "W05"]) | (table.period == "2021-Q1")
    found, rest = model(table.assign(k=table.k.where(~is_empty, 0))), model(table[~is_empty])
    assert (found.fit.slope, found.fit.se) == pytest.approx((rest.fit.slope, rest.fit.se))
    assert set(found.fit.left_out.index) == set(table.cluster) - {"W03", "W05"}
    assert (found.fit.df, rest.note) == (10, "")
    assert "2 wijken, 1 periode en 27 waarnemingen" in found.note and not FORBIDDEN.search(found.note)


def test_a_wijk_with_every_site_out_of_norm_is_left_aside_but_one_with_a_report_per_inhabitant_is_not():
    table = cells(11, binomial_panel)
    full = table.assign(k=table.k.where(table.cluster != "W03", table.n))
    assert "W03" not in binomial_panel(full).fit.left_out.index and "W03" in poisson_panel(full).fit.left_out.index


def test_a_wijk_seen_once_tells_nothing():
    table = cells(12, poisson_panel)
    once = table[(table.cluster != "W03") | (table.period == "2020-Q1")]
    found, rest = poisson_panel(once).fit, poisson_panel(table[table.cluster != "W03"]).fit
    assert "W03" not in found.left_out.index and (found.slope, found.df) == (pytest.approx(rest.slope), 11)


@pytest.mark.parametrize(("model", "is_all"), [(binomial_panel, False), (binomial_panel, True), (poisson_panel, False)])
def test_counts_that_the_hours_part_in_none_or_all_and_some_have_no_estimate_but_a_reason(model, is_all):
    table = cells(13, model)
    parted = table.assign(x=(table.x > 3).astype(float))
    found = model(parted.assign(k=parted.k.where(parted.x == 0, parted.n if is_all else 0)))
    assert (
        found.fit is None
        and "geen" not in found.reason
        and found.reason.endswith(".")
        and not FORBIDDEN.search(found.reason)
    )


@BOTH
@pytest.mark.parametrize("column", ["period", "cluster"])
def test_hours_that_differ_only_between_wijken_or_only_between_quarters_tell_nothing(model, column):
    table = cells(14, model)
    found = model(table.assign(x=pd.factorize(table[column])[0].astype(float)))
    assert found.fit is None and "uren verschillen" in found.reason


@BOTH
def test_no_cells_or_one_wijk_have_a_reason(model):
    table = cells(15, model)
    for few in (table.iloc[:0], table[table.cluster == "W00"], table.assign(k=0)):
        found = model(few)
        assert found.fit is None and "twee wijken" in found.reason


def test_an_association_that_hangs_on_one_wijk_has_no_error():
    table = cells(16, poisson_panel)
    alone = table.assign(x=((table.cluster == "W03") & (table.period > "2020-Q4")).astype(float))
    found = poisson_panel(alone)
    assert np.isfinite(found.fit.slope) and np.isnan(found.fit.se) and not found.reason


@BOTH
def test_order_of_rows_and_origin_of_the_hours_do_not_matter(model):
    table = cells(17, model, share_missing=0.1)
    found = model(table).fit
    for same in (table.sample(frac=1, random_state=1), table.assign(x=table.x + 100)):
        other = model(same).fit
        assert (other.slope, other.se) == pytest.approx((found.slope, found.se), rel=1e-6)


@BOTH
@pytest.mark.parametrize("wrong", [{"n": 0}, {"k": -1}, {"x": np.nan}, {"k": np.nan}, {"cluster": None}])
def test_a_cell_that_cannot_be_is_refused(model, wrong):
    table = cells(18, model).astype({"k": float})
    table.loc[3, list(wrong)] = list(wrong.values())
    with pytest.raises(ValueError, match="every cell needs"):
        model(table)


def test_more_events_than_trials_are_refused_for_a_share_and_not_for_a_rate():
    table = cells(19, binomial_panel)
    table.loc[3, "k"] = table.n[3] + 1
    with pytest.raises(ValueError, match="k > n"):
        binomial_panel(table)
    assert np.isfinite(poisson_panel(table).fit.slope)


def test_statsmodels_warns_on_binomial_weights_with_clusters_and_two_columns_give_the_same_without():
    table = cells(20, binomial_panel)
    design = pd.get_dummies(table[["cluster", "period"]], drop_first=True, dtype=float).assign(x=table.x, one=1.0)
    weighted = sm.GLM(table.k / table.n, design, family=sm.families.Binomial(), var_weights=table.n)
    with pytest.warns(Warning, match="not fully supported"):
        theirs = weighted.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(table.cluster)[0]})
    assert theirs.params["x"] == pytest.approx(logit(table).params["x"], rel=1e-8)
