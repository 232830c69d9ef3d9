"""Expectations: Fisher's tea (1935), scipy, and a listing of every table."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import contingency
from helpers.models.statistics.contingency import exact_test

GROUPS = st.lists(st.integers(1, 7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=4)


def by_listing(k, n):
    """Every table with these margins, its exact chance, and the sum of those no likelier than the one seen."""
    whole = math.comb(sum(n), sum(k))

    def ways(of):
        return math.prod(math.comb(a, b) for a, b in zip(n, of, strict=True))

    every = [of for of in itertools.product(*(range(of + 1) for of in n)) if sum(of) == sum(k)]
    return sum(ways(of) for of in every if ways(of) <= ways(k)) / whole


def test_the_lady_tasting_tea_has_the_published_chance():
    assert exact_test([3, 1], [4, 4]) == pytest.approx(34 / 70)


def test_drawn_tables_as_likely_as_the_one_seen_count_too(monkeypatch):
    monkeypatch.setattr(contingency, "MAX_TABLES", 1)
    assert exact_test([3, 1], [4, 4]) == pytest.approx(34 / 70, abs=0.01)


@given(GROUPS)
@settings(deadline=None)
def test_the_exact_chance_is_that_of_a_listing_of_every_table(groups):
    k, n = zip(*groups, strict=True)
    assert exact_test(k, n) == pytest.approx(by_listing(k, n))


@given(st.tuples(*[st.integers(0, 60)] * 4))
@settings(deadline=None)
def test_two_groups_get_the_chance_that_scipy_gives(counts):
    a, b, c, d = (one + 1 for one in counts)
    assert exact_test([a, c], [a + b, c + d]) == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue)


@given(GROUPS)
@settings(deadline=None)
def test_the_order_of_groups_and_counting_failures_do_not_matter(groups):
    k, n = (np.array(one) for one in zip(*groups, strict=True))
    assert exact_test(k[::-1], n[::-1]) == pytest.approx(exact_test(k, n))
    assert exact_test(n - k, n) == pytest.approx(exact_test(k, n))


def test_too_many_tables_are_drawn_from_a_seed_and_come_near_the_exact_chance(monkeypatch):
    k, n = [9, 4, 6, 8, 2], [12, 11, 10, 9, 8]
    exact = exact_test(k, n)
    monkeypatch.setattr(contingency, "MAX_TABLES", 10)
    drawn = exact_test(k, n)
    assert drawn == exact_test(k, n) != exact
    assert drawn == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / contingency.DRAWS))


def test_under_fixed_margins_the_test_does_not_reject_more_often_than_it_says():
    n, total = [8, 7, 6], 10
    every = [k for k in itertools.product(*(range(of + 1) for of in n)) if sum(k) == total]
    chance = [stats.multivariate_hypergeom.pmf(k, n, total) for k in every]
    p = [exact_test(k, n) for k in every]
    for level in (0.01, 0.05, 0.2):
        assert sum(c for c, one in zip(chance, p, strict=True) if one <= level) <= level + 1e-9


def test_numbers_that_cannot_be_are_refused():
    for k, n in [([1], [2]), ([1, 3], [2, 2]), ([1, 0], [2, 0]), ([1], [2, 3]), ([0.5, 1], [2, 2])]:
        with pytest.raises(ValueError, match="k"):
            exact_test(k, n)


def test_where_nobody_or_everybody_complied_no_group_differs():
    assert exact_test([0, 0, 0], [3, 4, 5]) == exact_test([3, 4], [3, 4]) == 1
