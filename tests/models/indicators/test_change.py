"""What changed: hand-made rows; the interval against Newcombe 1998, Statistics in Medicine 17:873, Table II."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import VALUE_COLUMNS
from helpers.models.indicators import change
from helpers.models.indicators.change import Compared

NOW, PREVIOUS, YEAR_BEFORE = Quarter(2026, 3), Quarter(2026, 2), Quarter(2025, 3)


def indicator(accumulates="stand", unit="percent", **fields):
    known = {
        "id": "VE-9-9", "goal": "", "text": "", "target_text": "", "name": "", "measure": "some_measure",
        "kind": "share_of_register", "accumulates": accumulates, "can_fall_back": "true", "unit": unit,
        "operator": ">=", "targets": {2026: 100}, "sources": ["x"], "owner": "",
    }  # fmt: skip
    return Indicator(**(known | fields))


def row(value=None, quarter=NOW, unit="percent", **fields):
    known = {"value": value, "unit": unit, "start": quarter.start, "end": quarter.end, "period": quarter.label}
    return tables.measures([known | fields], measure="some_measure", area_level="municipality").iloc[0]


def share(k, n, quarter=NOW):
    return row(100 * k / n, quarter, numerator=k, denominator=n)


def compare(one, now, then, against=PREVIOUS, quarter=NOW, **more):
    table = change.change(Compared(one, quarter, against, now, then, **more))
    for rule in table.rule:
        assert all(len(sentence.split()) <= 20 for sentence in rule.split(". ")), rule
        assert not re.search("significant|effect|nan|None", rule)
    return table


REGISTER, SAMPLE = indicator(), indicator(is_sample="true")
COUNT = indicator("within_year", "count")


@pytest.mark.parametrize(
    ("now", "then", "difference", "word"), [(10, 8, 2, "meer"), (8, 10, -2, "minder"), (8, 8, 0, "gelijk")]
)
def test_a_complete_count_changes_as_a_fact(now, then, difference, word):
    (found,) = compare(COUNT, row(now, unit="count"), row(then, unit="count")).itertuples()
    assert (found.term, found.period, found.estimate, found.at) == ("previous", "2026-Q2", difference, then)
    assert found.verdict == word and found.rule == change.NO_SAMPLE
    assert pd.isna(found.low) and pd.isna(found.high) and pd.isna(found.p) and found.is_met is pd.NA


def test_the_same_quarter_of_last_year_has_its_own_term():
    found = compare(COUNT, row(8, unit="count"), row(5, unit="count"), YEAR_BEFORE)
    assert (found.term.item(), found.period.item()) == ("year_before", "2025-Q3")


def test_a_new_year_starts_a_count_again_and_keeps_a_stand():
    first, last = Quarter(2026, 1), Quarter(2025, 4)
    count = compare(COUNT, row(8, unit="count"), row(30, unit="count"), last, first)
    assert pd.isna(count.estimate.item()) and count.verdict.item() == ""
    assert count.rule.item() == "Nieuw jaar: deze telling begint op 1 januari opnieuw."
    assert compare(REGISTER, share(8, 10), share(7, 10), last, first).estimate.item() == pytest.approx(10)


@pytest.mark.parametrize(("k1", "n1", "k2", "n2", "low", "high"), [
    (56, 70, 48, 80, 5.24, 33.39), (9, 10, 3, 10, 17.05, 80.90), (10, 10, 0, 20, 67.91, 100.0),
])  # fmt: skip
def test_a_sample_has_the_interval_of_newcombes_method_ten(k1, n1, k2, n2, low, high):
    found = compare(SAMPLE, share(k1, n1), share(k2, n2, PREVIOUS)).iloc[0]
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.006)
    assert found.is_met and found.rule == ""


def test_a_sample_with_0_inside_the_interval_can_be_chance_and_turned_round_too():
    for one, other in (((6, 10), (5, 10)), ((5, 10), (6, 10))):
        found = compare(SAMPLE, share(*one), share(*other, PREVIOUS)).iloc[0]
        assert found.is_met is False or not found.is_met
        assert found.low < 0 < found.high


def test_one_count_seen_in_two_quarters_is_no_second_measurement():
    found = compare(SAMPLE, share(6, 10, PREVIOUS), share(6, 10, PREVIOUS))
    assert found.is_met.isna().item() and "niet opnieuw gemeten" in found.rule.item()


def test_a_value_that_holds_the_earlier_one_is_not_tested():
    within_year = indicator("within_year", is_sample="true")
    nested = compare(within_year, share(14, 16), share(2, 13))
    assert nested.is_met.isna().item() and "telt mee in deze" in nested.rule.item()
    other_year = compare(within_year, share(14, 16), share(2, 13), YEAR_BEFORE)
    assert bool(other_year.is_met.item())


def test_two_shares_that_nobody_drew_by_lot_are_never_set_against_chance():
    dealers = compare(indicator("within_year"), share(14, 16), share(2, 13), YEAR_BEFORE)
    assert dealers[["low", "high", "is_met"]].isna().all(axis=None) and dealers.rule.item() == change.NO_SAMPLE


@pytest.mark.parametrize("hidden", [None, row(withheld="small"), row(50.0, withheld="stale")])
def test_an_unknown_or_hidden_value_gives_no_change(hidden):
    for pair in ((hidden, share(5, 10)), (share(5, 10), hidden)):
        found = compare(REGISTER, *pair)
        assert found.estimate.isna().all() and "is geen waarde bekend" in found.rule.item()


def test_new_facts_and_revision_add_up_to_the_change():
    found = compare(REGISTER, share(9, 10), share(7, 10), published=(60.0, 2)).set_index("term")
    assert found.estimate.to_dict() == pytest.approx({"previous": 30.0, "new_facts": 20.0, "revision": 10.0})
    assert (found.loc["revision", "at"], found.loc["revision", "n"]) == (60.0, 2)


def test_what_was_published_and_is_the_same_now_is_not_revised():
    found = compare(REGISTER, share(9, 10), share(7, 10), published=(70.0, 1)).set_index("term")
    assert found.loc["revision", "verdict"] == "gelijk"


def test_a_published_value_is_compared_with_where_it_cannot_be_recomputed():
    found = compare(REGISTER, share(9, 10), None, published=(60.0, 1))
    assert found.term.tolist() == ["previous"] and found.estimate.item() == pytest.approx(30)


def test_the_highest_edition_of_the_quarter_in_the_same_unit_is_what_was_published():
    listed = [("2026-Q2", 1, 50.0, "percent"), ("2026-Q2", 2, 60.0, "percent"), ("2026-Q2", 3, None, "percent"),
              ("2026-Q2", 4, 7.0, "count"), ("2026-Q1", 9, 10.0, "percent")]  # fmt: skip
    names = ("quarter", "edition", "value", "unit")
    went_out = pd.DataFrame([dict(zip(names, one, strict=True)) for one in listed]).assign(indicator_id="VE-9-9")
    assert set(went_out.columns) <= set(VALUE_COLUMNS)
    measured = tables.measures([share(k, 10, quarter).to_dict() for k, quarter in ((9, NOW), (7, PREVIOUS))])
    found = change.changes([REGISTER], measured, NOW, went_out)
    before = tables.the(found, term="previous")
    assert (before["at"], before.estimate) == pytest.approx((60.0, 30.0))


@how(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 40), st.integers(0, 40))
def test_turning_the_data_round_turns_the_change_round(now, then):
    one = compare(SAMPLE, share(now, 40), share(then, 40, PREVIOUS)).iloc[0]
    other = compare(SAMPLE, share(then, 40), share(now, 40, PREVIOUS)).iloc[0]
    assert one.estimate == pytest.approx(-other.estimate)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low), abs=1e-9)
    assert one.is_met == other.is_met
    turned = {"meer": "minder", "minder": "meer", "gelijk": "gelijk"}
    assert one.verdict == turned[other.verdict]
