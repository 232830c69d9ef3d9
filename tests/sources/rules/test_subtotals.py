import numpy as np
import pandas as pd
import pytest

from helpers.sources.rules import subtotals


def parts(periods=4, columns="abcde", seed=1, mean=20):
    index = pd.Index([f"{2000 + i}" for i in range(periods)], name="period")
    drawn = np.random.default_rng(seed).poisson(mean, (periods, len(columns)))
    return pd.DataFrame(drawn.astype(float), index=index, columns=list(columns))


def test_parts_that_stand_apart_are_no_total():
    assert list(subtotals.find(parts())) == []


def test_a_part_that_is_the_sum_of_all_others_is_a_total():
    table = parts().assign(totaal=lambda t: t.sum(axis=1))
    assert list(subtotals.find(table)) == [("totaal", list("abcde"))]


def test_one_period_in_which_it_is_not_the_sum_makes_it_no_total():
    table = parts().assign(totaal=lambda t: t.sum(axis=1))
    table.loc["2002", "totaal"] += 1
    assert list(subtotals.find(table)) == []


def test_a_total_that_lacks_a_period_is_still_a_total():
    table = parts().assign(totaal=lambda t: t.sum(axis=1))
    table.loc["2002", "totaal"] = np.nan
    assert [part for part, _ in subtotals.find(table)] == ["totaal"]


@pytest.mark.parametrize(("periods", "columns"), [(2, "abc"), (4, "a")])
def test_it_takes_three_periods_and_three_parts(periods, columns):
    assert list(subtotals.find(parts(periods, columns).assign(totaal=lambda t: t.sum(axis=1)))) == []


def test_a_sum_of_some_takes_more_rows():
    long, short = parts(30, "abcdefghijkl"), parts(20, "abcdefghijkl")
    assert list(subtotals.find(long.assign(x=lambda t: t.b + t.f + t.k))) == [("x", ["b", "f", "k"])]
    assert list(subtotals.find(short.assign(x=lambda t: t.b + t.f + t.k))) == []


@pytest.mark.parametrize("seed", range(20))
def test_small_counts_give_no_false_total(seed):
    assert list(subtotals.find(parts(24, "abcdefghijklm", seed, mean=1.5))) == []


def test_parts_that_are_empty_everywhere_are_no_proof():
    index = pd.Index(["2001", "2002", "2003"], name="period")
    table = pd.DataFrame({"a": [1.0, 2, 3], "b": [0.0, 0, 0], "c": [1.0, 2, 3]}, index=index)
    assert list(subtotals.find(table)) == []
