"""Expectations: Fisher's count on Darwin's maize (The Design of Experiments, ch. 3), enumeration, planted slopes."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.models.scan_car import deployment
from helpers.models.statistics import fixed_effects, randomisation


def read_design(plan: pd.DataFrame, outcomes: pd.DataFrame, draws: int = 9999, seed: int = 1):
    return randomisation.read_design(plan, outcomes, draws=draws, seed=seed)


def sign_flip(differences, draws: int = 9999, seed: int = 1):
    return randomisation.sign_flip(differences, draws=draws, seed=seed)


# Cross-fertilised less self-fertilised, 15 pairs of Zea mays, in eighths of an inch.
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
STEP = 8.0


def plan_of(pairs: int, quarters: int, seed: int = 1, is_odd: bool = False) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    rows = []
    for quarter, pair in itertools.product(range(quarters), range(pairs)):
        coin = random.choice([-1, 1])
        for place, sign in enumerate((coin, -coin)):
            rows.append((f"W{2 * pair + place:02d}", f"Q{quarter}", pair + 1, 25.0 + pair, 25.0 + pair + sign * STEP))
    if is_odd:
        rows += [("W99", f"Q{quarter}", None, 12.0, 12.0) for quarter in range(quarters)]
    plan = pd.DataFrame(rows, columns=["wijk", "quarter", "pair", "base_hours", "planned_hours"])
    return plan.assign(pair=plan.pair.astype("Int64"))


def outcomes_of(plan: pd.DataFrame, seed: int = 2, slope: float = 0.0, noise: float = 3.0) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    wijk = plan.wijk.map({name: random.normal(70, 8) for name in sorted(plan.wijk.unique())})
    quarter = plan.quarter.map({name: random.normal(0, 3) for name in sorted(plan.quarter.unique())})
    y = wijk + quarter + slope * plan.planned_hours / 10 + random.normal(0, noise, len(plan))
    return plan[["wijk", "quarter"]].assign(y=y, weight=random.integers(40, 200, len(plan)).astype(float))


def test_darwins_maize_gives_fishers_1726_of_32768():
    reading = sign_flip(DARWIN, draws=2**15, seed=1)
    assert (reading.assignments, reading.is_enumerated, reading.coins) == (2**15, True, 15)
    assert round(reading.p * 2**15) == 1726 == 2 * 863
    assert reading.slope == pytest.approx(314 / 15)


def test_the_plan_of_darwins_pairs_reads_the_same_as_his_differences():
    # one quarter, 15 pairs, 5 hours up and down: the slope per 10 hours is the mean difference
    plan = plan_of(15, 1).drop(columns="quarter")
    plan["planned_hours"] = plan.base_hours + np.sign(plan.planned_hours - plan.base_hours) * 5
    height = np.repeat(np.arange(15) * 40.0, 2)
    height[(plan.planned_hours > plan.base_hours).to_numpy()] += DARWIN
    reading = read_design(plan, plan[["wijk"]].assign(y=height), draws=2**15, seed=1)
    flipped = sign_flip(DARWIN, draws=2**15, seed=1)
    assert round(reading.p * 2**15) == 1726
    assert (reading.slope, reading.low, reading.high) == pytest.approx((flipped.slope, flipped.low, flipped.high))


def test_the_interval_of_darwins_maize_holds_exactly_the_differences_that_are_not_rejected():
    reading = sign_flip(DARWIN, draws=2**15, seed=1)
    assert reading.low < 0 < reading.high  # p is just above .05

    def p(shift):
        return sign_flip(np.subtract(DARWIN, shift), draws=2**15, seed=1).p

    assert p(reading.low + 1e-6) > 0.05 >= p(reading.low - 1e-6)
    assert p(reading.high - 1e-6) > 0.05 >= p(reading.high + 1e-6)


def test_a_sign_flip_equals_scipys_permutation_test_with_all_signs():
    differences = np.random.default_rng(3).normal(0.4, 1, 10)

    def mean(values, axis):
        return values.mean(axis=axis)

    kind = {"permutation_type": "samples", "n_resamples": np.inf, "vectorized": True}
    theirs = stats.permutation_test((differences, -differences)[:1], mean, **kind)
    assert sign_flip(differences, seed=1).p == pytest.approx(theirs.pvalue)


@pytest.mark.parametrize("is_odd", [False, True])
def test_the_slope_is_the_fixed_effects_slope_on_planned_hours(is_odd):
    plan = plan_of(6, 4, is_odd=is_odd)
    outcomes = outcomes_of(plan, slope=2.0)
    cells = outcomes.assign(cluster=plan.wijk, period=plan.quarter, x=plan.planned_hours / 10)
    assert read_design(plan, outcomes, draws=99, seed=1).slope == pytest.approx(fixed_effects.fit(cells).slope)


@pytest.mark.parametrize(("pairs", "quarters"), [(3, 2), (2, 3)])
def test_under_the_null_p_is_uniform_over_all_assignments(pairs, quarters):
    # every assignment in turn as the one that was drawn, the outcomes as they are
    plan = plan_of(pairs, quarters, is_odd=True)
    outcomes = outcomes_of(plan)
    keys = pd.factorize(plan.quarter + plan.pair.astype(str).fillna(""))[0]
    step = plan.planned_hours - plan.base_hours
    ps = []
    for signs in itertools.product([1, -1], repeat=6):
        flipped = np.append(signs, np.ones(quarters))[keys]
        reading = read_design(plan.assign(planned_hours=plan.base_hours + flipped * step), outcomes, seed=1)
        ps.append(reading.p if reading else 1.0)  # all wijken keep their coin: nothing to read
    ps = np.sort(ps)
    assert len(ps) == 64
    levels, counts = np.unique(ps, return_counts=True)
    assert np.allclose(np.cumsum(counts) / 64, levels)
    # Ties: an assignment with its mirror, and with a pair's coins all flipped when they are the same each quarter.
    assert len(levels) > 5 and np.all(counts % 2 == 0)


def test_p_by_enumeration_equals_refitting_every_assignment_with_its_t():
    plan = plan_of(2, 4, seed=4)
    outcomes = outcomes_of(plan, slope=3.0)
    keys = pd.factorize(plan.quarter + plan.pair.astype(str))[0]
    step = (plan.planned_hours - plan.base_hours) / 10
    root = np.sqrt(outcomes.weight.to_numpy())
    effects = pd.get_dummies(plan[["wijk", "quarter"]], dtype=float).to_numpy()
    t = []
    for signs in itertools.product([1, -1], repeat=8):
        x = np.array(signs)[keys] * step.to_numpy()
        design = root[:, None] * np.column_stack([x, effects])
        beta, _, rank, _sizes = np.linalg.lstsq(design, root * outcomes.y.to_numpy(), rcond=1e-10)
        left = root * outcomes.y.to_numpy() - design @ beta
        rest = np.linalg.lstsq(design[:, 1:], design[:, 0], rcond=1e-10)[0]
        own = design[:, 0] - design[:, 1:] @ rest
        told = own @ own > 1e-9
        t.append(abs(beta[0]) * np.sqrt(own @ own * (len(x) - rank) / (left @ left)) if told else 0.0)
    p = np.mean(np.array(t) >= t[0] * (1 - 1e-9))
    assert read_design(plan, outcomes, seed=1).p == pytest.approx(p)


def test_a_planted_slope_is_recovered_and_the_interval_holds_it_in_19_of_20():
    readings = []
    for seed in range(120):
        plan = plan_of(6, 4, seed=seed, is_odd=True)
        readings.append(read_design(plan, outcomes_of(plan, seed + 1000, slope=2.5), draws=399, seed=seed))
    slopes = np.array([one.slope for one in readings])
    assert slopes.mean() == pytest.approx(2.5, abs=3 * slopes.std() / 120**0.5)
    # holding the plant is not rejecting it: this is the size of the test as well; 3 Monte Carlo errors
    assert np.mean([one.low <= 2.5 <= one.high for one in readings]) == pytest.approx(0.95, abs=3 * 0.02)
    assert np.mean([one.p <= 0.05 for one in readings]) > 0.7


@pytest.mark.parametrize(("pairs", "quarters"), [(6, 2), (6, 5)])
def test_the_limits_are_where_p_crosses_5_percent(pairs, quarters):
    plan = plan_of(pairs, quarters, is_odd=True)
    outcomes = outcomes_of(plan, slope=2.0)
    reading = read_design(plan, outcomes, draws=999, seed=5)
    hours = (plan.planned_hours - plan.base_hours) / 10

    def p(null):
        return read_design(plan, outcomes.assign(y=outcomes.y - null * hours), draws=999, seed=5).p

    assert reading.is_enumerated == (pairs * quarters <= 12)
    assert reading.low < reading.slope < reading.high
    for limit, outwards in ((reading.low, -1e-6), (reading.high, 1e-6)):
        assert p(limit - outwards) > 0.05 >= p(limit + outwards)


def test_drawn_assignments_come_near_the_enumerated_p_and_count_the_plan_itself():
    differences = np.random.default_rng(5).normal(0.5, 1, 13)
    exact, drawn = sign_flip(differences, draws=2**13, seed=1), sign_flip(differences, draws=8000, seed=1)
    assert (exact.is_enumerated, drawn.is_enumerated, drawn.assignments) == (True, False, 8001)
    assert drawn.p == pytest.approx(exact.p, abs=3 * np.sqrt(exact.p * (1 - exact.p) / 8000))
    assert sign_flip(np.full(40, 1.0), draws=99, seed=1).p == pytest.approx(1 / 100)


def test_the_seed_and_the_inputs_fix_the_reading_whatever_the_order_of_the_rows():
    plan = plan_of(6, 3, is_odd=True)
    outcomes = outcomes_of(plan, slope=1.0)
    reading = read_design(plan, outcomes, draws=500, seed=9)
    shuffled = read_design(
        plan.sample(frac=1, random_state=1), outcomes.sample(frac=1, random_state=2), draws=500, seed=9
    )
    assert shuffled == reading
    assert read_design(plan, outcomes, draws=500, seed=10).p != reading.p


def test_an_effect_of_wijk_and_of_quarter_and_other_base_hours_change_nothing():
    plan = plan_of(6, 3, is_odd=True)
    outcomes = outcomes_of(plan, slope=1.0)
    moved = outcomes.assign(y=outcomes.y + plan.wijk.str[1:].astype(float) + 5 * plan.quarter.str[1:].astype(float))
    raised = plan.assign(base_hours=plan.base_hours + 3, planned_hours=plan.planned_hours + 3)
    readings = [read_design(p, o, draws=200, seed=1) for p, o in ((plan, outcomes), (plan, moved), (raised, outcomes))]
    for other in readings[1:]:
        assert (other.slope, other.p) == pytest.approx((readings[0].slope, readings[0].p))


def test_an_unknown_outcome_leaves_and_the_other_wijk_of_its_pair_stays():
    plan = plan_of(6, 3)
    outcomes = outcomes_of(plan, slope=1.0)
    gone = outcomes.assign(y=outcomes.y.mask(outcomes.index == 4))
    reading = read_design(plan, gone, draws=200, seed=1)
    assert (reading.cells, reading.coins) == (35, 18)
    assert read_design(plan, gone.drop(index=4), draws=200, seed=1) == reading


def test_quarters_before_the_plan_add_to_what_is_known_of_a_wijk():
    plan = plan_of(6, 2, seed=3)
    before = plan.assign(quarter="P" + plan.quarter, pair=pd.NA, planned_hours=plan.base_hours)
    longer = pd.concat([before, plan], ignore_index=True)
    outcomes = outcomes_of(longer, slope=2.0)
    alone, both = read_design(plan, outcomes, seed=1), read_design(longer, outcomes, seed=1)
    assert (alone.coins, both.coins, alone.cells, both.cells) == (12, 12, 24, 48)
    assert both.high - both.low < alone.high - alone.low


def test_too_few_assignments_to_reject_anything_leave_an_endless_interval():
    reading = sign_flip([1.0, 2.0, 3.0], seed=1)
    assert (reading.p, reading.low, reading.high) == (0.25, -np.inf, np.inf)


def test_coins_that_leave_no_variation_within_wijken_give_no_reading():
    plan = plan_of(4, 1)
    same = pd.concat([plan, plan.assign(quarter="Q1")], ignore_index=True)
    assert read_design(same, outcomes_of(same), seed=1) is None
    nothing = plan_of(4, 2).assign(planned_hours=25.0, base_hours=25.0)
    assert read_design(nothing, outcomes_of(nothing), seed=1) is None
    assert sign_flip([], seed=1) is None and sign_flip([np.nan], seed=1) is None


@pytest.mark.parametrize("broken", ["one wijk", "both up", "no pair"])
def test_a_pair_that_is_not_two_opposite_steps_is_refused(broken):
    plan = plan_of(3, 2)
    outcomes = outcomes_of(plan)
    if broken == "one wijk":
        plan = plan.drop(index=0)
    elif broken == "both up":
        plan.loc[:1, "planned_hours"] = 40.0
    else:
        plan["pair"] = plan.pair.mask(plan.pair == 1)
    with pytest.raises(ValueError, match="two wijken"):
        read_design(plan, outcomes, seed=1)


def test_a_wijk_twice_in_a_quarter_and_a_weight_of_nothing_are_refused():
    plan = plan_of(3, 2)
    outcomes = outcomes_of(plan)
    with pytest.raises(pd.errors.MergeError):
        read_design(plan, pd.concat([outcomes, outcomes[:1]]), seed=1)
    with pytest.raises(ValueError, match="weight above 0"):
        read_design(plan, outcomes.assign(weight=0.0), seed=1)


def test_the_plan_of_a_year_is_read_as_it_was_proposed():
    random = np.random.default_rng(1)
    names = [f"W{i:02d}" for i in range(13)]
    usual = pd.DataFrame({"wijk": names, "score": random.normal(70, 8, 13), "hours": random.uniform(15, 45, 13)})
    usual["inhabitants"] = random.uniform(2000, 12000, 13)
    plans = [deployment.propose(usual, 375, STEP, seed).assign(quarter=f"Q{seed}") for seed in range(4)]
    plan = pd.concat(plans, ignore_index=True)
    reading = read_design(plan, outcomes_of(plan, slope=5.0, noise=1.0), draws=999, seed=1)
    assert reading.coins == 24 and reading.cells == 52
    assert reading.low < 5 < reading.high and reading.p <= 0.01
