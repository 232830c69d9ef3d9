"""Expectations: counts with a planted log rate or log odds, their average change by the closed form, and refusals."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import expit

from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes import tables
from helpers.models.scan_car import quarterly_outcomes

PLAN = Preregistration()
PLANTED = -0.15  # log rate, or log odds, per 10 hours
FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)
KINDS = pytest.mark.parametrize("related", [quarterly_outcomes.sites, quarterly_outcomes.reports])


def table(values: np.ndarray, measure: str, **parts: np.ndarray) -> pd.DataFrame:
    rows = [
        {"area": f"W{i:02d}", "period": f"{2024 + t // 4}-Q{t % 4 + 1}", "value": value}
        | {name: part[i, t] for name, part in parts.items()}
        for (i, t), value in np.ndenumerate(values)
    ]
    return tables.measures(rows, measure=measure, area_level="wijk")


def simulated(related, planted: float = PLANTED, seed: int = 1, wijken: int = 13, quarters: int = 8):
    """Outcome, hours and the average change that was planted, in the unit of the outcome."""
    random = np.random.default_rng(seed)
    hours = random.uniform(0, 60, (wijken, quarters))
    eta = random.normal(0, 0.5, (wijken, 1)) + random.normal(0, 0.2, (1, quarters)) + planted * hours / 10
    if related is quarterly_outcomes.sites:
        n, share = np.full(hours.shape, 400.0), expit(eta - 1)
        k, change, per, name = (random.binomial(400, share), share * (1 - share), 100, "sites_out_of_norm_percent")
    else:
        n, share = np.full(hours.shape, 6000.0), np.exp(eta - 5)
        k, change, per, name = random.poisson(n * share), share, 1000, "litter_reports_per_1000"
    outcome = table(per * k / n, name, numerator=k, denominator=n)
    return outcome, table(hours, "wijk_quarter_hours"), per * planted * change.mean()


def association(found: pd.DataFrame, role: str = "primary") -> pd.Series:
    for rule in found.rule:
        assert not FORBIDDEN.search(rule), rule
    return tables.the(found, term="scan_car_hours", role=role)


@KINDS
def test_a_planted_association_is_found_in_points_or_per_1000(related):
    outcome, hours, planted = simulated(related)
    row = association(related(outcome, hours, PLAN))
    assert row.low < planted < row.high < 0 and row.verdict == "afname"
    assert row.unit == {"sites": "percentage_points", "reports": "per_1000"}[related.__name__]
    assert (row.model, row.n, row.n_clusters, row.df, row.level) == ("quarterly", 104, 13, 12, 0.95)


@KINDS
def test_turning_the_plant_round_turns_the_verdict_round(related):
    outcome, hours, planted = simulated(related, -PLANTED)
    row = association(related(outcome, hours, PLAN))
    assert 0 < row.low < planted < row.high and row.verdict == "toename"


@KINDS
def test_where_nothing_is_planted_the_verdict_is_uncertain_in_about_nineteen_of_twenty(related):
    rows = [association(related(*simulated(related, 0.0, seed)[:2], PLAN)) for seed in range(20)]
    uncertain = [row for row in rows if row.verdict == "onzeker"]
    assert all(row.low <= 0 <= row.high for row in uncertain)
    assert len(uncertain) >= 16  # fewer: once in 400 where 19 of 20 hold


def test_the_interval_is_t_with_wijken_less_one_degrees_of_freedom_at_the_level_of_the_plan():
    outcome, hours, _ = simulated(quarterly_outcomes.reports)
    row = association(quarterly_outcomes.reports(outcome, hours, Preregistration(level=0.8)))
    assert row.high - row.estimate == pytest.approx(stats.t.ppf(0.9, 12) * row.se)
    assert row.p == pytest.approx(2 * stats.t.sf(abs(row.estimate / row.se), 12))


def test_reports_that_the_car_cannot_touch_stand_there_as_placebo():
    outcome, hours, _ = simulated(quarterly_outcomes.reports, 0.0)
    lamps = outcome.assign(measure="lighting_reports_per_1000")
    row = association(quarterly_outcomes.reports(lamps, hours, PLAN, "placebo"), "placebo")
    assert row.measure == "lighting_reports_per_1000" and np.isfinite(row.estimate)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ({"wijken": 7}, "7 wijken hebben minstens twee kwartalen met bekende uren; nodig zijn er 8."),
        ({"quarters": 2}, "Bij 2 kwartalen zijn tellingen en uren bekend; nodig zijn er 3."),
    ],
)
def test_too_few_wijken_or_quarters_are_refused_with_the_reason_and_without_a_number(shape, reason):
    outcome, hours, _ = simulated(quarterly_outcomes.sites, **shape)
    row = association(quarterly_outcomes.sites(outcome, hours, PLAN))
    assert (row.verdict, row.rule) == ("niet te zien", reason)
    assert row[["estimate", "se", "low", "high", "p"]].isna().all()


def test_hours_that_hardly_differ_within_wijken_are_refused():
    outcome, hours, _ = simulated(quarterly_outcomes.sites)
    row = association(quarterly_outcomes.sites(outcome, hours.assign(value=20 + hours.value / 20), PLAN))
    assert row.verdict == "niet te zien" and row.rule.startswith("In geen enkele wijk verschilden de uren")


def test_a_slope_that_is_gone_without_one_wijk_is_refused_with_the_reason():
    outcome, hours, _ = simulated(quarterly_outcomes.reports)
    only = hours.assign(value=hours.value.where(hours.area == "W00", 20.0))
    row = association(quarterly_outcomes.reports(outcome, only, Preregistration(least_wijken_with_change=2)))
    assert row.verdict == "niet te zien"
    hangs = Preregistration.model_construct(**{**PLAN.model_dump(), "least_wijken_with_change": 1})
    row = association(quarterly_outcomes.reports(outcome, only, hangs))
    assert row.rule.endswith("Dit hangt aan één wijk: zonder die wijk is er niets te schatten.")
    assert np.isnan(row.estimate)


def test_a_wijk_without_any_report_is_left_aside_and_that_is_said():
    outcome, hours, _ = simulated(quarterly_outcomes.reports)
    quiet = outcome.area == "W03"
    outcome = outcome.assign(numerator=outcome.numerator.mask(quiet, 0), value=outcome.value.mask(quiet, 0))
    found = quarterly_outcomes.reports(outcome, hours, PLAN)
    assert association(found).df == 11
    assert "Buiten het model" in tables.the(found, term="left_aside", role="limit").rule


def test_withheld_and_unknown_cells_and_the_municipality_stay_out():
    outcome, hours, _ = simulated(quarterly_outcomes.sites)
    outcome.loc[0, "withheld"] = "missing"
    outcome.loc[1, "denominator"] = 0
    outcome.loc[2, "numerator"] = np.nan
    hours.loc[3, "value"] = np.nan
    hours.loc[4, "withheld"] = "missing"
    town = {"area_level": "municipality", "area": ""}
    cells = quarterly_outcomes.cells_of(
        tables.stack(outcome, outcome.iloc[20:21].assign(**town)), tables.stack(hours, hours.iloc[20:21].assign(**town))
    )
    assert len(cells) == 104 - 5 and "" not in set(cells.cluster)


def test_hours_are_counted_in_tens():
    outcome, hours, _ = simulated(quarterly_outcomes.sites)
    assert quarterly_outcomes.cells_of(outcome, hours).x.to_numpy() == pytest.approx(hours.value.to_numpy() / 10)


def test_a_wijk_and_quarter_that_occur_twice_stop_the_model():
    outcome, hours, _ = simulated(quarterly_outcomes.sites)
    with pytest.raises(pd.errors.MergeError):
        quarterly_outcomes.sites(tables.stack(outcome, outcome.iloc[:1]), hours, PLAN)


def test_no_cells_at_all_are_refused_without_an_error():
    outcome, hours, _ = simulated(quarterly_outcomes.sites)
    row = association(quarterly_outcomes.sites(outcome, hours.iloc[:0], PLAN))
    assert row.verdict == "niet te zien" and row.rule.startswith("Geen enkele wijk heeft")


def both(planted_sites: float = PLANTED, planted_litter: float = 0.0, lamps_p: float = 0.6) -> pd.DataFrame:
    sites, hours, _ = simulated(quarterly_outcomes.sites, planted_sites)
    litter, _, _ = simulated(quarterly_outcomes.reports, planted_litter)
    lamps = litter.assign(measure="lighting_reports_per_1000")
    found = tables.stack(
        quarterly_outcomes.sites(sites, hours, PLAN),
        quarterly_outcomes.reports(litter, hours, PLAN),
        quarterly_outcomes.reports(lamps, hours, PLAN, "placebo"),
    )
    return found.assign(p=found.p.mask(found.role == "placebo", lamps_p))


def verdict(found: pd.DataFrame, measure: str = "sites_out_of_norm_percent") -> str:
    return tables.the(found, role="primary", measure=measure).verdict


def test_two_outcomes_are_corrected_for_being_two():
    found = quarterly_outcomes.judged(both(), PLAN)
    rows = tables.rows_of(found, role="primary")
    small, large = sorted(rows.p)
    assert sorted(rows.q) == pytest.approx([min(2 * small, 1), max(large, 2 * small)])  # Holm of two
    assert verdict(found) == "afname" and found.q[found.role == "gate"].isna().all()


def test_an_outcome_that_holds_alone_but_not_among_two_is_uncertain_and_says_why():
    found = both()
    near = found.assign(p=found.p.mask((found.role == "primary") & found.p.lt(0.05), 0.03))
    judged = quarterly_outcomes.judged(near, PLAN)
    assert verdict(near) == "afname" and verdict(judged) == "onzeker"
    row = tables.the(judged, role="primary", measure="sites_out_of_norm_percent")
    assert "twee uitkomsten" in row.rule and np.isfinite(row.estimate)
    alone = near[near.measure != "litter_reports_per_1000"].reset_index(drop=True)
    assert verdict(quarterly_outcomes.judged(alone, PLAN)) == "afname"


def test_a_placebo_that_moves_with_the_hours_makes_the_outcomes_uncertain():
    assert verdict(quarterly_outcomes.judged(both(lamps_p=0.06), PLAN)) == "afname"
    judged = quarterly_outcomes.judged(both(lamps_p=0.04), PLAN)
    assert verdict(judged) == "onzeker"
    assert "straatverlichting" in tables.the(judged, role="primary", measure="sites_out_of_norm_percent").rule


@KINDS
def test_the_outcomes_have_the_five_conditions_of_the_survey_and_each_closes(related):
    outcome, hours, _ = simulated(related)
    found = tables.rows_of(related(outcome, hours, PLAN), role="gate")
    assert found.term.tolist() == ["wijken", "waves", "wijken_with_change", "cr2_df", "minimal_detectable"]
    assert found.is_met.all() and set(found.measure) == set(outcome.measure)
    for term, change in {
        "cr2_df": {"least_cr2_df": 13.0},
        "minimal_detectable": {"largest_detectable_part": 0.001},
    }.items():
        closed = related(outcome, hours, Preregistration(**change))
        gates = tables.rows_of(closed, role="gate")
        assert gates.term[~gates.is_met.astype(bool)].tolist() == [term]
        assert association(closed).verdict == "niet te zien" and np.isnan(association(closed).estimate)


def test_what_may_be_seen_at_most_is_a_part_of_the_mean():
    outcome, hours, _ = simulated(quarterly_outcomes.sites)
    gate = tables.the(quarterly_outcomes.sites(outcome, hours, PLAN), role="gate", term="minimal_detectable")
    assert gate.low == pytest.approx(25 * outcome.numerator.sum() / outcome.denominator.sum())
    assert gate.unit == "percentage_points"


def test_a_placebo_has_no_conditions_of_its_own_on_the_page():
    outcome, hours, _ = simulated(quarterly_outcomes.reports, 0.0)
    assert tables.rows_of(quarterly_outcomes.reports(outcome, hours, PLAN, "placebo"), role="gate").empty
