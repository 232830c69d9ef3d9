"""What the year's end may bring, as the log keeps it, and how earlier forecasts came out."""

from dataclasses import replace

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, in_file, table
from helpers.displays.indicators.scorecard import NAMED, named, source
from helpers.floor import dutch, verdicts
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Piece, Sections, Table, Text
from helpers.floor.shapes.tables import rows_of

_MODELS, _SCORING = ("pacing", "pace"), "scoring"
_NONE_YET = Absent(
    "of eerdere verwachtingen uitkwamen",
    "er is nog geen jaar om waarvan we vooraf een verwachting bewaarden",
    name="forecast_outcomes",
)


def forecast_log(result: Result) -> Table | Text:
    """Each indicator that a model looks ahead for: where the year may end, and the chance of the target.

    Not of one that is held back: what rests on a strange export is neither told nor kept to be scored.
    Its data go into tables/forecasts.csv, which later reports read and score.
    """
    ahead = [
        (one, end, _row(result, one, "reach_target"))
        for one in result.settings.indicators
        if (end := _row(result, one, "year_end")) is not None
    ]
    found = [row for row in ahead if not readings.is_held_back(result, row[0])]
    held_back = [one.name for one, *_ in ahead if readings.is_held_back(result, one)]
    if not found:
        why = "het jaar is om" if result.quarter.is_last_of_year else "geen enkel rekenmodel kan nu vooruitkijken"
        why = "de levering waarop zij rust, is nog niet nagekeken" if held_back else why
        return Absent("wat we verwachten", why, name="forecasts")
    made = rows_of(result.estimates, model=_SCORING, term="made_beforehand")
    is_hindsight = bool((~made.is_met.astype(bool)).any())
    columns = [
        NAMED,
        *(Column(name) for name in ("indicator_id", "quarter")),
        Column("aim", "Streefwaarde", style="number", is_in_file=False),
        *(Column(name) for name in ("made_on", "model", "basis", "target", "chance", "low")),
        Column("middle", "Verwacht", unit="unit"),
        Column("band", "Bandbreedte", written=_band, style="number", is_in_file=False),
        Column("likely", "Kans op de streefwaarde", written=_chance, style="number", is_in_file=False),
        *(Column(name) for name in ("high", "level", "unit", "is_hindsight")),
    ]
    return table(
        "forecasts",
        f"Wat we op {dutch.day(result.quarter.end)} verwachten voor {dutch.day(result.quarter.year_end)}",
        pd.DataFrame([_logged(result, *one) for one in found]).assign(is_hindsight=is_hindsight),
        columns,
        notes=[
            "De kans is die op het halen van de streefwaarde vóór het nieuwe jaar.",
            "Bandbreedte: waar de stand dan ligt, met de kans daarop.",
            *_awaited(held_back),
            *(rule for rule in made.rule if rule),
        ],
        source=source(result),
    )


def _awaited(names: list[str]) -> list[str]:
    return [f"Over {dutch.listing(names)} verwachten we niets tot de levering is nagekeken."] if names else []


def forecast_scores(result: Result) -> Sections:
    """How the forecasts of earlier quarters came out: in sentences, and one by one."""
    outcomes = rows_of(result.estimates, model=_SCORING, role="forecast", withheld="")
    said = [sentence for year in _years(result) for sentence in _said(result, year)]
    said += list(_scoring(result, "unknown").rule)
    pieces: list[Piece] = [Text(said) if said else _NONE_YET]
    if len(outcomes):
        pieces.append(_outcomes(result, outcomes))
    return Sections([("Kwamen eerdere verwachtingen uit?", pieces)])


def _row(result: Result, indicator: Indicator, term: str) -> pd.Series | None:
    where = {"model": _MODELS, "group": indicator.id, "term": term, "withheld": ""}
    found = rows_of(result.estimates, period=result.quarter.label, **where)
    return None if found.empty else found.iloc[0]


