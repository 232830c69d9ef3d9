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
    shrinkage,
    survival,
)

# Freireich et al. 1963, Blood 21:699: weeks in remission; 0 is still in remission.
WEEKS_6MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SEEN_6MP = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
WEEKS_PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
# Miller 1997, Survival Analysis (R survival::aml): weeks to relapse, with and without maintenance.
WEEKS_MAINTAINED, SEEN_MAINTAINED = (
    [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161],
    [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
)
WEEKS_WITHOUT, SEEN_WITHOUT = (
    [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
    [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
)
SLEEP_ONE = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_TWO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]  # Darwin 1876, in eighths of an inch
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]  # of 45, Efron & Morris 1975
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
# Colditz et al. 1994 (metafor dat.bcg): cases and persons, vaccinated and not.
BCG = np.array(
    [
        (4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867),
        (33, 5069, 47, 5808), (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391),
        (29, 7499, 45, 7277), (17, 1716, 65, 1665), (186, 50634, 141, 27338), (5, 2498, 3, 2341),
        (27, 16913, 29, 17854),
    ]
)  # fmt: skip


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


TABLE_1 = {  # k, n: methods 1, 3, 4, 5, 6
    (81, 263): ("0.2522 0.3638", "0.2553 0.3662", "0.2535 0.3682", "0.2527 0.3676", "0.2544 0.3658"),
    (15, 148): ("0.0527 0.1500", "0.0624 0.1605", "0.0598 0.1644", "0.0578 0.1617", "0.0601 0.1581"),
    (0, 20): ("0.0000 0.0000", "0.0000 0.1611", "0.0000 0.2005", "0.0000 0.1684", "0.0000 0.1391"),
    (1, 29): ("0.0000 0.1009", "0.0061 0.1718", "0.0018 0.1963", "0.0009 0.1776", "0.0017 0.1585"),
}
METHODS = (
    proportions.wald,
    proportions.wilson,
    proportions.wilson_continuity,
    proportions.clopper_pearson,
    proportions.mid_p,
)


@pytest.mark.parametrize(
    ("method", "counts", "printed"),
    [
        case(f"Newcombe 1998 SM 17:857 table I {k}/{n} {method.__name__}", method, (k, n), printed)
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
    ("counts", "printed"),
    [
        case("Newcombe 1998 SM 17:873 table II method 11 row a", (56, 70, 48, 80), "0.0428 0.3422"),
        case("Newcombe 1998 SM 17:873 table II method 11 row b", (9, 10, 3, 10), "0.1013 0.8387"),
    ],
)
def test_the_corrected_interval_of_a_difference_is_newcombes(counts, printed):
    as_printed(proportions.difference_continuity(*counts), printed)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("Fisher 1935 tea", lambda: contingency.exact_test([3, 1], [4, 4]).p, "0.4857"),
        case("R fisher.test twins", lambda: contingency.exact_test([10, 2], [13, 17]).p, "0.0005367"),
        case("PHS aspirin", lambda: proportions.risk_ratio(189, 11034, 104, 11037), "1.82 1.43 2.31"),
        case("Hanley 1983 59 without failure", lambda: proportions.rule_of_three(59), "0.05"),
        case("299 without failure", lambda: proportions.rule_of_three(299), "0.010"),
    ],
)
def test_tables_and_ratios_are_as_printed(found, printed):
    as_printed(found(), printed)


@pytest.mark.parametrize(
    ("k", "n", "size", "printed"),
    [
        case("Cochran 1977 p.52 wrong addresses", 38, 200, 3042, "0.027"),
        case("Cochran 1977 sec 3.6 37 of 100 of 500", 37, 100, 500, "0.043"),
    ],
)
def test_the_error_in_a_finite_population_is_cochrans(k, n, size, printed):
    low, high = proportions.wald(k, n, population=size)
    as_printed((high - low) / (2 * 1.959964), printed)


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


def test_one_of_one_leaves_a_chance_of_three_quarters_for_the_other_derived():
    # Jeffreys: (1 + ½) / (1 + 1).
    as_printed(all_dealers.probability_at_least(1, 1, 2, 100), "0.75")


