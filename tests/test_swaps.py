"""Hidden numbers swapped for others that fit as well change no byte of any chapter; all of it: tests/benchmarks/swaps.py."""

from __future__ import annotations

from random import Random

import pytest

import swapping
from helpers.analyses import scan_car_cleanliness
from helpers.floor.quarter import Quarter

SWAPS = [
    ("answers between wijken", Quarter(2026, 3)),
    ("respondents between wijken", Quarter(2026, 3)),
    ("interventions between wijken", Quarter(2026, 3)),
    ("interventions to another month", Quarter(2026, 3)),
]


@pytest.fixture(scope="module")
def kept():
    return {}


def of(sample, kept, name, quarter):
    found = swapping.trial(sample.at(quarter), name, Random(7), kept)
    assert found, f"no swap of {name} was found"
    return found


@pytest.mark.parametrize(("name", "quarter"), SWAPS, ids=[name for name, _ in SWAPS])
def test_a_swap_of_hidden_numbers_changes_no_byte(sample, kept, name, quarter):
    assert of(sample, kept, name, quarter).differs == {}


def test_a_fit_of_all_shares_is_found(sample, monkeypatch):
    fit = scan_car_cleanliness._association
    monkeypatch.setattr(
        scan_car_cleanliness,
        "_association",
        lambda delivery, _, exposed: fit(delivery, scan_car_cleanliness.surveyed(delivery), exposed),
    )
    monkeypatch.setitem(swapping.READERS, "wijkatlas", ("scan_car_cleanliness",))
    found = of(sample, {}, "answers between wijken", Quarter(2026, 3))
    assert "estimate_with_placebos" in found.differs["scan_car_cleanliness"]
