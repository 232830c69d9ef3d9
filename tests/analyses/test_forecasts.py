"""Which plan a forecast follows: the export's, last year's months, or the one in params; without any there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.analyses import cyber_training, safety_indicators
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

NO_PLAN = "Er is geen planning en geen volledig vorig jaar om mee te vergelijken."
OF_MONTHS = [("scan_car_hours", "scanauto_inzet"), ("dashboard_interventions", "interventies")]


def with_promise(delivery, measure, **changed):
    """The delivery with other settings of one indicator."""
    indicators = [
        one.model_copy(update=changed) if one.measure == measure else one for one in delivery.settings.indicators
    ]
    return replace(delivery, settings=delivery.settings.model_copy(update={"indicators": tuple(indicators)}))


def since(delivery, dataset, day):
    """The delivery with an export that begins on a day."""
    table = delivery[dataset]
    return replace(delivery, tables={**delivery.tables, dataset: table[table.date >= day]})


def of(delivery, measure):
    indicator = delivery.settings.of_measure(measure)
    so_far = safety_indicators.course_of(delivery, indicator, tables.measures())
    return safety_indicators.forecast(delivery, indicator, so_far)


def judged(delivery, measure):
    found = safety_indicators.analyse(delivery).estimates
    return tables.the(found, role="status", measure=measure)


@pytest.mark.parametrize(("measure", "dataset"), OF_MONTHS)
def test_the_season_is_last_years_where_nothing_is_planned_and_the_forecast_says_so(sample, measure, dataset):
    whole = since(sample, dataset, "2025-01-01")
    path = {"2026-Q1": 10.0, "2026-Q2": 20.0, "2026-Q3": 30.0, "2026-Q4": 60.0}
    bases = [set(of(one, measure).basis) for one in (whole, with_promise(whole, measure, planned_path=path))]
    assert bases == [{"pace"}, {"plan"}]


@pytest.mark.parametrize(("measure", "dataset"), OF_MONTHS)
def test_without_a_whole_last_year_the_planned_path_is_followed(sample, measure, dataset):
    part = since(sample, dataset, "2025-02-01")
    path = {"2026-Q1": 10.0, "2026-Q2": 20.0, "2026-Q3": 30.0, "2026-Q4": 60.0}
    found = of(with_promise(part, measure, planned_path=path), measure)
    # Half of the plan lies in the last quarter, so as much again as there is.
    so_far = tables.the(safety_indicators.value(sample, sample.settings.of_measure(measure), sample.quarter))
    middle = tables.the(found, term="year_end", level=0.9).estimate
    assert middle == pytest.approx(2 * so_far.value, rel=0.03)


@pytest.mark.parametrize(("measure", "dataset"), OF_MONTHS)
def test_without_last_year_and_without_a_plan_there_is_no_forecast_and_no_judgement(sample, measure, dataset):
    first_year = since(sample, dataset, "2026-01-01")
    assert not {"year_end", "path", "reach_target"} & set(of(first_year, measure).term)
    status = judged(with_promise(first_year, measure, targets={2026: 1e6}), measure)
    assert status.verdict == "geen oordeel" and "nog geen vier kwartalen bekend" in status.rule
    assert "Nog " in status.rule and NO_PLAN in set(of(first_year, measure).rule)


@pytest.mark.parametrize(("measure", "dataset"), OF_MONTHS)
def test_months_left_are_those_after_the_quarter(sample, measure, dataset):
    found = tables.rows_of(of(sample.at(Quarter(2026, 2)), measure), term="path", level=0.9)
    assert found.period.tolist() == [f"2026-{month:02d}-01" for month in range(7, 13)]


def planned_days(delivery):
    promise = delivery.settings.indicator("VE-1-4")
    return tables.rows_of(cyber_training.forecast(delivery, promise), term="path", level=0.9).period.tolist()


def without_planned(delivery):
    sessions = delivery["cybertraining_bijeenkomsten"]
    kept = sessions[sessions.date < "2026-10-01"]
    return replace(delivery, tables={**delivery.tables, "cybertraining_bijeenkomsten": kept})


def test_sessions_of_params_count_where_the_export_lists_none(sample):
    silent = with_promise(without_planned(sample), "elderly_trained", planned_sessions={"2026-Q4": 2})
    assert planned_days(silent) == ["2026-10-24", "2026-12-09"]


def test_where_the_export_lists_sessions_those_of_params_do_not_count(sample):
    promised = with_promise(sample, "elderly_trained", planned_sessions={"2026-Q4": 40})
    listed = sample["cybertraining_bijeenkomsten"].query("status == 'gepland' and date > '2026-09-30'")
    assert planned_days(promised) == planned_days(sample)
    assert len(planned_days(sample)) == len(listed) == 6


def test_without_sessions_in_the_export_or_in_params_nothing_is_left(sample):
    silent = with_promise(without_planned(sample), "elderly_trained", planned_sessions={})
    assert planned_days(silent) == []
    assert judged(silent, "elderly_trained").verdict == "niet meer haalbaar"


COUNTED = ["elderly_trained", "dashboard_interventions", "scan_car_hours"]


def chance(delivery, measure, target, operator):
    asked = with_promise(delivery, measure, targets={2026: target}, operator=operator)
    return tables.rows_of(of(asked, measure), term="reach_target").estimate.item()


@pytest.mark.parametrize("measure", COUNTED)
def test_the_chance_to_stay_within_a_limit_is_that_of_not_passing_it(sample, measure):
    middle = float(tables.the(of(sample, measure), term="year_end", level=0.9).estimate) + 0.5
    within, beyond = (chance(sample, measure, middle, operator) for operator in ("<=", ">="))
    # No count and no amount ends at exactly this target, so that it is passed or not.
    assert 0.2 < within < 0.8 and within == pytest.approx(1 - beyond, abs=1e-12)


@pytest.mark.parametrize("measure", COUNTED)
def test_a_limit_that_is_passed_already_has_no_chance_and_asks_for_nothing(sample, measure):
    assert chance(sample, measure, 1, "<=") == 0
    limit = with_promise(sample, measure, targets={2026: 1}, operator="<=")
    assert "needed_per_period" not in set(of(limit, measure).term)
