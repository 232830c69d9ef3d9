"""The slope of reach keeps its rate of false finds where wijken differ by themselves, on few years.

All of it: tests/benchmarks/calibration_reach.py. Bounds are 3 Monte Carlo errors of the number of years here.
"""

from __future__ import annotations

import calibration_reach as calibration
import pytest

YEARS = 150


@pytest.fixture(scope="module")
def few():
    kinds = [(48, 0.5, "none"), (48, 0.0, "to half")]
    years = [calibration.simulate(*kind, 7, range(YEARS)) for kind in kinds]
    return calibration.summary(calibration.pd.concat(years))


def test_the_slope_keeps_five_in_a_hundred_where_wijken_differ_and_the_gap_does_not(few):
    found = few.loc["none", 48, 0.5]
    assert found.slope <= 0.05 + 3 * (0.05 * 0.95 / YEARS) ** 0.5
    assert found.gap > 0.2  # persons are no unit here


def test_a_halving_over_many_wijken_that_are_alike_is_found(few):
    assert few.loc["to half", 48, 0.0].slope > 0.85


def test_what_is_found_too_often_is_a_fault(few):
    assert calibration.missed(few) == [] or few.loc["none", 48, 0.5].slope > calibration.MOST_FALSE
    (fault,) = calibration.missed(few.assign(slope=0.2))
    assert fault == "(48, 0.5): the slope is found falsely in 0.200"
