"""Expectations: card 1.1 of statistics.md (when an association is not shown), and panels made by hand."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from helpers.floor.params.preregistration import Preregistration
from helpers.models.scan_car import gates, sensitivity
from helpers.models.statistics import cluster_errors, fixed_effects

PLAN = Preregistration()
LAX = Preregistration(largest_detectable=2.5)
TERMS = ["wijken", "waves", "wijken_with_change", "cr2_df", "minimal_detectable"]
NO_NUMBER = re.compile(r"\bnan\b|\bnone\b|\binf\b|\d\.\d(?!\d\d)", re.IGNORECASE)


def panel(wijken: int = 13, waves: int = 5, noise: float = 1.0, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    at = pd.MultiIndex.from_product([range(wijken), range(waves)], names=["cluster", "period"])
    cells = at.to_frame(index=False).assign(weight=random.uniform(50, 200, wijken * waves))
    cells["x"] = random.uniform(0, 4, len(cells))
    return cells.assign(y=70 + cells.x + random.normal(0, noise, len(cells)))


def by_term(cells: pd.DataFrame, plan: Preregistration = PLAN) -> pd.DataFrame:
    rows = gates.of_panel(cells, fixed_effects.fit(cells), plan)
    for row in rows:
        assert not NO_NUMBER.search(row["rule"]), row["rule"]
    return pd.DataFrame(rows).set_index("term")


def test_a_good_panel_meets_all_five_conditions():
    found = by_term(panel())
    assert found.index.tolist() == TERMS
    assert found.is_met.all() and (found.role == "gate").all()


@pytest.mark.parametrize(("hours", "is_counted"), [(4.9, False), (5.0, True), (30.0, True)])
def test_a_wijk_counts_as_changed_from_the_hours_of_the_plan_on(hours, is_counted):
    cells = pd.DataFrame({"cluster": ["a", "a"], "x": [2.0, 2.0 + hours / 10]})
    assert gates.wijken_with_change(cells, PLAN) == int(is_counted)


def test_the_change_of_a_wijk_is_between_its_own_extremes_not_between_wijken():
    cells = pd.DataFrame({"cluster": list("aaabbb"), "x": [1.0, 1.3, 1.1, 9.0, 9.0, 9.4]})
    assert gates.wijken_with_change(cells, PLAN) == 0


@pytest.mark.parametrize(("wijken", "least"), [(12, 4.0), (13, 13 / 3), (20, 20 / 3)])
def test_the_degrees_of_freedom_asked_are_four_or_a_third_of_the_wijken(wijken, least):
    assert by_term(panel(wijken)).low["cr2_df"] == pytest.approx(least)


def test_a_slope_that_two_wijken_carry_has_too_few_degrees_of_freedom():
    cells = panel()
    carried = cells.assign(x=np.where(cells.cluster < 2, cells.x * 10, 2 + cells.x / 100))
    found = by_term(carried)
    # Two clusters that carry a difference have 2 degrees of freedom at most.
    assert found.estimate["cr2_df"] <= 2 and not found.is_met["cr2_df"]
    assert "vrijheidsgraden; nodig zijn er 4,3." in found.rule["cr2_df"]
    assert found.is_met[["wijken", "waves"]].all()


def test_the_degrees_of_freedom_seen_are_those_of_cr2():
    cells = panel()
    assert by_term(cells).estimate["cr2_df"] == cluster_errors.cr2_df(cells)


def test_what_can_be_seen_is_a_ceiling_and_the_rest_are_floors():
    noisy = by_term(panel(noise=40.0))
    assert noisy.estimate["minimal_detectable"] > PLAN.largest_detectable and not noisy.is_met["minimal_detectable"]
    assert noisy.unit["minimal_detectable"] == "points_per_10_hours"
    assert noisy.is_met.drop("minimal_detectable").all()


def test_what_can_be_seen_is_judged_by_the_spread_of_all_cells_and_not_by_the_jackknife():
    cells = panel(noise=5.0)
    fit = fixed_effects.fit(cells)
    seen = by_term(cells).estimate["minimal_detectable"]
    assert seen == pytest.approx(fit.minimal_detectable / fit.se * sensitivity.ordinary_error(cells))
    assert seen != pytest.approx(fit.minimal_detectable, rel=0.01)


def test_panels_that_pass_find_what_is_not_there_no_more_often_than_others():
    # 170 of these 300 pass and 8% of them are a find; by the jackknife's error 126, of which 12%. 5% are meant.
    found = []
    for seed in range(300):
        cells = panel(wijken=8, waves=4, noise=4.0, seed=seed).assign(y=lambda t: t.y - t.x)
        fit = fixed_effects.fit(cells)
        found.append((by_term(cells, LAX).is_met["minimal_detectable"], fit.p < 0.05))
    passed = [is_find for is_met, is_find in found if is_met]
    assert 60 < len(passed) < 240
    assert np.mean(passed) <= 0.05 + 3 * (0.05 * 0.95 / len(passed)) ** 0.5


@pytest.mark.parametrize(
    ("count", "said"), [(0, "Bij geen enkele meting zijn"), (1, "Bij 1 meting zijn"), (2, "Bij 2 metingen zijn")]
)
def test_a_count_of_none_is_a_word(count, said):
    assert by_term(panel(waves=max(count, 1)).iloc[: 13 * count]).rule["waves"].startswith(said)


@pytest.mark.parametrize(
    ("field", "value", "term"),
    [
        ("least_wijken", 14, "wijken"),
        ("least_waves", 6, "waves"),
        ("least_wijken_with_change", 14, "wijken_with_change"),
        ("real_change_hours", 41.0, "wijken_with_change"),
        ("least_cr2_df", 13.0, "cr2_df"),
        ("largest_detectable", 0.01, "minimal_detectable"),
    ],
)
def test_every_number_of_the_plan_closes_its_own_gate_and_no_other(field, value, term):
    found = by_term(panel(), Preregistration(**{field: value}))
    assert found.index[~found.is_met].tolist() == [term]


def test_without_a_fit_the_last_two_gates_are_closed_and_say_so_in_words():
    cells = panel().assign(x=2.0)
    assert fixed_effects.fit(cells) is None
    found = by_term(cells)
    assert not found.is_met[["wijken_with_change", "cr2_df", "minimal_detectable"]].any()
    assert found.rule["cr2_df"] == "Op hoeveel wijken de uitkomst rust, is niet te berekenen."
    assert "niet te berekenen" in found.rule["minimal_detectable"]
