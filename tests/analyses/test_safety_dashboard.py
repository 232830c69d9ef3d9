"""The dashboard's analysis: which months it shows, what it hides, and that nothing of a later day counts."""

from __future__ import annotations

from dataclasses import replace

import nbformat
import pandas as pd
import pytest

from helpers.analyses import safety_dashboard
from helpers.floor import paths
from helpers.floor.month import Month
from helpers.floor.params.signals import Signals
from helpers.floor.shapes.tables import rows_of

MONTH = Month(2026, 6)


@pytest.fixture(scope="module")
def delivery(sample):
    """The sample in June, whose exports run on to September; nothing is asked to be judged."""
    own = sample.settings.municipality.model_copy(update={"signals": Signals()})
    settings = sample.settings.model_copy(update={"municipality": own})
    return replace(sample.at(MONTH.quarter), month=MONTH, settings=settings)


@pytest.fixture(scope="module")
def result(delivery):
    return safety_dashboard.analyse(delivery)


def test_thirteen_months_are_shown_and_the_last_is_that_of_the_dashboard(result):
    for measure in ("monthly_reports", "monthly_sites_out_of_norm", "monthly_hours", "monthly_interventions"):
        periods = sorted(set(rows_of(result.measures, measure=measure).period))
        assert (len(periods), periods[0], periods[-1]) == (13, "2025-06", "2026-06")


def test_nothing_of_a_later_day_counts(delivery, result):
    cut = {
        name: table[table[column] < pd.Timestamp(MONTH.shift(1).start)]
        for name, column in {"meldingen": "month", "afvalwaarnemingen": "date", "scanauto_inzet": "date"}.items()
        for table in [delivery[name]]
    }
    earlier = safety_dashboard.analyse(replace(delivery, tables={**delivery.tables, **cut}))
    pd.testing.assert_frame_equal(earlier.measures, result.measures)
    pd.testing.assert_frame_equal(earlier.estimates, result.estimates)


def test_few_interventions_are_hidden_in_a_wijk_and_in_all_and_many_are_rounded(result):
    in_all = rows_of(result.measures, measure="monthly_interventions")
    assert set(in_all.area) == {""} and set(in_all.value.dropna()) <= {0, *range(10, 100, 5)}
    assert (in_all.value.isna() == (in_all.withheld == "small")).all()
    # Also a wijk without any: hidden a month later beside a total that grew by one, it would be one.
    assert set(rows_of(result.measures, measure="interventions_in_wijk").withheld) == {"small"}


def test_reports_of_all_categories_add_up_to_their_total(result):
    rows = rows_of(result.measures, measure="monthly_reports", period="2026-06")
    total, parts = rows[rows.split == ""], rows[rows.split == "category"]
    assert len(total) == 14
    assert total.set_index("area").value.to_dict() == parts.groupby("area").value.sum().to_dict()


def test_the_average_of_the_wijken_is_made_of_what_is_shown(result):
    rows = rows_of(result.measures, measure="monthly_hours", area_level="municipality", period="2026-06")
    average = rows_of(result.measures, measure="monthly_hours_average_wijk", period="2026-06")
    assert average.value.item() == rows.value.item() / 13


def test_its_sources_are_the_six_exports_of_the_dashboard(result):
    assert {one.dataset for one in result.exports} == {*safety_dashboard.JUDGED, *safety_dashboard.BESIDE}


def test_its_limits_say_why_a_profile_may_call_chance_what_is_a_signal_here():
    book = nbformat.read(paths.NOTEBOOKS / "safety_dashboard.ipynb", as_version=4)
    [limits] = [cell.source for cell in book.cells if cell.source.startswith("### Grenzen")]
    assert "Een signaal gaat over één maand" in limits and "Het profiel kijkt naar een heel jaar" in limits
