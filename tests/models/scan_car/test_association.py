"""Expectations: panels with a planted association and with none, and statistics.md card 1.1."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes import tables
from helpers.models.scan_car import association
from helpers.models.scan_car.association import cells_of
from helpers.models.statistics import fixed_effects, wild_bootstrap

PLANTED = 3.0  # points per 10 hours
FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)


def simulated(seed: int, wijken: int = 13, waves: int = 6, planted: float = PLANTED, noise: float = 3.0):
    """Hours and shares per wijk and wave; hours follow what is clean for good, not what is dirty now."""
    generator = np.random.default_rng(seed)
    clean = generator.normal(70, 8, (wijken, 1))
    hours = np.clip(19 - (clean - 70) + generator.normal(0, 8, (wijken, waves)), 0, None)
    shares = clean + generator.normal(0, 3, (1, waves)) + planted * hours / 10
    shares = shares + generator.normal(0, noise, (wijken, waves))
    respondents = generator.integers(40, 200, (wijken, waves))
    return hours, shares, respondents


def table(values: np.ndarray, measure: str, respondents: np.ndarray | None = None) -> pd.DataFrame:
    weights = np.full(values.shape, np.nan) if respondents is None else respondents
    rows = [
        {"area": f"W{i:02d}", "period": f"{2016 + 2 * t}", "value": value, "denominator": weights[i, t]}
        for (i, t), value in np.ndenumerate(values)
    ]
    return tables.measures(rows, measure=measure, area_level="wijk")


def pair(seed: int = 1, **shape) -> tuple[pd.DataFrame, pd.DataFrame]:
    hours, shares, respondents = simulated(seed, **shape)
    return table(shares, "clean_percent", respondents), table(hours, "exposure_hours")


def within_wijk(outcome, exposure, placebo=None, plan=None) -> pd.DataFrame:
    """The model without another outcome as placebo, by the plan's defaults, unless a test gives them."""
    placebo = tables.measures() if placebo is None else placebo
    return association.within_wijk(outcome, exposure, placebo=placebo, plan=plan or Preregistration())


def primary(estimates: pd.DataFrame) -> pd.Series:
    row = tables.the(estimates, role="primary")
    for rule in estimates.rule:
        assert not FORBIDDEN.search(rule), rule
    return row


def test_a_planted_association_is_found_with_its_interval():
    row = primary(within_wijk(*pair()))
    assert row.low < PLANTED < row.high and row.verdict == "toename"
    assert (row.unit, row.level, row.df, row.n, row.n_clusters) == ("points_per_10_hours", 0.95, 12, 78, 13)


def test_turning_the_outcome_round_turns_the_verdict_round():
    row = primary(within_wijk(*pair(planted=-PLANTED)))
    assert row.verdict == "afname" and row.low < -PLANTED < row.high < 0


def test_a_null_plant_gives_no_headline():
    row = primary(within_wijk(*pair(planted=0.0)))
    assert row.verdict == "onzeker" and row.low < 0 < row.high


def test_the_interval_is_t_with_wijken_less_one_degrees_of_freedom():
    row = primary(within_wijk(*pair()))
    assert row.high - row.estimate == pytest.approx(stats.t.ppf(0.975, 12) * row.se)
    assert row.p == pytest.approx(2 * stats.t.sf(abs(row.estimate / row.se), 12))


def test_two_waves_with_known_exposure_are_refused_with_the_reason_and_without_a_number():
    outcome, exposure = pair(waves=4)
    early = exposure.period.isin(["2016", "2018"])
    exposure = exposure.assign(value=exposure.value.mask(early), withheld=exposure.withheld.mask(early, "missing"))
    estimates = within_wijk(outcome, exposure)
    row = primary(estimates)
    assert row.verdict == "niet te zien" and row[["estimate", "low", "high", "se", "p"]].isna().all()
    assert "Bij 2 metingen zijn de uren ervóór bekend; nodig zijn er 3." in row.rule
    gate = tables.the(estimates, role="gate", term="waves")
    assert (gate.estimate, gate.low, bool(gate.is_met)) == (2, 3, False)


def test_seven_wijken_are_refused_and_eight_are_not():
    assert "7 wijken hebben" in primary(within_wijk(*pair(wijken=7))).rule
    assert primary(within_wijk(*pair(wijken=8, noise=1.0))).verdict == "toename"


@pytest.mark.parametrize(("changed", "is_met"), [(1, False), (2, False), (3, True)])
def test_fewer_than_three_wijken_with_a_real_change_of_hours_are_refused(changed, is_met):
    hours, shares, respondents = simulated(1)
    steady = np.repeat(hours[:, :1], hours.shape[1], axis=1)
    steady[:changed, 3:] += 20
    outcome, exposure = table(shares, "clean_percent", respondents), table(steady, "exposure_hours")
    estimates = within_wijk(outcome, exposure)
    assert bool(tables.the(estimates, term="wijken_with_change").is_met) is is_met
    assert is_met or primary(estimates).verdict == "niet te zien"


