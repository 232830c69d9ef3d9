"""The forecasts are as sure as they may be, on few years; all of it: tests/benchmarks/calibration_forecasts.py.

Expectations: statistics.md, card 2.1 (4,000 years) and A4. Bounds are 3 Monte Carlo errors of the number of years here.
"""

from __future__ import annotations

import calibration_forecasts as calibration
import numpy as np
import pytest

YEARS = 150


@pytest.fixture(scope="module")
def few():
    kinds = ["sessions", "interventions, last year", "hours, last year"]
    return calibration.summary(calibration.pd.concat([calibration.simulate(kind, 7, range(YEARS)) for kind in kinds]))


@pytest.mark.parametrize("level", [0.8, 0.9])
def test_the_intervals_hold_the_years_end_as_often_as_they_say(few, level):
    assert len(few) == 9
    within = 3 * (level * (1 - level) / YEARS) ** 0.5
    assert few[f"cover_{level:.0%}"].to_numpy() == pytest.approx(np.full(9, level), abs=within)


def test_the_probability_beats_a_straight_line_and_a_poisson_by_the_calendar(few):
    assert (few.brier_ours < few.brier_line).all()
    assert (few.brier_ours < few.brier_poisson).all()


def test_what_was_called_on_track_came_true_and_what_was_called_behind_failed(few):
    # A call is made at 8 in 10; 3 Monte Carlo errors of 30 calls: 0.22.
    assert (few.came_true > 0.8 - 0.22).all() and (few.failed > 0.8 - 0.22).all()
    assert few.came_true.mean() > 0.85 and few.failed.mean() > 0.85


def test_about_half_of_the_years_reach_their_target(few):
    assert few.reached.between(0.38, 0.62).all()


def test_the_interval_of_all_dealers_covers_as_in_statistics_card_3_1():
    found = calibration.dealers()
    exact, wilson = found.loc["exact hypergeometric"], found.loc["Wilson, finite population"]
    assert exact.worst == pytest.approx(0.960, abs=0.0005) and exact.worst >= 0.95
    assert wilson.worst == pytest.approx(0.921, abs=0.002)
    assert exact.width == pytest.approx(0.26, abs=0.005) and wilson.width == pytest.approx(0.25, abs=0.005)
    assert found["mean"].tolist() == pytest.approx([0.978, 0.950], abs=0.006)


def test_negative_binomial_counts_have_the_variance_that_was_asked():
    counts = calibration.negative_binomial(np.full(200_000, 9.0), 4.0, np.random.default_rng(1))
    assert counts.mean() == pytest.approx(9, abs=0.05) and counts.var() == pytest.approx(36, rel=0.03)


def test_the_two_years_share_a_season_with_a_quiet_summer():
    years = np.array([calibration.two_years(np.random.default_rng(seed), 80, 0.25) for seed in range(2000)])
    shares = years / years.sum(axis=2, keepdims=True)
    assert np.median(years.sum(axis=2)) == pytest.approx(80, rel=0.03)
    assert shares[:, :, 6:8].mean() < 0.75 * shares[:, :, :6].mean()
    around = shares - shares.mean(axis=0)
    assert np.corrcoef(around[:, 0].ravel(), around[:, 1].ravel())[0, 1] > 0.7


def test_sessions_are_held_on_working_days_outside_the_school_holidays():
    days = [
        calibration.date(2026, 1, 1) + calibration.timedelta(days=int(day) - 1) for day in calibration._working_days()
    ]
    assert {day.weekday() for day in days} == set(range(5))
    summer = calibration.pd.date_range("2026-07-11", "2026-08-13").date
    assert not set(days) & set(summer)


def test_a_missed_target_is_said():
    index = calibration.pd.MultiIndex.from_tuples([("sessions", 3), ("hours, plan", 9)])
    right = calibration.pd.DataFrame(
        {"cover_80%": 0.8, "cover_90%": 0.9, "brier_ours": 0.1, "brier_line": 0.2}, index=index
    )
    assert calibration.missed(right) == []
    for row, column, value, faults in (
        (("sessions", 3), "cover_80%", 0.75, 1),
        (("sessions", 3), "cover_90%", 0.94, 1),
        (("sessions", 3), "brier_ours", 0.2, 1),
        (("hours, plan", 9), "cover_80%", 0.75, 1),
        (("hours, plan", 9), "cover_80%", 0.88, 0),
    ):
        wrong = right.copy()
        wrong.loc[row, column] = value
        assert len(calibration.missed(wrong)) == faults
