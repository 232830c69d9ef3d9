"""What lies outside the domain of a statistic is refused in words, by every function that would go silently wrong."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.dealers import all_dealers, selection
from helpers.models.statistics import domain, funnel, inequality, paired, predictive, proportions, season, survival

NAN = float("nan")
EIGHT = [10.0] * 8


def case(name: str, refused, words: str):
    return pytest.param(refused, words, id=name)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        case("flip of an unknown", lambda: paired.sign_flip_p([1, NAN, 2], seed=1), "must be known"),
        case("ridit of an unknown place", lambda: inequality.ridits([1, NAN], [5, 5]), "must be known"),
        case("ridit of an unknown size", lambda: inequality.ridits([1, 2], [5, NAN]), "must be known"),
        case("ridits of two lengths", lambda: inequality.ridits([1, 2, 3], [5, 5]), "equally many"),
        case("index of an unknown", lambda: inequality.concentration_index([NAN, 1], [5, 5], [1, 2]), "known"),
        case("index of two lengths", lambda: inequality.concentration_index([1], [5, 5], [1, 2]), "equally"),
        case("index below 0", lambda: inequality.concentration_index([-1, 9], [5, 5], [1, 2]), "0 or more"),
        case("slope of an unknown", lambda: inequality.slope_index([NAN, *EIGHT[1:]], EIGHT, EIGHT), "known"),
        case("slope of two lengths", lambda: inequality.slope_index([1, 2], [5], [1, 2]), "equally many"),
        case("paths of a loss", lambda: paths([3, -1]), "whole and 0 or more"),
        case("paths of an unknown", lambda: paths([3, NAN]), "whole and 0 or more"),
        case("event unknown", lambda: survival.checked([1, 2], [True, NAN]), "whether the event was seen"),
        case("event of 2", lambda: survival.checked([1, 2], [1, 2]), "whether the event was seen"),
        case("time below 0", lambda: survival.checked([-1, 2], [True, False]), "time of 0 or more"),
        case("time without end", lambda: survival.checked([np.inf, 2], [False, True]), "known time"),
        case("spread of an unknown", lambda: funnel.between_variance([1, NAN], [1, 1]), "must be known"),
        case("spread of an expected 0", lambda: funnel.between_variance([1, 2], [0, 1]), "above 0"),
        case("spread of two lengths", lambda: funnel.between_variance([1, 2], [1, 1, 1]), "equally many"),
        case("spread below 0", lambda: funnel.between_variance([-1, 2], [4, 4]), "0 or more"),
        case("limits with less than no spread", lambda: funnel.limits([10], 0.95, -0.1), "0 or more"),
        case("limits of an unknown", lambda: funnel.limits([NAN], 0.95, 0), "above 0"),
        case("limits of a count too large", lambda: funnel.limits([1e12], 0.95, 0), "at most 1e"),
    ],
)
def test_what_a_statistic_cannot_take_is_refused_in_words(asked, words):
    with pytest.raises(ValueError, match=words):
        asked()


def paths(counts):
    return predictive.count_paths(counts, season.even(2, 2), 0.0, np.random.default_rng(1), 5)


OF_A_REGISTER = {
    "bounds": lambda *counts: all_dealers.bounds(*counts),
    "possible_totals": lambda *counts: all_dealers.possible_totals(*counts),
    "least_total": lambda *counts: proportions.least_total(*counts, 0.95),
}


@pytest.mark.parametrize(
    "counts", [(3, 2, 5), (1, 6, 5), (-1, 2, 5), (0, 0, 0), (1.5, 2, 5), (1, 2, NAN), (NAN, 2, 5), (1, 2, 4.5)]
)
@pytest.mark.parametrize("name", OF_A_REGISTER)
def test_counts_that_are_no_part_of_a_register_are_refused(name, counts):
    with pytest.raises(ValueError, match=r"part of a part|k of n"):
        OF_A_REGISTER[name](*counts)


@pytest.mark.parametrize("counts", [(13.4, 20, 45), (13, 20.5, 45), (13, 20, 45.5), (-3, 20, 45)])
def test_rows_of_dealers_that_are_not_whole_are_refused_and_not_cut_off(counts):
    for rows in (all_dealers.share_of_all, selection.random_only):
        with pytest.raises(ValueError, match="number of opkopers is whole"):
            rows(*counts)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_what_is_inside_the_domain_passes_unchanged(counts):
    domain.whole("cases", counts, np.array(counts), counts[0])
    (same,) = domain.known("a count", counts)
    assert same.tolist() == counts


def test_the_largest_expected_count_of_a_funnel_has_limits_close_to_the_normal_ones():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        low, high = (one.item() for one in funnel.limits([funnel.LARGEST], 0.95, 0))
    away = 1.959964 * funnel.LARGEST**0.5
    assert (funnel.LARGEST - low, high - funnel.LARGEST) == pytest.approx((away, away), rel=1e-3)
