"""Expectations: Fisher's tea (1935), R's UCBAdmissions (Bickel et al. 1975), scipy, and a listing of every table."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import contingency
from helpers.models.statistics.contingency import common_odds_ratio, exact_test, pairwise

# Admitted and applicants, men and women, of the six largest departments of Berkeley, fall 1973.
BERKELEY = [
    (512, 825, 89, 108),
    (353, 560, 17, 25),
    (120, 325, 202, 593),
    (138, 417, 131, 375),
    (53, 191, 94, 393),
    (22, 373, 24, 341),
]
GROUPS = st.lists(
    st.integers(1, 7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=4
)


def by_listing(k, n):
    """Every table with these margins, its exact chance, and the sum of those no likelier than the one seen."""
    whole = math.comb(sum(n), sum(k))

    def ways(of):
        return math.prod(math.comb(a, b) for a, b in zip(n, of, strict=True))

    every = [of for of in itertools.product(*(range(of + 1) for of in n)) if sum(of) == sum(k)]
    return sum(ways(of) for of in every if ways(of) <= ways(k)) / whole, len(every)


def test_the_lady_tasting_tea_has_the_published_chance():
    found = exact_test([3, 1], [4, 4])
    assert found.p == pytest.approx(34 / 70) and (found.is_enumerated, found.tables) == (True, 5)


def test_drawn_tables_as_likely_as_the_one_seen_count_too(monkeypatch):
    monkeypatch.setattr(contingency, "MAX_TABLES", 1)
    assert exact_test([3, 1], [4, 4]).p == pytest.approx(34 / 70, abs=0.01)


@given(GROUPS)
@settings(deadline=None)
def test_the_exact_chance_is_that_of_a_listing_of_every_table(groups):
    k, n = zip(*groups, strict=True)
    p, many = by_listing(k, n)
    found = exact_test(k, n)
    assert found.p == pytest.approx(p) and found.tables == many


@given(st.tuples(*[st.integers(0, 60)] * 4))
@settings(deadline=None)
def test_two_groups_get_the_chance_that_scipy_gives(counts):
    a, b, c, d = (one + 1 for one in counts)
    assert exact_test([a, c], [a + b, c + d]).p == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue)


@given(GROUPS)
@settings(deadline=None)
def test_the_order_of_groups_and_counting_failures_do_not_matter(groups):
    k, n = (np.array(one) for one in zip(*groups, strict=True))
    assert exact_test(k[::-1], n[::-1]).p == pytest.approx(exact_test(k, n).p)
    assert exact_test(n - k, n).p == pytest.approx(exact_test(k, n).p)


def test_too_many_tables_are_drawn_from_a_seed_and_come_near_the_exact_chance(monkeypatch):
    k, n = [9, 4, 6, 8, 2], [12, 11, 10, 9, 8]
    exact = exact_test(k, n)
    monkeypatch.setattr(contingency, "MAX_TABLES", 10)
    drawn = exact_test(k, n)
    assert exact.is_enumerated and not drawn.is_enumerated and drawn == exact_test(k, n)
    error = math.sqrt(exact.p * (1 - exact.p) / contingency.DRAWS)
    assert drawn.p == pytest.approx(exact.p, abs=4 * error)
    assert drawn.tables == exact.tables > 10


def test_under_fixed_margins_the_test_does_not_reject_more_often_than_it_says():
    n, total = [8, 7, 6], 10
    every = [k for k in itertools.product(*(range(of + 1) for of in n)) if sum(k) == total]
    chance = [stats.multivariate_hypergeom.pmf(k, n, total) for k in every]
    p = [exact_test(k, n).p for k in every]
    for level in (0.01, 0.05, 0.2):
        assert sum(c for c, one in zip(chance, p, strict=True) if one <= level) <= level + 1e-9


def test_chi_square_stands_beside_it_with_the_smallest_expected_count():
    found = exact_test([512, 89], [825, 108])
    assert found.chi2 == pytest.approx(17.25, abs=0.005)  # R: chisq.test of department A, uncorrected
    assert found.df == 1 and found.least_expected == pytest.approx(108 * (332 / 933))
    nobody = exact_test([0, 0, 0], [3, 4, 5])
    assert nobody.p == 1 and math.isnan(nobody.chi2)


def test_pairs_get_the_published_interval_in_the_order_given_and_holms_p():
    found = pairwise(["a", "b", "c"], [9, 3, 9], [10, 10, 10])
    assert found[["group", "other"]].values.tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    first = found.iloc[0]
    assert (first.low, first.high) == pytest.approx((0.1705, 0.8090), abs=5e-5)  # Newcombe 1998, Table II
    fisher = stats.fisher_exact([[9, 1], [3, 7]]).pvalue
    assert found.p.tolist() == pytest.approx([fisher, 1, fisher])
    assert found.p_holm.tolist() == pytest.approx([3 * fisher, 1, 3 * fisher])


def test_berkeley_over_departments_gives_the_odds_ratio_that_r_prints():
    found = common_odds_ratio(BERKELEY, is_corrected=True)
    assert found[:3] == pytest.approx((0.9046968, 0.7719074, 1.0603298), abs=5e-7)
    assert (found.chi2, found.p) == pytest.approx((1.4269, 0.2323), abs=5e-5)
    assert common_odds_ratio(BERKELEY).chi2 == pytest.approx(1.5246, abs=5e-5)
    assert found.homogeneity_p < 0.01  # department A differs


def test_numbers_that_cannot_be_are_refused():
    for k, n in [([1], [2]), ([1, 3], [2, 2]), ([1, 0], [2, 0]), ([1], [2, 3]), ([0.5, 1], [2, 2])]:
        with pytest.raises(ValueError, match="k"):
            exact_test(k, n)
    with pytest.raises(ValueError, match="stratum"):
        common_odds_ratio([])
    with pytest.raises(ValueError, match="k of n"):
        common_odds_ratio([(3, 2, 1, 2)])


@pytest.mark.parametrize("strata", [[(5, 5, 7, 7)], [(0, 5, 0, 7)], [(5, 5, 7, 7), (0, 3, 0, 2)]])
def test_strata_where_all_or_none_complied_say_nothing_and_give_no_warning(strata):
    assert np.isnan(common_odds_ratio(strata)).all()


def test_a_stratum_that_says_nothing_changes_nothing():
    told = [(9, 10, 3, 10), (8, 12, 5, 12)]
    assert common_odds_ratio([*told, (4, 4, 6, 6), (0, 3, 0, 8)]) == common_odds_ratio(told)


@pytest.mark.parametrize(("stratum", "ratio"), [((4, 4, 3, 6), math.inf), ((3, 6, 4, 4), 0.0)])
def test_an_odds_ratio_at_an_end_of_its_scale_has_a_test_and_no_interval(stratum, ratio):
    found = common_odds_ratio([stratum, stratum])
    assert found.odds_ratio == ratio and math.isnan(found.low) and math.isnan(found.high)
    # By hand: expected 2.8, variance 4·6·7·3 / (100·9) = .56 a stratum; (2·1.2)² / (2·.56) = 36/7.
    assert found.chi2 == pytest.approx(36 / 7) and found.p == pytest.approx(stats.chi2.sf(36 / 7, 1))
    assert math.isnan(found.homogeneity_p)


def test_one_stratum_cannot_differ_from_another():
    assert math.isnan(common_odds_ratio([(9, 10, 3, 10)]).homogeneity_p)
