"""The pace models are as sure as they may be, on few years; all of it: tests/benchmarks/calibration_pace.py.

Expectations: the limits of a status (floor/verdicts.py) and the 80% of the interval, under processes that are not the
models' own. Bounds are 3 Monte Carlo errors of the number of cases here.
"""

from __future__ import annotations

import calibration_pace as calibration
import pandas as pd
import pytest

from helpers.models.indicators.pace.year_end import YearEnd

YEARS = 40  # of each process


def pooled(kinds):
    years = range(YEARS)
    processes = calibration.pace_years.PROCESSES
    found = pd.concat([calibration.simulate(kind, one, 7, years) for kind in kinds for one in processes])
    return calibration.summary(found, ["kind", "months"])


@pytest.fixture(scope="module")
def few():
    return pooled(calibration.pace_years.KINDS)


def test_the_interval_holds_the_years_end_at_least_as_often_as_it_says(few):
    assert len(few) == 15
    error = 3 * (0.8 * 0.2 / few.cases) ** 0.5
    assert (few.cover > 0.8 - error).all()
    assert (few.cover < 0.93 + error).all()


def test_the_chance_scores_better_than_the_line_last_year_and_today(few):
    rivals = few[["brier line", "brier last year", "brier today"]].min(axis=1)
    assert (few["brier ours"] < rivals).all()


@pytest.mark.parametrize("word", ["ok", "behind"])
def test_what_may_be_called_holds(few, word):
    called = few[few[f"{word} n"] > 0]
    error = 3 * (0.85 * 0.15 / called[f"{word} n"]) ** 0.5
    assert (called[f"{word} held"] > 0.85 - error).all()
    total = called[f"{word} n"].sum()
    assert (called[f"{word} held"] * called[f"{word} n"]).sum() / total > 0.85
    assert total > 100


def test_the_rules_of_silence_are_kept(few):
    silent = few.xs("units, new log")
    assert (silent[["ok n", "behind n"]] == 0).all(axis=None)
    assert few["ok n"].xs("small counts").sum() == 0
    assert few["ok n"].xs("months").loc[[3, 6]].sum() == 0
    assert few["behind n"].xs("small counts").loc[[3, 6]].sum() == 0


def test_a_chance_of_the_wrong_tail_misses_the_targets(monkeypatch):
    right = YearEnd.reach
    monkeypatch.setattr(YearEnd, "reach", lambda self, target, operator: 1 - right(self, target, operator))
    faults = calibration.missed(pooled(["shares"]))
    assert any("a simpler rule scores better" in one for one in faults)
    assert any("ok held" in one for one in faults) and any("behind held" in one for one in faults)


def test_an_interval_too_narrow_misses_the_targets(monkeypatch):
    monkeypatch.setattr(YearEnd, "interval", lambda self: (int(self.chances.argmax()),) * 3)
    faults = calibration.missed(pooled(["small counts"]))
    assert any("the 80% interval covers" in one for one in faults)
