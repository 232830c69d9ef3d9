"""What holds for every analysis: nothing is left to hide in what it hands out, and the training is read once a quarter."""

from functools import cached_property

import pandas as pd
import pytest

from helpers import disclosure
from helpers.analyses import (
    about_the_figures,
    cyber_training,
    data_quality,
    dealer_compliance,
    management_summary,
    safety_indicators,
    scan_car_cleanliness,
)
from helpers.floor.quarter import Quarter
from helpers.measures.training import year

ANALYSES = (
    about_the_figures, cyber_training, data_quality, dealer_compliance, management_summary, safety_indicators,
    scan_car_cleanliness,
)  # fmt: skip


@pytest.mark.parametrize("quarter", [Quarter(2025, 4), Quarter(2026, 3)], ids=lambda quarter: quarter.label)
@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda analysis: analysis.SUBJECT)
def test_protecting_what_an_analysis_hands_out_again_changes_nothing(sample, analysed, analysis, quarter):
    result = analysed(analysis, quarter)
    limits, headlines = sample.settings.municipality.small_numbers, sample.settings.by_measure
    measures, estimates = disclosure.protect(result.measures, result.estimates, limits, headlines)
    pd.testing.assert_frame_equal(measures, result.measures)
    pd.testing.assert_frame_equal(estimates, result.estimates)
    assert len(measures)


def test_who_came_is_looked_up_once_a_quarter(sample, monkeypatch):
    looked_up = []
    elderly = year.TrainingYear.elderly.func
    counted = cached_property(lambda own: looked_up.append(own.quarter) or elderly(own))
    counted.__set_name__(year.TrainingYear, "elderly")
    monkeypatch.setattr(year.TrainingYear, "elderly", counted)
    cyber_training.analyse(sample.at(Quarter(2026, 3)))
    # Three quarters of the year, and the last of the year before, whose splits are shown.
    assert len(looked_up) == 4
