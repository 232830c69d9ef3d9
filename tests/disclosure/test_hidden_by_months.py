"""A count of a year is hidden where it would give away a count of a month that is hidden elsewhere."""

import itertools

import pandas as pd
import pytest

from helpers.disclosure import hidden_by_months
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables


def withheld(*months, **limits):
    rows = [{"area_level": "wijk", "area": "a", "value": sum(months)}, {"area_level": "municipality", "value": 500}]
    counts = pd.Series([float(n) for n in months if n], index=["a"] * sum(n > 0 for n in months))
    return hidden_by_months(tables.measures(rows), counts, SmallNumbers(**limits)).withheld.tolist()


@pytest.mark.parametrize("months", [[1] * 12, [9, 9], [0, 9, 0, 9]])
def test_months_that_the_rounded_year_would_give_away_hide_it(months):
    assert withheld(*months) == ["small", ""]


@pytest.mark.parametrize(
    "months", [[5, 7], [2] * 6, [4, 4, 4, 4], [12, 15], [0] * 12, [9, 8], [1] * 11, [9, 9, 9], [9, 9, 14]]
)
def test_months_that_may_be_more_than_one_number_leave_it(months):
    assert withheld(*months) == ["", ""]


def test_whatever_is_left_fits_more_than_one_series_of_months():
    """By trying every series of three hidden months: a year that stays has two that differ in each month."""
    every = list(itertools.product(range(1, 10), repeat=3))
    shown = {sum(one): 5 * int(sum(one) / 5 + 0.5) for one in every}
    for months in ((1, 1, 8), (3, 3, 4), (9, 9, 8), (2, 5, 9), (9, 9, 9)):
        fits = [one for one in every if shown[sum(one)] == shown[sum(months)]]
        is_told = any(len({one[at] for one in fits}) == 1 for at in range(3))
        assert (withheld(*months)[0] == "small") == is_told
