"""The log of signals: a number that was said stays with its signal and is never given to another."""

from __future__ import annotations

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import SIGNAL_COLUMNS, History
from helpers.models.signals import log

MONTH = Month(2026, 10)
NOTHING = History().signals


def judged(*series, month=MONTH, **more):
    rows = [{"area": area, "group": group, "split": "category"} for area, group in series]
    about = {"model": "signals", "role": "signal", "term": "month", "measure": "monthly_reports", "is_met": True}
    return tables.estimates(rows, **(about | {"period": month.label} | more))


def said(*lines):
    rows = [
        dict.fromkeys(SIGNAL_COLUMNS, "") | {"measure": "monthly_reports", "observed": 1.0} | line for line in lines
    ]
    frame = pd.DataFrame(rows).replace({"expected": "", "low": "", "high": ""}, 0.0)
    return frame.astype(SIGNAL_COLUMNS)


def line(number, wijk, category, month=MONTH):
    return {"number": number, "wijk": wijk, "category": category, "month": month.label}


def numbers(table):
    return dict(zip(zip(table.area, table.group, strict=True), table.term, strict=True))


def test_equally_likely_signals_are_numbered_in_the_order_of_their_series_the_municipality_first():
    found = log.numbered(judged(("b", "x"), ("a", "y"), ("", "x"), ("a", "x")), NOTHING, MONTH)
    assert found[["area", "group", "term"]].values.tolist() == [
        ["", "x", "S2026-10-1"], ["a", "x", "S2026-10-2"], ["a", "y", "S2026-10-3"], ["b", "x", "S2026-10-4"],
    ]  # fmt: skip
    assert set(found.model) == {"numbered_signals"}


def test_new_signals_are_numbered_most_remarkable_first_and_those_that_were_said_stand_among_them():
    likely, seldom = judged(("a", "x"), ("d", "x"), p=0.01), judged(("b", "x"), ("c", "x"), p=0.001)
    all_ = tables.stack(likely, seldom, judged(("", "y"), p=0.004), judged(("d", "x"), term="persistent", p=0.5))
    found = log.numbered(all_, said(line("S2026-10-1", "c", "x")), MONTH)
    assert found[["area", "term"]].values.tolist() == [
        ["", "S2026-10-2"], ["d", "S2026-10-3"], ["b", "S2026-10-4"], ["c", "S2026-10-1"], ["a", "S2026-10-5"],
    ]  # fmt: skip


def test_what_was_said_keeps_its_number_when_another_signal_comes_before_it():
    before = said(line("S2026-10-1", "b", "x"))
    found = numbers(log.numbered(judged(("a", "x"), ("b", "x")), before, MONTH))
    assert found == {("b", "x"): "S2026-10-1", ("a", "x"): "S2026-10-2"}


def test_the_number_of_a_signal_that_is_none_any_more_is_not_used_again():
    before = said(line("S2026-10-1", "a", "x"), line("S2026-10-2", "b", "x"))
    assert numbers(log.numbered(judged(("c", "x")), before, MONTH)) == {("c", "x"): "S2026-10-3"}


def test_numbers_are_numbers_and_no_texts_from_ten_on():
    before = said(line("S2026-10-9", "a", "x"), line("S2026-10-10", "b", "x"))
    assert numbers(log.numbered(judged(("c", "x")), before, MONTH)) == {("c", "x"): "S2026-10-11"}


def test_another_month_has_numbers_of_its_own():
    before = said(line("S2026-09-7", "a", "x", MONTH.shift(-1)))
    assert numbers(log.numbered(judged(("a", "x")), before, MONTH)) == {("a", "x"): "S2026-10-1"}


def test_only_what_is_out_of_its_range_this_month_gets_a_number():
    ordinary, silent = judged(("a", "x"), is_met=False), judged(("b", "x"), is_met=None)
    other = judged(("c", "x"), month=MONTH.shift(-1))
    lasting = judged(("d", "x"), term="persistent")
    assert log.numbered(tables.stack(ordinary, silent, other, lasting), NOTHING, MONTH).empty


def test_what_was_said_is_told_of_the_months_that_are_asked_and_no_other():
    before = said(line("S2026-10-1", "a", "x"), line("S2026-08-1", "a", "x", MONTH.shift(-2)))
    found = log.told(before, [MONTH.shift(-1), MONTH])
    assert found.term.tolist() == ["S2026-10-1"] and found.split.tolist() == ["category"]


def test_a_series_without_a_category_has_no_split():
    found = log.told(said(line("S2026-10-1", "a", "")), [MONTH])
    assert (found.split.item(), found.group.item()) == ("", "")
