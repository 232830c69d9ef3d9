"""Small numbers, rule by rule (inputs.md), and an attacker who subtracts."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.disclosure import protect
from helpers.disclosure.linked import leaks
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables, words

LIMITS = SmallNumbers()
HEADLINES = {"elderly_trained"}
NONE = tables.estimates()


def persons(counts: list[float], total: float | None = None, **more) -> pd.DataFrame:
    """Persons per wijk, and the municipality when a total is given."""
    about = {"measure": "elderly_trained", "unit": "persons", "counted": "person", "period": "2026-Q4", **more}
    rows = [{"area_level": "wijk", "area": f"w{i:02}", "value": n, "numerator": n} for i, n in enumerate(counts)]
    if total is not None:
        rows.append({"area_level": "municipality", "value": total, "numerator": total})
    return tables.measures(rows, **about)


def share(met: float, base: float, **about) -> dict:
    return {"value": 100 * met / base, "numerator": met, "denominator": base, "unit": "percent", **about}


def shown(table: pd.DataFrame, limits: SmallNumbers = LIMITS) -> list[float]:
    """What a reader sees beside the headline: -1 where a value is hidden, and where it is withdrawn."""
    found = protect(table, NONE, limits, HEADLINES)[0]
    assert leaks(found, limits, HEADLINES) == {}
    assert (found.value.isna() == (found.withheld != "")).all()
    return found.value.fillna(-1).tolist()


def test_counts_of_one_to_nine_are_hidden_and_others_rounded_to_five():
    assert shown(persons([0, 1, 9, 10, 12, 13, 48])) == [0, -1, -1, 10, 10, 15, 50]


def test_a_hidden_row_keeps_no_figure():
    found = protect(persons([4]), NONE, LIMITS)[0].iloc[0]
    assert found[["value", "numerator", "denominator", "se"]].isna().all()
    assert found.withheld == "small"


def test_headlines_of_the_municipality_are_exact_even_when_small():
    assert shown(persons([], total=7)) == [7]


@pytest.mark.parametrize("harmless", words.HARMLESS)
def test_units_that_are_not_persons_are_left_alone(harmless):
    assert shown(persons([4, 13], total=17, counted=harmless)) == [4, 13, 17]


@pytest.mark.parametrize("personal", sorted(words.PERSONAL.keys() - {"respondent"}))
def test_whatever_is_about_persons_is_hidden_as_persons_are(personal):
    assert shown(persons([4, 13, 20], total=37, counted=personal)) == [-1, 15, -1, 37]


@pytest.mark.parametrize("counted", ["persons", "Person", "person ", "hours", "", None])
def test_four_of_a_word_that_nobody_knows_are_hidden(counted):
    """A frame made without `tables.measures`, which would refuse the word."""
    table = persons([4, 13, 20], total=37).astype({"counted": "object"}).assign(counted=counted)
    assert shown(table) == [-1, 15, -1, 37]


def test_four_persons_are_hidden_whatever_the_other_words_say():
    table = persons([4, 33])
    for column, misspelt in (("area_level", "Municipality"), ("split", " "), ("withheld", "smal"), ("unit", "?")):
        assert np.isnan(protect(table.assign(**{column: misspelt}), NONE, LIMITS)[0].value[0])


def test_a_row_with_an_unknown_word_for_why_it_is_withheld_is_hidden():
    assert shown(persons([33]).assign(withheld="smal")) == [-1]


def test_a_share_in_a_unit_that_nobody_knows_is_held_to_be_a_percentage():
    table = tables.measures([share(39, 40, group="a")], area_level="municipality", split="reason", counted="dealer")
    assert shown(table.assign(unit="percents")) == [-1]


def test_one_hidden_cell_takes_the_largest_with_it_where_the_others_would_tell():
    assert shown(persons([4, 30, 10, 12], total=56)) == [-1, -1, 10, 10, 56]


def test_without_a_total_one_hidden_cell_is_enough():
    assert shown(persons([4, 30, 12])) == [-1, 30, 10]


def test_where_the_headline_gives_the_cells_away_the_split_is_withdrawn_and_the_headline_stays():
    for cells in ([1, 1, 0, 0], [7], [1, 2, 12, 12, 12]):
        found = protect(persons(cells, total=sum(cells)), NONE, LIMITS, HEADLINES)[0]
        assert found.withheld.tolist() == ["withdrawn"] * len(cells) + [""]
        assert found.value.isna().sum() == len(cells)


def test_beside_enough_rounded_counts_one_hidden_cell_is_enough():
    # The others are within two of what is shown: together they leave the hidden one between 0 and 10.
    assert shown(persons([4, 30, 12, 20], total=66)) == [-1, 30, 10, 20, 66]


def test_a_zero_is_never_hidden_for_another():
    assert shown(persons([4, 0, 30, 11], total=45)) == [-1, 0, -1, 10, 45]


def test_percentages_need_thirty_dealers_and_ten_on_either_side():
    groups = [share(15, 29), share(15, 30), share(9, 40), share(31, 40), share(40, 40), share(0, 40)]
    rows = [{"group": str(i), **one} for i, one in enumerate(groups)]
    table = tables.measures(rows, area_level="municipality", split="reason", counted="dealer")
    assert shown(table) == [-1, 50, -1, -1, -1, -1]


def test_a_percentage_follows_from_the_rounded_counts():
    rows = [share(22, 37, group="risico")]
    table = tables.measures(rows, area_level="municipality", split="reason", counted="dealer")
    found = protect(table, NONE, LIMITS)[0].iloc[0]
    # 22 met and 15 did not: 20 of 35.
    assert (found.numerator, found.denominator) == (20, 35)
    assert found.value == pytest.approx(100 * 20 / 35)


def test_a_survey_needs_fifty_respondents_and_keeps_its_figures():
    rows = [share(30, 49, area="a"), share(30, 50, area="b"), share(3, 60, area="c"), share(60, 60, area="d")]
    table = tables.measures(rows, area_level="wijk", counted="respondent")
    assert shown(table) == [-1, 60, 5, -1]


def test_dealers_are_never_shown_per_wijk_and_sector():
    about = {"split": "sector", "group": "Fietsen", "counted": "dealer", "unit": "dealers", "value": 40}
    table = tables.measures([{"area_level": "wijk", "area": "a"}, {"area_level": "municipality"}], **about)
    assert shown(table) == [-1, 40]


def test_a_group_whose_share_is_missing_keeps_no_counts():
    rows = [{"area": "a", "numerator": 3, "withheld": "missing"}]
    table = tables.measures(rows, area_level="wijk", counted="person")
    found = protect(table, NONE, LIMITS)[0].iloc[0]
    assert np.isnan(found.numerator) and found.withheld == "missing"


def test_estimates_about_a_hidden_cell_are_hidden_with_it():
    told = tables.estimates(
        [{"area": "w00"}, {"area": "w01"}, {"area": "w00", "period": "2025-Q4"}],
        **{"measure": "elderly_trained", "estimate": 4.0, "low": 3.0, "n": 4, "rule": "4 van 9", "is_met": True},
    )
    told["period"] = told.period.where(told.period != "", "2026-Q4")
    found = protect(persons([4, 40]), told, LIMITS)[1]
    assert found.withheld.tolist() == ["small", "", ""]
    assert found.loc[0, ["estimate", "low", "n", "is_met"]].isna().all() and found.rule[0] == ""
    assert found.estimate[1] == 4


def test_stricter_thresholds_hide_more():
    assert shown(persons([10, 14, 16, 40]), SmallNumbers(hidden_below=15)) == [-1, -1, 15, 40]


def test_thresholds_below_the_floor_are_refused():
    with pytest.raises(ValueError, match="greater than or equal to 10"):
        SmallNumbers(hidden_below=5)


def test_empty_tables_stay_empty():
    found, told = protect(tables.measures(), tables.estimates(), LIMITS)
    assert dict(found.dtypes) == dict(tables.measures().dtypes) and len(found) == 0
    assert dict(told.dtypes) == dict(tables.estimates().dtypes) and len(told) == 0


counts = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 60)), min_size=1, max_size=7)
thresholds = st.builds(
    SmallNumbers,
    hidden_below=st.integers(10, 17),
    percent_base=st.integers(30, 41),
    survey_base=st.integers(50, 60),
    rounded_to=st.integers(5, 8),
)
pairs = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6)


@st.composite
def any_table(draw) -> pd.DataFrame:
    cells = draw(counts)
    of_wijken = persons(cells, total=sum(cells))
    kind = draw(st.sampled_from(["person", "dealer", "respondent", "session"]))
    groups = [(met, met + rest) for met, rest in draw(pairs) if met + rest]
    rows = [{"split": "reason", "group": str(i), **share(*one)} for i, one in enumerate(groups)]
    met, base = (sum(side) for side in zip(*groups, strict=True)) if groups else (1, 2)
    shares = tables.measures(
        [*rows, share(met, base)], measure="x", area_level="municipality", counted=kind, period="p"
    )
    return tables.stack(of_wijken, shares)


@how(max_examples=20, deadline=None, derandomize=True)
@given(table=any_table(), limits=thresholds)
def test_protecting_only_hides_twice_is_once_and_the_input_stays(table, limits):
    before = table.copy(deep=True)
    once = protect(table, NONE, limits)[0]
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(protect(once, NONE, limits)[0], once)
    assert not (once.value.notna() & table.value.isna()).any()
    # What is not hidden differs from the truth by rounding only.
    is_count = table.denominator.isna() & once.value.notna()
    assert ((once.value - table.value)[is_count].abs() <= limits.rounded_to / 2).all()


@how(max_examples=40, deadline=None, derandomize=True)
@given(cells=counts)
def test_no_hidden_count_is_found_and_every_small_one_is_possible(cells):
    found = protect(persons(cells, total=sum(cells)), NONE, LIMITS, HEADLINES)[0]
    assert found.value.iloc[-1] == sum(cells)
    assert leaks(found, LIMITS, HEADLINES) == {}
    # A second reader, who tries every value one by one.
    *values, total = found.value
    hidden = [i for i, value in enumerate(values) if np.isnan(value)]
    if "withdrawn" not in found.withheld.tolist():
        for small in (i for i in hidden if cells[i] < 10):
            assert possible(values, total, hidden, small) >= set(range(1, 10))


def possible(values: list[float], total: float, hidden: list[int], target: int) -> set[int]:
    """Every value of a hidden cell that fits a total, or less of it, tried one by one by who knows the rounding."""
    sums = {0}
    for i, value in enumerate(values):
        if i == target:
            continue
        fits = range(61) if i in hidden else range(max(10, int(value) - 2), int(value) + 3) if value else [0]
        sums = {have + one for have in sums for one in fits if have + one <= total}
    return {one for one in range(10) for have in sums if have + one <= total}


def test_every_small_table_keeps_its_secrets():
    # Exhaustive where subtraction is easiest: three cells at the edges of the rules.
    for cells in combinations((0, 1, 2, 9, 10, 12), 3):
        shown(persons(list(cells), total=sum(cells)))


@pytest.mark.parametrize("unit", ["percent", "per_1000"])
def test_counts_that_round_alike_give_the_same_share_to_the_last_digit(unit):
    per = {"percent": 100, "per_1000": 1000}[unit]
    shares = set()
    for met in range(68, 73):
        for base in range(88, 93):
            rows = [{"group": "a", "value": per * met / base, "numerator": met, "denominator": base}]
            table = tables.measures(rows, area_level="municipality", split="step", counted="person", unit=unit)
            shown, _ = protect(table, tables.estimates(), SmallNumbers())
            shares |= {(shown.value.item(), shown.denominator.item())}
    assert len(shares) == len({base for _, base in shares})
