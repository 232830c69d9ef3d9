"""Expectations: planted hours that follow the outcome or nothing, and least squares on deviations made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.scan_car.dispatch import dispatch

WORDS = {"mogelijk gevolgd", "mogelijk gemeden", "onzeker", "niet te zien"}


def panel(seed: int, pull: float = 0.0, answer: float = 4.0, wijken: int = 13, waves: int = 5) -> pd.DataFrame:
    """Hours (tens) by chance, `pull` tens more per point that the wave before was cleaner; y answers to the hours."""
    random = np.random.default_rng(seed)
    own, usual, rows = random.normal(70, 8, wijken), random.normal(2, 0.5, wijken), []
    y = np.full(wijken, 70.0)
    for t in range(waves):
        x = usual + random.normal(0, 1, wijken) + pull * (y - 70)
        y = own + answer * x + random.normal(0, 3, 1) + random.normal(0, 3, wijken)
        rows += [{"cluster": f"W{i:02d}", "period": 2016 + 2 * t, "x": x[i], "y": y[i]} for i in range(wijken)]
    return pd.DataFrame(rows).assign(weight=random.uniform(40, 200, len(rows)))


def word(cells: pd.DataFrame) -> str:
    return dispatch(cells).verdict.item()


@pytest.mark.parametrize("waves", [4, 5])
def test_hours_that_owe_nothing_to_the_outcome_are_said_to_follow_or_shun_it_in_five_of_a_hundred(waves):
    said = [word(panel(seed, waves=waves)) for seed in range(300)]
    found = np.isin(said, ["mogelijk gevolgd", "mogelijk gemeden"])
    # 3 Monte Carlo errors of 300 panels; least squares with wijk effects says so in 76 and 66 of these 300.
    assert found.mean() <= 0.05 + 3 * (0.05 * 0.95 / 300) ** 0.5


@pytest.mark.parametrize(("pull", "expected"), [(-0.25, "mogelijk gevolgd"), (0.25, "mogelijk gemeden")])
def test_hours_that_follow_or_shun_the_last_outcome_are_found_and_turn_the_word(pull, expected):
    said = [word(panel(seed, pull, 0.0, waves=7)) for seed in range(40)]
    other = {"mogelijk gevolgd": "mogelijk gemeden", "mogelijk gemeden": "mogelijk gevolgd"}[expected]
    assert said.count(expected) >= 10 and said.count(other) == 0


def by_hand(cells: pd.DataFrame) -> tuple[float, float]:
    """The slope (hours per 10 points) and p of a balanced panel, step by step."""
    wide = cells.pivot(index="cluster", columns="period")
    x, y = 10 * wide.x.to_numpy(), wide.y.to_numpy()
    top, bottom = np.zeros(len(x)), np.zeros(len(x))
    for t in range(1, x.shape[1] - 1):
        later = x.shape[1] - 1 - t
        size = (later / (later + 1)) ** 0.5
        hours = size * (x[:, t] - x[:, t + 1 :].mean(axis=1))
        outcome = size * (y[:, t - 1] - y[:, t:-1].mean(axis=1)) / 10
        tool = y[:, t - 1] - (0.5 * y[:, : t - 1].mean(axis=1) if t > 1 else 0)
        top += (tool - tool.mean()) * (hours - hours.mean())
        bottom += (tool - tool.mean()) * (outcome - outcome.mean())
    return top.sum() / bottom.sum(), stats.ttest_1samp(top, 0).pvalue


def test_the_estimate_and_p_are_those_of_the_deviations_made_by_hand():
    cells = panel(3, -0.1, waves=6)
    slope, p = by_hand(cells)
    row = dispatch(cells).iloc[0]
    assert (row.estimate, row.p) == (pytest.approx(slope), pytest.approx(p))
    assert (row.df, row.n, row.n_clusters, row.unit, row.level) == (12, 13 * 4, 13, "hours", 0.95)


def test_the_interval_leaves_out_nought_exactly_where_p_is_below_five_percent():
    rows = [dispatch(panel(seed, -0.06, waves=7)).iloc[0] for seed in range(40)]
    known = [row for row in rows if np.isfinite(row.estimate)]
    assert len(known) > 30 and {row.p < 0.05 for row in known} == {True, False}
    assert all((row.low > 0 or row.high < 0) == (row.p < 0.05) and row.low < row.estimate < row.high for row in known)


def test_an_unknown_outcome_or_hour_leaves_the_steps_that_need_it():
    cells = panel(4, waves=6)
    gap = cells.assign(y=cells.y.mask((cells.cluster == "W03") & (cells.period == 2018)))
    # W03 loses the hours of 2020, which stand beside the outcome of 2018
    assert dispatch(gap).n.item() == 13 * 4 - 1


@pytest.mark.parametrize("shape", [{"wijken": 7}, {"waves": 3}, {"waves": 1}])
def test_too_few_wijken_or_waves_are_refused_in_words(shape):
    row = dispatch(panel(5, **shape)).iloc[0]
    assert row.verdict == "niet te zien" and np.isnan(row.estimate) and "te weinig wijken of metingen" in row.rule


def test_the_word_is_never_a_flat_yes_or_no():
    said = {word(panel(seed, pull, waves=6)) for seed in range(20) for pull in (-0.2, 0.0, 0.1)}
    assert said <= WORDS and len(said) >= 3


def test_weights_and_the_order_of_rows_do_not_matter_and_a_cell_that_occurs_twice_is_refused():
    cells = panel(6, -0.1)
    pd.testing.assert_frame_equal(dispatch(cells.assign(weight=1.0)), dispatch(cells))
    pd.testing.assert_frame_equal(dispatch(cells.sample(frac=1, random_state=1)), dispatch(cells))
    with pytest.raises(ValueError, match="occur twice"):
        dispatch(pd.concat([cells, cells.iloc[:1]]))


def test_the_row_has_the_estimate_shape_also_without_cells_or_without_change():
    cells = panel(7)
    for few in (cells.iloc[:0], cells.assign(x=2.0), cells.assign(y=70.0), cells[cells.cluster == "W00"]):
        found = dispatch(few)
        assert found.dtypes.astype(str).to_dict() == tables.ESTIMATE_COLUMNS and found.estimate.isna().all()