@pytest.mark.parametrize(
    ("count", "level", "printed"),
    [
        case(f"Garwood 1936 {count} at {level}", count, level, printed)
        for count, level, printed in [
            (0, 0.95, "0.000 3.689"),
            (1, 0.95, "0.025 5.572"),
            (2, 0.95, "0.242 7.225"),
            (3, 0.95, "0.619 8.767"),
            (5, 0.95, "1.623 11.668"),
            (10, 0.95, "4.795 18.390"),
            (20, 0.95, "12.217 30.888"),
            (50, 0.95, "37.11 65.92"),
            (13, 0.95, "6.92 22.23"),
            (0, 0.90, "0.000 2.996"),
        ]
    ],
)
def test_limits_of_a_count_are_garwoods(count, level, printed):
    as_printed(rates.garwood(count, level), printed)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("Rosner Hodgkin 13 and 3.3", lambda: rates.standardised_ratio(13, 3.3), "3.9 2.1 6.7"),
        case(
            "R poisson.test 137 and 24.19893",
            lambda: np.array([137, *rates.garwood(137)]) / 24.19893,
            "5.661407 4.753125 6.692709",
        ),
        case("the same, Byar", lambda: rates.standardised_ratio(137, 24.19893), "5.661 4.753 6.693"),
        case(
            "R poisson.test 11 of 800 and 21 of 3011",
            lambda: rates.rate_ratio(11, 800, 21, 3011),
            "1.971488 0.858426 4.277266",
        ),
        case("Rothman fluoroscopy", lambda: rates.rate_ratio(41, 28010, 15, 19017)[0], "1.86"),
        case(
            # 600 and 400 people: 5 and 30 per 1,000 make 15; scale sqrt(11.4 / 20); Byar of 20.
            "Dobson 1991 by hand",
            lambda: rates.directly_standardised([5, 15], [1000, 500], [600, 400]),
            "15.00 9.12 23.22",
        ),
        case(
            "Dobson, standard is the population: the crude rate",
            lambda: rates.directly_standardised([3, 9], [400, 600], [400, 600]),
            "12.00 6.19 20.96",
        ),
    ],
)
def test_rates_and_standardised_ratios_are_as_printed(found, printed):
    as_printed(found(), printed)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5])
@pytest.mark.parametrize("n", [10, 47])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_funnel_limits_of_shares_are_spiegelhalters_a11_derived(n, share, level):
    def published(p: float) -> float:
        total, count = 0.0, -1
        while total < p:
            count += 1
            mass = math.comb(n, count) * share**count * (1 - share) ** (n - count)
            total += mass
        return max(count - (total - p) / mass, 0) / n

    low, high = funnel.share_limits([n], share, level)
    assert low.item() == pytest.approx(published((1 - level) / 2))
    assert high.item() == pytest.approx(published((1 + level) / 2))


@pytest.mark.parametrize("mean", [0.4, 3.7, 10.0, 64.2])
def test_funnel_limits_of_counts_are_spiegelhalters_with_one_more_at_the_top_derived(mean):
    def published(p: float) -> float:
        count = int(np.argmax(stats.poisson.cdf(np.arange(200), mean) >= p))
        return max(count - (stats.poisson.cdf(count, mean) - p) / stats.poisson.pmf(count, mean), 0)

    low, high = funnel.limits([mean], 0.95)
    assert low.item() == pytest.approx(published(0.025))
    assert high.item() == pytest.approx(published(0.975) + 1)


def test_pooling_the_bcg_trials_gives_metafors_dersimonian_laird():
    cases, persons, other, others = BCG.T
    effects = np.log(cases / persons / (other / others))
    found = funnel.dersimonian_laird(effects, 1 / cases - 1 / persons + 1 / other - 1 / others)
    as_printed((*found[:4], 100 * found.i2), "-0.7141 0.1787 152.2330 0.3088 92.12")


