"""Expectations: counted by hand on a few rows."""

import numpy as np
import pytest

from helpers.floor.month import Month
from helpers.measures.months.reports import monthly_reports

LAST = Month(2026, 4)


def values(table, **where):
    for column, wanted in where.items():
        table = table[table[column] == wanted]
    return [None if np.isnan(value) else value for value in table.value]


def reported(typed, rows, wijken=("a", "b")):
    return monthly_reports(typed("meldingen", rows), LAST, wijken)


def every_month(wijk, category="Afval", count=9, months=(1, 2, 3, 4)):
    return [(f"2026-{month:02}-01", wijk, category, count) for month in months]


def test_a_wijk_without_a_row_is_zero_where_another_has_one_and_few_reports_are_usual(typed):
    found = reported(typed, [*every_month("a"), ("2026-02-01", "b", "Afval", 4)])
    assert values(found, area="b") == [0, 4, 0, 0]
    assert values(found, area="") == [9, 13, 9, 9]


def test_a_wijk_without_any_row_in_a_month_is_unknown_where_five_a_month_are_usual(typed):
    found = reported(typed, [*every_month("a"), *every_month("b", count=5, months=(1, 2, 4))])
    assert values(found, area="b") == [5, 5, None, 5]
    assert values(found, area="") == [14, 14, None, 14]


def test_a_row_of_another_category_tells_that_the_wijk_was_delivered(typed):
    rows = [*every_month("a"), *every_month("b", months=(1, 2, 4)), *every_month("b", "Lamp", 1, (3,))]
    assert values(reported(typed, rows), area="b", group="Afval") == [9, 9, 0, 9]


def test_a_category_without_any_row_in_a_month_is_unknown_that_month_and_after_it_ended(typed):
    rows = [*every_month("a"), *every_month("b"), *every_month("a", "Lamp", 3, (1, 3))]
    assert values(reported(typed, rows), area="a", group="Lamp") == [3, None, 3, None]
    assert values(reported(typed, rows), area="", group="Lamp") == [3, None, 3, None]


def test_a_wijk_that_no_row_names_is_unknown_and_no_part_of_the_municipality(typed):
    found = reported(typed, [*every_month("a"), *every_month("b")], ("a", "b", "c"))
    assert values(found, area="c") == [None] * 4
    assert values(found, area="") == [18] * 4


def test_it_begins_with_the_export_and_ends_with_the_month_asked(typed):
    found = reported(typed, every_month("a", months=(3, 4, 5, 6)))
    assert sorted(set(found.period)) == ["2026-03", "2026-04"]
    assert reported(typed, every_month("a", months=(5, 6))).empty


def test_a_month_after_the_last_row_is_unknown(typed):
    assert values(reported(typed, every_month("a", months=(1, 2))), area="a") == [9, 9, None, None]


def test_spellings_that_differ_in_capitals_are_one_category_by_its_usual_name(typed):
    rows = [*every_month("a", months=(1, 2, 3)), *every_month("a", "AFVAL", months=(4,))]
    found = reported(typed, rows, ("a",))
    assert set(found.group) == {"Afval"} and values(found, area="a") == [9, 9, 9, 9]


def test_unknown_is_said_and_the_words_are_harmless(typed):
    found = reported(typed, every_month("a", months=(1, 3)))
    assert set(found.withheld[found.value.isna()]) == {"missing"}
    assert set(found.counted) == {"report"} and set(found.split) == {"category"} and set(found.unit) == {"count"}


@pytest.mark.parametrize("seed", [0, 1])
def test_the_order_of_the_rows_does_not_matter(typed, seed):
    rows = [*every_month("a"), *every_month("b", count=5, months=(1, 2, 4)), *every_month("b", "LAMP", 2)]
    table = typed("meldingen", rows)
    shuffled = table.sample(frac=1, random_state=seed)
    assert monthly_reports(shuffled, LAST, ["a", "b"]).equals(monthly_reports(table, LAST, ["a", "b"]))