def test_a_panel_too_noisy_is_refused_but_says_what_it_usually_finds():
    estimates = within_wijk(*pair(noise=15.0))
    limit = tables.the(estimates, role="limit", term="minimal_detectable")
    assert limit.estimate > 5 and primary(estimates).verdict == "niet te zien"
    assert "vinden we meestal, in 8 van de 10 keer; de grens is 2,5." in primary(estimates).rule


def test_hours_that_never_differ_within_a_wijk_are_refused_without_an_error():
    outcome, exposure = pair()
    row = primary(within_wijk(outcome, exposure.assign(value=20.0)))
    assert row.verdict == "niet te zien" and "In geen enkele wijk" in row.rule


def test_no_cells_at_all_are_refused_without_an_error():
    outcome, exposure = pair()
    for nothing in (exposure.iloc[:0], exposure.assign(withheld="missing")):
        assert primary(within_wijk(outcome, nothing)).verdict == "niet te zien"


def test_withheld_cells_of_outcome_and_exposure_and_the_municipality_leave_the_model():
    outcome, exposure = pair()
    outcome.loc[0, "withheld"] = "small"
    exposure.loc[7, "withheld"] = "missing"
    outcome.loc[20, "denominator"] = 0
    town = {"area_level": "municipality", "area": ""}
    outcome = tables.stack(outcome, outcome.iloc[30:36].assign(**town))
    exposure = tables.stack(exposure, exposure.iloc[30:36].assign(**town))
    cells = cells_of(outcome, exposure)
    assert len(cells) == 78 - 3
    left = set(zip(cells.cluster, cells.period, strict=True))
    assert not left & {("W00", "2016"), ("W01", "2018"), ("W03", "2020")}


def test_a_wijk_with_one_wave_does_not_count_as_a_wijk():
    outcome, exposure = pair()
    lonely = outcome[(outcome.area != "W05") | (outcome.period == "2016")]
    assert primary(within_wijk(lonely, exposure)).n_clusters == 12


def test_a_wijk_and_wave_that_occur_twice_stop_the_model():
    outcome, exposure = pair()
    with pytest.raises(pd.errors.MergeError):
        within_wijk(tables.stack(outcome, outcome.iloc[:1]), exposure)


def test_two_outcomes_in_one_table_stop_the_model():
    outcome, exposure = pair()
    mixed = tables.stack(outcome.iloc[:40], outcome.iloc[40:].assign(measure="lighting_percent"))
    with pytest.raises(ValueError, match="one outcome at a time"):
        within_wijk(mixed, exposure)


def test_a_clean_placebo_leaves_the_verdict_and_stands_beside_it():
    outcome, exposure = pair()
    lighting = pair(seed=2, planted=0.0)[0].assign(measure="lighting_percent")
    estimates = within_wijk(outcome, exposure, placebo=lighting)
    assert primary(estimates).verdict == "toename"
    other = tables.the(estimates, role="placebo", measure="lighting_percent")
    assert other.measure == "lighting_percent" and other.low < 0 < other.high


def test_a_placebo_that_moves_with_the_hours_makes_the_verdict_uncertain():
    outcome, exposure = pair()
    _hours, shares, respondents = simulated(1, noise=2.5)
    moved = table(shares, "lighting_percent", respondents)
    estimates = within_wijk(outcome, exposure, placebo=moved)
    row = primary(estimates)
    assert tables.the(estimates, role="placebo", measure="lighting_percent").verdict == "toename"
    assert row.verdict == "onzeker" and np.isfinite(row.estimate)


def test_a_refused_model_stays_refused_whatever_its_placebo_says():
    outcome, _exposure = pair(noise=15.0)
    moved = pair()[0].assign(measure="lighting_percent")
    row = primary(within_wijk(outcome, pair()[1], placebo=moved))
    assert row.verdict == "niet te zien" and np.isnan(row.estimate)


