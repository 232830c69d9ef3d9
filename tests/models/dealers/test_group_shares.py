"""Shares of protected groups: published limits, and nothing from a hidden row."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.dealers import group_shares


def shares(*pairs, **more):
    rows = [{"group": f"g{i}", "numerator": k, "denominator": n} for i, (k, n) in enumerate(pairs)]
    return tables.measures(rows, measure="item_met_percent", split="item", **more)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    # Newcombe 1998, Stat Med 17:857, table I, method 5 (Clopper-Pearson).
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_limits_are_those_of_newcombes_table(k, n, low, high):
    found = group_shares.intervals(shares((k, n))).iloc[0]
    assert (found.low / 100, found.high / 100) == pytest.approx((low, high), abs=0.00005)
    assert (found.group, found.n, found.estimate) == ("g0", n, 100 * k / n)


def test_a_hidden_row_gives_no_estimate():
    hidden = shares((math.nan, math.nan), withheld="small")
    assert group_shares.intervals(hidden).empty and group_shares.shrunken(hidden).empty


def test_one_group_is_not_shrunken_and_two_alike_get_the_common_share():
    assert group_shares.shrunken(shares((20, 40))).empty
    assert group_shares.shrunken(shares((20, 40), (25, 50))).estimate.tolist() == pytest.approx([50, 50])


def counts(met, failed):
    rows = [{"group": "again_met", "value": met}, {"group": "again_failed", "value": failed}]
    table = tables.measures(rows, measure="dealers_after_failure", split="after_failure", period="2025-Q4")
    return table.assign(withheld=table.withheld.mask(table.value.isna(), "small"))


def test_the_share_mended_turns_with_its_parts():
    for met, failed in ((25, 10), (10, 25)):
        found = tables.the(group_shares.mended(counts(met, failed), 30), term="mended")
        exact = stats.binomtest(met, met + failed).proportion_ci(0.95, "exact")
        assert (found.low, found.high) == pytest.approx((100 * exact.low, 100 * exact.high))
        assert f"{100 * met / (met + failed):.0f}%" in found.rule and found.period == "2025-Q4"


@pytest.mark.parametrize(("met", "failed"), [(15, 10), (40, 0), (0, 40), (40, math.nan), (math.nan, 40)])
def test_a_small_base_one_sided_or_hidden_group_gives_nothing(met, failed):
    assert group_shares.mended(counts(met, failed), 30).empty
