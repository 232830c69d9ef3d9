"""Expectations: sums by hand, what a planner was promised (the total, the step, reproducible), and simulation by `deployment`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.floor.params.preregistration import Preregistration
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.scan_car import deployment, plan_total, proposal

LAID_DOWN = Preregistration(seed=1916)
NOW, HOURS = Quarter(2026, 3), 375.0
WIJKEN = [f"W{i:02d}" for i in range(13)]


def known(wijken: list[str] = WIJKEN, quarters: int = 6):
    """Hours per wijk and quarter up to now, the scores of two waves, and inhabitants."""
    random = np.random.default_rng(1)
    labels = [NOW.shift(-back).label for back in reversed(range(quarters))]
    cells = [{"area": wijk, "period": label, "value": random.uniform(15, 45)} for wijk in wijken for label in labels]
    waves = [
        {"area": wijk, "period": wave, "value": random.normal(70, 8)} for wave in ("2022", "2024") for wijk in wijken
    ]
    hours = tables.measures(cells, measure="wijk_quarter_hours", area_level="wijk")
    scores = tables.measures(waves, measure="clean_percent", area_level="wijk")
    return hours, scores, {wijk: float(random.integers(800, 12_000)) for wijk in wijken}


def planned(quarter: Quarter = NOW, laid_down: Preregistration = LAID_DOWN, wijken: list[str] = WIJKEN) -> pd.DataFrame:
    return proposal.plan(*known(wijken), quarter, laid_down, HOURS)


def by_hand(usual: list[float], total: float, step: float = 8.0) -> pd.DataFrame:
    """The plan for wijken that drove so many hours in each quarter, all alike but for those hours."""
    wijken = [f"W{i:02d}" for i in range(len(usual))]
    cells = [
        {"area": wijk, "period": NOW.shift(-back).label, "value": hours}
        for wijk, hours in zip(wijken, usual, strict=True)
        for back in range(4)
    ]
    hours = tables.measures(cells, measure="wijk_quarter_hours", area_level="wijk")
    laid_down = Preregistration(plan_step_hours=step)
    return proposal.plan(hours, tables.measures(), dict.fromkeys(wijken, 900.0), NOW, laid_down, total)


def wide(table: pd.DataFrame) -> pd.DataFrame:
    """Per wijk: planned, base, arm and pair."""
    hours = table.pivot(index="area", columns="measure", values="value")
    arms = tables.rows_of(table, measure="planned_hours").set_index("area").group
    pairs = tables.rows_of(table, measure="base_hours").set_index("area").group
    return hours.assign(arm=arms, pair=pairs)


@pytest.mark.parametrize("wijken", [WIJKEN, WIJKEN[:12]])
def test_what_is_planned_adds_up_to_the_hours_that_were_laid_down_to_the_quarter_of_an_hour(wijken):
    found = wide(planned(wijken=wijken))
    assert found.planned_hours.sum() == 375 and found.base_hours.sum() == 375
    assert (found.planned_hours * 4 % 1 == 0).all() and (found.planned_hours >= 0).all()


def test_in_every_pair_one_wijk_gets_the_step_more_and_the_other_the_step_less():
    found = wide(planned())
    step = found.planned_hours - found.base_hours
    assert step.map({8.0: "plus", -8.0: "min", 0.0: "gelijk"}).tolist() == found.arm.tolist()
    paired = found[found.pair != ""]
    assert all(sorted(arms) == ["min", "plus"] for _, arms in paired.groupby("pair").arm)
    assert found.arm.value_counts().to_dict() == {"plus": 6, "min": 6, "gelijk": 1}


def test_the_plan_is_for_the_quarter_after_this_one_and_for_every_wijk():
    found = planned(Quarter(2026, 4))
    assert set(found.period) == {"2027-Q1"} and set(found.area) == set(WIJKEN)
    assert found.start.iloc[0] == pd.Timestamp("2027-01-01") and found.end.iloc[0] == pd.Timestamp("2027-03-31")


def test_the_same_inputs_give_the_same_plan_whatever_the_order_of_their_rows():
    hours, scores, inhabitants = known()
    turned = dict(reversed(inhabitants.items()))
    other = proposal.plan(hours.iloc[::-1], scores, turned, NOW, LAID_DOWN, HOURS)
    assert wide(other).equals(wide(planned()))


def test_every_quarter_and_every_laid_down_seed_tosses_its_own_coins():
    coins = [wide(planned(NOW.shift(later))).arm for later in range(8)]
    # Hours of later quarters are the same here, so only the seed differs: of 2^6 tosses eight are hardly all alike.
    assert len({tuple(one) for one in coins}) >= 6
    another = wide(planned(laid_down=Preregistration(seed=1917))).arm
    assert tuple(another) != tuple(coins[0])


def test_usual_hours_are_the_mean_of_the_last_four_quarters():
    hours, scores, inhabitants = known()
    early = hours.assign(value=hours.value.mask(hours.period < "2025-Q4", 9999.0))
    assert wide(proposal.plan(early, scores, inhabitants, NOW, LAID_DOWN, HOURS)).equals(wide(planned()))


def test_only_the_last_wave_counts_for_the_pairs():
    hours, scores, inhabitants = known()
    earlier = scores.assign(value=scores.value.mask(scores.period == "2022", 1.0))
    assert wide(proposal.plan(hours, earlier, inhabitants, NOW, LAID_DOWN, HOURS)).equals(wide(planned()))


def test_withheld_hours_and_scores_are_unknown_and_not_used():
    hours, scores, inhabitants = known()
    hidden = scores.assign(value=scores.value.mask(scores.area == "W00", 1e6))
    hidden = hidden.assign(withheld=hidden.withheld.mask(hidden.area == "W00", "small"))
    gone = scores[scores.area != "W00"]
    one, other = (proposal.plan(hours, table, inhabitants, NOW, LAID_DOWN, HOURS) for table in (hidden, gone))
    assert wide(one).equals(wide(other))


def test_without_hours_or_with_one_wijk_there_is_no_plan():
    hours, scores, inhabitants = known()
    assert proposal.plan(hours.iloc[:0], scores, inhabitants, NOW, LAID_DOWN, HOURS).empty
    assert proposal.plan(hours.assign(withheld="missing"), scores, inhabitants, NOW, LAID_DOWN, HOURS).empty
    assert proposal.plan(hours, scores, {"W00": 900.0}, NOW, LAID_DOWN, HOURS).empty


# Sums by hand: base hours in proportion to the usual ones, whole quarters of an hour, the largest remainders up.
@pytest.mark.parametrize(
    ("usual", "total", "base"),
    [
        ([30, 30], 375.0, [187.5, 187.5]),
        ([50, 50, 50], 225.0, [75, 75, 75]),  # the odd wijk too, whichever it is
        ([20, 20, 60], 225.0, [45, 45, 135]),  # the odd one is the third: it is scaled as the pair is
        ([0, 0, 60], 100.0, [8, 8, 84]),  # in a pair never below the step
        ([60, 60, 0], 100.0, [50, 50, 0]),  # without a pair nothing is taken, so nothing is needed
        ([0, 0, 0], 90.0, [30, 30, 30]),
    ],
)
def test_every_wijk_is_scaled_to_the_total_also_the_one_without_a_pair(usual, total, base):
    found = wide(by_hand(usual, total))
    assert found.base_hours.tolist() == base and found.planned_hours.sum() == total
    assert found.base_hours.sum() == total


def test_thirteen_wijken_share_225_hours_in_proportion():
    # The usual hours are 10, 20 … 130: 910 in all, so each wijk keeps 225 of every 910 hours.
    found = wide(by_hand([10.0 * at for at in range(1, 14)], 225.0, step=0.25))
    exact = [10 * at * 225 / 910 for at in range(1, 14)]
    assert found.base_hours.sum() == 225 and (abs(found.base_hours - exact) < 0.25).all()


@pytest.mark.parametrize(("wijken", "least"), [(2, 16), (3, 16), (13, 96), (48, 384)])
def test_a_total_below_a_step_for_every_wijk_of_a_pair_gives_no_plan_and_says_what_it_would_take(wijken, least):
    laid_down = Preregistration()
    for hours, is_enough in ((least, True), (least - 0.25, False)):
        said = plan_total.judged(plan_total.Total(hours, "Herkomst."), wijken, laid_down)
        assert said.is_met.item() == is_enough and len(by_hand([20.0] * wijken, hours)) == 2 * wijken * is_enough
        wanted = "Herkomst." if is_enough else f"Voor een loting tussen {wijken} wijken is "
        assert said.rule.item().startswith(wanted) and (is_enough or f"minstens {least} uur" in said.rule.item())


def test_one_wijk_has_nothing_to_draw_lots_with():
    said = plan_total.judged(plan_total.Total(375.0, ""), 1, LAID_DOWN)
    assert not said.is_met.item() and "Met één wijk valt er niets te loten" in said.rule.item()
    assert by_hand([20.0], 375.0).empty


def test_the_total_is_what_was_laid_down_else_a_fourth_of_the_target_else_that_of_the_last_quarter():
    hours, *_ = known()
    driven = tables.rows_of(hours, period=NOW.label).value.sum()
    laid_down = plan_total.total(hours, NOW, Preregistration(plan_hours_per_quarter=225), 1500.0)
    assert laid_down == plan_total.Total(225.0, "Het totaal van 225 uur is vooraf vastgelegd.")
    for target in (None, 0.0):
        last = plan_total.total(hours, NOW, Preregistration(), target)
        assert last.hours == pytest.approx(driven, abs=0.25) and last.hours <= driven
        assert "is dat van het derde kwartaal van 2026" in last.said
    aimed = plan_total.total(hours, NOW, Preregistration(), 1001.0)
    assert aimed == plan_total.Total(
        250.25, "Het totaal van 250,25 uur is een kwart van de streefwaarde van 1.001 uur."
    )


def test_without_a_target_and_without_hours_the_total_is_not_known_and_there_is_no_plan():
    unknown = plan_total.total(tables.measures(), NOW, Preregistration(), None)
    said = plan_total.judged(unknown, 13, LAID_DOWN)
    assert not said.is_met.item() and said.rule.item() == "Over hoeveel uur de loting gaat, is niet bekend."
    assert by_hand([0.0] * 4, unknown.hours).empty


@pytest.fixture(scope="module")
def forecast():
    return tables.rows_of(proposal.detectable(13, LAID_DOWN, 2), term="detectable_after")


def test_what_can_be_seen_shrinks_with_the_quarters_and_is_what_the_simulation_finds(forecast):
    assert forecast["at"].tolist() == [2, 4, 8]
    assert forecast.estimate.is_monotonic_decreasing and (forecast.estimate > 0).all()
    assumed = deployment.Assumptions(design_effect=LAID_DOWN.design_effect)
    own = deployment.detectable(13, 8.0, outcome=assumed, seed=1916)
    assert forecast.estimate.tolist() == own["size"].tolist() and forecast.se.tolist() == own.mc_error.tolist()
    assert set(forecast.role) == {"forecast"} and set(forecast.unit) == {"points_per_10_hours"}


def test_where_nothing_can_be_found_there_is_no_number():
    # Two wijken are one coin a quarter: two coins give 4 assignments, and p is never below .25.
    assert np.isnan(proposal.detectable(2, LAID_DOWN, 2).iloc[0].estimate)


def test_one_wijk_has_no_forecast():
    assert proposal.detectable(1, LAID_DOWN, 2).empty


@pytest.mark.parametrize(("years", "quarters"), [(2, [8, 16, 32]), (1, [4, 8, 16])])
def test_by_the_survey_it_takes_the_years_between_two_waves(years, quarters, forecast):
    found = tables.rows_of(proposal.detectable(13, LAID_DOWN, years), term="detectable_by_survey")
    assert found["at"].tolist() == quarters and found.estimate.is_monotonic_decreasing
    # Two waves are two measurements: about what two quarters show, but that shocks have faded between them.
    assert found.estimate.iloc[1] == pytest.approx(forecast.estimate.iloc[0], rel=0.15)
    assert found.estimate.iloc[0] > 1.5 * forecast.estimate.iloc[0]


def counted(spread: float, unit: str = "percent", wijken: int = 13, quarters: int = 12) -> pd.DataFrame:
    """Sites out of norm of 400 seen: with a spread over wijk and quarter of so many times chance."""
    random = np.random.default_rng(2)
    share = 0.2 + random.normal(0, 0.03, (wijken, 1)) + random.normal(0, 0.01, (1, quarters))
    k = np.rint(400 * share + random.normal(0, np.sqrt(400 * 0.16 * spread), (wijken, quarters)))
    cells = [
        {"area": f"W{i:02d}", "period": f"q{t:02d}", "numerator": value, "denominator": 400.0}
        for (i, t), value in np.ndenumerate(k)
    ]
    return tables.measures(cells, measure="sites_out_of_norm_percent", area_level="wijk", unit=unit)


def test_counts_find_what_their_own_spread_allows():
    usual, wide = (proposal.detectable_in_counts(counted(spread), LAID_DOWN) for spread in (1.0, 4.0))
    assert usual["at"].tolist() == [2, 4, 8] and set(usual.unit) == {"percentage_points"}
    assert (wide.estimate / usual.estimate).tolist() == pytest.approx([2.0] * 3, rel=0.15)  # the root of 4
    # After 8 quarters, in closed form: coins leave 7 of 8, 78 less 13 + 8 - 1 effects; the 2.8 is t for 5% and 80%.
    closed = 2.83 * 100 * np.sqrt(0.2 * 0.8 / 400) / np.sqrt(12 * 0.8**2 * 7)
    assert usual.estimate.iloc[2] == pytest.approx(closed, rel=0.15)


def test_counts_per_1000_are_told_per_1000():
    share, rate = (proposal.detectable_in_counts(counted(1.0, unit), LAID_DOWN) for unit in ("percent", "per_1000"))
    assert set(rate.unit) == {"per_1000"} and rate.estimate.tolist() == pytest.approx((10 * share.estimate).tolist())


def test_no_counts_have_no_forecast():
    assert proposal.detectable_in_counts(counted(1.0).iloc[:0], LAID_DOWN).empty
    assert proposal.detectable_in_counts(counted(1.0, wijken=1), LAID_DOWN).empty
    assert proposal.detectable_in_counts(counted(1.0, quarters=1), LAID_DOWN).empty
