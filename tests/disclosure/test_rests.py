"""The unknown among those who do not count: what is told of them tells of no others."""

import pytest

from helpers.disclosure import unknown_within
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables


@pytest.mark.parametrize(
    ("unknown", "rest", "withheld"),
    [
        (0, 3, "withdrawn"),  # nothing is told of so small a rest: none or some unknown look alike
        (2, 3, "withdrawn"),
        (9, 9, "withdrawn"),
        (0, 10, ""),
        (3, 12, "withdrawn"),  # too little room for both
        (3, 19, ""),
        (17, 20, "withdrawn"),  # three others
        (30, 30, "withdrawn"),
        (15, 30, ""),
    ],
)
def test_what_is_told_of_the_unknown_tells_of_no_few_others(unknown, rest, withheld):
    share = tables.measures([{"numerator": 40, "denominator": 40 + rest}], counted="dealer")
    row = tables.measures([{"value": unknown}], counted="dealer")
    assert unknown_within(row, share, SmallNumbers()).withheld.item() == withheld


def test_what_is_not_known_at_all_stays_so():
    share = tables.measures([{"numerator": 0, "denominator": 0}], counted="dealer")
    row = tables.measures([{"withheld": "missing"}], counted="dealer")
    assert unknown_within(row, share, SmallNumbers()).withheld.item() == "missing"
