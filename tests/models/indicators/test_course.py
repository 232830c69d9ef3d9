"""The course of an indicator, on quarters written out by hand."""

import pandas as pd
import pytest

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import VALUE_COLUMNS
from helpers.models.indicators.course import as_published, of_measures
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
    assert list(early.stands)[-1] == "2026-Q1"


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


def verdict_rows(one):
    ahead = own_pace.forecast(one)
    return {term: bool(met) for term, met in zip(ahead.term, ahead.is_met.fillna(True), strict=True)}, ahead


SHARE = {"measure": "trained_members_percent", "can_fall_back": "true", "targets": {2026: 90}}


def test_a_missing_quarter_of_this_year_gives_no_forecast_and_no_crash():
    assert own_pace.forecast(course([*RUNS_ON[:8], None, 8, 9])).empty


def test_the_year_end_of_units_is_logged_in_the_unit_of_the_indicator():
    end = tables.the(own_pace.forecast(course(RUNS_ON)), term="year_end")
    assert end.unit == "percent" and 50 <= end.low <= end.high <= 100  # 9 of 18 are done


def test_growth_that_a_register_only_seems_to_show_never_gives_on_course():
    """53 of 60 and rising: with the quarters as published it may be said, computed back it may not."""
    rising = [20, 24, 28, 33, 38, 42, 45, 48, 50, 52, 53]
    told, ahead = verdict_rows(course(rising, 60, is_overwritten="true", **SHARE))
    assert not told["may_say_on_course"] and "schijn" in tables.the(ahead, term="may_say_on_course").rule
    steady, _ = verdict_rows(course(rising, 60, **SHARE))
    said = list(zip(LABELS[:-1], rising[:-1], strict=True))
    published, _ = verdict_rows(course(rising, 60, said, is_overwritten="true", **SHARE))
    assert steady["may_say_on_course"] and published["may_say_on_course"]


def test_nothing_done_in_three_years_is_history_enough_for_the_gap_without_a_chance():
    told, ahead = verdict_rows(course([0] * 11, 13, measure="scanned_wijken_percent"))
    assert told["history"] and not told["earlier_year"] and not told["may_say_chance"]
    assert len(tables.rows_of(ahead, term="year_end")) == 1


COUNTED = {"kind": "cumulative_count", "unit": "count", "accumulates": "within_year", "targets": {2026: 2}}


def counted(values, measure="local_exercises", **fields):
    rows = [{"period": at, "value": value} for at, value in zip(LABELS, values, strict=True)]
    shown = tables.measures(rows, measure=measure, area_level="municipality")
    return of_measures(shown, indicator(measure=measure, **COUNTED | fields), Q3, pd.DataFrame())


def test_a_log_that_began_in_a_year_does_not_count_that_year_as_whole():
    begun = own_pace.forecast(counted([None] * 7 + [1, 0, 0, 0]))
    assert tables.rows_of(begun, term="reach_target").empty  # three quarters of this year are all it knows
    months = {"kind": "months_covered", "unit": "months", "targets": {2026: 12}}
    part = own_pace.forecast(counted([None] * 6 + [3, 6, 3, 6, 9], "dashboard_months", **months))
    whole = own_pace.forecast(counted([None] * 4 + [3, 6, 9, 12, 3, 6, 9], "dashboard_months", **months))
    chances = [tables.rows_of(one, term="reach_target").estimate.tolist() for one in (part, whole)]
    assert chances[0] == [] and chances[1][0] > 0.85


def test_a_target_between_two_counts_asks_for_the_higher():
    ahead = own_pace.forecast(counted([0, 1, 2, 3] * 2 + [1, 2, 2], targets={2026: 2.5}))
    assert 0 < tables.the(ahead, term="reach_target").estimate < 1


def test_what_was_published_of_other_units_is_not_subtracted():
    """Thirteen wijken became eleven: 12 of 13 were done then and 10 of 11 now."""
    merged = course([0] * 5 + [2, 4, 5, 7, 9, 10], 11, measure="scanned_wijken_percent", is_overwritten="true")
    rows = [dict.fromkeys(VALUE_COLUMNS) | {"indicator_id": "BR-9-9", "quarter": "2026-Q2", "unit": "percent",
            "value": 1200 / 13, "numerator": 12.0, "denominator": 13.0}]  # fmt: skip
    shown = tables.measures(
        [{"period": at, "value": 1.0, "numerator": k, "denominator": 11} for at, k in zip(LABELS, (one.numerator for one in merged.stands.values()), strict=True)],
        measure="scanned_wijken_percent", area_level="municipality",
    )  # fmt: skip
    same = of_measures(shown, merged.indicator, Q3, pd.DataFrame(rows))
    assert same.done(2026).tolist() == [2, 2, 1] and not same.published


def test_a_count_that_is_carried_forward_is_one_count():
    rows = [
        {"period": at, "value": 60.0, "numerator": 6, "denominator": 10, "start": "2024-02-01" if at < "2026" else "2026-02-01"}
        for at in LABELS
    ]  # fmt: skip
    shown = tables.measures(rows, measure="role_awareness_percent", area_level="municipality")
    counts = of_measures(shown, indicator(measure="role_awareness_percent", can_fall_back="true"), Q3, pd.DataFrame())
    assert [label for label, one in counts.stands.items() if pd.notna(one.value)] == ["2024-Q1", "2026-Q1", "2026-Q3"]


def test_what_became_of_a_forecast_is_what_was_published_where_the_register_overwrites():
    row = tables.measures([{"period": "2025-Q4", "value": 66.7, "numerator": 12, "denominator": 18}], unit="percent")
    said = pd.DataFrame([dict.fromkeys(VALUE_COLUMNS) | {"indicator_id": "BR-9-9", "quarter": "2025-Q4",
        "unit": "percent", "value": 100.0, "numerator": 18.0, "denominator": 18.0}])  # fmt: skip
    assert as_published(row, indicator(is_overwritten="true"), said).value.item() == 100
    assert as_published(row, indicator(), said).value.item() == 66.7
