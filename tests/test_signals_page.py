"""What the page on the signals says is there: every file and every constant."""

from __future__ import annotations

import re

import pytest
import signals as benchmark

from helpers.floor import paths
from helpers.measures.months import reports
from helpers.models.signals import one_month, ordinary
from helpers.models.statistics import expected_counts

PAGE = paths.ROOT / "docs" / "signals.md"
TEXT = PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (r"ends (\d) months before it", [one_month.GAP]),
        (r"linear trend, (\d) harmonics", [expected_counts.HARMONICS]),
        (r"w = ([.\d]+)\^age", [expected_counts.FORGOTTEN]),
        (r"raw/n\), ([.\d]+)·m²\)", [expected_counts.LEAST_SPREAD]),
        (r"\((\d+)·φ \+ months·φ_i\)/\((\d+) \+ months\)", [expected_counts.PRIOR_MONTHS] * 2),
        (r"⅔·([.\d]+)·√", [expected_counts.CAP_Z]),
        (r"In all (\d) fits", [expected_counts.ROUNDS]),
        (r"E²\(σ² \+ ([.\d]+)²\)", [expected_counts.LEVEL_MOVES]),
        (r"its tail is 1/(\d+) or less", [1 / one_month.TAIL]),
        (r"as a family of one, at ([.\d]+) on either side", [one_month.TAIL_OF_ALL]),
        (r"fewer than (\d) are expected", [ordinary.LEAST_EXPECTED]),
        (r"fewer than (\d+) months of history", [one_month.LEAST_MONTHS]),
        (r"in the (\d) months from a declared shift, or with fewer than (\d) known",
         [one_month.MONTHS_AFTER_SHIFT, one_month.LEAST_MONTHS_SINCE]),
        (r"“Minder dan gewoon” needs (\d+)|\"Minder dan gewoon\" needs (\d+)", [ordinary.LEAST_EXPECTED_FOR_LESS]),
        (r"while it has (\d) reports a month", [reports.NONE_IS_UNLIKELY_FROM]),
        (r"seed (\d+): ([\d,]+) series", [benchmark.SEED, benchmark.SERIES]),
    ],
)  # fmt: skip
def test_a_number_on_the_page_is_that_of_the_code(words, values):
    found = re.search(words, TEXT)
    assert found, words
    assert [float(one.replace(",", "")) for one in found.groups() if one] == pytest.approx(list(values))


def test_the_doublings_on_the_page_are_near_those_of_the_method_card():
    row = re.search(r"^\| doubling seen at once \|(.+)\|$", TEXT, re.M)[1].split("|")
    wanted = [100 * one for one in benchmark.DOUBLINGS.values()]
    assert [float(one) for one in row[:5]] == pytest.approx(wanted, abs=100 * benchmark.NEAR)
