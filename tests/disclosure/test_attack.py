"""The attacker finds what published instances are known to give away, and no more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.disclosure.attack import Contradiction, Known, ranges

# sdcTable, tests/testthat: counts of v1 by v2, hidden where True; row and column totals are shown.
COUNTS = {"w": (30, 47, 64, 89), "x": (90, 124, 5, 31), "y": (92, 100, 59, 85), "z": (800, 991, 651, 685)}
HIDDEN = {"wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"}


def four_by_four():
    known = Known()
    for row, counts in COUNTS.items():
        for column, count in zip("abcd", counts, strict=True):
            known.figure(row + column, *((0, np.inf) if row + column in HIDDEN else (count, count)))
        known.tie({row + column: 1 for column in "abcd"}, sum(counts), sum(counts))
    for at, column in enumerate("abcd"):
        total = sum(counts[at] for counts in COUNTS.values())
        known.tie({row + column: 1 for row in COUNTS}, total, total)
    return known


def test_one_cell_is_exact_although_every_line_hides_two():
    found = ranges(four_by_four(), HIDDEN)
    assert found["wb"] == (47, 47)
    assert {name for name, (low, high) in found.items() if low == high} == {"wb"}


def test_linked_tables_give_a_county_away_that_each_alone_hides():
    # sdcTable's regions: by county and by group; at most 3 is hidden. small - county-1 = 30 - 20 = K + N, and N is 7.
    rows = [("A", "county-1", "small", 2), ("B", "county-1", "small", 2), ("I", "county-1", "small", 8),
            ("J", "county-1", "small", 8), ("K", "county-2", "small", 3), ("L", "county-2", "big", 3),
            ("M", "county-2", "big", 3), ("N", "county-2", "small", 7)]  # fmt: skip
    known = Known()
    for name, *_, count in rows:
        known.figure(name, *((1, 3) if count <= 3 else (count, count)))
    for place in (1, 2):
        for label in {row[place] for row in rows}:
            inside = [row for row in rows if row[place] == label]
            known.tie({row[0]: 1 for row in inside}, *[sum(row[3] for row in inside)] * 2)
    assert ranges(known, ["K"])["K"] == (3, 3)
    known.bounds["N"] = (1, 7)
    assert ranges(known, ["K"])["K"] == (3, 3)  # 1 to 3 for K and at most 7 for N still leave 3 + 7 alone
    known.bounds["N"] = (1, np.inf)
    assert ranges(known, ["K", "N"]) == {"K": (1, 3), "N": (7, 9)}


def test_whole_numbers_say_more_than_fractions():
    known = Known()
    for name in "ab":
        known.figure(name, 0, 9)
    known.tie({"a": 2, "b": 2}, 5, 7)
    known.tie({"a": 1, "b": -1}, 0, 0)
    with pytest.raises(Contradiction):
        ranges(known, ["a"])
    assert ranges(known, ["a"], is_whole=False)["a"] == pytest.approx((1.25, 1.75))


def test_a_figure_that_nothing_bounds_is_not_found():
    known = Known()
    known.figure("a", 0, np.inf)
    known.figure("b", 0, np.inf)
    known.tie({"a": 1, "b": -1}, 0, 0)
    assert ranges(known, ["a"])["a"] == (0, np.inf)


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.sampled_from(range(4)), min_size=1))
def test_the_ranges_are_those_of_trying_every_table(counts, hidden):
    """Two by two with its totals, by enumeration of all 0 to 9."""
    lines = [(0, 1), (2, 3), (0, 2), (1, 3)]
    known = Known()
    for at, count in enumerate(counts):
        known.figure(str(at), *((0, 9) if at in hidden else (count, count)))
    for line in lines:
        known.tie({str(at): 1 for at in line}, *[sum(counts[at] for at in line)] * 2)
    axes = [np.arange(10) if at in hidden else np.array([count]) for at, count in enumerate(counts)]
    tried = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 4)
    fits = np.all([tried[:, list(line)].sum(axis=1) == sum(counts[at] for at in line) for line in lines], axis=0)
    expected = {str(at): (tried[fits, at].min(), tried[fits, at].max()) for at in hidden}
    assert ranges(known, expected) == expected
