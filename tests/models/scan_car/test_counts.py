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


def cells(
    seed: int, model, clusters: int = 13, periods: int = 8, share_missing: float = 0.0, spread: float = 0.2
):
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
    design = pd.get_dummies(table[["cluster", "period"]], drop_first=True, dtype=float).assign(
        x=table.x, one=1.0
    )
    return sm.GLM(np.column_stack([table.k, table.n - table.k]), design, family=sm.families.Binomial()).fit()


def fepois(table: pd.DataFrame, **fitted):
    pyfixest = pytest.importorskip("pyfixest")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="pyfixest")
        data = table.assign(log_n=np.log(table.n))
        return pyfixest.fepois("k ~ x | cluster + period", data, offset="log_n", **fitted)


@pytest.mark.parametrize("share_missing", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(3))
def test_the_log_rate_equals_that_of_pyfixest(seed, share_missing):
    table = cells(seed, poisson_panel, share_missing=share_missing)
    theirs = fepois(table, iwls_tol=1e-12).coef()["x"]
    assert poisson_panel(table).coefficient == pytest.approx(theirs, abs=1e-8)


def test_cv3_of_the_log_rate_is_that_of_pyfixest_by_the_published_definition():
    pyfixest = pytest.importorskip("pyfixest")
    table = cells(3, poisson_panel, share_missing=0.1)
    plain = pyfixest.ssc(k_adj=False, G_adj=False)
    theirs = fepois(table, vcov={"CRV3": "cluster"}, ssc=plain, iwls_tol=1e-12).se()["x"] * np.sqrt(12 / 13)
    assert poisson_panel(table).of("coefficient").se == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize("share_missing", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(3))
def test_the_log_odds_equal_those_of_statsmodels_with_dummies(seed, share_missing):
    table = cells(seed, binomial_panel, share_missing=share_missing)
    assert binomial_panel(table).coefficient == pytest.approx(logit(table).params["x"], abs=1e-8)


def test_the_points_are_the_marginal_change_of_statsmodels_averaged_over_single_sites():
    table = cells(4, binomial_panel, clusters=6, periods=4)
    sites = table.loc[table.index.repeat(table.n)]
    is_out = np.concatenate([np.arange(n) < k for k, n in zip(table.k, table.n, strict=True)])
    design = pd.get_dummies(sites[["cluster", "period"]], drop_first=True, dtype=float)
    single = sm.Logit(is_out.astype(float), design.assign(one=1.0, x=sites.x)).fit(disp=False)
    points = 100 * single.get_margeff(at="overall").margeff[-1]
    assert binomial_panel(table).estimate == pytest.approx(points, rel=1e-6)


def test_the_reports_per_thousand_are_the_log_rate_times_the_reports_per_thousand():
    table = cells(5, poisson_panel)
    found = poisson_panel(table)
    assert found.estimate == pytest.approx(found.coefficient * 1000 * table.k.sum() / table.n.sum(), rel=1e-8)
    assert found.unit == "per_1000" and binomial_panel(cells(5, binomial_panel)).unit == "percentage_points"


def test_in_a_2_by_2_the_rate_ratio_and_the_odds_ratio_are_those_of_the_counts():
    table = pd.DataFrame({"cluster": list("aabb"), "period": [1, 2] * 2, "x": [0.0, 1, 0, 0]})
    table = table.assign(k=[40, 60, 30, 20], n=[100, 120, 80, 90])
    ratio = (60 / 120) / (40 / 100) / ((20 / 90) / (30 / 80))
    assert poisson_panel(table).percent_change == pytest.approx(100 * (ratio - 1))
    odds = (60 / 60) / (40 / 60) / ((20 / 70) / (30 / 50))
    assert binomial_panel(table).percent_change == pytest.approx(100 * (odds - 1))


@BOTH
def test_leaving_out_a_wijk_is_the_model_without_that_wijk(model):
    table = cells(6, model, clusters=8, share_missing=0.1)
    found = model(table)
    for cluster in table.cluster.unique():
        rest = model(table[table.cluster != cluster])
        assert found.left_out.average[cluster] == pytest.approx(rest.estimate, rel=1e-8)
        assert found.left_out.coefficient[cluster] == pytest.approx(rest.coefficient, rel=1e-8)


@BOTH
def test_the_error_is_the_jackknife_by_its_definition_with_one_df_less_than_wijken(model):
    found = model(cells(7, model))
    published = np.sqrt(12 / 13 * sum((b - found.estimate) ** 2 for b in found.left_out.average))
    assert (found.se, found.df, found.clusters, found.cells) == (pytest.approx(published), 12, 13, 104)
    low, high = found.interval(0.95)
    assert (high - low) / found.se == pytest.approx(2 * 2.1788, abs=1e-3)  # t table, df 12
    assert found.minimal_detectable / found.se == pytest.approx(2.1788 + 0.8726, abs=1e-3)  # t table, df 12


@BOTH
def test_the_planted_association_lies_in_19_of_20_intervals(model):
    limits = [model(cells(seed, model, periods=6)).of("coefficient").interval(0.95) for seed in range(40)]
    held = sum(low < PLANTED < high for low, high in limits)
    assert held >= 34  # 40 draws at .95: fewer than 34 in 1 of 300 times