def test_the_spread_of_alike_groups_is_the_textbook_moment_derived():
    # Square roots of O/E are 1, 2, 3 (z 0, 2, 4 with E = 1): nothing is drawn in by type 7 but the ends.
    found = funnel.spread([1, 4, 9], [1, 1, 1])
    as_printed((found.q, found.phi, found.tau2), "17.12 5.7067 1.89")


def test_horse_kicks_scatter_as_chance_does_bortkiewicz_1898():
    deaths = np.repeat([0, 1, 2, 3, 4], [109, 65, 22, 3, 1])
    as_printed(predictive.dispersion(deaths), "1.00")


def test_batting_averages_shrink_as_efron_and_morris_printed():
    shares = np.array(HITS) / 45
    kept, shrunken = shrinkage.james_stein(shares, shares.mean() * (1 - shares.mean()) / 45)
    as_printed(kept, "0.212")
    printed = "0.294 0.289 0.285 0.280 0.275 0.275 0.270 0.266 0.261 0.261"
    as_printed(shrunken, printed + " 0.256 0.256 0.256 0.256 0.256 0.252 0.247 0.242")


@pytest.mark.parametrize(
    ("counts", "bases", "printed"),
    [
        # Mean 1, scatter .25, of which 1/10 by chance: .15 is left, and .15 / (.15 + .1) of the distance.
        case("Marshall 1991 derived", [5, 15], [10, 10], "1 0.15 0.70 1.30"),
        # Mean 1; (4(.5)² + 16(.125)²) / 20 = .0625 is less than 1/10.
        case("Marshall 1991 derived, nothing beyond chance", [6, 14], [4, 16], "1 0.00 1.00 1.00"),
        # Mean 1; (5(1)² + 20(.25)²) / 25 = .25, less .08; kept .17/.37 and .17/.22.
        case("Marshall 1991 derived, unequal", [10, 15], [5, 20], "1 0.17 1.4595 0.8068"),
    ],
)
def test_ratios_shrink_by_moments_as_marshall_wrote(counts, bases, printed):
    mean, variance, shrunken = shrinkage.marshall(counts, bases)
    as_printed((mean, variance, *shrunken), printed)


def test_lip_cancer_in_scotland_shrinks_as_clayton_and_kaldor_printed():
    a, b, _ = shrinkage.gamma_poisson(LIP, LIP_EXPECTED)
    as_printed((a, b), "1.88 1.32")


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        case("Lee & Liu 2008 table 1", (16, 23, 40, 0.6, 0.9, 0.6, 0.4), "0.5656"),
        # Uniform prior, 2 of 2 seen, 2 to come: 2, 3, 4 of 4 come with 1/10, 3/10, 6/10; posterior Beta(5, 1)
        # has .969 above ½, Beta(4, 2) .8125, Beta(3, 3) .5.
        case("derived, only all four will do", (2, 2, 4, 0.5, 0.9, 1, 1), "0.6"),
        case("derived, three will do", (2, 2, 4, 0.5, 0.8, 1, 1), "0.9"),
        case("derived, at the end it is certain", (3, 4, 4, 0.5, 0.8, 1, 1), "1.0"),
    ],
)
def test_predictive_probability_is_lee_and_lius(arguments, printed):
    as_printed(predictive.predictive_probability(*arguments), printed)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case(
            "R sleep t test",
            lambda: paired.paired_difference(SLEEP_ONE, SLEEP_TWO)[2:4],
            "0.7001142 2.4598858",
        ),
        case("Student 1908", lambda: paired.paired_difference(SLEEP_ONE, SLEEP_TWO).mean, "1.58"),
        case("Darwin in R", lambda: paired.paired_difference([0] * 15, MAIZE)[:1], "20.93"),
        case("Fisher 1935 maize", lambda: 32768 * paired.sign_flip_p(MAIZE, seed=1), "1726"),
        case("Wilcoxon of the maize, R V = 96", lambda: paired.wilcoxon_p(MAIZE), "0.04126"),
        case("Agresti approval", lambda: paired.mcnemar_p(150, 86), "0.00003"),
        case(
            "Agresti approval interval",
            lambda: paired.paired_share_difference(794, 150, 86, 570),
            "0.04 0.02 0.06",
        ),
        case("Armitage & Berry sputum media", lambda: paired.mcnemar_p(12, 2), "0.0129"),
        case("Fagerland 2013 Bentur exact", lambda: paired.mcnemar_p(1, 7), "0.070"),
        case("Fagerland 2013 Bentur mid-P", lambda: paired.mcnemar_p(1, 7, "mid_p"), "0.039"),
        case("Fagerland 2013 Bentur asymptotic", lambda: paired.mcnemar_p(1, 7, "asymptotic"), "0.034"),
        case("Fagerland 2013 Bentur corrected", lambda: paired.mcnemar_p(1, 7, "corrected"), "0.077"),
        case(
            "Agresti approval corrected, derived 63² over 236",
            lambda: paired.mcnemar_p(150, 86, "corrected"),
            "0.00004115",
        ),
        case("derived, half and half exact", lambda: paired.mcnemar_p(4, 4), "1.0"),
        case("derived, half and half corrected", lambda: paired.mcnemar_p(4, 4, "corrected"), "1.0"),
        case("derived, half and half mid-P", lambda: paired.mcnemar_p(4, 4, "mid_p"), "1.0"),
        case(
            "Newcombe 1998 SM 17:2635",
            lambda: paired.paired_share_difference(36, 12, 2, 0),
            "0.2000 0.0569 0.3404",
        ),
    ],
)
def test_paired_tests_are_as_printed(found, printed):
    as_printed(found(), printed)


