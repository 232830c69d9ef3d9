"""Limits are rounded outward, whatever their sign and unit: what is printed holds all that was found."""

import math
import random

import pytest

from helpers.floor import dutch


def read(text):
    return float(text.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-"))


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_what_is_printed_holds_what_was_found_and_hardly_more(decimals):
    step, random_ = 10.0**-decimals, random.Random(5)
    for _ in range(300):
        low, high = sorted(random_.uniform(-2000, 2000) for _ in range(2))
        lower, upper = read(dutch.lower_limit(low, decimals)), read(dutch.upper_limit(high, decimals))
        assert lower <= low < lower + step * 1.0001 and upper - step * 1.0001 < high <= upper


@pytest.mark.parametrize("noise", [1e-7, -1e-7, 1e-12])
def test_noise_of_the_computer_moves_no_limit(noise):
    assert dutch.interval(43 + noise, 93 + noise, "percent") == "43 tot 93%"
    assert dutch.interval(-1.3 + noise, 0.1 + 0.2 + noise, "percentage_points") == "−1,3 tot 0,3 procentpunt"


def test_a_limit_just_below_zero_is_no_minus_zero():
    assert dutch.interval(-0.04, -0.01, "percentage_points") == "−0,1 tot 0,0 procentpunt"


@pytest.mark.parametrize("nothing", [None, math.nan, math.inf])
def test_a_limit_that_is_not_there_is_a_dash(nothing):
    assert dutch.lower_limit(nothing) == dutch.upper_limit(nothing) == dutch.NOTHING
