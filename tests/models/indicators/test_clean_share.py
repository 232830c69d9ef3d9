"""The municipality's share of the survey with its interval, and what a wave in some of the wijken is worth."""

from __future__ import annotations

import math

import numpy as np
import pytest

from helpers.floor.shapes import tables
from helpers.models.indicators.clean_share import clean_share
from helpers.models.statistics.survey import wilson_interval


def survey(shares, n=100, wave="2026", **municipal):
    """Wijken with `n` respondents each, and the municipality over them, as the measure gives them."""
    same = {"period": wave, "start": f"{wave}-03-01", "unit": "percent", "counted": "respondent"}
    rows = [{"area_level": "wijk", "area": f"w{i}", "value": 100 * p, "denominator": n} for i, p in enumerate(shares)]
    whole = {"area_level": "municipality", "value": 100 * np.mean(shares), "denominator": n * len(shares)}
    return tables.measures([*rows, whole | municipal], measure="clean_percent", **same)


def test_all_wijken_alike_give_the_interval_of_one_sample():
    found = clean_share(survey([0.7] * 4), 4, design_effect=1.0, level=0.95).iloc[0]
    low, high = wilson_interval(0.7, 400)
    assert found[["estimate", "low", "high"]].tolist() == pytest.approx([70, 100 * low, 100 * high])
    assert (found.n, found.n_clusters, found.period) == (400, 4, "2026")


def test_wijken_that_differ_have_the_error_of_each_by_its_respondents():
    found = clean_share(survey([0.5, 0.9]), 2, design_effect=1.0, level=0.95).iloc[0]
    # By hand: variances .25 / 100 and .09 / 100, each for half of the respondents: (.0025 + .0009) / 4 = .00085.
    size = 0.7 * 0.3 / 0.00085
    assert found[["low", "high"]].tolist() == pytest.approx([100 * one for one in wilson_interval(0.7, size)])


def test_hidden_wijken_count_as_one_whoever_of_them_said_what():
    told = [survey(shares) for shares in ([0.5, 0.5, 0.9, 0.5], [0.5, 0.5, 0.7, 0.7])]
    hidden = [table.area.isin(["w2", "w3"]) for table in told]
    found = [
        clean_share(table.assign(**{name: table[name].mask(one) for name in ("value", "denominator")}), 4,
                    design_effect=1.0, level=0.95)
        for table, one in zip(told, hidden, strict=True)
    ]  # fmt: skip
    assert found[0].low.item() == found[1].low.item()
    as_one = clean_share(told[1], 4, design_effect=1.0, level=0.95)
    assert found[0].low.item() == pytest.approx(as_one.low.item())


def test_the_design_effect_divides_the_effective_size():
    found = clean_share(survey([0.7] * 4), 4, design_effect=1.6, level=0.95).iloc[0]
    assert found.low == pytest.approx(100 * wilson_interval(0.7, 250)[0])


def test_the_last_wave_is_the_one_that_is_told():
    both = tables.stack(survey([0.7] * 4, wave="2026"), survey([0.5] * 4, wave="2024"))
    assert clean_share(both, 4, design_effect=1.0, level=0.95).estimate.tolist() == pytest.approx([70])


def test_of_a_hidden_share_no_number_is_told_and_without_a_wave_there_is_no_row():
    hidden = survey([0.7] * 4, value=None, withheld="small")
    row = clean_share(hidden, 4, design_effect=1.0, level=0.95).iloc[0]
    assert row.withheld == "small" and row[["estimate", "low", "high", "n"]].isna().all()
    assert clean_share(tables.measures(), 4, design_effect=1.0, level=0.95).empty


def test_one_wijk_of_many_has_no_interval():
    assert math.isnan(clean_share(survey([0.7]), 13, design_effect=1.0, level=0.95).low.item())


def test_everybody_or_nobody_still_has_an_interval():
    found = clean_share(survey([1.0] * 4), 4, design_effect=1.0, level=0.95).iloc[0]
    assert 95 < found.low < 100 and found.high == pytest.approx(100)


def test_a_sample_of_wijken_covers_the_share_of_all_and_their_errors_alone_do_not():
    """250 waves in 7 of 13 wijken whose shares differ by 10 points: by simulation, apart from the formula."""
    rng = np.random.default_rng(12)
    covered, alone = [], []
    for _ in range(250):
        real = np.clip(rng.normal(0.7, 0.10, 13), 0.05, 0.95)
        seen = rng.binomial(150, rng.choice(real, 7, replace=False)) / 150
        told = survey(seen, n=150)
        for found, wijken in ((covered, 13), (alone, 7)):
            row = clean_share(told, wijken, design_effect=1.0, level=0.95).iloc[0]
            found.append(row.low <= 100 * real.mean() <= row.high)
    assert 0.88 <= np.mean(covered) <= 0.98
    assert np.mean(alone) < 0.80
