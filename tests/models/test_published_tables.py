"""Published examples: the numbers a statistician would look up, to the digits that were printed.

Every case names its source in its id; "derived" is computed another way here: by enumeration or by hand.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from helpers.models.dealers import all_dealers
from helpers.models.statistics import (
    contingency,
    funnel,
    inequality,
    paired,
    predictive,
    proportions,
    rates,
    season,
    shrinkage,
    survey,
    survival,
)

# At risk and ending at each week with an end. Freireich et al. 1963, Blood 21:699: remission under 6-MP; Miller
# 1997, Survival Analysis (R survival::aml): relapse with maintenance.
CURVE_6MP = survival.product_limit([21, 17, 15, 12, 11, 7, 6], [3, 1, 1, 1, 1, 1, 1])
CURVE_AML = survival.product_limit([11, 10, 8, 7, 5, 4, 2], [1, 1, 1, 1, 1, 1, 1])
SLEEP_ONE = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_TWO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]  # Darwin 1876, in eighths of an inch
# Clayton & Kaldor 1987, table 1: lip cancer in 56 counties of Scotland, observed and expected.
LIP = [
    *(9, 39, 11, 9, 15, 8, 26, 7, 6, 20, 13, 5, 3, 8, 17, 9, 2, 7, 9, 7, 16, 31, 11, 7, 19, 15, 7, 10),
    *(16, 11, 5, 3, 7, 8, 11, 9, 11, 8, 6, 4, 10, 8, 2, 6, 19, 3, 2, 3, 28, 6, 1, 1, 1, 1, 0, 0),
]
LIP_EXPECTED = [
    *(1.4, 8.7, 3.0, 2.5, 4.3, 2.4, 8.1, 2.3, 2.0, 6.6, 4.4, 1.8, 1.1, 3.3, 7.8, 4.6, 1.1, 4.2, 5.5, 4.4),
    *(10.5, 22.7, 8.8, 5.6, 15.5, 12.5, 6.0, 9.0, 14.4, 10.2, 4.8, 2.9, 7.0, 8.5, 12.3, 10.1, 12.7, 9.4),
    *(7.2, 5.3, 18.8, 15.8, 4.3, 14.6, 50.7, 8.2, 5.6, 9.3, 88.7, 19.6, 3.4, 3.6, 5.7, 7.0, 4.2, 1.8),
]


def as_printed(found, printed: str) -> None:
    """`printed` is one or more numbers: each must be what was found, rounded to as many decimals."""
    numbers = printed.split()
    found = np.atleast_1d(np.asarray(found, dtype="float64"))
    assert len(found) == len(numbers)
    for value, text in zip(found, numbers, strict=True):
        decimals = len(text.partition(".")[2])
        assert abs(value - float(text)) <= 0.5 * 10.0**-decimals + 1e-9, (list(found), printed)


def case(name: str, *values):
    return pytest.param(*values, id=name)


TABLE_1 = {  # k, n: methods 3 and 5
    (81, 263): ("0.2553 0.3662", "0.2527 0.3676"),
    (15, 148): ("0.0624 0.1605", "0.0578 0.1617"),
    (0, 20): ("0.0000 0.1611", "0.0000 0.1684"),
    (1, 29): ("0.0061 0.1718", "0.0009 0.1776"),
}
METHODS = {"wilson": lambda k, n: survey.wilson_interval(k / n, n), "clopper_pearson": proportions.clopper_pearson}


@pytest.mark.parametrize(
    ("method", "counts", "printed"),
    [
        case(f"Newcombe 1998 SM 17:857 table I {k}/{n} {method}", METHODS[method], (k, n), printed)
        for (k, n), row in TABLE_1.items()
        for method, printed in zip(METHODS, row, strict=True)
    ],
)
def test_intervals_of_a_proportion_are_newcombes(method, counts, printed):
    as_printed(method(*counts), printed)


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        case(f"Newcombe 1998 SM 17:873 table II method 10 row {row}", counts, printed)
        for row, counts, printed in [
            ("a", (56, 70, 48, 80), "0.0524 0.3339"),
            ("b", (9, 10, 3, 10), "0.1705 0.8090"),
            ("c", (6, 7, 2, 7), "0.0582 0.8062"),
            ("d", (5, 56, 0, 29), "-0.0381 0.1926"),
            ("e", (0, 10, 0, 20), "-0.1611 0.2775"),
            ("f", (0, 10, 0, 10), "-0.2775 0.2775"),
            ("g", (10, 10, 0, 20), "0.6791 1.0000"),
            ("h", (10, 10, 0, 10), "0.6075 1.0000"),
        ]
    ],
)
def test_the_interval_of_a_difference_is_newcombes(counts, printed):
    as_printed(proportions.difference(*counts), printed)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("Fisher 1935 tea", lambda: contingency.exact_test([3, 1], [4, 4]), "0.4857"),
        case("R fisher.test twins", lambda: contingency.exact_test([10, 2], [13, 17]), "0.0005367"),
        case("Hanley 1983 59 without failure", lambda: 1 - proportions.lower_bound(59, 59), "0.05"),
        case("299 without failure", lambda: 1 - proportions.lower_bound(299, 299), "0.010"),
    ],
)
def test_tables_and_limits_are_as_printed(found, printed):
    as_printed(found(), printed)


@pytest.mark.parametrize("size", [12, 21, 30])
@pytest.mark.parametrize("n", [5, 11])
def test_totals_are_those_that_two_one_sided_hypergeometric_tests_keep_derived(n, size):
    for k in range(n + 1):
        kept = []
        for total in range(k, size - n + k + 1):
            ways = [math.comb(total, i) * math.comb(size - total, n - i) for i in range(n + 1)]
            if min(sum(ways[k:]), sum(ways[: k + 1])) / math.comb(size, n) > 0.025:
                kept.append(total)
        assert all_dealers.possible_totals(k, n, size) == (kept[0], kept[-1])


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        case(f"Garwood 1936 {count}", count, printed)
        for count, printed in [
            (0, "0.000 3.689"),
            (1, "0.025 5.572"),
            (2, "0.242 7.225"),
            (3, "0.619 8.767"),
            (5, "1.623 11.668"),
        ]
    ],
)
def test_limits_of_a_count_below_ten_are_garwoods(count, printed):
    as_printed(rates.interval(count), printed)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("Rosner Hodgkin 13 and 3.3", lambda: np.array(rates.interval(13)) / 3.3, "2.1 6.7"),
        case("Byar of 137 and 24.19893", lambda: np.array(rates.interval(137)) / 24.19893, "4.753 6.693"),
        case("OHID 2018 by Byar", lambda: rates.rate(12, 1000), "12.00 6.19 20.96"),
    ],
)
def test_rates_and_limits_from_ten_on_are_as_printed(found, printed):
    as_printed(found(), printed)


@pytest.mark.parametrize("mean", [0.4, 3.7, 10.0, 64.2])
def test_funnel_limits_of_counts_are_spiegelhalters_with_one_more_at_the_top_derived(mean):
    def published(p: float) -> float:
        count = int(np.argmax(stats.poisson.cdf(np.arange(200), mean) >= p))
        return max(count - (stats.poisson.cdf(count, mean) - p) / stats.poisson.pmf(count, mean), 0)

    low, high = funnel.limits([mean], 0.95, tau2=0)
    assert low.item() == pytest.approx(published(0.025))
    assert high.item() == pytest.approx(published(0.975) + 1)


def test_the_spread_of_alike_groups_is_the_textbook_moment_derived():
    # Square roots of O/E are 1, 2, 3 (z 0, 2, 4 with E = 1): nothing is drawn in by type 7 but the ends.
    as_printed(funnel.between_variance([1, 4, 9], [1, 1, 1]), "1.89")


def test_horse_kicks_scatter_as_chance_does_bortkiewicz_1898():
    deaths = np.repeat([0, 1, 2, 3, 4], [109, 65, 22, 3, 1])
    as_printed(predictive.dispersion(deaths, season.even(len(deaths), 0)), "1.00")


def test_lip_cancer_in_scotland_shrinks_as_clayton_and_kaldor_printed():
    # Towards the mean of their Gamma(1.88, rate 1.32): the first county, 9 of 1.4, becomes (9 + 1.88) / (1.4 + 1.32).
    as_printed(shrinkage.gamma_poisson(LIP, LIP_EXPECTED, 1.88 / 1.32)[0], "4.00")


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("R sleep t test", lambda: paired.paired_difference(SLEEP_ONE, SLEEP_TWO)[1:3], "0.7001142 2.4598858"),
        case("Student 1908", lambda: paired.paired_difference(SLEEP_ONE, SLEEP_TWO).mean, "1.58"),
        case("Darwin in R", lambda: paired.paired_difference([0] * 15, MAIZE)[:1], "20.93"),
        case("Fisher 1935 maize", lambda: 32768 * paired.sign_flip_p(MAIZE, seed=1), "1726"),
        case("Agresti approval", lambda: paired.mcnemar_p(150, 86), "0.00003"),
        case("Agresti approval interval", lambda: paired.paired_share_difference(794, 150, 86, 570), "0.04 0.02 0.06"),
        case("Armitage & Berry sputum media", lambda: paired.mcnemar_p(12, 2), "0.0129"),
        case("Fagerland 2013 Bentur exact", lambda: paired.mcnemar_p(1, 7), "0.070"),
        case("derived, half and half exact", lambda: paired.mcnemar_p(4, 4), "1.0"),
        case("Newcombe 1998 SM 17:2635", lambda: paired.paired_share_difference(36, 12, 2, 0), "0.2000 0.0569 0.3404"),
    ],
)
def test_paired_tests_are_as_printed(found, printed):
    as_printed(found(), printed)


def test_the_t_of_darwins_maize_is_fishers():
    found = paired.paired_difference([0] * 15, MAIZE)
    as_printed(found.mean / (found.high - found.mean) * stats.t.ppf(0.975, 14), "2.148")


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("Freireich S(t)", CURVE_6MP.survival, "0.857 0.807 0.753 0.690 0.627 0.538 0.448"),
        case("Freireich Greenwood", CURVE_6MP.se, "0.0764 0.0869 0.0963 0.1068 0.1141 0.1282 0.1346"),
        case("Freireich Stata low", CURVE_6MP.low, "0.6197 0.5631 0.5032 0.4316 0.3675 0.2678 0.1881"),
        case("Freireich Stata high", CURVE_6MP.high, "0.9516 0.9228 0.8894 0.8491 0.8049 0.7468 0.6801"),
        case("R aml S(t)", CURVE_AML.survival, "0.909 0.818 0.716 0.614 0.491 0.368 0.184"),
        case("R aml Greenwood", CURVE_AML.se, "0.0867 0.1163 0.1397 0.1526 0.1642 0.1627 0.1535"),
    ],
)
def test_survival_curves_are_as_printed(found, printed):
    as_printed(found, printed)


@pytest.mark.parametrize("n", [3, 7, 20])
def test_ginis_coefficient_of_one_to_n_is_the_textbooks(n):
    values = list(range(1, n + 1))
    assert inequality.concentration_index(values, [1] * n, values) == pytest.approx((n - 1) / (3 * n))
