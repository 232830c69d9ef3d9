import pytest

from helpers import sources
from helpers.analyses import scan_car_cleanliness
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.samples import make, truth


def primary(delivery):
    return tables.the(scan_car_cleanliness.analyse(delivery).estimates, role="primary", model="within_wijk")


def test_the_planted_association_is_found_and_nothing_at_the_lamps(analysed):
    estimates = analysed(scan_car_cleanliness).estimates
    found = tables.the(estimates, role="primary", model="within_wijk")
    assert 0 < found.low < truth.CLEAN_POINTS_PER_10_HOURS < found.high
    lamps = tables.the(estimates, role="placebo", measure="lighting_percent")
    assert lamps.low < truth.LIGHTING_POINTS_PER_10_HOURS < lamps.high


def test_where_nothing_is_planted_nothing_is_found(tmp_path):
    make.write(tmp_path, make.exports(truth.Truth(clean_points_per_10_hours=0.0)))
    found = primary(sources.open_delivery(str(tmp_path), "2026-Q3"))
    assert found.low < 0 < found.high
    assert found.verdict == "onzeker"


def test_too_few_waves_give_no_number_and_the_reason(sample):
    found = primary(sample.at(Quarter(2021, 4)))
    assert found[["estimate", "low", "high", "se", "p"]].isna().all()
    assert found.verdict == "niet te zien"
    assert "2 metingen" in found.rule


@pytest.mark.parametrize("dataset", ["scanauto_inzet", "wijkatlas"])
def test_without_one_of_the_two_exports_there_is_no_model(sample, without, dataset):
    result = scan_car_cleanliness.analyse(without(sample, dataset))
    assert tables.rows_of(result.estimates, model=["within_wijk", "exploratory"]).empty
    assert len(result.measures)
