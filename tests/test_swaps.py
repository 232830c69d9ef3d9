"""Hidden numbers swapped for others that fit as well change no byte of any chapter; all of it: tests/benchmarks/swaps.py."""

from __future__ import annotations

from random import Random

import pytest

import moving
import swapping
import watching
from helpers.analyses import scan_car_cleanliness
from helpers.floor.quarter import Quarter

AT = Quarter(2026, 1)
SWAPS = ["two elderly persons change wijken", "answers go to another wijk"]


@pytest.fixture(scope="module")
def watch():
    with watching.watched() as found:
        yield found


@pytest.mark.parametrize("name", SWAPS)
def test_a_swap_of_hidden_numbers_changes_no_byte(sample, watch, name):
    found = swapping.trial(sample.at(AT), name, Random(7), watch)
    assert found, f"no swap of {name} was found"
    assert found.differs == {}


def test_a_fit_of_all_shares_is_found(sample, watch, monkeypatch):
    fit = scan_car_cleanliness._association
    monkeypatch.setattr(
        scan_car_cleanliness,
        "_association",
        lambda delivery, _, exposed: fit(delivery, scan_car_cleanliness.surveyed(delivery), exposed),
    )
    monkeypatch.setitem(watching.READERS, ("wijkatlas",), ("scan_car_cleanliness",))
    monkeypatch.setattr(watching, "TELLING", ())
    asked_anew = moving.changed(sample.at(AT), wijkatlas=sample["wijkatlas"].copy())
    found = swapping.trial(asked_anew, "answers go to another wijk", Random(7), watch)
    assert found
    assert "estimate_with_placebos" in found.differs["scan_car_cleanliness"]
