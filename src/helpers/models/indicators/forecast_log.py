"""The log of forecasts: what of a forecast is logged, and which logged ones can be held against what came."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.indicators.case import Case
from helpers.models.indicators.forecast_scores import CASE_COLUMNS

ValueOf = Callable[[Indicator, Quarter], pd.DataFrame]


@dataclass(frozen=True)
class Settled:
    """Forecasts with their outcome, in CASE_COLUMNS, and how many came due without a known one."""

    known: pd.DataFrame
    n_unknown: int


def logged(ahead: Iterable[pd.DataFrame], quarter: Quarter) -> pd.DataFrame:
    """Of each forecast the chance and the widest interval of the year's end, under the quarter they were made for.

    A chance that its model may not say is not logged.
    """
    told = [_told(one) for one in ahead]
    told = [one[(one.term == "reach_target") | (one.level == one.level.max())] for one in told]
    return tables.stack(tables.estimates(), *told).assign(period=quarter.label)


def _told(ahead: pd.DataFrame) -> pd.DataFrame:
    may_say = tables.rows_of(ahead, term="may_say_chance").is_met.all()
    return tables.rows_of(ahead, role="forecast", term=("year_end", "reach_target") if may_say else "year_end")


def due(log: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The logged forecasts with a chance of a year that is over on the quarter's last day."""
    is_over = pd.Series([_year_end(label) <= quarter for label in log.quarter], index=log.index, dtype=bool)
    return log[is_over & log.chance.notna()]


def cases(log: pd.DataFrame, promised_in: Callable[[int], Iterable[Indicator]], value_of: ValueOf) -> Settled:
    """Each logged forecast with what became of it; `promised_in` gives the indicators of a year.

    Not known is the outcome of an indicator that its year does not have, counted in another unit now, or without a
    value.
    """
    years = {Quarter.parse(label).year for label in log.quarter}
    by_id = {(year, one.id): one for year in years for one in promised_in(year)}
    known = [
        case
        for one in tables.each_row(log)
        if (case := _case(one, by_id.get((_year_end(one.quarter).year, one.indicator_id)), value_of))
    ]
    return Settled(pd.DataFrame(known, columns=list(CASE_COLUMNS)), len(log) - len(known))


def _case(one: Any, indicator: Indicator | None, value_of: ValueOf) -> dict[str, Any] | None:
    if indicator is None or pd.isna(one.target):
        return None
    end = _year_end(one.quarter)
    row = tables.the(value_of(indicator, end), measure=indicator.measure)
    if pd.isna(row["value"]) or row["withheld"] or row["unit"] != one.unit:
        return None
    case = Case(indicator, row, end)
    told = {name: getattr(one, name) for name in CASE_COLUMNS if hasattr(one, name)}
    outcome = {"value": case.value, "is_met": case.reaches(one.target)}
    return told | outcome | {"measure": indicator.measure, "year": end.year}


def _year_end(label: str) -> Quarter:
    return Quarter(Quarter.parse(label).year, 4)
