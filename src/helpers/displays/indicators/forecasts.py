"""What the year's end may bring, as the log keeps it, and how earlier forecasts came out."""

from __future__ import annotations

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.indicators.scorecard import named, source
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.history import FORECAST_COLUMNS
from helpers.floor.shapes.pieces import Cell, Piece, Sections, Table, Text
from helpers.floor.shapes.tables import rows_of

LOG_COLUMNS = [name for name in FORECAST_COLUMNS if name not in ("edition", "kind")]
OUTCOME_COLUMNS = [
    "indicator_id", "quarter", "is_hindsight", "chance", "low", "high", "value", "unit", "is_met",
]  # fmt: skip
_MODEL, _SCORING = "pacing", "scoring"
_NONE_YET = "Er zijn nog geen eerdere verwachtingen om te toetsen."


def forecast_log(result: Result) -> Table | Text:
    """Each indicator that a model looks ahead for: where the year may end, and the chance of the target.

    Its data go into tables/forecasts.csv, which later reports read and score.
    """
    found = [
        (one, end, _row(result, one, "reach_target"))
        for one in result.settings.indicators
        if (end := _row(result, one, "year_end")) is not None
    ]
    if not found:
        over = "Het jaar is om, dus er valt niets meer te verwachten."
        return Text([over if result.quarter.is_last_of_year else "Er is nu geen verwachting te geven."])
    made = rows_of(result.estimates, model=_SCORING, term="made_beforehand")
    is_hindsight = bool((~made.is_met.astype(bool)).any())
    return Table(
        "forecasts",
        f"Wat we verwachten op {dutch.day(result.quarter.year_end)}",
        ["Indicator", "Nu", "Streefwaarde", "Verwacht", "Kans van 90% op", "Kans op de streefwaarde", "Gemaakt op"],
        [_log_row(result, one, end, reach) for one, end, reach in found],
        notes=[
            "De kans is die op het halen van de streefwaarde vóór het nieuwe jaar.",
            *(rule for rule in made.rule if rule),
        ],
        source=source(result),
        data=data(LOG_COLUMNS, [_log_data(result, *one, is_hindsight) for one in found]),
    )  # fmt: skip


def forecast_scores(result: Result) -> Sections:
    """How the forecasts of earlier quarters came out: in sentences, and one by one."""
    outcomes = _scoring(result, "outcome")
    said = [sentence for year in _years(result) for sentence in _said(result, year)]
    said += list(_scoring(result, "unknown").rule)
    pieces: list[Piece] = [Text(said or [_NONE_YET])]
    if len(outcomes):
        pieces.append(_outcomes(result, outcomes))
    return Sections([("Kwamen eerdere verwachtingen uit?", pieces)])


def _row(result: Result, indicator: Indicator, term: str) -> pd.Series | None:
    where = {"model": _MODEL, "measure": indicator.measure, "term": term, "withheld": ""}
    found = rows_of(result.estimates, period=result.quarter.label, **where)
    return None if found.empty else found.iloc[0]


def _log_row(result: Result, indicator: Indicator, end: pd.Series, reach: pd.Series | None) -> list[Cell]:
    now = readings.reading(result, indicator)
    amounts = (dutch.quantity(end.estimate, end.unit), dutch.interval(end.low, end.high, end.unit))
    chance = dutch.NOTHING if reach is None else dutch.chances(reach.estimate)
    return row(named(indicator), now.short, now.aim, *amounts, chance, dutch.day(result.quarter.end))


def _log_data(
    result: Result, indicator: Indicator, end: pd.Series, reach: pd.Series | None, is_hindsight: bool
) -> list:
    quarter = result.quarter
    target, chance = indicator.target(quarter.year), None if reach is None else reach.estimate
    about = [indicator.id, quarter.label, quarter.end.isoformat(), _MODEL, target, chance]
    return [*about, end.low, end.estimate, end.high, end.unit, is_hindsight]


def _scoring(result: Result, *terms: str, **where: str) -> pd.DataFrame:
    return rows_of(result.estimates, model=_SCORING, term=terms, withheld="", **where)


def _years(result: Result) -> list[str]:
    """The years that were scored, newest first."""
    return sorted(set(_scoring(result, "came_true").period), reverse=True)


def _said(result: Result, year: str) -> list[str]:
    """The sentences on a year: forecasts made in time first, then those made with hindsight."""
    return [rule for group in ("beforehand", "hindsight") for rule in _of_group(result, year, group)]


def _of_group(result: Result, year: str, group: str) -> list[str]:
    """Counts, the score or why there is none, and how often each word came true."""
    same = {"period": year, "group": group}
    told = _scoring(result, "came_true", **same)
    if told.empty:
        return []
    score, gate = _scoring(result, "brier", **same), _scoring(result, "scored", **same)
    is_newest = year == _years(result)[0]
    more = _scoring(result, "inside", "calibration", **same).rule if is_newest else []
    start = told.rule.iloc[0]
    if group == "hindsight":
        start = f"Achteraf gemaakt, dus apart geteld: {start[:1].lower()}{start[1:]}"
    return [start, *(score.rule if len(score) else gate.rule), *more]


def _outcomes(result: Result, outcomes: pd.DataFrame) -> Table:
    ids = {one.measure: one for one in result.settings.indicators}
    known = outcomes[outcomes.measure.isin(ids)]
    order = known.measure.map(list(ids).index)
    known = known.assign(order=order).sort_values(["period", "order"], ascending=[False, True])
    newest = known[known.period.str.startswith(_years(result)[0])]
    return Table(
        "forecast_outcomes",
        f"Eerdere verwachtingen over {_years(result)[0]} en wat het werd",
        ["Indicator", "Gemaakt in", "Kans op de streefwaarde", "Kans van 90% op", "Werd", "Streefwaarde"],
        [_outcome_row(ids[one.measure], one) for one in newest.itertuples()],
        notes=["Een verwachting kwam uit als gebeurde wat zij het waarschijnlijkst vond."],
        source=source(result),
        data=data(OUTCOME_COLUMNS, [_outcome_data(ids[one.measure], one) for one in known.itertuples()]),
    )


def _outcome_row(indicator: Indicator, one: pd.Series) -> list[Cell]:
    made = f"{one.period} (achteraf)" if one.group == "hindsight" else one.period
    band, became = dutch.interval(one.low, one.high, one.unit), dutch.quantity(one.at, one.unit)
    met = "gehaald" if one.is_met else "niet gehaald"
    return row(named(indicator), made, dutch.chances(one.estimate), band, became, met, numbers=False)


def _outcome_data(indicator: Indicator, one: pd.Series) -> list:
    about = [indicator.id, one.period, one.group == "hindsight", one.estimate, one.low, one.high]
    return [*about, one.at, one.unit, bool(one.is_met)]
