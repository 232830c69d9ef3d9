"""Expectations: the leukaemia trial (Freireich et al. 1963; Gehan 1965, as printed by Kalbfleisch & Prentice),
statsmodels, and curves without censoring, which are plain shares."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from helpers.models.statistics.survival import (
    kaplan_meier,
    log_rank,
    median_time,
    product_limit,
)

# Weeks in remission under 6-MP (the first nine relapsed) and under placebo (all relapsed).
DRUG = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [True] * 9 + [False] * 12
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
CASES = st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=120)


def test_the_curve_of_the_leukaemia_trial_is_the_published_one():
    curve = kaplan_meier(DRUG, RELAPSED)
    assert curve.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve.survival.tolist() == pytest.approx(published, abs=5.1e-4)
    greenwood = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert curve.se.tolist() == pytest.approx(greenwood, abs=5.1e-5)


def test_the_medians_of_the_leukaemia_trial_are_the_published_ones():
    drug, placebo = (
        median_time(kaplan_meier(*group)) for group in ((DRUG, RELAPSED), (PLACEBO, [True] * 21))
    )
    assert drug[:2] == (23, 13) and math.isnan(drug.high)
    assert placebo == (8, 4, 11)


def test_the_log_rank_test_of_the_leukaemia_trial_is_the_published_one():
    found = log_rank(DRUG + PLACEBO, RELAPSED + [True] * 21, ["6-MP"] * 21 + ["placebo"] * 21)
    assert found.chi2 == pytest.approx(16.79, abs=0.005) and found.df == 1 and found.p < 0.0001


def test_the_band_is_symmetric_on_the_scale_of_the_log_of_minus_the_log():
    curve = kaplan_meier(DRUG, RELAPSED)
    scale = [np.log(-np.log(curve[name])) for name in ("survival", "low", "high")]
    se = curve.se / (curve.survival * np.abs(np.log(curve.survival)))
    assert (scale[1] - scale[0]).tolist() == pytest.approx((1.959964 * se).tolist())
    assert (scale[0] - scale[2]).tolist() == pytest.approx((1.959964 * se).tolist())


@given(CASES)
def test_curve_and_error_are_those_of_statsmodels(cases):
    time, is_event = (list(one) for one in zip(*cases, strict=True))
    curve = kaplan_meier(time, is_event)
    if not any(is_event):
        assert curve.empty
        return
    # One followed until a time is at risk at that time.
    theirs = SurvfuncRight(np.array(time) + 1, np.array(is_event, dtype=int))
    assert curve.time.tolist() == (theirs.surv_times - 1).tolist()
    assert curve.survival.tolist() == pytest.approx(theirs.surv_prob.tolist(), abs=1e-12)
    is_open = (curve.survival > 0).to_numpy()
    assert curve.se[is_open].tolist() == pytest.approx(theirs.surv_prob_se[is_open].tolist())


@given(st.lists(st.integers(0, 60), min_size=1, max_size=80))
def test_without_censoring_the_curve_is_the_share_with_a_later_time(times):
    curve = kaplan_meier(times, [True] * len(times))
    later = [sum(one > at for one in times) / len(times) for at in curve.time]
    assert curve.survival.tolist() == pytest.approx(later, abs=1e-12)
    binomial = [(share * (1 - share) / len(times)) ** 0.5 for share in later]
    assert curve.se.tolist() == pytest.approx(binomial, abs=1e-9)


@given(CASES)
def test_a_curve_falls_and_its_band_holds_it(cases):
    curve = kaplan_meier(*zip(*cases, strict=True))
    assert (np.diff(curve.survival) < 1e-12).all()
    known = curve.dropna()
    assert ((known.low <= known.survival) & (known.survival <= known.high)).all()
    assert (curve.low.isna() == (curve.survival == 0)).all()


def test_a_curve_that_stays_above_a_half_has_no_median():
    assert math.isnan(median_time(kaplan_meier([3, 4, 5], [True, False, False])).median)


def test_exactly_a_half_left_is_the_median():
    assert median_time(kaplan_meier([1, 2, 3, 4], [True] * 4)).median == 2


def test_cases_that_cannot_be_are_refused():
    for time, is_event in [([-1], [True]), ([float("nan")], [True]), ([1, 2], [True])]:
        with pytest.raises(ValueError, match="each case"):
            kaplan_meier(time, is_event)
    with pytest.raises(ValueError, match="0 <= events"):
        product_limit([3], [4])
    with pytest.raises(ValueError, match="two groups"):
        log_rank([1, 2], [True, True], ["a", "a"])


def test_the_band_on_the_log_scale_is_the_one_that_r_prints():
    curve = kaplan_meier(DRUG, RELAPSED, scale="log")
    # summary(survfit(Surv(time, status) ~ 1)) of the survival package for R, conf.type = "log".
    assert curve.low.tolist() == pytest.approx([0.720, 0.653, 0.586, 0.510, 0.439, 0.337, 0.249], abs=5.1e-4)
    assert curve.high.tolist() == pytest.approx([1, 0.996, 0.968, 0.935, 0.896, 0.858, 0.807], abs=5.1e-4)
    drug = median_time(curve)
    assert drug[:2] == (23, 16) and math.isnan(drug.high)


@given(CASES)
def test_the_scale_moves_the_limits_alone_and_keeps_them_around_the_curve(cases):
    plain, logged = (
        kaplan_meier(*zip(*cases, strict=True)),
        kaplan_meier(*zip(*cases, strict=True), scale="log"),
    )
    assert plain[["time", "survival", "se"]].equals(logged[["time", "survival", "se"]])
    known = logged.dropna()
    assert len(known) == len(plain.dropna())
    assert ((known.low >= 0) & (known.low <= known.survival) & (known.survival <= known.high)).all()
    assert (known.high <= 1).all()


@pytest.mark.parametrize(
    ("time", "is_event", "group"),
    [
        ([1, 2, 3, 4], [0, 0, 0, 0], "aabb"),  # nobody had the event
        ([1, 2, 5, 6], [0, 0, 1, 1], "aabb"),  # group a was gone before the first event
        ([5, 5, 5], [1, 1, 1], "aab"),  # all at once: no order to compare
        ([1, 3, 4, 5, 6], [0, 1, 1, 1, 0], "abbcc"),  # one of three groups was gone
    ],
)
def test_curves_that_cannot_be_compared_have_no_p(time, is_event, group):
    found = log_rank(time, is_event, list(group))
    assert math.isnan(found.chi2) and math.isnan(found.p) and found.df == len(set(group)) - 1


def test_two_cases_one_of_whom_fails_first_give_the_chi_square_by_hand():
    # One event among two: observed 1, expected 1/2, variance 1/4, so (1/2)² / (1/4) = 1.
    assert log_rank([3, 4], [1, 0], ["a", "b"]).chi2 == pytest.approx(1)