@BOTH
def test_the_percent_interval_is_that_of_the_coefficient_made_percents(model):
    found = model(cells(8, model))
    low, high = found.percent_interval(0.95)
    assert low < found.percent_change < high and low > -100
    assert np.log1p(np.array([low, high]) / 100) == pytest.approx(found.of("coefficient").interval(0.95))


def test_more_spread_than_poisson_makes_the_interval_wider_though_the_model_variance_knows_nothing_of_it():
    wild = cells(9, poisson_panel, spread=0.5)
    assert poisson_panel(wild).of("coefficient").se > 1.5 * fepois(wild, vcov="iid").se()["x"]


@BOTH
def test_wijken_and_periods_without_any_event_are_left_aside_and_said_and_change_nothing(model):
    table = cells(10, model)
    is_empty = table.cluster.isin(["W03", "W05"]) | (table.period == "2021-Q1")
    found, rest = model(table.assign(k=table.k.where(~is_empty, 0))), model(table[~is_empty])
    assert (found.estimate, found.se) == pytest.approx((rest.estimate, rest.se))
    assert (found.left_aside, found.df, rest.note, rest.left_aside) == (("W03", "W05"), 10, "", ())
    assert "2 wijken, 1 periode en 27 waarnemingen" in found.note and not FORBIDDEN.search(found.note)


def test_a_wijk_with_every_site_out_of_norm_is_left_aside_but_one_with_a_report_per_inhabitant_is_not():
    table = cells(11, binomial_panel)
    full = table.assign(k=table.k.where(table.cluster != "W03", table.n))
    assert binomial_panel(full).left_aside == ("W03",) and poisson_panel(full).left_aside == ()


def test_a_wijk_seen_once_tells_nothing():
    table = cells(12, poisson_panel)
    once = table[(table.cluster != "W03") | (table.period == "2020-Q1")]
    found, rest = poisson_panel(once), poisson_panel(table[table.cluster != "W03"])
    assert found.left_aside == ("W03",) and (found.coefficient, found.df) == (
        pytest.approx(rest.coefficient),
        11,
    )


@pytest.mark.parametrize(
    ("model", "is_all"), [(binomial_panel, False), (binomial_panel, True), (poisson_panel, False)]
)
def test_counts_that_the_hours_part_in_none_or_all_and_some_have_no_estimate_but_a_reason(model, is_all):
    table = cells(13, model)
    parted = table.assign(x=(table.x > 3).astype(float))
    found = model(parted.assign(k=parted.k.where(parted.x == 0, parted.n if is_all else 0)))
    numbers = [found.estimate, found.se, found.p, *found.interval(0.95), found.minimal_detectable]
    assert np.isnan([*numbers, found.percent_change, *found.percent_interval(0.95)]).all()
    assert "geen" not in found.reason and found.reason.endswith(".") and not FORBIDDEN.search(found.reason)


@BOTH
@pytest.mark.parametrize("column", ["period", "cluster"])
def test_hours_that_differ_only_between_wijken_or_only_between_quarters_tell_nothing(model, column):
    table = cells(14, model)
    found = model(table.assign(x=pd.factorize(table[column])[0].astype(float)))
    assert np.isnan(found.estimate) and "uren verschillen" in found.reason


@BOTH
def test_no_cells_or_one_wijk_have_a_reason(model):
    table = cells(15, model)
    for few in (table.iloc[:0], table[table.cluster == "W00"], table.assign(k=0)):
        found = model(few)
        assert np.isnan([found.estimate, found.se, found.p]).all() and "twee wijken" in found.reason


def test_an_association_that_hangs_on_one_wijk_has_no_error():
    table = cells(16, poisson_panel)
    alone = table.assign(x=((table.cluster == "W03") & (table.period > "2020-Q4")).astype(float))
    found = poisson_panel(alone)
    assert np.isfinite(found.estimate) and np.isnan(found.se) and not found.reason


@BOTH
def test_order_of_rows_and_origin_of_the_hours_do_not_matter_and_the_column_is_the_callers(model):
    table = cells(17, model, share_missing=0.1)
    found = model(table)
    for same in (table.sample(frac=1, random_state=1), table.assign(x=table.x + 100)):
        assert (model(same).estimate, model(same).se) == pytest.approx((found.estimate, found.se), rel=1e-6)
    assert model(table.rename(columns={"x": "before"}), x="before").estimate == found.estimate


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
    assert np.isfinite(poisson_panel(table).estimate)


def test_statsmodels_warns_on_binomial_weights_with_clusters_and_two_columns_give_the_same_without():
    table = cells(20, binomial_panel)
    design = pd.get_dummies(table[["cluster", "period"]], drop_first=True, dtype=float).assign(
        x=table.x, one=1.0
    )
    weighted = sm.GLM(table.k / table.n, design, family=sm.families.Binomial(), var_weights=table.n)
    with pytest.warns(Warning, match="not fully supported"):
        theirs = weighted.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(table.cluster)[0]})
    assert theirs.params["x"] == pytest.approx(logit(table).params["x"], rel=1e-8)
