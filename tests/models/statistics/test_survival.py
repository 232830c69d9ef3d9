"""Expectations: the leukaemia trial (Freireich et al. 1963; Gehan 1965, as printed by Kalbfleisch & Prentice),
statsmodels, and curves without censoring, which are plain shares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from helpers.models.statistics.survival import checked, product_limit

# Weeks in remission under 6-MP; the first nine relapsed.
DRUG = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [True] * 9 + [False] * 12
CASES = st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=120)


def kaplan_meier(time, is_event) -> pd.DataFrame:
    """The curve of cases: one followed until a time is at risk at that time."""
    time, is_event = checked(time, is_event)
    times = np.unique(time[is_event])
    at_risk = [int((time >= at).sum()) for at in times]
    events = [int((is_event & (time == at)).sum()) for at in times]
    return product_limit(at_risk, events).assign(time=times, at_risk=at_risk)


def test_the_curve_of_the_leukaemia_trial_is_the_published_one():
    curve = kaplan_meier(DRUG, RELAPSED)
    assert curve.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve.survival.tolist() == pytest.approx(published, abs=5.1e-4)
    greenwood = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert curve.se.tolist() == pytest.approx(greenwood, abs=5.1e-5)


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


def test_cases_that_cannot_be_are_refused():
    for time, is_event in [([-1], [True]), ([float("nan")], [True]), ([1, 2], [True])]:
        with pytest.raises(ValueError, match="each case"):
            checked(time, is_event)
    with pytest.raises(ValueError, match="0 <= events"):
        product_limit([3], [4])
