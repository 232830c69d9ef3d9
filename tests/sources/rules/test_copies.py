import numpy as np
import pandas as pd
import pytest

from helpers.sources.rules import copies


def pair(first, second):
    names = pd.MultiIndex.from_product([range(len(first)), [""], ["n"]], names=["period", "group", "name"])
    return pd.DataFrame([first, second], ["WK1", "WK2"], names).astype(float)


def found(first, second):
    return [(copy.periods, copy.level) for copy in copies.find(pair(first, second), {})]


SERIES = [2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (SERIES, [(8, "error")]),
        (SERIES[:7], [(7, "warning")]),
        (SERIES[:6], [(6, "warning")]),
        (SERIES[:5], []),
        ([2, 3, 4, 5] + [0, 1] * 10, []),  # zeros and ones are equal by chance
        ([2, 3, 4] * 5, []),  # three different values tell too little
    ],
)
def test_it_takes_eight_telling_values_of_which_four_differ(values, expected):
    assert found(values, values) == expected


def test_a_period_that_one_of_them_lacks_is_no_difference():
    other = [*SERIES[:3], np.nan, *SERIES[4:]]
    assert found([*SERIES, 5], [*other, 5]) == [(8, "error")]


def test_one_difference_makes_two_short_series_no_copy():
    assert found([*SERIES, 5], [*SERIES, 6]) == []


def test_a_period_that_one_of_them_lacks_does_not_break_a_long_run():
    values = [2 + i % 7 for i in range(40)]
    other = [9, *values[1:20], np.nan, *values[21:]]
    assert found(values, other) == [(38, "error")]
