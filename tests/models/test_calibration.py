"""The scan car's interval holds the truth as often as it says, on few panels; all of it: tests/benchmarks/calibration_scan_car.py.

Expectations: statistics.md, section D (4,000 panels). Every bound is 3 Monte Carlo errors of the number of panels here.
"""

from __future__ import annotations

import calibration_scan_car as calibration
import numpy as np
import pytest

PANELS = 200
PRIMARY, POOLED = "FE, CV3, t(G-1)", "pooled OLS, iid"


@pytest.fixture(scope="module")
def few():
    asked = (("static", PRIMARY), ("static", POOLED), ("shock", PRIMARY), ("dynamic", PRIMARY))
    return calibration.summary(calibration.simulate((12, 4), range(PANELS), asked)).loc["12x4"]


def error(share: float) -> float:
    return 3 * (share * (1 - share) / PANELS) ** 0.5


def test_the_primary_interval_holds_the_truth_in_95_of_100_panels_without_bias(few):
    row = few.loc["static", PRIMARY]
    assert row.cover == pytest.approx(0.952, abs=error(0.952))
    assert row.type_1 == pytest.approx(0.048, abs=error(0.048))
    assert abs(row.bias) < 3 * row.mc_bias
    assert row.power == pytest.approx(0.206, abs=0.05 + error(0.206))  # the spread here is 1.3 points, there 1.6


def test_pooling_the_cells_has_the_wrong_sign_and_an_interval_that_misses(few):
    row = few.loc["static", POOLED]
    assert row.bias == pytest.approx(-3.86, abs=3 * row.mc_bias)
    assert row.cover < 0.40


def test_a_car_that_follows_the_dirt_of_now_or_the_last_score_leaves_bias_that_fixed_effects_do_not_take_away(few):
    shock, dynamic = few.loc["shock", PRIMARY], few.loc["dynamic", PRIMARY]
    assert shock.bias == pytest.approx(-1.31, abs=3 * shock.mc_bias)
    assert shock.cover == pytest.approx(0.869, abs=error(0.869))
    assert shock.power < few.loc["static", PRIMARY].power - error(0.2)  # a true +2 is pulled towards 0
    assert dynamic.bias == pytest.approx(0.77, abs=3 * dynamic.mc_bias)


def test_with_twenty_wijken_and_six_waves_the_interval_misses_more_often_when_the_car_follows_the_dirt_of_now():
    found = calibration.summary(calibration.simulate((20, 6), range(PANELS // 2), (("shock", PRIMARY),)))
    assert found.cover.item() < 0.75  # 0.625 there; 3 Monte Carlo errors of 100 panels: 0.145


def test_small_sample_errors_and_the_bootstrap_hold_their_level_with_thirteen_wijken_and_four_waves():
    asked = (("static", "FE, CR2, Satterthwaite"), ("static", "FE, WCR bootstrap"))
    found = calibration.summary(calibration.simulate((13, 4), range(PANELS // 2), asked))
    assert (found.type_1 <= 0.05 + 3 * (0.05 * 0.95 / (PANELS // 2)) ** 0.5).all()


def test_the_panels_have_the_spread_that_was_asked():
    panels = [calibration.panel([1, seed], 20, 6, "random") for seed in range(80)]
    hours = np.array([10 * cells.x.to_numpy().reshape(20, 6) for cells in panels])
    score = np.array([cells.y.to_numpy().reshape(20, 6) for cells in panels])
    assert hours.min() == 0 and hours.mean() == pytest.approx(19, abs=0.5)
    assert hours.std(axis=2, ddof=1).mean() == pytest.approx(8 * 0.94, abs=0.5)  # c4 of six waves; cut off at 0
    assert score.mean(axis=2).std(axis=1, ddof=1).mean() == pytest.approx(np.sqrt(64 + 9 * 0.33 + 34 / 6), abs=0.5)
    weight = np.array([cells.weight.to_numpy() for cells in panels])
    assert weight.min() >= 40 and weight.max() <= 200 and np.median(weight) == pytest.approx(np.sqrt(8000), rel=0.1)


def test_a_slope_on_top_moves_the_estimate_and_nothing_else():
    without, on_top = (calibration.panel(5, 12, 4, "static", slope) for slope in (0.0, 2.0))
    one, other = calibration.primary(without), calibration.primary(on_top)
    assert other.slope == pytest.approx(one.slope + 2)
    for null in np.linspace(-5, 5, 41):
        assert other.rejects(null + 2) == one.rejects(null)
    assert calibration.bootstrapped(on_top).rejects(0.0) == calibration.bootstrapped(without).rejects(-2.0)


def test_shocks_fade_and_keep_their_spread():
    innovations = np.random.default_rng(1).normal(0, 3, (4000, 6))
    shock = calibration._fading(innovations)
    assert shock.std(axis=0) == pytest.approx(np.full(6, 3.0), abs=0.15)
    assert np.corrcoef(shock[:, 2], shock[:, 3])[0, 1] == pytest.approx(0.4, abs=0.05)
    assert np.corrcoef(shock[:, 2], shock[:, 4])[0, 1] == pytest.approx(0.16, abs=0.05)


def test_a_missed_target_is_said_and_an_unknown_dispatch_refused():
    asked = tuple(calibration.ESTIMATORS)
    tables = [calibration.simulate(size, range(4), asked) for size in calibration.SIZES]
    right = calibration.summary(calibration.pd.concat(tables))
    right["cover"], right["type_1"], right["bias"] = 0.95, 0.05, 0.0
    right.loc[("12x4", "static", POOLED), "cover"] = right.loc[("20x6", "shock", PRIMARY), "cover"] = 0.2
    assert calibration.missed(right) == []
    for at, column, value in (
        (("13x4", "static", PRIMARY), "cover", 0.92),
        (("20x6", "static", PRIMARY), "bias", -0.2),
        (("12x4", "static", PRIMARY), "type_1", 0.08),
        (("12x4", "static", POOLED), "cover", 0.5),
        (("20x6", "shock", PRIMARY), "cover", 0.9),
    ):
        wrong = right.copy()
        wrong.loc[at, column] = value
        assert len(calibration.missed(wrong)) == 1
    with pytest.raises(ValueError, match="dispatch"):
        calibration.panel(1, 12, 4, "nowhere")
