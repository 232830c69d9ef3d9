"""The scorecard that management reads first, what the year's end may bring, and how earlier forecasts did."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from helpers import disclosure
from helpers.analyses import safety_indicators
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.models.indicators import forecast_scores
from helpers.models.indicators.case import Case

SUBJECT = "management_summary"
LOGGED = ("year_end", "reach_target")


def analyse(delivery: Delivery) -> Result:
    """Every indicator with its status, its earlier quarters and its forecast, and the score of old forecasts."""
    chapter = safety_indicators.analyse(delivery)
    estimated = tables.stack(chapter.estimates, forecasts(delivery), scored(delivery))
    small_numbers = delivery.settings.municipality.small_numbers
    _, told = disclosure.protect(chapter.measures, estimated, small_numbers)
    return replace(chapter, subject=SUBJECT, estimates=told)


def forecasts(delivery: Delivery) -> pd.DataFrame:
    """The forecast of every indicator that a model can look ahead for, decided or not: what the log holds."""
    ahead = [safety_indicators.forecast(delivery, one) for one in delivery.settings.indicators]
    logged = [tables.rows_of(one, role="forecast", term=LOGGED) for one in ahead]
    logged = [one[(one.term == "reach_target") | (one.level == forecast_scores.LEVEL)] for one in logged]
    told = tables.stack(tables.estimates(), *logged).assign(period=delivery.quarter.label)
    return (
        tables.stack(told, forecast_scores.made(delivery.quarter, delivery.is_hindsight))
        if len(told)
        else told
    )


def scored(delivery: Delivery) -> pd.DataFrame:
    """How the logged forecasts did of every year that is over, against values recomputed from this delivery."""
    logged = delivery.history.before(delivery.quarter).forecasts
    due = [one for one in logged.itertuples() if _year_end(one) <= delivery.quarter and pd.notna(one.chance)]
    known = [case for one in due if (case := _case(delivery, one))]
    cases = pd.DataFrame(known, columns=list(forecast_scores.CASE_COLUMNS))
    return tables.stack(forecast_scores.scores(cases), forecast_scores.unknown(len(due) - len(cases)))


def _year_end(logged: Any) -> Quarter:
    return Quarter(Quarter.parse(logged.quarter).year, 4)


def _case(delivery: Delivery, logged: Any) -> dict[str, Any] | None:
    """A forecast with what became of it; None where that is not known, or is counted in another unit now."""
    indicator = next((one for one in delivery.settings.indicators if one.id == logged.indicator_id), None)
    if indicator is None or pd.isna(logged.target):
        return None
    end = _year_end(logged)
    row = tables.the(safety_indicators.value(delivery, indicator, end), measure=indicator.measure)
    if pd.isna(row["value"]) or row["withheld"] or row["unit"] != logged.unit:
        return None
    case = Case(indicator, row, end)
    told = {name: getattr(logged, name) for name in forecast_scores.CASE_COLUMNS if hasattr(logged, name)}
    outcome = {"value": case.value, "is_met": case.reaches(logged.target)}
    return told | outcome | {"measure": indicator.measure, "year": end.year}
