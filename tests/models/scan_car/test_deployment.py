"""Expectations: brute force over all pairings, sums by hand, closed forms, and a reading of simulated plans."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.models.scan_car import deployment
from helpers.models.scan_car.deployment import Assumptions, propose
from helpers.models.statistics import randomisation

STEP = 8.0
QUIET = Assumptions(shock_rho=0.0, respondents=(100.0, 100.0))


def detectable(wijken: int, step: float = STEP, outcome: Assumptions = Assumptions(), seed: int = 1):  # noqa: B008
    return deployment.detectable(wijken, step, outcome=outcome, seed=seed)


def baseline(wijken: int = 13, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    table = pd.DataFrame({"wijk": [f"W{i:02d}" for i in range(wijken)], "score": random.normal(70, 8, wijken)})
    return table.assign(hours=random.uniform(12, 45, wijken), inhabitants=random.integers(800, 12_000, wijken))


def pairings(left: tuple[int, ...]):
    """Every way to make pairs; with an odd number, every one left over."""
    if len(left) < 2:
        yield []
    elif len(left) % 2:
        for alone in left:
            yield from pairings(tuple(one for one in left if one != alone))
    else:
        for other in left[1:]:
            rest = tuple(one for one in left[1:] if one != other)
            yield from ([(left[0], other), *pairs] for pairs in pairings(rest))


def total_distance(table: pd.DataFrame, pairs) -> float:
    values = table[["score", "hours", "inhabitants"]].to_numpy(dtype=float)
    scaled = values / values.std(axis=0, ddof=1)
    return sum(np.linalg.norm(scaled[one] - scaled[other]) for one, other in pairs)


@pytest.mark.parametrize("wijken", [2, 3, 6, 7, 8])
@pytest.mark.parametrize("seed", range(3))
def test_the_pairs_are_the_closest_of_all_pairings(wijken, seed):
    table = baseline(wijken, seed)
    plan = propose(table, 40 * wijken, STEP, seed=1)
    ours = [tuple(group.index) for _, group in plan.groupby("pair")]
    best = min(total_distance(table, pairs) for pairs in pairings(tuple(range(wijken))))
    assert len(ours) == wijken // 2
    assert total_distance(table, ours) == pytest.approx(best)


@pytest.mark.parametrize("hours", [1500 / 4, 375.25, 250, 401.75])
@pytest.mark.parametrize("wijken", [12, 13])
def test_the_hours_add_up_to_what_was_promised_and_are_whole_quarters_never_below_0(hours, wijken):
    for seed in range(5):
        plan = propose(baseline(wijken, seed), hours, STEP, seed)
        for column in ("base_hours", "planned_hours"):
            assert plan[column].sum() == hours
            assert ((plan[column] * 4) % 1 == 0).all() and (plan[column] >= 0).all()


def test_each_pair_has_one_step_up_and_one_down_and_the_odd_one_its_share_of_the_total():
    table = baseline()
    plan = propose(table, 375, STEP, seed=1)
    step = plan.planned_hours - plan.base_hours
    assert plan.arm.map({"plus": STEP, "min": -STEP, "gelijk": 0.0}).tolist() == step.tolist()
    assert step.groupby(plan.pair).sum().eq(0).all() and plan.pair.value_counts().eq(2).all()
    alone = plan[plan.pair.isna()]
    assert alone.arm.tolist() == ["gelijk"]
    share = 375 * table.set_index("wijk").hours[alone.wijk.item()] / table.hours.sum()
    assert alone.planned_hours.item() == pytest.approx(share, abs=0.25)


def test_base_hours_are_in_proportion_to_the_usual_ones_and_at_least_a_step():
    table = baseline(4).assign(hours=[0.0, 20.0, 30.0, 50.0])
    plan = propose(table, 208, STEP, seed=1)
    assert plan.base_hours.tolist() == [8.0, 40.0, 60.0, 100.0]
    # two are raised to the step of 20; 60 hours are left for 40 and 41: 29.63 and 30.37
    low = propose(table.assign(hours=[0.0, 19.0, 40.0, 41.0]), 100, 20, seed=1)
    assert low.base_hours.tolist() == [20.0, 20.0, 29.75, 30.25]
    assert propose(table.assign(hours=0.0), 100, STEP, seed=1).base_hours.tolist() == [25.0] * 4


def test_the_plan_follows_from_seed_and_inputs_whatever_the_order_of_the_rows_or_other_columns():
    table = baseline()
    plan = propose(table, 375, STEP, seed=7)
    shuffled = table.sample(frac=1, random_state=3).assign(name="x")[["name", "hours", "wijk", "inhabitants", "score"]]
    pd.testing.assert_frame_equal(plan, propose(shuffled, 375, STEP, seed=7))
    assert plan.columns.tolist() == ["wijk", "pair", "arm", "base_hours", "planned_hours"]
    assert plan.wijk.is_monotonic_increasing
    assert plan.pair.dtype == "Int64" and plan.groupby("pair").wijk.min().is_monotonic_increasing


def test_the_coins_are_fair_and_pairs_are_independent():
    table = baseline(4)
    arms = np.array([propose(table, 200, STEP, seed).arm.eq("plus").tolist() for seed in range(144)])
    pairs = propose(table, 200, STEP, 0).pair
    first, second = (arms[:, pairs[pairs == number].index[0]] for number in (1, 2))
    assert np.all(np.abs(arms.mean(axis=0) - 0.5) < 3 * 0.5 / 12)
    assert abs(np.corrcoef(first, second)[0, 1]) < 3 / 12


def test_the_seed_changes_the_coins_and_nothing_else():
    one, other = propose(baseline(), 375, STEP, 1), propose(baseline(), 375, STEP, 2)
    assert one.arm.tolist() != other.arm.tolist()
    same = ["wijk", "pair", "base_hours"]
    pd.testing.assert_frame_equal(one[same], other[same])


def test_unknown_scores_and_hours_count_as_the_mean():
    table = baseline()
    gone = table.assign(score=table.score.mask(table.index == 3), hours=table.hours.mask(table.index == 5))
    filled = gone.assign(score=gone.score.fillna(gone.score.mean()), hours=gone.hours.fillna(gone.hours.mean()))
    pd.testing.assert_frame_equal(propose(gone, 375, STEP, 1), propose(filled, 375, STEP, 1))
    assert propose(table.assign(score=np.nan), 375, STEP, 1).planned_hours.sum() == 375


def test_forty_wijken_are_paired():
    assert propose(baseline(40), 1600, STEP, seed=1).pair.nunique() == 20


def test_a_plan_goes_through_a_csv_and_back(tmp_path):
    plan = propose(baseline(), 375, STEP, seed=1)
    plan.to_csv(tmp_path / "plan.csv", index=False)
    read = pd.read_csv(tmp_path / "plan.csv", dtype={"pair": "Int64"})
    pd.testing.assert_frame_equal(read, plan, check_dtype=False)


@pytest.mark.parametrize(
    ("changed", "hours", "step", "word"),
    [
        ({}, 90, STEP, "too small"),
        ({}, 375, 0, "above 0"),
        ({}, 375, -8, "above 0"),
        ({}, 375.1, STEP, "whole quarters"),
        ({}, 375, 0.3, "whole quarters"),
        ({}, np.nan, STEP, "whole quarters"),
        ({"hours": -1.0}, 375, STEP, "not negative"),
        ({"inhabitants": np.inf}, 375, STEP, "infinite"),
        ({"wijk": "W00"}, 375, STEP, "once"),
        ({"wijk": None}, 375, STEP, "name"),
    ],
)
def test_what_cannot_be_planned_is_refused(changed, hours, step, word):
    with pytest.raises(ValueError, match=word):
        propose(baseline().assign(**changed), hours, step, seed=1)


def test_one_wijk_is_no_design():
    with pytest.raises(ValueError, match="two wijken"):
        propose(baseline(1), 40, STEP, seed=1)
    with pytest.raises(ValueError, match="2 wijken"):
        detectable(1)


def test_the_size_is_that_of_the_standard_error_in_closed_form():
    # Independent noise, equal wijken. With n quarters a wijk's coins leave n - (their sum)²/n: n - 1 expected. The
    # rest of the noise has (wijken - 1)(n - 1) - 1 degrees of freedom.
    wijken, step = 20, STEP / 10
    sampling = 1e4 * 0.7 * 0.3 * 1.3 / 100
    for found in detectable(wijken, outcome=QUIET).iloc[1:].itertuples():
        se = np.sqrt((3.0**2 + sampling) / (wijken * step**2 * (found.periods - 1)))
        df = (wijken - 1) * (found.periods - 1) - 1
        expected = (stats.t.ppf(0.975, df) + stats.t.ppf(0.80, df)) * se
        # 3 Monte Carlo errors, and 2% for what the coins leave varies and 399 others are drawn
        assert found.size == pytest.approx(expected, abs=3 * found.mc_error + 0.02 * expected)


def test_plans_that_are_proposed_and_read_find_the_size_in_8_of_10():
    size = detectable(8, outcome=QUIET)["size"][1]  # after 4 quarters
    random, found = np.random.default_rng(5), []
    pairs = propose(baseline(8), 320, STEP, seed=1)
    plan = pd.concat([pairs.assign(quarter=at) for at in range(4)], ignore_index=True)
    step = plan.planned_hours - plan.base_hours
    for repetition in range(100):
        coin = random.choice([-1, 1], 16)[plan.quarter * 4 + plan.pair.astype(int) - 1]
        drawn = plan.assign(planned_hours=plan.base_hours + coin * step)
        noise = random.normal(0, np.sqrt(9 + 1e4 * 0.7 * 0.3 * 1.3 / 100), len(plan))
        y = 70 + size * drawn.planned_hours / 10 + 3 * drawn.quarter + noise
        reading = randomisation.read_design(drawn, drawn[["wijk", "quarter"]].assign(y=y), draws=999, seed=repetition)
        found.append(reading is not None and reading.p <= 0.05)  # None: no pair changed its coin
    assert np.mean(found) == pytest.approx(0.80, abs=3 * (0.8 * 0.2 / 100) ** 0.5)


def test_more_quarters_and_a_larger_step_see_smaller_sizes():
    usual, double = detectable(13), detectable(13, 2 * STEP)
    assert usual.periods.tolist() == [2, 4, 8] and usual["size"].is_monotonic_decreasing
    assert double["size"].tolist() == pytest.approx((usual["size"] / 2).tolist(), rel=0.01)


def test_lasting_differences_between_wijken_and_quarters_do_not_matter():
    usual, apart = detectable(13), detectable(13, outcome=Assumptions(wijk_sd=30, quarter_sd=20))
    assert apart["size"].tolist() == pytest.approx(usual["size"].tolist(), rel=0.005)


def test_the_monte_carlo_error_is_the_spread_between_seeds():
    sizes = [detectable(13, seed=seed).iloc[1] for seed in range(12)]
    spread = np.std([one["size"] for one in sizes], ddof=1)
    stated = np.mean([one.mc_error for one in sizes])
    assert 0.5 < spread / stated < 3.5  # the wijken that asked few respondents are drawn anew with each seed


def test_too_few_coins_can_find_nothing():
    found = detectable(2).iloc[0]
    assert np.isnan(found["size"]) and np.isnan(found.mc_error)


def test_the_seed_fixes_the_sizes():
    pd.testing.assert_frame_equal(detectable(13), detectable(13))