def _logged(result: Result, indicator: Indicator, end: pd.Series, reach: pd.Series | None) -> dict[str, object]:
    quarter, now = result.quarter, readings.reading(result, indicator)
    return {
        "named": named(indicator),
        "aim": now.aim,
        "indicator_id": indicator.id,
        "quarter": quarter.label,
        "made_on": quarter.end.isoformat(),
        "model": end.model,
        "basis": end.basis,
        "target": now.target,
        "chance": None if reach is None else reach.estimate,
        "middle": end.estimate,
        **{name: end[name] for name in ("low", "high", "level", "unit")},
    }


def _band(row: pd.Series) -> str:
    return f"{dutch.interval(row.low, row.high, row.unit)} (kans {dutch.quantity(100 * row.level, 'percent')})"


def _chance(row: pd.Series) -> str:
    return dutch.NOTHING if pd.isna(row.chance) else dutch.chances(row.chance)


def _scoring(result: Result, *terms: str, **where: str) -> pd.DataFrame:
    return rows_of(result.estimates, model=_SCORING, term=terms, withheld="", **where)


def _years(result: Result) -> list[str]:
    """The years that were scored, newest first."""
    return sorted(set(_scoring(result, "came_true").period), reverse=True)


def _said(result: Result, year: str) -> list[str]:
    """The sentences on a year, by what forecasts rest on: those made in time first, then those with hindsight."""
    groups = [(group, basis) for group in ("beforehand", "hindsight") for basis in verdicts.BASES]
    return [rule for group, basis in groups for rule in _of_group(result, year, group, basis)]


def _of_group(result: Result, year: str, group: str, basis: str) -> list[str]:
    """Counts, the score or why there is none, and how often each word came true."""
    same = {"period": year, "group": group, "basis": basis}
    told = _scoring(result, "came_true", **same)
    if told.empty:
        return []
    score, gate = _scoring(result, "brier", **same), _scoring(result, "scored", **same)
    is_newest = year == _years(result)[0]
    more = _scoring(result, "inside", "calibration", **same).rule.tolist() if is_newest else []
    start, about = told.rule.iloc[0], verdicts.BASES[basis]
    if group == "hindsight":
        about = ", ".join(part for part in ("achteraf gemaakt, dus apart geteld", about) if part)
    if about:
        start = f"{dutch.sentence_case(about)}: {start[:1].lower()}{start[1:]}"
    return [start, *(score.rule if len(score) else gate.rule), *more]


def _outcomes(result: Result, outcomes: pd.DataFrame) -> Table:
    promises = {(year, one.id): one for year in _years(result) for one in result.settings.at(int(year)).indicators}
    order = [list(promises).index(key) for key in zip(outcomes.period.str[:4], outcomes.term, strict=True)]
    known = outcomes.assign(order=order).sort_values(["period", "order"], ascending=[False, True])
    newest = _years(result)[0]
    made = known.assign(
        named=[named(promises[key]) for key in zip(known.period.str[:4], known.term, strict=True)],
        indicator_id=known.term,
        quarter=known.period,
        is_hindsight=known.group == "hindsight",
        chance=known.estimate,
        value=known["at"],
        is_met=known.is_met.astype(bool),
    )
    shown = table(
        "forecast_outcomes",
        f"Eerdere verwachtingen over {newest} en wat het werd",
        made[made.period.str.startswith(newest)],
        _OUTCOME,
        notes=["Een verwachting kwam uit als gebeurde wat zij het waarschijnlijkst vond."],
        source=source(result),
    )
    return replace(shown, data=in_file(made, _OUTCOME))


def _made_in(row: pd.Series) -> str:
    return f"{row.quarter} (achteraf)" if row.is_hindsight else row.quarter


# The file has every year that was scored, the page the newest.
_OUTCOME = [
    NAMED,
    Column("indicator_id"),
    Column("quarter", "Gemaakt in", written=_made_in),
    Column("is_hindsight"),
    Column("chance", "Kans op de streefwaarde", written=_chance),
    Column("low", "Bandbreedte", written=_band),
    Column("high"),
    Column("value", "Werd", unit="unit"),
    Column("unit"),
    Column("is_met", "Streefwaarde", written=lambda row: "gehaald" if row.is_met else "niet gehaald"),
]
