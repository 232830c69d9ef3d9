"""In a municipality in which nothing is the matter a wijk profile seldom says that a wijk differs, per block.

The full table is that of tests/benchmarks/calibration_wijk_profile.py; here few municipalities, with room for chance.
"""

import sys

import pytest

from helpers.floor import paths

sys.path.insert(0, str(paths.ROOT / "tests" / "benchmarks"))
import calibration_wijk_profile as calibration

TIMES, MOST = 300, 0.05 + 3 * (0.05 * 0.95 / 300) ** 0.5
ORDINARY = [
    "residents, 75% clean",
    "street, none",
    "street, log-normal .6",
    "police, log-normal .3",
    "police, gamma .5",
]


@pytest.mark.parametrize("block", ORDINARY)
def test_at_most_one_municipality_in_twenty_gets_any_sentence(block):
    assert calibration.part(calibration.BLOCKS[block](13), TIMES, seed=1) <= MOST


@pytest.mark.parametrize(
    ("block", "least"), [("residents, 75% and one wijk 90%", 0.3), ("crimes, log-normal .3 and one wijk x 2", 0.3)]
)
def test_what_is_planted_is_found(block, least):
    assert calibration.part(calibration.PLANTED[block](13), 40, seed=1, is_planted=True) >= least