def test_the_t_of_darwins_maize_is_fishers():
    found = paired.paired_difference([0] * 15, MAIZE)
    as_printed(found.mean / found.se, "2.148")


CURVE_6MP = survival.kaplan_meier(WEEKS_6MP, SEEN_6MP)
CURVE_AML = survival.kaplan_meier(WEEKS_MAINTAINED, SEEN_MAINTAINED)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        case("Freireich S(t)", CURVE_6MP.survival, "0.857 0.807 0.753 0.690 0.627 0.538 0.448"),
        case("Freireich Greenwood", CURVE_6MP.se, "0.0764 0.0869 0.0963 0.1068 0.1141 0.1282 0.1346"),
        case("Freireich Stata low", CURVE_6MP.low, "0.6197 0.5631 0.5032 0.4316 0.3675 0.2678 0.1881"),
        case("Freireich Stata high", CURVE_6MP.high, "0.9516 0.9228 0.8894 0.8491 0.8049 0.7468 0.6801"),
        case("R aml S(t)", CURVE_AML.survival, "0.909 0.818 0.716 0.614 0.491 0.368 0.184"),
        case("R aml Greenwood", CURVE_AML.se, "0.0867 0.1163 0.1397 0.1526 0.1642 0.1627 0.1535"),
        case("Freireich median", survival.median_time(CURVE_6MP)[:2], "23 13"),
        case("R aml median", survival.median_time(CURVE_AML).median, "31"),
        case(
            "Freireich placebo median and Stata limits",
            survival.median_time(survival.kaplan_meier(WEEKS_PLACEBO, [1] * 21)),
            "8 4 11",
        ),
    ],
)
def test_survival_curves_are_as_printed(found, printed):
    as_printed(found, printed)


@pytest.mark.parametrize(
    ("arms", "printed"),
    [
        case("Freireich", (WEEKS_6MP, SEEN_6MP, WEEKS_PLACEBO, [1] * 21), "16.79"),
        case("R survdiff aml", (WEEKS_MAINTAINED, SEEN_MAINTAINED, WEEKS_WITHOUT, SEEN_WITHOUT), "3.40"),
    ],
)
def test_the_log_rank_test_is_as_printed(arms, printed):
    time, seen, other_time, other_seen = arms
    groups = ["one"] * len(time) + ["other"] * len(other_time)
    as_printed(survival.log_rank(time + other_time, seen + other_seen, groups).chi2, printed)


