"""The course of an indicator, on quarters written out by hand."""

import pandas as pd
import pytest

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import VALUE_COLUMNS
from helpers.models.indicators.course import of_measures
from helpers.models.indicators.pace import own_pace

Q3 = Quarter(2026, 3)
LABELS = [f"{year}-Q{number}" for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)][:11]


def indicator(**fields) -> Indicator:
    known = {
        "id": "BR-9-9", "goal": "", "text": "", "target_text": "", "name": "", "measure": "crisis_protocols_percent",
        "kind": "share_of_register", "accumulates": "stand", "can_fall_back": "false", "unit": "percent",
        "operator": ">=", "targets": {2026: 100}, "sources": ["x"], "owner": "",
    }  # fmt: skip
    return Indicator(**(known | fields))


def course(met, base=18, published=(), quarter=Q3, **fields):
    """The course of an indicator that had so many done at the end of the last quarters, the last that of 2026-Q3."""
    one = indicator(**fields)
    labels = LABELS[len(LABELS) - len(met) :]
    rows = [
        {"period": at, "value": None if k is None else 100 * k / base, "numerator": k, "denominator": base,
         "withheld": "missing" if k is None else ""}
        for at, k in zip(labels, met, strict=True)
    ]  # fmt: skip
    shown = tables.measures(rows, measure=one.measure, area_level="municipality")
    said = [
        dict.fromkeys(VALUE_COLUMNS)
        | {"indicator_id": one.id, "quarter": at, "unit": "percent", "value": 100 * k / base, "numerator": k}
        | {"denominator": base}
        for at, k in published
    ]
    return of_measures(shown, one, quarter, pd.DataFrame(said))


RUNS_ON = [0, 0, 0, 0, 1, 1, 3, 4, 6, 6, 9]
BEGINS_AGAIN = [1, 2, 2, 3, 2, 4, 5, 8, 3, 6, 7]


def test_what_was_done_in_a_quarter_is_the_growth_since_the_one_before_also_over_new_year():
    assert course(RUNS_ON).done(2026).tolist() == [2, 0, 3]
    assert course(RUNS_ON).done(2025).tolist() == [1, 0, 2, 1]


def test_a_count_that_begins_again_in_january_grows_from_nothing():
    assert course(BEGINS_AGAIN, accumulates="within_year").done(2026).tolist() == [3, 3, 1]


def test_what_was_undone_since_does_not_count_as_done_then():
    assert course([*RUNS_ON[:8], 6, 8, 5]).done(2026).tolist() == [1, 0, 0]


def test_a_quarter_that_is_not_known_makes_the_growth_around_it_unknown():
    grew = course([*RUNS_ON[:8], None, 8, 9]).done(2026)
    assert pd.isna(grew[:2]).all() and grew[2] == 1


def test_where_a_register_overwrites_what_was_published_goes_before_what_is_computed_back():
    told = {"published": [("2025-Q4", 9)], "accumulates": "within_year"}
    assert course(BEGINS_AGAIN, is_overwritten="true", **told).at(Quarter(2025, 4)).numerator == 9
    assert course(BEGINS_AGAIN, is_overwritten="false", **told).at(Quarter(2025, 4)).numerator == 8


def test_a_quarter_after_the_one_looked_at_is_not_part_of_the_course():
    early = course(RUNS_ON, quarter=Quarter(2026, 1))
    assert early.figures.index[-1] == "2026-Q1"


def test_a_fall_is_the_change_since_a_quarter_before_and_none_when_a_count_begins_again():
    assert course([9, 6], base=18).change == pytest.approx(-100 / 6)
    again = course(BEGINS_AGAIN[:9], accumulates="within_year", quarter=Quarter(2026, 1))
    assert pd.isna(again.change)


def earlier(one):
    return [(year.done, year.open_at_start) for year in own_pace._earlier(one, 18, int(one.done(2026).sum()))]


def test_a_year_before_the_first_unit_was_done_says_nothing():
    assert earlier(course(RUNS_ON)) == [([1, 0, 2, 1], 18)]


def test_a_register_that_overwrites_knows_an_earlier_year_of_the_units_not_done_since():
    """7 of 18 were done in 2026 and 8 of the other 11 in 2025; of 2024 it knows the 3 that were not done in 2025."""
    overwritten = course(BEGINS_AGAIN, accumulates="within_year", is_overwritten="true")
    assert earlier(overwritten) == [([1, 1, 0, 1], 3), ([2, 2, 1, 3], 11)]


def test_a_year_that_was_published_is_about_all_units():
    said = [(f"2025-Q{at}", k) for at, k in enumerate((4, 8, 10, 15), 1)]
    known = course(BEGINS_AGAIN, accumulates="within_year", is_overwritten="true", published=said)
    assert earlier(known)[-1] == ([4, 4, 2, 5], 18)


@pytest.mark.parametrize("measure", ["compliant_dealers_percent", "urgent_enforcement_percent"])
def test_a_measure_whose_kind_no_model_knows_has_no_forecast(measure):
    assert own_pace.forecast(course(RUNS_ON, measure=measure)).empty


def test_without_a_value_of_now_there_is_no_forecast():
    assert own_pace.forecast(course([*RUNS_ON[:10], None])).empty


def test_a_handful_a_year_is_no_model_for_a_target_of_eighty():
    counted = {"measure": "local_exercises", "kind": "cumulative_count", "unit": "count", "accumulates": "within_year"}
    rows = tables.measures([{"period": "2026-Q3", "value": 30}], measure="local_exercises", area_level="municipality")
    many = of_measures(rows, indicator(targets={2026: 80}, **counted), Quarter(2026, 3), pd.DataFrame())
    assert own_pace.forecast(many).empty
