"""Expectations: Benjamini & Hochberg 1995, section 3.2 (15 p-values), the definitions by hand, and statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.statistics.multiplicity import benjamini_hochberg, holm

PUBLISHED = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
PUBLISHED += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000]
ALL = [holm, benjamini_hochberg]


def test_of_the_published_fifteen_benjamini_hochberg_finds_four_and_holm_three():
    found = {method.__name__: int((method(PUBLISHED) <= 0.05).sum()) for method in ALL}
    assert found == {"holm": 3, "benjamini_hochberg": 4}


def test_holm_multiplies_the_smallest_by_all_and_each_next_by_one_less_and_never_falls():
    # 4 × .01, 3 × .02, then 2 × .022 = .044 held up by the .06 before it, and 1 × .9
    adjusted = holm({"a": 0.022, "b": 0.9, "c": 0.01, "d": 0.02})
    assert adjusted.to_dict() == pytest.approx({"a": 0.06, "b": 0.9, "c": 0.04, "d": 0.06})


def test_benjamini_hochberg_takes_the_smallest_of_p_times_m_over_rank_from_there_on():
    # .01 × 3/1, .04 × 3/2 = .06 held down by the .042 × 3/3 behind it
    assert benjamini_hochberg([0.01, 0.04, 0.042]).tolist() == pytest.approx([0.03, 0.042, 0.042])


@pytest.mark.parametrize("method, name", [(holm, "holm"), (benjamini_hochberg, "fdr_bh")])
def test_statsmodels_gives_the_same_to_the_last_bit(method, name):
    from statsmodels.stats.multitest import multipletests

    p = np.random.default_rng(7).random(40).round(2)  # with ties
    assert method(p).tolist() == multipletests(p, method=name)[1].tolist()


@pytest.mark.parametrize("method", ALL)
def test_a_test_that_was_not_done_stays_unknown_and_does_not_count(method):
    with_gap = method(pd.Series({"lead": 0.01, "gone": math.nan, "lighting": 0.2}))
    assert math.isnan(with_gap["gone"])
    assert with_gap.dropna().to_dict() == method({"lead": 0.01, "lighting": 0.2}).to_dict()


@pytest.mark.parametrize("method", ALL)
def test_no_tests_give_no_p_values_and_the_argument_stays_as_it_was(method):
    assert method([]).empty and method([math.nan]).isna().all()
    p = pd.Series([0.01, 0.02])
    method(p)
    assert p.tolist() == [0.01, 0.02]


@pytest.mark.parametrize("wrong", [-0.01, 1.2])
def test_a_p_value_outside_0_to_1_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match="lead"):
        holm({"lead": wrong, "lighting": 0.5})


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
@settings(deadline=None, max_examples=20)
def test_benjamini_hochberg_is_below_holm_and_holm_below_all_times_p_and_none_below_p(p):
    bh, step_down = benjamini_hochberg(p), holm(p)
    assert (bh >= np.array(p) - 1e-12).all()
    assert (bh <= step_down + 1e-12).all() and (step_down <= np.minimum(len(p) * np.array(p), 1) + 1e-12).all()