@pytest.mark.parametrize("n", [3, 7, 20])
def test_ginis_coefficient_of_one_to_n_is_the_textbooks(n):
    values = list(range(1, n + 1))
    assert inequality.concentration_index(values, [1] * n, values) == pytest.approx((n - 1) / (3 * n))


@pytest.mark.parametrize(
    "asked",
    [
        case("mid-P of more than all", lambda: proportions.mid_p(6, 5)),
        case("rate ratio without people", lambda: rates.rate_ratio(1, 0, 1, 5)),
        case("band without people", lambda: rates.directly_standardised([1, 1], [0, 5], [1, 1])),
        case("bands of other lengths", lambda: rates.directly_standardised([1], [5, 5], [1, 1])),
        case("no weights", lambda: rates.directly_standardised([1, 1], [5, 5], [0, 0])),
        case("no bands", lambda: rates.directly_standardised([], [], [])),
        case("funnel around a share of 1", lambda: funnel.share_limits([10], 1, 0.95)),
        case("funnel of nobody", lambda: funnel.share_limits([0], 0.5, 0.95)),
        case("McNemar of a kind unknown", lambda: paired.mcnemar_p(1, 2, "yates")),
        case("McNemar of an unknown count", lambda: paired.mcnemar_p(np.nan, 2)),
        case("Marshall of one", lambda: shrinkage.marshall([1], [1])),
        case("pooling one", lambda: funnel.dersimonian_laird([1], [1])),
        case("pooling without a variance", lambda: funnel.dersimonian_laird([1, 2], [1, 0])),
        case("pooling an unknown", lambda: funnel.dersimonian_laird([1, np.nan], [1, 1])),
        case("shrinking three", lambda: shrinkage.james_stein([1, 2, 3], 1)),
        case("more seen than there will be", lambda: predictive.predictive_probability(1, 5, 4, 0.5, 0.9)),
        case("a target of 50 for a share", lambda: predictive.predictive_probability(1, 2, 4, 50, 0.9)),
        case("an unknown count", lambda: predictive.predictive_probability(np.nan, 2, 4, 0.5, 0.9)),
    ],
)
def test_what_cannot_be_computed_is_refused_with_a_reason(asked):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        asked()


def test_the_ends_of_the_scale_give_ordered_limits_without_a_warning():
    for k, n in [(0, 1), (1, 1), (0, 10**6), (10**6, 10**6), (500_000, 10**6)]:
        low, high = proportions.mid_p(k, n)
        assert 0 <= low <= k / n <= high <= 1
    for counts in [(0, 5, 3, 5), (3, 5, 0, 5), (10**6, 1e6, 10**6, 1e6)]:
        ratio, low, high = rates.rate_ratio(*counts)
        assert low <= ratio <= high
    assert np.isnan(rates.rate_ratio(0, 5, 0, 5)).all()
    assert rates.rate_ratio(10**3, 1, 1, 1)[0] == pytest.approx(10**3)
    assert shrinkage.marshall([0, 0], [1, 2])[2].tolist() == [0, 0]
    ratio, low, high = rates.directly_standardised([0, 0], [5, 5], [1, 1])
    assert ratio == low == 0 < high
    assert rates.directly_standardised([1, 1], [5, 5], [0, 1])[1] == 0
    low, high = funnel.share_limits([1, 10, 10**6], 0.001, 0.998)
    assert (low >= 0).all() and (low <= high).all() and (high <= 1).all()
    assert funnel.dersimonian_laird([2, 2], [1, 1]).tau2 == 0
    assert shrinkage.james_stein([3, 3, 3, 3], 1)[1].tolist() == [3, 3, 3, 3]


def test_two_rates_the_other_way_round_give_one_over_the_ratio():
    ratio, low, high = rates.rate_ratio(7, 310, 19, 420)
    assert (1 / ratio, 1 / high, 1 / low) == pytest.approx(rates.rate_ratio(19, 420, 7, 310))
