"""Waves that were asked in another way: no line and no step goes across the break."""

from dataclasses import replace

import pytest

from helpers.analyses import scan_car_cleanliness
from helpers.displays import change_against_change, wijk_small_multiples


@pytest.fixture(scope="module")
def results(sample, analysed):
    """The sample as it is, and with a new method from 2024 on."""
    plan = sample.settings.preregistration.model_copy(update={"method_breaks": ["2024"]})
    broken = replace(sample, settings=sample.settings.model_copy(update={"preregistration": plan}))
    return analysed(scan_car_cleanliness), scan_car_cleanliness.analyse(broken)


def test_a_step_across_the_break_is_left_out(results):
    whole, broken = (change_against_change(result) for result in results)
    across = [row for row in whole.rows if row not in broken.rows]
    assert across and len(broken.rows) + len(across) == len(whole.rows)
    assert all("2024" in " ".join(cell.text for cell in row) for row in across)


def test_the_title_names_no_difference_with_the_wave_before_the_break(results):
    whole, broken = results
    older = replace(broken, measures=broken.measures[broken.measures.period != "2026"])
    assert "vorige meting" in wijk_small_multiples(whole).title
    assert "vorige meting" not in wijk_small_multiples(older).title