def few_changed(changed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A panel in which the hours of so many wijken change, and the outcome goes with them."""
    random = np.random.default_rng(3)
    hours = np.repeat(random.uniform(10, 30, (13, 1)), 6, axis=1)
    hours[:changed] += random.uniform(-10, 10, (changed, 6))
    shares = 60 + PLANTED * hours / 10 + random.normal(0, 1, (13, 6))
    return table(shares, "clean_percent", np.full((13, 6), 100)), table(hours, "exposure_hours")


def plenty(cells: pd.DataFrame) -> float:
    """Degrees of freedom enough: few wijken that change have few, and the gate would close before the second reckoning."""
    return 12.0


@pytest.mark.parametrize(("changed", "term"), [(5, "permutation"), (6, "wild_bootstrap"), (13, "wild_bootstrap")])
def test_the_second_reckoning_is_permutation_where_at_most_five_wijken_changed(changed, term, monkeypatch):
    monkeypatch.setattr("helpers.models.scan_car.gates.cluster_errors.cr2_df", plenty)
    estimates = within_wijk(*few_changed(changed))
    terms = set(tables.rows_of(estimates, role="limit").term) & {"permutation", "wild_bootstrap"}
    assert terms == {term}


def test_the_second_reckoning_has_the_draws_and_the_seed_of_the_plan():
    outcome, exposure = pair(planted=1.0)
    cells, plan = cells_of(outcome, exposure), Preregistration(bootstrap_draws=199, seed=7)
    second = tables.the(within_wijk(outcome, exposure, plan=plan), term="wild_bootstrap")
    assert second.p == wild_bootstrap.restricted_p(cells, draws=199, seed=7)
    assert second.p != wild_bootstrap.restricted_p(cells, draws=199, seed=8)


@pytest.mark.parametrize(("planted", "other_p"), [(PLANTED, 0.06), (0.0, 0.04)])
def test_two_ways_of_reckoning_that_differ_make_the_verdict_uncertain(planted, other_p, monkeypatch):
    monkeypatch.setattr(association.wild_bootstrap, "restricted_p", lambda *args: other_p)
    row = primary(within_wijk(*pair(planted=planted)))
    assert row.verdict == "onzeker" and np.isfinite(row.estimate)


def test_a_second_reckoning_that_has_no_answer_takes_the_verdict_away(monkeypatch):
    monkeypatch.setattr(association.wild_bootstrap, "restricted_p", lambda *args: np.nan)
    assert tables.the(within_wijk(*pair()), role="primary").verdict == "onzeker"


def test_permutation_too_can_take_the_verdict_away(monkeypatch):
    monkeypatch.setattr("helpers.models.scan_car.gates.cluster_errors.cr2_df", plenty)
    outcome, exposure = few_changed(5)
    assert primary(within_wijk(outcome, exposure)).verdict == "toename"
    monkeypatch.setattr(association.permutation, "shuffled_hours_p", lambda *args: 0.4)
    assert primary(within_wijk(outcome, exposure)).verdict == "onzeker"


def test_a_result_that_few_wijken_carry_is_refused_by_its_degrees_of_freedom():
    estimates = within_wijk(*few_changed(3))
    gate = tables.the(estimates, role="gate", term="cr2_df")
    # Three wijken that carry a slope have 3 degrees of freedom at most; a third of 13 is asked.
    assert gate.estimate <= 3 and gate.low == pytest.approx(13 / 3) and not gate.is_met
    assert primary(estimates).verdict == "niet te zien" and "vrijheidsgraden" in primary(estimates).rule
    assert not len(tables.rows_of(estimates, role="leave_one_out"))


def test_a_car_that_follows_the_last_score_shows_in_the_hours_of_the_next_wave():
    random = np.random.default_rng(5)
    shares = 70 + random.normal(0, 5, (13, 8))
    hours = random.uniform(10, 30, (13, 8))
    hours[:, 1:] = np.clip(30 - 2 * (shares[:, :-1] - 70) + random.normal(0, 1, (13, 7)), 0, None)
    outcome, exposure = table(shares, "clean_percent", np.full((13, 8), 100)), table(hours, "exposure_hours")
    estimates = within_wijk(outcome, exposure)
    later = tables.the(estimates, role="placebo", measure="later_hours")
    assert later.high < 0 and later.p < 0.05 and later.n == 13 * 7  # of the last wave nobody knows the next
    assert primary(estimates).verdict == "onzeker"


def test_hours_that_follow_nothing_leave_the_lead_at_zero():
    later = tables.the(within_wijk(*pair()), role="placebo", measure="later_hours")
    assert later.low < 0 < later.high and later.term == "scan_car_hours" and later.model == "within_wijk"


@pytest.mark.parametrize(("waves", "is_told"), [(4, False), (5, True)])
def test_the_hours_of_the_next_wave_ask_five_waves_since_the_last_has_none(waves, is_told):
    later = tables.the(within_wijk(*pair(waves=waves, noise=1.0)), role="placebo", measure="later_hours")
    assert np.isfinite(later.estimate) is np.bool_(is_told)
    assert is_told or "nodig zijn er 4" in later.rule


def test_each_placebo_is_judged_at_five_percent_by_itself(monkeypatch):
    # Two placebos of p .03 and .5 are .06 and .5 by Holm: an alarm that would be missed.
    found = tables.estimates(
        [{"p": 0.03, "low": 0.1, "high": 2.0, "measure": "later_hours"}, {"p": 0.5, "measure": "lighting_percent"}],
        model="within_wijk",
        role="placebo",
    )
    monkeypatch.setattr(association, "_placebos", lambda *args: found)
    assert tables.the(within_wijk(*pair()), role="primary").verdict == "onzeker"
    monkeypatch.setattr(association, "_placebos", lambda *args: found.assign(p=[0.06, 0.5]))
    assert tables.the(within_wijk(*pair()), role="primary").verdict == "toename"


def test_the_placebos_have_no_corrected_p():
    lighting = pair(seed=2, planted=0.0)[0].assign(measure="lighting_percent")
    placebos = tables.rows_of(within_wijk(*pair(), placebo=lighting), role="placebo")
    assert sorted(placebos.measure) == ["later_hours", "lighting_percent"]
    assert placebos.p.notna().all() and placebos.q.isna().all()


def test_a_find_smaller_than_what_is_usually_found_says_how_much_too_large_it_looks():
    found = [within_wijk(*pair(seed, planted=1.4)) for seed in range(30)]
    told = 0
    for estimates in found:
        row = primary(estimates)
        limit = tables.the(estimates, role="limit", term="minimal_detectable").estimate
        times = tables.rows_of(estimates, term="exaggeration")
        is_small = (row.low > 0 or row.high < 0) and abs(row.estimate) < limit
        assert len(times) == int(is_small)
        if is_small:
            assert 1.05 < times.estimate.item() < 2
            told += 1
    assert 3 <= told <= 27  # both kinds are there
    assert not len(tables.rows_of(within_wijk(*pair()), term="exaggeration"))


def test_the_slope_without_each_wijk_is_that_of_the_panel_without_it():
    outcome, exposure = pair()
    rows = tables.rows_of(within_wijk(outcome, exposure), role="leave_one_out").set_index("area")
    assert sorted(rows.index) == sorted(outcome.area.unique()) and set(rows.term) == {"scan_car_hours"}
    for wijk in ("W00", "W07"):
        without = fixed_effects.fit(cells_of(outcome[outcome.area != wijk], exposure))
        assert rows.estimate[wijk] == pytest.approx(without.slope)


def test_the_spread_of_those_slopes_is_the_published_jackknife_error():
    estimates = within_wijk(*pair())
    slopes, row = tables.rows_of(estimates, role="leave_one_out").estimate, primary(estimates)
    # MacKinnon, Nielsen & Webb 2023: (G-1)/G times the sum of squares round the full estimate.
    assert row.se == pytest.approx((12 / 13 * ((slopes - row.estimate) ** 2).sum()) ** 0.5)


def test_the_robustness_value_is_there_only_where_the_interval_leaves_out_zero():
    assert len(tables.rows_of(within_wijk(*pair()), term="robustness_value")) == 1
    assert not len(tables.rows_of(within_wijk(*pair(planted=0.0)), term="robustness_value"))


@pytest.mark.parametrize("planted", [0.0, 2.0])
def test_over_300_panels_the_interval_holds_the_plant_in_about_95_percent_and_there_is_no_bias(planted):
    fits = [_fit(seed, planted) for seed in range(300)]
    covered = [low < planted < high for low, high in (one.interval(0.95) for one in fits)]
    assert 0.92 <= np.mean(covered) <= 0.98
    assert np.mean([one.slope for one in fits]) == pytest.approx(planted, abs=0.15)


def _fit(seed: int, planted: float) -> fixed_effects.Fit:
    hours, shares, respondents = simulated(10_000 + seed, waves=4, planted=planted)
    wijken, waves = hours.shape
    return fixed_effects.fit(
        pd.DataFrame(
            {
                "cluster": np.repeat(np.arange(wijken), waves),
                "period": np.tile(np.arange(waves), wijken),
                "y": shares.ravel(),
                "x": hours.ravel() / 10,
                "weight": respondents.ravel().astype(float),
            }
        )
    )


def test_a_placebo_that_was_not_laid_down_is_not_shown():
    nothing = tables.measures(measure="lighting_percent")
    for laid_down in (["lighting_percent"], ["later_hours"], []):
        plan = Preregistration(placebos=laid_down)
        found = association.within_wijk(
            tables.measures(measure="clean_percent"), tables.measures(), placebo=nothing, plan=plan
        )
        shown = tables.rows_of(found, role="placebo").measure.tolist()
        assert set(shown) <= set(laid_down)
    assert tables.rows_of(found, role="placebo").empty
