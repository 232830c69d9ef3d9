"""Expectations: the Darfur example of Cinelli & Hazlett 2020 (as sensemakr prints it), regressions that hold
the confounder, and VanderWeele & Ding 2017."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from helpers.models.scan_car.sensitivity import (
    adjusted,
    e_value,
    ordinary_t,
    partial_r2,
    robustness_value,
    sentence,
)

ESTIMATE, SE, DF = 0.09731582, 0.02325654, 783
T = ESTIMATE / SE


def cells_of(seed: int, clusters: int = 12, periods: int = 5) -> pd.DataFrame:
    """A panel with an unmeasured z that moves with both x and y; a tenth of the cells is missing."""
    generator = np.random.default_rng(seed)
    names = [(f"W{c:02d}", p) for c in range(clusters) for p in range(periods)]
    cells = pd.DataFrame(names, columns=["cluster", "period"])
    cells["z"] = generator.normal(size=len(cells))
    cells["x"] = 2 + 0.5 * cells.z + generator.normal(size=len(cells))
    cells["y"] = 70 + 2 * cells.x + 1.5 * cells.z + generator.normal(0, 3, len(cells))
    cells["weight"] = generator.integers(40, 200, len(cells)).astype(float)
    return cells[generator.random(len(cells)) > 0.1].reset_index(drop=True)


def with_dummies(cells: pd.DataFrame, outcome: str, *regressors: str):
    dummies = pd.get_dummies(cells[["cluster", "period"]].astype(str), drop_first=True, dtype=float)
    design = dummies.assign(one=1.0, **{name: cells[name] for name in regressors})
    return sm.WLS(cells[outcome], design, weights=cells.weight).fit()


def test_the_darfur_example_has_its_published_values():
    assert partial_r2(T, DF) == pytest.approx(0.02187309, abs=1e-7)
    assert robustness_value(T, DF) == pytest.approx(0.138776, abs=1e-6)
    assert robustness_value(T, DF, level=0.95) == pytest.approx(0.07625797, abs=1e-7)


@pytest.mark.parametrize(
    ("r2_exposure", "r2_outcome", "estimate", "se", "t"),
    [  # confounders one, two and three times as strong as being female
        (0.00916428667504862, 0.12464092303637, 0.0752202698, 0.0218733298, 3.4389034739),
        (0.0183285733500972, 0.249324064199975, 0.0529151689, 0.0203500640, 2.6002458239),
        (0.0274928600251459, 0.374050471038094, 0.0303960179, 0.0186700666, 1.6280615687),
    ],
)
def test_the_darfur_estimate_moves_as_published_with_a_confounder_like_female(
    r2_exposure, r2_outcome, estimate, se, t
):
    moved = adjusted(ESTIMATE, SE, DF, r2_outcome=r2_outcome, r2_exposure=r2_exposure)
    assert moved == pytest.approx((estimate, se, t), rel=1e-7)
    turned = adjusted(-ESTIMATE, SE, DF, r2_outcome=r2_outcome, r2_exposure=r2_exposure)
    assert turned == pytest.approx((-estimate, se, -t), rel=1e-7)


@pytest.mark.parametrize("seed", range(3))
def test_the_adjusted_estimate_is_that_of_the_regression_with_the_confounder_in_it(seed):
    cells = cells_of(seed)
    short, long = with_dummies(cells, "y", "x"), with_dummies(cells, "y", "x", "z")
    of_x = with_dummies(cells, "x", "z")
    shares = {
        "r2_outcome": partial_r2(long.tvalues["z"], long.df_resid),
        "r2_exposure": partial_r2(of_x.tvalues["z"], of_x.df_resid),
    }
    moved = adjusted(short.params["x"], short.bse["x"], short.df_resid, **shares)
    assert moved == pytest.approx((long.params["x"], long.bse["x"], long.tvalues["x"]), rel=1e-9)


@pytest.mark.parametrize("t", [-9.0, 0.5, 2.0, 4.0, 30.0])
def test_a_factor_as_strong_as_the_robustness_value_brings_the_estimate_to_0(t):
    value = robustness_value(t, 40)
    assert adjusted(t, 1.0, 40, r2_outcome=value, r2_exposure=value).estimate == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("t", "df"), [(3.0, 40), (4.0, 783), (9.0, 12), (20.0, 10), (40.0, 20)])
def test_no_factor_within_the_robustness_value_of_the_interval_makes_it_hold_0_and_a_stronger_one_does(t, df):
    def weakest(bound):
        outcome = np.linspace(0, min(bound, 1 - 1e-9), 4001)
        with_it = [adjusted(t, 1.0, df, r2_outcome=r2, r2_exposure=bound).t for r2 in outcome]
        return min(with_it)

    value, critical = robustness_value(t, df, level=0.95), stats.t.ppf(0.975, df - 1)
    assert weakest(value) == pytest.approx(critical, rel=1e-3)
    assert weakest(min(value * 1.02, (value + 1) / 2)) < critical < weakest(value * 0.98)


def test_an_estimate_whose_interval_holds_0_already_needs_no_factor():
    assert robustness_value(1.5, 60, level=0.95) == 0 < robustness_value(1.5, 60)


def test_taking_half_of_the_estimate_away_needs_less_than_taking_all():
    half, whole = (robustness_value(T, DF, q=q) for q in (0.5, 1.0))
    assert half < whole
    assert adjusted(ESTIMATE, SE, DF, r2_outcome=half, r2_exposure=half).estimate == pytest.approx(
        ESTIMATE / 2
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_ordinary_t_is_that_of_least_squares_with_a_dummy_for_every_wijk_and_wave(seed):
    cells = cells_of(seed)
    one, two = with_dummies(cells, "y", "x"), with_dummies(cells, "y", "x", "z")
    assert ordinary_t(cells) == pytest.approx((one.tvalues["x"], one.df_resid), rel=1e-9)
    assert ordinary_t(cells, ("x", "z")) == pytest.approx((two.tvalues["x"], two.df_resid), rel=1e-9)


def test_exposure_that_moves_all_wijken_alike_has_no_ordinary_t():
    cells = cells_of(1)
    assert math.isnan(ordinary_t(cells.assign(x=cells.period.astype(float)))[0])


def test_an_outcome_that_the_model_fits_exactly_has_no_ordinary_t():
    cells = cells_of(1)
    assert math.isnan(ordinary_t(cells.assign(y=2 * cells.x))[0])
    assert math.isnan(ordinary_t(cells.assign(y=0.0))[0])


def test_the_sentence_gives_the_value_rounded_down_and_nothing_when_the_interval_holds_0():
    assert sentence(T, DF, 0.05, 0.14) == (
        "Een niet-gemeten factor zou minstens 13% van de verschillen in zowel inzet als oordeel moeten verklaren, "
        "bovenop wijk en meting, om dit verband te laten verdwijnen."
    )
    assert sentence(-T, DF, -0.14, -0.05) == sentence(T, DF, 0.05, 0.14)
    for interval in [(-0.1, 0.2), (0.0, 0.2), (-0.1, 0.0), (math.nan, math.nan)]:
        assert sentence(T, DF, *interval) is None
    assert sentence(math.nan, DF, 0.05, 0.14) is None


def test_a_very_small_value_is_said_as_a_factor_that_is_already_enough():
    said = sentence(0.2, 783, 0.01, 0.2)
    assert robustness_value(0.2, 783) < 0.01 and "verklaart, kan dit verband al laten verdwijnen" in said
    assert not re.search(r"significant|effect|door de|dankzij", said)


@pytest.mark.parametrize(("ratio", "value"), [(3.9, 7.26), (1.8, 3.0), (1 / 3.9, 7.26), (1.0, 1.0)])
def test_e_values_are_those_of_the_published_example(ratio, value):
    assert e_value(ratio) == pytest.approx(value, abs=0.005)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: partial_r2(2, 0),
        lambda: robustness_value(2, 1),
        lambda: robustness_value(2, 10, q=0),
        lambda: adjusted(1, 1, 10, r2_outcome=0.1, r2_exposure=1.0),
        lambda: adjusted(1, 1, 10, r2_outcome=-0.1, r2_exposure=0.1),
        lambda: e_value(0),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=", not "):
        wrong()
