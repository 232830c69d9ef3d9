"""Expectations: scipy's exact permutation test, every arrangement refitted by hand, and exact size."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.models.statistics import fixed_effects, permutation


def shuffled_hours_p(cells: pd.DataFrame, draws: int = 9999, seed: int = 1) -> float:
    return permutation.shuffled_hours_p(cells, draws, seed)


def panel(seed: int, clusters: int = 6, periods: int = 4, slope: float = 2.0) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    cells = pd.DataFrame(
        [(f"W{c:02d}", p) for c in range(clusters) for p in range(periods)], columns=["cluster", "period"]
    )
    cells["x"] = generator.normal(2, 1, len(cells))
    own = np.repeat(generator.normal(0, 8, clusters), periods)
    cells["y"] = 70 + slope * cells.x + own + generator.normal(0, 4, len(cells))
    cells["weight"] = generator.integers(40, 200, len(cells)).astype(float)
    return cells


def before_and_after(changes: list[float], treated: int) -> pd.DataFrame:
    """Two periods, and exposure in the second of the first `treated` clusters: the slope is a difference in means."""
    cells = pd.DataFrame([(c, p) for c in range(len(changes)) for p in (0, 1)], columns=["cluster", "period"])
    y = cells.period * np.repeat(changes, 2) + 10.0 * cells.cluster
    return cells.assign(x=1.0 * ((cells.cluster < treated) & (cells.period == 1)), y=y, weight=1.0)


# Efron & Tibshirani 1993, table 2.1: survival of 7 treated mice and 9 others.
MICE = [94.0, 197, 16, 38, 99, 141, 23, 52, 104, 146, 10, 51, 30, 40, 27, 46]


def test_with_two_periods_it_is_the_two_sample_permutation_test():
    ours = shuffled_hours_p(before_and_after(MICE, 7), draws=20_000)
    exact = stats.permutation_test(
        (MICE[:7], MICE[7:]), lambda a, b: abs(a.mean() - b.mean()), n_resamples=np.inf, alternative="greater"
    )
    assert ours == pytest.approx(exact.pvalue, abs=1e-12)


def test_p_is_the_share_of_refitted_arrangements_at_least_as_far():
    cells = panel(1, clusters=5, slope=1.0)
    series = cells.x.to_numpy().reshape(5, 4)
    moved = [series[list(order)].ravel() for order in itertools.permutations(range(5))]
    far = np.abs([fixed_effects.fit(cells.assign(x=x)).slope for x in moved])
    assert shuffled_hours_p(cells) == np.mean(far >= far[0] - 1e-9)


def test_one_treated_wijk_of_twenty_can_have_no_p_below_a_twentieth():
    changes = [100.0, *np.random.default_rng(2).normal(size=19)]
    assert shuffled_hours_p(before_and_after(changes, 1)) == 1 / 20


def test_over_all_assignments_p_is_never_too_small():
    changes = np.random.default_rng(3).normal(size=9).tolist()
    p = []
    for treated in itertools.combinations(range(9), 3):
        rest = [i for i in range(9) if i not in treated]
        p.append(shuffled_hours_p(before_and_after([changes[i] for i in (*treated, *rest)], 3)))
    assert sorted(p) == pytest.approx(np.arange(1, 85) / 84)  # uniform: the test has exactly its size


def test_too_many_arrangements_are_drawn_and_near_the_exact_p():
    cells = before_and_after(MICE, 7)
    exact = shuffled_hours_p(cells, draws=20_000)
    drawn, again, other = (shuffled_hours_p(cells, draws=4999, seed=seed) for seed in (1, 1, 2))
    assert drawn == pytest.approx(exact, abs=4 * (exact * (1 - exact) / 4999) ** 0.5)
    assert drawn == again != other and drawn * 5000 == pytest.approx(round(drawn * 5000))


def test_the_arrangement_there_was_counts_as_a_draw():
    assert shuffled_hours_p(panel(4, clusters=9, slope=60.0), draws=99) == 1 / 100


def test_only_wijken_with_the_same_periods_change_places():
    cells = panel(5, clusters=6).query("not (cluster in ('W00', 'W01', 'W02') and period == 3)")
    cells = cells.query("not (cluster == 'W05' and period == 0)").reset_index(drop=True)
    far = []
    for early in itertools.permutations(("W00", "W01", "W02")):
        for late in itertools.permutations(("W03", "W04")):
            given = dict(zip(("W00", "W01", "W02", "W03", "W04"), (*early, *late), strict=True)) | {"W05": "W05"}
            moved = {name: cells[cells.cluster == other].x.to_numpy() for name, other in given.items()}
            far.append(abs(fixed_effects.fit(cells.assign(x=np.concatenate([moved[n] for n in sorted(moved)]))).slope))
    ours = shuffled_hours_p(cells)
    assert len(far) == 12 and ours == np.mean(np.array(far) >= far[0] - 1e-9)


def test_the_order_of_the_rows_and_the_origin_of_the_exposure_do_not_matter():
    cells = panel(6)
    ours = shuffled_hours_p(cells)
    assert ours == shuffled_hours_p(cells.sample(frac=1, random_state=1))
    assert ours == shuffled_hours_p(cells.assign(x=cells.x + 1e4))


def test_exposure_without_variation_has_no_test_and_double_cells_are_refused():
    cells = panel(7)
    assert np.isnan(shuffled_hours_p(cells.assign(x=cells.period.astype(float))))
    with pytest.raises(ValueError, match="one row"):
        shuffled_hours_p(pd.concat([cells, cells]))
