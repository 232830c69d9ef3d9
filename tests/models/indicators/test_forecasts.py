"""Expectations: the worked example of statistics.md card 2.1, closed forms, and simulated years."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.indicators import forecasts
from helpers.models.indicators.forecasts import forecast
from helpers.models.statistics import predictive
from helpers.models.statistics.season import Season, even

ATTENDANCES = [9, 12, 7, 14, 11, 8, 13, 10]
ELEVEN = [f"2026-{month:02d}-{day:02d}" for month in range(7, 13) for day in (7, 21)][:11]
FORBIDDEN = re.compile(r"significant|effect|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)


def forecast_amount(seen, left, target) -> pd.DataFrame:
    """Of months that are planned alike."""
    season = even(len(seen), len(left))
    return forecasts.forecast_amount(seen, left, target=target, season=season, seed=1)


def worked_example(seed: int = 1, **changed) -> pd.DataFrame:
    known = {"cancel_rate": 0.05, "target": 200, "seed": seed}
    return forecast(ATTENDANCES, ELEVEN, **(known | changed))


def year_end(table: pd.DataFrame, level: float = 0.9) -> pd.Series:
    return tables.the(table, term="year_end", level=level)


@pytest.mark.parametrize("seed", [1, 20260930])
def test_the_worked_example_gives_159_to_233_and_four_in_ten(seed):
    table = worked_example(seed)
    assert year_end(table).low == pytest.approx(159, abs=1)
    assert year_end(table).high == pytest.approx(233, abs=1)
    assert tables.the(table, term="reach_target").estimate == pytest.approx(0.38, abs=0.01)


def test_the_worked_example_needs_ten_and_a_half_per_session_without_cancellations():
    needed = tables.the(worked_example(), term="needed_per_period")
    assert needed.estimate == pytest.approx((200 - 84) / 11)
    assert (
        needed.rule
        == "Nodig: gemiddeld 10,5 nieuwe deelnemers per geplande bijeenkomst, nog 11 bijeenkomsten, zonder uitval."
    )


def test_no_sentence_is_english_or_claims_too_much():
    amount = forecast_amount([100.5, 90, 120], ["2026-12-01"], target=1500)
    for rule in [*worked_example().rule, *amount.rule]:
        assert not FORBIDDEN.search(rule), rule


def test_the_same_seed_gives_the_same_table_and_another_seed_nearly_so():
    pd.testing.assert_frame_equal(worked_example(7), worked_example(7))
    reach = [tables.the(worked_example(seed), term="reach_target").estimate for seed in (7, 8)]
    assert reach[0] != reach[1] and abs(reach[0] - reach[1]) < 0.02


def test_before_three_sessions_there_is_the_needed_rate_and_nothing_else():
    table = forecast([9, 12], ELEVEN, cancel_rate=0.05, target=200, seed=1)
    assert table.term.tolist() == ["periods_seen", "needed_per_period"]
    gate = tables.the(table, role="gate")
    assert not gate.is_met and (gate.estimate, gate.low) == (2, 3)
    assert gate.rule == "Voor een verwachting zijn minstens 3 bijeenkomsten nodig. Er zijn er 2."


def test_the_fan_starts_at_the_first_planned_date_ends_at_the_year_end_and_never_falls():
    table = worked_example()
    path = tables.rows_of(table, term="path", level=0.9)
    assert path.period.tolist() == ELEVEN and path["at"].tolist() == list(range(1, 12))
    assert path.low.min() >= 84 and path.estimate.is_monotonic_increasing
    last = path.iloc[-1]
    assert (last.low, last.estimate, last.high) == tuple(year_end(table)[["low", "estimate", "high"]])


def test_the_half_interval_lies_inside_the_ninety_percent_interval():
    narrow, wide = year_end(worked_example(), 0.5), year_end(worked_example(), 0.9)
    assert wide.low < narrow.low < narrow.estimate < narrow.high < wide.high


def test_nothing_left_gives_the_count_itself_and_no_chance():
    table = forecast(ATTENDANCES, [], cancel_rate=0.05, target=200, seed=1)
    assert year_end(table).low == year_end(table).high == 84
    assert tables.the(table, term="reach_target").estimate == 0
    needed = tables.the(table, term="needed_per_period")
    assert pd.isna(needed.estimate) and needed.rule == "Er staat niets meer gepland. Er ontbreekt nog 116."


def test_a_target_that_is_met_needs_nothing_more():
    table = worked_example(target=80)
    assert tables.the(table, term="reach_target").estimate == 1
    assert tables.the(table, term="needed_per_period").estimate == 0


def test_without_a_target_there_is_no_probability_and_no_needed_rate():
    assert set(worked_example(target=None).term) == {"periods_seen", "year_end", "path"}


def test_sessions_that_all_fall_through_add_nobody():
    assert year_end(worked_example(cancel_rate=1)).high == 84


@pytest.mark.parametrize("rate", [-0.1, 1.1])
def test_a_cancel_rate_that_is_no_share_is_refused(rate):
    with pytest.raises(ValueError, match="cancel_rate must lie between 0 and 1"):
        worked_example(cancel_rate=rate)


def test_a_planned_session_without_a_count_may_not_stand_among_the_seen():
    with pytest.raises(ValueError, match="leave periods without a value out"):
        forecast([9, 12, 7, np.nan], ELEVEN, cancel_rate=0, target=200, seed=1)


def test_sessions_where_nobody_came_still_give_a_forecast():
    table = forecast([0, 0, 0], ELEVEN, cancel_rate=0, target=200, seed=1)
    assert year_end(table).low == 0 and tables.the(table, term="reach_target").estimate < 0.01


def test_draws_have_the_mean_and_variance_of_the_gamma_poisson():
    counts, sessions = np.array(ATTENDANCES), 11
    ratio = predictive.overdispersion(counts, even(len(counts), sessions))
    shape, rate = 1 + counts.sum() / ratio, 0.1 + len(counts) / ratio
    paths = predictive.count_paths(counts, even(len(counts), sessions), 0.0, np.random.default_rng(3), 200_000)
    mean, variance = shape / rate, shape / rate**2
    assert paths[:, -1].mean() == pytest.approx(sessions * mean, rel=0.005)
    assert paths[:, -1].var() == pytest.approx(ratio * sessions * mean + sessions**2 * variance, rel=0.02)


@pytest.mark.parametrize("held", [6, 12, 18])
def test_in_simulated_years_the_ninety_percent_interval_holds_about_nine_of_ten(held):
    generator = np.random.default_rng([20260930, held])
    covered = {0.5: [], 0.9: []}
    for _ in range(300):
        sessions = simulated_year(generator)
        total = float(sessions.sum())
        seen, left = sessions[:held], 24 - held
        ahead = predictive.of_draws(seen.sum() + predictive.count_paths(seen, even(held, left), 0.0, generator, 1000))
        for level, hits in covered.items():
            low, _, high = ahead.interval(left, level)
            hits.append(low <= total <= high)
    assert 0.86 <= np.mean(covered[0.9]) <= 0.95
    assert 0.43 <= np.mean(covered[0.5]) <= 0.62


def simulated_year(generator: np.random.Generator) -> np.ndarray:
    """24 sessions of about nine persons, with an overdispersion between 2 and 6."""
    mean, ratio = generator.gamma(9, 1), generator.uniform(2, 6)
    return generator.poisson(generator.gamma(mean / (ratio - 1), ratio - 1, 24))


def test_the_sum_of_one_more_normal_month_has_the_textbook_prediction_interval():
    months = np.array([100.0, 120, 110, 130])
    width = stats.t.ppf(0.95, 3) * months.std(ddof=1) * np.sqrt(1 + 1 / 4)
    row = year_end(forecast_amount(months, ["2026-05-01"], target=500))
    assert (row.low, row.high) == pytest.approx((575 - width, 575 + width))


def test_an_amount_as_likely_over_as_under_its_target_has_a_probability_of_one_half():
    table = forecast_amount([100.0, 120, 110, 130], ["a", "b"], target=460 + 2 * 115)
    assert tables.the(table, term="reach_target").estimate == pytest.approx(0.5)


def test_in_simulated_years_the_interval_of_the_hours_holds_about_nine_of_ten():
    generator = np.random.default_rng(11)
    hits = []
    for _ in range(500):
        months = generator.normal(125, 20, 12)
        low, _, high = predictive.of_normal_sums(months[:6], even(6, 6)).interval(6, 0.9)
        hits.append(low <= months.sum() <= high)
    assert 0.87 <= np.mean(hits) <= 0.93


def test_an_amount_never_falls_below_what_is_there():
    row = year_end(forecast_amount([0.0, 300, 5], ["2026-12-01"], target=500))
    assert row.low >= 305


def test_equal_months_give_a_point_and_a_certain_answer():
    table = forecast_amount([125.0] * 6, ["x"] * 6, target=1500)
    assert year_end(table).low == year_end(table).high == 1500
    assert tables.the(table, term="reach_target").estimate == 1


MONTHS = ("maand", "maanden")
LEFT = ["2026-10-01", "2026-11-01", "2026-12-01"]
HALF_IN_THE_LAST_QUARTER = Season([1.0] * 9, [3.0] * 3)


def interventions(seen, season, *, left=LEFT, target=80.0, **more) -> pd.DataFrame:
    known = {"cancel_rate": 0.0, "seed": 1, "measure": "dashboard_interventions", "unit": "count"}
    return forecast(seen, left, target=target, nouns=MONTHS, season=season, **(known | more))


def hours(seen, season, *, left=LEFT, target=1500.0) -> pd.DataFrame:
    return forecasts.forecast_amount(seen, left, target=target, season=season, seed=1)


@pytest.mark.parametrize("of_months", [interventions, hours])
@pytest.mark.parametrize("is_estimated", [False, True])
def test_a_busy_season_ahead_brings_more_than_the_months_seen(of_months, is_estimated):
    busy = Season([10.0] * 9, [30.0] * 3, is_estimated=is_estimated)
    calm = Season([30.0] * 9, [10.0] * 3, is_estimated=is_estimated)
    middle = [year_end(of_months([10, 12, 8, 10, 9, 11, 10, 12, 8], one)).estimate for one in (busy, calm)]
    # A flat prior pulls last year's seasons towards each other, never past a flat year of 120.
    assert middle[0] > 140 and middle[1] < 110
    if not is_estimated:
        assert middle == pytest.approx([180, 100], abs=2)


def test_a_month_for_which_nothing_is_planned_adds_nothing():
    table = interventions([5, 6, 7, 4, 5, 6, 5, 6, 5], Season([1.0] * 9, [0.0] * 3))
    assert year_end(table).low == year_end(table).high == 49


def test_months_for_which_nothing_was_planned_are_not_periods_seen():
    table = interventions([2, 0, 0, 9, 8], Season([0, 0, 0, 5, 5], [5] * 3))
    gate = tables.the(table, term="periods_seen")
    assert (gate.estimate, gate.is_met) == (2, False)
    assert gate.rule == "Voor een verwachting zijn minstens 3 maanden met planning nodig. Er zijn er 2."
    assert set(table.term) == {"periods_seen", "plan", "needed_per_period"}


@pytest.mark.parametrize("of_months", [interventions, hours])
def test_without_a_plan_and_without_last_year_there_is_the_needed_rate_and_no_forecast(of_months):
    table = of_months([5.0] * 9, Season([0.0] * 9, [0.0] * 3))
    assert set(table.term) == {"periods_seen", "plan", "needed_per_period"}
    gate = tables.the(table, term="plan")
    assert not gate.is_met
    assert tables.the(table, term="periods_seen").is_met
    assert gate.rule == "Er is geen planning en geen volledig vorig jaar om mee te vergelijken."


def test_sessions_are_all_alike_and_have_no_gate_about_a_plan():
    assert "plan" not in set(worked_example().term)
    pd.testing.assert_frame_equal(
        forecast([9, 12, 7, 14], ELEVEN, cancel_rate=0.1, target=200, seed=3)
        .assign(basis="plan")
        .iloc[1:-1]
        .reset_index(drop=True),
        forecast([9, 12, 7, 14], ELEVEN, cancel_rate=0.1, target=200, seed=3, season=Season([2.0] * 4, [2.0] * 11))
        .query("term != 'plan'")
        .iloc[1:-1]
        .reset_index(drop=True),
    )


@pytest.mark.parametrize("of_months", [interventions, hours])
def test_a_season_of_another_length_is_refused(of_months):
    with pytest.raises(ValueError, match="a weight for every period"):
        of_months([5.0] * 8, HALF_IN_THE_LAST_QUARTER)


@pytest.mark.parametrize("of_months", [interventions, hours])
def test_the_same_seed_gives_the_same_months(of_months):
    last_year = Season([5.0, 7, 6], [4.0, 3, 8], is_estimated=True)
    pd.testing.assert_frame_equal(of_months([6, 6, 7], last_year), of_months([6, 6, 7], last_year))


def needed(*arguments, **changed) -> str:
    known = {"cancel_rate": 0.0, "target": 200, "seed": 1}
    return tables.the(forecast(*arguments, **(known | changed)), term="needed_per_period").rule


@pytest.mark.parametrize(
    ("seen", "left", "changed", "rule"),
    [
        ([90, 100], ELEVEN[:1], {}, "Nodig: minstens 10 nieuwe deelnemers in de bijeenkomst die nog komt."),
        (
            [90, 100],
            ELEVEN[:2],
            {},
            "Nodig: gemiddeld 5 nieuwe deelnemers per geplande bijeenkomst, nog 2 bijeenkomsten.",
        ),
        (
            [90, 100],
            ELEVEN[:4],
            {},
            "Nodig: gemiddeld 2,5 nieuwe deelnemers per geplande bijeenkomst, nog 4 bijeenkomsten.",
        ),
        (
            [90, 100],
            ELEVEN[:1],
            {"cancel_rate": 0.1},
            "Nodig: minstens 10 nieuwe deelnemers in de bijeenkomst die nog komt, zonder uitval.",
        ),
        ([90, 110], ELEVEN, {}, ""),
        ([90, 109], [], {}, "Er staat niets meer gepland. Er ontbreekt nog 1."),
        ([0], ELEVEN[:1], {"target": 1500}, "Nodig: minstens 1.500 nieuwe deelnemers in de bijeenkomst die nog komt."),
        (
            [7],
            ["d"],
            {"nouns": MONTHS, "unit": "hours", "target": 10.5},
            "Nodig: minstens 3,5 uur in de maand die nog komt.",
        ),
        ([7], [], {"unit": "hours", "target": 7.3}, "Er staat niets meer gepland. Er ontbreekt nog 0,3 uur."),
    ],
)
def test_what_is_needed_is_said_in_good_dutch(seen, left, changed, rule):
    assert needed(seen, left, **changed) == rule


@pytest.mark.parametrize(
    ("seen", "said"), [([], "Er is er nog geen."), ([4], "Er is er 1."), ([4, 5], "Er zijn er 2.")]
)
def test_how_many_periods_there_are_is_said_in_good_dutch(seen, said):
    rule = tables.the(forecast(seen, ELEVEN, cancel_rate=0, target=200, seed=1), role="gate").rule
    assert rule == f"Voor een verwachting zijn minstens 3 bijeenkomsten nodig. {said}"


@settings(deadline=None, max_examples=40)
@given(
    seen=st.lists(st.integers(0, 900), max_size=12),
    left=st.integers(0, 12),
    target=st.integers(1, 20_000),
    is_estimated=st.booleans(),
)
def test_sentences_are_short_and_numbers_dutch_whatever_the_year(seen, left, target, is_estimated):
    season = Season([3.0] * len(seen), [2.0] * left, is_estimated)
    days = [f"2026-{at:02d}-01" for at in range(1, left + 1)]
    found = [interventions(seen, season, left=days, target=target), hours(seen, season, left=days, target=target)]
    for rule in pd.concat(found).rule:
        assert not FORBIDDEN.search(rule), rule
        for sentence in re.split(r"(?<=\.)\s", rule):
            assert len(sentence.split()) <= 20, sentence


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=9), st.integers(1, 6), st.booleans())
def test_what_is_there_is_never_lost_and_a_higher_target_is_never_likelier(seen, left, is_estimated):
    season = Season([4.0] * len(seen), [5.0] * left, is_estimated)
    days = [f"2026-{at:02d}-01" for at in range(1, left + 1)]
    chances = []
    for target in (1, 40, 90, 300):
        for table in (
            interventions(seen, season, left=days, target=target),
            hours(seen, season, left=days, target=target),
        ):
            assert year_end(table).low >= sum(seen)
            chances.append(tables.the(table, term="reach_target").estimate)
    assert chances[::2] == sorted(chances[::2], reverse=True)
    assert chances[1::2] == sorted(chances[1::2], reverse=True)
